/* All rules are run over the registry, by several threads. */
#include "rules/rules.h"

#include "base/shares.h"
#include "registry/criteria.h"
#include "registry/form.h"
#include "rules/examine.h"
#include "rules/explained.h"
#include "rules/refusers.h"

#include <string.h>

MESSAGE(message_unknown, "deviation-unknown", ERROR, NULL,
        "『規定からの逸脱』に書かれた \"{0}\" という規則はありません。ismapgen check が示す指摘の名前を書いてください。",
        "There is no rule \"{0}\" to deviate from. Write the name of a finding of ismapgen check.");
MESSAGE(message_order, "deviation-order", ERROR, NULL,
        "\"{0}\" は手順の記録や番号の誤りの指摘なので、逸脱として認めることができません。"
        "記録を補うか直し、又は決定の取消し（annul）若しくは訂正（correct）を記録してください。",
        "\"{0}\" says that the record of a step is missing or that a number is wrong, which no "
        "deviation replaces. Mend the record, or annul or correct the decision.");
MESSAGE(message_idle, "deviation-idle", WARNING, NULL,
        "\"{0}\" の逸脱に当たる指摘がありません。逸脱の記録を見直してください。",
        "Nothing departs from \"{0}\" here. Look at the deviation again.");

MESSAGE(message_held_back, "rules-held-back", NOTE, NULL,
        "このサービスの記録に読めないものがあります。登録規則に照らした確認は、その誤りを直してから行います。",
        "Some of this service's records could not be read. It is examined by the regulation once that "
        "is mended.");
MESSAGE(message_all_held_back, "rules-held-back", NOTE, NULL,
        "どのサービスのものか分からない記録、又は読めないファイルがあります。登録規則に照らした確認は、"
        "その誤りを直してから行います。",
        "A file could not be read, or a record does not say which service it is of. Services are "
        "examined by the regulation once that is mended.");
/* The last guard of the list: a file that is lost without an error would take its entry along. */
MESSAGE(message_lost, "rules-lost", ERROR, NULL,
        "読めない記録がありますが、その誤りが示されていません。公開しません。プログラムの不具合として、開発者に知らせてください。",
        "A record could not be read, but no error says so. Nothing is published. This is a fault of "
        "the program: tell its developers.");
MESSAGE(message_ahead, "dated-ahead", NOTE, NULL,
        "基準日（{0}）より後の日付の経過・決定・申請・様式が{1}件あり、反映していません（最も早いものは{2}）。"
        "日付の書き誤りでないか確かめてください。",
        "{1} events, decisions, applications or forms are dated after the day ({0}) and not taken into account (the "
        "first: {2}). See that no date is mistyped.");

static const struct rule *const chapters[] = {
	chapter_03_rules, chapter_04_rules, chapter_05_rules, chapter_06_rules, chapter_07_rules,
	chapter_08_rules, chapter_09_rules, chapter_10_rules, chapter_11_rules, chapter_12_rules,
	chapter_13_rules, chapter_14_rules, chapter_15_rules,
};

/* The first rule of this chapter or, where it has none, of a later one. */
static const struct rule *
first_from(size_t chapter)
{
	for (; chapter < G_N_ELEMENTS(chapters); chapter++)
		if (chapters[chapter]->message.id != NULL)
			return chapters[chapter];
	return NULL;
}

static size_t
chapter_of(const struct rule *rule)
{
	for (size_t chapter = 0; chapter < G_N_ELEMENTS(chapters); chapter++)
		for (const struct rule *other = chapters[chapter]; other->message.id != NULL;
		     other++)
			if (other == rule)
				return chapter;
	g_assert_not_reached();
}

const struct rule *
rules_next(const struct rule *rule)
{
	if (rule == NULL)
		return first_from(0);
	return rule[1].message.id != NULL ? rule + 1 : first_from(chapter_of(rule) + 1);
}

/* An application that was turned down breaks nothing any more. */
static bool
is_closed_in_vain(const struct examination *at, const struct application *application)
{
	int stage = timeline_find(at->whole, application)->stage;

	return stage == STAGE_REFUSED || stage == STAGE_NOT_ACCEPTED || stage == STAGE_WITHDRAWN;
}

