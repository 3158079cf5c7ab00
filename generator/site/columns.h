/* The list as a table: services.csv. */
#pragma once

#include "disclosure/item.h"

/* All columns in their order: const struct item *. The caller unrefs. */
GPtrArray *columns_items(void);

/* Opens the CSV: byte order mark and a row of Japanese headings. */
void columns_open(GString *out);

/* Appends the row of an entry. */
void columns_render_entry(const struct disclosure *entry, struct date as_of, const char *edition,
                          GString *out);

/* Whether the item has a column, whose heading is item_label(). */
bool columns_have(const struct item *item);
