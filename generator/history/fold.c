/* The days of a service, one after the other: in which order the events of a day
 * happen, and what annulments and corrections change of what was. */
#include "history/step.h"

#include <string.h>

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
	for (int i = 0; i < 2; i++) {
		timeline->suspensions[i] = g_ptr_array_new();
		timeline->processes[i] = g_array_new(false, false, sizeof(struct process));
	}
	timeline->objections = g_ptr_array_new();
}

void
timeline_clear(struct timeline *timeline)
{
	g_free(timeline->applications);
	for (int i = 0; i < 2; i++) {
		g_ptr_array_unref(timeline->suspensions[i]);
		g_array_unref(timeline->processes[i]);
	}
	g_ptr_array_unref(timeline->objections);
	memset(timeline, 0, sizeof(*timeline));
}

/* What closes comes after what others of its day may open: 2, what ends an application or a
 * process; 1, what ends a stage of an application. */
static int
closing_rank(const struct event *event)
{
	if (event->kind == EVENT_ACCEPTANCE || event->kind == EVENT_EXAMINATION)
		return 1;
	return event->kind >= EVENT_REGISTER || event->kind == EVENT_MONITORING_RESULT ||
	                       event->kind == EVENT_REAUDIT_RESULT
	               ? 2
	               : 0;
}

/* One pass over the events of a day that are still waiting, those of one rank; what could
 * happen is taken out. Whether any could. */
static bool
pass_over(struct timeline *timeline, GPtrArray *waiting, int rank)
{
	guint kept = 0, count = waiting->len;

	for (guint i = 0; i < count; i++)
		if (closing_rank(waiting->pdata[i]) != rank ||
		    timeline_step(timeline, waiting->pdata[i]) != FAULT_NONE)
			waiting->pdata[kept++] = waiting->pdata[i];
	g_ptr_array_set_size(waiting, (gint)kept);
	return kept < count;
}

static struct application_state *
state_of(const struct timeline *timeline, const struct event *event)
{
	return (struct application_state *)timeline_find(
		timeline, event_application(timeline->service, event));
}

/* Papers that came in have come in, even where they should not have: what
 * follows about the application is judged by itself. */
static void
receive_anyway(const struct timeline *timeline, const struct event *event)
{
	if (event->kind != EVENT_RECEIPT)
		return;
	struct application_state *state = state_of(timeline, event);

	if (state == NULL || state->stage != STAGE_FILED)
		return;
	state->stage = STAGE_RECEIVED;
	state->received = event;
}

static void
fold_day(struct timeline *timeline, GPtrArray *waiting, timeline_report *report, void *context)
{
	while (pass_over(timeline, waiting, 0) || pass_over(timeline, waiting, 1) ||
	       pass_over(timeline, waiting, 2))
		continue;
	EACH (const struct event, event, waiting) {
		enum timeline_fault fault = timeline_step(timeline, event);

		if (fault == FAULT_NONE)
			continue;
		/* What came before a revision was judged without it, but for a registration
		 * beside which a former one goes on since. */
		if (report != NULL &&
		    (!date_is_set(timeline->known_on) || fault == FAULT_REGISTER_LISTED ||
		     date_compare(event->on.on, timeline->known_on) >= 0))
			report(context, timeline, event, fault);
		receive_anyway(timeline, event);
	}
	g_ptr_array_set_size(waiting, 0);
}

static void
start_day(struct timeline *timeline, struct date day)
{
	timeline_expire(timeline, day);
	timeline->day = day;
}

/* The first such day after those in force, up to `as_of`; unset: none. */
static struct date
next_revision(const struct timeline *timeline, struct date as_of)
{
	struct date next = { 0 };

	EACH (const struct event, event, timeline->service->timeline) {
		if ((event->kind != EVENT_ANNUL && event->kind != EVENT_CORRECT) ||
		    event->decision->target_event == NULL)
			continue;

		struct date day = decision_revises_on(event->decision);

		if ((date_is_set(timeline->known_on) &&
		     date_compare(day, timeline->known_on) <= 0) ||
		    (date_is_set(as_of) && date_compare(day, as_of) > 0) ||
		    (date_is_set(next) && date_compare(day, next) >= 0))
			continue;
		next = day;
	}
	return next;
}

static bool
is_annulled(const struct timeline *timeline, const struct event *event)
{
	return date_is_set(timeline->known_on) && event_is_annulled(event, timeline->known_on);
}

/* What an annulled act leaves behind: there was a registration; the papers of an application
 * were looked at (5.3). */
static void
remember_annulled(struct timeline *timeline, const struct event *event)
{
	struct application_state *state;

	/* One that came after a removal which is annulled, too, leaves the former one as it is. */
	if ((event->kind == EVENT_REGISTER || event->kind == EVENT_CARRIED_OVER) &&
	    timeline->stages[MACHINE_ENTRY] != ENTRY_LISTED)
		timeline->annulled = event;
	if (event->kind != EVENT_NON_ACCEPTANCE)
		return;
	state = state_of(timeline, event);
	if (state != NULL && state->responded == NULL)
		state->responded = event;
}

/* All events before `end_on` (unset: to the end), with what is in force of revisions. */
static void
fold_known(struct timeline *timeline, struct date as_of, struct date end_on,
           timeline_report *report, void *context)
{
	g_autoptr(GPtrArray) waiting = g_ptr_array_new();
	const GPtrArray *events = timeline->service->timeline;

	EACH (const struct event, event, events) {
		if (!date_is_set(event->on.on) ||
		    (date_is_set(as_of) && date_compare(event->on.on, as_of) > 0) ||
		    (date_is_set(end_on) && date_compare(event->on.on, end_on) >= 0))
			continue;
		if (!date_is_set(timeline->day) || date_compare(event->on.on, timeline->day) != 0) {
			fold_day(timeline, waiting, report, context);
			start_day(timeline, event->on.on);
		}
		if (!is_annulled(timeline, event))
			g_ptr_array_add(waiting, (gpointer)event);
		else
			remember_annulled(timeline, event);
	}
	fold_day(timeline, waiting, report, context);
	if (date_is_set(as_of) && !date_is_set(end_on))
		start_day(timeline, as_of);
}

void
timeline_fold(struct timeline *timeline, const struct service *service, struct date as_of,
              timeline_report *report, void *context)
{
	struct date next;

	begin(timeline, service);
	if (service->timeline == NULL)
		return;
	while (date_is_set(next = next_revision(timeline, as_of))) {
		/* Without a report nothing before the last revision is asked for. */
		if (report != NULL)
			fold_known(timeline, as_of, next, report, context);
		timeline_clear(timeline);
		begin(timeline, service);
		timeline->known_on = next;
	}
	fold_known(timeline, as_of, (struct date){ 0 }, report, context);
}
