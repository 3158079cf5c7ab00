/*
 * The edition that is replaced, compared with what the content says of its day, so that no
 * published text changes without a record of it.
 */
#include "site/former.h"

#include "base/folder.h"
#include "disclosure/item.h"
#include "disclosure/words.h"
#include "publish/published.h"
#include "site/editions.h"

#include <jansson.h>
#include <stdlib.h>
#include <string.h>

#define ENTRIES "data/services.jsonl"
#define UNRECORDED "data/unrecorded.jsonl"

/* Far more bytes than an entry or all that was accepted have: what is read of a few of them takes
 * many times as much memory. */
#define LINE_LIMIT (4 * 1024 * 1024)
#define TEXT_LIMIT FOLDER_READ_MAX

/* Of a value that a finding shows. */
#define SHOWN_LENGTH 60

MESSAGE(message_unrecorded, "unrecorded-change", ERROR, "7.5",
        "{0}に公開した内容と、いまの内容が違います（公開：{1}、いま：{2}）。"
        "訂正として記録するか、間違いなら元に戻してください。このまま公開するときは "
        "--accept-unrecorded を付けてください。",
        "The content no longer says what was published on {0} (published: {1}; now: {2}). "
        "Record a correction, or undo the change; --accept-unrecorded publishes it as it is.");

MESSAGE(message_accepted, "unrecorded-change-accepted", NOTE, "7.5",
        "{0}に公開した内容から、記録なしに変わります（公開：{1}、いま：{2}）。",
        "Changes what was published on {0} without a record (published: {1}; now: {2}).");

MESSAGE(message_later, "published-later", WARNING, "7.5",
        "公開しているリストは{0}のもので、基準日（{1}）より後です。その後に公開した一時停止などが、リストから消えます。",
        "The published list is of {0}, after the day it is ({1}): suspensions and all else that was listed since go from it.");

struct comparison {
	struct build *build;
	struct date day; /* of the edition */
	bool accepted;
	GString *rows;
	const struct public_register *then; /* of that day, by the content */
	guint next;                         /* of its entries, to be compared */
	const char *number;                 /* of the entry being compared */
	const char *last;                   /* number of the last line */
};

/* All that a value says, lists and their entries in their order. */
static void
append_words(const json_t *value, GString *out)
{
	const char *name;
	json_t *member;
	size_t i;

	if (json_is_string(value))
		g_string_append_printf(out, "%s%s", out->len > 0 ? "、" : "",
		                       json_string_value(value));
	else if (json_is_integer(value))
		g_string_append_printf(out, "%s%d", out->len > 0 ? "、" : "",
		                       (int)json_integer_value(value));
	else if (json_is_boolean(value))
		g_string_append(out, presence_words[json_is_true(value)].ja);
	json_object_foreach((json_t *)value, name, member) append_words(member, out);
	json_array_foreach(value, i, member) append_words(member, out);
}

static char *
words_of(const json_t *value)
{
	GString *words = g_string_new(NULL);

	append_words(value, words);
	for (char *byte = words->str; *byte != '\0'; byte++)
		if (*byte == '\n')
			*byte = ' ';
	return g_string_free(words, false);
}

/* A text from shortly before the character at which it differs from another. */
static char *
shown(const char *text, glong differs)
{
	glong length = g_utf8_strlen(text, -1);
	glong first = differs > SHOWN_LENGTH / 3 ? differs - SHOWN_LENGTH / 3 : 0;
	glong end = MIN(length, first + SHOWN_LENGTH);
	g_autofree char *part = g_utf8_substring(text, first, end);

	if (length == 0)
		return g_strdup("―");
	return g_strconcat(first > 0 ? "…" : "", part, end < length ? "…" : "", NULL);
}

/* The first character that differs. */
static glong
difference(const char *text, const char *other)
{
	const char *at = text;

	for (; *at != '\0' && g_utf8_get_char(at) == g_utf8_get_char(other);
	     at = g_utf8_next_char(at), other = g_utf8_next_char(other))
		;
	return g_utf8_pointer_to_offset(text, at);
}

