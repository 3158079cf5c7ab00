/*
 * Fills a copy of a registry with markers, makes the site of it and looks for
 * them in every byte that was written.
 *
 *	leak CONTENT TEMPLATES WORK AS-OF
 *
 * What is public is decided here once more, by the table of items and by what the
 * committee decided: a field that no item is copied from, an application that
 * was not listed, a form but for the old and new text of a form 9, and a date
 * of any of these must not come out. That the markers of what is listed do come
 * out shows that the search finds what is there.
 */
#define _GNU_SOURCE
#include "base/refusal.h"
#include "disclosure/item.h"
#include "history/status.h"
#include "publish/tree.h"
#include "registry/field.h"
#include "registry/form.h"
#include "registry/registry.h"
#include "site/site.h"
#include "source/xml.h"

#include <glib/gstdio.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum verdict {
	FORBIDDEN,
	ALLOWED,
	REQUIRED,
};

struct marker {
	char *text;
	char *where; /* "service/application/audit/auditor" */
	enum verdict verdict;
	bool seen;
};

struct planting {
	const struct registry *registry;
	struct date as_of;
	GPtrArray *markers;       /* struct marker * */
	GHashTable *secret_dates; /* "2026-11-20" */
	GHashTable *public_dates;
	GHashTable *met;               /* fields with a value that is searched or turned */
	bool turned;                   /* the second copy: choices and marks say something else */
	const struct service *service; /* of the file; or NULL */
	int form;                      /* number of the form; or 0 */
	GString *out;
};

static void
free_marker(gpointer data)
{
	struct marker *marker = data;

	g_free(marker->text);
	g_free(marker->where);
	g_free(marker);
}

/* What is public beside the items that are copied: what the history of an entry tells
 * of decisions (7.1, 7.5(4), (5) and (12)), the party that changed (10.2), and the criteria, which everybody can read. */
static const char *const also_public[] = {
	"decisions/items/register/number",
	"decisions/items/register/registered-on",
	"decisions/items/register/expires-on",
	"decisions/items/register/special-notes",
	"decisions/items/renew/expires-on",
	"decisions/items/renew/special-notes",
	"decisions/items/correct/number",
	"decisions/items/correct/registered-on",
	"decisions/items/correct/expires-on",
	"decisions/items/correct/service-name",
	"decisions/items/correct/provider-name",
	"service/correction/",
	"service/party/name",
	"service/party/reading",
	"service/party/corporate-number",
	"service/party/address",
	"criteria/",
};

static bool
is_item(const struct item *items, const char *field)
{
	for (const struct item *item = items; item->kind != ITEM_END; item++)
		if (g_strcmp0(item->field, field) == 0 ||
		    (item->members != NULL && is_item(item->members, field)))
			return true;
	return false;
}

/* Whether a field, "service/application/applicant/name", is public. */
static bool
is_public(const char *field)
{
	for (gsize i = 0; i < G_N_ELEMENTS(also_public); i++)
		if (g_str_has_prefix(field, also_public[i]))
			return true;
	if (g_str_has_prefix(field, "service/"))
		return is_item(items_of_entry, field + strlen("service/"));
	return is_item(items_of_list, field);
}

/* Notes what `text` of a field stands for, which is searched in all that is published. */
static void
note(struct planting *planting, const char *text, const char *where, enum verdict verdict)
{
	struct marker *marker = g_new0(struct marker, 1);

	marker->text = g_strdup(text);
	marker->where = g_strdup(where);
	marker->verdict = verdict;
	g_ptr_array_add(planting->markers, marker);
}

/* Values that fit the patterns of fields, each with a number of its own between `before`
 * and `after`, as wide as it must be. */
static const struct shape {
	const char *pattern; /* NULL: of a field without one */
	const char *before;
	const char *after;
	int width;
} shapes[] = {
	{ NULL, "ZQ", "XJ", 5 },
	{ "[A-Za-z0-9._+-]+@[A-Za-z0-9-]+([.][A-Za-z0-9-]+)+", "zq", "xj@leak.example.jp", 5 },
	{ "[0-9]+\\.[0-9]+\\.[0-9]+(\\.(P|B|PB))?", "9", ".97.98", 5 },
	{ "[0-9]{13}", "97310", "317", 5 },
	{ "[0-9]{7}", "97", "", 5 },
	{ "C[0-9]{2}-[0-9]{4}-[0-9]", "C98-", "-9", 4 },
	{ "[ぁ-ゖー・ 　]+", "ずくぬ", "ゔぢ", 5 },
};

