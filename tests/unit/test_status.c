#include "unit.h"

#include "history.h"

#include "history/in_force.h"
#include "history/status.h"
#include "registry/form.h"
#include "source/xml.h"

#include <string.h>

static struct status
status_on(const struct history *history, const char *on)
{
	struct status status;

	status_compute(&history->service, day(on), &status);
	return status;
}

static void
assert_date(struct date date, const char *expected)
{
	g_autofree char *text = date_is_set(date) ? date_iso(date) : g_strdup("");

	assert_string_equal(text, expected);
}

/* Registered on 2025-06-10, valid to 2026-01-31. */
static struct history *
registered(void)
{
	struct history *history = history_new();

	history_apply(history, "new");
	history_process(history, "2025-02-01", 1);
	history_register(history, "2025-06-10", 1, "2026-01-31");
	return history;
}

/* The same with a renewal received on a day. */
static struct history *
renewing(const char *received_on)
{
	struct history *history = registered();

	history_apply(history, "renewal");
	history_process(history, received_on, 2);
	return history;
}

static void
computes_expiry(void **state)
{
	static const char *const vectors[][2] = {
		{ "2021-09-30", "2023-01-31" }, { "2022-10-28", "2024-02-28" },
		{ "2022-10-29", "2024-02-29" }, { "2022-10-31", "2024-02-29" },
		{ "2023-02-28", "2024-06-30" }, { "2024-02-29", "2025-06-30" },
		{ "2024-06-14", "2025-10-14" },
	};
	struct application application = { 0 };

	(void)state;
	assert_date(status_computed_expiry(&application), "");
	for (size_t i = 0; i < G_N_ELEMENTS(vectors); i++) {
		application.statement.audit_period.last_on.on = day(vectors[i][0]);
		assert_date(status_computed_expiry(&application), vectors[i][1]);
	}
}

static void
is_nothing_before_registration(void **state)
{
	AUTO(history) history = registered();
	struct status status = status_on(history, "2025-06-09");

	(void)state;
	assert_null(status.number);
	assert_false(status.listed);
	assert_int_equal(status.stage, STAGE_EXAMINED);
	status = status_on(history, "2025-06-10");
	assert_true(status.listed);
	assert_string_equal(status.number, "C26-0001-1");
	assert_date(status.registered_on, "2025-06-10");
	assert_date(status.expires_on, "2026-01-31");
	assert_ptr_equal(status.application, history->service.applications->pdata[0]);
}

static void
is_listed_from_the_registration_date(void **state)
{
	AUTO(history) history = history_new();

	(void)state;
	history_apply(history, "new");
	history_process(history, "2025-02-01", 1);
	history_register(history, "2025-06-10", 1, "2026-01-31")->registered_on.on =
		day("2025-06-15");
	assert_false(status_on(history, "2025-06-14").listed);
	assert_true(status_on(history, "2025-06-14").decided);
	assert_true(status_on(history, "2025-06-15").listed);
	assert_false(status_on(history, "2025-06-15").decided);
}

static void
is_removed_on_the_day_after_the_expiry(void **state)
{
	AUTO(history) history = registered();
	struct status status = status_on(history, "2026-01-31");

	(void)state;
	assert_true(status.listed);
	assert_false(status.continued);
	status = status_on(history, "2026-02-01");
	assert_false(status.listed);
	assert_int_equal(status.removal_ground, 1);
	assert_date(status.removed_on, "2026-02-01");
	assert_string_equal(status.number, "C26-0001-1");
}

static void
continues_while_a_renewal_is_undecided(void **state)
{
	AUTO(history) history = renewing("2026-01-31");
	struct status status = status_on(history, "2026-01-31");

	(void)state;
	assert_false(status.continued);
	assert_non_null(status.pending_renewal);
	status = status_on(history, "2026-02-01");
	assert_true(status.listed);
	assert_true(status.continued);
	assert_ptr_equal(status.pending_renewal, history->service.applications->pdata[1]);
	assert_ptr_equal(status.application, history->service.applications->pdata[0]);
}

