/* Entries that have left the list, where site.xml has <removed-page/>: a page of all, and
 * for each number the page that keeps its address, its feeds, and data/removed.json. */
#pragma once

#include "site/plan.h"

/* Plans the pages of a language, and with those in Japanese the files that have none;
 * nothing where removals are not published. */
void removed_plan(struct plan *plan, enum language language);
