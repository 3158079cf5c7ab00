/* Each service is followed day by day; what is listed at the end makes its entry and its
 * history. */
#include "disclosure/life.h"

#include "disclosure/item_copy.h"
#include "disclosure/item_text.h"
#include "disclosure/words.h"
#include "history/event.h"
#include "history/status.h"
#include "history/transition.h"

#include <string.h>

/* A service followed day by day through its public history. */
struct walk {
	struct objectives *objectives;
	const struct service *service;
	const struct site *site;
	struct public_register *public_register;
	struct pool *pool;
	GPtrArray *history;
	GPtrArray *versions;
	struct status status;              /* at the end of the last day */
	struct status listed;              /* at the end of the last day on the list */
	struct disclosed_removal *removal; /* of the last number, while it is not listed */
	const struct event *registered;    /* that the history is of */
	struct disclosure entry;           /* what is listed at the end of the last day */
};

static unsigned
count_told(const struct walk *walk, enum history_kind kind, struct date on)
{
	unsigned count = 0;

	EACH (const struct disclosed_event, event, walk->history)
		count += event->kind == kind && date_compare(event->on, on) == 0;
	return count;
}

static struct disclosed_event *
add_event(struct walk *walk, enum history_kind kind, struct date on)
{
	struct disclosed_event *event = pool_block(walk->pool, sizeof(*event));
	const struct word *word = &history_words[kind];
	g_autofree char *day = date_iso(on);
	unsigned same = count_told(walk, kind, on) + 1;
	guint at;

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
	/* What lasted when an entry was carried over is older than that. */
	for (at = walk->history->len; at > 0; at--)
		if (date_compare(((const struct disclosed_event *)walk->history->pdata[at - 1])->on,
		                 on) <= 0)
			break;
	g_ptr_array_insert(walk->history, (gint)at, event);
	return event;
}

static int
compare_days(gconstpointer a, gconstpointer b)
{
	return date_compare(*(const struct date *)a, *(const struct date *)b);
}

static void
add_day(GArray *days, struct date day)
{
	if (date_is_set(day))
		g_array_append_val(days, day);
}

/* The days up to `as_of`, in order, on which the entry may have changed. */
static GArray *
turning_days(const struct service *service, struct date as_of)
{
	g_autoptr(GArray) days = g_array_new(false, false, sizeof(struct date));
	GArray *kept = g_array_new(false, false, sizeof(struct date));

	EACH (const struct event, event, service->timeline) {
		const struct decision *decision = event->decision;

		add_day(days, event->on.on);
		add_day(days, event_change_day(event));
		/* An entry whose renewal came to nothing ends with that day (8.1). */
		if (event->kind == EVENT_REFUSE || event->kind == EVENT_NON_ACCEPTANCE ||
		    event->kind == EVENT_APPLICATION_WITHDRAWAL)
			add_day(days, date_add_days(event->on.on, 1));
		if (decision == NULL)
			continue;
		add_day(days, decision->registered_on.on);
		add_day(days, decision->from_on.on);
		if (date_is_set(decision->expires_on.on))
			add_day(days, date_add_days(decision->expires_on.on, 1));
	}
	g_array_append_val(days, as_of);
	g_array_sort(days, compare_days);
	for (guint i = 0; i < days->len; i++) {
		struct date day = g_array_index(days, struct date, i);
		bool again =
			kept->len > 0 &&
			date_compare(g_array_index(kept, struct date, kept->len - 1), day) == 0;

		if (!again && date_compare(day, as_of) <= 0)
			g_array_append_val(kept, day);
	}
	return kept;
}

/* What is listed at the end of `day`, or on it after the change `last`. */
static struct disclosure
listed_on(const struct walk *walk, const struct status *status, struct date day,
          const struct event *last)
{
	struct disclosure entry = { 0 };
	struct in_force in_force;

	in_force_after(walk->service, status, day, last, &in_force);
	items_copy_application(&entry, walk->objectives, walk->service, &in_force, walk->pool);
	const GPtrArray *exclusions = entry.listing.exclusions;
	for (guint i = 0; walk->site->hide_exclusion_reasons.value != NULL && i < exclusions->len;
	     i++)
		((struct disclosed_exclusion *)exclusions->pdata[i])->reason = NULL;
	return entry;
}

