/* A letter with a due date, its answer and the result are held against each other. */
#include "rules/process.h"

#include "rules/examine.h"

#include <string.h>

/* The steps of a chapter, and where the timeline has its processes. */
struct steps {
	const char *chapter;
	enum event_kind letter, answer, result;
	int machine; /* of timeline.processes */
	int waiting; /* the stage after the letter */
};

static const struct steps *
steps_of(const struct rule *rule)
{
	static const struct steps rows[] = {
		{ "11", EVENT_MONITORING, EVENT_MONITORING_ANSWER, EVENT_MONITORING_RESULT, 0,
		  MONITORING_NOTIFIED },
		{ "12", EVENT_REAUDIT_DEMAND, EVENT_REAUDIT_SUBMISSION, EVENT_REAUDIT_RESULT, 1,
		  REAUDIT_DEMANDED },
	};

	return &rows[strcmp(rule->about, rows[0].chapter) != 0];
}

static void
report(const struct examination *at, const struct event *event, struct date due_on)
{
	REPORT_EVENT(at, event, DATE(due_on), NULL);
}

void
process_examine_due(const struct examination *at)
{
	enum event_kind letter = steps_of(at->rule)->letter;

	EACH (const struct event, event, at->service->timeline)
		if (event->kind == letter && is_before(event->due_on.on, event->on.on))
			report(at, event, event->due_on.on);
}

/* Takes out of `letters` the one that a step names, or the oldest; NULL: none. */
static const struct event *
take_letter(GPtrArray *letters, const struct event *step)
{
	for (guint i = 0; i < letters->len; i++) {
		const struct event *letter = letters->pdata[i];

		if (!date_is_set(step->about_on.on) ||
		    date_compare(letter->on.on, step->about_on.on) == 0) {
			g_ptr_array_remove_index(letters, i);
			return letter;
		}
	}
	return NULL;
}

void
process_examine_late(const struct examination *at)
{
	const struct steps *steps = steps_of(at->rule);
	g_autoptr(GPtrArray) unanswered = g_ptr_array_new();

	EACH (const struct event, event, at->service->timeline) {
		if (event->kind == steps->letter && !is_forbidden(at, event))
			g_ptr_array_add(unanswered, (gpointer)event);
		if (event->kind != steps->answer)
			continue;
		const struct event *letter = take_letter(unanswered, event);
		if (letter != NULL && is_after(event->on.on, letter->due_on.on))
			report(at, event, letter->due_on.on);
	}
}

void
process_examine_overdue(const struct examination *at)
{
	const struct steps *steps = steps_of(at->rule);

	EACH_IN (const struct process, process, at->now->processes[steps->machine])
		if (process->stage == steps->waiting &&
		    is_after(at->as_of, process->begun->due_on.on))
			report(at, process->begun, process->begun->due_on.on);
}

void
process_examine_result(const struct examination *at)
{
	const struct steps *steps = steps_of(at->rule);
	g_autoptr(GPtrArray) unanswered = g_ptr_array_new();
	g_autoptr(GPtrArray) open = g_ptr_array_new();

	EACH (const struct event, event, at->service->timeline) {
		const struct event *letter = NULL;

		if (event->kind == steps->letter && !is_forbidden(at, event)) {
			g_ptr_array_add(unanswered, (gpointer)event);
			g_ptr_array_add(open, (gpointer)event);
		}
		if (event->kind == steps->answer)
			take_letter(unanswered, event);
		if (event->kind == steps->result)
			letter = take_letter(open, event);
		if (letter != NULL && g_ptr_array_remove(unanswered, (gpointer)letter) &&
		    g_strcmp0(event->result.value, "not-confirmed") == 0 &&
		    !is_after(event->on.on, letter->due_on.on))
			report(at, event, letter->due_on.on);
	}
}