/* The number in hiragana, for readings. */
static char *
kana_number(const char *digits)
{
	static const char *const kana[] = { "あ", "い", "う", "え", "お",
		                            "か", "き", "く", "け", "こ" };
	GString *text = g_string_new(NULL);

	for (; *digits != '\0'; digits++)
		g_string_append(text, kana[*digits - '0']);
	return g_string_free(text, false);
}

static const struct shape *
shape_of(const struct field *field)
{
	for (gsize i = 0; i < G_N_ELEMENTS(shapes); i++)
		if (g_strcmp0(shapes[i].pattern, field->pattern) == 0)
			return &shapes[i];
	return NULL;
}

/* A new value of that shape, which is searched. The caller frees. */
static char *
plant(struct planting *planting, const struct shape *shape, const char *where, enum verdict verdict)
{
	g_autofree char *digits =
		g_strdup_printf("%0*u", shape->width, planting->markers->len % 100000);
	g_autofree char *kana = kana_number(digits);
	bool reads = g_str_has_prefix(shape->before, "ず");
	char *text = g_strconcat(shape->before, reads ? kana : digits, shape->after, NULL);

	note(planting, text, where, verdict);
	return text;
}

/* What is not planted, and why that is no hole. */
static const struct exemption {
	const char *field; /* or its last part, with "/" before it; or its group, with "/" behind */
	const char *why;
} exemptions[] = {
	{ "/application", "a small number that refers to an application" },
	{ "service/application/id", "the same" },
	{ "/control-objectives/edition", "names the criteria, which everybody can read" },
	{ "service/application/statement/control-objectives/implemented", "public: item (7)" },
	{ "/number", "the number of a form, which its other fields depend on" },
	{ "service/application/kind", "decides what is registered and what renewed (8.1)" },
	{ "service/events/suspension/ground", "is told: 9.5 and 10.5" },
	{ "service/events/lifting/ground", "says which suspension ends" },
	{ "service/events/monitoring-result/result", "decides whether a re-audit follows (12.1)" },
	{ "service/events/monitoring-result/remedy", "decides whether a re-audit follows (12.1)" },
	{ "service/events/reaudit-result/result", "decides whether the re-audit ends (12.5)" },
	{ "decisions/items/remove/ground", "is told where site.xml publishes removals" },
	{ "form09/change/item", "says which item of the list changes (10.2)" },
	{ "form11/use", "decides which of its fields there must be" },
	{ "/suspension-on", "the day of an act that is told by itself" },
	{ "/monitoring-on", "the day of an act, which is searched there" },
	{ "/committee-confirmed-on", "the sample has none" },
	{ "/deviation/", "the sample has no accepted deviation" },
	{ "service/party/", "the sample has no change of the party" },
	{ "service/carried-over/", "the sample has no entry carried over" },
	{ "site/hide-exclusion-reasons", "a switch without a value" },
	{ "site/hide-past-marks", "a switch without a value" },
	{ "site/archived-blanks", "a switch without a value" },
	{ "service/events/explanation-request/", "the sample has no such act" },
	{ "service/events/explanation/", "the sample has no such act" },
	{ "service/events/withdrawal-retraction/", "the sample has no such act" },
	{ "service/events/user-notice/", "the sample has no such act" },
	{ "decisions/items/annul/", "the sample has no such act" },
	{ "decisions/items/correct/", "the sample has no such act" },
	{ "site/notice/", "the sample sends no notices" },
	{ "site/committee/from", "the sample has the body of one time" },
	{ "site/operations-body/from", "the sample has the body of one time" },
	{ "form09/change/", "public while the service is listed (10.2)" },
};

static bool
is_exempt(const char *where)
{
	for (gsize i = 0; i < G_N_ELEMENTS(exemptions); i++) {
		const char *field = exemptions[i].field;

		if (g_str_has_suffix(field, "/") ? strstr(where, field) != NULL
		    : field[0] == '/'            ? g_str_has_suffix(where, field)
		                                 : strcmp(where, field) == 0)
			return true;
	}
	return false;
}

/* Another value that the field may have: what it decides of what is published must not
 * show. In the first copy, the value as it is. */
