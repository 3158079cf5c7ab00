/* Decisions that annul or correct an act find it by its kind, its day and what else they say. */
#include "registry/revision.h"

/* The kinds of events that annul and correct name. */
static const struct {
	const char *act;
	enum event_kind kind;
} acts[] = {
	{ "registration", EVENT_REGISTER },
	{ "registration", EVENT_CARRIED_OVER },
	{ "renewal", EVENT_RENEW },
	{ "refusal", EVENT_REFUSE },
	{ "removal", EVENT_REMOVE },
	{ "suspension", EVENT_SUSPENSION },
	{ "non-acceptance", EVENT_NON_ACCEPTANCE },
};

/* Whether the decision means this act, by its kind, its day and what else it says of it. */
static bool
means_act(const struct decision *decision, const struct event *event)
{
	bool is_kind = false;

	for (size_t k = 0; k < G_N_ELEMENTS(acts); k++)
		is_kind |= event->kind == acts[k].kind &&
		           g_strcmp0(acts[k].act, decision->act.value) == 0;
	return is_kind && event->annulled_by == NULL &&
	       date_compare(event->on.on, decision->act_on.on) == 0 &&
	       (decision->act_ground.value == NULL ||
	        g_strcmp0(decision->act_ground.value, event->ground.value) == 0) &&
	       (decision->kind == DECISION_CORRECT || decision->application.value == NULL ||
	        g_strcmp0(decision->application.value, event->application.value) == 0);
}

/* Whether two acts of one kind and day are told apart by nothing but their order. */
static bool
is_repeated(const struct event *act, const struct event *other)
{
	return g_strcmp0(act->application.value, other->application.value) == 0 &&
	       (act->kind != EVENT_SUSPENSION ||
	        g_strcmp0(act->ground.value, other->ground.value) == 0);
}

/* The last act on the day before the revision that it means and nothing annuls yet, or the
 * one after it, or NULL: there is none, or one of several could be meant. */
static struct event *
find_act(const struct service *service, const struct event *revision)
{
	struct event *found = NULL;
	bool is_single = true;

	EACH (struct event, event, service->timeline) {
		if (event == revision && found != NULL)
			break;
		if (!means_act(revision->decision, event))
			continue;
		is_single &= found == NULL || is_repeated(found, event);
		found = event;
	}
	return is_single ? found : NULL;
}

void
revision_link(const struct service *service)
{
	EACH (const struct event, event, service->timeline) {
		struct decision *decision, **last;
		struct event *act;

		if (event->kind != EVENT_ANNUL && event->kind != EVENT_CORRECT)
			continue;
		decision = (struct decision *)event->decision;
		act = find_act(service, event);
		decision->target_event = act;
		if (act != NULL && event->kind == EVENT_ANNUL)
			act->annulled_by = decision;
		if (act == NULL || event->kind != EVENT_CORRECT)
			continue;
		decision->target_application = act->decision->target_application;
		last = &((struct decision *)act->decision)->correction;
		while (*last != NULL)
			last = &(*last)->correction;
		*last = decision;
	}
}
