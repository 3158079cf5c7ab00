/* The list as tables: services.csv has a row of each entry, the others a row of each thing
 * that entries list, and csv-metadata.json and datapackage.json say what their columns are. */
#pragma once

#include "disclosure/item.h"

struct csv_table {
	const char *path; /* "data/regions.csv" */
	const char *list; /* the item whose objects are the rows; NULL: the entries are */
	const char *title;
};

/* Ends with path NULL; the first is services.csv. */
extern const struct csv_table tables[];

/* All columns in their order: const struct item *. The caller unrefs. */
GPtrArray *columns_items(void);

/* Opens the CSV: byte order mark and a row of Japanese headings. */
void columns_open(const struct csv_table *table, GString *out);

/* Appends the rows of an entry, which end with the day and the edition of the list. */
void columns_render_entry(const struct csv_table *table, const struct disclosure *entry,
                          struct date as_of, const char *edition, GString *out);

/* Whether the item has a column in services.csv, whose heading is item_label(). */
bool columns_have(const struct item *item);

/* All tables as CSVW metadata, and as a Frictionless data package with Table Schemas: text
 * that looks like a number, as 法人番号 does, is text. */
void columns_render_csvw(GString *out);
void columns_render_package(const struct public_register *public_register, GString *out);
