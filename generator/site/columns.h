/*
 * The list as a table: services.csv.
 */
#ifndef SITE_COLUMNS_H
#define SITE_COLUMNS_H

#include "site/disclosure.h"

/* Appends the CSV: byte order mark, one row of Japanese headings, one row an
 * entry. */
void columns_render_csv(const struct public_register *public_register, GString *out);

/* The heading of the column that holds the property of JSON of that name
 * ("provider.name"), or NULL. */
const char *columns_label(const char *name);

#endif