static bool
has_event_on(const struct walk *walk, enum event_kind kind, struct date day)
{
	EACH (const struct event, event, walk->service->timeline)
		if (event->kind == kind && date_compare(event->on.on, day) == 0)
			return true;
	return false;
}

/* Whether anything of the day can change what is listed. */
static bool
may_change(const struct walk *walk, struct date day)
{
	EACH (const struct event, event, walk->service->timeline) {
		struct date changed_on = event_change_day(event);

		if ((date_is_set(changed_on) && date_compare(changed_on, day) == 0) ||
		    (event->kind == EVENT_REMARK && date_compare(event->on.on, day) == 0))
			return true;
	}
	return false;
}

/* An event that undoes what was done to the entry, or a mark of it, is called by what it
 * undoes from the day on. False: nothing was annulled. */
static bool
name_annulment(const struct walk *walk, struct disclosed_event *event, bool is_mark)
{
	static const struct {
		enum event_kind kind;
		const char *ja, *en;
	} words[] = {
		{ EVENT_SUSPENSION, "一時停止の取消し", "Annulment of the suspension" },
		{ EVENT_REMOVE, "削除の取消し", "Annulment of the removal" },
		{ EVENT_RENEW, "更新の取消し", "Annulment of the renewal" },
		{ EVENT_REFUSE, "登録しない旨の決定の取消し", "Annulment of the refusal" },
		{ EVENT_NON_ACCEPTANCE, "不受理の取消し", "Annulment of the non-acceptance" },
	};

	bool is_named = false;

	EACH (const struct event, act, walk->service->timeline)
		for (gsize i = 0; i < G_N_ELEMENTS(words); i++)
			if (act->kind == words[i].kind &&
			    is_mark == (act->kind == EVENT_SUSPENSION) &&
			    act->annulled_by != NULL &&
			    date_compare(decision_revises_on(act->annulled_by), event->on) == 0) {
				event->label = words[i].ja;
				event->label_en = words[i].en;
				event->clause = event_annulment_clause(act);
				is_named = true;
			}
	return is_named;
}

/* Goes on to another listing; what differs is told by an event of its kind, and also
 * where nothing does, if it is `told` by itself. */
static void
walk_to(struct walk *walk, struct disclosure entry, enum history_kind kind, struct date on,
        const struct status *told, const char *reason)
{
	GPtrArray *changes = g_ptr_array_new();

	items_compare(&walk->entry, &entry, walk->pool, changes);
	walk->entry = entry;
	if (changes->len == 0 && told == NULL) {
		g_ptr_array_unref(changes);
		return;
	}
	for (guint i = 0; kind == HISTORY_LISTING_CHANGE && i < changes->len; i++)
		((struct disclosed_change *)changes->pdata[i])->on = on;
	struct disclosed_event *event = add_event(walk, kind, on);
	if (told != NULL)
		event->expires_on = told->expires_on;
	event->reason = reason;
	event->changes = pool_freeze(walk->pool, changes);
}

/* The changes of the day, each by itself, and then a renewal or a correction. */
static void
walk_listing(struct walk *walk, const struct status *now, struct date day)
{
	g_autoptr(GPtrArray) filed = g_ptr_array_new();
	struct date renewed_on = walk->status.renewed_on;
	bool is_annulled = date_compare(now->renewed_on, renewed_on) < 0;
	bool is_renewed = now->application != walk->status.application ||
	                  date_compare(now->renewed_on, renewed_on) != 0;
	bool is_corrected = has_event_on(walk, EVENT_CORRECT, day);

	if (!is_renewed && !is_corrected && !may_change(walk, day))
		return;
	status_listing_changes(walk->service, &walk->status, day, filed);
	EACH (const struct event, event, filed) {
		const struct correction *correction = event->correction;

		if (event->kind != EVENT_CORRECT && date_compare(event_change_day(event), day) == 0)
			walk_to(walk, listed_on(walk, &walk->status, day, event),
			        correction == NULL ? HISTORY_LISTING_CHANGE
			                           : HISTORY_LISTING_CORRECTION,
			        day, NULL, correction == NULL ? NULL : correction->reason.value);
	}
	walk_to(walk, listed_on(walk, now, day, NULL),
	        is_annulled    ? HISTORY_ANNULMENT
	        : is_corrected ? HISTORY_CORRECTION
	        : is_renewed   ? HISTORY_RENEWAL
	                       : HISTORY_LISTING_CHANGE,
	        is_renewed && !is_corrected && !is_annulled ? now->renewed_on : day,
	        is_renewed || is_corrected ? now : NULL, NULL);
	if (is_annulled)
		name_annulment(walk, walk->history->pdata[walk->history->len - 1], false);
}

