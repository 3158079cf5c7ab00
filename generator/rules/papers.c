/*
 * Clerks work by copying the last file: these rules see what was not changed in the copy,
 * and the act that is entered as an event, but not as a letter, or otherwise.
 */
#include "rules/papers.h"

#include "base/reading.h"
#include "history/in_force.h"
#include "registry/form.h"
#include "rules/examine.h"

#include <string.h>

static struct place
place_of(const struct form *form, const char *path)
{
	const struct field *field = field_at(form_field(form_kind_find(form->number)), path, NULL);
	g_auto(GStrv) names = g_strsplit(path, "/", 2);
	const struct xml_node *node = form_first(form->body, names[0]);

	return place_of_field(place_in_file(form->file, node != NULL ? node->line : form->line,
	                                    form->service.value),
	                      field->ja, field->name);
}

/* Whether the number is, was or will be the service's own. */
static bool
has_number(const struct service *service, const char *number)
{
	EACH (const struct event, event, service->timeline)
		if (event->decision != NULL &&
		    g_strcmp0(event->decision->number.value, number) == 0)
			return true;
	return false;
}

void
examine_paper_number(const struct examination *at)
{
	const char *number = form_text(at->form, "registration-number");
	struct status status;

	if (number == NULL || has_number(at->service, number))
		return;
	status_compute(at->service, at->form->filed_on.on, &status);
	REPORT_AT(at, place_of(at->form, "registration-number"), number,
	          status.number != NULL ? status.number : "–", NULL);
}

static bool
is_same_name(const char *a, const char *b)
{
	g_autofree char *bare_a = a != NULL ? name_bare(a) : NULL;
	g_autofree char *bare_b = b != NULL ? name_bare(b) : NULL;

	return bare_a != NULL && g_strcmp0(bare_a, bare_b) == 0;
}

/* What a form names, and where an application has it. */
static const struct {
	const char *path;
	const char *item; /* of form 9, that changes it */
} named[] = {
	{ "service-name", "service-name" },
	{ "filer/name", "provider-name" },
	{ "filer/corporate-number", "corporate-number" },
	{ "recipient/name", "provider-name" },
	{ "provider-name", "provider-name" },
};

static const struct text *
text_of(const struct application *application, const char *item)
{
	if (strcmp(item, "service-name") == 0)
		return &application->statement.service_name;
	return strcmp(item, "provider-name") == 0 ? &application->applicant.name
	                                          : &application->applicant.corporate_number;
}

/* The application that a form of the day is about: the one in force or, before there is
 * one and where the form says so, another. */
static const struct application *
application_of(const struct service *service, const struct form *form, const struct status *status)
{
	const char *id = form_text(form, "application");
	const struct application *application =
		id != NULL ? service_find_application(service, id) : status->application;

	if (application == NULL && service->applications->len > 0)
		application = service->applications->pdata[0];
	return application;
}

/* Whether the form says what is in force on its day or the day before, or changes to it. */
static bool
is_known(const struct service *service, const struct form *form, const char *item, const char *said,
         const char **known)
{
	struct status status;

	for (int back = 0; back < 2; back++) {
		struct date on = date_add_days(form->filed_on.on, -back);
		struct in_force in_force;

		status_compute(service, on, &status);
		status.application = application_of(service, form, &status);
		if (status.application == NULL)
			return true;
		in_force_on(service, &status, on, &in_force);
		if (back == 0)
			*known = text_of(&in_force.application, item)->value;
		if (*known == NULL ||
		    is_same_name(said, text_of(&in_force.application, item)->value))
			return true;
	}
	EACH (const struct listing_change, change, form->changes) {
		if (strcmp(change->item->name, item) == 0 &&
		    is_same_name(said, text_of(change->after, item)->value))
			return true;
	}
	return false;
}

