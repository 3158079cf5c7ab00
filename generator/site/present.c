/* What is public becomes the values that templates see. */
#include "site/present.h"

#include "base/decimal.h"
#include "disclosure/item.h"
#include "disclosure/words.h"
#include "render/escape.h"
#include "render/markdown.h"
#include "render/word_diff.h"

#include <string.h>

char *
present_english_month(struct date date)
{
	static const char *const months[] = {
		"January", "February", "March",     "April",   "May",      "June",
		"July",    "August",   "September", "October", "November", "December",
	};

	char year[DECIMAL_ROOM + 1];

	*decimal_put(year, (guint32)date.year, 1) = '\0';
	return g_strconcat(months[date.month - 1], " ", year, NULL);
}

static char *
english_date(struct date date)
{
	g_autofree char *month = present_english_month(date);
	char day[DECIMAL_ROOM + 1];

	*decimal_put(day, (guint32)date.day, 1) = '\0';
	return g_strconcat(day, " ", month, NULL);
}

struct value *
present_date(struct date date)
{
	if (!date_is_set(date))
		return value_text("");
	g_autofree char *western = date_western(date);
	g_autofree char *era = date_era(date);
	g_autofree char *english = english_date(date);
	struct value *value = value_object();
	value_set_text(value, "iso", DATE(date));
	value_set_text(value, "western", western);
	value_set_text(value, "era", era);
	value_set_text(value, "english", english);
	return value;
}

void
value_set_number(struct value *object, const char *name, unsigned number)
{
	char text[DECIMAL_ROOM + 1];

	*decimal_put(text, number, 1) = '\0';
	value_set_text(object, name, text);
}

void
value_set_count(struct value *object, const char *name, unsigned number)
{
	g_autoptr(GString) text = g_string_new(NULL);

	g_string_printf(text, "%u", number);
	for (gsize at = text->len; at > 3; at -= 3)
		g_string_insert_c(text, (gssize)at - 3, ',');
	value_set_text(object, name, text->str);
}

static void set_items(struct value *object, const struct item *items, const void *data);

/* Whether kana or kanji stand in a text; what has Latin letters alone is read as English
 * (WCAG 3.1.2). */
static const char *
language_of(const char *text)
{
	bool has_latin = false;

	for (; text != NULL && *text != '\0'; text = g_utf8_next_char(text)) {
		GUnicodeScript script = g_unichar_get_script(g_utf8_get_char(text));

		if (script == G_UNICODE_SCRIPT_HAN || script == G_UNICODE_SCRIPT_HIRAGANA ||
		    script == G_UNICODE_SCRIPT_KATAKANA)
			return "ja";
		has_latin = has_latin || script == G_UNICODE_SCRIPT_LATIN;
	}
	return has_latin ? "en" : "ja";
}

static void
set_language(struct value *object, const char *name, const char *text)
{
	g_autofree char *member = g_strconcat(name, "-lang", NULL);

	/* Names are as many as the table of items has. */
	value_set_text(object, g_intern_string(member), language_of(text));
}

static void
set_objects(struct value *object, const struct item *item, const GPtrArray *objects)
{
	struct value *list = value_list();

	for (guint i = 0; i < objects->len; i++) {
		struct value *value = value_object();

		set_items(value, item->members, objects->pdata[i]);
		value_append(list, value);
	}
	value_set(object, item->shown, list);
}

static struct value *
present_texts(const GPtrArray *texts)
{
	struct value *list = value_list();

	for (guint i = 0; texts != NULL && i < texts->len; i++)
		value_append(list, value_text(texts->pdata[i]));
	return list;
}

