/* What changed in the public list: a page a year, a page a day, and the feeds. */
#pragma once

#include "site/plan.h"

/* All changes that the list has shown, newest first: an array of struct change. Those of
 * removed entries are among them where site.xml publishes removals. */
GArray *changes_all(const struct public_register *public_register);

/* Plans the pages in a language; `changes` are all, and live as long as the plan. */
void changes_plan(struct plan *plan, enum language language, const GArray *changes);

/* Plans the feeds of all entries, and of those of each provider. */
void changes_plan_feeds(struct plan *plan, const GArray *changes);

/* A day on which the list changed, and how many changes there were. */
struct changes_day {
	struct date on;
	guint count;
};

/* The days, newest first: an array of struct changes_day. */
GArray *changes_days(const struct public_register *public_register);
