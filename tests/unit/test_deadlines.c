#include "unit.h"

#include "history.h"

#include "rules/deadlines.h"

/* "CLAUSE DAY, …" of all that is due, in order. */
static char *
due_on(struct history *history, const char *as_of)
{
	struct registry registry = { .services = g_ptr_array_new() };
	GString *text = g_string_new(NULL);
	GPtrArray *list;

	g_ptr_array_add(registry.services, &history->service);
	list = deadlines_list(&registry, day(as_of));
	for (guint i = 0; i < list->len; i++) {
		const struct deadline *due = list->pdata[i];
		g_autofree char *iso = date_iso(due->due_on);

		g_string_append_printf(text, "%s%s %s", i > 0 ? ", " : "", due->clause, iso);
	}
	g_ptr_array_free(list, true);
	g_ptr_array_free(registry.services, true);
	return g_string_free(text, false);
}

static void
assert_due(struct history *history, const char *as_of, const char *expected)
{
	g_autofree char *text = due_on(history, as_of);

	assert_string_equal(text, expected);
}

static void
follows_an_application(void **state)
{
	AUTO(history) history = history_new();

	(void)state;
	history_apply(history, "new");
	history_step(history, EVENT_RECEIPT, "2025-02-03", 1);
	history_step(history, EVENT_INQUIRY, "2025-02-12", 1);
	history_step(history, EVENT_ANSWER, "2025-03-05", 1);
	history_step(history, EVENT_ACCEPTANCE, "2025-03-07", 1);
	history_step(history, EVENT_EXAMINATION, "2025-06-01", 1);
	history_register(history, "2025-06-10", 1, "2026-01-31");
	assert_due(history, "2025-02-02", "");
	assert_due(history, "2025-02-11", "5.3 2025-02-17");
	assert_due(history, "2025-02-12", "5.6(1) 2025-03-12");
	assert_due(history, "2025-03-05", "");
	assert_due(history, "2025-03-07", "6.3 2025-09-07");
	assert_due(history, "2025-06-09", "6.3 2025-09-07");
	assert_due(history, "2025-06-10", "8.1 2026-01-31");
	assert_due(history, "2026-02-01", "");
}

static void
a_renewal_takes_the_expiry_off(void **state)
{
	AUTO(history) history = history_new();

	(void)state;
	history_apply(history, "new");
	history_apply(history, "renewal");
	history_process(history, "2025-02-03", 1);
	history_register(history, "2025-06-10", 1, "2026-01-31");
	history_process(history, "2026-01-30", 2);
	assert_due(history, "2026-01-29", "8.1 2026-01-31");
	assert_due(history, "2026-01-30", "6.3 2026-07-30");
	assert_due(history, "2026-08-01", "6.3 2026-07-30");
}

static void
lists_mending_until_its_day_is_over(void **state)
{
	AUTO(history) history = history_new();
	struct application *application = history_apply(history, "new");
	struct audit_finding undated = { .line = 1 }, dated = { .line = 2 };

	(void)state;
	application->audit.report_on.on = day("2024-12-31");
	application->audit.findings = g_ptr_array_new();
	dated.mended_by.on = day("2025-01-20");
	g_ptr_array_add(application->audit.findings, &dated);
	g_ptr_array_add(application->audit.findings, &undated);
	history_step(history, EVENT_RECEIPT, "2025-01-15", 1);
	history_step(history, EVENT_ACCEPTANCE, "2025-01-15", 1);
	assert_due(history, "2025-01-14", "");
	assert_due(history, "2025-02-28", "6.1(4) 2025-02-28, 6.3 2025-07-15");
	assert_due(history, "2025-03-01", "6.3 2025-07-15");
	g_ptr_array_free(application->audit.findings, true);
}

/* 6.1(4): a stated day counts, be it before or after the two months. */
static void
a_stated_day_of_mending_counts(void **state)
{
	static const struct {
		const char *mended_by, *last, *due;
	} cases[] = {
		{ "2025-01-20", "2025-01-20", "6.1(4) 2025-01-20, 6.3 2025-07-15" },
		{ "2025-03-10", "2025-03-10", "6.1(4) 2025-03-10, 6.3 2025-07-15" },
		{ NULL, "2025-02-28", "6.1(4) 2025-02-28, 6.3 2025-07-15" },
	};

	(void)state;
	for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
		AUTO(history) history = history_new();
		struct application *application = history_apply(history, "new");
		struct audit_finding found = { .line = 1 };

		application->audit.report_on.on = day("2024-12-31");
		application->audit.findings = g_ptr_array_new();
		if (cases[i].mended_by != NULL)
			found.mended_by.on = day(cases[i].mended_by);
		g_ptr_array_add(application->audit.findings, &found);
		history_step(history, EVENT_RECEIPT, "2025-01-15", 1);
		history_step(history, EVENT_ACCEPTANCE, "2025-01-15", 1);
		assert_due(history, "2025-01-16", cases[i].due);
		assert_due(history, cases[i].last, cases[i].due);
		g_ptr_array_free(application->audit.findings, true);
	}
}

