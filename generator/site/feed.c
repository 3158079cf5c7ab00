/* Changes are written as feeds of Atom and JSON. */
#include "site/feed.h"

#include "render/escape.h"
#include "site/present.h"
#include "site/record.h"

/* Midnight in Japan: a change has a day and no time. */
#define TIME_OF_DAY "T00:00:00+09:00"

static const struct change *
item_at(const GArray *items, guint index)
{
	return &g_array_index(items, struct change, index);
}

/* "services/C21-0004-2/feed.atom"; "feed-2.json" of the second page. */
static char *
file_of(const struct feed *feed, guint page, const char *type)
{
	return page == 1 ? g_strconcat(feed->folder, "feed.", type, NULL)
	                 : g_strdup_printf("%sfeed-%u.%s", feed->folder, page, type);
}

static char *
title_of(const struct build *build, const struct feed *feed)
{
	return feed->of == NULL ? g_strdup(build->public_register->title)
	                        : g_strconcat(feed->of, "｜", build->public_register->title, NULL);
}

/* The other pages of the feed, by what they are to this one. */
static struct value *
present_links(const struct feed *feed)
{
	const struct {
		const char *relation;
		guint page;
		bool is_there;
	} links[] = {
		{ "first", 1, feed->pages > 1 },
		{ "previous", feed->page_number - 1, feed->page_number > 1 },
		{ "next", feed->page_number + 1, feed->page_number < feed->pages },
		{ "last", feed->pages, feed->pages > 1 },
	};
	struct value *list = value_list();

	for (gsize i = 0; i < G_N_ELEMENTS(links); i++) {
		if (!links[i].is_there)
			continue;
		g_autofree char *path = file_of(feed, links[i].page, "atom");
		struct value *link = value_object();
		value_set_text(link, "relation", links[i].relation);
		value_set_text(link, "path", path);
		value_append(list, link);
	}
	return list;
}

static void
append_side(GString *html, const char *name, const char *text)
{
	if (*text == '\0')
		return;
	g_auto(GStrv) parts = g_strsplit(text, "\n", -1);
	g_autofree char *lines = g_strjoinv("<br>", parts);
	g_string_append_printf(html, "<p>%s：%s</p>", name, lines);
}

/* Each old and new text as HTML, the words that differ marked. */
static char *
marked_of(const struct change *item)
{
	GString *html = g_string_new(NULL);

	EACH (const struct disclosed_change, change, item->event->changes) {
		g_autoptr(GString) before = g_string_new(NULL), after = g_string_new(NULL);

		g_string_append(html, "<h4>");
		escape_html(html, change->label);
		g_string_append(html, "</h4>");
		present_marked(change, before, after);
		append_side(html, change->of_list ? "削除" : "旧", before->str);
		append_side(html, change->of_list ? "追加" : "新", after->str);
	}
	return g_string_free(html, false);
}

