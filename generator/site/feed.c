#include "site/feed.h"

#include "site/present.h"
#include "site/words.h"

#include <jansson.h>
#include <stdlib.h>

/* Midnight in Japan: a change has a day and no time. */
#define TIME_OF_DAY "T00:00:00+09:00"

static const struct feed_item *
item_at(const GArray *items, guint index)
{
	return &g_array_index(items, struct feed_item, index);
}

static gboolean
write_atom(struct build *build, const char *folder, const char *page, const GArray *items,
           GError **error)
{
	struct value *root = value_object(), *events = value_list();
	struct date updated = items->len > 0 ? item_at(items, 0)->event->on : build->request->as_of;
	g_autofree char *path = g_strconcat(folder, "feed.atom", NULL);

	for (guint i = 0; i < items->len; i++)
		value_append(events, present_event(item_at(items, i)->entry,
		                                   item_at(items, i)->event, LANGUAGE_JA));
	value_set_text(root, "path", path);
	value_set_text(root, "page", page);
	value_set(root, "updated", present_date(updated));
	value_set(root, "events", events);
	return build_file(build, path, "feed.atom", root, error);
}

/* Takes the strings over. */
static void
set_string(json_t *object, const char *name, char *text)
{
	json_object_set_new(object, name, json_string(text));
	g_free(text);
}

static json_t *
item_json(const struct build *build, const struct feed_item *item)
{
	const struct word *word = &history_words[item->event->kind];
	const char *base = build->public_register->base_url;
	const char *number = item->entry->number;
	json_t *object = json_object(), *tags = json_array();
	g_autofree char *day = date_iso(item->event->on);
	g_autofree char *address =
		g_strdup_printf("%sservices/%s/#%s", base, number, item->event->id);

	json_object_set_new(object, "id", json_string(address));
	json_object_set_new(object, "url", json_string(address));
	set_string(object, "title",
	           g_strdup_printf("%s：%s（%s）", word->ja, item->entry->listing.name, number));
	set_string(object, "content_text",
	           g_strdup_printf("%s %s（登録規則%s）", day, word->ja, word->clause));
	set_string(object, "date_published", g_strconcat(day, TIME_OF_DAY, NULL));
	json_array_append_new(tags, json_string(word->code));
	json_object_set_new(object, "tags", tags);
	return object;
}

static gboolean
write_json(struct build *build, const char *folder, const char *page, const GArray *items,
           GError **error)
{
	const char *base = build->public_register->base_url;
	g_autofree char *path = g_strconcat(folder, "feed.json", NULL);
	json_t *feed = json_object(), *list = json_array();
	g_autoptr(GString) text = g_string_new(NULL);
	char *dumped;

	json_object_set_new(feed, "version", json_string("https://jsonfeed.org/version/1.1"));
	json_object_set_new(feed, "title", json_string(build->public_register->title));
	json_object_set_new(feed, "language", json_string("ja"));
	set_string(feed, "home_page_url", g_strconcat(base, page, NULL));
	set_string(feed, "feed_url", g_strconcat(base, path, NULL));
	for (guint i = 0; i < items->len; i++)
		json_array_append_new(list, item_json(build, item_at(items, i)));
	json_object_set_new(feed, "items", list);
	dumped = json_dumps(feed, JSON_INDENT(1));
	json_decref(feed);
	g_string_append(text, dumped);
	g_string_append_c(text, '\n');
	free(dumped);
	return build_text(build, path, text, error);
}

gboolean
feeds_write(struct build *build, const char *folder, const char *page, const GArray *items,
            GError **error)
{
	return write_atom(build, folder, page, items, error) &&
	       write_json(build, folder, page, items, error);
}

gboolean
feeds_write_entries(struct build *build, GError **error)
{
	const GPtrArray *entries = build->public_register->entries;

	for (guint i = 0; i < entries->len; i++) {
		const struct disclosure *entry = entries->pdata[i];
		g_autofree char *folder = present_path(entry);
		g_autoptr(GArray) items = g_array_new(FALSE, FALSE, sizeof(struct feed_item));

		for (guint k = entry->history->len; k > 0; k--) {
			struct feed_item item = { entry, entry->history->pdata[k - 1] };

			g_array_append_val(items, item);
		}
		if (!feeds_write(build, folder, folder, items, error))
			return FALSE;
	}
	return TRUE;
}
