/*
 * A service made by hand, with its applications and its timeline.
 */
#ifndef TESTS_HISTORY_H
#define TESTS_HISTORY_H

#include "history/status.h"
#include "history/timeline.h"

#include <glib.h>

struct history {
	struct service service;
	GPtrArray *owned; /* all structs and strings */
};

static inline struct date
day(const char *text)
{
	struct date date;

	g_assert_true(date_parse(text, &date));
	return date;
}

static inline void *
history_own(struct history *history, gpointer memory)
{
	g_ptr_array_add(history->owned, memory);
	return memory;
}

static inline struct history *
history_new(void)
{
	struct history *history = g_new0(struct history, 1);

	history->owned = g_ptr_array_new_with_free_func(g_free);
	history->service.file = "registry/services/S0001.xml";
	history->service.line = 1;
	history->service.id.value = "S0001";
	history->service.applications = g_ptr_array_new();
	history->service.own_events = g_ptr_array_new();
	history->service.timeline = g_ptr_array_new();
	return history;
}

static inline void
history_free(struct history *history)
{
	g_ptr_array_free(history->service.applications, TRUE);
	g_ptr_array_free(history->service.own_events, TRUE);
	g_ptr_array_free(history->service.timeline, TRUE);
	g_ptr_array_free(history->owned, TRUE);
	g_free(history);
}
DEFINE_AUTO(history)

/* Applications are called "1", "2" … in order. */
static inline struct application *
history_apply(struct history *history, const char *kind)
{
	struct application *application = history_own(history, g_new0(struct application, 1));
	guint number = history->service.applications->len + 1;

	application->id.value = history_own(history, g_strdup_printf("%u", number));
	application->kind.value = kind;
	g_ptr_array_add(history->service.applications, application);
	return application;
}

/* Adds an event as the last of its day. */
static inline struct event *
history_add(struct history *history, enum event_kind kind, struct date on)
{
	struct event *event = history_own(history, g_new0(struct event, 1));
	GPtrArray *timeline = history->service.timeline;
	guint at = timeline->len;

	event->kind = kind;
	event->on.on = on;
	event->file = history->service.file;
	event->line = (int)timeline->len + 1;
	while (at > 0 &&
	       date_compare(((const struct event *)timeline->pdata[at - 1])->on.on, on) > 0)
		at--;
	g_ptr_array_insert(timeline, (gint)at, event);
	return event;
}

static inline struct event *
history_event(struct history *history, enum event_kind kind, const char *on)
{
	return history_add(history, kind, day(on));
}

/* An event about the n-th application. */
static inline struct event *
history_step(struct history *history, enum event_kind kind, const char *on, guint number)
{
	struct event *event = history_event(history, kind, on);
	const struct application *application = history->service.applications->pdata[number - 1];

	event->application.value = application->id.value;
	return event;
}

/* A decision about the n-th application; 0: none. */
static inline struct decision *
history_decide(struct history *history, enum event_kind kind, struct date on, guint number)
{
	struct event *event = history_add(history, kind, on);
	struct decision *decision = history_own(history, g_new0(struct decision, 1));
	struct meeting *meeting = history_own(history, g_new0(struct meeting, 1));

	meeting->held_on.on = on;
	decision->meeting = meeting;
	decision->kind = (enum decision_kind)(kind - EVENT_REGISTER);
	decision->target = &history->service;
	decision->registered_on.on = on;
	if (number > 0)
		decision->target_application = history->service.applications->pdata[number - 1];
	event->decision = decision;
	return decision;
}

/* Receipt, acceptance, examination of the n-th application, all on a day. */
static inline void
history_process(struct history *history, const char *on, guint number)
{
	history_step(history, EVENT_RECEIPT, on, number);
	history_step(history, EVENT_ACCEPTANCE, on, number);
	history_step(history, EVENT_EXAMINATION, on, number);
}

static inline struct decision *
history_register(struct history *history, const char *on, guint number, const char *expires_on)
{
	struct decision *decision = history_decide(history, EVENT_REGISTER, day(on), number);

	decision->number.value = "C26-0001-1";
	decision->expires_on.on = day(expires_on);
	return decision;
}

static inline void
history_remove(struct history *history, const char *on, const char *ground)
{
	history_decide(history, EVENT_REMOVE, day(on), 0)->ground.value = ground;
}

#endif
