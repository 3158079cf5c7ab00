/* What changed on each day makes pages by year and by day. */
#include "site/changes.h"

#include "site/feed.h"
#include "site/present.h"

#include <string.h>

#define FEED_LENGTH 200

/* Changes of a day that a page of a year shows. */
#define CHANGES_SHOWN 12

/* The newest day first; within a day by number, and as the entry tells it. */
static int
compare_changes(gconstpointer a, gconstpointer b)
{
	const struct change *one = a, *other = b;
	int order = date_compare(other->event->published_on, one->event->published_on);

	if (order == 0)
		order = (one->event->kind == HISTORY_REMOVAL) -
		        (other->event->kind == HISTORY_REMOVAL);
	if (order == 0)
		order = strcmp(one->entry->number, other->entry->number);
	if (order == 0)
		order = strcmp(one->event->id, other->event->id);
	return order;
}

static void
add_changes(GArray *changes, const struct disclosure *entry)
{
	for (guint i = 0; i < entry->history->len; i++) {
		struct change change = { entry, entry->history->pdata[i] };

		if (disclosure_tells(entry, change.event))
			g_array_append_val(changes, change);
	}
}

GArray *
changes_all(const struct public_register *public_register)
{
	GArray *changes = g_array_new(false, false, sizeof(struct change));

	for (guint i = 0; i < public_register->entries->len; i++)
		add_changes(changes, public_register->entries->pdata[i]);
	EACH (const struct disclosed_removal, removal, public_register->removals)
		add_changes(changes, removal->entry);
	g_array_sort(changes, compare_changes);
	return changes;
}

static const struct change *
change_at(const GArray *changes, guint index)
{
	return &g_array_index(changes, struct change, index);
}

/* The index after the last change of the day of change `first`. */
static guint
end_of_day(const GArray *changes, guint first)
{
	guint end = first + 1;

	while (end < changes->len &&
	       date_compare(change_at(changes, end)->event->published_on,
	                    change_at(changes, first)->event->published_on) == 0)
		end++;
	return end;
}

/* The first changes of a day, at most `limit`. */
static void
set_day(struct value *value, const GArray *changes, guint first, guint end, guint limit,
        enum language language)
{
	struct value *events = value_list();
	guint shown = MIN(end - first, limit);

	for (guint i = first; i < first + shown; i++) {
		const struct change *change = change_at(changes, i);

		value_append(events, present_event(change->entry, change->event, language));
	}
	value_set(value, "on", present_date(change_at(changes, first)->event->published_on));
	value_set_count(value, "count", end - first);
	if (shown < end - first)
		value_set_count(value, "more", end - first - shown);
	else
		value_set_text(value, "more", "");
	value_set(value, "events", events);
}

static char *
day_path(const GArray *changes, guint index)
{
	return g_strconcat("changes/", DATE(change_at(changes, index)->event->published_on), "/",
	                   NULL);
}

/* A day, from change `first` to change `end`, in a language. */
struct day_page {
	const GArray *changes;
	guint first, end;
	enum language language;
};

static void
complete_day(struct value *root, gconstpointer data)
{
	const struct day_page *day = data;

	set_day(root, day->changes, day->first, day->end, G_MAXUINT, day->language);
}

/* An entry's digest tells all of its events; of a removed one there is none. */
static char *
day_key(const struct day_page *day, const struct dataset *dataset)
{
	AUTO(digest) digest = digest_new();

	for (guint i = day->first; i < day->end; i++) {
		const struct change *change = change_at(day->changes, i);

		if (change->entry->is_removed) {
			AUTO(value) event =
				present_event(change->entry, change->event, day->language);

			value_digest(event, digest);
			continue;
		}
		digest_update(digest, dataset->digests[change->entry->index], DIGEST_SIZE);
		digest_update(digest, change->event->id, strlen(change->event->id) + 1);
	}
	return digest_hex(digest);
}

