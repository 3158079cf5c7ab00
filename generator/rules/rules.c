/* All rules are run over the registry, by several threads. */
#include "rules/rules.h"

#include "base/shares.h"
#include "registry/criteria.h"
#include "rules/deviation.h"
#include "rules/examine.h"
#include "rules/refusers.h"

#include <string.h>

MESSAGE(message_held_back, "rules-held-back", NOTE, NULL,
        "このサービスの記録に読めないものがあります。登録規則に照らした確認は、その誤りを直してから行います。",
        "Some of this service's records could not be read. It is examined by the regulation once that "
        "is mended.");
MESSAGE(message_all_held_back, "rules-held-back", NOTE, NULL,
        "どのサービスのものか分からない記録、又は読めないファイルがあります。登録規則に照らした確認は、"
        "その誤りを直してから行います。",
        "A file could not be read, or a record does not say which service it is of. Services are "
        "examined by the regulation once that is mended.");
MESSAGE(message_ahead, "dated-ahead", NOTE, NULL,
        "基準日（{0}）より後の日付の経過・決定・届出が{1}件あり、反映していません（最も早いものは{2}）。"
        "日付の書き誤りでないか確かめてください。",
        "{1} events, decisions or forms are dated after the day ({0}) and not taken into account (the "
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
	if (rule[1].message.id != NULL)
		return rule + 1;
	return first_from(chapter_of(rule) + 1);
}

/* An application that was turned down breaks nothing any more. */
static bool
is_closed_in_vain(const struct examination *examination, const struct application *application)
{
	int stage = timeline_find(examination->whole, application)->stage;

	return stage == STAGE_REFUSED || stage == STAGE_NOT_ACCEPTED || stage == STAGE_WITHDRAWN;
}

/* What form 9 and <party> put in the place of an application's items, as an application of
 * which the rest is unset. */
static void
examine_listed(const struct rule *rule, const struct examination *examination,
               const struct service *service)
{
	EACH (const struct party, party, service->parties) {
		const struct application stated = { .applicant = party->applicant };

		rule->examine.application(rule, examination, service, &stated);
	}
	EACH (const struct event, event, service->timeline) {
		struct service of_form = *service;

		if (event->kind != EVENT_LISTING_CHANGE || is_forbidden(examination, event))
			continue;
		of_form.file = event->file;
		EACH (const struct listing_change, change, event->form->changes)
			rule->examine.application(rule, examination, &of_form, change->after);
	}
}

static void
examine_applications(const struct rule *rule, const struct examination *examination,
                     const struct service *service)
{
	EACH (const struct application, application, service->applications)
		if (!is_closed_in_vain(examination, application))
			rule->examine.application(rule, examination, service, application);
	if (rule->is_listed)
		examine_listed(rule, examination, service);
	/* Of the papers behind what was carried over nothing is on file; what is listed of
	 * it is held against the criteria and the codes of places, and against itself. */
	if (service->carried_over.line > 0 &&
	    (g_str_has_prefix(rule->message.clause, "7.5(") ||
	     strcmp(rule->message.id, "corporate-number-check-digit") == 0 ||
	     strcmp(rule->message.id, "period-reversed") == 0))
		rule->examine.application(rule, examination, service,
		                          &service->carried_over.application);
}

static void
examine_states(const struct rule *rule, const struct examination *examination,
               const struct service *service, const struct timeline *timeline)
{
	for (guint i = 0; i < timeline->application_count; i++)
		rule->examine.state(rule, examination, service, &timeline->applications[i]);
}

static void
examine_event(const struct rule *rule, const struct examination *examination,
              const struct service *service, const struct event *event)
{
	const GPtrArray *changes =
		event->kind == EVENT_LISTING_CHANGE ? event->form->changes : NULL;

	if (rule->scope == RULE_EVENT)
		rule->examine.event(rule, examination, service, event);
	else if (rule->scope == RULE_DECISION && event->decision != NULL &&
	         event->annulled_by == NULL && event->kind != EVENT_CARRIED_OVER)
		rule->examine.decision(rule, examination, event->decision);
	for (guint i = 0; rule->scope == RULE_CHANGE && changes != NULL && i < changes->len; i++)
		rule->examine.change(rule, examination, service, event, changes->pdata[i]);
}

static void
examine_events(const struct rule *rule, const struct examination *examination,
               const struct service *service)
{
	for (guint i = 0; i < service->timeline->len; i++)
		examine_event(rule, examination, service, service->timeline->pdata[i]);
}

static void
examine_forms(const struct rule *rule, const struct examination *examination,
              const struct service *service)
{
	const GPtrArray *forms = examination->registry->forms;

	EACH (const struct form, form, forms)
		if (form->target == service && date_is_set(form->filed_on.on))
			rule->examine.form(rule, examination, service, form);
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
	default:
		return timeline->removed_on;
	}
}

