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
#define RULE_ROW(...) RULE_ROW_ABOUT(NULL, __VA_ARGS__)
#define RULE_ROW_ABOUT(of_about, of_id, of_level, of_clause, of_scope, member, function, of_ja, \
                       of_en, of_explain_ja, of_explain_en)                                     \
	{ .message = { of_id, of_level, of_clause, of_ja, of_en },                              \
	  .explain_ja = of_explain_ja,                                                          \
	  .explain_en = of_explain_en,                                                          \
	  .about = of_about,                                                                    \
	  .scope = of_scope,                                                                    \
	  .examine.member = function }
#define REGISTRY_RULE(id, level, clause, function, ...) \
	RULE_ROW(id, level, clause, RULE_REGISTRY, registry, function, __VA_ARGS__)
#define SERVICE_RULE_ABOUT(about, id, level, clause, function, ...) \
	RULE_ROW_ABOUT(about, id, level, clause, RULE_SERVICE, service, function, __VA_ARGS__)
#define SERVICE_RULE(id, level, clause, function, ...) \
	RULE_ROW(id, level, clause, RULE_SERVICE, service, function, __VA_ARGS__)
#define STATE_RULE(id, level, clause, function, ...) \
	RULE_ROW(id, level, clause, RULE_STATE, state, function, __VA_ARGS__)
#define STATE_NOW_RULE(id, level, clause, function, ...) \
	RULE_ROW(id, level, clause, RULE_STATE_NOW, state, function, __VA_ARGS__)
#define EVENT_RULE(id, level, clause, function, ...) \
	RULE_ROW(id, level, clause, RULE_EVENT, event, function, __VA_ARGS__)
#define CHANGE_RULE(id, level, clause, function, ...) \
	RULE_ROW(id, level, clause, RULE_CHANGE, change, function, __VA_ARGS__)
#define FORM_RULE(id, level, clause, function, ...) \
	RULE_ROW(id, level, clause, RULE_FORM, form, function, __VA_ARGS__)
#define DECISION_RULE(id, level, clause, function, ...) \
	RULE_ROW(id, level, clause, RULE_DECISION, decision, function, __VA_ARGS__)
#define ORDER_RULE(id, level, clause, of_fault, ...) \
	RULE_ROW(id, level, clause, RULE_ORDER, fault, of_fault, __VA_ARGS__)
/* Of a receipt: a warning as long as the application is not accepted. */
#define RECEIPT_RULE(of_id, of_clause, of_fault, of_ja, of_en, of_explain_ja, of_explain_en) \
	{ .message = { of_id, FINDING_ERROR, of_clause, of_ja, of_en },                      \
	  .pending = { of_id, FINDING_WARNING, of_clause, of_ja, of_en },                    \
	  .binding = BINDING_ACCEPTED,                                                       \
	  .explain_ja = of_explain_ja,                                                       \
	  .explain_en = of_explain_en,                                                       \
	  .scope = RULE_ORDER,                                                               \
	  .examine.fault = of_fault }
#define ADVICE_RULE(...) ADVICE_RULE_ABOUT(NULL, __VA_ARGS__)
#define ADVICE_RULE_ABOUT(about, id, level, clause, function, ...)                        \
	RULE_ROW_ABOUT(about, id, level, clause, RULE_APPLICATION, application, function, \
	               __VA_ARGS__)
#define APPLICATION_ROW(of_listed, of_about, of_id, of_binding, of_clause, function, of_ja, of_en, \
                        of_explain_ja, of_explain_en)                                              \
	{ .message = { of_id, FINDING_ERROR, of_clause, of_ja, of_en },                            \
	  .pending = { of_id, FINDING_WARNING, of_clause, of_ja, of_en },                          \
	  .binding = of_binding,                                                                   \
	  .explain_ja = of_explain_ja,                                                             \
	  .explain_en = of_explain_en,                                                             \
	  .about = of_about,                                                                       \
	  .is_listed = of_listed,                                                                  \
	  .scope = RULE_APPLICATION,                                                               \
	  .examine.application = function }
#define APPLICATION_RULE(...) APPLICATION_ROW(false, NULL, __VA_ARGS__)
#define APPLICATION_RULE_ABOUT(...) APPLICATION_ROW(false, __VA_ARGS__)
/* Of what is listed: binds form 9 (10.2) and new parties, too. */
#define LISTED_RULE(...) APPLICATION_ROW(true, NULL, __VA_ARGS__)
#define LISTED_RULE_ABOUT(...) APPLICATION_ROW(true, __VA_ARGS__)
#define END_OF_RULES                     \
	{                                \
		.message = {.id = NULL } \
	}

/* The tables, one a chapter. */
extern const struct rule chapter_03_rules[], chapter_04_rules[], chapter_05_rules[],
	chapter_06_rules[], chapter_07_rules[], chapter_08_rules[], chapter_09_rules[],
	chapter_10_rules[], chapter_11_rules[], chapter_12_rules[], chapter_13_rules[],
	chapter_14_rules[], chapter_15_rules[];

/* The rule's message for the application: as a warning as long as the rule
 * does not bind it. */
const struct message *rule_message(const struct rule *rule, const struct examination *examination,
                                   const struct application *application);

/* The number of the item in the rule's clause: 4 for "4.1(4)". */
int rule_item(const struct rule *rule);

/* The member of an application that the rule is about, and its row. */
const void *member_of(const struct rule *rule, const struct application *application,
                      const struct field **field);

/* Where a finding stands: a line of the service's file, with the element's
 * terms from the field table; `path` names it from <application> on
 * ("statement/audit-period/first-on"), NULL: none. */
struct place place_in_application(const struct service *service,
                                  const struct application *application, int line,
                                  const char *path);
struct place place_of_event(const struct service *service, const struct event *event);
struct place place_of_decision(const struct decision *decision);
struct place place_in_decision(const struct decision *decision, int line, const char *field);
struct place place_of_service(const struct service *service);

/* A date for a message; "–" where it is unset. */
struct date_text {
	char text[16];
};
struct date_text date_text(struct date date);
#define DATE(date) (date_text(date).text)

/* Adds the rule's finding about an event, with its day, another day and, where
 * the message has a third hole, one more. */
void report_event(const struct rule *rule, const struct examination *examination,
                  const struct service *service, const struct event *event, struct date other,
                  struct date third);

/* Whether the event had no effect, so that nothing that follows is about it. */
bool is_forbidden(const struct examination *examination, const struct event *event);

/* Whether both are set and a is after (before) b. */
bool is_after(struct date a, struct date b);
bool is_before(struct date a, struct date b);

/* Whether `word` stands in a list of words parted by white space. */
bool has_word(const char *list, const char *word);

/* Words of "1 2 … count" that are not in `list`, parted by 「, 」; NULL where
 * all are. The caller frees. */
char *missing_numbers(const char *list, int count);
