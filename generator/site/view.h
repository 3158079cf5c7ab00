/* The list divided, for those without script: by 五十音, provider, status,
 * region and month of expiry. */
#pragma once

#include "site/facet.h"
#include "site/plan.h"

/* Plans one page for each value, and one of all of them: "by/index.html";
 * `facets` are of the language and live as long as the plan. */
void views_plan(struct plan *plan, enum language language, const struct facets *facets);
