#include "rules/suspension.h"

#include "rules/examine.h"

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
	for (guint i = 0; i < service->timeline->len; i++) {
		const struct event *event = service->timeline->pdata[i];

		if (is_filing(event, ground) && date_compare(event->on.on, from) >= 0 &&
		    date_compare(event->on.on, to) <= 0)
			return event;
	}
	return NULL;
}

static bool
is_on_ground(const struct event *event, enum suspension_ground ground)
{
	return g_strcmp0(event->ground.value, grounds[ground]) == 0;
}

void
examine_lifting(const struct rule *rule, const struct examination *examination,
                const struct service *service, enum suspension_ground ground)
{
	const struct event *suspension = NULL;

	for (guint i = 0; i < service->timeline->len; i++) {
		const struct event *event = service->timeline->pdata[i];

		if (event->kind == EVENT_SUSPENSION && is_on_ground(event, ground))
			suspension = event;
		if (event->kind != EVENT_LIFTING || !is_on_ground(event, ground) ||
		    suspension == NULL)
			continue;
		if (find_filing(service, ground, suspension->on.on, event->on.on) == NULL)
			findings_add(examination->findings, &rule->message,
			             place_of_event(service, event), DATE(event->on.on),
			             DATE(suspension->on.on), NULL);
	}
}

void
examine_lifting_owed(const struct rule *rule, const struct examination *examination,
                     const struct service *service, enum suspension_ground ground)
{
	static const enum machine machines[SUSPENSION_GROUNDS] = {
		[SUSPENSION_INCIDENT] = MACHINE_INCIDENT,
		[SUSPENSION_CHANGE] = MACHINE_CHANGE,
	};
	const struct event *suspension = examination->now->suspended[ground];
	const struct event *filing;

	if (examination->now->stages[machines[ground]] == 0)
		return;
	filing = find_filing(service, ground, suspension->on.on, examination->as_of);
	if (filing != NULL && is_after(examination->as_of, filing->on.on))
		findings_add(examination->findings, &rule->message,
		             place_of_event(service, suspension), DATE(suspension->on.on),
		             DATE(filing->on.on), NULL);
}
