/* The names of what a service can be on a day: one table for chips on pages,
 * open data, `ismapgen status` and letters. */
#pragma once

#include "base/date.h"

#include <stddef.h>

struct status;

/* In the order in which they are shown. STATE_SUSPENDED_INCIDENT to
 * STATE_CONTINUED may hold at once; any other holds alone. The first five are
 * public, the last seven never are, and STATE_REMOVED is where site.xml says so. */
enum state {
	STATE_REGISTERED,         /* listed, and nothing else to say */
	STATE_SUSPENDED_INCIDENT, /* 9.5 */
	STATE_SUSPENDED_CHANGE,   /* 10.5 */
	STATE_REAUDIT,            /* 12.5 */
	STATE_CONTINUED,          /* 8.1 */
	STATE_REMOVED,            /* 14.2 */
	STATE_DECIDED,            /* to be listed on a later day; never public, as all below */
	STATE_FILED,              /* never listed, from here on: not received yet */
	STATE_RECEIVED,
	STATE_EXAMINED, /* accepted, under examination */
	STATE_REFUSED,
	STATE_NOT_ACCEPTED,
	STATE_WITHDRAWN,
	STATES,
};

/* Why an entry left the list: 1 to 5 of 14.2, or: */
enum removal_ground {
	REMOVAL_NONE,
	REMOVAL_UNRENEWED = 1,
	REMOVAL_NOT_RENEWED = 6, /* 8.1: applied for in time, but not renewed */
	REMOVAL_ANNULLED = 7,    /* the registration was annulled */
	REMOVAL_RENUMBERED = 8,  /* of a number that was given by mistake; no status is so */
	REMOVAL_GROUNDS,
};

struct state_term {
	const char *id; /* kebab-case, in open data: "suspended-incident" */
	const char *ja;
	const char *en;
	const char *clause; /* that publishes or makes it; NULL: none */
};

extern const struct state_term state_terms[STATES];

/* Why entries left the list, by enum removal_ground. */
extern const struct state_term removal_terms[REMOVAL_GROUNDS];

/* A state that holds, and since when. */
struct state_since {
	enum state state;
	struct date since_on; /* unset where it has no day of its own */
};

/* The states that hold in `status`; at least one, at most STATES. */
size_t status_states(const struct status *status, struct state_since states[STATES]);
