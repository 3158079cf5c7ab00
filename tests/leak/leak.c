/*
 * Fills a copy of a registry with markers, makes the site of it and looks for
 * them in every byte that was written.
 *
 *	leak CONTENT TEMPLATES WORK AS-OF
 *
 * What is public is decided here once more, by the field table and by what the
 * committee decided: a field that is not marked public, an application that
 * was not listed, a form but for the old and new text of a form 9, and a date
 * of any of these must not come out. That the markers of what is listed do come
 * out shows that the search finds what is there.
 */
#define _GNU_SOURCE
#include "base/refusal.h"
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
	char *where; /* "S0012/application/audit/auditor" */
	enum verdict verdict;
	bool seen;
};

struct planting {
	const struct registry *registry;
	struct date as_of;
	GPtrArray *markers;       /* struct marker * */
	GHashTable *secret_dates; /* "2026-11-20" */
	GHashTable *public_dates;
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

static const char *
plant(struct planting *planting, const char *where, enum verdict verdict)
{
	struct marker *marker = g_new0(struct marker, 1);

	marker->text = g_strdup_printf("ZQ%05uXJ", planting->markers->len);
	marker->where = g_strdup(where);
	marker->verdict = verdict;
	g_ptr_array_add(planting->markers, marker);
	return marker->text;
}

/* The value of a field in the copy: with a marker where its shape takes one. */
static char *
planted_value(struct planting *planting, const struct field *field, const char *value,
              const char *where, enum verdict verdict)
{
	switch (field->kind) {
	case FIELD_DATE:
		g_hash_table_add(verdict == FORBIDDEN ? planting->secret_dates
		                                      : planting->public_dates,
		                 g_strdup(value));
		return g_strdup(value);
	case FIELD_URL:
		return g_strconcat("https://", plant(planting, where, verdict), ".example.jp/",
		                   NULL);
	case FIELD_PROSE:
		return g_strdup(plant(planting, where, verdict));
	case FIELD_LINE:
		/* An application is referred to by its number. */
		if (field->pattern != NULL || strcmp(field->name, "application") == 0)
			return g_strdup(value);
		return g_strdup(plant(planting, where, verdict));
	default:
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
              const struct field *field, enum verdict verdict)
{
	if (strcmp(field->name, "application") == 0 && field->children != NULL)
		return application_verdict(planting, xml_attribute(node, "id"));
	if (planting->form == 9 &&
	    (strcmp(field->name, "old") == 0 || strcmp(field->name, "new") == 0))
		return is_listed(planting) ? ALLOWED : FORBIDDEN;
	if (strcmp(field->name, "remark") == 0 || strcmp(field->name, "party") == 0)
		return is_listed(planting) ? ALLOWED : FORBIDDEN;
	return field->public || field->children != NULL ? verdict : FORBIDDEN;
}

static void
append_escaped(GString *out, const char *text)
{
	g_autofree char *escaped = g_markup_escape_text(text, -1);

	g_string_append(out, escaped);
}

static void
copy_node(struct planting *planting, const struct xml_node *node, const struct field *field,
          const char *path, enum verdict verdict)
{
	enum verdict here = verdict_below(planting, node, field, verdict);

	g_string_append_printf(planting->out, "<%s", node->name);
	for (int i = 0; i < node->attribute_count; i++) {
		const struct xml_attribute *attribute = &node->attributes[i];
		const struct field *row = field_find(field, attribute->name);
		g_autofree char *where = g_strdup_printf("%s/@%s", path, attribute->name);
		g_autofree char *value = NULL;

		g_assert(row != NULL);
		value = planted_value(planting, row, attribute->value, where,
		                      row->public ? here : FORBIDDEN);
		g_string_append_printf(planting->out, " %s=\"", attribute->name);
		append_escaped(planting->out, value);
		g_string_append_c(planting->out, '"');
	}
	g_string_append_c(planting->out, '>');
	for (const struct xml_node *child = node->first; child != NULL; child = child->next) {
		const struct field *row = field_find(field, child->name);
		g_autofree char *where = g_strdup_printf("%s/%s", path, child->name);

		g_assert(row != NULL);
		copy_node(planting, child, row, where, here);
	}
	if (node->first == NULL && node->text != NULL &&
	    (field->children == NULL || field->kind == FIELD_STATED)) {
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
	const struct field *field;
	enum verdict verdict;

	if (document == NULL)
		return false;
	field = field_of_file(planting, xml_root(document), &verdict);
	planting->out = g_string_new(NULL);
	copy_root(planting, xml_root(document), field, name, verdict);
	g_mkdir_with_parents(folder, 0755);
	if (!g_file_set_contents(target, planting->out->str, (gssize)planting->out->len, NULL))
		return false;
	g_string_free(planting->out, TRUE);
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
	g_ptr_array_add(all, g_string_free(hexadecimal, FALSE));
	g_ptr_array_add(all, g_string_free(percent, FALSE));
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

static gboolean
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
		return FALSE;
	site = site_prepare(&request, findings, error);
	if (site == NULL)
		return FALSE;
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

int
main(int argc, char **argv)
{
	g_autoptr(GError) error = NULL;
	AUTO(findings) findings = findings_new();
	AUTO(registry) registry = NULL;
	struct planting planting = { 0 };
	g_autoptr(GString) markers = g_string_new(NULL), dates = g_string_new(NULL);
	g_autoptr(GString) missing = NULL;
	g_autofree char *copy = NULL, *output = NULL;
	guint files;

	g_assert(argc == 5 && date_parse(argv[4], &planting.as_of));
	copy = g_build_filename(argv[3], "content", NULL);
	output = g_build_filename(argv[3], "site", NULL);
	registry = registry_load(argv[1], 1, findings, &error);
	g_assert_no_error(error);
	planting.registry = registry;
	planting.markers = g_ptr_array_new_with_free_func(free_marker);
	planting.secret_dates = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
	planting.public_dates = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
	g_assert(copy_folder(&planting, argv[1], "", copy, findings));
	allow_public_dates(&planting);
	if (!make_site(copy, argv[2], output, planting.as_of, &error)) {
		printf("not ok - the site of the planted registry is made\n#   %s\n",
		       error->message);
		return 1;
	}
	files = search_folder(&planting, output, markers, dates);
	missing = missing_markers(&planting);
	printf("# %u files, %u markers that must not come out, %u that must, %u secret dates\n",
	       files, count_markers(&planting, FORBIDDEN), count_markers(&planting, REQUIRED),
	       g_hash_table_size(planting.secret_dates));
	report("nothing secret comes out", markers);
	report("no date of anything secret comes out", dates);
	report("all that is listed comes out", missing);
	printf("%s - there was something to look for\n",
	       count_markers(&planting, FORBIDDEN) > 100 &&
	                       count_markers(&planting, REQUIRED) > 100 &&
	                       g_hash_table_size(planting.secret_dates) > 20
	               ? "ok"
	               : "not ok");
	g_ptr_array_unref(planting.markers);
	g_hash_table_unref(planting.secret_dates);
	g_hash_table_unref(planting.public_dates);
	return markers->len + dates->len + missing->len > 0;
}
