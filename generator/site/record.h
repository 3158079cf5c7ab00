/*
 * Data written member by member, as JSON or as XML: the same names in the same
 * order. Nothing is kept: what is written is at the end of a text at once.
 *
 * In XML, members are elements, "-" stands for "_", an item of a list is an
 * element of the singular, and null is no element.
 */
#pragma once

#include "base/date.h"

#include <glib.h>

/* The namespace of the XML. */
#define RECORD_NAMESPACE "urn:ismapgen:1:list"

#define RECORD_DEPTH_LIMIT 8

enum record_format {
	RECORD_JSON,
	RECORD_XML,
};

/* An object or a list that is open. */
struct record_frame {
	const char *name; /* of a list: that of its items in XML */
	bool filled;      /* something stands in it */
	bool is_list;
};

struct record {
	GString *out;
	enum record_format format;
	int depth;
	struct record_frame frames[RECORD_DEPTH_LIMIT];
};

/* Starts with nothing open, at the end of `out`. */
struct record record_begin(GString *out, enum record_format format);

/* In an object: a member, of a name in snake_case. In a list: an item, whose name
 * is passed over. NULL texts and unset dates are null. */
void record_text(struct record *record, const char *name, const char *text);
void record_date(struct record *record, const char *name, struct date date);
void record_number(struct record *record, const char *name, unsigned number);
void record_flag(struct record *record, const char *name, bool flag);

/* Objects and lists, as a member or as an item; with nothing open, as the whole,
 * named in XML only. */
void record_open(struct record *record, const char *name);
void record_close(struct record *record);
void record_open_list(struct record *record, const char *name);
void record_close_list(struct record *record);

/* A list of texts. */
void record_texts(struct record *record, const char *name, const GPtrArray *texts);

/* "sub-services" for "sub_services"; the caller frees. */
char *record_element(const char *name);

/* "sub-service" for the list "sub_services". */
const char *record_singular(const char *name);
