/* One step of the state machine; for the fold over days alone. */
#pragma once

#include "history/timeline.h"

/* Lets one event happen, where it may; what it moves is moved, or nothing is. */
enum timeline_fault timeline_step(struct timeline *timeline, const struct event *event);

/* What ends by itself before `day` begins (8.1, 14.2(1)). */
void timeline_expire(struct timeline *timeline, struct date day);
