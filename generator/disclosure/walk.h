/* A service followed day by day through its public history, and what is told of each day. */
#pragma once

#include "disclosure/disclosure.h"
#include "disclosure/objectives.h"
#include "history/status.h"

/* A registration that another one came after, as the walk left it. */
struct past {
	const struct event *registered;
	struct disclosed_removal *removal; /* NULL: none is published */
	GPtrArray *history, *versions;
	struct status listed;
	struct disclosure entry;
};

struct walk {
	struct objectives *objectives;
	const struct service *service;
	const struct site *site;
	struct public_register *public_register;
	struct pool *pool;
	GPtrArray *history;                /* struct disclosed_event * */
	GPtrArray *versions;               /* struct disclosure * */
	struct status status;              /* at the end of the last day */
	struct status listed;              /* at the end of the last day on the list */
	struct disclosed_removal *removal; /* of the last number, while it is not listed */
	const struct event *registered;    /* that the history is of */
	struct disclosure entry;           /* what is listed at the end of the last day */
	GArray *pasts;                     /* struct past, oldest first */
};

/* An event of the history, in the order of days; what it says beside its kind is to be filled in. */
struct disclosed_event *walk_add(struct walk *walk, enum history_kind kind, struct date on);

/* Takes an event that is told into the history, in the order of days. */
void walk_insert(struct walk *walk, struct disclosed_event *event);

/* How many of a kind the history tells of a day. */
unsigned walk_count(const struct walk *walk, enum history_kind kind, struct date on);

/* An event tells how the service was listed on the day on which it is published. */
void walk_name(const struct walk *walk, struct disclosed_event *event, struct date day);

bool walk_has_event_on(const struct walk *walk, enum event_kind kind, struct date day);
/* Whether a decision of the day corrects what is in force. */
bool walk_is_corrected_on(const struct walk *walk, const struct status *now, struct date day);

/* Whether a decision undoes the act from the day on. */
bool walk_is_undone_on(const struct event *act, struct date day);

/* The act of a kind that a decision undoes from the day on. NULL: there is none. */
const struct event *walk_undone_on(const struct walk *walk, enum event_kind kind, struct date day);

/* What was told of a kind (the last; with `on`, of that day) does not count any more. */
void walk_undo(struct walk *walk, enum history_kind kind, struct date on);

/* An event is called by the act that it undoes. */
void walk_name_undone(struct disclosed_event *event, const struct event *act);

/* The starts and the ends of marks (9.5, 10.5, 12.5) on the day on which the entry is listed as
 * `now`; walk->status is still that of the day before. */
void walk_marks(struct walk *walk, const struct status *now, struct date day);

/* The marks that began on the day on which their entry left the list: they were public, too. */
void walk_last_marks(struct walk *walk, struct date day);

/* The history as it may be told on a day of this status. */
GPtrArray *walk_public_history(const struct walk *walk, const struct status *status);
