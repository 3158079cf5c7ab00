/*
 * What a service is on a day: computed from its events, never stored.
 *
 * state.h names what holds. Suspension, re-audit and continuation are
 * independent; each has its own dates (9.5, 10.5, 12.5, 8.1).
 */
#pragma once

#include "history/timeline.h"
#include "registry/registry.h"

enum suspension_ground {
	SUSPENSION_INCIDENT, /* 9.3: an incident not reported */
	SUSPENSION_CHANGE,   /* 10.3: a change not notified */
	SUSPENSION_GROUNDS,
};

struct status {
	const char *number;                        /* 登録番号; NULL: never registered by the day */
	bool listed;                               /* on the register on the day */
	struct date registered_on;                 /* 登録日: first registration under the number */
	struct date renewed_on;                    /* the last renewal; unset: none */
	struct date expires_on;                    /* 有効期限 of the decision in force */
	bool continued;                            /* 8.1: past expires_on, renewal undecided */
	const struct application *pending_renewal; /* received in time, undecided */
	const struct application *application;     /* in force: what is listed */
	const struct event *registered;            /* of the entry; or NULL */
	const struct event *suspension[SUSPENSION_GROUNDS]; /* in force; or NULL */
	const struct event *reaudit; /* the demand, while the process lasts; or NULL */
	/* Of the last application, where the service was never registered. */
	enum application_stage stage;
	bool decided;       /* to be registered on a later day than this one */
	int removal_ground; /* enum removal_ground */
	struct date removed_on;
	int former_ground; /* the same of the registration before this one */
	struct date former_removed_on;
};

/* The status of `service` at the end of the day `as_of`; pure. Events that
 * the state machine forbids are passed over (rules report them). */
void status_compute(const struct service *service, struct date as_of, struct status *status);

/*
 * The entry and the application that a decision is about, whose service exists: what it
 * registers, renews, refuses or removes, as it stood up to the decision itself, with what was
 * corrected by `known_on` (unset: within its day). Number and dates are unset where there is
 * no entry; false: the decision is about nothing.
 */
bool status_decided(const struct decision *decision, struct date known_on, struct status *status);

/* The day from which a form 9 changes the list: that of its filing, or of its
 * effect where that is later: nobody can list a change before it is filed, nor
 * should before it is one. */
struct date status_change_day(const struct form *form);

/* The same for any event that changes the list without a new application: form 9,
 * another party, a correction. Unset: it is none. */
struct date event_change_day(const struct event *event);

/*
 * The changes (form 9, 10.2; another party; a corrected name) that apply to
 * status->application by the end of `as_of`, in order of event_change_day(); appends
 * const struct event *. The application in force says what was true before its day,
 * so what takes effect from that day on counts, also where it was filed before: a
 * form 9 of January for October outlives the renewal that was applied for in between.
 * What was filed about a former registration does not touch the next one.
 */
void status_listing_changes(const struct service *service, const struct status *status,
                            struct date as_of, GPtrArray *changes);

/* The day after which 14.2(1) removes the entry unless a renewal was filed:
 * 基本規程 3.5, 1 year 4 months from the audit period's last day. */
struct date status_computed_expiry(const struct application *application);