void
examine_paper_names(const struct examination *at)
{
	const struct field *group = form_field(form_kind_find(at->form->number));

	for (size_t i = 0; i < G_N_ELEMENTS(named); i++) {
		g_auto(GStrv) names = g_strsplit(named[i].path, "/", 2);
		const char *said, *known = NULL;

		if (field_find(group, names[0]) == NULL)
			continue;
		said = form_text(at->form, named[i].path);
		if (said != NULL && !is_known(at->service, at->form, named[i].item, said, &known))
			REPORT_AT(at, place_of(at->form, named[i].path), said, known, NULL);
	}
}

/* The event that a form 10 or 11 is the letter of. */
static const struct {
	int form;
	const char *use; /* of form 11; NULL: form 10 */
	enum event_kind kind;
	const char *result;
	const char *due; /* where the form has the event's due date; or NULL */
} letters[] = {
	{ 10, NULL, EVENT_MONITORING, NULL, "answer-by" },
	{ 11, "11.2(4)", EVENT_MONITORING_RESULT, "confirmed", NULL },
	{ 11, "11.2(5)", EVENT_MONITORING_RESULT, "not-confirmed", NULL },
	{ 11, "12.1", EVENT_REAUDIT_DEMAND, NULL, "due-on" },
	{ 11, "12.3", EVENT_REAUDIT_RESULT, "confirmed", NULL },
};

static const struct event *
event_of(const struct service *service, enum event_kind kind, struct date on)
{
	EACH (const struct event, event, service->timeline)
		if (event->kind == kind && date_compare(event->on.on, on) == 0)
			return event;
	return NULL;
}

void
examine_notice(const struct examination *at)
{
	for (size_t i = 0; i < G_N_ELEMENTS(letters); i++) {
		const struct event *event;
		const char *due;

		if (letters[i].form != at->form->number ||
		    (letters[i].use != NULL &&
		     g_strcmp0(letters[i].use, form_text(at->form, "use")) != 0))
			continue;
		event = event_of(at->service, letters[i].kind, at->form->filed_on.on);
		due = letters[i].due != NULL ? form_text(at->form, letters[i].due) : NULL;
		if (event == NULL || (letters[i].result != NULL &&
		                      g_strcmp0(letters[i].result, event->result.value) != 0))
			REPORT_AT(at,
			          place_of(at->form, letters[i].use != NULL ? "use" : "answer-by"),
			          DATE(at->form->filed_on.on), NULL);
		else if (due != NULL && date_is_set(event->due_on.on) &&
		         strcmp(due, DATE(event->due_on.on)) != 0)
			REPORT_AT(at, place_of(at->form, letters[i].due),
			          DATE(at->form->filed_on.on), NULL);
	}
	/* The notice that a result names was given. */
	if (at->form->number == 11 && form_text(at->form, "monitoring-on") != NULL) {
		struct date on = { 0 };

		if (date_parse(form_text(at->form, "monitoring-on"), &on) &&
		    event_of(at->service, EVENT_MONITORING, on) == NULL)
			REPORT_AT(at, place_of(at->form, "monitoring-on"),
			          DATE(at->form->filed_on.on), NULL);
	}
}

static bool
has_form(const struct registry *registry, const struct service *service, int number, struct date on)
{
	EACH (const struct form, form, registry->forms)
		if (form->target == service && form->number == number &&
		    date_compare(form->filed_on.on, on) == 0)
			return true;
	return false;
}

void
examine_notice_missing(const struct examination *at)
{
	EACH (const struct event, event, at->service->timeline) {
		int number = 0;

		for (size_t k = 0; k < G_N_ELEMENTS(letters); k++)
			if (letters[k].kind == event->kind)
				number = letters[k].form;
		if (number != 0 && event->document_number.value != NULL &&
		    !has_form(at->registry, at->service, number, event->on.on)) {
			g_autofree char *form = g_strdup_printf("%d", number);

			REPORT_EVENT(at, event, form, NULL);
		}
	}
}