static void
set_item(struct value *object, const struct item *item, const void *data)
{
	const void *at = item_at(item, data);

	switch (item->kind) {
	case ITEM_TEXT:
	case ITEM_URL:
		value_set_text(object, item->shown, *(const char *const *)at);
		if (item_has_language(item))
			set_language(object, item->shown, *(const char *const *)at);
		break;
	case ITEM_DATE:
		value_set(object, item->shown, present_date(*(const struct date *)at));
		break;
	case ITEM_NUMBER:
		value_set_number(object, item->shown, *(const unsigned *)at);
		break;
	case ITEM_FLAG:
		value_set_flag(object, item->shown, *(const bool *)at);
		break;
	case ITEM_TEXTS:
		value_set(object, item->shown, present_texts(*(GPtrArray *const *)at));
		break;
	case ITEM_OBJECTS:
		set_objects(object, item, *(GPtrArray *const *)at);
		break;
	default: /* prose is rendered by itself: once for all languages */
		break;
	}
	if (item->count != NULL) {
		value_set_count(object, item->count, (*(GPtrArray *const *)at)->len);
		value_set_flag(object, item->exist, (*(GPtrArray *const *)at)->len > 0);
	}
}

/* What templates see of the items: a group that has no name there is none. */
static void
set_items(struct value *object, const struct item *items, const void *data)
{
	for (const struct item *item = items; item->kind != ITEM_END; item++) {
		struct value *group = object;

		if (item->kind == ITEM_GROUP) {
			if (item->shown != NULL)
				value_set(object, item->shown, group = value_object());
			set_items(group, item->members, data);
		} else if (item->shown != NULL) {
			set_item(object, item, data);
		}
	}
}

struct value *
present_site(const struct public_register *public_register)
{
	struct value *value = value_object();

	set_items(value, items_of_list, public_register);
	return value;
}

static struct value *
present_status(const struct disclosed_status *status, enum language language)
{
	struct value *value = value_object();

	value_set_text(value, "code", status->code);
	value_set_text(value, "label", language == LANGUAGE_EN ? status->label_en : status->label);
	value_set_text(value, "clause", status->clause);
	value_set(value, "since", present_date(status->since));
	value_set_flag(value, "special", status->state != STATE_REGISTERED);
	value_set_flag(value, "is-suspended-incident", status->state == STATE_SUSPENDED_INCIDENT);
	value_set_flag(value, "is-suspended-change", status->state == STATE_SUSPENDED_CHANGE);
	value_set_flag(value, "is-reaudit", status->state == STATE_REAUDIT);
	value_set_flag(value, "is-continued", status->state == STATE_CONTINUED);
	return value;
}

static struct value *
present_statuses(const GPtrArray *statuses, bool special_only, enum language language)
{
	struct value *list = value_list();

	EACH (const struct disclosed_status, status, statuses)
		if (!special_only || status->state != STATE_REGISTERED)
			value_append(list, present_status(status, language));
	return list;
}

char *
present_path(const struct disclosure *entry)
{
	return g_strconcat("services/", entry->number, "/", NULL);
}

static void
set_path(struct value *object, const struct disclosure *entry)
{
	g_autofree char *path = present_path(entry);

	value_set_text(object, "path", path);
}

/* Appends a name of the data with its language. */
static void
append_name(struct value *list, const char *name)
{
	struct value *value = value_object();

	value_set_text(value, "name", name);
	set_language(value, "name", name);
	value_append(list, value);
}

/* The first names of the scope, and how many more there are. */
static void
set_scope_summary(struct value *row, const GPtrArray *sub_services)
{
	struct value *names = value_list();
	guint shown = MIN(sub_services->len, SCOPE_NAMES_SHOWN);

	for (guint i = 0; i < shown; i++)
		append_name(names, ((const struct disclosed_entry *)sub_services->pdata[i])->name);
	value_set(row, "scope-names", names);
	if (sub_services->len > shown)
		value_set_count(row, "scope-more", sub_services->len - shown);
	else
		value_set_text(row, "scope-more", "");
}

static char *
joined(const GPtrArray *texts, const char *separator)
{
	GString *text = g_string_new(NULL);

	for (guint i = 0; i < texts->len; i++) {
		if (i > 0)
			g_string_append(text, separator);
		g_string_append(text, texts->pdata[i]);
	}
	return g_string_free(text, false);
}

