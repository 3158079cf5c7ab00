/* 9.3 to 9.4 and 10.3 to 10.4: which filing lets a suspension be lifted. */
#include "rules/suspension.h"

#include "rules/examine.h"

#include <string.h>

static const char *const grounds[SUSPENSION_GROUNDS] = {
	[SUSPENSION_INCIDENT] = "9.3",
	[SUSPENSION_CHANGE] = "10.3",
};

static bool
is_filing(const struct event *event, enum suspension_ground ground)
{
	if (ground == SUSPENSION_INCIDENT)
		return event->kind == EVENT_INCIDENT_REPORT;
	return event->kind == EVENT_CONTROL_CHANGE || event->kind == EVENT_LISTING_CHANGE;
}

/* The first filing from one day to another, both counted; or NULL. */
static const struct event *
find_filing(const struct service *service, enum suspension_ground ground, struct date from,
            struct date to)
{
	EACH (const struct event, event, service->timeline)
		if (is_filing(event, ground) && date_compare(event->on.on, from) >= 0 &&
		    date_compare(event->on.on, to) <= 0)
			return event;
	return NULL;
}

static bool
is_on_ground(const struct event *event, enum suspension_ground ground)
{
	return g_strcmp0(event->ground.value, grounds[ground]) == 0;
}

/* 15.2: the objection by which the committee found the suspension wrong, so that there is
 * nothing to report; or NULL. */
static const struct event *
find_upheld(const struct service *service, const struct event *suspension, struct date by)
{
	const struct event *objection = NULL;

	EACH (const struct event, event, service->timeline) {
		if (event->kind == EVENT_OBJECTION &&
		    g_strcmp0(event->act.value, "suspension") == 0 &&
		    date_is_set(event->about_on.on) &&
		    date_compare(event->about_on.on, suspension->on.on) == 0)
			objection = event;
		if (event->kind == EVENT_OBJECTION_REPLY && objection != NULL &&
		    g_strcmp0(event->result.value, "accepted") == 0 &&
		    date_compare(event->about_on.on, objection->on.on) == 0 &&
		    date_compare(event->on.on, by) <= 0)
			return objection;
	}
	return NULL;
}

/* The suspension that a lifting is of: the one it names, or the oldest not lifted. */
static const struct event *
suspension_of(const GPtrArray *open, const struct event *lifting)
{
	EACH (const struct event, suspension, open)
		if (!date_is_set(lifting->about_on.on) ||
		    date_compare(suspension->on.on, lifting->about_on.on) == 0)
			return suspension;
	return NULL;
}

static enum suspension_ground
ground_of(const struct rule *rule)
{
	return strcmp(rule->about, grounds[SUSPENSION_INCIDENT]) == 0 ? SUSPENSION_INCIDENT
	                                                              : SUSPENSION_CHANGE;
}

const struct event *
suspension_lifted(const struct service *service, const struct event *lifting)
{
	g_autoptr(GPtrArray) open = g_ptr_array_new();

	EACH (const struct event, event, service->timeline) {
		bool is_same = g_strcmp0(event->ground.value, lifting->ground.value) == 0;

		if (event == lifting)
			break;
		if (event->kind == EVENT_REGISTER && !event_is_annulled(event, lifting->on.on))
			g_ptr_array_set_size(open, 0);
		else if (event->kind == EVENT_SUSPENSION && is_same &&
		         !event_is_annulled(event, lifting->on.on))
			g_ptr_array_add(open, (gpointer)event);
		else if (event->kind == EVENT_LIFTING && is_same)
			g_ptr_array_remove(open, (gpointer)suspension_of(open, event));
	}
	return suspension_of(open, lifting);
}

const struct event *
suspension_objection(const struct service *service, const struct event *lifting)
{
	const struct event *suspension = suspension_lifted(service, lifting);
	enum suspension_ground ground = is_on_ground(lifting, SUSPENSION_INCIDENT)
	                                        ? SUSPENSION_INCIDENT
	                                        : SUSPENSION_CHANGE;

	if (suspension == NULL ||
	    find_filing(service, ground, suspension->on.on, lifting->on.on) != NULL)
		return NULL;
	return find_upheld(service, suspension, lifting->on.on);
}

void
examine_lifting(const struct examination *at)
{
	enum suspension_ground ground = ground_of(at->rule);

	EACH (const struct event, event, at->service->timeline) {
		if (event->kind != EVENT_LIFTING || !is_on_ground(event, ground))
			continue;
		const struct event *suspension = suspension_lifted(at->service, event);
		if (suspension == NULL)
			continue;
		if (find_filing(at->service, ground, suspension->on.on, event->on.on) == NULL &&
		    find_upheld(at->service, suspension, event->on.on) == NULL)
			REPORT_EVENT(at, event, DATE(suspension->on.on), NULL);
	}
}

void
examine_lifting_owed(const struct examination *at)
{
	enum suspension_ground ground = ground_of(at->rule);
	const GPtrArray *open = at->now->suspensions[ground];

	EACH (const struct event, suspension, open) {
		const struct event *filing =
			suspension_filing(at->service, suspension, ground, at->as_of);

		if (filing != NULL && is_after(at->as_of, filing->on.on))
			REPORT_EVENT(at, suspension, DATE(filing->on.on), NULL);
	}
}

const struct event *
suspension_filing(const struct service *service, const struct event *suspension,
                  enum suspension_ground ground, struct date as_of)
{
	return find_filing(service, ground, suspension->on.on, as_of);
}
