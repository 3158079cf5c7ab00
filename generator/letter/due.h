/* Which letters are due: by the decisions of the committee and by the filled
 * forms of the two bodies. */
#pragma once

#include "history/in_force.h"
#include "letter/ledger.h"
#include "registry/registry.h"

/* One letter that is to be sent, as a filled form. Borrowed where not said
 * otherwise. */
struct due {
	int form; /* 様式5, 6, 10, 11, 13 or 15, or the number of a notice (form.h) */
	const struct service *service;
	const struct decision *decision;       /* 5, 6 and 13; NULL else */
	const struct form *filled;             /* 10, 11 and 15; NULL else */
	const struct event *event;             /* of a notice; NULL else */
	const struct issued_letter *issued;    /* as it was sent; NULL: a draft */
	const struct issued_letter *replaces;  /* the letter it takes the place of; or NULL */
	const char *source;                    /* the file that makes it due */
	const struct application *application; /* decided on, or in force on the day */
	struct in_force *in_force; /* what it is of, with what changed since; owned, or NULL */
	const char *service_name, *provider_name; /* on the day of the decision (10.2) */
	const char *postal_code, *address;        /* of the provider then */
	const char *document_number;
	const struct body *sender;             /* domain.md 1 */
	const char *number;                    /* 登録番号; NULL for a refusal */
	struct date registered_on, expires_on; /* after the decision; unset for a refusal */
	struct date day;                       /* of the decision, or of the form: the folder */
	struct date dated_on;                  /* of the letter */
	char *path;                    /* of the PDF; owned: "2026-11-20/様式5-C26-0101-2.pdf" */
	char *xml;                     /* the form as a file; owned. NULL: the content makes none */
	struct xml_document *document; /* the same, parsed; owned */
};

/* The date that the letter bears, which is the day where it has none of its own. */
static inline struct date
due_letter_on(const struct due *due)
{
	return date_is_set(due->dated_on) ? due->dated_on : due->day;
}

/* The element <form> of a letter that has `xml`. */
const struct xml_node *due_body(const struct due *due);

/*
 * The letters that were decided on or filed by `as_of`, and where `since` is set bear no
 * date before it, in order of their day; an array of struct due *.
 *
 * Decisions give 様式5 for each registration (7.1) and renewal (7.2), 様式6
 * for each refusal (7.4), 様式13 for each removal on ground (3), (4) or (5) of
 * 14.2 and for no other (14.3). Copies of these in content/forms are not
 * printed again. Filled forms give 様式10 (11.2(1)), 11 (11.2(4)(5), 12.1,
 * 12.3) and 15 (15.2): events only record that they were sent. What they say of
 * names, addressee and number is what is in force at the decision. One that owes
 * a letter and gets none is a finding of level error.
 *
 * The notices that site.xml names follow from events and from the end of a
 * registration. A draft without a document number is a warning.
 *
 * `ledger` (NULL: there is none) says what was issued: such letters stand where
 * they were, also where the content makes them no more, and letters that take the
 * place of one are due as the ledger says.
 */
GPtrArray *due_letters(const struct registry *registry, const struct ledger *ledger,
                       struct date since, struct date as_of, struct findings *findings);
