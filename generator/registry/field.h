/*
 * The field table: what the XML of the registry may hold.
 *
 * One table says for each element and attribute its XML name, its Japanese
 * and English term, its shape, where it goes in the structs of registry.h, its
 * item of 7.5. What is public of it says disclosure/item.c. The loader, the XML Schemas, the
 * skeletons of `ismapgen new`, CSV headings, letters, findings and the data
 * dictionary read it; nothing repeats it.
 */
#pragma once

#include "base/wording.h"

#include <stdbool.h>
#include <stddef.h>
#include <string.h>

enum field_kind {
	FIELD_GROUP,    /* children; target: a struct in place, or a GPtrArray * of
	               * structs where max > 1 */
	FIELD_SEQUENCE, /* groups of different names in any order: one GPtrArray *
	                 * of structs, which start { int line; int kind; } with
	                 * kind = index in `children` */
	FIELD_LINE,     /* one line of text: struct text, or GPtrArray * of them; where it
	                 * has attributes, structs that begin with it */
	FIELD_PROSE,    /* paragraphs in Markdown, for pages and letters: struct text */
	FIELD_TEXT,     /* paragraphs in which every character stands for itself, since the
	                 * paper stands as it was written: struct text */
	FIELD_DATE,     /* struct day */
	FIELD_CHOICE,   /* one of `choices`: struct text */
	FIELD_TOKENS,   /* space-separated words, each by `pattern`: struct text */
	FIELD_URL,      /* http or https: struct text */
	FIELD_MARK,     /* an empty element that says yes: struct text "yes" */
	FIELD_STATED,   /* prose, or one group of `children`; stays a tree */
};

#define FIELD_MANY 10000

/* Characters of a value whose field sets no limit. */
#define FIELD_LINE_LENGTH 200
#define FIELD_PROSE_LENGTH 8000

struct field {
	const char *name; /* in XML, kebab-case */
	const char *ja;   /* the regulation's term */
	const char *en;
	enum field_kind kind;
	bool attribute;
	bool is_reading;     /* kana, kept as hiragana without signs of repetition */
	int min, max;        /* occurrences; attributes: 0 or 1, 1 */
	const char *pattern; /* of the whole value, PCRE and XSD alike; or NULL */
	const char *choices; /* "new renewal", for FIELD_CHOICE */
	const char *hint_ja; /* what a value looks like: 「13桁の数字」 */
	const char *hint_en;
	int max_length;               /* characters; 0: as the kind has it */
	size_t offset;                /* in the struct of the parent */
	size_t size;                  /* of the struct of a group, or of a line with attributes */
	const struct field *children; /* ends with name NULL; of a line: its attributes */
	const char *clause;           /* where the regulation asks for it; or NULL */
	int item;                     /* of 7.5 (1 to 12); 0: none */
};

/* The roots: <service>, <decisions>, <site>, <criteria>, <issued>. */
extern const struct field field_service, field_decisions, field_site, field_criteria, field_issued;

/* Members that forms share with the registry; each ends with name NULL. */
extern const struct field fields_person[], fields_statement_scope[], fields_statement[],
	fields_control_objectives[], fields_deviation[], fields_confirmation[], fields_enclosures[],
	fields_disclosed_information[], fields_improvement_plan[], fields_audit[];

/* Whether the value is paragraphs. */
static inline bool
field_is_prose(const struct field *field)
{
	return field->kind == FIELD_PROSE || field->kind == FIELD_TEXT ||
	       field->kind == FIELD_STATED;
}

/* Whether what stands on several lines is one: an address. */
static inline bool
field_joins_lines(const struct field *field)
{
	return field->kind == FIELD_LINE && strcmp(field->name, "address") == 0;
}

/* What a value looks like, in Japanese or English; NULL: the kind says it. */
const char *field_hint(const struct field *field, enum language language);

/* The child of a group by its XML name, or NULL. */
const struct field *field_find(const struct field *group, const char *name);

/* Whether a group has children that are elements. */
bool field_has_elements(const struct field *group);

/* The row that a path of names leads to below a group, "statement/service-url";
 * it exists. Puts its place in the struct of the group to *offset; or NULL. */
const struct field *field_at(const struct field *group, const char *path, size_t *offset);
