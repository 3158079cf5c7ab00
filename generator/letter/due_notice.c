/* Letters for which the regulation has no form: of suspensions and liftings, on
 * applications, and of the end of a registration. site.xml says which are sent. */
#include "letter/due_part.h"

#include "history/state.h"
#include "history/timeline.h"
#include "history/transition.h"
#include "letter/decided.h"
#include "letter/form_xml.h"
#include "registry/form.h"
#include "rules/suspension.h"

#include <string.h>

/* 14.2(2), as a ground of removal. */
#define WITHDRAWN 2

/* 5.6(1): an answer that is sufficient is due within a month. */
static const struct period answer_period = { .months = 1 };

/* Of a lifting that lifts nothing the rules tell. */
static void
append_day(GString *xml, const char *name, const struct event *event)
{
	if (event != NULL)
		form_xml_date(xml, name, event->on.on);
}

static void
append_field(GString *xml, const struct due *due, const char *name)
{
	const struct event *event = due->event;

	if (strcmp(name, "recipient") == 0)
		decided_append_recipient(xml, due);
	else if (strcmp(name, "service-name") == 0)
		form_xml_element(xml, name, due->service_name);
	else if (strcmp(name, "registration-number") == 0)
		form_xml_element(xml, name, due->number);
	else if (strcmp(name, "registered-on") == 0)
		form_xml_date(xml, name, due->registered_on);
	else if (strcmp(name, "expires-on") == 0 &&
	         (event == NULL || date_compare(due->expires_on, due->day) >= 0))
		form_xml_date(xml, name, due->expires_on);
	else if (strcmp(name, "removed-on") == 0)
		form_xml_date(xml, name, due->day);
	else if (strcmp(name, "applied-on") == 0)
		form_xml_date(xml, name, due->application->applied_on.on);
	else if (strcmp(name, "suspended-on") == 0)
		append_day(xml, name, suspension_lifted(due->service, event));
	else if (strcmp(name, "objection-on") == 0)
		append_day(xml, name, suspension_objection(due->service, event));
	else if (strcmp(name, "answer-by") == 0)
		form_xml_date(xml, name, date_deadline(event->on.on, answer_period));
	else if (strcmp(name, "points") == 0 && event != NULL)
		form_xml_element(xml, name, event->points.value);
}

static struct due *
finish(const struct registry *registry, struct due *due, const struct form_kind *kind,
       const char *ground)
{
	GString *xml = g_string_new(NULL);

	form_xml_begin(xml, kind, due->service->id.value, due->dated_on);
	form_xml_attribute(xml, "document-number", due->document_number);
	if (field_find(form_field(kind), "ground") != NULL)
		form_xml_attribute(xml, "ground", ground);
	for (const struct field *field = kind->field.children; field->name != NULL; field++)
		if (!field->attribute)
			append_field(xml, due, field->name);
	form_xml_close(xml, kind->field.name);
	return due_finish(registry, due, xml);
}

static void
add_event(GPtrArray *letters, const struct registry *registry, const struct service *service,
          const struct event *event)
{
	const struct form_kind *kind = form_notice_of(event->kind);
	struct status status;

	if (kind == NULL || !form_is_sent(registry, kind, event->on.on))
		return;
	status_compute(service, event->on.on, &status);

	struct due due = {
		.form = kind->number,
		.service = service,
		.event = event,
		.source = service->file,
		.application = event_application(service, event),
		.document_number = event->document_number.value,
		.day = event->on.on,
		.dated_on = event->on.on,
	};

	if (due.application == NULL)
		due.application = status.application;
	/* An event that nothing founds is reported by the rules. */
	if (due.application == NULL)
		return;
	/* Of the applications only a renewal is about the entry. */
	if (status.listed && (event->application.value == NULL ||
	                      g_strcmp0(due.application->kind.value, "renewal") == 0)) {
		due.number = status.number;
		due.expires_on = status.expires_on;
	}
	status.application = due.application;
	due_set_names(&due, &status);
	g_ptr_array_add(letters, finish(registry, &due, kind, event->ground.value));
}

/* The decision that removed the entry, or put on record by the day that it had ended by
 * itself; never one on the entry that came after it. */
static const struct event *
find_removal(const struct service *service, const struct status *status, struct date as_of)
{
	int ground = status->removal_ground == WITHDRAWN ? WITHDRAWN : REMOVAL_UNRENEWED;

	EACH (const struct event, event, service->timeline)
		if (event->kind == EVENT_REMOVE && event_removal_ground(event) == ground &&
		    date_compare(event->on.on, status->removed_on) >= 0 &&
		    date_compare(event->on.on, as_of) <= 0)
			return event;
	return NULL;
}

/* The letter of the registration that had ended by the day, if it ended by 8.1 or
 * 14.2(1) or (2): of the last one, or of the one before `anew` of that day. */
static void
add_end(GPtrArray *letters, const struct registry *registry, const struct service *service,
        const struct event *anew, struct date as_of)
{
	const struct form_kind *kind = form_kind_find(LETTER_KINDS);
	struct status status, after;
	const char *ground = "14.2(1)";

	status_compute(service, as_of, &after);
	status = after;
	if (anew != NULL) {
		status_compute(service, date_add_days(as_of, -1), &status);
		status.removal_ground = after.former_ground;
		status.removed_on = after.former_removed_on;
		status.listed = after.registered != anew;
	}
	if (status.number == NULL || status.listed ||
	    (status.removal_ground != REMOVAL_UNRENEWED && status.removal_ground != WITHDRAWN &&
	     status.removal_ground != REMOVAL_NOT_RENEWED) ||
	    !form_is_sent(registry, kind, status.removed_on))
		return;
	const struct event *removal = find_removal(service, &status, as_of);

	struct due due = {
		.form = kind->number,
		.service = service,
		.application = status.application,
		.decision = removal == NULL ? NULL : removal->decision,
		.source = removal == NULL ? service->file : removal->file,
		.number = status.number,
		.registered_on = status.registered_on,
		.expires_on = status.expires_on,
		.day = status.removed_on,
		.dated_on = status.removed_on,
	};

	if (removal != NULL) {
		due.document_number = removal->decision->document_number.value;
		due.dated_on = removal->decision->meeting->letters_on.on;
	}
	if (status.removal_ground == WITHDRAWN)
		ground = "14.2(2)";
	else if (status.removal_ground == REMOVAL_NOT_RENEWED)
		ground = "8.1";
	due_set_names(&due, &status);
	g_ptr_array_add(letters, finish(registry, &due, kind, ground));
}

void
due_add_notices(GPtrArray *letters, const struct registry *registry, struct date as_of)
{
	EACH (const struct service, service, registry->services) {
		EACH (const struct event, event, service->timeline) {
			if (date_compare(event->on.on, as_of) > 0)
				break;
			add_event(letters, registry, service, event);
			if (event->kind == EVENT_REGISTER)
				add_end(letters, registry, service, event, event->on.on);
		}
		add_end(letters, registry, service, NULL, as_of);
	}
}
