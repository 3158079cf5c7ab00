/* Every public change as data: data/changes.jsonl and data/changes.csv. */
#pragma once

#include "site/plan.h"

/* Plans the files from changes_all(). A row is one changed item, or an event that changed
 * none; the oldest stand first, so that the file of a later day begins with that of an
 * earlier one, byte for byte, as long as no number leaves it (site.xml: removed-page). */
void change_log_plan(struct plan *plan, const GArray *changes);
