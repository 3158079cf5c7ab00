/* These are the questions that rules of several chapters ask. */
#include "rules/examine.h"

#include "history/event.h"

#include <stdio.h>
#include <string.h>

static bool
binds(enum rule_binding binding, const struct application_state *state)
{
	return binding == BINDING_ALWAYS || state == NULL || state->stage == STAGE_REGISTERED ||
	       (binding == BINDING_ACCEPTED && state->accepted != NULL);
}

const struct message *
rule_message(const struct examination *at)
{
	const struct rule *rule = at->rule;

	if (at->application == NULL ||
	    binds(rule->binding, timeline_find(at->whole, at->application)))
		return &rule->message;
	return &rule->pending;
}

int
rule_item(const struct rule *rule)
{
	const char *bracket = strrchr(rule->message.clause, '(');

	g_assert(bracket != NULL && g_ascii_isdigit(bracket[1]));
	return bracket[1] - '0';
}

static void
name_field(struct place *place, const struct field *field)
{
	place->field_ja = field->ja;
	place->field_en = field->name;
}

struct place
place_of_service(const struct service *service)
{
	return place_in_file(service->file, service->line, service->id.value);
}

const void *
member_of(const struct examination *at, const struct field **field)
{
	size_t offset;
	const struct field *row =
		field_at(field_find(&field_service, "application"), at->rule->about, &offset);

	if (field != NULL)
		*field = row;
	return (const char *)at->application + offset;
}

struct place
place_in(const struct examination *at, int line, const char *path)
{
	if (at->decision != NULL)
		return place_in_decision(at->decision, line, path);
	struct place place = place_of_service(at->service);
	place.about = at->application->deviations;
	if (line > 0)
		place.line = line;
	if (path != NULL)
		name_field(&place, field_at(field_find(&field_service, "application"), path, NULL));
	return place;
}

struct place
place_of_event(const struct service *service, const struct event *event)
{
	struct place place = { .file = event->file != NULL ? event->file : service->file,
		               .line = event->line,
		               .record = service->id.value,
		               .about = event->deviations };

	name_field(&place, event_field(event->kind));
	return place;
}

struct place
place_of_decision(const struct decision *decision)
{
	struct place place = { .file = decision->meeting->file,
		               .line = decision->line,
		               .record = decision->service.value,
		               .about = decision->deviations };

	name_field(&place, &field_find(&field_decisions, "items")->children[decision->kind]);
	return place;
}

struct place
place_in_decision(const struct decision *decision, int line, const char *field)
{
	const struct field *kinds = field_find(&field_decisions, "items")->children;
	struct place place = place_of_decision(decision);

	if (line > 0)
		place.line = line;
	name_field(&place, field_at(&kinds[decision->kind], field, NULL));
	return place;
}

bool
is_forbidden(const struct examination *at, const struct event *event)
{
	for (guint i = 0; i < at->forbidden->len; i++)
		if (g_array_index(at->forbidden, struct forbidden, i).event == event)
			return true;
	return false;
}

bool
has_forbidden(const struct examination *at, const struct application *application,
              enum timeline_fault first, enum timeline_fault last)
{
	EACH_IN (const struct forbidden, forbidden, at->forbidden)
		if (forbidden->fault >= first && forbidden->fault <= last &&
		    (application == NULL ||
		     event_application(at->service, forbidden->event) == application))
			return true;
	return false;
}

/* The receipt or the acceptance, where `least` steps at least are on record that can only
 * follow it, and all of them are before it and none before `since`. */
static const struct event *
late_step(const struct examination *at, const struct application *application, enum event_kind kind,
          unsigned least, struct date *since, struct date *before)
{
	const struct event *step = NULL;
	struct date first = { 0 }, last = { 0 };
	unsigned count = 0;

	EACH (const struct event, event, at->service->timeline) {
		bool follows = (event->kind > kind && event->kind <= EVENT_EXAMINATION) ||
		               (event->kind >= EVENT_REGISTER && event->kind <= EVENT_REFUSE);

		if (event_application(at->service, event) != application)
			continue;
		if (event->kind == kind && step == NULL)
			step = event;
		if (!follows || event->annulled_by != NULL)
			continue;
		last = event->on.on;
		if (count++ == 0)
			first = last;
	}
	if (before != NULL)
		*before = first;
	if (step != NULL && count >= least && is_before(last, step->on.on) &&
	    !is_before(first, *since))
		return step;
	*since = step != NULL ? step->on.on : *since;
	return NULL;
}

const struct event *
misdated_step(const struct examination *at, const struct application *application,
              struct date *before)
{
	struct date since = application->applied_on.on;
	const struct event *step = late_step(at, application, EVENT_RECEIPT, 1, &since, before);

	return step != NULL ? step
	                    : late_step(at, application, EVENT_ACCEPTANCE, 2, &since, before);
}

const struct deviation *
deviation_find(const GPtrArray *of_record, const char *rule)
{
	EACH (const struct deviation, deviation, of_record)
		if (g_strcmp0(deviation->rule.value, rule) == 0 && deviation->reason.value != NULL)
			return deviation;
	return NULL;
}

/* Whether the day of an audit report within its audit period is accepted (3.2). */
static bool
may_report_early(const struct application *application)
{
	return deviation_find(application->deviations, "report-early") != NULL;
}

struct date
audited_until(const struct application *application)
{
	const struct audit_period *period = &application->statement.audit_period;
	const struct date papers[] = { application->statement.signed_on.on,
		                       application->confirmation.signed_on.on,
		                       application->audit.report_on.on };
	bool is_after_all = !may_report_early(application);

	for (size_t i = 0; i < G_N_ELEMENTS(papers); i++)
		is_after_all &= date_is_set(papers[i]) && !is_after(papers[i], period->last_on.on);
	if (is_after_all || is_after(period->first_on.on, period->last_on.on))
		return (struct date){ 0 };
	return period->last_on.on;
}

bool
is_error_of(const struct examination *at, const struct application *application, const char *rule,
            struct date on, struct date limit)
{
	int stage = timeline_find(at->whole, application)->stage;

	return stage == STAGE_REGISTERED && is_after(on, limit) &&
	       deviation_find(application->deviations, rule) == NULL;
}

struct date
reported_on(const struct application *application)
{
	struct date report_on = application->audit.report_on.on;
	struct date last_on = audited_until(application);

	if (date_is_set(last_on) && !is_after(report_on, last_on) && !may_report_early(application))
		return (struct date){ 0 };
	return report_on;
}

bool
is_after(struct date a, struct date b)
{
	return date_is_set(a) && date_is_set(b) && date_compare(a, b) > 0;
}

bool
is_before(struct date a, struct date b)
{
	return is_after(b, a);
}

bool
has_word(const char *list, const char *word)
{
	size_t length = strlen(word);

	for (const char *at = list; at != NULL && *at != '\0';) {
		size_t span = strcspn(at, " \t\r\n");

		if (span == length && strncmp(at, word, span) == 0)
			return true;
		at += span;
		at += strspn(at, " \t\r\n");
	}
	return false;
}

char *
missing_numbers(const char *list, int count)
{
	GString *missing = g_string_new(NULL);

	for (int number = 1; number <= count; number++) {
		char word[12];

		snprintf(word, sizeof(word), "%d", number);
		if (!has_word(list, word))
			g_string_append_printf(missing, "%s%s", missing->len > 0 ? ", " : "", word);
	}
	return g_string_free(missing, missing->len == 0);
}