static void
examine_application(struct examination *at, const struct application *application)
{
	at->application = application;
	at->rule->examine(at);
}

/* What form 9 and <party> put in the place of an application's items, as an application of
 * which the rest is unset. */
static void
examine_listed(struct examination here)
{
	const struct service *service = here.service;

	EACH (const struct party, party, service->parties)
		examine_application(&here, &(struct application){ .applicant = party->applicant });
	EACH (const struct event, event, service->timeline) {
		struct service of_form = *service;

		if (event->kind != EVENT_LISTING_CHANGE || is_forbidden(&here, event))
			continue;
		of_form.file = event->file;
		here.service = &of_form;
		EACH (const struct listing_change, change, event->form->changes)
			examine_application(&here, change->after);
	}
}

static void
examine_applications(struct examination *at)
{
	const struct service *service = at->service;

	EACH (const struct application, application, service->applications)
		if (!is_closed_in_vain(at, application))
			examine_application(at, application);
	if (at->rule->is_listed)
		examine_listed(*at);
	/* Of the papers behind what was carried over nothing is on file; what is listed of
	 * it is held against the criteria and the codes of places, and against itself. */
	if (service->carried_over.line > 0 &&
	    (g_str_has_prefix(at->rule->message.clause, "7.5(") ||
	     strcmp(at->rule->message.id, "corporate-number-check-digit") == 0 ||
	     strcmp(at->rule->message.id, "period-reversed") == 0))
		examine_application(at, &service->carried_over.application);
}

static void
examine_states(struct examination *at, const struct timeline *timeline)
{
	for (guint i = 0; i < timeline->application_count; i++) {
		at->state = &timeline->applications[i];
		at->rule->examine(at);
	}
}

static void
examine_events(struct examination *at)
{
	EACH (const struct event, event, at->service->timeline) {
		at->event = event;
		if (at->rule->scope == RULE_DECISION) {
			at->decision = event->decision;
			if (event->decision == NULL || event->annulled_by != NULL ||
			    event->kind == EVENT_CARRIED_OVER)
				continue;
		}
		if (at->rule->scope != RULE_CHANGE)
			at->rule->examine(at);
		else if (event->kind == EVENT_LISTING_CHANGE)
			EACH (const struct listing_change, change, event->form->changes) {
				at->change = change;
				at->rule->examine(at);
			}
	}
}

static void
examine_forms(struct examination *at)
{
	EACH (const struct form, form, at->service->forms)
		if (date_is_set(form->filed_on.on)) {
			at->form = form;
			at->rule->examine(at);
		}
}

/* When form 12 about the entry was taken back last; unset: it was not, or none was filed. */
static struct date
retracted_on(const struct timeline *timeline)
{
	struct date on = { 0 };

	EACH (const struct event, event, timeline->service->timeline)
		if (event->kind == EVENT_WITHDRAWAL_RETRACTION &&
		    !is_before(event->on.on, timeline->registered->on.on) &&
		    !is_after(event->on.on, timeline->day))
			on = event->on.on;
	return on;
}

/* The day that explains why the event cannot be, for the message. */
static struct date
cause_of(const struct timeline *timeline, enum timeline_fault fault)
{
	switch (fault) {
	case FAULT_NEW_WHILE_LISTED:
	case FAULT_REGISTER_LISTED:
		return timeline_decision(timeline, timeline->registered->decision).registered_on.on;
	case FAULT_REMOVAL_BEFORE_EXPIRY:
		return timeline_valid_through(timeline);
	case FAULT_REMOVAL_WITHOUT_WITHDRAWAL:
		return retracted_on(timeline);
	default:
		return timeline->removed_on;
	}
}

static void
note_forbidden(void *context, const struct timeline *timeline, const struct event *event,
               enum timeline_fault fault)
{
	const struct forbidden forbidden = { event, fault, cause_of(timeline, fault) };

