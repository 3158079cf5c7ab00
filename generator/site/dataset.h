/*
 * The public register as data: one JSON text an entry, and the edition, which
 * is the SHA-256 of them all and the day.
 */
#ifndef SITE_DATASET_H
#define SITE_DATASET_H

#include "site/disclosure.h"

#include <glib.h>

struct dataset {
	GPtrArray *entries; /* char *: a JSON object each, as the register's entries */
	char *edition;      /* 64 hexadecimal digits */
};

struct dataset *dataset_new(const struct public_register *public_register);
void dataset_free(struct dataset *dataset);
DEFINE_AUTO(dataset)

/* The whole register: {title, as_of, edition, licence, …, services: […]}. */
void dataset_render_json(const struct dataset *dataset,
                         const struct public_register *public_register, GString *out);

/* One entry a line. */
void dataset_render_json_lines(const struct dataset *dataset, GString *out);

/* One entry with the day and the edition. */
void dataset_render_entry(const struct dataset *dataset,
                          const struct public_register *public_register, guint index, GString *out);

/* What assets/list.js needs to search, filter and sort. */
void dataset_render_search(const struct public_register *public_register, GString *out);

#endif
