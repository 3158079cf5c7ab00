#include "history/timeline.h"

#include "history/transition.h"

#include <string.h>

const struct application *
event_application(const struct service *service, const struct event *event)
{
	if (event->decision != NULL)
		return event->decision->target_application;
	if (event->application.value == NULL)
		return NULL;
	return service_find_application(service, event->application.value);
}

static struct application_state *
find(const struct timeline *timeline, const struct application *application)
{
	for (guint i = 0; i < timeline->application_count; i++)
		if (timeline->applications[i].application == application)
			return &timeline->applications[i];
	return NULL;
}

const struct application_state *
timeline_find(const struct timeline *timeline, const struct application *application)
{
	return find(timeline, application);
}

static bool
concerns_application(enum event_kind kind)
{
	return kind <= EVENT_EXAMINATION || kind == EVENT_REGISTER || kind == EVENT_RENEW ||
	       kind == EVENT_REFUSE;
}

/* Where the stage of a machine is kept. */
static int *
stage_of(struct timeline *timeline, struct application_state *state, enum machine machine)
{
	if (machine == MACHINE_APPLICATION)
		return &state->stage;
	if (machine == MACHINE_INQUIRY)
		return &state->inquiry;
	return &timeline->stages[machine];
}

static bool
row_matches(const struct transition *row, const struct event *event, const char *variant)
{
	return row->kind == event->kind &&
	       (row->variant == NULL || g_strcmp0(row->variant, variant) == 0);
}

/* All conditions are looked at before anything moves. */
static enum timeline_fault
move(struct timeline *timeline, struct application_state *state, const struct event *event,
     const char *variant)
{
	for (size_t i = 0; i < transition_count; i++) {
		const struct transition *row = &transitions[i];

		if (row_matches(row, event, variant) &&
		    (row->from & (1u << *stage_of(timeline, state, row->machine))) == 0)
			return row->fault;
	}
	for (size_t i = 0; i < transition_count; i++) {
		const struct transition *row = &transitions[i];

		if (row_matches(row, event, variant) && row->to != TRANSITION_STAY)
			*stage_of(timeline, state, row->machine) = row->to;
	}
	return FAULT_NONE;
}

/* What was going on about the entry ends with it. */
static void
end_entry(struct timeline *timeline, int ground, struct date on)
{
	static const enum machine ended[] = {
		MACHINE_INCIDENT, MACHINE_CHANGE,        MACHINE_MONITORING,
		MACHINE_REAUDIT,  MACHINE_REAPPLICATION, MACHINE_WITHDRAWAL,
	};

	for (size_t i = 0; i < G_N_ELEMENTS(ended); i++)
		timeline->stages[ended[i]] = 0;
	timeline->requested = NULL;
	timeline->removal_ground = ground;
	timeline->removed_on = on;
}

static void
note_first(const struct event **slot, const struct event *event)
{
	if (*slot == NULL)
		*slot = event;
}

static void
remember_of_application(struct application_state *state, const struct event *event)
{
	switch (event->kind) {
	case EVENT_RECEIPT:
		state->received = event;
		break;
	case EVENT_INQUIRY:
		state->inquired = event;
		note_first(&state->responded, event);
		break;
	case EVENT_ANSWER:
		state->answered = event;
		break;
	case EVENT_ACCEPTANCE:
		state->accepted = event;
		note_first(&state->responded, event);
		break;
	case EVENT_EXAMINATION:
		state->examined = event;
		break;
	case EVENT_NON_ACCEPTANCE:
		note_first(&state->responded, event);
		state->closed = event;
		break;
	default:
		state->closed = event;
		break;
	}
}

static void
remember_objection(struct timeline *timeline, const struct event *event)
{
	if (event->kind == EVENT_OBJECTION) {
		if (timeline->open_objections++ == 0)
			timeline->objected = event;
	} else if (--timeline->open_objections > 0) {
		timeline->stages[MACHINE_OBJECTION] = 1;
	}
}

