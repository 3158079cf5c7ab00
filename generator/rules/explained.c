/* Of what is out of order, the cause is told: what follows from it is right as soon as it is. */
#include "rules/explained.h"

#include "rules/examine.h"

#include <string.h>

static bool
is_of_steps(enum timeline_fault fault)
{
	return fault >= FAULT_INQUIRY && fault <= FAULT_DECISION;
}

/* Whether the event is forbidden since there is no entry, or nothing of what is about one. */
static bool
needs_entry(enum timeline_fault fault)
{
	return !is_of_steps(fault) && fault != FAULT_RECEIPT_AGAIN &&
	       fault != FAULT_NEW_WHILE_LISTED && fault != FAULT_REGISTER_LISTED &&
	       fault < FAULT_OBJECTION_REPLY;
}

/* Whether the application could not go on because of this event: its receipt or acceptance has a
 * wrong day, or it was never received or never accepted. */
static bool
is_lost(const struct examination *at, const struct forbidden *other)
{
	const struct application *application = event_application(at->service, other->event);

	if (!is_of_steps(other->fault))
		return false;
	const struct application_state *state = timeline_find(at->whole, application);
	return state->received == NULL || misdated_step(at, application, NULL) != NULL ||
	       (state->accepted == NULL && other->fault != FAULT_INQUIRY &&
	        other->fault != FAULT_ANSWER);
}

/* An entry that is over before it begins is an error of its own, where nobody accepted it. */
static bool
is_never_listed(const struct event *event)
{
	struct date from = event->on.on;

	if (event->kind != EVENT_REGISTER || event->annulled_by != NULL ||
	    deviation_find(event->decision->deviations, "expiry-before-registration") != NULL)
		return false;
	const struct decision right = decision_corrected(event->decision, (struct date){ 0 });
	return is_before(right.expires_on.on, from) ||
	       is_before(right.expires_on.on, right.registered_on.on);
}

static bool
lacks_entry(const struct examination *at, const struct event *event)
{
	EACH (const struct event, before, at->service->timeline)
		if (!is_after(before->on.on, event->on.on) && is_never_listed(before))
			return true;
	return false;
}

/* Whether one is a step that must come before the other of an application, a suspension, a
 * monitoring or a re-audit. */
static bool
is_step_before(const struct event *step, const struct forbidden *forbidden)
{
	const struct event *event = forbidden->event;

	switch (event->kind) {
	case EVENT_ACCEPTANCE:
	case EVENT_EXAMINATION:
	case EVENT_REGISTER:
	case EVENT_RENEW:
	case EVENT_REFUSE:
		return (step->kind == EVENT_RECEIPT || step->kind == EVENT_ACCEPTANCE) &&
		       step->kind < event->kind;
	case EVENT_ANSWER:
		return step->kind == EVENT_INQUIRY;
	case EVENT_LIFTING:
		return step->kind == EVENT_SUSPENSION &&
		       g_strcmp0(step->ground.value, event->ground.value) == 0;
	default:
		return step->kind >= EVENT_MONITORING && step->kind <= EVENT_REAUDIT_RESULT &&
		       (forbidden->fault == FAULT_REMOVAL_WITHOUT_REQUEST ||
		        forbidden->fault == FAULT_REAPPLICATION_UNASKED ||
		        (event->kind <= EVENT_REAUDIT_RESULT && step->kind < event->kind));
	}
}

/* Whether such a step, of the same application, was in its order by the day of the event. */
static bool
has_step(const struct examination *at, const struct forbidden *forbidden, enum event_kind kind)
{
	const struct application *application = event_application(at->service, forbidden->event);

	EACH (const struct event, step, at->service->timeline)
		if (step->kind == kind && step->annulled_by == NULL &&
		    (kind > EVENT_EXAMINATION ||
		     event_application(at->service, step) == application) &&
		    is_step_before(step, forbidden) && !is_forbidden(at, step) &&
		    !is_after(step->on.on, forbidden->event->on.on))
			return true;
	return false;
}

/* What comes unasked for is a warning, or may be excused, and explains no error. */
static bool
is_error(enum timeline_fault fault)
{
	return fault != FAULT_MONITORING_ANSWER && fault != FAULT_REAUDIT_SUBMISSION &&
	       (fault < FAULT_RENEWAL_WITHOUT_ENTRY || fault > FAULT_REAPPLICATION_UNASKED);
}

/* An act about an entry that never was: the first one says so. */
static bool
is_without_entry(const struct forbidden *forbidden)
{
	switch (forbidden->fault) {
	case FAULT_RENEW_UNLISTED:
	case FAULT_SUSPENSION_UNLISTED_INCIDENT:
	case FAULT_SUSPENSION_UNLISTED_CHANGE:
	case FAULT_MONITORING_UNLISTED:
	case FAULT_REMOVAL_UNLISTED:
		return !date_is_set(forbidden->cause_on);
	default:
		return false;
	}
}

bool
explained(const struct examination *at, const struct forbidden *forbidden)
{
	const struct application *application = event_application(at->service, forbidden->event);
	bool is_of_entry = needs_entry(forbidden->fault);

	if (is_of_steps(forbidden->fault) && misdated_step(at, application, NULL) != NULL)
		return true;
	if (is_of_entry && lacks_entry(at, forbidden->event))
		return true;
	EACH_IN (const struct forbidden, other, at->forbidden) {
		bool is_earlier = other < forbidden;

		if (is_error(other->fault) && is_step_before(other->event, forbidden) &&
		    !has_step(at, forbidden, other->event->kind))
			return true;
		if (is_earlier && is_of_entry && is_without_entry(other) &&
		    !date_is_set(forbidden->cause_on))
			return true;
		if (!is_earlier || !is_lost(at, other))
			continue;
		if (is_of_entry
		            ? other->fault == FAULT_DECISION && other->event->kind != EVENT_REFUSE
		            : is_of_steps(forbidden->fault) &&
		                      event_application(at->service, other->event) == application)
			return true;
	}
	return false;
}