/* The marks of an entry: what begins and ends one, on which ground, and how both are told. */
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

/* The last event of the day that begins such a mark. NULL: none. */
static const struct event *
mark_begun_on(const struct walk *walk, const struct mark *mark, struct date day)
{
	const struct event *found = NULL;

	EACH (const struct event, event, walk->service->timeline)
		if (event->kind == mark->begins && date_compare(event->on.on, day) == 0 &&
		    (mark->ground == NULL || g_strcmp0(event->ground.value, mark->ground) == 0))
			found = event;
	return found;
}

/* The start and the end of a mark, where it turned; also of one that lasted less than the
 * day, which was public as well. */
static void
walk_mark(struct walk *walk, const struct mark *mark, const struct event *was,
          const struct event *is, struct date day)
{
	const struct event *begun =
		was == NULL && is == NULL ? mark_begun_on(walk, mark, day) : NULL;
	bool is_over = begun != NULL &&
	               (begun->annulled_by != NULL || has_event_on(walk, mark->ends, day));

	/* What began on the day of a removal that is undone was told on that day. */
	bool is_told = was == NULL && is != NULL && count_told(walk, mark->start, is->on.on) > 0;

	if ((was == is && !is_over) || is_told)
		return;
	if (was != NULL)
		name_annulment(walk, add_event(walk, mark->end, day), true);
	if (is != NULL || is_over)
		add_event(walk, mark->start, is_over ? day : is->on.on);
	if (is_over)
		name_annulment(walk, add_event(walk, mark->end, day), true);
}