static bool
write_atom(const struct build *build, struct tree *tree, const struct feed *feed, GError **error)
{
	const GArray *items = feed->items;
	struct date updated =
		items->len > 0 ? item_at(items, 0)->event->published_on : build->request->as_of;
	g_autofree char *path = file_of(feed, feed->page_number, "atom");
	g_autofree char *id = file_of(feed, 1, "atom");
	g_autofree char *title = title_of(build, feed);

	if (feed->key != NULL && tree_reuse(tree, path, feed->key))
		return true;
	struct value *root = value_object();
	struct value *events = value_list();
	for (guint i = 0; i < items->len; i++) {
		const struct change *item = item_at(items, i);
		struct value *event = present_event(item->entry, item->event, LANGUAGE_JA);
		g_autofree char *content = marked_of(item);

		value_set(event, "content", value_html(content));
		value_append(events, event);
	}
	value_set_text(root, "title", title);
	value_set_text(root, "path", path);
	value_set_text(root, "id", id);
	value_set_text(root, "page", feed->page);
	value_set(root, "links", present_links(feed));
	value_set(root, "updated", present_date(updated));
	value_set(
		root, "as-of",
		present_date(feed->page_number == 1 ? build->request->as_of : (struct date){ 0 }));
	value_set_text(root, "edition", build->dataset->edition);
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

/* The same that Atom says: what, who, until when, and each old and new text. */
static char *
content_of(const struct change *item, const char *day)
{
	const struct disclosed_event *event = item->event;
	GString *text = g_string_new(NULL);

	g_string_append_printf(text, "%s %s（登録規則%s）。%s。", day, event->label, event->clause,
	                       event->provider_name);
	if (date_is_set(event->expires_on)) {
		g_string_append_printf(text, "有効期限 %s。", DATE(event->expires_on));
	}
	if (event->reason != NULL)
		g_string_append_printf(text, "理由：%s", event->reason);
	EACH (const struct disclosed_change, change, event->changes) {
		g_string_append_printf(text, "\n\n%s", change->label);
		if (change->before != NULL)
			g_string_append_printf(text, "\n%s：%s", change->of_list ? "削除" : "旧",
			                       change->before);
		if (change->after != NULL)
			g_string_append_printf(text, "\n%s：%s", change->of_list ? "追加" : "新",
			                       change->after);
	}
	return g_string_free(text, false);
}

static void
write_item(struct record *record, const struct build *build, const struct change *item)
{
	const char *number = item->entry->number;
	g_autofree char *day = date_iso(item->event->published_on);
	g_autofree char *address = g_strconcat(build->public_register->base_url, "services/",
	                                       number, "/#", item->event->id, NULL);

	record_open(record, NULL);
	record_text(record, "id", address);
	record_text(record, "url", address);
	take_text(
		record, "title",
		g_strconcat(item->event->label, "：", item->event->name, "（", number, "）", NULL));
	take_text(record, "content_text", content_of(item, day));
	if (item->event->changes->len > 0)
		take_text(record, "content_html", marked_of(item));
	take_text(record, "date_published", g_strconcat(day, TIME_OF_DAY, NULL));
	record_open_list(record, "tags");
	record_text(record, NULL, item->event->code);
	record_close_list(record);
	record_close(record);
}

static bool
write_json(const struct build *build, struct tree *tree, const struct feed *feed, GError **error)
{
	const char *base = build->public_register->base_url;
	g_autofree char *path = file_of(feed, feed->page_number, "json");
	g_autofree char *title = title_of(build, feed);
	g_autoptr(GString) text = g_string_new(NULL);
	struct record record = record_begin(text, RECORD_JSON);

	if (feed->key != NULL && tree_reuse(tree, path, feed->key))
		return true;
	record_open(&record, NULL);
	record_text(&record, "version", "https://jsonfeed.org/version/1.1");
	record_text(&record, "title", title);
	record_text(&record, "language", "ja");
	take_text(&record, "home_page_url", g_strconcat(base, feed->page, NULL));
	take_text(&record, "feed_url", g_strconcat(base, path, NULL));
	if (feed->page_number < feed->pages) {
		g_autofree char *next = file_of(feed, feed->page_number + 1, "json");

		take_text(&record, "next_url", g_strconcat(base, next, NULL));
	}
	if (feed->page_number == 1) {
		record_open(&record, "_list");
		dataset_write_day(build->dataset, build->public_register, &record);
		record_close(&record);
	}
	record_open_list(&record, "items");
	for (guint i = 0; i < feed->items->len; i++)
		write_item(&record, build, item_at(feed->items, i));
	record_close_list(&record);
	record_close(&record);
	g_string_append_c(text, '\n');
	return tree_write_keyed(tree, path, feed->key, text->str, text->len, error);
}

bool
feeds_write(const struct build *build, struct tree *tree, const struct feed *feed, GError **error)
{
	return write_atom(build, tree, feed, error) && write_json(build, tree, feed, error);
}

bool
feeds_write_entry(const struct build *build, struct tree *tree, const struct disclosure *entry,
                  const char *key, GError **error)
{
	g_autofree char *folder = present_path(entry), *title = NULL;
	g_autoptr(GArray) items = g_array_new(false, false, sizeof(struct change));

	/* Those of the whole list may be of its day; an entry has its registration. */
	g_assert(entry->history->len > 0);
	for (guint k = entry->history->len; k > 0; k--) {
		struct change item = { entry, entry->history->pdata[k - 1] };

		g_array_append_val(items, item);
	}
	title = g_strconcat(entry->listing.name, "（", entry->number, "）", NULL);
	return feeds_write(build, tree, &(struct feed){ title, 1, 1, folder, folder, key, items },
	                   error);
}
