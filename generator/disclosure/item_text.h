/* Items as text: for columns, and for what changed between two states of an entry. */
#pragma once

#include "disclosure/item.h"

/* An item of the struct as text: dates as 2026-11-20, lists one item a line, identifiers of control
 * objectives in one line. NULL where it says nothing. The caller frees. */
char *item_text(const struct item *item, const void *data);

/* Appends what differs from `before` to `after` among the items that are copied from
 * fields as struct disclosed_change, in their order. Of lists, only the lines that
 * went and came. */
void items_compare(const struct disclosure *before, const struct disclosure *after,
                   struct pool *pool, GPtrArray *changes);