/* The page of a day: the changes from work->from to work->to. */
static bool
write_day(const struct build *build, struct tree *tree, const struct work *work, GError **error)
{
	const struct day_page day = { work->subject, work->from, work->to, work->language };
	g_autofree char *folder = day_path(day.changes, day.first);
	g_autofree char *path = g_strconcat(folder, "index.html", NULL);
	g_autofree char *key = day_key(&day, build->dataset);
	struct site_page page = { .language = work->language,
		                  .path = path,
		                  .template = "day.html",
		                  .complete = complete_day,
		                  .data = &day,
		                  .data_key = key };

	return build_page(build, tree, &page, value_object(), error);
}

static int
year_of(const GArray *changes, guint index)
{
	return change_at(changes, index)->event->published_on.year;
}

/* Where the changes of a year stand: those of the newest on the first page. */
static char *
year_path(const GArray *changes, int year)
{
	if (changes->len == 0 || year_of(changes, 0) == year)
		return g_strdup("changes/");
	return g_strdup_printf("changes/%d/", year);
}

static struct value *
present_years(const GArray *changes, int current, const char *root)
{
	struct value *years = value_list();
	int last = 0;

	for (guint i = 0; i < changes->len; i++) {
		int year = year_of(changes, i);

		if (year == last)
			continue;
		g_autofree char *path = year_path(changes, year);
		g_autofree char *href = g_strconcat(root, path, NULL);
		struct value *link = value_object();
		value_set_text(link, "href", href);
		value_set_number(link, "title", (unsigned)year);
		value_set_flag(link, "current", year == current);
		value_append(years, link);
		last = year;
	}
	return years;
}

static char *
year_page_path(const GArray *changes, guint first)
{
	g_autofree char *folder =
		year_path(changes, first < changes->len ? year_of(changes, first) : 0);

	return g_strconcat(folder, "index.html", NULL);
}

static struct value *
present_days(const GArray *changes, guint first, guint end, enum language language)
{
	struct value *days = value_list();

	for (guint next; first < end; first = next) {
		struct value *value = value_object();
		g_autofree char *path = day_path(changes, first);

		next = end_of_day(changes, first);
		set_day(value, changes, first, next, CHANGES_SHOWN, language);
		value_set_text(value, "path", path);
		value_append(days, value);
	}
	return days;
}

/* The page of a year: the changes from work->from to work->to. Only the page of
 * the newest year is still of the list as it is now. */
static bool
write_year(const struct build *build, struct tree *tree, const struct work *work, GError **error)
{
	const GArray *changes = work->subject;
	int year = work->from < work->to ? year_of(changes, work->from) : 0;
	g_autofree char *path = year_page_path(changes, work->from);
	g_autofree char *prefix = build_root(path);
	struct site_page page = { .language = work->language,
		                  .path = path,
		                  .template = "changes.html",
		                  .of_list = work->from == 0 };
	struct value *root = value_object();

	value_set(root, "days", present_days(changes, work->from, work->to, work->language));
	value_set_number(root, "year", (unsigned)year);
	value_set(root, "years", present_years(changes, year, prefix));
	if (!page.of_list) {
		value_set_text(root, "as-of", NULL);
		value_set_text(root, "edition", NULL);
	}
	build_set_prose(build, root, "changes", &page);
	return build_page(build, tree, &page, root, error);
}

/* What a feed follows; the texts are NULL for the whole list, or owned. */
struct source {
	char *key, *of, *page;
	GArray *items; /* struct change, newest first */
};

static void
release_source(gpointer data)
{
	struct source *source = data;

	g_free(source->key);
	g_free(source->of);
	g_free(source->page);
	g_array_unref(source->items);
	g_free(source);
}

/* By what a page of a provider's feed is known, beside its path: its entries tell all that it
 * says; NULL where one has left the list. */
static char *
source_key(const struct build *build, const struct source *source, guint page)
{
	AUTO(digest) digest = digest_new();

	digest_update_text(digest, build->entry_key);
	if (page == 1)
		digest_update_text(digest, build->dataset->edition);
	EACH_IN (const struct change, change, source->items) {
		if (change->entry->is_removed)
			return NULL;
		digest_update(digest, build->dataset->digests[change->entry->index], DIGEST_SIZE);
	}
	return digest_hex(digest);
}

