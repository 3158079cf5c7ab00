/* Which letters the decisions of the committee make due. */
#ifndef LETTER_DUE_H
#define LETTER_DUE_H

#include "base/auto.h"
#include "base/date.h"
#include "registry/registry.h"

#include <glib.h>

/* One letter that is to be sent. All but the path is borrowed. */
struct due {
	int form; /* 様式5, 6 or 13 */
	const struct service *service;
	const struct decision *decision;
	const struct application *application;    /* decided on, or in force when removed */
	const char *service_name, *provider_name; /* on the day of the decision (10.2) */
	const struct body *sender;                /* domain.md 1 */
	const char *number;                       /* 登録番号; NULL for a refusal */
	struct date registered_on, expires_on;    /* after the decision; unset for a refusal */
	struct date dated_on;                     /* of the letter */
	char *path; /* of the PDF: "2026-11-20/様式5-C26-0101-2.pdf" */
};

/*
 * The letters of all meetings held by `as_of`, in the order of the decisions:
 * 様式5 for each registration (7.1) and renewal (7.2), 様式6 for each refusal
 * (7.4), 様式13 for each removal on ground (3), (4) or (5) of 14.2 and for no
 * other (14.3). Decisions on what does not exist are passed over (rules report
 * them). An array of struct due *.
 */
GPtrArray *due_letters(const struct registry *registry, struct date as_of);

#endif
