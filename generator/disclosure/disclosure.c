#include "disclosure/disclosure.h"

#include "base/shares.h"
#include "disclosure/disclosure_listing.h"
#include "disclosure/listing.h"
#include "disclosure/words.h"
#include "history/status.h"

#include <string.h>

/* A service followed day by day through its public history. */
struct walk {
	struct objectives *objectives;
	const struct service *service;
	struct pool *pool;
	GPtrArray *history;
	struct status status;   /* at the end of the last day */
	struct listing listing; /* at the end of the last day, while listed */
};

static struct disclosed_event *
add_event(struct walk *walk, enum history_kind kind, struct date on)
{
	struct disclosed_event *event = pool_block(walk->pool, sizeof(*event));
	const char *code = history_words[kind].code;
	g_autofree char *day = date_iso(on);
	unsigned same = 1;

	for (guint i = 0; i < walk->history->len; i++) {
		const struct disclosed_event *other = walk->history->pdata[i];

		if (other->kind == kind && date_compare(other->on, on) == 0)
			same++;
	}
	event->kind = kind;
	event->on = on;
	event->changes = pool_empty(walk->pool);
	event->id = pool_take(walk->pool, same == 1 ? g_strdup_printf("%s-%s", code, day)
	                                            : g_strdup_printf("%s-%s-%u", code, day, same));
	g_ptr_array_add(walk->history, event);
	return event;
}

static bool
is_listing_change(const struct event *event)
{
	return event->kind == EVENT_LISTING_CHANGE && event->form != NULL &&
	       date_is_set(event->on.on);
}

static int
compare_days(gconstpointer a, gconstpointer b)
{
	return date_compare(*(const struct date *)a, *(const struct date *)b);
}

