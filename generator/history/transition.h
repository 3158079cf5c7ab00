/* The transition table: which event moves which machine from where to where. */
#pragma once

#include "history/timeline.h"

#define TRANSITION_STAY (-1)

/* An event of this kind (and variant, where one is given) needs the machine
 * in one of the stages `from` and moves it to `to`. All rows of an event must
 * hold; the first that does not names the fault. */
struct transition {
	enum event_kind kind;
	const char *variant;
	enum machine machine;
	unsigned from; /* 1 << stage, or-ed */
	int to;        /* a stage, or TRANSITION_STAY */
	enum timeline_fault fault;
};

extern const struct transition transitions[];
extern const size_t transition_count;

/* Whether a row is one of the event's. */
bool transition_applies(const struct transition *row, const struct event *event,
                        const char *variant);

/* The stages of a machine that the event can happen in. */
unsigned transition_from(const struct event *event, const char *variant, enum machine machine);

/* What tells events of a kind apart: the kind of the application received, the
 * ground of a suspension, lifting or removal, the result, or the remedy where
 * a result names one. NULL where the kind has no variants. False where the
 * data does not say (the loader has reported it). */
bool event_variant(const struct event *event, const struct application *application,
                   const char **variant);

/* The ground of a removal, 1 to 5; 0 where the data does not say. */
int event_removal_ground(const struct event *event);