static void
does_not_continue_for_a_late_renewal(void **state)
{
	AUTO(history) history = renewing("2026-02-01");
	struct status status = status_on(history, "2026-02-01");

	(void)state;
	assert_false(status.listed);
	assert_int_equal(status.removal_ground, 1);
	assert_null(status.pending_renewal);
}

static void
is_renewed_after_the_expiry(void **state)
{
	AUTO(history) history = renewing("2026-01-20");
	struct decision *renewal = history_decide(history, EVENT_RENEW, day("2026-03-10"), 2);
	struct status status;

	(void)state;
	renewal->expires_on.on = day("2027-01-31");
	assert_true(status_on(history, "2026-03-09").continued);
	status = status_on(history, "2026-03-10");
	assert_true(status.listed);
	assert_false(status.continued);
	assert_date(status.expires_on, "2027-01-31");
	assert_date(status.renewed_on, "2026-03-10");
	assert_date(status.registered_on, "2025-06-10");
	assert_ptr_equal(status.application, history->service.applications->pdata[1]);
	assert_int_equal(status_on(history, "2027-02-01").removal_ground, 1);
}

/* Listed to the end of the day on which the renewal fails, then removed. */
static void
assert_ends_with(enum event_kind kind)
{
	AUTO(history) history = renewing("2026-01-20");
	struct status status;

	if (kind == EVENT_REFUSE) {
		history_decide(history, kind, day("2026-03-10"), 2);
	} else {
		history->service.timeline->len -= 2; /* not accepted yet */
		history_step(history, kind, "2026-03-10", 2);
	}
	status = status_on(history, "2026-03-10");
	assert_true(status.listed);
	assert_false(status.continued); /* 8.1: until the decision, which is made */
	assert_null(status.pending_renewal);
	status = status_on(history, "2026-03-11");
	assert_false(status.listed);
	assert_int_equal(status.removal_ground, REMOVAL_NOT_RENEWED);
	assert_date(status.removed_on, "2026-03-11");
}

static void
ends_when_the_renewal_fails(void **state)
{
	(void)state;
	assert_ends_with(EVENT_REFUSE);
	assert_ends_with(EVENT_NON_ACCEPTANCE);
	assert_ends_with(EVENT_APPLICATION_WITHDRAWAL);
}

static void
a_renewal_refused_in_time_leaves_the_expiry(void **state)
{
	AUTO(history) history = renewing("2026-01-10");

	(void)state;
	history_decide(history, EVENT_REFUSE, day("2026-01-20"), 2);
	assert_true(status_on(history, "2026-01-31").listed);
	assert_date(status_on(history, "2026-02-05").removed_on, "2026-02-01");
}

static void
a_decided_removal_comes_before_the_one_by_itself(void **state)
{
	AUTO(history) history = renewing("2026-01-20");
	struct status status;

	(void)state;
	history_decide(history, EVENT_REFUSE, day("2026-03-10"), 2);
	history_remove(history, "2026-03-10", "5");
	status = status_on(history, "2026-04-01");
	assert_int_equal(status.removal_ground, 5);
	assert_date(status.removed_on, "2026-03-10");
}

static void
suspends_on_both_grounds(void **state)
{
	AUTO(history) history = registered();
	struct event *incident = history_event(history, EVENT_SUSPENSION, "2025-08-01");
	struct event *change = history_event(history, EVENT_SUSPENSION, "2025-08-05");
	struct status status;

	(void)state;
	incident->ground.value = "9.3";
	change->ground.value = "10.3";
	history_event(history, EVENT_LIFTING, "2025-08-10")->ground.value = "9.3";
	history_event(history, EVENT_LIFTING, "2025-08-20")->ground.value = "10.3";
	assert_null(status_on(history, "2025-07-31").suspension[SUSPENSION_INCIDENT]);
	status = status_on(history, "2025-08-09");
	assert_ptr_equal(status.suspension[SUSPENSION_INCIDENT], incident);
	assert_ptr_equal(status.suspension[SUSPENSION_CHANGE], change);
	assert_true(status.listed);
	status = status_on(history, "2025-08-10");
	assert_null(status.suspension[SUSPENSION_INCIDENT]);
	assert_ptr_equal(status.suspension[SUSPENSION_CHANGE], change);
	assert_null(status_on(history, "2025-08-20").suspension[SUSPENSION_CHANGE]);
}

