/*
 * The form table: the fifteen forms (様式) of the regulation.
 *
 * Titles, clauses and parties are those of the edition of 2022-11-01; another
 * edition changes them here and nowhere else. A filled form is
 *
 *	<form xmlns="urn:ismapgen:1" number="7" service="S0012"
 *	      filed-on="2026-03-05">…</form>
 */
#pragma once

#include "registry/field.h"
#include "registry/registry.h"

enum form_party {
	PARTY_APPLICANT,
	PARTY_REGISTRANT,
	PARTY_EITHER, /* 申請者又は登録者 */
	PARTY_OPERATIONS_BODY,
	PARTY_COMMITTEE,
};

#define FORM_NO_EVENT (-1)

struct form_kind {
	int number; /* 様式1 to 15; notices have those that follow, which are never shown */
	const char *title_ja;
	const char *title_en;
	const char *clause; /* that asks for it */
	enum form_party from, to;
	int event;          /* enum event_kind, or FORM_NO_EVENT */
	struct field field; /* the element <form> with its members */
};

/*
 * The forms, and behind them the notices for which the regulation has no form:
 *
 *	<notice xmlns="urn:ismapgen:1" kind="suspension" service="S0012"
 *	        filed-on="2026-03-05">…</notice>
 */
#define FORM_COUNT 15
#define LETTER_KINDS 21
extern const struct form_kind form_kinds[LETTER_KINDS];

/* The kind of a number, or of what a letter's own data say; NULL: there is none. */
const struct form_kind *form_kind_find(int number);
const struct form_kind *form_kind_of(const struct xml_node *root);

static inline bool
form_is_notice(const struct form_kind *kind)
{
	return kind->number > FORM_COUNT;
}

/* What files are called after: "form05", "notice-suspension"; and what the kind is
 * called by people: 「様式5」, 「一時停止の通知」. The caller frees. */
char *form_stem(const struct form_kind *kind);
char *form_label(const struct form_kind *kind);

/* Whether site.xml has the notice sent on a day. */
bool form_is_sent(const struct registry *registry, const struct form_kind *notice, struct date day);

/* The notice that an event of this kind is told by; NULL: none is. */
const struct form_kind *form_notice_of(enum event_kind event);

/* The element <form> of a kind. */
static inline const struct field *
form_field(const struct form_kind *kind)
{
	return &kind->field;
}

/* One of the two bodies as it is on a day, one without a name where site.xml has none;
 * NULL: the party is another. */
const struct body *form_body(const struct registry *registry, enum form_party party,
                             struct date day);

/* 「申請者」; "applicant". */
const char *form_party_name(enum form_party party, enum language language);

/* The value of a checked form at a path of names, "filer/name" or, for an
 * attribute, "change/item"; of the first element where there are more. NULL
 * where it is absent. */
const char *form_text(const struct form *form, const char *path);

/* The same below an element of a form. */
const char *form_node_text(const struct xml_node *node, const char *path);

/* The first element `name` below `parent`, and the next one after `node`; or
 * NULL. */
const struct xml_node *form_first(const struct xml_node *parent, const char *name);
const struct xml_node *form_next(const struct xml_node *node);