static void
add_row(struct comparison *comparison, const char *name, json_t *old, json_t *now)
{
	g_autofree char *accepted_on = date_iso(comparison->build->public_register->as_of);
	g_autofree char *day = date_iso(comparison->day);
	json_t *row = json_pack("{s:s, s:s, s:s, s:s, s:O, s:O}", "accepted_on", accepted_on,
	                        "published_on", day, "number", comparison->number, "item", name,
	                        "old", old, "new", now);
	char *text = json_dumps(row, JSON_COMPACT);

	g_string_append(comparison->rows, text);
	g_string_append_c(comparison->rows, '\n');
	free(text);
	json_decref(row);
}

/* `item` is NULL for the entry as a whole. */
static void
tell(struct comparison *comparison, const struct item *item, json_t *old, json_t *now)
{
	g_autofree char *day = date_iso(comparison->day);
	g_autofree char *old_words = words_of(old), *now_words = words_of(now);
	glong differs = difference(old_words, now_words);
	g_autofree char *old_text = shown(old_words, differs),
			*now_text = shown(now_words, differs);
	guint index = 0;

	while (index < json_array_size(now) &&
	       json_equal(json_array_get(old, index), json_array_get(now, index)))
		index++;

	struct place place = items_place(comparison->build->request->registry, comparison->number,
	                                 comparison->day, item, index);
	if (item != NULL)
		place = place_of_field(place, item_label(item, LANGUAGE_JA),
		                       item_label(item, LANGUAGE_EN));

	findings_add(comparison->build->findings,
	             comparison->accepted ? &message_accepted : &message_unrecorded, place, day,
	             old_text, now_text, NULL);
	if (comparison->accepted)
		add_row(comparison, item == NULL ? "service" : item->name, old, now);
}

static int
compare_dumps(gconstpointer a, gconstpointer b)
{
	return strcmp(*(const char *const *)a, *(const char *const *)b);
}

/* Puts what changed on one day into an order of its own. */
static void
sort_list(json_t *list)
{
	g_autoptr(GPtrArray) dumps = g_ptr_array_new_with_free_func(free);
	json_t *member;
	size_t i;

	json_array_foreach(list, i, member) g_ptr_array_add(
		dumps, json_dumps(member, JSON_ENCODE_ANY | JSON_COMPACT | JSON_SORT_KEYS));
	g_ptr_array_sort(dumps, compare_dumps);
	for (i = 0; i < dumps->len; i++)
		json_array_set_new(list, i, json_loads(dumps->pdata[i], JSON_DECODE_ANY, NULL));
}

/* Regions by their names alone, where the other edition has no codes: these came later. */
static void
strip_regions(json_t *regions, const json_t *others)
{
	json_t *region;
	size_t i;

	if (json_is_string(json_array_get(others, 0)))
		json_array_foreach(regions, i, region)
			json_array_set(regions, i, json_object_get(region, "name"));
}

/* Takes out of a value what may change with the program: labels, clauses, and the order
 * of what changed on one day. */
static void
strip(json_t *value)
{
	static const char *const wording[] = { "label", "label_en", "clause", "id", "group" };
	const char *name;
	json_t *member;
	size_t i;

	for (i = 0; i < G_N_ELEMENTS(wording); i++)
		json_object_del(value, wording[i]);
	json_object_foreach(value, name, member) strip(member);
	json_array_foreach(value, i, member) strip(member);
	sort_list(json_object_get(value, "changes"));
}

static void compare_items(struct comparison *comparison, const struct item *items, json_t *old,
                          json_t *now);

/* What the body adds (付記) is no item of 7.5 and changes without a record; it is told and
 * noted as what was accepted. */
