/*
 * The table of all that is published: each item of an entry and of the list with
 * where it stands, what data and templates call it, its kind, the field that it is
 * copied from, and whether it may be absent.
 *
 * This is the one place that says what of an application and of site.xml is public:
 * a field that no row names is not copied (item_copy.h), and what was not copied
 * nobody sees. Data, schemas, the data dictionary, columns, the history of changes
 * and the names of templates are walked from it.
 */
#pragma once

#include "disclosure/disclosure.h"

struct field;

enum item_kind {
	ITEM_END,     /* no item: the end of a table */
	ITEM_TEXT,    /* const char * */
	ITEM_URL,     /* const char * */
	ITEM_PROSE,   /* const char *, which may be several paragraphs of Markdown */
	ITEM_DATE,    /* struct date */
	ITEM_NUMBER,  /* unsigned */
	ITEM_FLAG,    /* bool */
	ITEM_GROUP,   /* members of the same struct under one name */
	ITEM_TEXTS,   /* GPtrArray * of const char * */
	ITEM_OBJECTS, /* GPtrArray * of structs, whose members have a table of their own */
	ITEM_DOMAINS, /* the same of struct disclosed_domain *, found from the criteria */
	ITEM_KINDS,
};

struct item {
	enum item_kind kind;
	const char *name;     /* in data, "foreign_law_risk"; NULL: data do not have it */
	const char *shown;    /* in templates, "foreign-law-risk"; NULL: set otherwise or not */
	size_t offset;        /* in struct disclosure or public_register, or in that of a list */
	const char *field;    /* "application/applicant/name", "site/title"; NULL: computed */
	struct wording term;  /* what it is; unset: that of the field */
	struct wording label; /* of its column and its changes; unset: that of the field */
	const char *clause;   /* of the regulation; NULL: that of the item of 7.5 or the field */
	const char *pattern;  /* of the whole value; NULL: that of the field, or any */
	int item;             /* of 7.5, 1 to 12; 0: that of the field, or none */
	bool nullable;        /* null where nothing is said */
	bool optional;        /* not there where nothing is said */
	bool last;            /* stands behind its group in columns and among changes */
	bool is_name;         /* of objects: their first item alone is their line of text */
	bool (*is_there)(const void *data); /* of the struct; NULL: where something is said */
	int heading_shift;                  /* of prose on a page: level of its first heading */
	size_t size;                        /* of objects: that of their struct */
	const char *count, *exist; /* of objects, names in templates: how many, whether any */
	const struct item *members;
};

/* Of struct disclosure: one entry; of struct public_register: the list as a whole. */
extern const struct item items_of_entry[], items_of_list[];

/* The item of that name in data, also in a group among the items, or NULL. */
const struct item *item_find(const struct item *items, const char *name);

/* The items of an entry that are copied from fields, in the order of the columns and of
 * changes: const struct item *. The caller unrefs. */
GPtrArray *items_listed(void);

/* The row of the field table that the item is copied from, or NULL; *offset is where its
 * value stands in struct application or site. */
const struct field *item_field(const struct item *item, size_t *offset);

/* Where the content says what the item (NULL: the entry as a whole) is on a day: file and line of
 * its element (of a list, that of its member `index`, or its last one), else of the event that the
 * value comes from. The record is `number`, which is all where the content has no such entry. */
struct place items_place(const struct registry *registry, const char *number, struct date day,
                         const struct item *item, guint index);

/* Whether the item is a text that its field must have, and has none. */
bool item_is_missing(const struct item *item, const void *data);

/* Whether the optional item is there. */
bool item_is_there(const struct item *item, const void *data);

/* What it is; and what its column and its changes are called. */
const char *item_term(const struct item *item, enum language language);
const char *item_label(const struct item *item, enum language language);

/* What a value looks like: 「13桁の数字」; NULL where there is nothing to say. */
const char *item_hint(const struct item *item, enum language language);

/* NULL: none. */
const char *item_pattern(const struct item *item);

/* The number of 7.5, 1 to 12; 0: none. */
int item_clause_number(const struct item *item);

/* Whether its text is words of a language, which pages tell. */
bool item_has_language(const struct item *item);

/* "7.5(6)"; NULL: none. */
const char *item_clause(const struct item *item);

static inline const void *
item_at(const struct item *item, const void *data)
{
	return (const char *)data + item->offset;
}

static inline bool
item_is_list(const struct item *item)
{
	return item->kind >= ITEM_TEXTS;
}
