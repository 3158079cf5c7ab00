/*
 * What another list published, on its way into a registry: the values of <carried-over> as a
 * tree by the names of its fields, and the file of a service that is made of them.
 *
 * The fields are walked, and what data call them is said by the table of items, so that an
 * item that is new there is read and written here.
 */
#pragma once

#include "base/auto.h"
#include "registry/field.h"

#include <glib.h>
#include <jansson.h>

/* A field of <carried-over> that a cell can hold: a text, a mark, or a list. */
struct carried_column {
	const struct field *field;
	const char *path; /* "applicant/name" */
};

/* All of them, in the order of the file: struct carried_column *. The caller unrefs. */
GPtrArray *carried_columns(void);

/* The one whose term in either language, or path, the heading is; or NULL. */
const struct carried_column *carried_column_find(const GPtrArray *columns, const char *heading);

/* The field at a path, whatever it holds; NULL: there is none. */
const struct field *carried_field(const char *path);

/* One entry. A text is a string, a mark true, a group an object, a list an array; what has
 * attributes and a text is an object whose text has the name "". */
struct carried {
	json_t *values;
	int row;            /* where it stands; 0: in no table */
	bool refused;       /* something of it was found wrong when it was read */
	GHashTable *places; /* of a table: the path of each cell to its column, from 1 */
};

struct carried *carried_new(int row);
void carried_free(struct carried *carried);
DEFINE_AUTO(carried)

/* The value at a path; NULL: none. Its text; NULL: none. */
json_t *carried_value(const struct carried *carried, const char *path);
const char *carried_text(const struct carried *carried, const char *path);

/* Takes the value over. */
void carried_set(struct carried *carried, const char *path, json_t *value);

/* Takes over what an object of services.json says of an entry. */
void carried_take_data(struct carried *carried, const json_t *entry);

/* Takes over what lasts on the day of the data (8.1, 9.5, 10.5 and 12.5): the "statuses" of such an
 * object. */
void carried_take_statuses(struct carried *carried, const json_t *statuses);

/* Takes over the text of a cell: a list one a line, dates as people write them, readings in
 * katakana, too. */
void carried_take_cell(struct carried *carried, const struct carried_column *column,
                       const char *text);

/*
 * The file of the service `id`. What must be there and is not stands as an empty element.
 * `lines`, an array of const char *, has the path of what begins on each line, or NULL.
 */
void carried_render(const struct carried *carried, const char *id, GString *out, GPtrArray *lines);

/* Appends the element of a group below <carried-over> alone. */
void carried_render_group(const struct carried *carried, const char *path, GString *out);
