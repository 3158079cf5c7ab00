/* A mark of an entry (9.5, 10.5, 12.5) is told when it begins and when it ends or is annulled. */
#include "disclosure/walk.h"

/* What begins and ends a mark, on which ground, and how both are told. */
static const struct mark {
	enum event_kind begins, ends;
	const char *ground; /* of SUSPENSION_GROUNDS; NULL: the re-audit */
	enum history_kind start, end;
} marks[] = {
	{ EVENT_SUSPENSION, EVENT_LIFTING, "9.3", HISTORY_SUSPENSION_INCIDENT,
	  HISTORY_LIFTING_INCIDENT },
	{ EVENT_SUSPENSION, EVENT_LIFTING, "10.3", HISTORY_SUSPENSION_CHANGE,
	  HISTORY_LIFTING_CHANGE },
	{ EVENT_REAUDIT_DEMAND, EVENT_REAUDIT_RESULT, NULL, HISTORY_REAUDIT_START,
	  HISTORY_REAUDIT_END },
};

static const struct event *
mark_of(const struct status *status, gsize mark)
{
	return mark < SUSPENSION_GROUNDS ? status->suspension[mark] : status->reaudit;
}

static bool
is_of(const struct mark *mark, const struct event *event)
{
	return mark->ground == NULL || g_strcmp0(event->ground.value, mark->ground) == 0;
}

/* The last event of the day that begins (or ends) such a mark. NULL: none. */
static const struct event *
find_on(const struct walk *walk, const struct mark *mark, enum event_kind kind, struct date day)
{
	const struct event *found = NULL;

	EACH (const struct event, event, walk->service->timeline)
		if (event->kind == kind && date_compare(event->on.on, day) == 0 &&
		    is_of(mark, event))
			found = event;
	return found;
}

/* The mark that an event began ends, as it was lifted or as the event was annulled. */
static void
end_mark(struct walk *walk, const struct mark *mark, const struct event *begun, struct date day)
{
	struct disclosed_event *event = walk_add(walk, mark->end, day);

	if (!event_is_annulled(begun, day))
		return;
	walk_name_undone(event, begun);
	walk_undo(walk, mark->start, begun->on.on);
}

/* The start and the end of a mark, where it turned; also of one that lasted less than the
 * day, which was public as well. */
static void
walk_mark(struct walk *walk, const struct mark *mark, const struct event *was,
          const struct event *is, struct date day)
{
	const struct event *begun =
		was == NULL && is == NULL ? find_on(walk, mark, mark->begins, day) : NULL;
	bool is_over = begun != NULL && (event_is_annulled(begun, day) ||
	                                 find_on(walk, mark, mark->ends, day) != NULL);

	/* What began on the day of a removal that is undone was told on that day. */
	bool is_told = was == NULL && is != NULL && walk_count(walk, mark->start, is->on.on) > 0;

	if ((was == is && !is_over) || is_told)
		return;
	if (was != NULL)
		end_mark(walk, mark, was, day);
	if (is != NULL || is_over)
		walk_add(walk, mark->start, is_over ? day : is->on.on);
	if (is_over)
		end_mark(walk, mark, begun, day);
}

/* What was annulled when it had been lifted is told to be so, where the mark still is. */
static void
tell_annulled(struct walk *walk, const struct mark *mark, const struct event *was, struct date day)
{
	if (walk->site->hide_past_marks.value != NULL)
		return;
	EACH (const struct event, act, walk->service->timeline)
		if (act != was && act->kind == mark->begins && is_of(mark, act) &&
		    walk_is_undone_on(act, day) && date_compare(act->on.on, day) < 0 &&
		    walk_count(walk, mark->start, act->on.on) > 0)
			end_mark(walk, mark, act, day);
}

void
walk_marks(struct walk *walk, const struct status *now, struct date day)
{
	for (gsize i = 0; i < G_N_ELEMENTS(marks); i++) {
		const struct event *was = mark_of(&walk->status, i);

		walk_mark(walk, &marks[i], was, mark_of(now, i), day);
		tell_annulled(walk, &marks[i], was, day);
	}
}

void
walk_last_marks(struct walk *walk, struct date day)
{
	for (gsize i = 0; i < G_N_ELEMENTS(marks); i++)
		if (mark_of(&walk->status, i) == NULL &&
		    find_on(walk, &marks[i], marks[i].begins, day) != NULL)
			walk_name(walk, walk_add(walk, marks[i].start, day), day);
}

/* 9.5, 10.5 and 12.5 oblige to publish while it lasts; site.xml may keep it to that. */
static void
hide_past_marks(GPtrArray *history, const struct status *status)
{
	const struct event *lasting[] = {
		[HISTORY_SUSPENSION_INCIDENT] = status->suspension[SUSPENSION_INCIDENT],
		[HISTORY_SUSPENSION_CHANGE] = status->suspension[SUSPENSION_CHANGE],
		[HISTORY_REAUDIT_START] = status->reaudit,
		[HISTORY_REAUDIT_END] = NULL,
	};
	guint kept = 0;

	for (guint i = 0; i < history->len; i++) {
		const struct disclosed_event *event = history->pdata[i];
		bool is_mark = event->kind >= HISTORY_SUSPENSION_INCIDENT &&
		               event->kind <= HISTORY_REAUDIT_END;

		if (!is_mark || (lasting[event->kind] != NULL &&
		                 date_compare(event->on, lasting[event->kind]->on.on) == 0))
			history->pdata[kept++] = history->pdata[i];
	}
	g_ptr_array_set_size(history, (gint)kept);
}

GPtrArray *
walk_public_history(const struct walk *walk, const struct status *status)
{
	GPtrArray *history = g_ptr_array_copy(walk->history, NULL, NULL);

	if (walk->site->hide_past_marks.value != NULL)
		hide_past_marks(history, status);
	return pool_freeze(walk->pool, history);
}
