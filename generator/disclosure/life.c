/* Each service is followed day by day; what is listed at the end makes its entry and its
 * history. */
#include "disclosure/life.h"

#include "disclosure/item_copy.h"
#include "disclosure/item_text.h"
#include "disclosure/walk.h"
#include "disclosure/words.h"
#include "history/event.h"
#include "history/in_force.h"
#include "history/transition.h"

#include <string.h>

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
		/* An entry whose renewal came to nothing, or too late, ends with that day (8.1). */
		if (event->kind == EVENT_NON_ACCEPTANCE ||
		    event->kind == EVENT_APPLICATION_WITHDRAWAL || decision != NULL)
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

/* Whether anything of the day can change what is listed: a correction, too. */
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

/* What a correction of a decision puts right beside the listing: the number, (4) and (5). */
static void
compare_registration(const struct walk *walk, const struct status *now, GPtrArray *changes)
{
	const struct status *was = &walk->status;
	const struct {
		unsigned item;
		char *before, *after;
	} rows[] = {
		{ 0, g_strdup(was->number), g_strdup(now->number) },
		{ 4, date_iso(was->registered_on), date_iso(now->registered_on) },
		{ 5, date_iso(was->expires_on), date_iso(now->expires_on) },
	};

	for (gsize i = 0; i < G_N_ELEMENTS(rows); i++) {
		struct disclosed_change *change = pool_block(walk->pool, sizeof(*change));

		change->item = rows[i].item;
		change->label = item_words[rows[i].item].ja;
		change->label_en = item_words[rows[i].item].en;
		change->before = pool_take(walk->pool, rows[i].before);
		change->after = pool_take(walk->pool, rows[i].after);
		if (strcmp(change->before, change->after) != 0)
			g_ptr_array_add(changes, change);
	}
}

/* Goes on to another listing; what differs is told by an event of its kind, and also
 * where nothing does, if it is `told` by itself. NULL: nothing is told. */
static struct disclosed_event *
walk_to(struct walk *walk, struct disclosure entry, enum history_kind kind, struct date on,
        const struct status *told, const char *reason)
{
	GPtrArray *changes = g_ptr_array_new();

	if (kind == HISTORY_CORRECTION)
		compare_registration(walk, told, changes);
	items_compare(&walk->entry, &entry, walk->pool, changes);
	walk->entry = entry;
	if (changes->len == 0 && told == NULL) {
		g_ptr_array_unref(changes);
		return NULL;
	}
	for (guint i = 0; kind == HISTORY_LISTING_CHANGE && i < changes->len; i++)
		((struct disclosed_change *)changes->pdata[i])->on = on;
	struct disclosed_event *event = walk_add(walk, kind, on);
	if (told != NULL)
		event->expires_on = told->expires_on;
	event->reason = reason;
	event->changes = pool_freeze(walk->pool, changes);
	return event;
}

/* What is decided anew on a day on which something is annulled is told by itself. */
static void
tell_decided(struct walk *walk, const struct status *now, struct date day, bool is_renewed,
             bool is_corrected)
{
	if (is_renewed) {
		walk_to(walk, listed_on(walk, now, day, NULL), HISTORY_RENEWAL, now->renewed_on,
		        now, NULL);
		walk->status.expires_on = now->expires_on;
	}
	if (is_corrected)
		walk_to(walk, listed_on(walk, now, day, NULL), HISTORY_CORRECTION, day, now, NULL);
}

/* The changes of the day, each by itself, and then what was decided: that the last renewal
 * is annulled, a renewal, a correction. */