static void
note_forbidden(void *context, const struct timeline *timeline, const struct event *event,
               enum timeline_fault fault)
{
	const struct forbidden forbidden = { event, fault, cause_of(timeline, fault) };

	g_array_append_val((GArray *)context, forbidden);
}

/* Papers that came when they should not have come are facts (5.2), no faults before
 * they are accepted, and nothing at all once they were turned down. */
static const struct message *
message_of(const struct rule *rule, const struct examination *examination,
           const struct service *service, const struct event *event)
{
	const struct application *application = event_application(service, event);

	if (rule->pending.id == NULL || application == NULL)
		return &rule->message;
	if (is_closed_in_vain(examination, application))
		return NULL;
	return rule_message(rule, examination, application);
}

static void
report_order(const struct rule *rule, const struct examination *examination,
             const struct service *service)
{
	EACH_IN (const struct forbidden, forbidden, examination->forbidden) {
		const struct message *message;

		if (forbidden->fault != rule->examine.fault)
			continue;
		message = message_of(rule, examination, service, forbidden->event);
		if (message != NULL)
			findings_add(examination->findings, message,
			             place_of_event(service, forbidden->event),
			             DATE(forbidden->event->on.on), DATE(forbidden->cause_on),
			             NULL);
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

static void
examine_by_scope(const struct rule *rule, const struct examination *examination,
                 const struct service *service)
{
	switch (rule->scope) {
	case RULE_REGISTRY:
		break;
	case RULE_SERVICE:
		rule->examine.service(rule, examination, service);
		break;
	case RULE_APPLICATION:
		examine_applications(rule, examination, service);
		break;
	case RULE_STATE:
		examine_states(rule, examination, service, examination->whole);
		break;
	case RULE_STATE_NOW:
		examine_states(rule, examination, service, examination->now);
		break;
	case RULE_FORM:
		examine_forms(rule, examination, service);
		break;
	case RULE_ORDER:
		report_order(rule, examination, service);
		break;
	case RULE_EVENT:
	case RULE_CHANGE:
	case RULE_DECISION:
		examine_events(rule, examination, service);
		break;
	}
}

static void
examine_service(const struct examination *examination, const struct service *service)
{
	g_autoptr(GArray) faults = g_array_new(FALSE, FALSE, sizeof(struct forbidden));
	struct examination here = *examination;
	struct timeline whole, now;

	if (service->lost || examination->registry->lost) {
		if (!examination->registry->lost)
			findings_add(examination->findings, &message_held_back,
			             place_of_service(service), NULL);
		return;
	}
	timeline_fold(&whole, service, (struct date){ 0 }, note_forbidden, faults);
	timeline_fold(&now, service, examination->as_of, NULL, NULL);
	here.whole = &whole;
	here.now = &now;
	here.forbidden = faults;
	for (const struct rule *rule = rules_next(NULL); rule != NULL; rule = rules_next(rule))
		examine_by_scope(rule, &here, service);
	deviations_examine(examination->deviations, service, find_rule, examination->findings);
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
		examine_service(&share->examination, share->services->pdata[i]);
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
		share->examination.deviations = deviations_new(share->examination.findings);
	}
	shares_run(shares, sizeof(*shares), count, services->len, jobs, share_examine);
	for (guint i = 0; i < count; i++) {
		findings_take(examination->findings, shares[i].examination.findings);
		findings_free(shares[i].examination.findings);
		objective_index_free(shares[i].objectives);
		deviations_free(shares[i].examination.deviations);
	}
}

void
rules_tell_ahead(const struct registry *registry, struct date as_of, struct findings *findings)
{
	const struct event *first = NULL;
	const struct service *of = NULL;
	g_autofree char *number = NULL;
	unsigned count = 0;

	EACH (const struct service, service, registry->services)
		EACH (const struct event, event, service->timeline) {
			if (!is_after(event->on.on, as_of))
				continue;
			count++;
			if (first == NULL || is_before(event->on.on, first->on.on)) {
				first = event;
				of = service;
			}
		}
	if (first == NULL)
		return;
	number = g_strdup_printf("%u", count);
	findings_add(findings, &message_ahead, place_of_event(of, first), DATE(as_of), number,
	             DATE(first->on.on), NULL);
}

void
rules_examine(const struct registry *registry, struct date as_of, unsigned jobs,
              struct findings *findings)
{
	AUTO(refusers) refusers = refusers_new(registry);
	const struct examination examination = {
		.registry = registry, .as_of = as_of, .findings = findings, .refusers = refusers
	};

	for (const struct rule *rule = rules_next(NULL); rule != NULL; rule = rules_next(rule))
		if (rule->scope == RULE_REGISTRY)
			rule->examine.registry(rule, &examination);
	if (registry->lost)
		findings_add(findings, &message_all_held_back,
		             (struct place){ .file = "registry/services" }, NULL);
	examine_services(&examination, jobs);
}
