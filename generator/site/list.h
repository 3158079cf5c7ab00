/* The list of all entries, on one page or, above 50 entries, on several. */
#pragma once

#include "site/facet.h"
#include "site/plan.h"

/* Plans the pages of a language; `facets` are those of that language and live as
 * long as the plan. */
void list_plan(struct plan *plan, enum language language, const struct facets *facets);
