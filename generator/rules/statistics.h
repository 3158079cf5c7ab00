/* What was done in a time, for the committee: counts of the records, and how long the
 * check and the decision took against 5.3 and 6.3. */
#pragma once

#include "registry/registry.h"

enum statistic {
	STATISTIC_RECEIPTS,
	STATISTIC_ACCEPTANCES,
	STATISTIC_NON_ACCEPTANCES,
	STATISTIC_APPLICATION_WITHDRAWALS,
	STATISTIC_CHECK_DAYS, /* the longest */
	STATISTIC_CHECKS_LATE,
	STATISTIC_REGISTRATIONS,
	STATISTIC_RENEWALS,
	STATISTIC_REFUSALS,
	STATISTIC_DECISION_DAYS, /* the longest */
	STATISTIC_DECISIONS_LATE,
	STATISTIC_SUSPENSIONS_INCIDENT,
	STATISTIC_SUSPENSIONS_CHANGE,
	STATISTIC_LIFTINGS,
	STATISTIC_MONITORINGS,
	STATISTIC_REAUDITS,
	STATISTIC_REMOVALS, /* and one for each of enum removal_ground after it */
	STATISTIC_REMOVALS_LAST = STATISTIC_REMOVALS + 7,
	STATISTIC_OBJECTIONS,
	STATISTIC_REPLIES,
	STATISTICS,
};

extern const struct statistic_term {
	const char *id; /* in data: "receipts" */
	struct wording name;
	const char *clause;
} statistic_terms[STATISTICS];

/* Counts what is of the days from `from` (unset: the first) to `to`, both in it. What a
 * decision has annulled by `to` is not counted. */
void statistics_count(const struct registry *registry, struct date from, struct date to,
                      unsigned counts[STATISTICS]);