static void
compare_additions(struct comparison *comparison, const struct item *item, json_t *old, json_t *now)
{
	bool accepted = comparison->accepted;

	comparison->accepted = true;
	if (json_is_object(old) && json_is_object(now))
		compare_items(comparison, item->members, old, now);
	else if (!json_equal(old, now))
		tell(comparison, item, old, now);
	comparison->accepted = accepted;
}

static void
compare_values(struct comparison *comparison, const struct item *item, json_t *old, json_t *now)
{
	if (strcmp(item->name, "regions") == 0) {
		strip_regions(old, now);
		strip_regions(now, old);
	}
	if (item->kind == ITEM_GROUP)
		compare_items(comparison, item->members, old, now);
	else if (!json_equal(old, now))
		tell(comparison, item, old, now);
}

/* Members that one of the two does not have came or went with the shape of the data. */
static void
compare_items(struct comparison *comparison, const struct item *items, json_t *old, json_t *now)
{
	for (const struct item *item = items; item->kind != ITEM_END; item++) {
		json_t *old_value = json_object_get(old, item->name);
		json_t *now_value = json_object_get(now, item->name);

		if (item->name == NULL || strcmp(item->name, "permalink") == 0)
			continue;
		if (strcmp(item->name, "additions") == 0)
			compare_additions(comparison, item,
			                  old_value == NULL ? json_null() : old_value,
			                  now_value == NULL ? json_null() : now_value);
		else if (old_value != NULL && now_value != NULL)
			compare_values(comparison, item, old_value, now_value);
	}
}

/* Whether the edition says of the entry, to the byte, what the content says: nearly all do. */
static bool
is_same(const char *line, const struct disclosure *entry)
{
	g_autoptr(GString) text = g_string_new(NULL);

	dataset_render_entry(entry, RECORD_JSON, text);
	return strcmp(line, text->str) == 0;
}

static void
compare_entry(struct comparison *comparison, const char *line, const struct disclosure *entry)
{
	g_autoptr(GString) text = g_string_new(NULL);
	json_t *old, *now;

	dataset_render_entry(entry, RECORD_JSON, text);
	old = json_loads(line, 0, NULL);
	now = json_loads(text->str, 0, NULL);
	strip(old);
	strip(now);
	compare_items(comparison, items_of_entry, old, now);
	json_decref(old);
	json_decref(now);
}

/* An entry that only one of the two has; NULL is nothing. */
static void
tell_entry(struct comparison *comparison, const char *old_name, const char *now_name)
{
	json_t *old = old_name == NULL ? json_null() : json_string(old_name);
	json_t *now = now_name == NULL ? json_null() : json_string(now_name);

	tell(comparison, NULL, old, now);
	json_decref(old);
	json_decref(now);
}

/* Number and name of an entry of the edition; False where the line is none. */
static bool
read_entry(const char *line, char **number, char **name)
{
	json_t *entry = json_loads(line, JSON_REJECT_DUPLICATES, NULL);

	*number = g_strdup(json_string_value(json_object_get(entry, "number")));
	*name = g_strdup(json_string_value(json_object_get(entry, "name")));
	json_decref(entry);
	return *number != NULL && *name != NULL;
}

/* The entries from the next one on whose numbers stand before `number` (NULL: all) are new. */
static void
tell_new(struct comparison *comparison, const char *number)
{
	const GPtrArray *entries = comparison->then->entries;

	for (; comparison->next < entries->len; comparison->next++) {
		const struct disclosure *entry = entries->pdata[comparison->next];

		if (number != NULL && strcmp(entry->number, number) >= 0)
			break;
		comparison->number = entry->number;
		tell_entry(comparison, NULL, entry->listing.name);
	}
}

