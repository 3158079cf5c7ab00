/* Decisions that revise others: they annul or correct an act. */
#pragma once

#include "registry/registry.h"

/* Ties what annuls and corrects to its act, in order of day: `target_event` of the decision,
 * `annulled_by` of the act or, of a correction, `target_application` and the end of the act's
 * corrections. The timeline must be in order. Where no act or one of several could be meant,
 * `target_event` stays NULL. */
void revision_link(const struct service *service);
