/* What assets/search.js reads: data/search.json, the names of services and what filters and
 * orders ask, and data/search-scopes.json, how names are read, what is in scope and out of
 * it, which is longer and comes later. */
#pragma once

#include "disclosure/disclosure.h"
#include "site/dataset.h"

/* What stands before the first entry, one entry in each file, and what stands after the last. */
void search_open(const struct public_register *public_register, const struct dataset *dataset,
                 GString *out);
void search_render_entry(const struct disclosure *entry, GString *out);
void search_render_scope(const struct disclosure *entry, GString *out);
void search_close(GString *out);