	/* Each annulment and each correction has what came before judged again. */
	EACH_IN (const struct forbidden, other, (const GArray *)context)
		if (other->event == event && other->fault == fault)
			return;
	g_array_append_val((GArray *)context, forbidden);
}

/* Papers that came when they should not have come are facts (5.2), no faults before
 * they are accepted, and nothing at all once they were turned down. */
static void
report_order(struct examination *at)
{
	EACH_IN (const struct forbidden, forbidden, at->forbidden) {
		if (forbidden->fault != at->rule->fault || explained(at, forbidden))
			continue;
		at->application = at->rule->pending.id != NULL
		                          ? event_application(at->service, forbidden->event)
		                          : NULL;
		if (at->application == NULL || !is_closed_in_vain(at, at->application))
			REPORT_EVENT(at, forbidden->event, DATE(forbidden->cause_on), NULL);
	}
}

static const struct rule *
find_rule(const char *id)
{
	for (const struct rule *rule = rules_next(NULL); rule != NULL; rule = rules_next(rule))
		if (strcmp(rule->message.id, id) == 0)
			return rule;
	return NULL;
}

/* A finding about a record that names the finding's rule as a deviation is a note, with the
 * reason. */
static const char *
excuse(void *met, const struct message *message, const struct place *place)
{
	const struct deviation *deviation = deviation_find(place->about, message->id);

	if (deviation == NULL)
		return NULL;
	g_hash_table_add(met, (gpointer)deviation);
	return deviation->reason.value;
}

/* Tells of deviations that no finding met, that name no rule, or that no reason can excuse. */
static void
examine_deviations(const struct examination *at, const GPtrArray *of_record, struct place place)
{
	place.about = NULL;
	place.field_ja = "規定からの逸脱";
	place.field_en = "deviation";
	EACH (const struct deviation, deviation, of_record) {
		const struct message *message = NULL;

		if (deviation->rule.value == NULL)
			continue;
		const struct rule *rule = find_rule(deviation->rule.value);
		place.line = deviation->line;
		if (rule == NULL)
			message = &message_unknown;
		else if ((rule->scope == RULE_ORDER || rule->scope == RULE_REGISTRY) &&
		         rule->message.level == FINDING_ERROR && rule->pending.id == NULL)
			message = &message_order;
		else if (!g_hash_table_contains(at->met, deviation))
			message = &message_idle;
		if (message != NULL)
			findings_add(at->findings, message, place, deviation->rule.value, NULL);
	}
}

static void
examine_by_scope(struct examination here, const struct rule *rule)
{
	here.rule = rule;
	switch (rule->scope) {
	case RULE_REGISTRY:
		break;
	case RULE_SERVICE:
		rule->examine(&here);
		break;
	case RULE_APPLICATION:
		examine_applications(&here);
		break;
	case RULE_STATE:
		examine_states(&here, here.whole);
		break;
	case RULE_STATE_NOW:
		examine_states(&here, here.now);
		break;
	case RULE_FORM:
		examine_forms(&here);
		break;
	case RULE_ORDER:
		report_order(&here);
		break;
	case RULE_EVENT:
	case RULE_CHANGE:
	case RULE_DECISION:
		examine_events(&here);
		break;
	}
}

static void
examine_service(struct examination at, const struct service *service)
{
	g_autoptr(GArray) faults = g_array_new(false, false, sizeof(struct forbidden));
	struct timeline whole, now;

	if (service->lost || at.registry->lost) {
		if (!at.registry->lost)
			findings_add(at.findings, &message_held_back, place_of_service(service),
			             NULL);
		return;
	}
	timeline_fold(&whole, service, (struct date){ 0 }, note_forbidden, faults);
	timeline_fold(&now, service, at.as_of, NULL, NULL);
	at.service = service;
	at.whole = &whole;
	at.now = &now;
	at.forbidden = faults;
	for (const struct rule *rule = rules_next(NULL); rule != NULL; rule = rules_next(rule))
		examine_by_scope(at, rule);
	EACH (const struct application, application, service->applications)
		examine_deviations(&at, application->deviations, place_of_service(service));
	EACH (const struct event, event, service->timeline)
		examine_deviations(&at, event->deviations, place_of_event(service, event));
	timeline_clear(&whole);
	timeline_clear(&now);
}