static void
walk_listing(struct walk *walk, const struct status *now, struct date day)
{
	g_autoptr(GPtrArray) filed = g_ptr_array_new();
	const struct event *undone = walk_undone_on(walk, EVENT_RENEW, day);
	bool is_annulled =
		undone != NULL && date_compare(undone->on.on, walk->status.renewed_on) == 0;
	bool is_renewed =
		is_annulled ? walk_has_event_on(walk, EVENT_RENEW, day)
			    : now->application != walk->status.application ||
				      date_compare(now->renewed_on, walk->status.renewed_on) != 0;
	bool is_corrected = walk_is_corrected_on(walk, now, day);
	struct disclosed_event *event;

	if (!is_annulled && !is_renewed && !may_change(walk, day))
		return;
	status_listing_changes(walk->service, &walk->status, day, filed);
	EACH (const struct event, change, filed) {
		const struct correction *correction = change->correction;

		if (change->kind != EVENT_CORRECT &&
		    date_compare(event_change_day(change), day) == 0)
			walk_to(walk, listed_on(walk, &walk->status, day, change),
			        correction == NULL ? HISTORY_LISTING_CHANGE
			                           : HISTORY_LISTING_CORRECTION,
			        day, NULL, correction == NULL ? NULL : correction->reason.value);
	}
	if (is_annulled) {
		event = is_renewed ? walk_add(walk, HISTORY_ANNULMENT, day)
		                   : walk_to(walk, listed_on(walk, now, day, NULL),
		                             HISTORY_ANNULMENT, day, now, NULL);
		walk_name_undone(event, undone);
		walk_undo(walk, HISTORY_RENEWAL, undone->on.on);
		if (!is_renewed)
			walk->status.expires_on = now->expires_on;
	}
	tell_decided(walk, now, day, is_renewed, is_corrected);
	if (!is_annulled && !is_renewed && !is_corrected)
		walk_to(walk, listed_on(walk, now, day, NULL), HISTORY_LISTING_CHANGE, day, NULL,
		        NULL);
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

/* A number leaves the list: what was public of it stays on record, where site.xml
 * publishes removals. The walk still has the status of the day before. */
static struct disclosed_event *
add_removal(struct walk *walk, const struct status *now, struct date day)
{
	struct disclosed_event *event = walk_add(walk, HISTORY_REMOVAL, now->removed_on);
	struct disclosed_removal *removal;

	event->ground = now->removal_ground;
	event->clause = removal_terms[event->ground].clause;
	walk_name(walk, event, day);
	if (event->ground == REMOVAL_ANNULLED)
		walk_undo(walk, HISTORY_REGISTRATION, (struct date){ 0 });
	if (!walk->public_register->publishes_removals)
		return event;
	struct disclosure *entry = snapshot(walk);
	entry->is_removed = true;
	entry->history = walk_public_history(walk, now);
	removal = pool_block(walk->pool, sizeof(*removal));
	removal->number = entry->number;
	removal->name = entry->listing.name;
	removal->removed_on = now->removed_on;
	removal->ground = now->removal_ground;
	removal->entry = entry;
	walk->removal = removal;
	return event;
}

/* The entry was listed to the end of the day before. */
static void
leave(struct walk *walk, struct date day)
{
	walk->listed = walk->status;
	((struct disclosure *)walk->versions->pdata[walk->versions->len - 1])->until = day;
}

/* A removal that was annulled on its own day leaves the entry as it is; both are told. */
static void
tell_undone_removal(struct walk *walk, struct date day)
{
	EACH (const struct event, act, walk->service->timeline)
		if (act->kind == EVENT_REMOVE && date_compare(act->on.on, day) == 0 &&
		    walk_is_undone_on(act, day)) {
			struct disclosed_event *event = walk_add(walk, HISTORY_REMOVAL, day);

			event->ground = event_removal_ground(act);
			event->clause = removal_terms[event->ground].clause;
			event->is_undone = true;
			walk_name_undone(walk_add(walk, HISTORY_ANNULMENT, day), act);
		}
}

/* A number that was retired is on the list again: how it was is told by the entry. */
static void
take_back_number(struct walk *walk, const char *number)
{
	GPtrArray *removals = walk->public_register->removals;

	for (guint i = 0; i < removals->len; i++) {
		const struct disclosed_removal *removal = removals->pdata[i];

		if (strcmp(removal->number, number) != 0)
			continue;
		EACH (struct disclosed_event, event, removal->entry->history)
			if (event->ground == REMOVAL_RENUMBERED)
				walk_insert(walk, event);
		g_ptr_array_remove_index(removals, i);
		return;
	}
}

/* A number that was given by mistake is on the list no more: what was told of it stays told.
 * Nothing where the number is what it was. */
static void
retire_number(struct walk *walk, const struct status *now, struct date day)
{
	const struct status ended = { .removal_ground = REMOVAL_RENUMBERED, .removed_on = day };

	if (strcmp(walk->status.number, now->number) == 0)
		return;
	struct disclosed_event *event = add_removal(walk, &ended, day);

	event->label = removal_terms[REMOVAL_RENUMBERED].ja;
	event->label_en = removal_terms[REMOVAL_RENUMBERED].en;
	event->is_undone = true;
	g_ptr_array_remove(walk->history, event);
	if (walk->removal == NULL)
		return;
	walk->removal->corrected_number = now->number;
	take_back_number(walk, now->number);
	g_ptr_array_add(walk->public_register->removals, walk->removal);
	walk->removal = NULL;
}

/* What ended the entry before the day and is undone on it. NULL: an expiry was put right. */
static const struct event *
undone_end_on(const struct walk *walk, struct date day)
{
	static const enum event_kind kinds[] = { EVENT_REMOVE, EVENT_REFUSE, EVENT_NON_ACCEPTANCE };
	const struct event *act = NULL;

	for (gsize i = 0; act == NULL && i < G_N_ELEMENTS(kinds); i++)
		act = walk_undone_on(walk, kinds[i], day);
	return act;
}

/* The entry is on the list again: it is what it was, but for what was changed since, and its
 * states go on. */
static void
restore(struct walk *walk, const struct status *now, struct date day)
{
	const struct event *act = undone_end_on(walk, day);
	enum history_kind kind = act != NULL ? HISTORY_ANNULMENT : HISTORY_CORRECTION;
	bool is_renewed = walk_has_event_on(walk, EVENT_RENEW, day) &&
	                  date_compare(now->renewed_on, walk->listed.renewed_on) != 0;
	bool is_corrected = act != NULL && walk_is_corrected_on(walk, now, day);
	struct disclosed_event *event;

	walk->removal = NULL;
	walk->status = walk->listed;
	walk_undo(walk, HISTORY_REMOVAL, (struct date){ 0 });
	retire_number(walk, now, day);
	event = is_renewed || is_corrected
	                ? walk_add(walk, kind, day)
	                : walk_to(walk, listed_on(walk, now, day, NULL), kind, day, now, NULL);
	if (act != NULL)
		walk_name_undone(event, act);
	tell_decided(walk, now, day, is_renewed, is_corrected);
}

/* The entry has left the list by another act, or on another day, than was told. */
static void
end_otherwise(struct walk *walk, const struct status *now, struct date day)
{
	const struct event *act = undone_end_on(walk, day);

	walk_undo(walk, HISTORY_REMOVAL, (struct date){ 0 });
	walk->status = walk->listed;
	if (act != NULL) {
		struct disclosed_event *event = walk_add(walk, HISTORY_ANNULMENT, day);

		walk_name_undone(event, act);
		walk_name(walk, event, day);
	}
	add_removal(walk, now, day);
}

/* Another registration comes after the one that is followed, or an earlier one is in force
 * again, as the later one is annulled. */
static void
turn_to(struct walk *walk, const struct event *registered)
{
	const struct past left = { walk->registered, walk->removal, walk->history,
		                   walk->versions,   walk->listed,  walk->entry };
	struct past next = { .registered = registered };

	walk->registered = registered;
	if (left.registered == NULL)
		return;
	for (guint i = 0; i < walk->pasts->len; i++)
		if (g_array_index(walk->pasts, struct past, i).registered == registered) {
			next = g_array_index(walk->pasts, struct past, i);
			g_array_remove_index(walk->pasts, i);
			break;
		}
	g_array_append_val(walk->pasts, left);
	walk->removal = next.removal;
	walk->history = next.history != NULL ? next.history : g_ptr_array_new();
	walk->versions = next.versions != NULL ? next.versions : g_ptr_array_new();
	walk->listed = next.listed;
	walk->entry = next.entry;
}

static void
walk_registration(struct walk *walk, const struct status *now, struct date day)
{
	struct disclosed_event *event;

	g_assert(now->application != NULL && now->registered != NULL);
	if (walk->status.listed && walk->status.registered == now->registered) {
		retire_number(walk, now, day);
		walk_listing(walk, now, day);
		tell_undone_removal(walk, day);
		return;
	}
	if (walk->status.listed) {
		/* The registration ended on the day when the other one began. */
		struct status ended = { .removal_ground = now->former_ground,
			                .removed_on = now->former_removed_on };

		if (event_is_annulled(walk->status.registered, day)) {
			ended.removal_ground = REMOVAL_ANNULLED;
			ended.removed_on = day;
		}
		leave(walk, day);
		add_removal(walk, &ended, day);
		memset(&walk->status, 0, sizeof(walk->status));
	}
	if (walk->registered != now->registered)
		turn_to(walk, now->registered);
	if (walk->history->len > 0) {
		restore(walk, now, day);
		return;
	}
	walk->entry = listed_on(walk, now, day, NULL);
	event = now->registered->kind == EVENT_CARRIED_OVER
	                ? walk_add(walk, HISTORY_CARRIED_OVER, day)
	                : walk_add(walk, HISTORY_REGISTRATION, now->registered_on);
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
			walk_name(walk, event, day);
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
		walk_marks(walk, &now, day);
		/* It goes on as if it had not ended, where a renewal is annulled. */
		if (now.continued && !walk->status.continued &&
		    walk_count(walk, HISTORY_CONTINUATION, date_add_days(now.expires_on, 1)) == 0)
			walk_add(walk, HISTORY_CONTINUATION, date_add_days(now.expires_on, 1));
	} else if (walk->status.listed) {
		leave(walk, day);
		walk_last_marks(walk, day);
		add_removal(walk, &now, day);
	} else if (walk->registered != NULL && walk->registered == now.registered && !now.decided &&
	           (now.removal_ground != walk->status.removal_ground ||
	            date_compare(now.removed_on, walk->status.removed_on) != 0)) {
		end_otherwise(walk, &now, day);
	}
	walk->status = now;
	if (now.listed)
		finish_day(walk, day);
}

