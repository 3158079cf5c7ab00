/* What falls due, for whom, and when: the open periods of the regulation. */
#pragma once

#include "registry/form.h"
#include "registry/registry.h"

/* One thing to be done by a day; borrows the registry. */
struct deadline {
	struct date due_on;   /* the last day in time */
	struct date since_on; /* the day of what started the period */
	const struct service *service;
	const struct application *application; /* that it is about; or NULL */
	enum form_party whose;                 /* to do */
	const char *clause;
	struct wording what; /* 「更新の申請」 */
	bool firm;           /* false: 「原則として」, or reckoned from what is usual */
	bool owed; /* the regulation names no day: due_on is since_on, and the age tells */
};

/* All that is open at the end of `as_of`, and what was not done in time, by
 * day, service and clause: struct deadline *, freed with the array. What nobody
 * records as done (the mending of audit findings, 6.1(4)) is listed until its
 * day is over. */
GPtrArray *deadlines_list(const struct registry *registry, struct date as_of);

/* Whether something is due by the clause. */
bool deadlines_have_clause(const char *clause);