/* Of an entry that is listed: all that status_states() then tells is public. */
static GPtrArray *
statuses_of(const struct status *status, struct pool *pool)
{
	struct state_since states[STATES];
	size_t count = status_states(status, states);
	GPtrArray *statuses = g_ptr_array_new();

	for (size_t i = 0; i < count; i++) {
		struct disclosed_status *disclosed = pool_block(pool, sizeof(*disclosed));
		const struct state_term *term = &state_terms[states[i].state];

		g_assert(states[i].state <= STATE_CONTINUED);
		disclosed->state = states[i].state;
		disclosed->code = term->id;
		disclosed->label = term->ja;
		disclosed->label_en = term->en;
		disclosed->clause = term->clause;
		disclosed->since = states[i].since_on;
		g_ptr_array_add(statuses, disclosed);
	}
	return pool_freeze(pool, statuses);
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

/* The history as it may be told on a day of this status. */
static GPtrArray *
public_history(const struct walk *walk, const struct status *status)
{
	GPtrArray *history = g_ptr_array_copy(walk->history, NULL, NULL);

	if (walk->site->hide_past_marks.value != NULL)
		hide_past_marks(history, status);
	return pool_freeze(walk->pool, history);
}

/* The entry as it is listed with the status of the walk. */
static struct disclosure *
snapshot(const struct walk *walk)
{
	const struct status *status = &walk->status;
	struct disclosure *entry = pool_block(walk->pool, sizeof(*entry));
	const char *base_url = walk->public_register->base_url;

	*entry = walk->entry;
	entry->number = status->number;
	entry->permalink = pool_take(
		walk->pool,
		g_strdup_printf("%sservices/%s/", base_url == NULL ? "" : base_url, entry->number));
	entry->registered_on = status->registered_on;
	entry->renewed_on = status->renewed_on;
	entry->expires_on = status->expires_on;
	entry->statuses = statuses_of(status, walk->pool);
	entry->history = entry->versions = pool_empty(walk->pool);
	return entry;
}

/* An event tells how the service was listed on its day. */
static void
name_event(const struct walk *walk, struct disclosed_event *event, struct date day)
{
	event->name = walk->entry.listing.name;
	event->provider_name = walk->entry.listing.provider_name;
	event->published_on = day;
}

/* A number leaves the list: what was public of it stays on record, where site.xml
 * publishes removals. The walk still has the status of the day before. */
static void
add_removal(struct walk *walk, const struct status *now, struct date day)
{
	struct disclosed_event *event = add_event(walk, HISTORY_REMOVAL, now->removed_on);
	struct disclosed_removal *removal;

	event->ground = now->removal_ground;
	event->clause = removal_terms[event->ground].clause;
	name_event(walk, event, day);
	if (!walk->public_register->publishes_removals)
		return;
	struct disclosure *entry = snapshot(walk);
	entry->history = public_history(walk, now);
	removal = pool_block(walk->pool, sizeof(*removal));
	removal->number = entry->number;
	removal->name = entry->listing.name;
	removal->removed_on = now->removed_on;
	removal->ground = now->removal_ground;
	removal->entry = entry;
	walk->removal = removal;
}

/* A mark that began on the day on which its entry left the list was public, too. */
static void
tell_last_marks(struct walk *walk, struct date day)
{
	for (gsize i = 0; i < G_N_ELEMENTS(marks); i++)
		if (mark_of(&walk->status, i) == NULL &&
		    mark_begun_on(walk, &marks[i], day) != NULL)
			name_event(walk, add_event(walk, marks[i].start, day), day);
}

/* A removal that was annulled on its own day leaves the entry as it is; both are told. */
static void
tell_undone_removal(struct walk *walk, struct date day)
{
	EACH (const struct event, act, walk->service->timeline)
		if (act->kind == EVENT_REMOVE && date_compare(act->on.on, day) == 0 &&
		    act->annulled_by != NULL &&
		    date_compare(decision_revises_on(act->annulled_by), day) == 0) {
			struct disclosed_event *event = add_event(walk, HISTORY_REMOVAL, day);

			event->ground = event_removal_ground(act);
			event->clause = removal_terms[event->ground].clause;
			name_annulment(walk, add_event(walk, HISTORY_ANNULMENT, day), false);
		}
}

/* The number that left the list does not come back. */
static void
keep_removal(struct walk *walk)
{
	if (walk->removal != NULL)
		g_ptr_array_add(walk->public_register->removals, walk->removal);
	walk->removal = NULL;
}

static void
walk_registration(struct walk *walk, const struct status *now, struct date day)
{
	struct disclosed_event *event;

	g_assert(now->application != NULL);
	if (walk->status.listed && walk->status.registered == now->registered) {
		walk_listing(walk, now, day);
		tell_undone_removal(walk, day);
		return;
	}
	if (walk->registered == now->registered) {
		/* What ended it was undone: the entry is what it was, and its states go on. */
		walk->entry = listed_on(walk, now, day, NULL);
		walk->removal = NULL;
		walk->status = walk->listed;
		event = add_event(walk, HISTORY_ANNULMENT, day);
		if (!name_annulment(walk, event, false)) {
			/* An expiry was put right. */
			g_ptr_array_remove(walk->history, event);
			event = add_event(walk, HISTORY_CORRECTION, day);
		}
		event->expires_on = now->expires_on;
		return;
	}
	if (walk->status.listed) {
		/* The former registration ended on the day when this one began. */
		const struct status ended = { .removal_ground = now->former_ground,
			                      .removed_on = now->former_removed_on };

		add_removal(walk, &ended, day);
		memset(&walk->status, 0, sizeof(walk->status));
	}
	walk->entry = listed_on(walk, now, day, NULL);
	keep_removal(walk);
	walk->registered = now->registered;
	g_ptr_array_set_size(walk->history, 0);
	g_ptr_array_set_size(walk->versions, 0);
	event = now->registered->kind == EVENT_CARRIED_OVER
	                ? add_event(walk, HISTORY_CARRIED_OVER, day)
	                : add_event(walk, HISTORY_REGISTRATION, now->registered_on);
	event->expires_on = now->expires_on;
}

/* Tells the events that are new on the day how the service was listed then, and keeps the
 * version that begins on it. A state that comes to light with the end of another one of its
 * kind is new, though it is older. */
static void
finish_day(struct walk *walk, struct date day)
{
	bool is_new = false;

	EACH (struct disclosed_event, event, walk->history)
		if (!date_is_set(event->published_on)) {
			name_event(walk, event, day);
			is_new = true;
		}
	if (!is_new)
		return;
	struct disclosure *version = snapshot(walk);
	version->since = day;
	g_ptr_array_add(walk->versions, version);
}

static void
walk_day(struct walk *walk, struct date day)
{
	struct status now;

	status_compute(walk->service, day, &now);
	if (now.listed) {
		walk_registration(walk, &now, day);
		for (gsize i = 0; i < G_N_ELEMENTS(marks); i++)
			walk_mark(walk, &marks[i], mark_of(&walk->status, i), mark_of(&now, i),
			          day);
		/* It goes on as if it had not ended, where a renewal is annulled. */
		if (now.continued && !walk->status.continued &&
		    count_told(walk, HISTORY_CONTINUATION, date_add_days(now.expires_on, 1)) == 0)
			add_event(walk, HISTORY_CONTINUATION, date_add_days(now.expires_on, 1));
	} else if (walk->status.listed) {
		walk->listed = walk->status;
		tell_last_marks(walk, day);
		add_removal(walk, &now, day);
	}
	walk->status = now;
	if (now.listed)
		finish_day(walk, day);
}

static void
add_entry(const struct walk *walk)
{
	struct disclosure *entry = snapshot(walk);

	entry->history = public_history(walk, &walk->status);
	/* The versions; of past ones none that shows a mark, where site.xml hides past marks. */
	GPtrArray *versions = g_ptr_array_new();

	for (guint i = 0; i < walk->versions->len; i++) {
		const struct disclosure *version = walk->versions->pdata[i];
		const struct disclosed_status *status = version->statuses->pdata[0];

		if (walk->site->hide_past_marks.value == NULL || i + 1 == walk->versions->len ||
		    status->state == STATE_REGISTERED || status->state == STATE_CONTINUED)
			g_ptr_array_add(versions, walk->versions->pdata[i]);
	}
	entry->versions = pool_freeze(walk->pool, versions);
	entry->since =
		((struct disclosure *)entry->versions->pdata[entry->versions->len - 1])->since;
	g_ptr_array_add(walk->public_register->entries, entry);
}

/* Whether all is there that 7.5 always lists. */
static bool
is_complete(const struct walk *walk)
{
	g_autoptr(GPtrArray) items = items_listed();

	for (guint i = 0; i < items->len; i++)
		if (item_is_missing(items->pdata[i], &walk->entry))
			return false;
	return walk->status.number != NULL && date_is_set(walk->status.expires_on);
}

void
life_disclose(struct public_register *public_register, struct objectives *objectives,
              const struct site *site, const struct service *service)
{
	g_autoptr(GArray) days = turning_days(service, public_register->as_of);
	g_autoptr(GPtrArray) history = g_ptr_array_new();
	g_autoptr(GPtrArray) versions = g_ptr_array_new();
	struct walk walk = {
		.objectives = objectives,
		.service = service,
		.site = site,
		.public_register = public_register,
		.pool = public_register->pool,
		.history = history,
		.versions = versions,
	};

	for (guint i = 0; i < days->len; i++)
		walk_day(&walk, g_array_index(days, struct date, i));
	if (walk.status.listed && !is_complete(&walk))
		public_register->incomplete = service->id.value;
	else if (walk.status.listed)
		add_entry(&walk);
	keep_removal(&walk);
}
