/*
 * The names of what a service can be on a day: one table for chips on pages,
 * open data, `ismapgen status` and letters.
 */
#ifndef REGISTRY_STATE_H
#define REGISTRY_STATE_H

#include "registry/status.h"

/* In the order in which they are shown. Several can hold at once, but for
 * the first and the last three. */
enum state {
	STATE_REGISTERED,           /* nothing else to say */
	STATE_SUSPENDED_INCIDENT,   /* 9.5 */
	STATE_SUSPENDED_CHANGE,     /* 10.5 */
	STATE_REAUDIT,              /* 12.5 */
	STATE_CONTINUED,            /* 8.1 */
	STATE_REMOVED,              /* 14.2 */
	STATE_REFUSED,              /* 7.4: never listed, refused; never public */
	STATE_PENDING,              /* never listed, undecided; never public */
	STATES,
};

struct state_term {
	const char *id;     /* kebab-case, in open data: "suspended-incident" */
	const char *ja;
	const char *en;
	const char *clause; /* that publishes it; NULL: none does */
	bool public;
};

extern const struct state_term state_terms[STATES];

/* A state that holds, and since when. */
struct state_since {
	enum state state;
	struct date since_on; /* unset where it has no day of its own */
};

/* The states that hold in `status`; at least one, at most STATES. */
size_t status_states(const struct status *status, struct state_since states[STATES]);

#endif
