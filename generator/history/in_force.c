/* The one place where changes meet the application that they change. */
#include "history/in_force.h"

#include "registry/form.h"

#include <string.h>

static void
set_text(struct text *target, const struct text *source)
{
	if (source->value != NULL)
		*target = *source;
}

static void
take_files(struct in_force *in_force, const char *name, const char *file)
{
	for (int i = 0; listing_items[i].name != NULL; i++)
		if (strcmp(listing_items[i].name, name) == 0)
			in_force->files[i] = file;
}

/* After a merger or a transfer nothing of the former party is left. */
static void
take_party(struct in_force *in_force, const struct event *event)
{
	static const char *const items[] = { "provider-name", "provider-reading",
		                             "corporate-number", "provider-address" };
	struct applicant *applicant = &in_force->application.applicant;
	const struct applicant *party = &event->party->applicant;

	if (strcmp(event->party->cause.value, "change") != 0) {
		applicant->corporate_number = party->corporate_number;
		applicant->addressee = party->addressee;
	}
	set_text(&applicant->name, &party->name);
	set_text(&applicant->reading, &party->reading);
	set_text(&applicant->corporate_number, &party->corporate_number);
	set_text(&applicant->postal_code, &party->postal_code);
	set_text(&applicant->address, &party->address);
	for (size_t i = 0; i < G_N_ELEMENTS(items); i++)
		take_files(in_force, items[i], event->file);
}

static void
take_form(struct in_force *in_force, const struct form *form)
{
	EACH (const struct listing_change, change, form->changes) {
		listing_item_copy(change->item, change->after, &in_force->application);
		take_files(in_force, change->item->name, form->file);
	}
}

char *
in_force_text(const struct in_force *in_force, const struct listing_item *item)
{
	if (strcmp(item->name, "special-notes") == 0)
		return g_strdup(in_force->special_notes.value);
	return listing_item_text(item, &in_force->application);
}

/* Where the item reads as one side of a correction has it, it reads as the other side has
 * it: what the records say otherwise is left, and a rule tells it. */
static void
exchange(struct in_force *in_force, const struct event *event, const struct application *from,
         const struct application *to)
{
	const struct listing_item *item = event->correction->change->item;
	g_autofree char *text = in_force_text(in_force, item),
			*expected = listing_item_text(item, from);

	if (!listing_text_is_same(text, expected))
		return;
	if (strcmp(item->name, "special-notes") == 0) {
		in_force->special_notes = to->statement.special_notes;
		in_force->special_notes_file = event->file;
		return;
	}
	listing_item_copy(item, to, &in_force->application);
	take_files(in_force, item->name, event->file);
}

/* Before its day the list said what a correction puts right, of the application that it
 * puts right. `changes` are those that have happened; the last correction is undone first. */
static void
undo_corrections(struct in_force *in_force, const struct service *service,
                 const struct status *status, struct date as_of, const GPtrArray *changes)
{
	if (service->corrections == NULL || service->corrections->len == 0)
		return;
	for (guint i = service->timeline->len; i > 0; i--) {
		const struct event *event = service->timeline->pdata[i - 1];
		struct status then;

		if (event->correction == NULL || date_compare(event->on.on, as_of) < 0 ||
		    g_ptr_array_find((GPtrArray *)changes, event, NULL))
			continue;
		status_compute(service, event->on.on, &then);
		if (then.application == status->application)
			exchange(in_force, event, event->correction->change->after,
			         event->correction->change->before);
	}
}

static void
take_correction(struct in_force *in_force, const struct event *event)
{
	const struct decision *decision = event->decision;

	set_text(&in_force->application.statement.service_name, &decision->service_name);
	set_text(&in_force->application.applicant.name, &decision->provider_name);
}

/* Who is in office: as the last paper says that the registrant filed by the day, or a
 * change of the party. An application speaks of the day that it bears, `said_on` is that of
 * the last that spoke; what is of the application's own day comes after it. */
