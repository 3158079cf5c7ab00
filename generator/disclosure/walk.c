/* Each kind of event is told with its words, and what is undone by what undoes it. */
#include "disclosure/walk.h"

#include "disclosure/words.h"
#include "history/event.h"

#include <string.h>

unsigned
walk_count(const struct walk *walk, enum history_kind kind, struct date on)
{
	unsigned count = 0;

	EACH (const struct disclosed_event, event, walk->history)
		count += event->kind == kind && date_compare(event->on, on) == 0;
	return count;
}

void
walk_insert(struct walk *walk, struct disclosed_event *event)
{
	guint at;

	/* What lasted when an entry was carried over is older than that. */
	for (at = walk->history->len; at > 0; at--)
		if (date_compare(((const struct disclosed_event *)walk->history->pdata[at - 1])->on,
		                 event->on) <= 0)
			break;
	g_ptr_array_insert(walk->history, (gint)at, event);
}

struct disclosed_event *
walk_add(struct walk *walk, enum history_kind kind, struct date on)
{
	struct disclosed_event *event = pool_block(walk->pool, sizeof(*event));
	const struct word *word = &history_words[kind];
	g_autofree char *day = date_iso(on);
	unsigned same = walk_count(walk, kind, on) + 1;

	event->kind = kind;
	event->code = word->code;
	event->label = word->ja;
	event->label_en = word->en;
	event->clause = word->clause;
	event->on = on;
	event->changes = pool_empty(walk->pool);
	event->id = pool_take(walk->pool,
	                      same == 1 ? g_strdup_printf("%s-%s", word->code, day)
	                                : g_strdup_printf("%s-%s-%u", word->code, day, same));
	walk_insert(walk, event);
	return event;
}

void
walk_name(const struct walk *walk, struct disclosed_event *event, struct date day)
{
	event->number = walk->status.number;
	event->name = walk->entry.listing.name;
	event->provider_name = walk->entry.listing.provider_name;
	event->published_on = day;
}

bool
walk_has_event_on(const struct walk *walk, enum event_kind kind, struct date day)
{
	EACH (const struct event, event, walk->service->timeline)
		if (event->kind == kind && date_compare(event->on.on, day) == 0)
			return true;
	return false;
}

bool
walk_is_corrected_on(const struct walk *walk, const struct status *now, struct date day)
{
	EACH (const struct event, event, walk->service->timeline)
		if (event->kind == EVENT_CORRECT && date_compare(event->on.on, day) == 0 &&
		    event->decision->target_event != NULL &&
		    (event->decision->target_event == now->registered ||
		     event->decision->target_application == now->application))
			return true;
	return false;
}

bool
walk_is_undone_on(const struct event *act, struct date day)
{
	return act->annulled_by != NULL &&
	       date_compare(decision_revises_on(act->annulled_by), day) == 0;
}

const struct event *
walk_undone_on(const struct walk *walk, enum event_kind kind, struct date day)
{
	EACH (const struct event, act, walk->service->timeline)
		if (act->kind == kind && walk_is_undone_on(act, day))
			return act;
	return NULL;
}

void
walk_undo(struct walk *walk, enum history_kind kind, struct date on)
{
	for (guint i = walk->history->len; i > 0; i--) {
		struct disclosed_event *event = walk->history->pdata[i - 1];

		if (event->kind == kind && (!date_is_set(on) || date_compare(event->on, on) == 0)) {
			event->is_undone = true;
			return;
		}
	}
}

/* That a renewal was refused or not accepted is not public: what is, is that the entry had
 * ended for want of one (8.1). */
void
walk_name_undone(struct disclosed_event *event, const struct event *act)
{
	static const struct {
		enum event_kind kind;
		const char *ja, *en, *clause; /* NULL: that of the act */
	} words[] = {
		{ EVENT_SUSPENSION, "一時停止の取消し", "Annulment of the suspension", NULL },
		{ EVENT_REMOVE, "削除の取消し", "Annulment of the removal", NULL },
		{ EVENT_RENEW, "更新の取消し", "Annulment of the renewal", NULL },
		{ EVENT_REFUSE, "削除の取消し", "Annulment of the removal", "8.1" },
		{ EVENT_NON_ACCEPTANCE, "削除の取消し", "Annulment of the removal", "8.1" },
	};

	for (gsize i = 0; i < G_N_ELEMENTS(words); i++)
		if (act->kind == words[i].kind) {
			event->label = words[i].ja;
			event->label_en = words[i].en;
			event->clause = event_annulment_clause(act);
			if (words[i].clause != NULL && strcmp(event->clause, "15.2") != 0)
				event->clause = words[i].clause;
		}
}
