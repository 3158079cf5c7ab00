/* Events that the state machine forbids for the fault of another record. */
#pragma once

#include "rules/rules.h"

/* Whether the fault of another record, which is a finding of level error of its own, explains
 * that the event is forbidden: it is not accused then. */
bool explained(const struct examination *at, const struct forbidden *forbidden);
