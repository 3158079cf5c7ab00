/* One step of a service: what an event moves, and what comes by itself when a day begins. */
#include "history/step.h"

#include "history/transition.h"
#include "registry/form.h"

#include <string.h>

const struct application *
event_application(const struct service *service, const struct event *event)
{
	if (event->decision != NULL)
		return event->decision->target_application;
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

/* What an event moves beside the entry. */
struct target {
	struct application_state *state; /* NULL: none */
	struct process *monitoring, *reaudit;
};

/* Where the stage of a machine is kept. */
static int *
stage_of(struct timeline *timeline, const struct target *target, enum machine machine)
{
	switch (machine) {
	case MACHINE_APPLICATION:
		return &target->state->stage;
	case MACHINE_INQUIRY:
		return &target->state->inquiry;
	case MACHINE_MONITORING:
		return &target->monitoring->stage;
	case MACHINE_REAUDIT:
		return &target->reaudit->stage;
	default:
		return &timeline->stages[machine];
	}
}

/* What is carried over was on another list before: what came about it then, and is on
 * record, came about an entry. */
static bool
is_listed_elsewhere(const struct timeline *timeline, const struct event *event)
{
	const struct carried_over *carried = &timeline->service->carried_over;

	return carried->line > 0 && timeline->registered == NULL && event->kind < EVENT_REGISTER &&
	       date_compare(event->on.on, carried->registered_on.on) >= 0 &&
	       date_compare(event->on.on, carried->on.on) <= 0;
}

/* All conditions are looked at before anything moves. */
static enum timeline_fault
move(struct timeline *timeline, const struct target *target, const struct event *event,
     const char *variant)
{
	for (size_t i = 0; i < transition_count; i++) {
		const struct transition *row = &transitions[i];

		if (!transition_applies(row, event, variant))
			continue;
		unsigned stages = 1u << *stage_of(timeline, target, row->machine);
		if (row->machine == MACHINE_ENTRY && is_listed_elsewhere(timeline, event))
			stages |= 1u << ENTRY_LISTED;
		if ((row->from & stages) == 0)
			return row->fault;
	}
	for (size_t i = 0; i < transition_count; i++) {
		const struct transition *row = &transitions[i];

		if (transition_applies(row, event, variant) && row->to != TRANSITION_STAY)
			*stage_of(timeline, target, row->machine) = row->to;
	}
	return FAULT_NONE;
}

/* What was going on about the entry ends with it. */
static void
end_entry(struct timeline *timeline, int ground, struct date on)
{
	static const enum machine ended[] = {
		MACHINE_INCIDENT,   MACHINE_CHANGE,      MACHINE_REAPPLICATION,
		MACHINE_WITHDRAWAL, MACHINE_EXPLANATION,
	};

	for (size_t i = 0; i < G_N_ELEMENTS(ended); i++)
		timeline->stages[ended[i]] = 0;
	for (int i = 0; i < 2; i++) {
		g_ptr_array_set_size(timeline->suspensions[i], 0);
		g_array_set_size(timeline->processes[i], 0);
	}
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
		if (!state->unanswered)
			state->inquired = event;
		state->unanswered = true;
		note_first(&state->responded, event);
		break;
	case EVENT_ANSWER:
		state->answered = event;
		state->unanswered = false;
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

bool
event_answers(const struct event *reply, const struct event *objection)
{
	const char *act_on = form_text(reply->form, "act-on");

	return date_compare(objection->on.on, reply->about_on.on) == 0 &&
	       (reply->act.value == NULL || objection->act.value == NULL ||
	        strcmp(reply->act.value, objection->act.value) == 0) &&
	       (act_on == NULL || strcmp(act_on, DATE(objection->about_on.on)) == 0);
}

/* The one of `open` that an event says it is about, or the oldest; G_MAXUINT: there is
 * none. */
static guint
find_open(const GPtrArray *open, const struct event *event)
{
	if (!date_is_set(event->about_on.on))
		return open->len > 0 ? 0 : G_MAXUINT;
	for (guint i = 0; i < open->len; i++) {
		const struct event *other = open->pdata[i];

		if (event->kind == EVENT_OBJECTION_REPLY
		            ? event_answers(event, other)
		            : date_compare(other->on.on, event->about_on.on) == 0)
			return i;
	}
	return G_MAXUINT;
}

static int
ground_index(const struct event *event)
{
	return g_strcmp0(event->ground.value, "10.3") == 0;
}

/* Something other than a registration's own process is lifted, answered, closed. */
static enum timeline_fault
close_open(const struct timeline *timeline, const struct event *event)
{
	static const enum timeline_fault liftings[] = { FAULT_LIFTING_INCIDENT,
		                                        FAULT_LIFTING_CHANGE };
	bool is_reply = event->kind == EVENT_OBJECTION_REPLY;
	GPtrArray *open =
		is_reply ? timeline->objections : timeline->suspensions[ground_index(event)];
	guint index = find_open(open, event);

	if (index == G_MAXUINT)
		return is_reply ? FAULT_OBJECTION_REPLY : liftings[ground_index(event)];
	g_ptr_array_remove_index(open, index);
	return FAULT_NONE;
}

static void
remember_registration(struct timeline *timeline, const struct event *event)
{
	if (event->kind != EVENT_RENEW) {
		timeline->former_ground =
			timeline->annulled != NULL ? REMOVAL_ANNULLED : timeline->removal_ground;
		timeline->former_removed_on =
			timeline->annulled != NULL
				? decision_revises_on(timeline->annulled->annulled_by)
				: timeline->removed_on;
		timeline->registered = event;
		timeline->annulled = NULL;
		timeline->removal_ground = REMOVAL_NONE;
		timeline->removed_on = (struct date){ 0 };
	}
	timeline->decided = event;
}

static void
begin_process(struct timeline *timeline, int which, const struct event *event, int stage)
{
	const struct process process = { event, stage };

	g_array_append_val(timeline->processes[which], process);
}

/* Re-audits that lasted on the day when the entry was carried over (12.5). */
static void
carry_reaudits(struct timeline *timeline)
{
	EACH (const struct event, demand, timeline->service->carried_over.reaudits)
		begin_process(timeline, 1, demand, REAUDIT_DEMANDED);
}

static void
remember_result(struct timeline *timeline, const struct event *event)
{
	bool confirmed = g_strcmp0(event->result.value, "confirmed") == 0;

	if (event->kind == EVENT_MONITORING_RESULT && !confirmed &&
	    g_strcmp0(event->remedy.value, "reaudit") == 0)
		begin_process(timeline, 1, event, REAUDIT_CALLED);
	/* 12.3 after 12.4: what the re-audit asked for is not owed any more. */
	if (event->kind == EVENT_REAUDIT_RESULT && confirmed && timeline->requested != NULL &&
	    timeline->requested->kind == EVENT_REAUDIT_RESULT) {
		timeline->stages[MACHINE_REAPPLICATION] = 0;
		timeline->requested = NULL;
	}
	if (timeline->stages[MACHINE_REAPPLICATION])
		note_first(&timeline->requested, event);
}

static void
remember(struct timeline *timeline, const struct target *target, const struct event *event)
{
	switch (event->kind) {
	case EVENT_SUSPENSION:
		g_ptr_array_add(timeline->suspensions[ground_index(event)], (gpointer)event);
		break;
	case EVENT_LIFTING:
		timeline->stages[MACHINE_INCIDENT] = timeline->suspensions[0]->len > 0;
		timeline->stages[MACHINE_CHANGE] = timeline->suspensions[1]->len > 0;
		break;
	case EVENT_MONITORING:
		begin_process(timeline, 0, event, MONITORING_NOTIFIED);
		break;
	case EVENT_REAUDIT_DEMAND:
		target->reaudit->begun = event;
		break;
	case EVENT_MONITORING_RESULT:
	case EVENT_REAUDIT_RESULT:
		remember_result(timeline, event);
		break;
	case EVENT_WITHDRAWAL:
		timeline->withdrawn = event;
		break;
	case EVENT_OBJECTION:
		g_ptr_array_add(timeline->objections, (gpointer)event);
		break;
	case EVENT_CARRIED_OVER:
		carry_reaudits(timeline);
		remember_registration(timeline, event);
		break;
	case EVENT_REGISTER:
	case EVENT_RENEW:
		remember_registration(timeline, event);
		break;
	case EVENT_REMOVE:
		if (event_removal_ground(event) != 1)
			end_entry(timeline, event_removal_ground(event), event->on.on);
		break;
	default:
		break;
	}
}

/* The process that an event is a step of: the one begun on the day that it names, or
 * the first that it can be a step of, or `none`, which nothing was begun in. */
static struct process *
find_process(const struct timeline *timeline, enum machine machine, const struct event *event,
             const char *variant, struct process *none)
{
	GArray *processes = timeline->processes[machine == MACHINE_REAUDIT];
	unsigned from = processes->len > 0 ? transition_from(event, variant, machine) : 0;
	struct process *found = none;

	for (guint i = processes->len; i > 0; i--) {
		struct process *process = &g_array_index(processes, struct process, i - 1);
		bool is_named = machine == MACHINE_REAUDIT || !date_is_set(event->about_on.on) ||
		                date_compare(process->begun->on.on, event->about_on.on) == 0;

		if (is_named && (from & (1u << process->stage)) != 0)
			found = process;
	}
	return found;
}

/* An act that is annulled or corrected is there, and was before. What was listed already
 * cannot be registered on a later day. */
static enum timeline_fault
check_revision(const struct event *event)
{
	const struct event *act;

	if (event->kind != EVENT_ANNUL && event->kind != EVENT_CORRECT)
		return FAULT_NONE;
	act = event->decision->target_event;
	if (act == NULL)
		return event->kind == EVENT_ANNUL ? FAULT_ANNULMENT : FAULT_CORRECTION;
	return event->kind == EVENT_CORRECT && act->kind != EVENT_RENEW &&
	                       date_compare(act->decision->registered_on.on, event->on.on) < 0 &&
	                       date_compare(event->decision->registered_on.on, event->on.on) > 0
	               ? FAULT_PUT_OFF
	               : FAULT_NONE;
}

enum timeline_fault
timeline_step(struct timeline *timeline, const struct event *event)
{
	const struct application *application = event_application(timeline->service, event);
	struct process none[2] = { { 0 } };
	struct target target = { 0 };
	enum timeline_fault fault = check_revision(event);
	const char *variant;

	if (concerns_application(event->kind)) {
		target.state = find(timeline, application);
		if (target.state == NULL)
			return FAULT_APPLICATION_UNKNOWN;
	}
	if (!event_variant(event, application, &variant))
		return FAULT_NONE;
	/* 13.1: asked for by 11.2(5) or 12.4, it may come before the removal. */
	if (event->kind == EVENT_RECEIPT && timeline->stages[MACHINE_REAPPLICATION] &&
	    g_strcmp0(variant, "reapplication") == 0)
		variant = NULL;
	target.monitoring = find_process(timeline, MACHINE_MONITORING, event, variant, &none[0]);
	target.reaudit = find_process(timeline, MACHINE_REAUDIT, event, variant, &none[1]);
	if (event->kind == EVENT_LIFTING || event->kind == EVENT_OBJECTION_REPLY)
		fault = close_open(timeline, event);
	if (fault == FAULT_NONE)
		fault = move(timeline, &target, event, variant);
	if (fault != FAULT_NONE)
		return fault;
	if (target.state != NULL)
		remember_of_application(target.state, event);
	remember(timeline, &target, event);
	return FAULT_NONE;
}

struct date
decision_revises_on(const struct decision *revision)
{
	struct date held_on = revision->meeting->held_on.on, from_on = revision->from_on.on;

	return date_is_set(from_on) && date_compare(from_on, held_on) > 0 ? from_on : held_on;
}

bool
event_is_annulled(const struct event *event, struct date by)
{
	return event->annulled_by != NULL &&
	       date_compare(decision_revises_on(event->annulled_by), by) <= 0;
}

struct decision
decision_corrected(const struct decision *decision, struct date known_on)
{
	struct decision result = *decision;

	for (const struct decision *right = decision->correction; right != NULL;
	     right = right->correction) {
		if (date_is_set(known_on) && date_compare(right->meeting->held_on.on, known_on) > 0)
			continue;
		if (right->number.value != NULL)
			result.number = right->number;
		if (date_is_set(right->registered_on.on))
			result.registered_on = right->registered_on;
		if (date_is_set(right->expires_on.on))
			result.expires_on = right->expires_on;
		if (right->special_notes.value != NULL)
			result.special_notes = right->special_notes;
	}
	return result;
}

struct decision
timeline_decision(const struct timeline *timeline, const struct decision *decision)
{
	/* No revision is in force before the first one: known_on is then unset. */
	if (!date_is_set(timeline->known_on))
		return *decision;
	return decision_corrected(decision, timeline->known_on);
}

bool
timeline_is_moot(const struct timeline *timeline, const struct application_state *state)
{
	return g_strcmp0(state->application->kind.value, "renewal") == 0 &&
	       timeline->stages[MACHINE_ENTRY] != ENTRY_LISTED;
}

const struct process *
timeline_process(const struct timeline *timeline, enum machine machine, unsigned stages)
{
	const GArray *processes = timeline->processes[machine == MACHINE_REAUDIT];

	EACH_IN (const struct process, process, processes)
		if ((stages & (1u << process->stage)) != 0)
			return process;
	return NULL;
}

static struct date
expiry_of(const struct timeline *timeline)
{
	if (timeline->decided == NULL)
		return (struct date){ 0 };
	return timeline_decision(timeline, timeline->decided->decision).expires_on.on;
}

/* Whether a renewal was received by the expiry (8.1). */
static bool
is_timely_renewal(const struct application_state *state, struct date expires_on)
{
	return g_strcmp0(state->application->kind.value, "renewal") == 0 &&
	       state->received != NULL && date_is_set(expires_on) &&
	       date_compare(state->received->on.on, expires_on) <= 0;
}

/* Carried over while its renewal was undecided: until that application is on file. */
static bool
is_carried_continuing(const struct timeline *timeline)
{
	if (timeline->service->carried_over.renewal_pending.value == NULL ||
	    timeline->decided->kind != EVENT_CARRIED_OVER)
		return false;
	for (guint i = 0; i < timeline->application_count; i++)
		if (timeline->applications[i].received != NULL)
			return false;
	return true;
}

const struct application *
timeline_pending_renewal(const struct timeline *timeline)
{
	struct date expires_on = expiry_of(timeline);

	if (timeline->stages[MACHINE_ENTRY] != ENTRY_LISTED)
		return NULL;
	if (is_carried_continuing(timeline))
		return &timeline->service->carried_over.application;
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

	/* 6.3 is 原則として: a renewal may come when its own period is over. */
	if (date_is_set(last_on) && date_compare(timeline->decided->on.on, last_on) > 0)
		last_on = timeline->decided->on.on;
	for (guint i = 0; i < timeline->application_count; i++) {
		const struct application_state *state = &timeline->applications[i];

		if (state->closed != NULL && state->stage != STAGE_REGISTERED &&
		    is_timely_renewal(state, expires_on) &&
		    date_compare(state->closed->on.on, last_on) > 0)
			last_on = state->closed->on.on;
	}
	return last_on;
}

/* Whether a renewal was applied for in time and the entry was not renewed on it. */
static bool
was_renewal_denied(const struct timeline *timeline)
{
	struct date expires_on = expiry_of(timeline);

	for (guint i = 0; i < timeline->application_count; i++) {
		const struct application_state *state = &timeline->applications[i];

		if (state->closed != NULL && state->stage != STAGE_REGISTERED &&
		    is_timely_renewal(state, expires_on) &&
		    date_compare(state->closed->on.on, timeline->decided->on.on) > 0)
			return true;
	}
	return false;
}

/* By itself, on the day after the last day of validity (8.1): 14.2(1) where no
 * renewal was applied for. A renewal that was applied for in time and is refused, not
 * accepted or withdrawn ends the entry with that day, or at the expiry where that is
 * later: by 8.1, since an application was made. A committee that means (5) decides
 * so, and that removal comes first. */
void
timeline_expire(struct timeline *timeline, struct date day)
{
	if (timeline->stages[MACHINE_ENTRY] != ENTRY_LISTED ||
	    timeline_pending_renewal(timeline) != NULL)
		return;
	struct date last_on = timeline_valid_through(timeline);
	if (!date_is_set(last_on) || date_compare(day, last_on) <= 0)
		return;
	timeline->stages[MACHINE_ENTRY] = ENTRY_EXPIRED;
	end_entry(timeline, was_renewal_denied(timeline) ? REMOVAL_NOT_RENEWED : REMOVAL_UNRENEWED,
	          date_add_days(last_on, 1));
}