static void
remember_registration(struct timeline *timeline, const struct event *event)
{
	if (event->kind == EVENT_REGISTER) {
		timeline->registered = event;
		timeline->removal_ground = 0;
		timeline->removed_on = (struct date){ 0 };
	}
	timeline->decided = event;
}

static void
remember(struct timeline *timeline, const struct event *event)
{
	switch (event->kind) {
	case EVENT_SUSPENSION:
		timeline->suspended[strcmp(event->ground.value, "10.3") == 0] = event;
		break;
	case EVENT_MONITORING:
		timeline->monitored = event;
		break;
	case EVENT_REAUDIT_DEMAND:
		timeline->reaudited = event;
		break;
	case EVENT_MONITORING_RESULT:
	case EVENT_REAUDIT_RESULT:
		if (timeline->stages[MACHINE_REAPPLICATION])
			note_first(&timeline->requested, event);
		break;
	case EVENT_WITHDRAWAL:
		timeline->withdrawn = event;
		break;
	case EVENT_OBJECTION:
	case EVENT_OBJECTION_REPLY:
		remember_objection(timeline, event);
		break;
	case EVENT_REGISTER:
	case EVENT_RENEW:
		remember_registration(timeline, event);
		break;
	case EVENT_REFUSE:
		timeline->refused = event;
		break;
	case EVENT_REMOVE:
		if (event_removal_ground(event) != 1)
			end_entry(timeline, event_removal_ground(event), event->on.on);
		break;
	default:
		break;
	}
}

static enum timeline_fault
try_event(struct timeline *timeline, const struct event *event)
{
	const struct application *application = event_application(timeline->service, event);
	struct application_state *state = NULL;
	enum timeline_fault fault;
	const char *variant;

	if (concerns_application(event->kind)) {
		state = find(timeline, application);
		if (state == NULL)
			return FAULT_APPLICATION_UNKNOWN;
	}
	if (!event_variant(event, application, &variant))
		return FAULT_NONE;
	fault = move(timeline, state, event, variant);
	if (fault != FAULT_NONE)
		return fault;
	if (state != NULL)
		remember_of_application(state, event);
	remember(timeline, event);
	return FAULT_NONE;
}

static struct date
expiry_of(const struct timeline *timeline)
{
	if (timeline->decided == NULL)
		return (struct date){ 0 };
	return timeline->decided->decision->expires_on.on;
}

/* Whether a renewal was received by the expiry (8.1). */
static bool
is_timely_renewal(const struct application_state *state, struct date expires_on)
{
	return g_strcmp0(state->application->kind.value, "renewal") == 0 &&
	       state->received != NULL && date_is_set(expires_on) &&
	       date_compare(state->received->on.on, expires_on) <= 0;
}

const struct application *
timeline_pending_renewal(const struct timeline *timeline)
{
	struct date expires_on = expiry_of(timeline);

	if (timeline->stages[MACHINE_ENTRY] != ENTRY_LISTED)
		return NULL;
	for (guint i = 0; i < timeline->application_count; i++) {
		const struct application_state *state = &timeline->applications[i];

		if (state->closed == NULL && is_timely_renewal(state, expires_on))
			return state->application;
	}
	return NULL;
}

struct date
timeline_valid_through(const struct timeline *timeline)
{
	struct date expires_on = expiry_of(timeline);
	struct date last_on = expires_on;

	for (guint i = 0; i < timeline->application_count; i++) {
		const struct application_state *state = &timeline->applications[i];

		if (state->closed != NULL && state->stage != STAGE_REGISTERED &&
		    is_timely_renewal(state, expires_on) &&
		    date_compare(state->closed->on.on, last_on) > 0)
			last_on = state->closed->on.on;
	}
	return last_on;
}

/*
 * 14.2(1) by itself, on the day after the last day of validity (8.1). A
 * renewal that is refused, not accepted or withdrawn after the expiry ends the
 * continuation with that day: nothing is left that keeps the entry valid, and
 * of 14.2 only (1) works without a decision. A committee that means (5)
 * decides so, and that removal comes first.
 */
