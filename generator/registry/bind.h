/*
 * From a tree of XML to structs, by a field table.
 *
 * The order of elements is the order of the table, as an XML Schema has it;
 * only the members of a FIELD_SEQUENCE come in any order.
 */
#pragma once

#include "registry/field.h"
#include "registry/registry.h"
#include "registry/store.h"

/* What is bound, for findings; the strings outlive them. */
struct binding {
	struct registry_store *store;
	struct findings *findings;
	const char *file;
	const char *record;
	const struct field *member; /* of the sequence that is bound within; or NULL */
	bool *skipped;              /* set where an element is passed over; or NULL */
};

/* xml_load_into() of the file at `path`, which findings call binding->file. Where it tells of a
 * character, the field is that of the table of `root` (NULL: not known). */
struct xml_document *bind_load(const struct binding *binding, const struct field *root,
                               const char *path, struct arena *arena);

/* Checks the element `node` by `field`, a group, and fills the struct at
 * `target` with what is right; the rest stays unset after findings. Arrays
 * are never NULL. With `target` NULL it checks only, and puts the values as
 * they are kept into the tree. False where the element has another name. */
bool bind_node(const struct binding *binding, const struct field *field, struct xml_node *node,
               void *target);

/* Checks the text of one value and puts it at `target`, a struct text; false after a
 * finding. */
bool bind_text(const struct binding *binding, const struct field *field, int line, const char *text,
               struct text *target);

/* Makes the arrays of a struct whose element is absent. */
void bind_nothing(struct registry_store *store, const struct field *group, void *target);

/* Whether all values that must be there are, of a struct that was bound by
 * the group; groups within are not looked at. */
bool bind_is_complete(const struct field *group, const void *target);
