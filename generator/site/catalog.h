/*
 * The catalogue of the open data: DCAT in JSON-LD, and a plain index.
 */
#ifndef SITE_CATALOG_H
#define SITE_CATALOG_H

#include "site/dataset.h"
#include "site/disclosure.h"

/* "data/catalog.jsonld". */
void catalog_render_dcat(const struct public_register *public_register,
                         const struct dataset *dataset, GString *out);

/* "data/index.json": the edition and the files. */
void catalog_render_index(const struct public_register *public_register,
                          const struct dataset *dataset, GString *out);

#endif
