/*
 * The parts of a listing as a table: which field of the registry each comes
 * from, its item of 7.5, and how two listings differ.
 */
#ifndef SITE_LISTING_H
#define SITE_LISTING_H

#include "disclosure/disclosure.h"

struct field;

enum listing_part_kind {
	PART_TEXT,       /* const char * */
	PART_PROSE,      /* struct prose */
	PART_DATE,       /* struct date */
	PART_FLAG,       /* bool */
	PART_LINES,      /* GPtrArray * of const char * */
	PART_ENTRIES,    /* GPtrArray * of struct disclosed_entry * */
	PART_DOMAINS,    /* GPtrArray * of struct disclosed_domain * */
	PART_EXCLUSIONS, /* GPtrArray * of struct disclosed_exclusion * */
};

struct listing_part {
	const char *path; /* in the field table below <application>, with "/" */
	const char *name; /* in JSON, with "." */
	int item;         /* of 7.5 */
	enum listing_part_kind kind;
	size_t offset; /* in struct listing */
};

/* All parts, by item; ends with path NULL. */
extern const struct listing_part listing_parts[];

/* The row of the field table at a path below <application>. The path exists. */
const struct field *listing_field(const char *path);

/* What a part is called in Japanese. */
const char *listing_part_term(const struct listing_part *part);

/*
 * A part as text: dates as 2026-11-20, lists one item a line, identifiers of
 * control objectives in one line. NULL where it says nothing. The caller
 * frees.
 */
char *listing_part_text(const struct listing *listing, const struct listing_part *part);

/*
 * Appends what differs from `before` to `after` as struct disclosed_change,
 * by part. Of lists, only the lines that went and came.
 */
void listing_compare(const struct listing *before, const struct listing *after, struct pool *pool,
                     GPtrArray *changes);

#endif
