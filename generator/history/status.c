#include "history/status.h"

#include "registry/form.h"

#include <string.h>

/* 基本規程 3.5: the day after the audit period's last day starts the period. */
static const struct period validity_period = { .months = 16 };

struct date
status_computed_expiry(const struct application *application)
{
	struct date last_on = application->statement.audit_period.last_on.on;

	if (!date_is_set(last_on))
		return (struct date){ 0 };
	return date_deadline(last_on, validity_period);
}

static void
fill_entry(struct status *status, const struct timeline *timeline)
{
	const struct decision *registration = timeline->registered->decision;
	const struct decision *decision = timeline->decided->decision;

	status->number = registration->number.value;
	status->registered_on = registration->registered_on.on;
	if (timeline->decided->kind == EVENT_RENEW)
		status->renewed_on = timeline->decided->on.on;
	status->expires_on = decision->expires_on.on;
	status->application = decision->target_application;
	status->removal_ground = timeline->removal_ground;
	status->removed_on = timeline->removed_on;
}

static void
fill_listed(struct status *status, const struct timeline *timeline, struct date as_of)
{
	status->listed = true;
	status->pending_renewal = timeline_pending_renewal(timeline);
	status->continued =
		date_is_set(status->expires_on) && date_compare(as_of, status->expires_on) > 0;
	if (timeline->stages[MACHINE_INCIDENT])
		status->suspension[SUSPENSION_INCIDENT] = timeline->suspended[0];
	if (timeline->stages[MACHINE_CHANGE])
		status->suspension[SUSPENSION_CHANGE] = timeline->suspended[1];
	if (timeline->stages[MACHINE_REAUDIT] >= REAUDIT_DEMANDED)
		status->reaudit = timeline->reaudited;
}

static enum application_stage
last_stage(const struct timeline *timeline)
{
	if (timeline->application_count == 0)
		return STAGE_FILED;
	return (enum application_stage)timeline->applications[timeline->application_count - 1]
	        .stage;
}

void
status_compute(const struct service *service, struct date as_of, struct status *status)
{
	struct timeline timeline;

	memset(status, 0, sizeof(*status));
	timeline_fold(&timeline, service, as_of, NULL, NULL);
	if (timeline.registered != NULL)
		fill_entry(status, &timeline);
	else
		status->stage = last_stage(&timeline);
	if (timeline.stages[MACHINE_ENTRY] == ENTRY_LISTED)
		fill_listed(status, &timeline, as_of);
	timeline_clear(&timeline);
}

struct date
status_change_day(const struct form *form)
{
	struct date effect_on;
	const char *text = form_text(form, "effect-on");

	if (text != NULL && date_parse(text, &effect_on) &&
	    date_compare(effect_on, form->filed_on.on) > 0)
		return effect_on;
	return form->filed_on.on;
}

static struct date
day_of_change(const struct event *event)
{
	return event->form != NULL ? status_change_day(event->form) : event->on.on;
}

/* Of changes of one day, that filed later comes later. */
static void
insert_by_day(GPtrArray *changes, const struct event *event)
{
	guint at = changes->len;

	while (at > 0 &&
	       date_compare(day_of_change(changes->pdata[at - 1]), day_of_change(event)) > 0)
		at--;
	g_ptr_array_insert(changes, (gint)at, (gpointer)event);
}

void
status_listing_changes(const struct service *service, const struct status *status,
                       struct date as_of, GPtrArray *changes)
{
	if (status->application == NULL)
		return;
	for (guint i = 0; i < service->timeline->len; i++) {
		const struct event *event = service->timeline->pdata[i];
		struct date day;

		if (event->kind != EVENT_LISTING_CHANGE)
			continue;
		day = day_of_change(event);
		if (date_compare(day, as_of) <= 0 &&
		    date_compare(day, status->application->applied_on.on) > 0 &&
		    (!date_is_set(status->removed_on) || date_compare(day, status->removed_on) < 0))
			insert_by_day(changes, event);
	}
}
