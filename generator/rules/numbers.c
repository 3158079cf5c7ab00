/* A document number is of one letter: all that can carry one is held against each other. */
#include "rules/numbers.h"

#include "registry/form.h"
#include "rules/examine.h"

#include <string.h>

/* A document number, what it is of, and where it stands. */
struct numbered {
	struct text number;
	const void *act; /* that the letter is of */
	bool is_form;    /* of one on file, that may be the letter of an act */
	struct date on;
	struct place place; /* its record: the service */
};

static void
add(GArray *all, struct text number, const void *act, struct date on, struct place place)
{
	const struct numbered numbered = { number, act, false, on, place };

	if (number.value != NULL)
		g_array_append_val(all, numbered);
}

/* Form 11 by 12.1 tells of a result that asks for a re-audit and of the demand of that day. */
static const void *
act_of(const struct service *service, const struct event *event)
{
	EACH (const struct event, other, service->timeline)
		if (event->kind == EVENT_REAUDIT_DEMAND && other->kind == EVENT_MONITORING_RESULT &&
		    date_compare(other->on.on, event->on.on) == 0 &&
		    g_strcmp0(other->remedy.value, "reaudit") == 0 &&
		    g_strcmp0(other->document_number.value, event->document_number.value) == 0)
			return other;
	return event;
}

static int
compare_numbered(gconstpointer a, gconstpointer b)
{
	const struct numbered *one = a, *other = b;
	int order = strcmp(one->number.value, other->number.value);

	return order != 0 ? order : date_compare(one->on, other->on);
}

static GArray *
all_numbered(const struct registry *registry)
{
	GArray *all = g_array_new(false, false, sizeof(struct numbered));

	EACH (const struct form, form, registry->forms) {
		const struct text number = { form_text(form, "document-number"), form->line };

		add(all, number, form, form->filed_on.on,
		    place_in_file(form->file, form->line, form->service.value));
	}
	EACH_IN (struct numbered, numbered, all)
		numbered->is_form = true;
	EACH (const struct meeting, meeting, registry->meetings)
		EACH (const struct decision, decision, meeting->decisions)
			add(all, decision->document_number, decision, meeting->letters_on.on,
			    place_in_decision(decision, decision->document_number.line,
			                      "document-number"));
	EACH (const struct service, service, registry->services) {
		/* A copy of a service's file is told as such. */
		if (service->id.value == NULL ||
		    registry_find_service(registry, service->id.value) != service)
			continue;
		EACH (const struct event, event, service->own_events)
			add(all, event->document_number, act_of(service, event), event->on.on,
			    place_of_event(service, event));
	}
	EACH (const struct issued, issued, registry->issued)
		EACH (const struct issued_letter, letter, issued->letters)
			EACH (const struct delivery, delivery, letter->deliveries)
				add(all, delivery->document_number, delivery, delivery->on.on,
				    place_in_file(issued->file, delivery->line,
				                  letter->service.value));
	g_array_sort(all, compare_numbered);
	return all;
}

void
examine_document_number(const struct examination *at)
{
	g_autoptr(GArray) all = all_numbered(at->registry);
	const struct numbered *firsts[2] = { NULL }; /* of the number: an act, a form */

	EACH_IN (const struct numbered, numbered, all) {
		for (gsize i = 0; i < 2; i++)
			if (firsts[i] != NULL &&
			    strcmp(firsts[i]->number.value, numbered->number.value) != 0)
				firsts[i] = NULL;

		const struct numbered **first = &firsts[numbered->is_form];
		const struct numbered *other = firsts[!numbered->is_form];

		/* An act and the form of its service that bears its number are one letter. */
		if (*first != NULL ||
		    (other != NULL && g_strcmp0(other->place.record, numbered->place.record) == 0))
			other = *first;
		if (other != NULL && other->act != numbered->act)
			REPORT_AT(at, numbered->place, numbered->number.value, DATE(other->on),
			          other->place.record != NULL ? other->place.record : "–", NULL);
		if (*first == NULL)
			*first = numbered;
	}
}