/* Another incident is another suspension (9.3), and each is lifted by itself. */
static void
a_second_suspension_on_one_ground_is_lifted_by_itself(void **state)
{
	AUTO(history) history = registered();
	struct event *first = history_event(history, EVENT_SUSPENSION, "2025-08-01");
	struct event *second = history_event(history, EVENT_SUSPENSION, "2025-08-03");
	struct event *lifting = history_event(history, EVENT_LIFTING, "2025-08-05");

	(void)state;
	first->ground.value = second->ground.value = lifting->ground.value = "9.3";
	assert_ptr_equal(status_on(history, "2025-08-04").suspension[SUSPENSION_INCIDENT], first);
	assert_ptr_equal(status_on(history, "2025-08-05").suspension[SUSPENSION_INCIDENT], second);
	lifting->about_on.on = day("2025-08-03");
	assert_ptr_equal(status_on(history, "2025-08-05").suspension[SUSPENSION_INCIDENT], first);
	history_event(history, EVENT_LIFTING, "2025-08-06")->ground.value = "9.3";
	assert_null(status_on(history, "2025-08-06").suspension[SUSPENSION_INCIDENT]);
}

/* Monitoring that ends by asking for a re-audit, demanded on 2025-09-01. */
static struct event *
demand_reaudit(struct history *history)
{
	struct event *result;

	history_event(history, EVENT_MONITORING, "2025-08-01");
	history_event(history, EVENT_MONITORING_ANSWER, "2025-08-15");
	result = history_event(history, EVENT_MONITORING_RESULT, "2025-09-01");
	result->result.value = "not-confirmed";
	result->remedy.value = "reaudit";
	return history_event(history, EVENT_REAUDIT_DEMAND, "2025-09-01");
}

static void
is_under_reaudit_from_demand_to_result(void **state)
{
	AUTO(history) history = registered();
	struct event *demand = demand_reaudit(history);

	(void)state;
	history_event(history, EVENT_SUSPENSION, "2025-09-10")->ground.value = "10.3";
	history_event(history, EVENT_REAUDIT_SUBMISSION, "2025-10-01");
	history_event(history, EVENT_REAUDIT_RESULT, "2025-10-20")->result.value = "confirmed";
	assert_null(status_on(history, "2025-08-31").reaudit);
	assert_ptr_equal(status_on(history, "2025-09-01").reaudit, demand);
	assert_ptr_equal(status_on(history, "2025-10-19").reaudit, demand);
	assert_non_null(status_on(history, "2025-10-19").suspension[SUSPENSION_CHANGE]);
	assert_null(status_on(history, "2025-10-20").reaudit);
	assert_true(status_on(history, "2025-10-20").listed);
}

/* 12.4 ends nothing: 12.5 goes on to the removal, or to 12.3. */
static void
is_under_reaudit_after_it_failed(void **state)
{
	AUTO(history) history = registered();
	struct event *demand = demand_reaudit(history);

	(void)state;
	history_event(history, EVENT_REAUDIT_SUBMISSION, "2025-10-01");
	history_event(history, EVENT_REAUDIT_RESULT, "2025-10-20")->result.value = "not-confirmed";
	assert_ptr_equal(status_on(history, "2025-11-20").reaudit, demand);
	history_event(history, EVENT_REAUDIT_SUBMISSION, "2025-11-21");
	history_event(history, EVENT_REAUDIT_RESULT, "2025-11-25")->result.value = "confirmed";
	assert_null(status_on(history, "2025-11-25").reaudit);
}

static void
withdrawal_during_monitoring_removes_by_decision(void **state)
{
	AUTO(history) history = registered();
	struct status status;

	(void)state;
	history_event(history, EVENT_MONITORING, "2025-08-01");
	history_event(history, EVENT_WITHDRAWAL, "2025-08-05");
	history_remove(history, "2025-09-02", "2");
	assert_true(status_on(history, "2025-09-01").listed);
	status = status_on(history, "2025-09-02");
	assert_false(status.listed);
	assert_int_equal(status.removal_ground, 2);
	assert_date(status.removed_on, "2025-09-02");
}