/* So many changes a page: all that were ever shown can be read. */
static bool
write_feeds(const struct build *build, struct tree *tree, const struct work *work, GError **error)
{
	const struct source *source = work->subject;
	const GArray *changes = source->items;
	guint pages = MAX(1, (changes->len + FEED_LENGTH - 1) / FEED_LENGTH);
	g_autofree char *folder =
		source->key == NULL ? g_strdup("") : g_strdup_printf("providers/%s/", source->key);

	for (guint page = 1; page <= pages; page++) {
		guint first = (page - 1) * FEED_LENGTH;
		guint count = MIN(changes->len - first, FEED_LENGTH);
		g_autoptr(GArray) items =
			g_array_sized_new(false, false, sizeof(struct change), FEED_LENGTH);
		g_autofree char *key = source->key == NULL ? NULL : source_key(build, source, page);
		const struct feed feed = {
			.of = source->of,
			.page_number = page,
			.pages = pages,
			.folder = folder,
			.page = source->page == NULL ? "changes/" : source->page,
			.key = key,
			.items = items,
		};

		if (count > 0)
			g_array_append_vals(items, &g_array_index(changes, struct change, first),
			                    count);
		if (!feeds_write(build, tree, &feed, error))
			return false;
	}
	return true;
}

static struct source *
plan_source(struct plan *plan, GArray *items)
{
	struct source *source = g_new0(struct source, 1);

	source->items = items;
	plan_keep(plan, source, release_source);
	plan_file(plan, (struct work){ .write = write_feeds, .subject = source });
	return source;
}

/* By provider, each with the name and the page that it has by its newest change. */
static void
plan_providers(struct plan *plan, const GArray *changes)
{
	g_autoptr(GHashTable) sources = g_hash_table_new(g_str_hash, g_str_equal);

	EACH_IN (const struct change, change, changes) {
		g_autofree char *key = g_strdup(change->entry->provider_key);
		struct source *source = g_hash_table_lookup(sources, key);

		if (source == NULL) {
			source = plan_source(plan, g_array_new(false, false, sizeof(*change)));
			source->of = g_strdup(change->entry->listing.provider_name);
			source->key = g_steal_pointer(&key);
			g_hash_table_insert(sources, source->key, source);
		}
		g_array_append_vals(source->items, change, 1);
		/* Only of those who are listed is there a page. */
		if (source->page == NULL && !change->entry->is_removed)
			source->page = g_strdup_printf("by/provider/%s/", source->key);
	}
}

void
changes_plan_feeds(struct plan *plan, const GArray *changes)
{
	plan_source(plan, g_array_ref((GArray *)changes));
	plan_providers(plan, changes);
}

static void
plan_days(struct plan *plan, enum language language, const GArray *changes)
{
	guint end;

	for (guint first = 0; first < changes->len; first = end) {
		g_autofree char *folder = day_path(changes, first);
		g_autofree char *path = g_strconcat(folder, "index.html", NULL);

		end = end_of_day(changes, first);
		plan_page(plan, path, (struct work){ write_day, language, changes, 0, first, end });
	}
}

void
changes_plan(struct plan *plan, enum language language, const GArray *changes)
{
	guint first = 0, end;

	plan_days(plan, language, changes);
	do {
		g_autofree char *path = year_page_path(changes, first);

		for (end = first;
		     end < changes->len && year_of(changes, end) == year_of(changes, first); end++)
			;
		plan_page(plan, path,
		          (struct work){ write_year, language, changes, 0, first, end });
		first = end;
	} while (first < changes->len);
}

GArray *
changes_days(const struct public_register *public_register)
{
	g_autoptr(GArray) changes = changes_all(public_register);
	GArray *days = g_array_new(false, false, sizeof(struct changes_day));
	guint end;

	for (guint first = 0; first < changes->len; first = end) {
		struct changes_day day = { .on = change_at(changes, first)->event->published_on };

		end = end_of_day(changes, first);
		day.count = end - first;
		g_array_append_val(days, day);
	}
	return days;
}