static char *
turned_value(const struct planting *planting, const struct field *field, const char *value)
{
	g_auto(GStrv) words =
		g_strsplit(field->kind == FIELD_TOKENS ? "1 2" : field->choices, " ", -1);
	guint at = 0;

	if (!planting->turned)
		return g_strdup(value);
	while (words[at] != NULL && strcmp(words[at], value) != 0)
		at++;
	return g_strdup(words[at] != NULL && words[at + 1] != NULL ? words[at + 1] : words[0]);
}

static char *
planted_url(struct planting *planting, const char *where, enum verdict verdict)
{
	g_autofree char *name = plant(planting, &shapes[0], where, verdict);

	return g_strconcat("https://", name, ".example.jp/", NULL);
}

/* What a form 9 states is read as the item that it changes (10.2): an address, a reading,
 * whether there is a plan, or any text. */
static char *
planted_statement(struct planting *planting, const char *value, const char *where,
                  enum verdict verdict)
{
	const struct shape *reading = &shapes[G_N_ELEMENTS(shapes) - 1];

	if (g_str_has_prefix(value, "http"))
		return planted_url(planting, where, verdict);
	if (strcmp(value, "有") == 0 || strcmp(value, "無") == 0)
		return g_strdup(value);
	if (g_regex_match_simple("^[ぁ-ゖー・ 　]+$", value, 0, 0))
		return plant(planting, reading, where, verdict);
	return plant(planting, &shapes[0], where, verdict);
}

/* The value of a field in the copy: one that is searched where its shape takes one; else
 * one that is different in the second copy. */
static char *
planted_value(struct planting *planting, const struct field *field, const char *value,
              const char *where, enum verdict verdict)
{
	const struct shape *shape = shape_of(field);

	if (is_exempt(where) && field->kind != FIELD_STATED)
		return g_strdup(value);
	g_hash_table_add(planting->met, g_strdup(where));
	switch (field->kind) {
	case FIELD_DATE:
		g_hash_table_add(verdict == FORBIDDEN ? planting->secret_dates
		                                      : planting->public_dates,
		                 g_strdup(value));
		return g_strdup(value);
	case FIELD_URL:
		return planted_url(planting, where, verdict);
	case FIELD_STATED:
		return planted_statement(planting, value, where, verdict);
	case FIELD_CHOICE:
		return is_public(where) ? g_strdup(value) : turned_value(planting, field, value);
	case FIELD_MARK:
		return g_strdup(value);
	case FIELD_TOKENS:
		if (shape == NULL)
			return turned_value(planting, field, value);
		return plant(planting, shape, where, verdict);
	default:
		if (shape != NULL)
			return plant(planting, shape, where, verdict);
		/* A number that others refer to is searched as it is. */
		g_assert(strcmp(field->pattern, "S[0-9]{4,6}") == 0 || is_public(where));
		if (!is_public(where))
			note(planting, value, where, FORBIDDEN);
		return g_strdup(value);
	}
}

static bool
is_listed(const struct planting *planting)
{
	struct status status;

	if (planting->service == NULL)
		return false;
	status_compute(planting->service, planting->as_of, &status);
	return status.listed;
}

static bool
is_told(enum event_kind kind)
{
	return kind == EVENT_REGISTER || kind == EVENT_RENEW || kind == EVENT_SUSPENSION ||
	       kind == EVENT_LIFTING || kind == EVENT_REAUDIT_DEMAND ||
	       kind == EVENT_REAUDIT_RESULT || kind == EVENT_LISTING_CHANGE ||
	       kind == EVENT_REMARK || kind == EVENT_PARTY;
}

/* Whether an application is what is listed, was once, or never. */
static enum verdict
application_verdict(const struct planting *planting, const char *id)
{
	const struct service *service = planting->service;
	struct status status;

	status_compute(service, planting->as_of, &status);
	if (!status.listed)
		return FORBIDDEN;
	if (status.application != NULL && g_strcmp0(status.application->id.value, id) == 0)
		return REQUIRED;
	for (guint i = 0; i < service->timeline->len; i++) {
		const struct event *event = service->timeline->pdata[i];
		const struct decision *decision = event->decision;

		if ((event->kind == EVENT_REGISTER || event->kind == EVENT_RENEW) &&
		    decision->target_application != NULL &&
		    g_strcmp0(decision->target_application->id.value, id) == 0 &&
		    date_compare(event->on.on, planting->as_of) <= 0)
			return ALLOWED;
	}
	return FORBIDDEN;
}