/* 3.2: no report is dated within its audit period, but where a deviation accepts that. */
static void
nothing_counts_from_a_day_that_no_report_has(void **state)
{
	static const char *const due[] = { "6.3 2025-07-15", "6.1(4) 2025-02-28, 6.3 2025-07-15" };

	(void)state;
	for (size_t accepted = 0; accepted < G_N_ELEMENTS(due); accepted++) {
		AUTO(history) history = history_new();
		struct application *application = history_apply(history, "new");
		struct audit_finding found = { .line = 1 };
		struct deviation deviation = { .rule.value = "report-early",
			                       .reason.value = "test" };
		g_autoptr(GPtrArray) findings = g_ptr_array_new();
		g_autoptr(GPtrArray) deviations = g_ptr_array_new();

		g_ptr_array_add(findings, &found);
		g_ptr_array_add(deviations, &deviation);
		application->audit.report_on.on = day("2024-12-31");
		application->statement.audit_period.last_on.on = day("2024-12-31");
		application->audit.findings = findings;
		application->deviations = accepted == 1 ? deviations : NULL;
		history_step(history, EVENT_RECEIPT, "2025-01-15", 1);
		history_step(history, EVENT_ACCEPTANCE, "2025-01-15", 1);
		assert_due(history, "2025-01-16", due[accepted]);
	}
}

static void
follows_monitoring_and_reaudit(void **state)
{
	AUTO(history) history = history_new();
	struct event *result;

	(void)state;
	history_apply(history, "new");
	history_process(history, "2025-02-03", 1);
	history_register(history, "2025-06-10", 1, "2026-01-31");
	history_event(history, EVENT_MONITORING, "2025-08-01")->due_on.on = day("2025-08-15");
	history_event(history, EVENT_MONITORING_ANSWER, "2025-08-14");
	result = history_event(history, EVENT_MONITORING_RESULT, "2025-09-01");
	result->result.value = "not-confirmed";
	result->remedy.value = "reaudit";
	history_event(history, EVENT_REAUDIT_DEMAND, "2025-09-01")->due_on.on = day("2025-11-28");
	history_event(history, EVENT_REAUDIT_SUBMISSION, "2025-12-10");
	assert_due(history, "2025-08-13", "11.2(2) 2025-08-15, 8.1 2026-01-31");
	assert_due(history, "2025-08-14", "8.1 2026-01-31");
	assert_due(history, "2025-12-09", "12.2 2025-11-28, 8.1 2026-01-31");
	assert_due(history, "2025-12-10", "8.1 2026-01-31");
}

/* What is owed without a day stands there since the day on which it was asked for. */
static void
lists_what_the_committee_owes(void **state)
{
	AUTO(history) history = history_new();
	struct event *result;

	(void)state;
	history_apply(history, "new");
	history_process(history, "2025-02-03", 1);
	history_register(history, "2025-06-10", 1, "2026-01-31");
	history_event(history, EVENT_EXPLANATION_REQUEST, "2025-07-01");
	history_event(history, EVENT_EXPLANATION_REQUEST, "2025-07-03");
	history_event(history, EVENT_EXPLANATION, "2025-07-20");
	history_event(history, EVENT_MONITORING, "2025-08-01")->due_on.on = day("2025-08-15");
	history_event(history, EVENT_MONITORING_ANSWER, "2025-08-14");
	result = history_event(history, EVENT_MONITORING_RESULT, "2025-09-01");
	result->result.value = "not-confirmed";
	result->remedy.value = "reapplication";
	history_event(history, EVENT_WITHDRAWAL, "2025-09-10");
	history_event(history, EVENT_WITHDRAWAL_RETRACTION, "2025-09-12");
	history_event(history, EVENT_WITHDRAWAL, "2025-09-15");
	assert_due(history, "2025-06-30", "8.1 2026-01-31");
	assert_due(history, "2025-07-02", "11.2(5) 2025-07-01, 8.1 2026-01-31");
	assert_due(history, "2025-07-19", "11.2(5) 2025-07-03, 8.1 2026-01-31");
	assert_due(history, "2025-07-20", "8.1 2026-01-31");
	assert_due(history, "2025-09-09", "14.2(3) 2025-09-01, 8.1 2026-01-31");
	assert_due(history, "2025-09-10", "14.2(3) 2025-09-01, 14.2(2) 2025-09-10, 8.1 2026-01-31");
	assert_due(history, "2025-09-12", "14.2(3) 2025-09-01, 8.1 2026-01-31");
	assert_due(history, "2025-09-15", "14.2(3) 2025-09-01, 14.2(2) 2025-09-15, 8.1 2026-01-31");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(follows_an_application),
		cmocka_unit_test(a_renewal_takes_the_expiry_off),
		cmocka_unit_test(lists_mending_until_its_day_is_over),
		cmocka_unit_test(a_stated_day_of_mending_counts),
		cmocka_unit_test(nothing_counts_from_a_day_that_no_report_has),
		cmocka_unit_test(follows_monitoring_and_reaudit),
		cmocka_unit_test(lists_what_the_committee_owes),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
