/*
 * The shape of the open data: every property of services.json with its meaning
 * and its type. The JSON Schema, the XML Schema and the data dictionary are
 * made from this table, which takes the terms from the field table of the
 * registry.
 */
#ifndef DISCLOSURE_ITEM_H
#define DISCLOSURE_ITEM_H

#include "base/wording.h"

#include <stdbool.h>

enum shape_kind {
	SHAPE_TEXT,
	SHAPE_MARKDOWN,
	SHAPE_DATE,
	SHAPE_URL,
	SHAPE_INTEGER,
	SHAPE_FLAG,
	SHAPE_OBJECT,
	SHAPE_OBJECTS, /* a list of objects */
	SHAPE_TEXTS,   /* a list of texts */
	SHAPE_KINDS,
};

struct shape {
	const char *name; /* in JSON */
	enum shape_kind kind;
	const char *field; /* below <application> in the field table; NULL: ja and en
	                    * stand here */
	struct wording term;
	const char *clause;          /* of the regulation; NULL: that of the field, or none */
	bool nullable;               /* null where nothing is said */
	bool optional;               /* not there where nothing is said */
	const char *pattern;         /* of the whole value; NULL: that of the field, or any */
	const struct shape *members; /* of objects; ends with name NULL */
};

/* One service, and what stands around the services in a file. */
extern const struct shape shape_service[], shape_header[];

const char *shape_term(const struct shape *shape, enum language language);

/* What a value looks like: 「13桁の数字」; NULL where there is nothing to say. */
const char *shape_hint(const struct shape *shape, enum language language);

/* NULL: none. */
const char *shape_pattern(const struct shape *shape);

/* "7.5(6)"; NULL: none. */
const char *shape_clause(const struct shape *shape);

/* "type-date": of words.ini. */
const char *shape_type(const struct shape *shape);

#endif