static void
take_representative(struct applicant *applicant, const struct event *event,
                    const struct service *service, struct date *said_on)
{
	const struct application *application;
	const struct xml_node *filer;

	if (event->party != NULL) {
		if (event->party->applicant.representative.name.value != NULL)
			applicant->representative = event->party->applicant.representative;
		set_text(&applicant->addressee, &event->party->applicant.addressee);
		set_text(&applicant->honorific, &event->party->applicant.honorific);
		*said_on = event->on.on;
	} else if (event->kind == EVENT_RECEIPT) {
		application = event_application(service, event);
		if (application == NULL ||
		    application->applicant.representative.name.value == NULL ||
		    date_compare(application->applied_on.on, *said_on) <= 0)
			return;
		applicant->representative = application->applicant.representative;
		applicant->addressee = application->applicant.addressee;
		set_text(&applicant->honorific, &application->applicant.honorific);
		*said_on = application->applied_on.on;
	} else if (event->kind == EVENT_LISTING_CHANGE && event->form != NULL) {
		filer = form_first(event->form->body, "filer");
		if (filer == NULL || form_node_text(filer, "representative/name") == NULL)
			return;
		applicant->representative.post.value = form_node_text(filer, "representative/post");
		applicant->representative.name.value = form_node_text(filer, "representative/name");
		*said_on = event->on.on;
	}
}

static void
take_representatives(const struct service *service, const struct status *status, struct date as_of,
                     struct applicant *applicant)
{
	struct date from = status->application->applied_on.on, said_on = from;

	EACH (const struct event, event, service->timeline)
		if (date_compare(event->on.on, as_of) <= 0 && date_is_set(from) &&
		    date_compare(event->on.on, from) >= 0 &&
		    (!date_is_set(status->removed_on) ||
		     date_compare(event->on.on, status->removed_on) < 0))
			take_representative(applicant, event, service, &said_on);
}

/* The last that the body said since the registration; a remark without notes takes
 * them back. What a decision says, or a correction of it, goes with the decision. */
static void
take_special_notes(struct in_force *in_force, const struct service *service,
                   const struct status *status, struct date as_of)
{
	bool is_of_entry = false;

	EACH (const struct event, event, service->timeline) {
		const struct event *act =
			event->kind == EVENT_CORRECT ? event->decision->target_event : event;
		const struct text *notes = NULL;

		if (date_compare(event->on.on, as_of) > 0)
			break;
		is_of_entry |= event == status->registered;
		if (event->kind == EVENT_REMARK)
			notes = &event->special_notes;
		else if (event->decision != NULL && act != NULL && !event_is_annulled(act, as_of) &&
		         event->decision->special_notes.value != NULL)
			notes = &event->decision->special_notes;
		if (notes == NULL || !is_of_entry)
			continue;
		in_force->special_notes = *notes;
		in_force->special_notes_file = event->file;
	}
}

void
in_force_on(const struct service *service, const struct status *status, struct date as_of,
            struct in_force *in_force)
{
	in_force_after(service, status, as_of, NULL, in_force);
}

void
in_force_after(const struct service *service, const struct status *status, struct date as_of,
               const struct event *last, struct in_force *in_force)
{
	g_autoptr(GPtrArray) changes = g_ptr_array_new();
	guint last_at;

	memset(in_force, 0, sizeof(*in_force));
	in_force->application = *status->application;
	for (int i = 0; i < IN_FORCE_ITEMS; i++)
		in_force->files[i] = service->file;
	take_special_notes(in_force, service, status,
	                   last == NULL ? as_of : date_add_days(as_of, -1));
	status_listing_changes(service, status, as_of, changes);
	if (last != NULL && g_ptr_array_find(changes, last, &last_at))
		g_ptr_array_set_size(changes, (gint)last_at + 1);
	EACH (const struct event, event, changes) {
		if (event->party != NULL)
			take_party(in_force, event);
		else if (event->form != NULL)
			take_form(in_force, event->form);
		else if (event->correction != NULL)
			exchange(in_force, event, event->correction->change->before,
			         event->correction->change->after);
		else if (event->decision != NULL)
			take_correction(in_force, event);
	}
	undo_corrections(in_force, service, status, as_of, changes);
	take_representatives(service, status, as_of, &in_force->application.applicant);
}

const char *
in_force_file(const struct in_force *in_force, const char *path)
{
	for (int i = 0; listing_items[i].name != NULL; i++)
		if (g_str_has_prefix(path, listing_items[i].path))
			return in_force->files[i];
	return in_force->files[0];
}

const char *
service_name_on(const struct service *service, struct date as_of)
{
	const GPtrArray *applications = service->applications;
	struct in_force in_force;
	struct status status;

	status_compute(service, as_of, &status);
	if (status.application == NULL && applications->len > 0)
		status.application = applications->pdata[applications->len - 1];
	if (status.application == NULL)
		return "–";
	in_force_on(service, &status, as_of, &in_force);
	if (in_force.application.statement.service_name.value == NULL)
		return "–";
	return in_force.application.statement.service_name.value;
}