/* The verdict for what stands below an element of that field, where the parent
 * has `verdict`. */
static enum verdict
verdict_below(const struct planting *planting, const struct xml_node *node,
              const struct field *field, const char *path, enum verdict verdict)
{
	if (strcmp(field->name, "application") == 0 && field->children != NULL)
		return application_verdict(planting, xml_attribute(node, "id"));
	if (planting->form == 9 &&
	    (strcmp(field->name, "old") == 0 || strcmp(field->name, "new") == 0))
		return is_listed(planting) ? ALLOWED : FORBIDDEN;
	if (strcmp(field->name, "remark") == 0 || strcmp(field->name, "party") == 0 ||
	    strcmp(field->name, "correction") == 0)
		return is_listed(planting) ? ALLOWED : FORBIDDEN;
	return field->children != NULL || is_public(path) ? verdict : FORBIDDEN;
}

static void
append_escaped(GString *out, const char *text)
{
	g_autofree char *escaped = g_markup_escape_text(text, -1);

	g_string_append(out, escaped);
}

static void
append_attribute(struct planting *planting, const struct field *row, const char *value,
                 const char *path, enum verdict verdict)
{
	g_autofree char *where = g_strdup_printf("%s/%s", path, row->name);
	g_autofree char *planted =
		planted_value(planting, row, value, where, is_public(where) ? verdict : FORBIDDEN);

	g_string_append_printf(planting->out, " %s=\"", row->name);
	append_escaped(planting->out, planted);
	g_string_append_c(planting->out, '"');
}

/* A value for a field that the content does not fill in; NULL where it stays empty. */
static const char *
value_for_empty(const struct field *row, const char *path)
{
	g_autofree char *where = g_strdup_printf("%s/%s", path, row->name);
	g_autofree char *first_word =
		row->choices == NULL ? NULL : g_strndup(row->choices, strcspn(row->choices, " "));

	/* Of a form 11, only the demand of 12.1 has a due date. */
	if (row->children != NULL || row->min > 0 || is_public(where) || is_exempt(where) ||
	    strcmp(where, "form11/due-on") == 0 ||
	    (row->kind == FIELD_DATE && !g_str_has_prefix(where, "form")))
		return NULL;
	switch (row->kind) {
	case FIELD_DATE:
		return "1987-06-05";
	case FIELD_LINE:
	case FIELD_PROSE:
	case FIELD_TEXT:
		return "x";
	case FIELD_CHOICE:
		return g_intern_string(first_word);
	default:
		return NULL;
	}
}

static void
append_attributes(struct planting *planting, const struct xml_node *node, const struct field *field,
                  const char *path, enum verdict verdict)
{
	for (int i = 0; i < node->attribute_count; i++) {
		const struct field *row = field_find(field, node->attributes[i].name);

		g_assert(row != NULL);
		append_attribute(planting, row, node->attributes[i].value, path, verdict);
	}
	for (const struct field *row = field->children; row != NULL && row->name != NULL; row++)
		if (row->attribute && xml_attribute(node, row->name) == NULL &&
		    value_for_empty(row, path) != NULL)
			append_attribute(planting, row, value_for_empty(row, path), path, verdict);
}

static void copy_node(struct planting *planting, const struct xml_node *node,
                      const struct field *field, const char *path, enum verdict verdict);

static void
copy_child(struct planting *planting, const struct xml_node *child, const struct field *row,
           const char *path, enum verdict verdict)
{
	g_autofree char *where = g_strdup_printf("%s/%s", path, row->name);

	if (planting->turned && row->kind == FIELD_MARK && row->min == 0 && !is_public(where))
		return;
	copy_node(planting, child, row, where, verdict);
}

/* The children of a group in the order of its fields, with those that are not filled in. */
static void
copy_group(struct planting *planting, const struct xml_node *node, const struct field *field,
           const char *path, enum verdict verdict)
{
	for (const struct field *row = field->children; row->name != NULL; row++) {
		const struct xml_node empty = { .name = (char *)row->name,
			                        .text = (char *)value_for_empty(row, path) };
		bool filled = false;

		for (const struct xml_node *child = node->first; child != NULL; child = child->next)
			if (!row->attribute && strcmp(child->name, row->name) == 0) {
				copy_child(planting, child, row, path, verdict);
				filled = true;
			}
		if (!filled && !row->attribute && empty.text != NULL)
			copy_child(planting, &empty, row, path, verdict);
	}
}

