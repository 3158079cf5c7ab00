/* The catalogue of the open data: DCAT in JSON-LD, and a plain index. */
#pragma once

#include "disclosure/disclosure.h"
#include "site/dataset.h"

/* "data/catalog.jsonld". */
void catalog_render_dcat(const struct public_register *public_register,
                         const struct dataset *dataset, GString *out);

/* "data/index.json": the edition, the files and the days of former editions.
 * These are told by the registry, not by what was published: all days on which
 * an entry that is still listed changed. The same content gives the same list. */
void catalog_render_index(const struct public_register *public_register,
                          const struct dataset *dataset, GString *out);