/* Both stand in the order of their numbers. */
static bool
compare_line(char *line, void *data)
{
	struct comparison *comparison = data;
	const GPtrArray *entries = comparison->then->entries;
	g_autofree char *number = NULL, *name = NULL;
	const struct disclosure *entry;

	if (comparison->next < entries->len && is_same(line, entries->pdata[comparison->next])) {
		comparison->next++;
		return true;
	}
	if (!read_entry(line, &number, &name) || strcmp(number, comparison->last) <= 0)
		return false;
	tell_new(comparison, number);
	/* Findings outlive the line. */
	comparison->number = comparison->last = g_intern_string(number);
	entry = comparison->next < entries->len ? entries->pdata[comparison->next] : NULL;
	if (entry != NULL && strcmp(entry->number, number) == 0) {
		compare_entry(comparison, line, entry);
		comparison->next++;
	} else {
		tell_entry(comparison, name, NULL);
	}
	return true;
}

/* The day of the edition in the folder. */
static bool
read_day(const char *folder, const char *manifest, struct date *day, GError **error)
{
	GError *failure = NULL;
	g_autofree char *text =
		published_text(folder, manifest, EDITIONS_INDEX, EDITIONS_INDEX_MAX, &failure);
	json_t *index;
	const char *as_of;
	bool good;

	if (failure != NULL) {
		g_propagate_error(error, failure);
		return false;
	}
	index = json_loads(text == NULL ? "" : text, JSON_REJECT_DUPLICATES, NULL);
	as_of = json_string_value(json_object_get(index, "as_of"));
	good = as_of != NULL && date_parse(as_of, day);
	json_decref(index);
	return good || published_fail(folder, error);
}

static bool
compare(struct comparison *comparison, const char *folder, const char *manifest, GError **error)
{
	const struct site_request *request = comparison->build->request;
	GError *failure = NULL;
	g_autofree char *known = published_text(folder, manifest, UNRECORDED, TEXT_LIMIT, &failure);
	AUTO(public_register) then = NULL;

	if (failure != NULL) {
		g_propagate_error(error, failure);
		return false;
	}
	g_string_append(comparison->rows, known == NULL ? "" : known);
	if (date_compare(comparison->day, request->as_of) != 0)
		then = public_register_new(request->registry, comparison->day,
		                           MAX(1, request->jobs));
	comparison->then = then == NULL ? comparison->build->public_register : then;
	if (!published_lines(folder, manifest, ENTRIES, LINE_LIMIT, compare_line, comparison,
	                     error))
		return false;
	tell_new(comparison, NULL);
	return true;
}

static int
compare_number(gconstpointer number, gconstpointer entry)
{
	return strcmp(number, (*(const struct disclosure *const *)entry)->number);
}

/* The lines about numbers that may be told: all, or those that are listed. */
static void
append_public(const struct public_register *now, const char *lines, GString *rows)
{
	g_auto(GStrv) all = g_strsplit(lines, "\n", -1);

	for (char **line = all; *line != NULL; line++) {
		json_t *row = json_loads(*line, 0, NULL);
		const char *number = json_string_value(json_object_get(row, "number"));

		if (number != NULL && (now->publishes_removals ||
		                       bsearch(number, now->entries->pdata, now->entries->len,
		                               sizeof(gpointer), compare_number) != NULL))
			g_string_append_printf(rows, "%s\n", *line);
		json_decref(row);
	}
}

bool
former_examine(struct build *build, const char *folder, bool accepted, GString *rows,
               GError **error)
{
	g_autoptr(GString) told = g_string_new(NULL);
	struct comparison comparison = {
		.build = build, .accepted = accepted, .rows = told, .last = ""
	};
	GError *failure = NULL;
	g_autofree char *manifest = published_manifest(folder, &failure);

	if (failure != NULL) {
		g_propagate_error(error, failure);
		return false;
	}
	/* An empty one is of an edition that was never whole. */
	if (manifest == NULL || *manifest == '\0')
		return true;
	if (!read_day(folder, manifest, &comparison.day, error) ||
	    !compare(&comparison, folder, manifest, error))
		return false;
	if (date_compare(comparison.day, build->request->as_of) > 0)
		findings_add(build->findings, &message_later, (struct place){ .file = "site.xml" },
		             DATE(comparison.day), DATE(build->request->as_of), NULL);
	append_public(build->public_register, told->str, rows);
	return true;
}