static void
copy_node(struct planting *planting, const struct xml_node *node, const struct field *field,
          const char *path, enum verdict verdict)
{
	enum verdict here = verdict_below(planting, node, field, path, verdict);

	g_string_append_printf(planting->out, "<%s", node->name);
	append_attributes(planting, node, field, path, here);
	g_string_append_c(planting->out, '>');
	if (field->kind == FIELD_SEQUENCE)
		for (const struct xml_node *child = node->first; child != NULL; child = child->next)
			copy_child(planting, child, field_find(field, child->name), path, here);
	else if (field->children != NULL && (field->kind != FIELD_STATED || node->first != NULL))
		copy_group(planting, node, field, path, here);
	else if (node->text != NULL) {
		g_autofree char *value = planted_value(planting, field, node->text, path, here);

		append_escaped(planting->out, value);
	}
	g_string_append_printf(planting->out, "</%s>", node->name);
}

/* The same root with the namespace. */
static void
copy_root(struct planting *planting, const struct xml_node *root, const struct field *field,
          const char *path, enum verdict verdict)
{
	gsize start = planting->out->len;

	copy_node(planting, root, field, path, verdict);
	g_string_insert(planting->out, (gssize)(start + 1 + strlen(root->name)),
	                " xmlns=\"" XML_NAMESPACE "\"");
}

/* What is looked up for a file: its field, its service, the verdict to begin
 * with. */
static const struct field *
field_of_file(struct planting *planting, const struct xml_node *root, enum verdict *verdict)
{
	planting->service = NULL;
	planting->form = 0;
	*verdict = ALLOWED;
	if (strcmp(root->name, "service") == 0) {
		planting->service =
			registry_find_service(planting->registry, xml_attribute(root, "id"));
		*verdict = FORBIDDEN;
		return &field_service;
	}
	if (strcmp(root->name, "decisions") == 0)
		return &field_decisions;
	if (strcmp(root->name, "site") == 0)
		return &field_site;
	if (strcmp(root->name, "criteria") == 0)
		return &field_criteria;
	*verdict = FORBIDDEN;
	planting->form = atoi(xml_attribute(root, "number"));
	planting->service =
		registry_find_service(planting->registry, xml_attribute(root, "service"));
	return &form_kind_find(planting->form)->field;
}

static bool
copy_file(struct planting *planting, const char *from, const char *name, const char *to,
          struct findings *findings)
{
	g_autofree char *source = g_build_filename(from, name, NULL);
	g_autofree char *target = g_build_filename(to, name, NULL);
	g_autofree char *folder = g_path_get_dirname(target);
	AUTO(xml_document) document = xml_load(source, name, findings);
	g_autofree char *name_of_root = NULL;
	const struct field *field;
	enum verdict verdict;

	if (document == NULL)
		return false;
	field = field_of_file(planting, xml_root(document), &verdict);
	planting->out = g_string_new(NULL);
	name_of_root = planting->form == 0 ? g_strdup(xml_root(document)->name)
	                                   : g_strdup_printf("form%02d", planting->form);
	copy_root(planting, xml_root(document), field, name_of_root, verdict);
	g_assert(g_mkdir_with_parents(folder, 0755) == 0);
	if (!g_file_set_contents(target, planting->out->str, (gssize)planting->out->len, NULL))
		return false;
	g_string_free(planting->out, true);
	return true;
}

static bool
copy_folder(struct planting *planting, const char *from, const char *below, const char *to,
            struct findings *findings)
{
	g_autofree char *folder = g_build_filename(from, below, NULL);
	g_autoptr(GDir) directory = g_dir_open(folder, 0, NULL);
	const char *entry;

	while (directory != NULL && (entry = g_dir_read_name(directory)) != NULL) {
		g_autofree char *name =
			*below == '\0' ? g_strdup(entry) : g_strconcat(below, "/", entry, NULL);
		g_autofree char *path = g_build_filename(from, name, NULL);

		if (g_file_test(path, G_FILE_TEST_IS_DIR)) {
			if (!copy_folder(planting, from, name, to, findings))
				return false;
		} else if (g_str_has_suffix(name, ".xml") &&
		           !copy_file(planting, from, name, to, findings)) {
			return false;
		}
	}
	return true;
}

