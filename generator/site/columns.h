/*
 * The list as a table: services.csv.
 */
#ifndef SITE_COLUMNS_H
#define SITE_COLUMNS_H

#include "disclosure/disclosure.h"

/* Opens the CSV: byte order mark and a row of Japanese headings. */
void columns_open(GString *out);

/* Appends the row of an entry. */
void columns_render_entry(const struct public_register *public_register,
                          const struct disclosure *entry, GString *out);

/* The heading of the column that holds the property of JSON of that name
 * ("provider.name"), or NULL. */
const char *columns_label(const char *name);

#endif
