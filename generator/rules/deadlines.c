/* What falls due is read from the same timelines as the rules read. */
#include "rules/deadlines.h"

#include "history/timeline.h"
#include "rules/examine.h"
#include "rules/period.h"
#include "rules/suspension.h"

#include <string.h>

enum due_kind {
	DUE_CHECK,
	DUE_ANSWER,
	DUE_MENDING,
	DUE_DECISION,
	DUE_RENEWAL,
	DUE_MONITORING_ANSWER,
	DUE_REAUDIT,
	DUE_NEXT_REPORT,
	OWED_LIFTING, /* from here on without a day */
	OWED_CHANGE_LIFTING,
	OWED_WITHDRAWAL,
	OWED_REMOVAL,
	OWED_EXPLANATION,
	OWED_REPLY,
};

static const struct {
	const char *clause;
	enum form_party whose;
	struct wording what;
	bool firm;
} kinds[] = {
	[DUE_CHECK] = { "5.3",
	                PARTY_OPERATIONS_BODY,
	                { "申請文書の確認", "check of the application" },
	                false },
	[DUE_ANSWER] = { "5.6(1)",
	                 PARTY_APPLICANT,
	                 { "問い合わせへの回答", "answer to the inquiry" },
	                 true },
	[DUE_MENDING] = { "6.1(4)",
	                  PARTY_APPLICANT,
	                  { "発見事項の改善", "mending of audit findings" },
	                  true },
	[DUE_DECISION] = { "6.3",
	                   PARTY_COMMITTEE,
	                   { "登録の是非の判断", "decision on registration" },
	                   false },
	[DUE_RENEWAL] = { "8.1",
	                  PARTY_REGISTRANT,
	                  { "更新の申請（登録の有効期限）", "application for renewal (expiry)" },
	                  true },
	[DUE_MONITORING_ANSWER] = { "11.2(2)",
	                            PARTY_REGISTRANT,
	                            { "モニタリングへの回答", "answer to the monitoring" },
	                            true },
	[DUE_REAUDIT] = { "12.2",
	                  PARTY_REGISTRANT,
	                  { "再監査に係る言明書と実施結果報告書の提出",
	                    "submission of the re-audit" },
	                  true },
	[DUE_NEXT_REPORT] = { "3.2",
	                      PARTY_REGISTRANT,
	                      { "次の実施結果報告書（監査対象期間が1年のとき）",
	                        "next audit report (for a period of one year)" },
	                      false },
	[OWED_LIFTING] = { "9.4",
	                   PARTY_OPERATIONS_BODY,
	                   { "報告後の一時停止の解除", "lifting after the report" },
	                   false },
	[OWED_CHANGE_LIFTING] = { "10.4",
	                          PARTY_OPERATIONS_BODY,
	                          { "届出後の一時停止の解除", "lifting after the notification" },
	                          false },
	[OWED_WITHDRAWAL] = { "14.2(2)",
	                      PARTY_COMMITTEE,
	                      { "取下届出後の削除の決定", "removal after form 12" },
	                      false },
	[OWED_REMOVAL] = { "14.2(3)",
	                   PARTY_COMMITTEE,
	                   { "再申請を求める削除の決定", "removal that asks for re-application" },
	                   false },
	[OWED_EXPLANATION] = { "11.2(5)",
	                       PARTY_OPERATIONS_BODY,
	                       { "弁明の機会", "hearing of the explanation" },
	                       false },
	[OWED_REPLY] = { "15.2",
	                 PARTY_COMMITTEE,
	                 { "異議申立への回答", "answer to the objection" },
	                 false },
};

static struct deadline *
add(GPtrArray *list, enum due_kind kind, const struct timeline *timeline, struct date since_on,
    struct date due_on)
{
	if (!date_is_set(due_on))
		return NULL;
	struct deadline *due = g_new0(struct deadline, 1);
	due->due_on = due_on;
	due->since_on = since_on;
	due->service = timeline->service;
	due->whose = kinds[kind].whose;
	due->clause = kinds[kind].clause;
	due->what = kinds[kind].what;
	due->firm = kinds[kind].firm;
	due->owed = kind >= OWED_LIFTING;
	g_ptr_array_add(list, due);
	return due;
}

static void
add_period(GPtrArray *list, enum due_kind kind, const struct timeline *timeline,
           const struct application_state *state, const struct event *since, struct period period)
{
	struct deadline *due =
		add(list, kind, timeline, since->on.on, date_deadline(since->on.on, period));

	if (due != NULL)
		due->application = state->application;
}

/* The last day on which a finding of the audit is to be mended. */
static struct date
mended_by(const struct application *application)
{
	const GPtrArray *found = application->audit.findings;
	struct date report_on = reported_on(application);
	struct date last = { 0 };

	EACH (const struct audit_finding, finding, found) {
		struct date day = finding->mended_by.on;

		if (!date_is_set(day) && date_is_set(report_on))
			day = date_deadline(report_on, PERIOD_MENDING);
		if (date_is_set(day) && (!date_is_set(last) || date_compare(day, last) > 0))
			last = day;
	}
	return last;
}

static bool
may_be_registered(const struct application_state *state)
{
	return state->stage >= STAGE_RECEIVED && state->stage <= STAGE_REGISTERED;
}

