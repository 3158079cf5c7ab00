/* The status of a day is taken from the state that the folded events left. */
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
	const struct decision registration =
		timeline_decision(timeline, timeline->registered->decision);
	const struct decision decision = timeline_decision(timeline, timeline->decided->decision);

	status->number = registration.number.value;
	status->registered_on = registration.registered_on.on;
	status->registered = timeline->registered;
	if (timeline->decided->kind == EVENT_RENEW)
		status->renewed_on = timeline->decided->on.on;
	else if (timeline->decided->kind == EVENT_CARRIED_OVER)
		status->renewed_on = timeline->service->carried_over.renewed_on.on;
	status->expires_on = decision.expires_on.on;
	status->application = decision.target_application;
	status->removal_ground = timeline->removal_ground;
	status->removed_on = timeline->removed_on;
	status->former_ground = timeline->former_ground;
	status->former_removed_on = timeline->former_removed_on;
}

static void
fill_listed(struct status *status, const struct timeline *timeline, struct date as_of)
{
	const struct process *reaudit = timeline_process(
		timeline, MACHINE_REAUDIT,
		1u << REAUDIT_DEMANDED | 1u << REAUDIT_SUBMITTED | 1u << REAUDIT_FAILED);

	status->decided = date_is_set(status->registered_on) &&
	                  date_compare(as_of, status->registered_on) < 0;
	status->listed = !status->decided;
	if (status->decided)
		return;
	status->pending_renewal = timeline_pending_renewal(timeline);
	/* On the day of the decision nothing is 「判断がなされるまで」 any more. */
	status->continued = status->pending_renewal != NULL && date_is_set(status->expires_on) &&
	                    date_compare(as_of, status->expires_on) > 0;
	for (int ground = 0; ground < SUSPENSION_GROUNDS; ground++)
		if (timeline->suspensions[ground]->len > 0)
			status->suspension[ground] = timeline->suspensions[ground]->pdata[0];
	if (reaudit != NULL)
		status->reaudit = reaudit->begun;
}