/* The days up to `as_of`, in order, on which the entry may have changed. */
static GArray *
turning_days(const struct service *service, struct date as_of)
{
	g_autoptr(GArray) days = g_array_new(FALSE, FALSE, sizeof(struct date));
	GArray *kept = g_array_new(FALSE, FALSE, sizeof(struct date));

	for (guint i = 0; i < service->timeline->len; i++) {
		const struct event *event = service->timeline->pdata[i];

		if (date_is_set(event->on.on))
			g_array_append_val(days, event->on.on);
		if (event->decision != NULL && date_is_set(event->decision->registered_on.on))
			g_array_append_val(days, event->decision->registered_on.on);
		if (event->decision != NULL && date_is_set(event->decision->expires_on.on)) {
			struct date day = date_add_days(event->decision->expires_on.on, 1);

			g_array_append_val(days, day);
		}
		if (is_listing_change(event)) {
			struct date day = status_change_day(event->form);

			g_array_append_val(days, day);
		}
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

/* What is listed when the application of `now` comes into force on `day`. */
static struct listing
listing_on(const struct walk *walk, const struct status *now, struct date day)
{
	struct listing listing =
		listing_disclose(walk->objectives, walk->service, now->application, walk->pool);
	g_autoptr(GPtrArray) filed = g_ptr_array_new();
	g_autoptr(GPtrArray) changes = g_ptr_array_new();

	status_listing_changes(walk->service, now, day, filed);
	for (guint i = 0; i < filed->len; i++) {
		const struct event *event = filed->pdata[i];

		if (is_listing_change(event))
			listing_apply_form(&listing, walk->service, event->form, walk->pool,
			                   changes);
	}
	return listing;
}

/* The forms 9 of the day, while the same application stays listed. */
static void
walk_listing_changes(struct walk *walk, struct date day)
{
	for (guint i = 0; i < walk->service->timeline->len; i++) {
		const struct event *event = walk->service->timeline->pdata[i];
		GPtrArray *changes;

		if (!is_listing_change(event) ||
		    date_compare(status_change_day(event->form), day) != 0)
			continue;
		changes = g_ptr_array_new();
		listing_apply_form(&walk->listing, walk->service, event->form, walk->pool, changes);
		add_event(walk, HISTORY_LISTING_CHANGE, day)->changes =
			pool_freeze(walk->pool, changes);
	}
}

static void
walk_registration(struct walk *walk, const struct status *now, struct date day)
{
	struct disclosed_event *event;

	if (now->application == NULL)
		return;
	if (!walk->status.listed || g_strcmp0(walk->status.number, now->number) != 0) {
		g_ptr_array_set_size(walk->history, 0);
		walk->listing = listing_on(walk, now, day);
		event = add_event(walk, HISTORY_REGISTRATION, now->registered_on);
		event->expires_on = now->expires_on;
	} else if (now->application != walk->status.application) {
		struct listing before = walk->listing;
		GPtrArray *changes = g_ptr_array_new();

		walk->listing = listing_on(walk, now, day);
		event = add_event(walk, HISTORY_RENEWAL, now->renewed_on);
		event->expires_on = now->expires_on;
		listing_compare(&before, &walk->listing, walk->pool, changes);
		event->changes = pool_freeze(walk->pool, changes);
	}
}

/* A state that `was` in force and `is`: its start or its end, if it turned. */
static void
walk_state(struct walk *walk, const struct event *was, const struct event *is,
           enum history_kind start, enum history_kind end, struct date day)
{
	if (was == is)
		return;
	if (was != NULL)
		add_event(walk, end, day);
	if (is != NULL)
		add_event(walk, start, is->on.on);
}

static void
walk_day(struct walk *walk, struct date day)
{
	static const struct {
		enum history_kind start, end;
	} kinds[SUSPENSION_GROUNDS] = {
		[SUSPENSION_INCIDENT] = { HISTORY_SUSPENSION_INCIDENT, HISTORY_LIFTING_INCIDENT },
		[SUSPENSION_CHANGE] = { HISTORY_SUSPENSION_CHANGE, HISTORY_LIFTING_CHANGE },
	};
	struct status now;

	status_compute(walk->service, day, &now);
	if (now.listed) {
		if (walk->status.listed)
			walk_listing_changes(walk, day);
		walk_registration(walk, &now, day);
		for (int i = 0; i < SUSPENSION_GROUNDS; i++)
			walk_state(walk, walk->status.suspension[i], now.suspension[i],
			           kinds[i].start, kinds[i].end, day);
		walk_state(walk, walk->status.reaudit, now.reaudit, HISTORY_REAUDIT_START,
		           HISTORY_REAUDIT_END, day);
		if (now.continued && !walk->status.continued)
			add_event(walk, HISTORY_CONTINUATION, date_add_days(now.expires_on, 1));
	} else if (walk->status.listed) {
		add_event(walk, HISTORY_REMOVAL, now.removed_on)->ground = now.removal_ground;
	}
	walk->status = now;
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

		g_assert(states[i].state <= STATE_CONTINUED);
		disclosed->state = states[i].state;
		disclosed->since = states[i].since_on;
		g_ptr_array_add(statuses, disclosed);
	}
	return pool_freeze(pool, statuses);
}

static void
add_entry(struct public_register *public_register, const struct walk *walk)
{
	const struct status *status = &walk->status;
	struct disclosure *entry = pool_block(walk->pool, sizeof(*entry));

	entry->number = status->number;
	entry->registered_on = status->registered_on;
	entry->renewed_on = status->renewed_on;
	entry->expires_on = status->expires_on;
	entry->listing = walk->listing;
	entry->statuses = statuses_of(status, walk->pool);
	entry->history = pool_freeze(walk->pool, g_ptr_array_ref(walk->history));
	g_ptr_array_add(public_register->entries, entry);
}

static void
add_removal(struct public_register *public_register, const struct walk *walk)
{
	struct disclosed_removal *removal = pool_block(walk->pool, sizeof(*removal));

	removal->number = walk->status.number;
	removal->name = walk->listing.name;
	removal->removed_on = walk->status.removed_on;
	removal->ground = walk->status.removal_ground;
	g_ptr_array_add(public_register->removals, removal);
}

static void
add_service(struct public_register *public_register, struct objectives *objectives,
            const struct service *service)
{
	g_autoptr(GArray) days = turning_days(service, public_register->as_of);
	g_autoptr(GPtrArray) history = g_ptr_array_new();
	struct walk walk = {
		.objectives = objectives,
		.service = service,
		.pool = public_register->pool,
		.history = history,
	};

	for (guint i = 0; i < days->len; i++)
		walk_day(&walk, g_array_index(days, struct date, i));
	if (walk.status.listed && walk.status.number != NULL && walk.listing.name != NULL &&
	    walk.listing.provider_name != NULL)
		add_entry(public_register, &walk);
	else if (public_register->publishes_removals && walk.status.removal_ground != 0 &&
	         walk.status.number != NULL)
		add_removal(public_register, &walk);
}

static struct disclosed_body
body_of(const struct body *body)
{
	return (struct disclosed_body){
		.name = body->name.value,
		.office = body->office.value,
		.section = body->section.value,
		.address = body->address.value,
		.telephone = body->telephone.value,
		.email = body->email.value,
	};
}

static int
compare_entries(gconstpointer a, gconstpointer b)
{
	const struct disclosure *const *one = a, *const *other = b;

	return strcmp((*one)->number, (*other)->number);
}

static int
compare_removals(gconstpointer a, gconstpointer b)
{
	const struct disclosed_removal *const *one = a, *const *other = b;

	return strcmp((*one)->number, (*other)->number);
}

/* Neighbours among the services, and what is public of them. */
struct share {
	struct public_register part;
	struct objectives *objectives;
	const GPtrArray *services;
};

static void
share_start(struct share *share, const struct public_register *whole,
            const struct registry *registry)
{
	share->part = *whole;
	share->part.pool = pool_new();
	share->part.entries = pool_array(share->part.pool);
	share->part.removals = pool_array(share->part.pool);
	share->objectives = objectives_new(registry, share->part.pool);
	share->services = registry->services;
}

static void
share_disclose(gpointer data, guint first, guint end)
{
	struct share *share = data;

	for (guint i = first; i < end; i++)
		add_service(&share->part, share->objectives, share->services->pdata[i]);
}

static void
move_all(GPtrArray *target, const GPtrArray *from)
{
	for (guint i = 0; i < from->len; i++)
		g_ptr_array_add(target, from->pdata[i]);
}

static void
share_finish(struct share *share, struct public_register *whole)
{
	move_all(whole->entries, share->part.entries);
	move_all(whole->removals, share->part.removals);
	objectives_free(share->objectives);
	pool_adopt(whole->pool, share->part.pool);
}

static void
add_services(struct public_register *public_register, const struct registry *registry,
             unsigned jobs)
{
	struct share shares[SHARES_MAX];
	guint count = shares_count(registry->services->len, jobs);

	for (guint i = 0; i < count; i++)
		share_start(&shares[i], public_register, registry);
	shares_run(shares, sizeof(*shares), count, registry->services->len, jobs, share_disclose);
	for (guint i = 0; i < count; i++)
		share_finish(&shares[i], public_register);
}

struct public_register *
public_register_new(const struct registry *registry, struct date as_of, unsigned jobs)
{
	struct public_register *public_register = g_new0(struct public_register, 1);
	const struct site *site = &registry->site;

	public_register->pool = pool_new();
	public_register->as_of = as_of;
	public_register->title = site->title.value;
	public_register->base_url = site->base_url.value;
	public_register->rules_edition = site->rules_edition.on;
	public_register->sample = site->sample.value != NULL;
	public_register->publishes_removals = site->removed_page.value != NULL;
	public_register->committee = body_of(&site->committee);
	public_register->operations_body = body_of(&site->operations_body);
	public_register->entries = pool_array(public_register->pool);
	public_register->removals = pool_array(public_register->pool);
	add_services(public_register, registry, jobs);
	g_ptr_array_sort(public_register->entries, compare_entries);
	for (guint i = 0; i < public_register->entries->len; i++)
		((struct disclosure *)public_register->entries->pdata[i])->index = i;
	g_ptr_array_sort(public_register->removals, compare_removals);
	return public_register;
}

void
public_register_free(struct public_register *public_register)
{
	if (public_register == NULL)
		return;
	pool_free(public_register->pool);
	g_free(public_register);
}