/* What a text looks like where it was written in another way. */
static GPtrArray *
disguises(const char *text)
{
	GPtrArray *all = g_ptr_array_new_with_free_func(g_free);
	gsize length = strlen(text);
	GString *hexadecimal = g_string_new(NULL), *percent = g_string_new(NULL);

	g_ptr_array_add(all, g_strdup(text));
	g_ptr_array_add(all, g_ascii_strdown(text, -1));
	for (gsize i = 0; i < length; i++) {
		g_string_append_printf(hexadecimal, "%02x", (guchar)text[i]);
		g_string_append_printf(percent, "%%%02X", (guchar)text[i]);
	}
	g_ptr_array_add(all, g_string_free(hexadecimal, false));
	g_ptr_array_add(all, g_string_free(percent, false));
	for (gsize shift = 0; shift < 3; shift++) {
		/* The characters of base64 that the text alone decides, at each of
		 * the three places it may have in a group. */
		g_autofree char *padded = g_strdup_printf("%.*s%s", (int)shift, "xx", text);
		g_autofree char *encoded = g_base64_encode((const guchar *)padded, shift + length);
		gsize first = shift == 0 ? 0 : shift + 1;
		gsize end = (shift + length) / 3 * 4;

		g_ptr_array_add(all, g_strndup(encoded + first, end - first));
	}
	return all;
}

static bool
contains(const char *bytes, gsize length, const char *text)
{
	return memmem(bytes, length, text, strlen(text)) != NULL;
}

static bool
contains_disguised(const char *bytes, gsize length, const char *text)
{
	g_autoptr(GPtrArray) all = disguises(text);

	for (guint i = 0; i < all->len; i++)
		if (contains(bytes, length, all->pdata[i]))
			return true;
	return false;
}

/* A file of the site that is searched, with what was found in it. */
static void
search_markers(struct planting *planting, const char *path, const char *bytes, gsize length,
               GString *report)
{
	for (guint i = 0; i < planting->markers->len; i++) {
		struct marker *marker = planting->markers->pdata[i];

		if (marker->verdict == FORBIDDEN) {
			if (contains_disguised(bytes, length, marker->text))
				g_string_append_printf(report, "#   %s: %s\n", path, marker->where);
		} else if (contains(bytes, length, marker->text)) {
			marker->seen = true;
		}
	}
}

/* As pages in English write it. */
static char *
english_date(struct date date)
{
	static const char *const months[] = {
		"January", "February", "March",     "April",   "May",      "June",
		"July",    "August",   "September", "October", "November", "December",
	};

	return g_strdup_printf(">%d %s %d<", date.day, months[date.month - 1], date.year);
}

static void
search_dates(struct planting *planting, const char *path, const char *bytes, gsize length,
             GString *report)
{
	g_autoptr(GList) dates = g_hash_table_get_keys(planting->secret_dates);

	for (const GList *item = dates; item != NULL; item = item->next) {
		struct date date;
		g_autofree char *western = NULL, *era = NULL, *english = NULL;

		if (!date_parse(item->data, &date))
			continue;
		western = date_western(date);
		era = date_era(date);
		english = english_date(date);
		if (contains(bytes, length, item->data) || contains(bytes, length, western) ||
		    contains(bytes, length, era) || contains(bytes, length, english))
			g_string_append_printf(report, "#   %s: %s\n", path,
			                       (const char *)item->data);
	}
}

static guint
search_folder(struct planting *planting, const char *folder, GString *markers, GString *dates)
{
	g_autoptr(GDir) directory = g_dir_open(folder, 0, NULL);
	const char *entry;
	guint count = 0;

	while (directory != NULL && (entry = g_dir_read_name(directory)) != NULL) {
		g_autofree char *path = g_build_filename(folder, entry, NULL);
		g_autofree char *bytes = NULL;
		gsize length;

		if (g_file_test(path, G_FILE_TEST_IS_DIR)) {
			count += search_folder(planting, path, markers, dates);
			continue;
		}
		g_assert(g_file_get_contents(path, &bytes, &length, NULL));
		search_markers(planting, path, bytes, length, markers);
		search_dates(planting, path, bytes, length, dates);
		count++;
	}
	return count;
}

static void
allow(struct planting *planting, struct date date)
{
	g_autofree char *iso = date_is_set(date) ? date_iso(date) : NULL;

	if (iso != NULL)
		g_hash_table_remove(planting->secret_dates, iso);
}

/* A day of something secret may be one of something public as well: of what
 * the history of an entry tells. */
