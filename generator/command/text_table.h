/* Tables on a terminal, in columns that stay straight with wide characters. */
#pragma once

#include "base/auto.h"

struct table;

/* A table with these headings, closed with NULL; copied. */
struct table *table_new(const char *heading, ...) G_GNUC_NULL_TERMINATED;
void table_free(struct table *table);
DEFINE_AUTO(table)

/* Adds a row with as many cells as headings, closed with NULL; copied. */
void table_add(struct table *table, const char *cell, ...) G_GNUC_NULL_TERMINATED;

/* Appends all rows, each column as wide as its widest cell. */
void table_render(const struct table *table, GString *out);
