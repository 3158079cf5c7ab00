/* A form is begun with what is on record, so that nobody copies it from another one. */
#include "letter/draft.h"

#include "history/timeline.h"
#include "letter/decided.h"
#include "letter/due_part.h"
#include "letter/form_xml.h"
#include "registry/form.h"

#include <string.h>

/* The letter of the last decision that makes this form due; or NULL. */
static const struct due *
last_letter(const GPtrArray *letters, const struct service *service, int form)
{
	for (guint i = letters->len; i > 0; i--) {
		const struct due *due = letters->pdata[i - 1];

		if (due->service == service && due->form == form && due->decision != NULL)
			return due;
	}
	return NULL;
}

/* The last event of the kind by the day; or NULL. */
static const struct event *
last_event(const struct due *due, enum event_kind kind, const char *result)
{
	for (guint i = due->service->timeline->len; i > 0; i--) {
		const struct event *event = due->service->timeline->pdata[i - 1];

		if (event->kind == kind && event->annulled_by == NULL &&
		    date_compare(event->on.on, due->day) <= 0 &&
		    (result == NULL || g_strcmp0(event->result.value, result) == 0))
			return event;
	}
	return NULL;
}

static bool
is_on_file(const struct due *due, const struct event *event)
{
	EACH (const struct form, form, due->service->forms)
		if (form->number == due->form && date_compare(form->filed_on.on, event->on.on) == 0)
			return true;
	return false;
}

/* The event that the form is about: what it tells of, and no form does yet, or what it
 * answers. */
static const struct event *
event_of(const struct due *due, const struct timeline *timeline)
{
	const struct event *event = NULL, *result;

	if (due->form == 15 && timeline->objections->len > 0)
		return timeline->objections->pdata[0];
	if (due->form == 10)
		event = last_event(due, EVENT_MONITORING, NULL);
	if (due->form == 11) {
		event = last_event(due, EVENT_MONITORING_RESULT, NULL);
		result = last_event(due, EVENT_REAUDIT_RESULT, "confirmed");
		if (result != NULL)
			event = result;
	}
	return event != NULL && !is_on_file(due, event) ? event : NULL;
}

/* What form 11 is sent for. */
static const char *
use_of(const struct event *event)
{
	if (event->kind == EVENT_REAUDIT_RESULT)
		return "12.3";
	if (g_strcmp0(event->result.value, "confirmed") == 0)
		return "11.2(4)";
	return g_strcmp0(event->remedy.value, "reaudit") == 0 ? "12.1" : "11.2(5)";
}

static void
append_day(GString *xml, const char *name, struct date date)
{
	g_autofree char *day = date_is_set(date) ? date_iso(date) : NULL;

	form_xml_attribute(xml, name, day);
}

static void
append_attributes(GString *xml, const struct due *due)
{
	const struct event *event = due->event;
	const struct event *demand = last_event(due, EVENT_REAUDIT_DEMAND, NULL);

	if (due->form <= 4)
		form_xml_attribute(xml, "application", due->application->id.value);
	if (due->form == 3)
		form_xml_attribute(xml, "kind", due->application->kind.value);
	if (event == NULL)
		return;
	form_xml_attribute(xml, "document-number",
	                   due->form == 15 ? NULL : event->document_number.value);
	if (due->form == 10)
		append_day(xml, "answer-by", event->due_on.on);
	if (due->form == 11)
		form_xml_attribute(xml, "use", use_of(event));
	if (due->form == 11 && demand != NULL && date_compare(demand->on.on, event->on.on) == 0)
		append_day(xml, "due-on", demand->due_on.on);
	if (due->form == 15) {
		append_day(xml, "objection-on", event->on.on);
		form_xml_attribute(xml, "act", event->act.value);
		append_day(xml, "act-on", event->about_on.on);
	}
}

static void
append_filer(GString *xml, const struct applicant *applicant)
{
	form_xml_open(xml, "filer");
	form_xml_element(xml, "name", applicant->name.value);
	form_xml_element(xml, "corporate-number", applicant->corporate_number.value);
	form_xml_element(xml, "address", applicant->address.value);
	form_xml_open(xml, "representative");
	form_xml_element(xml, "post", applicant->representative.post.value);
	form_xml_element(xml, "name", applicant->representative.name.value);
	form_xml_close(xml, "representative");
	form_xml_close(xml, "filer");
}