static void
add_of_application(GPtrArray *list, const struct timeline *timeline,
                   const struct application_state *state, struct date as_of)
{
	struct date mended_on = mended_by(state->application);

	if (state->stage == STAGE_RECEIVED && state->responded == NULL)
		add_period(list, DUE_CHECK, timeline, state, state->received, PERIOD_CHECK);
	if (state->stage == STAGE_RECEIVED && state->inquiry == INQUIRY_OPEN)
		add_period(list, DUE_ANSWER, timeline, state, state->inquired, PERIOD_ANSWER);
	if ((state->stage == STAGE_ACCEPTED || state->stage == STAGE_EXAMINED) &&
	    !timeline_is_moot(timeline, state))
		add_period(list, DUE_DECISION, timeline, state, state->accepted, PERIOD_DECISION);
	if (may_be_registered(state) && date_is_set(mended_on) &&
	    date_compare(mended_on, as_of) >= 0) {
		struct deadline *due = add(list, DUE_MENDING, timeline,
		                           state->application->audit.report_on.on, mended_on);

		if (due != NULL)
			due->application = state->application;
	}
}

static void
add_of_processes(GPtrArray *list, enum due_kind kind, const struct timeline *timeline,
                 const GArray *processes, int stage)
{
	EACH_IN (const struct process, process, processes)
		if (process->stage == stage)
			add(list, kind, timeline, process->begun->on.on, process->begun->due_on.on);
}

/* 3.13 and 3.2: the next audit period follows the last; where it takes a year, too, its
 * report is due 3 months after that. */
static void
add_next_report(GPtrArray *list, const struct timeline *timeline)
{
	static const struct period year = { .months = 12 };
	const struct application *application = timeline->decided->decision->target_application;
	struct date last_on = { 0 };

	if (application != NULL)
		last_on = application->statement.audit_period.last_on.on;
	if (date_is_set(last_on))
		add(list, DUE_NEXT_REPORT, timeline, date_add_days(last_on, 1),
		    date_deadline(date_deadline(last_on, year), PERIOD_REPORT));
}

static void
add_owed(GPtrArray *list, enum due_kind kind, const struct timeline *timeline,
         const struct event *since)
{
	if (since != NULL)
		add(list, kind, timeline, since->on.on, since->on.on);
}

/* The last request to explain that was not heard. */
static const struct event *
explanation_request(const struct timeline *timeline)
{
	const struct event *request = NULL;

	EACH (const struct event, event, timeline->service->timeline)
		if (event->kind == EVENT_EXPLANATION_REQUEST &&
		    date_compare(event->on.on, timeline->day) <= 0)
			request = event;
	return request;
}

/* What the regulation owes without naming a number of days. */
static void
add_all_owed(GPtrArray *list, const struct timeline *timeline)
{
	static const enum due_kind liftings[SUSPENSION_GROUNDS] = { OWED_LIFTING,
		                                                    OWED_CHANGE_LIFTING };

	for (int ground = 0; ground < SUSPENSION_GROUNDS; ground++)
		for (guint i = 0; i < timeline->suspensions[ground]->len; i++)
			add_owed(list, liftings[ground], timeline,
			         suspension_filing(timeline->service,
			                           timeline->suspensions[ground]->pdata[i],
			                           (enum suspension_ground)ground, timeline->day));
	if (timeline->stages[MACHINE_WITHDRAWAL])
		add_owed(list, OWED_WITHDRAWAL, timeline, timeline->withdrawn);
	if (timeline->stages[MACHINE_REAPPLICATION])
		add_owed(list, OWED_REMOVAL, timeline, timeline->requested);
	if (timeline->stages[MACHINE_EXPLANATION])
		add_owed(list, OWED_EXPLANATION, timeline, explanation_request(timeline));
	for (guint i = 0; i < timeline->objections->len; i++)
		add_owed(list, OWED_REPLY, timeline, timeline->objections->pdata[i]);
}

static void
add_of_entry(GPtrArray *list, const struct timeline *timeline)
{
	const struct event *decided = timeline->decided;

	if (timeline->stages[MACHINE_ENTRY] != ENTRY_LISTED)
		return;
	if (timeline_pending_renewal(timeline) == NULL)
		add_next_report(list, timeline);
	if (timeline_pending_renewal(timeline) == NULL)
		add(list, DUE_RENEWAL, timeline, decided->on.on,
		    timeline_decision(timeline, decided->decision).expires_on.on);
	add_of_processes(list, DUE_MONITORING_ANSWER, timeline, timeline->processes[0],
	                 MONITORING_NOTIFIED);
	add_of_processes(list, DUE_REAUDIT, timeline, timeline->processes[1], REAUDIT_DEMANDED);
}

static int
compare_dues(gconstpointer left, gconstpointer right)
{
	const struct deadline *a = *(const struct deadline *const *)left;
	const struct deadline *b = *(const struct deadline *const *)right;
	int order = date_compare(a->due_on, b->due_on);

	if (order == 0)
		order = g_strcmp0(a->service->id.value, b->service->id.value);
	if (order == 0)
		order = strcmp(a->clause, b->clause);
	return order;
}

bool
deadlines_have_clause(const char *clause)
{
	for (size_t i = 0; i < G_N_ELEMENTS(kinds); i++)
		if (strcmp(kinds[i].clause, clause) == 0)
			return true;
	return false;
}

GPtrArray *
deadlines_list(const struct registry *registry, struct date as_of)
{
	GPtrArray *list = g_ptr_array_new_with_free_func(g_free);

	for (guint i = 0; i < registry->services->len; i++) {
		struct timeline timeline;

		timeline_fold(&timeline, registry->services->pdata[i], as_of, NULL, NULL);
		for (guint k = 0; k < timeline.application_count; k++)
			add_of_application(list, &timeline, &timeline.applications[k], as_of);
		add_of_entry(list, &timeline);
		add_all_owed(list, &timeline);
		timeline_clear(&timeline);
	}
	g_ptr_array_sort(list, compare_dues);
	return list;
}