/* Neighbours among the services, and what is found of them. */
struct share {
	struct examination examination;
	struct objective_index *objectives; /* that of the examination */
	const GPtrArray *services;
};

static void
share_examine(gpointer data, guint first, guint end)
{
	const struct share *share = data;

	for (guint i = first; i < end; i++)
		examine_service(share->examination, share->services->pdata[i]);
}

static void
examine_services(const struct examination *examination, unsigned jobs)
{
	const GPtrArray *services = examination->registry->services;
	guint count = shares_count(services->len, jobs);
	struct share shares[SHARES_MAX];

	for (guint i = 0; i < count; i++) {
		struct share *share = &shares[i];

		*share = (struct share){ .examination = *examination, .services = services };
		share->examination.findings = findings_new();
		share->objectives = objective_index_new(examination->registry);
		share->examination.objectives = share->objectives;
		share->examination.met = g_hash_table_new(NULL, NULL);
		findings_set_excuse(share->examination.findings, excuse, share->examination.met);
	}
	shares_run(shares, sizeof(*shares), count, services->len, jobs, share_examine);
	for (guint i = 0; i < count; i++) {
		findings_take(examination->findings, shares[i].examination.findings);
		findings_free(shares[i].examination.findings);
		objective_index_free(shares[i].objectives);
		g_hash_table_unref(shares[i].examination.met);
	}
}

/* What is dated after a day. */
struct ahead {
	struct date as_of, first_on;
	struct place place; /* of the first */
	unsigned count;
};

static void
note_ahead(struct ahead *ahead, struct date on, struct place place)
{
	if (!is_after(on, ahead->as_of))
		return;
	if (ahead->count++ > 0 && date_compare(on, ahead->first_on) >= 0)
		return;
	ahead->first_on = on;
	ahead->place = place;
}

void
rules_tell_ahead(const struct registry *registry, struct date as_of, struct findings *findings)
{
	struct ahead ahead = { .as_of = as_of };

	EACH (const struct service, service, registry->services) {
		EACH (const struct event, event, service->timeline)
			note_ahead(&ahead, event->on.on, place_of_event(service, event));
		EACH (const struct application, application, service->applications)
			note_ahead(&ahead, application->applied_on.on,
			           place_in_file(service->file, application->applied_on.line,
			                         service->id.value));
	}
	/* Of other forms there is an event. */
	EACH (const struct form, form, registry->forms)
		if (form_kind_find(form->number)->event == FORM_NO_EVENT)
			note_ahead(&ahead, form->filed_on.on,
			           place_in_file(form->file, form->line, form->service.value));
	if (ahead.count > 0)
		findings_add(findings, &message_ahead, ahead.place, DATE(as_of),
		             NUMBER(ahead.count), DATE(ahead.first_on), NULL);
}

static bool
is_anything_lost(const struct registry *registry)
{
	bool is_lost = registry->lost;

	EACH (const struct service, service, registry->services)
		is_lost |= service->lost;
	return is_lost;
}

void
rules_examine(const struct registry *registry, struct date as_of, unsigned jobs,
              struct findings *findings)
{
	static const struct place services = { .file = "registry/services" };
	AUTO(refusers) refusers = refusers_new(registry);
	struct examination examination = {
		.registry = registry, .as_of = as_of, .findings = findings, .refusers = refusers
	};

	for (const struct rule *rule = rules_next(NULL); rule != NULL; rule = rules_next(rule)) {
		examination.rule = rule;
		if (rule->scope == RULE_REGISTRY)
			rule->examine(&examination);
	}
	if (registry->lost)
		findings_add(findings, &message_all_held_back, services, NULL);
	if (is_anything_lost(registry) && findings_count(findings, FINDING_ERROR) == 0)
		findings_add(findings, &message_lost, services, NULL);
	examine_services(&examination, jobs);
}
