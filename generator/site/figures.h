/* The page of figures: how many entries the list has, by state, year, month of expiry and
 * place, as tables with a picture beside each. */
#pragma once

#include "site/facet.h"
#include "site/plan.h"

/* Plans "statistics/index.html"; `facets` are of the language and live as long as the
 * plan. It counts what the list itself tells, and nothing else. */
void figures_plan(struct plan *plan, enum language language, const struct facets *facets);