static void
expire(struct timeline *timeline, struct date day)
{
	struct date last_on;

	if (timeline->stages[MACHINE_ENTRY] != ENTRY_LISTED ||
	    timeline_pending_renewal(timeline) != NULL)
		return;
	last_on = timeline_valid_through(timeline);
	if (!date_is_set(last_on) || date_compare(day, last_on) <= 0)
		return;
	timeline->stages[MACHINE_ENTRY] = ENTRY_EXPIRED;
	end_entry(timeline, 1, date_add_days(last_on, 1));
}

static void
begin(struct timeline *timeline, const struct service *service)
{
	guint count = service->applications != NULL ? service->applications->len : 0;

	memset(timeline, 0, sizeof(*timeline));
	timeline->service = service;
	timeline->applications = g_new0(struct application_state, count);
	timeline->application_count = count;
	for (guint i = 0; i < count; i++)
		timeline->applications[i].application = service->applications->pdata[i];
}

void
timeline_clear(struct timeline *timeline)
{
	g_free(timeline->applications);
	memset(timeline, 0, sizeof(*timeline));
}

/* A registration that takes effect later than the day has not happened. */
static bool
is_over(const struct event *event, struct date as_of)
{
	if (!date_is_set(as_of))
		return true;
	if (date_compare(event->on.on, as_of) > 0)
		return false;
	return event->kind != EVENT_REGISTER ||
	       date_compare(event->decision->registered_on.on, as_of) <= 0;
}

/* One pass over the events of a day that are still waiting; what could happen
 * is taken out. Whether any could. */
static bool
pass_over(struct timeline *timeline, GPtrArray *waiting)
{
	guint kept = 0, count = waiting->len;

	for (guint i = 0; i < count; i++)
		if (try_event(timeline, waiting->pdata[i]) != FAULT_NONE)
			waiting->pdata[kept++] = waiting->pdata[i];
	g_ptr_array_set_size(waiting, (gint)kept);
	return kept < count;
}

/* Papers that came in have come in, even where they should not have: what
 * follows about the application is judged by itself. */
static void
receive_anyway(const struct timeline *timeline, const struct event *event)
{
	struct application_state *state;

	if (event->kind != EVENT_RECEIPT)
		return;
	state = find(timeline, event_application(timeline->service, event));
	if (state == NULL || state->stage != STAGE_FILED)
		return;
	state->stage = STAGE_RECEIVED;
	state->received = event;
}

static void
fold_day(struct timeline *timeline, GPtrArray *waiting, timeline_report *report, void *context)
{
	while (pass_over(timeline, waiting))
		continue;
	for (guint i = 0; i < waiting->len; i++) {
		const struct event *event = waiting->pdata[i];
		enum timeline_fault fault = try_event(timeline, event);

		if (fault == FAULT_NONE)
			continue;
		if (report != NULL)
			report(context, timeline, event, fault);
		receive_anyway(timeline, event);
	}
	g_ptr_array_set_size(waiting, 0);
}

static void
start_day(struct timeline *timeline, struct date day)
{
	expire(timeline, day);
	timeline->day = day;
}

void
timeline_fold(struct timeline *timeline, const struct service *service, struct date as_of,
              timeline_report *report, void *context)
{
	g_autoptr(GPtrArray) waiting = g_ptr_array_new();

	begin(timeline, service);
	for (guint i = 0; service->timeline != NULL && i < service->timeline->len; i++) {
		const struct event *event = service->timeline->pdata[i];

		if (!date_is_set(event->on.on) || !is_over(event, as_of))
			continue;
		if (!date_is_set(timeline->day) || date_compare(event->on.on, timeline->day) != 0) {
			fold_day(timeline, waiting, report, context);
			start_day(timeline, event->on.on);
		}
		g_ptr_array_add(waiting, (gpointer)event);
	}
	fold_day(timeline, waiting, report, context);
	if (date_is_set(as_of))
		start_day(timeline, as_of);
}