static void
add_entry(const struct walk *walk)
{
	struct disclosure *entry = snapshot(walk);

	entry->history = walk_public_history(walk, &walk->status);
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

/* The numbers that have left the list, but for the one that is on it again. */
static void
add_removals(const struct walk *walk)
{
	GPtrArray *removals = walk->public_register->removals;

	EACH_IN (const struct past, past, walk->pasts)
		if (past->removal != NULL)
			g_ptr_array_add(removals, past->removal);
	if (walk->removal != NULL)
		g_ptr_array_add(removals, walk->removal);
}

static void
walk_end(struct walk *walk)
{
	EACH_IN (const struct past, past, walk->pasts) {
		if (past->history != NULL)
			g_ptr_array_unref(past->history);
		if (past->versions != NULL)
			g_ptr_array_unref(past->versions);
	}
	g_array_unref(walk->pasts);
	g_ptr_array_unref(walk->history);
	g_ptr_array_unref(walk->versions);
}

void
life_disclose(struct public_register *public_register, struct objectives *objectives,
              const struct site *site, const struct service *service)
{
	g_autoptr(GArray) days = turning_days(service, public_register->as_of);
	struct walk walk = {
		.objectives = objectives,
		.service = service,
		.site = site,
		.public_register = public_register,
		.pool = public_register->pool,
		.history = g_ptr_array_new(),
		.versions = g_ptr_array_new(),
		.pasts = g_array_new(false, false, sizeof(struct past)),
	};

	for (guint i = 0; i < days->len; i++)
		walk_day(&walk, g_array_index(days, struct date, i));
	if (walk.status.listed && !is_complete(&walk))
		public_register->incomplete = service->id.value;
	else if (walk.status.listed)
		add_entry(&walk);
	add_removals(&walk);
	walk_end(&walk);
}
