/* What a form 9 changes (10.2) and a correction puts right: each <change> bound by the row of the field that
 * it replaces, so that no form puts into the list what no application may say. */
#pragma once

#include "registry/bind.h"
#include "registry/registry.h"

/* An item that changes without a new application, and where an application has it. */
struct listing_item {
	const char *name; /* in form 9: "service-url" */
	const char *path; /* below <application>: "statement/service-url" */
};

/* Ends with name NULL. */
extern const struct listing_item listing_items[];

/* One change; `before` and `after` are applications of which only the item is
 * filled. */
struct listing_change {
	int line;
	const struct listing_item *item;
	const struct field *field;        /* the row of the field table at item->path */
	const struct application *before; /* NULL: the form does not say */
	const struct application *after;  /* the item is unset: nothing from then on */
};

/* Reads the corrections of a service whose shape was checked, below `root`; that of a
 * faulty one stays NULL, after a finding. */
void listing_corrections_read(const struct binding *binding, const struct xml_node *root,
                              struct service *service);

/* Reads the changes of a form 9 whose shape was checked; what is wrong with a
 * text becomes a finding, and its change is left out. */
void listing_changes_read(const struct binding *binding, struct form *form);

/* Copies an item from an application to another. */
void listing_item_copy(const struct listing_item *item, const struct application *from,
                       struct application *to);

/* Whether two such texts say the same: white space that XML and authors add or leave out
 * says nothing. */
bool listing_text_is_same(const char *one, const char *other);

/* The item as text, lists one entry a line; NULL where it says nothing. The
 * caller frees. */
char *listing_item_text(const struct listing_item *item, const struct application *application);