/* A registration that was annulled has been one: its number stays its own. */
static void
fill_annulled(struct status *status, const struct timeline *timeline)
{
	const struct event *registration = timeline->annulled;
	const struct decision decision = timeline_decision(timeline, registration->decision);

	memset(status, 0, sizeof(*status));
	status->number = decision.number.value;
	status->registered_on = decision.registered_on.on;
	status->expires_on = decision.expires_on.on;
	status->application = decision.target_application;
	status->registered = registration;
	status->removal_ground = REMOVAL_ANNULLED;
	status->removed_on = decision_revises_on(registration->annulled_by);
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
	else if (timeline.annulled == NULL)
		status->stage = last_stage(&timeline);
	if (timeline.stages[MACHINE_ENTRY] == ENTRY_LISTED)
		fill_listed(status, &timeline, as_of);
	else if (timeline.annulled != NULL)
		fill_annulled(status, &timeline);
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

struct date
event_change_day(const struct event *event)
{
	if (event->kind == EVENT_LISTING_CHANGE && event->form != NULL)
		return status_change_day(event->form);
	if (event->kind == EVENT_LISTING_CHANGE || event->kind == EVENT_PARTY ||
	    event->kind == EVENT_LISTING_CORRECTION ||
	    (event->kind == EVENT_CORRECT && event->decision->target_event != NULL))
		return event->on.on;
	return (struct date){ 0 };
}

/* Of changes of one day, that filed later comes later. */
static void
insert_by_day(GPtrArray *changes, const struct event *event)
{
	guint at = changes->len;

	while (at > 0 &&
	       date_compare(event_change_day(changes->pdata[at - 1]), event_change_day(event)) > 0)
		at--;
	g_ptr_array_insert(changes, (gint)at, (gpointer)event);
}

static bool
applies_to(const struct event *event, const struct status *status, struct date as_of)
{
	struct date day = event_change_day(event);
	struct date applied_on = status->application->applied_on.on;

	if (!date_is_set(day) || date_compare(day, as_of) > 0)
		return false;
	if (event->kind == EVENT_CORRECT)
		return event->decision->target_application == status->application;
	if (date_is_set(applied_on) && date_compare(day, applied_on) < 0)
		return false;
	/* What was carried over was registered on another list before. */
	if (event->kind == EVENT_LISTING_CHANGE && status->registered != NULL &&
	    date_compare(event->on.on, status->registered->kind == EVENT_CARRIED_OVER
	                                       ? status->registered_on
	                                       : status->registered->on.on) < 0)
		return false;
	return !date_is_set(status->removed_on) || date_compare(day, status->removed_on) < 0;
}

void
status_listing_changes(const struct service *service, const struct status *status,
                       struct date as_of, GPtrArray *changes)
{
	if (status->application == NULL)
		return;
	for (guint i = 0; i < service->timeline->len; i++)
		if (applies_to(service->timeline->pdata[i], status, as_of))
			insert_by_day(changes, service->timeline->pdata[i]);
}

static void
take_registration(struct status *status, const struct decision *decision, struct date on)
{
	const struct decision right = decision_corrected(decision, on);

	status->listed = true;
	status->number = right.number.value;
	status->registered_on = right.registered_on.on;
	status->expires_on = right.expires_on.on;
	status->application = decision->target_application;
}

/* The status of the day, with number and day of the registration as they are known later. */
static void
compute_known(const struct service *service, struct date on, struct date known_on,
              struct status *status)
{
	status_compute(service, on, status);
	if (status->registered == NULL)
		return;

	const struct decision right = decision_corrected(status->registered->decision, known_on);

	status->number = right.number.value;
	status->registered_on = right.registered_on.on;
}

/*
 * The entry that a removal takes off the list, in *status: what stood the day
 * before, and what was decided since, up to the removal itself. Of two decisions
 * of one day in the wrong order the other is made first, as in the timeline.
 * False: there is none.
 */
static bool
find_removed(const struct decision *removal, struct date known_on, struct status *status)
{
	const GPtrArray *timeline = removal->target->timeline;
	struct date on = removal->meeting->held_on.on;
	const struct decision *next = NULL;
	bool is_reached = false;

	compute_known(removal->target, date_add_days(on, -1), known_on, status);
	EACH (const struct event, event, timeline) {
		const struct decision *decision = event->decision;
		bool same_day = date_compare(event->on.on, on) == 0;

		if (decision == NULL || date_compare(event->on.on, on) > 0)
			continue;
		if (decision->kind == DECISION_REGISTER &&
		    (event->kind == EVENT_CARRIED_OVER
		             ? same_day
		             : date_compare(decision_corrected(decision, on).registered_on.on,
		                            on) >= 0))
			next = decision;
		else if (decision->kind == DECISION_RENEW && same_day && status->listed)
			status->application = decision->target_application;
		is_reached = is_reached || decision == removal;
		if (is_reached && status->listed)
			return true;
		if (decision->kind == DECISION_REMOVE && same_day)
			status->listed = false;
		else if (decision->kind == DECISION_ANNUL && same_day &&
		         g_strcmp0(decision->act.value, "removal") == 0)
			status->listed = true;
		if (next != NULL && !status->listed) {
			take_registration(status, next, known_on);
			next = NULL;
			if (is_reached)
				return true;
		}
	}
	return false;
}

bool
status_decided(const struct decision *decision, struct date known_on, struct status *status)
{
	struct date on = decision->meeting->held_on.on;
	const struct application *application = decision->target_application;

	memset(status, 0, sizeof(*status));
	if (!date_is_set(known_on))
		known_on = on;
	if (decision->kind == DECISION_REMOVE)
		return find_removed(decision, known_on, status) && status->application != NULL;
	if (application == NULL)
		return false;
	if (decision->kind == DECISION_REGISTER)
		take_registration(status, decision, known_on);
	else if (decision->kind == DECISION_RENEW)
		compute_known(decision->target, on, known_on, status);
	else if (g_strcmp0(application->kind.value, "renewal") == 0)
		compute_known(decision->target, date_add_days(on, -1), known_on, status);
	status->application = application;
	if (decision->kind == DECISION_RENEW)
		status->expires_on = decision_corrected(decision, known_on).expires_on.on;
	return true;
}