struct value *
present_row(const struct disclosure *entry, enum language language)
{
	struct value *row = value_object(), *regions = value_list();

	set_path(row, entry);
	value_set_text(row, "number", entry->number);
	value_set_text(row, "name", entry->listing.name);
	set_language(row, "name", entry->listing.name);
	value_set_text(row, "provider", entry->listing.provider_name);
	set_language(row, "provider", entry->listing.provider_name);
	value_set(row, "registered-on", present_date(entry->registered_on));
	value_set(row, "expires-on", present_date(entry->expires_on));
	value_set(row, "statuses", present_statuses(entry->statuses, false, language));
	set_scope_summary(row, entry->listing.sub_services);
	EACH (const struct disclosed_region, region, entry->listing.regions)
		append_name(regions, region->name);
	value_set(row, "regions", regions);
	return row;
}

static void
set_prose(struct value *page, const char *name, const char *markdown, int heading_shift,
          struct findings *findings)
{
	g_autoptr(GString) html = g_string_new(NULL);

	if (markdown != NULL)
		markdown_render(markdown, NOTATION_FIELD, heading_shift, (struct place){ 0 },
		                findings, html);
	value_set(page, name, value_html(html->str));
	set_language(page, name, markdown);
}

static struct value *
present_domain(const struct disclosed_domain *domain, enum language language)
{
	struct value *value = value_object();
	g_autofree char *objectives = joined(domain->implemented, "  ");

	value_set_text(value, "number", domain->number);
	value_set_text(value, "name", domain->name);
	value_set_text(value, "group", domain->group_names[language]);
	value_set_number(value, "implemented", domain->implemented->len);
	value_set_number(value, "total", domain->total);
	value_set_text(value, "objectives", objectives);
	return value;
}

/* Dates among the changes as pages write them; other text as it is. */
static void
set_changed_text(struct value *value, const char *name, const char *text, enum language language)
{
	struct date date;
	g_autofree char *written = NULL;

	if (text != NULL && date_parse(text, &date))
		written = language == LANGUAGE_EN ? english_date(date) : date_western(date);
	value_set_text(value, name, written != NULL ? written : text);
}

void
present_marked(const struct disclosed_change *change, GString *before, GString *after)
{
	struct date date;

	if (change->before != NULL && change->after != NULL && !change->of_list &&
	    !date_parse(change->before, &date)) {
		word_diff(change->before, change->after, before, after);
		return;
	}
	if (change->before != NULL)
		escape_html(before, change->before);
	if (change->after != NULL)
		escape_html(after, change->after);
}

/* Of one item of 7.5; of all where `item` is 0. */
static struct value *
present_changes(const GPtrArray *changes, enum language language)
{
	struct value *list = value_list();

	EACH (const struct disclosed_change, change, changes) {
		struct value *value = value_object();
		value_set_text(value, "item", item_words[change->item].code);
		value_set_text(value, "label",
		               language == LANGUAGE_EN ? change->label_en : change->label);
		value_set_flag(value, "of-list", change->of_list);
		set_changed_text(value, "before", change->before, language);
		set_changed_text(value, "after", change->after, language);
		/* Empty where all of it is new, and for dates and lists. */
		g_autoptr(GString) before = g_string_new(NULL), after = g_string_new(NULL);

		present_marked(change, before, after);
		if (strstr(before->str, "<mark>") == NULL && strstr(after->str, "<mark>") == NULL) {
			g_string_truncate(before, 0);
			g_string_truncate(after, 0);
		}
		value_set(value, "before-marked", value_html(before->str));
		value_set(value, "after-marked", value_html(after->str));
		value_set(value, "on", present_date(change->on));
		value_append(list, value);
	}
	return list;
}

struct value *
present_event(const struct disclosure *entry, const struct disclosed_event *event,
              enum language language)
{
	struct value *value = value_object();