static void
a_removal_ends_what_was_going_on(void **state)
{
	AUTO(history) history = registered();
	struct status status;

	(void)state;
	demand_reaudit(history);
	history_event(history, EVENT_SUSPENSION, "2025-09-10")->ground.value = "9.3";
	history_remove(history, "2025-10-01", "4");
	status = status_on(history, "2025-10-01");
	assert_int_equal(status.removal_ground, 4);
	assert_null(status.reaudit);
	assert_null(status.suspension[SUSPENSION_INCIDENT]);
}

static void
comes_back_under_a_new_number(void **state)
{
	AUTO(history) history = registered();
	struct status status;

	(void)state;
	history_apply(history, "reapplication");
	history_remove(history, "2025-10-01", "5");
	history_process(history, "2025-11-01", 2);
	history_register(history, "2026-02-10", 2, "2026-12-31")->number.value = "C26-0002-2";
	status = status_on(history, "2026-02-09");
	assert_false(status.listed);
	assert_string_equal(status.number, "C26-0001-1");
	status = status_on(history, "2026-02-10");
	assert_true(status.listed);
	assert_int_equal(status.removal_ground, 0);
	assert_false(date_is_set(status.removed_on));
	assert_string_equal(status.number, "C26-0002-2");
	assert_date(status.registered_on, "2026-02-10");
}

/* Carried over while its renewal was undecided, an entry goes on until that application, which
 * is put on file later, fails. */
static void
a_carried_over_entry_continues_until_its_renewal_fails(void **state)
{
	AUTO(history) history = history_new();
	struct decision *decision =
		history_decide(history, EVENT_CARRIED_OVER, day("2026-02-01"), 0);

	(void)state;
	history->service.carried_over.renewal_pending.value = "";
	decision->number.value = "C25-0001-1";
	decision->registered_on.on = day("2025-02-01");
	decision->expires_on.on = day("2026-01-31");
	decision->target_application = &history->service.carried_over.application;
	assert_true(status_on(history, "2026-02-10").listed);
	history_apply(history, "renewal");
	history_process(history, "2026-01-20", 1);
	history_decide(history, EVENT_REFUSE, day("2026-03-01"), 1);
	assert_true(status_on(history, "2026-02-28").listed);
	assert_false(status_on(history, "2026-03-02").listed);
}

/* What it was stays known: its number is given to no other. */
static void
an_annulled_registration_has_been_one(void **state)
{
	AUTO(history) history = registered();
	struct event *registration =
		g_ptr_array_index(history->service.timeline, history->service.timeline->len - 1);

	(void)state;
	struct decision *annulment = history_decide(history, EVENT_ANNUL, day("2025-08-01"), 0);

	annulment->target_event = registration;
	registration->annulled_by = annulment;
	assert_true(status_on(history, "2025-07-31").listed);

	const struct status status = status_on(history, "2025-08-01");

	assert_false(status.listed);
	assert_int_equal(status.removal_ground, REMOVAL_ANNULLED);
	assert_string_equal(status.number, "C26-0001-1");
	assert_date(status.registered_on, "2025-06-10");
	assert_date(status.expires_on, "2026-01-31");
	assert_date(status.removed_on, "2025-08-01");
}

/* Closed without a registration on 2025-06-10. */
static void
assert_turned_down_by(enum event_kind kind, enum application_stage stage)
{
	AUTO(history) history = history_new();

	history_apply(history, "new");
	history_step(history, EVENT_RECEIPT, "2025-02-01", 1);
	if (kind == EVENT_REFUSE) {
		history_step(history, EVENT_ACCEPTANCE, "2025-02-01", 1);
		history_decide(history, kind, day("2025-06-10"), 1);
	} else {
		history_step(history, kind, "2025-06-10", 1);
	}
	assert_int_not_equal(status_on(history, "2025-06-09").stage, stage);
	assert_int_equal(status_on(history, "2025-06-10").stage, stage);
	assert_null(status_on(history, "2025-06-10").number);
}