static void
allow_public_dates(struct planting *planting)
{
	const GPtrArray *services = planting->registry->services;
	g_autoptr(GList) dates = g_hash_table_get_keys(planting->public_dates);

	for (const GList *item = dates; item != NULL; item = item->next)
		g_hash_table_remove(planting->secret_dates, item->data);
	allow(planting, planting->as_of);
	for (guint i = 0; i < services->len; i++) {
		const struct service *service = services->pdata[i];

		planting->service = service;
		for (guint k = 0; is_listed(planting) && k < service->timeline->len; k++) {
			const struct event *event = service->timeline->pdata[k];

			if (is_told(event->kind))
				allow(planting, event->on.on);
			/* 8.1: the registration goes on from the day after it. */
			if (is_told(event->kind) && event->decision != NULL &&
			    date_is_set(event->decision->expires_on.on))
				allow(planting, date_add_days(event->decision->expires_on.on, 1));
			if (event->kind == EVENT_LISTING_CHANGE)
				g_hash_table_remove(planting->secret_dates,
				                    form_text(event->form, "effect-on"));
		}
	}
}

static bool
make_site(const char *content, const char *templates, const char *output, struct date as_of,
          GError **error)
{
	AUTO(findings) findings = findings_new();
	AUTO(registry) registry = registry_load(content, 1, findings, error);
	AUTO(template_set) set = template_set_load(templates, error);
	struct site_request request = {
		.registry = registry,
		.as_of = as_of,
		.content_folder = content,
		.templates = set,
		.templates_folder = templates,
		.jobs = 1,
	};
	AUTO(site_edition) site = NULL;
	AUTO(tree) tree = NULL;

	if (registry == NULL || set == NULL)
		return false;
	site = site_prepare(&request, findings, error);
	if (site == NULL)
		return false;
	if (findings_count(findings, FINDING_ERROR) > 0) {
		g_autoptr(GString) text = g_string_new(NULL);

		findings_render(findings, FINDING_TEXT, LANGUAGE_EN, text);
		fputs(text->str, stdout);
		return refuse(error,
		              FAILURE("test-planted", "埋め込んだ内容に誤りがあります。",
		                      "The planted registry has faults."),
		              NULL);
	}
	tree = tree_open(output, true, error);
	return tree != NULL && site_write(site, tree, error) && tree_publish(tree, error);
}

/* Fields that are not public and have no value in the copy that would be noticed. */
static void
add_unnoticed(const struct planting *planting, const struct field *group, const char *path,
              GString *report)
{
	for (const struct field *field = group->children; field->name != NULL; field++) {
		g_autofree char *where = g_strdup_printf("%s/%s", path, field->name);

		if (field->children != NULL)
			add_unnoticed(planting, field, where, report);
		else if (!is_public(where) && !is_exempt(where) &&
		         !g_hash_table_contains(planting->met, where))
			g_string_append_printf(report, "#   %s\n", where);
	}
}

static GString *
unnoticed_fields(const struct planting *planting)
{
	GString *report = g_string_new(NULL);

	add_unnoticed(planting, &field_service, "service", report);
	add_unnoticed(planting, &field_decisions, "decisions", report);
	add_unnoticed(planting, &field_site, "site", report);
	for (int i = 0; i < FORM_COUNT; i++) {
		g_autofree char *name = g_strdup_printf("form%02d", i + 1);

		add_unnoticed(planting, form_field(&form_kinds[i]), name, report);
	}
	return report;
}

/* What the files of two folders of the same names say otherwise. */
static void
compare_folders(const char *one, const char *other, const char *below, GString *report)
{
	g_autofree char *folder = g_build_filename(one, below, NULL);
	g_autoptr(GDir) directory = g_dir_open(folder, 0, NULL);
	const char *entry;

	while (directory != NULL && (entry = g_dir_read_name(directory)) != NULL) {
		g_autofree char *name = g_build_filename(below, entry, NULL);
		g_autofree char *first = g_build_filename(one, name, NULL);
		g_autofree char *second = g_build_filename(other, name, NULL);
		g_autofree char *bytes = NULL, *other_bytes = NULL;
		gsize length, other_length = 0;

		if (g_file_test(first, G_FILE_TEST_IS_DIR)) {
			compare_folders(one, other, name, report);
			continue;
		}
		g_assert(g_file_get_contents(first, &bytes, &length, NULL));
		if (!g_file_get_contents(second, &other_bytes, &other_length, NULL) ||
		    length != other_length || memcmp(bytes, other_bytes, length) != 0)
			g_string_append_printf(report, "#   %s\n", name);
	}
}

