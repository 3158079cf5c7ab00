/* What assets/list.js needs to search, filter and sort: data/search.json. */
#pragma once

#include "disclosure/disclosure.h"

/* What stands before the first entry, one entry, and what stands after the last. */
void search_open(const struct public_register *public_register, GString *out);
void search_render_entry(const struct disclosure *entry, GString *out);
void search_close(GString *out);