static void
a_refused_service_was_never_registered(void **state)
{
	(void)state;
	assert_turned_down_by(EVENT_REFUSE, STAGE_REFUSED);
	assert_turned_down_by(EVENT_NON_ACCEPTANCE, STAGE_NOT_ACCEPTED);
	assert_turned_down_by(EVENT_APPLICATION_WITHDRAWAL, STAGE_WITHDRAWN);
}

static void
forbidden_events_change_nothing(void **state)
{
	AUTO(history) history = history_new();
	struct status status;

	(void)state;
	history_apply(history, "new");
	history_register(history, "2025-06-10", 1, "2026-01-31"); /* not accepted */
	history_event(history, EVENT_SUSPENSION, "2025-07-01")->ground.value = "9.3";
	history_remove(history, "2025-08-01", "2");
	status = status_on(history, "2025-09-01");
	assert_null(status.number);
	assert_false(status.listed);
	assert_int_equal(status.removal_ground, 0);
}

static void
finds_listing_changes_since_the_application(void **state)
{
	AUTO(history) history = registered();
	g_autoptr(GPtrArray) changes = g_ptr_array_new();
	struct application *application = history->service.applications->pdata[0];
	struct event *change;
	struct status status;

	(void)state;
	application->applied_on.on = day("2025-06-20");
	history_event(history, EVENT_LISTING_CHANGE, "2025-06-19");
	change = history_event(history, EVENT_LISTING_CHANGE, "2025-06-20");
	history_event(history, EVENT_LISTING_CHANGE, "2025-07-01");
	history_event(history, EVENT_LISTING_CHANGE, "2025-07-02");
	history_event(history, EVENT_LISTING_CHANGE, "2026-02-01"); /* removed */
	status = status_on(history, "2025-07-01");
	status_listing_changes(&history->service, &status, day("2025-07-01"), changes);
	assert_int_equal(changes->len, 2);
	assert_ptr_equal(changes->pdata[0], change);
	g_ptr_array_set_size(changes, 0);
	status = status_on(history, "2026-03-01");
	status_listing_changes(&history->service, &status, day("2026-03-01"), changes);
	assert_int_equal(changes->len, 3);
}

/* Filed on 2025-07-01 and in effect on 2025-07-10. */
static void
lists_a_change_when_its_day_has_come(void **state)
{
	static const char text[] =
		"<form xmlns='urn:ismapgen:1' number='9' effect-on='2025-07-10'/>";
	AUTO(history) history = registered();
	AUTO(findings) findings = findings_new();
	AUTO(xml_document) document = xml_parse(text, strlen(text), "form", false, findings);
	g_autoptr(GPtrArray) changes = g_ptr_array_new();
	struct form form = { .number = 9, .body = xml_root(document) };
	struct application *application = history->service.applications->pdata[0];
	struct status status = status_on(history, "2025-07-10");

	(void)state;
	application->applied_on.on = day("2025-01-20");
	history_event(history, EVENT_LISTING_CHANGE, "2025-07-01")->form = &form;
	status_listing_changes(&history->service, &status, day("2025-07-09"), changes);
	assert_int_equal(changes->len, 0);
	status_listing_changes(&history->service, &status, day("2025-07-10"), changes);
	assert_int_equal(changes->len, 1);
}

static struct form
change_from(const char *effect_on, struct xml_document **document)
{
	g_autofree char *text = g_strdup_printf(
		"<form xmlns='urn:ismapgen:1' number='9' effect-on='%s'/>", effect_on);
	AUTO(findings) findings = findings_new();

	*document = xml_parse(text, strlen(text), "form", false, findings);
	return (struct form){ .number = 9, .body = xml_root(*document) };
}

/* Filed before the application in force was made, in effect after it; and one
 * filed later that takes effect sooner. */
