/* Changes are written as feeds of Atom and JSON. */
#include "site/feed.h"

#include "disclosure/words.h"
#include "site/present.h"
#include "site/record.h"

/* Midnight in Japan: a change has a day and no time. */
#define TIME_OF_DAY "T00:00:00+09:00"

static const struct feed_item *
item_at(const GArray *items, guint index)
{
	return &g_array_index(items, struct feed_item, index);
}

static gboolean
write_atom(const struct build *build, struct tree *tree, const struct feed *feed, GError **error)
{
	const GArray *items = feed->items;
	struct date updated = items->len > 0 ? item_at(items, 0)->event->on : build->request->as_of;
	g_autofree char *path = g_strconcat(feed->folder, "feed.atom", NULL);
	struct value *root, *events;

	if (feed->key != NULL && tree_reuse(tree, path, feed->key))
		return TRUE;
	root = value_object();
	events = value_list();
	for (guint i = 0; i < items->len; i++)
		value_append(events, present_event(item_at(items, i)->entry,
		                                   item_at(items, i)->event, LANGUAGE_JA));
	value_set_text(root, "path", path);
	value_set_text(root, "page", feed->page);
	value_set(root, "updated", present_date(updated));
	value_set(root, "events", events);
	return build_file(build, tree, path, "feed.atom", feed->key, root, error);
}

/* Takes `text` over. */
static void
take_text(struct record *record, const char *name, char *text)
{
	record_text(record, name, text);
	g_free(text);
}

static void
write_item(struct record *record, const struct build *build, const struct feed_item *item)
{
	const char *number = item->entry->number;
	g_autofree char *day = date_iso(item->event->on);
	g_autofree char *address = g_strconcat(build->public_register->base_url, "services/",
	                                       number, "/#", item->event->id, NULL);

	record_open(record, NULL);
	record_text(record, "id", address);
	record_text(record, "url", address);
	take_text(record, "title",
	          g_strconcat(item->event->label, "：", item->entry->listing.name, "（", number,
	                      "）", NULL));
	take_text(record, "content_text",
	          g_strconcat(day, " ", item->event->label, "（登録規則", item->event->clause, "）",
	                      NULL));
	take_text(record, "date_published", g_strconcat(day, TIME_OF_DAY, NULL));
	record_open_list(record, "tags");
	record_text(record, NULL, item->event->code);
	record_close_list(record);
	record_close(record);
}

static gboolean
write_json(const struct build *build, struct tree *tree, const struct feed *feed, GError **error)
{
	const char *base = build->public_register->base_url;
	g_autofree char *path = g_strconcat(feed->folder, "feed.json", NULL);
	g_autoptr(GString) text = g_string_new(NULL);
	struct record record = record_begin(text, RECORD_JSON);

	if (feed->key != NULL && tree_reuse(tree, path, feed->key))
		return TRUE;
	record_open(&record, NULL);
	record_text(&record, "version", "https://jsonfeed.org/version/1.1");
	record_text(&record, "title", build->public_register->title);
	record_text(&record, "language", "ja");
	take_text(&record, "home_page_url", g_strconcat(base, feed->page, NULL));
	take_text(&record, "feed_url", g_strconcat(base, path, NULL));
	record_open_list(&record, "items");
	for (guint i = 0; i < feed->items->len; i++)
		write_item(&record, build, item_at(feed->items, i));
	record_close_list(&record);
	record_close(&record);
	g_string_append_c(text, '\n');
	return tree_write_keyed(tree, path, feed->key, text->str, text->len, error);
}

gboolean
feeds_write(const struct build *build, struct tree *tree, const struct feed *feed, GError **error)
{
	return write_atom(build, tree, feed, error) && write_json(build, tree, feed, error);
}

gboolean
feeds_write_entry(const struct build *build, struct tree *tree, const struct disclosure *entry,
                  const char *key, GError **error)
{
	g_autofree char *folder = present_path(entry);
	g_autoptr(GArray) items = g_array_new(FALSE, FALSE, sizeof(struct feed_item));

	/* Those of the whole list may be of its day; an entry has its registration. */
	g_assert(entry->history->len > 0);
	for (guint k = entry->history->len; k > 0; k--) {
		struct feed_item item = { entry, entry->history->pdata[k - 1] };

		g_array_append_val(items, item);
	}
	return feeds_write(build, tree, &(struct feed){ folder, folder, key, items }, error);
}
