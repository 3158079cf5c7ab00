/*
 * What the chapters share: rows of their tables, and places and dates for
 * their findings.
 */
#pragma once

#include "base/date.h"
#include "registry/field.h"
#include "rules/rules.h"

/*
 * Rows of a chapter's table. TEXTS is: ja, en (the message), explain_ja,
 * explain_en. A rule on applications also exists as a warning; see
 * enum rule_binding.
 */
#define RULE_TEXTS(of_id, of_level, of_clause, function, of_ja, of_en, of_explain_ja, \
                   of_explain_en)                                                     \
	.message = { of_id, of_level, of_clause, of_ja, of_en }, .examine = function, \
	.explain_ja = of_explain_ja, .explain_en = of_explain_en
#define RULE_BOUND(of_id, of_binding, of_clause, function, of_ja, of_en, ...)             \
	RULE_TEXTS(of_id, FINDING_ERROR, of_clause, function, of_ja, of_en, __VA_ARGS__), \
		.pending = { of_id, FINDING_WARNING, of_clause, of_ja, of_en },           \
		.binding = of_binding
#define RULE_ROW(of_scope, of_about, ...) \
	{ .scope = of_scope, .about = of_about, RULE_TEXTS(__VA_ARGS__) }
#define REGISTRY_RULE(...) RULE_ROW(RULE_REGISTRY, NULL, __VA_ARGS__)
#define SERVICE_RULE_ABOUT(about, ...) RULE_ROW(RULE_SERVICE, about, __VA_ARGS__)
#define SERVICE_RULE(...) RULE_ROW(RULE_SERVICE, NULL, __VA_ARGS__)
#define STATE_RULE(...) RULE_ROW(RULE_STATE, NULL, __VA_ARGS__)
#define STATE_NOW_RULE(...) RULE_ROW(RULE_STATE_NOW, NULL, __VA_ARGS__)
#define EVENT_RULE(...) RULE_ROW(RULE_EVENT, NULL, __VA_ARGS__)
#define CHANGE_RULE(...) RULE_ROW(RULE_CHANGE, NULL, __VA_ARGS__)
#define FORM_RULE(...) RULE_ROW(RULE_FORM, NULL, __VA_ARGS__)
#define DECISION_RULE(...) RULE_ROW(RULE_DECISION, NULL, __VA_ARGS__)
#define ORDER_RULE(id, level, clause, of_fault, ...) \
	{ .scope = RULE_ORDER, .fault = of_fault, RULE_TEXTS(id, level, clause, NULL, __VA_ARGS__) }
/* Of a receipt: a warning as long as the application is not accepted. */
#define RECEIPT_RULE(id, clause, of_fault, ...) \
	{ .scope = RULE_ORDER,                  \
	  .fault = of_fault,                    \
	  RULE_BOUND(id, BINDING_ACCEPTED, clause, NULL, __VA_ARGS__) }
#define ADVICE_RULE(...) RULE_ROW(RULE_APPLICATION, NULL, __VA_ARGS__)
#define ADVICE_RULE_ABOUT(about, ...) RULE_ROW(RULE_APPLICATION, about, __VA_ARGS__)
#define APPLICATION_RULE(...) APPLICATION_RULE_ABOUT(NULL, __VA_ARGS__)
#define APPLICATION_RULE_ABOUT(of_about, ...) \
	{ .scope = RULE_APPLICATION, .about = of_about, RULE_BOUND(__VA_ARGS__) }
/* Of what is listed: binds form 9 (10.2) and new parties, too. */
#define LISTED_RULE(...) LISTED_RULE_ABOUT(NULL, __VA_ARGS__)
#define LISTED_RULE_ABOUT(of_about, ...) \
	{ .scope = RULE_APPLICATION, .is_listed = true, .about = of_about, RULE_BOUND(__VA_ARGS__) }
#define END_OF_RULES                     \
	{                                \
		.message = {.id = NULL } \
	}

/* The tables, one a chapter. */
extern const struct rule chapter_03_rules[], chapter_04_rules[], chapter_05_rules[],
	chapter_06_rules[], chapter_07_rules[], chapter_08_rules[], chapter_09_rules[],
	chapter_10_rules[], chapter_11_rules[], chapter_12_rules[], chapter_13_rules[],
	chapter_14_rules[], chapter_15_rules[];

/* The rule's message: of an application that it does not bind yet, as a warning. */
const struct message *rule_message(const struct examination *at);

/* The number of the item in the rule's clause: 4 for "4.1(4)". */
int rule_item(const struct rule *rule);

/* The member of an application that the rule is about, and its row. */
const void *member_of(const struct examination *at, const struct field **field);

/* Where a finding stands: a line of the decision, else of the application at hand, with the
 * element's terms from the field table; `path` names it from <application> on
 * ("statement/audit-period/first-on"), NULL: none. */
struct place place_in(const struct examination *at, int line, const char *path);
struct place place_of_event(const struct service *service, const struct event *event);
struct place place_of_decision(const struct decision *decision);
struct place place_in_decision(const struct decision *decision, int line, const char *field);
struct place place_of_service(const struct service *service);

/* Adds the rule's finding, with what closes the holes of its message, and NULL: at a line of
 * what is examined, at a place, or at an event, whose day comes first. */
#define REPORT(at, line, path, ...) REPORT_AT(at, place_in(at, line, path), __VA_ARGS__)
#define REPORT_AT(at, place, ...) findings_add((at)->findings, rule_message(at), place, __VA_ARGS__)
#define REPORT_EVENT(at, event, ...) \
	REPORT_AT(at, place_of_event((at)->service, event), DATE((event)->on.on), __VA_ARGS__)

/* Whether the event had no effect, so that nothing that follows is about it. */
bool is_forbidden(const struct examination *at, const struct event *event);

/* Whether such a fault, from `first` to `last`, is of an event about the application (NULL: about
 * any). */
bool has_forbidden(const struct examination *at, const struct application *application,
                   enum timeline_fault first, enum timeline_fault last);

/* The receipt or the acceptance of an application whose day must be wrong, since all that can
 * only follow it is on record before it, from the day `before` on (NULL: not asked for); or
 * NULL. */
const struct event *misdated_step(const struct examination *at,
                                  const struct application *application, struct date *before);

/* What of a record's deviations accepts findings of the rule, or NULL. */
const struct deviation *deviation_find(const GPtrArray *of_record, const char *rule);

/* Whether the rule that sets the limit tells this day of an application as an error, so that no
 * other record is held against it. */
bool is_error_of(const struct examination *at, const struct application *application,
                 const char *rule, struct date on, struct date limit);

/* The audit period's last day, from which 3.2, 3.13 and the expiry count; unset where it is not
 * known, or cannot be right: the period ends before it begins, or after all that was written about
 * it. That is the fault then, and no other day. */
struct date audited_until(const struct application *application);

/* The day from which 4.2 and 6.1(4) count: of the audit report, or unset where no report can
 * have it, since the audit period lasts (3.2): that is the fault then, and no other record.
 * Where a deviation accepts the day, it is that of the report. */
struct date reported_on(const struct application *application);

/* Whether both are set and a is after (before) b. */
bool is_after(struct date a, struct date b);
bool is_before(struct date a, struct date b);

/* Whether `word` stands in a list of words parted by white space. */
bool has_word(const char *list, const char *word);

/* Words of "1 2 … count" that are not in `list`, parted by 「, 」; NULL where
 * all are. The caller frees. */
char *missing_numbers(const char *list, int count);

/* Whether a corporate number has 13 digits, the first of which is that of the others (4.1). */
bool corporate_number_holds(const char *number);