	set_path(value, entry);
	value_set_text(value, "number", entry->number);
	value_set_text(value, "name", event->name);
	value_set_text(value, "provider-name", event->provider_name);
	value_set_text(value, "id", event->id);
	value_set_flag(value, "is-listed", !entry->is_removed);
	value_set_text(value, "code", event->code);
	value_set_text(value, "label", language == LANGUAGE_EN ? event->label_en : event->label);
	value_set_text(value, "clause", event->clause);
	value_set(value, "on", present_date(event->on));
	value_set(value, "expires-on", present_date(event->expires_on));
	value_set_text(value, "reason", event->reason);
	value_set_flag(value, "changes-exist", event->changes->len > 0);
	value_set_count(value, "change-count", event->changes->len);
	value_set(value, "changes", present_changes(event->changes, language));
	return value;
}

static void
set_all_prose(struct value *prose, const struct item *items, const struct disclosure *entry,
              struct findings *findings)
{
	for (const struct item *item = items; item->kind != ITEM_END; item++)
		if (item->kind == ITEM_GROUP)
			set_all_prose(prose, item->members, entry, findings);
		else if (item->kind == ITEM_PROSE)
			set_prose(prose, item->shown, *(const char *const *)item_at(item, entry),
			          item->heading_shift, findings);
}

struct value *
present_prose(const struct disclosure *entry, struct findings *findings)
{
	struct value *prose = value_object();

	set_all_prose(prose, items_of_entry, entry, findings);
	return prose;
}

struct date
present_changed_on(const struct disclosure *entry)
{
	struct date last = entry->registered_on;

	EACH (const struct disclosed_event, event, entry->history)
		if (date_compare(event->on, last) > 0)
			last = event->on;
	return last;
}

static void
borrow_members(struct value *page, const struct value *shared)
{
	for (unsigned i = 0; i < value_count(shared); i++) {
		const char *name = value_name_at(shared, i);

		value_borrow(page, name, value_find(shared, name));
	}
}

static void
set_links(struct value *page, const char *name, const char *exist, const GPtrArray *links,
          enum language language)
{
	struct value *list = value_list();

	EACH (const struct disclosed_link, link, links) {
		struct value *value = value_object();

		value_set_text(value, "number", link->number);
		value_set_text(value, "name", link->name);
		value_set(value, "statuses", present_statuses(link->statuses, false, language));
		value_append(list, value);
	}
	value_set(page, name, list);
	value_set_flag(page, exist, links->len > 0);
}

void
present_entry(struct value *page, const struct disclosure *entry, enum language language,
              const struct value *prose)
{
	const struct listing *listing = &entry->listing;

	set_items(page, items_of_entry, entry);
	value_set(page, "changed-on", present_date(present_changed_on(entry)));
	value_set(page, "statuses", present_statuses(entry->statuses, false, language));
	value_set(page, "special-statuses", present_statuses(entry->statuses, true, language));
	struct value *domains = value_list();
	const char *group = NULL;

	EACH (const struct disclosed_domain, domain, listing->domains) {
		struct value *value = present_domain(domain, language);

		value_set_flag(value, "opens-group", g_strcmp0(domain->group, group) != 0);
		value_append(domains, value);
		group = domain->group;
	}
	value_set(page, "domains", domains);
	struct value *history = value_list();

	for (guint i = 0; i < entry->history->len; i++)
		value_append(history, present_event(entry, entry->history->pdata[i], language));
	value_set(page, "history", history);
	set_links(page, "bases", "bases-exist", entry->additions.bases, language);
	set_links(page, "dependents", "dependents-exist", entry->additions.dependents, language);
	value_set_flag(page, "additions-exist",
	               item_is_there(item_find(items_of_entry, "additions"), entry));
	borrow_members(page, prose);
}

struct value *
present_removal(const struct disclosed_removal *removal, enum language language)
{
	struct value *value = value_object();

	value_set_text(value, "number", removal->number);
	value_set_text(value, "name", removal->name);
	value_set_text(value, "label", word_text(&history_words[HISTORY_REMOVAL], language));
	value_set_text(value, "clause", removal_terms[removal->ground].clause);
	value_set_text(value, "ground", removal_text(removal->ground, language));
	value_set(value, "on", present_date(removal->removed_on));
	value_set_text(value, "corrected-number", removal->corrected_number);
	return value;
}