static struct date
accepted_on(const struct due *due)
{
	struct date on = { 0 };

	EACH (const struct event, event, due->service->timeline)
		if (event->kind == EVENT_ACCEPTANCE && date_compare(event->on.on, due->day) <= 0 &&
		    g_strcmp0(event->application.value, due->application->id.value) == 0)
			on = event->on.on;
	return on;
}

/* The seven items of 6.1, still without their state. */
static void
append_examined(GString *xml)
{
	for (int item = 1; item <= 7; item++) {
		form_xml_open(xml, "examined");
		form_xml_attribute(xml, "item", NUMBER(item));
		form_xml_close(xml, "examined");
	}
}

/* Where the application has what a form of the applicant holds. */
static const struct {
	const char *element, *path;
} stated[] = {
	{ "statement", "statement" },
	{ "auditor", "audit/auditor" },
	{ "confirmation", "confirmation" },
	{ "enclosures", "enclosures" },
	{ "no-antisocial-forces", "no-antisocial-forces" },
};

static void
append_stated(GString *xml, const struct application *application, const char *element)
{
	for (size_t i = 0; i < G_N_ELEMENTS(stated); i++) {
		gsize offset;

		if (strcmp(stated[i].element, element) != 0)
			continue;
		const struct field *field = field_at(field_find(&field_service, "application"),
		                                     stated[i].path, &offset);
		form_xml_field(xml, field, (const char *)application + offset);
	}
}

static void
append_element(GString *xml, const struct due *due, const char *name)
{
	const struct event *event = due->event, *notice = last_event(due, EVENT_MONITORING, NULL);

	if (strcmp(name, "filer") == 0)
		append_filer(xml, &due->application->applicant);
	else if (strcmp(name, "recipient") == 0)
		decided_append_recipient(xml, due);
	else if (strcmp(name, "service-name") == 0)
		form_xml_element(xml, name, due->service_name);
	else if (strcmp(name, "provider-name") == 0)
		form_xml_element(xml, name, due->provider_name);
	else if (strcmp(name, "registration-number") == 0)
		form_xml_element(xml, name, due->number);
	else if (strcmp(name, "registered-on") == 0)
		form_xml_date(xml, name, due->registered_on);
	else if (strcmp(name, "accepted-on") == 0)
		form_xml_date(xml, name, accepted_on(due));
	else if (strcmp(name, "examined") == 0)
		append_examined(xml);
	else if (strcmp(name, "monitoring-on") == 0 && notice != NULL)
		form_xml_date(xml, name, notice->on.on);
	else if (strcmp(name, "point") == 0 && event != NULL)
		form_xml_element(xml, name, event->points.value);
	else if (strcmp(name, "remedy") == 0 && event != NULL)
		form_xml_element(xml, name, event->remedy.value);
	else
		append_stated(xml, due->application, name);
}

/* The application that the form is about: the last one, of forms 1 to 6, or what is in
 * force, where there is something. */
static const struct application *
application_of(const struct service *service, int form, const struct status *status,
               struct date day)
{
	const struct application *last = NULL;

	EACH (const struct application, application, service->applications)
		if (last == NULL || date_compare(application->applied_on.on, day) <= 0)
			last = application;
	return form > 6 && status->application != NULL ? status->application
	       : last != NULL                          ? last
	                                               : status->application;
}

void
draft_append(GString *xml, const struct registry *registry, const struct service *service, int form,
             struct date day)
{
	AUTO(findings) findings = findings_new();
	g_autoptr(GPtrArray) letters =
		due_letters(registry, NULL, (struct date){ 0 }, day, findings);
	const struct due *letter = last_letter(letters, service, form);
	const struct form_kind *kind = form_kind_find(form);
	struct due due = { .form = form, .service = service, .day = day };
	struct timeline timeline;
	struct status status;

	if (letter != NULL) {
		g_string_append(xml, letter->xml);
		return;
	}
	status_compute(service, day, &status);
	status.application = application_of(service, form, &status, day);
	timeline_fold(&timeline, service, day, NULL, NULL);
	due.event = event_of(&due, &timeline);
	timeline_clear(&timeline);
	/* A letter bears the day of its event; a reply has a day of its own. */
	if (due.event != NULL && form != 15)
		due.day = due.event->on.on;
	form_xml_begin(xml, kind, service->id.value, due.day);
	if (status.application != NULL) {
		due_set_names(&due, &status);
		due.number = status.number;
		due.registered_on = status.registered_on;
		append_attributes(xml, &due);
		for (const struct field *field = kind->field.children; field->name != NULL; field++)
			if (!field->attribute)
				append_element(xml, &due, field->name);
		g_free(due.in_force);
	}
	form_xml_close(xml, "form");
}
