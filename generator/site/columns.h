/*
 * The list as a table: services.csv, and what its columns mean.
 */
#ifndef SITE_COLUMNS_H
#define SITE_COLUMNS_H

#include "render/value.h"
#include "site/disclosure.h"

/* Appends the CSV: byte order mark, one row of Japanese headings, one row an
 * entry. */
void columns_render_csv(const struct public_register *public_register, GString *out);

/* The columns for the page of open data: a list of {label, name, clause}. */
struct value *columns_present(void);

#endif