static void
report(const char *name, const GString *faults)
{
	printf("%s - %s\n%s", faults->len == 0 ? "ok" : "not ok", name, faults->str);
}

/* The markers that had to come out and did not. */
static GString *
missing_markers(const struct planting *planting)
{
	GString *missing = g_string_new(NULL);

	for (guint i = 0; i < planting->markers->len; i++) {
		const struct marker *marker = planting->markers->pdata[i];

		if (marker->verdict == REQUIRED && !marker->seen)
			g_string_append_printf(missing, "#   %s\n", marker->where);
	}
	return missing;
}

static guint
count_markers(const struct planting *planting, enum verdict verdict)
{
	guint count = 0;

	for (guint i = 0; i < planting->markers->len; i++)
		if (((const struct marker *)planting->markers->pdata[i])->verdict == verdict)
			count++;
	return count;
}

/* Copies the content below `folder` and makes the site of the copy. */
static bool
copy_and_make(struct planting *planting, const char *content, const char *templates,
              const char *folder)
{
	g_autoptr(GError) error = NULL;
	AUTO(findings) findings = findings_new();
	g_autofree char *copy = g_build_filename(folder, "content", NULL);
	g_autofree char *output = g_build_filename(folder, "site", NULL);

	g_ptr_array_set_size(planting->markers, 0);
	g_assert(copy_folder(planting, content, "", copy, findings));
	if (make_site(copy, templates, output, planting->as_of, &error))
		return true;
	printf("not ok - the site of the planted registry is made\n#   %s\n", error->message);
	return false;
}

static void
report_all(struct planting *planting, const char *planted, const char *turned)
{
	g_autoptr(GString) markers = g_string_new(NULL), dates = g_string_new(NULL);
	g_autoptr(GString) different = g_string_new(NULL);
	g_autoptr(GString) missing = NULL, unnoticed = unnoticed_fields(planting);
	guint files = search_folder(planting, planted, markers, dates);

	missing = missing_markers(planting);
	compare_folders(planted, turned, "", different);
	printf("# %u files, %u values that must not come out, %u that must, %u secret dates\n",
	       files, count_markers(planting, FORBIDDEN), count_markers(planting, REQUIRED),
	       g_hash_table_size(planting->secret_dates));
	report("nothing secret comes out", markers);
	report("no date of anything secret comes out", dates);
	report("no secret choice or mark makes a difference", different);
	report("all that is listed comes out", missing);
	report("every secret field would be noticed", unnoticed);
	printf("%s - there was something to look for\n",
	       count_markers(planting, FORBIDDEN) > 100 &&
	                       count_markers(planting, REQUIRED) > 100 &&
	                       g_hash_table_size(planting->secret_dates) > 20
	               ? "ok"
	               : "not ok");
}

int
main(int argc, char **argv)
{
	g_autoptr(GError) error = NULL;
	AUTO(findings) findings = findings_new();
	AUTO(registry) registry = NULL;
	struct planting planting = { 0 };
	g_autofree char *planted = NULL, *turned = NULL, *site = NULL, *other_site = NULL;

	g_assert(argc == 5 && date_parse(argv[4], &planting.as_of));
	planted = g_build_filename(argv[3], "planted", NULL);
	turned = g_build_filename(argv[3], "turned", NULL);
	site = g_build_filename(planted, "site", NULL);
	other_site = g_build_filename(turned, "site", NULL);
	registry = registry_load(argv[1], 1, findings, &error);
	g_assert_no_error(error);
	planting.registry = registry;
	planting.markers = g_ptr_array_new_with_free_func(free_marker);
	planting.secret_dates = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
	planting.public_dates = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
	planting.met = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
	planting.turned = true;
	if (!copy_and_make(&planting, argv[1], argv[2], turned))
		return 1;
	planting.turned = false;
	if (!copy_and_make(&planting, argv[1], argv[2], planted))
		return 1;
	allow_public_dates(&planting);
	report_all(&planting, site, other_site);
	g_ptr_array_unref(planting.markers);
	g_hash_table_unref(planting.secret_dates);
	g_hash_table_unref(planting.public_dates);
	g_hash_table_unref(planting.met);
	return 0;
}