static void
lists_a_change_that_outlives_the_application(void **state)
{
	AUTO(history) history = registered();
	AUTO(xml_document) late_document = NULL;
	AUTO(xml_document) soon_document = NULL;
	AUTO(xml_document) past_document = NULL;
	struct form late = change_from("2025-09-01", &late_document);
	struct form soon = change_from("2025-08-01", &soon_document);
	struct form past = change_from("2025-06-15", &past_document);
	g_autoptr(GPtrArray) changes = g_ptr_array_new();
	struct application *application = history->service.applications->pdata[0];
	struct status status = status_on(history, "2025-09-01");
	struct event *late_event, *soon_event;

	(void)state;
	application->applied_on.on = day("2025-06-20");
	late.filed_on.on = past.filed_on.on = day("2025-06-10");
	soon.filed_on.on = day("2025-07-01");
	late_event = history_event(history, EVENT_LISTING_CHANGE, "2025-06-10");
	late_event->form = &late;
	history_event(history, EVENT_LISTING_CHANGE, "2025-06-10")->form = &past;
	soon_event = history_event(history, EVENT_LISTING_CHANGE, "2025-07-01");
	soon_event->form = &soon;
	status_listing_changes(&history->service, &status, day("2025-08-31"), changes);
	assert_int_equal(changes->len, 1);
	assert_ptr_equal(changes->pdata[0], soon_event);
	g_ptr_array_set_size(changes, 0);
	status_listing_changes(&history->service, &status, day("2025-09-01"), changes);
	assert_int_equal(changes->len, 2);
	assert_ptr_equal(changes->pdata[0], soon_event);
	assert_ptr_equal(changes->pdata[1], late_event);
}

/* A party that changed keeps what it does not tell; a successor has nothing of the former one. */
static void
a_successor_keeps_nothing(void **state)
{
	static const char *const causes[] = { "change", "merger", "transfer" };

	(void)state;
	for (gsize i = 0; i < G_N_ELEMENTS(causes); i++) {
		AUTO(history) history = registered();
		struct application *application = history->service.applications->pdata[0];
		const struct party party = { .cause = { causes[i], 0 },
			                     .applicant = { .name = { "後の者", 0 } } };
		struct event *event = history_event(history, EVENT_PARTY, "2025-07-01");
		const struct status status = status_on(history, "2025-07-01");
		struct in_force in_force;

		application->applicant.name.value = "前の者";
		application->applicant.corporate_number.value = "7123456789012";
		application->applicant.addressee.value = "情報部";
		event->party = &party;
		in_force_on(&history->service, &status, day("2025-07-01"), &in_force);

		const struct applicant *applicant = &in_force.application.applicant;

		assert_string_equal(applicant->name.value, "後の者");
		assert_true((applicant->corporate_number.value != NULL) == (i == 0));
		assert_true((applicant->addressee.value != NULL) == (i == 0));
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_successor_keeps_nothing),
		cmocka_unit_test(computes_expiry),
		cmocka_unit_test(is_nothing_before_registration),
		cmocka_unit_test(is_listed_from_the_registration_date),
		cmocka_unit_test(is_removed_on_the_day_after_the_expiry),
		cmocka_unit_test(continues_while_a_renewal_is_undecided),
		cmocka_unit_test(does_not_continue_for_a_late_renewal),
		cmocka_unit_test(is_renewed_after_the_expiry),
		cmocka_unit_test(ends_when_the_renewal_fails),
		cmocka_unit_test(a_renewal_refused_in_time_leaves_the_expiry),
		cmocka_unit_test(a_decided_removal_comes_before_the_one_by_itself),
		cmocka_unit_test(suspends_on_both_grounds),
		cmocka_unit_test(a_second_suspension_on_one_ground_is_lifted_by_itself),
		cmocka_unit_test(is_under_reaudit_from_demand_to_result),
		cmocka_unit_test(is_under_reaudit_after_it_failed),
		cmocka_unit_test(withdrawal_during_monitoring_removes_by_decision),
		cmocka_unit_test(a_removal_ends_what_was_going_on),
		cmocka_unit_test(comes_back_under_a_new_number),
		cmocka_unit_test(a_carried_over_entry_continues_until_its_renewal_fails),
		cmocka_unit_test(an_annulled_registration_has_been_one),
		cmocka_unit_test(a_refused_service_was_never_registered),
		cmocka_unit_test(forbidden_events_change_nothing),
		cmocka_unit_test(finds_listing_changes_since_the_application),
		cmocka_unit_test(lists_a_change_when_its_day_has_come),
		cmocka_unit_test(lists_a_change_that_outlives_the_application),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
