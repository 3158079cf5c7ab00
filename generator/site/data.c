/* The files of the whole list are written piece by piece, so that they may be of any size. */
#include "site/data.h"

#include "site/calendar.h"
#include "site/catalog.h"
#include "site/columns.h"
#include "site/editions.h"
#include "site/schema_json.h"
#include "site/schema_xml.h"
#include "site/search.h"

/* A file of a row or an object for each entry, which is written as it is made. */
struct long_file {
	const char *path;
	const char *lines; /* a file of the same texts of entries, each on a line; or NULL */
	bool is_list;      /* of JSON: with a comma between entries */
	void (*open)(const struct build *build, GString *out);
	void (*entry)(const struct build *build, guint index, GString *out);
	void (*close)(GString *out);
	const struct csv_table *table; /* of a CSV, in place of the three */
};

static const struct disclosure *
entry_at(const struct build *build, guint index)
{
	return build->public_register->entries->pdata[index];
}

static void
open_json(const struct build *build, GString *out)
{
	dataset_open(build->dataset, build->public_register, RECORD_JSON, out);
}

static void
append_json(const struct build *build, guint index, GString *out)
{
	dataset_render_entry(entry_at(build, index), RECORD_JSON, out);
}

static void
close_json(GString *out)
{
	dataset_close(RECORD_JSON, out);
}

static void
open_xml(const struct build *build, GString *out)
{
	dataset_open(build->dataset, build->public_register, RECORD_XML, out);
}

static void
append_xml(const struct build *build, guint index, GString *out)
{
	dataset_render_entry(entry_at(build, index), RECORD_XML, out);
}

static void
close_xml(GString *out)
{
	dataset_close(RECORD_XML, out);
}

static void
open_search(const struct build *build, GString *out)
{
	search_open(build->public_register, build->dataset, out);
}

static void
append_search(const struct build *build, guint index, GString *out)
{
	search_render_entry(entry_at(build, index), out);
}

static void
open_day(const struct build *build, GString *out)
{
	struct record record = record_begin(out, RECORD_JSON);

	record_open(&record, NULL);
	dataset_write_day(build->dataset, build->public_register, &record);
}

static void
open_scopes(const struct build *build, GString *out)
{
	open_day(build, out);
	g_string_append(out, ",\"services\":[");
}

static void
append_scope(const struct build *build, guint index, GString *out)
{
	search_render_scope(entry_at(build, index), out);
}

static void
open_calendar(const struct build *build, GString *out)
{
	calendar_open(build->public_register, out);
}

static void
append_expiry(const struct build *build, guint index, GString *out)
{
	calendar_render_entry(build->public_register, entry_at(build, index), out);
}

/* Where an entry is found, and what it is on the day. */
static void
write_reference(struct record *record, const struct disclosure *entry)
{
	g_autofree char *data = g_strconcat(entry->permalink, "service.json", NULL);

	record_text(record, "name", entry->listing.name);
	record_text(record, "page", entry->permalink);
	record_text(record, "data", data);
	record_date(record, "expires_on", entry->expires_on);
	dataset_write_statuses(record, entry);
}

static void
append_number(const struct build *build, guint index, GString *out)
{
	const struct disclosure *entry = entry_at(build, index);
	struct record record = record_begin(out, RECORD_JSON);

	g_string_append_printf(out, ",\"%s\":", entry->number);
	record_open(&record, NULL);
	write_reference(&record, entry);
	record_text(&record, "provider", entry->provider_key);
	record_close(&record);
}

static void
close_numbers(GString *out)
{
	g_string_append(out, "\n}\n");
}

static const struct long_file long_files[] = {
	{ "data/services.xml", NULL, false, open_xml, append_xml, close_xml, NULL },
	{ "data/services.json", "data/services.jsonl", true, open_json, append_json, close_json,
	  NULL },
	{ "data/search.json", NULL, true, open_search, append_search, search_close, NULL },
	{ "data/search-scopes.json", NULL, true, open_scopes, append_scope, search_close, NULL },
	{ "data/by-number.json", NULL, false, open_day, append_number, close_numbers, NULL },
	{ "expiries.ics", NULL, false, open_calendar, append_expiry, calendar_close, NULL },
};

/* Sets *file, unless there is no path, or what is published is as it would be. */
static bool
open_file(struct tree *tree, const char *path, const char *key, struct tree_file **file,
          GError **error)
{
	if (path == NULL || tree_reuse(tree, path, key))
		return true;
	*file = tree_file_open(tree, path, key, error);
	return *file != NULL;
}

static bool
write_around(const struct long_file *row, const struct build *build, bool before,
             struct tree_file *whole, GError **error)
{
	g_autoptr(GString) text = g_string_new(NULL);

	if (before && row->table != NULL)
		columns_open(row->table, text);
	if (before && row->open != NULL)
		row->open(build, text);
	if (!before && row->close != NULL)
		row->close(text);
	return tree_file_append(whole, text->str, text->len, error);
}

/* A line is read apart from the others: it tells the day and the edition before what the entry
 * tells, which begins with a brace. */
static bool
write_line(struct tree_file *lines, const GString *day, const char *entry, gsize length,
           GError **error)
{
	return tree_file_append(lines, day->str, day->len, error) &&
	       tree_file_append(lines, ",", 1, error) &&
	       tree_file_append(lines, entry + 1, length - 1, error) &&
	       tree_file_append(lines, "\n", 1, error);
}

static bool
write_entries(const struct long_file *row, const struct build *build, struct tree_file *whole,
              struct tree_file *lines, GError **error)
{
	g_autoptr(GString) text = g_string_new(NULL), day = g_string_new(NULL);
	guint count = build->public_register->entries->len;

	open_day(build, day);

	for (guint i = 0; i < count; i++) {
		gsize start;

		g_string_assign(text, !row->is_list ? "" : i > 0 ? ",\n" : "\n");
		start = text->len;
		if (row->table != NULL)
			columns_render_entry(row->table, entry_at(build, i), build->request->as_of,
			                     build->dataset->edition, text);
		else
			row->entry(build, i, text);
		if (!tree_file_append(whole, text->str, text->len, error) ||
		    !write_line(lines, day, text->str + start, text->len - start, error))
			return false;
	}
	return true;
}

/* All of the file comes from the entries, which the edition tells with its day,
 * and from what stands around them. */
static char *
key_of(const struct build *build)
{
	g_autofree char *all = g_strconcat(build->entry_key, build->dataset->edition, NULL);

	return digest_of_text(all);
}

static bool
write_long_file(const struct build *build, struct tree *tree, const struct work *work,
                GError **error)
{
	const struct long_file *row = work->subject;
	g_autofree char *key = key_of(build);
	struct tree_file *whole = NULL, *lines = NULL;
	bool good = open_file(tree, row->path, key, &whole, error) &&
	            open_file(tree, row->lines, key, &lines, error);

	if (good && (whole != NULL || lines != NULL))
		good = write_around(row, build, true, whole, error) &&
		       write_entries(row, build, whole, lines, error) &&
		       write_around(row, build, false, whole, error);
	good = tree_file_end(whole, good, error);
	return tree_file_end(lines, good, error);
}

/* "providers/7990001000001.json": a provider as its newest entry has it, and all its entries. */
static bool
write_provider(const struct build *build, struct tree *tree, const struct work *work,
               GError **error)
{
	const GPtrArray *entries = work->subject;
	const struct disclosure *last = entries->pdata[entries->len - 1];
	const struct listing *listing = &last->listing;
	g_autofree char *path = g_strdup_printf("providers/%s.json", last->provider_key);
	g_autoptr(GString) text = g_string_new(NULL);
	struct record record = record_begin(text, RECORD_JSON);

	record_open(&record, NULL);
	dataset_write_day(build->dataset, build->public_register, &record);
	record_text(&record, "key", last->provider_key);
	record_text(&record, "name", listing->provider_name);
	record_text(&record, "reading", listing->provider_reading);
	record_text(&record, "corporate_number", listing->corporate_number);
	record_text(&record, "address", listing->address);
	record_open_list(&record, "services");
	EACH (const struct disclosure, entry, entries) {
		record_open(&record, NULL);
		record_text(&record, "number", entry->number);
		write_reference(&record, entry);
		record_close(&record);
	}
	record_close_list(&record);
	record_close(&record);
	g_string_append_c(text, '\n');
	return tree_write(tree, path, text->str, text->len, error);
}

static bool
write_text(struct tree *tree, const char *path, const GString *text, GError **error)
{
	return tree_write(tree, path, text->str, text->len, error);
}

/* So that a print tells day and edition where no script could: in place of the link. */
static void
render_print_style(const struct build *build, GString *text)
{
	g_autofree char *day = date_iso(build->public_register->as_of);

	g_string_append_printf(
		text,
		"[data-as-of] > a { font-size: 0; }\n"
		"[data-as-of] > a::after { content: \"%s %.12s\"; font-size: 1rem; }\n",
		day, build->dataset->edition);
}

static bool
write_short_files(const struct build *build, struct tree *tree, const struct work *work,
                  GError **error)
{
	const struct public_register *public_register = build->public_register;
	g_autoptr(GString) dcat = g_string_new(NULL), index = g_string_new(NULL);
	g_autoptr(GString) json_schema = g_string_new(NULL), xml_schema = g_string_new(NULL);
	g_autoptr(GString) edition = g_string_new(NULL), print_style = g_string_new(NULL);
	struct record record = record_begin(edition, RECORD_JSON);
	g_autoptr(GString) csvw = g_string_new(NULL), package = g_string_new(NULL);

	(void)work;
	record_open(&record, NULL);
	record_text(&record, "title", public_register->title);
	dataset_write_day(build->dataset, build->public_register, &record);
	record_close(&record);
	g_string_append_c(edition, '\n');
	render_print_style(build, print_style);
	catalog_render_dcat(public_register, build->dataset, dcat);
	catalog_render_index(public_register, build->dataset, index);
	schema_json_render(public_register, json_schema);
	schema_xml_render(xml_schema);
	columns_render_csvw(csvw);
	columns_render_package(public_register, package);
	return write_text(tree, "data/services.schema.json", json_schema, error) &&
	       write_text(tree, "data/services.xsd", xml_schema, error) &&
	       write_text(tree, "data/csv-metadata.json", csvw, error) &&
	       write_text(tree, "data/datapackage.json", package, error) &&
	       write_text(tree, "data/catalog.jsonld", dcat, error) &&
	       write_text(tree, "data/edition.json", edition, error) &&
	       write_text(tree, "data/edition.css", print_style, error) &&
	       editions_write_index(tree, build->request->former, index->str, error);
}

static void
plan_providers(struct plan *plan)
{
	g_autoptr(GHashTable) entries_of = g_hash_table_new(g_str_hash, g_str_equal);

	EACH (const struct disclosure, entry, plan->build->public_register->entries) {
		GPtrArray *entries = g_hash_table_lookup(entries_of, entry->provider_key);

		if (entries == NULL) {
			entries = g_ptr_array_new();
			plan_keep(plan, entries, (GDestroyNotify)g_ptr_array_unref);
			plan_file(plan,
			          (struct work){ .write = write_provider, .subject = entries });
			g_hash_table_insert(entries_of, (gpointer)entry->provider_key, entries);
		}
		g_ptr_array_add(entries, (gpointer)entry);
	}
}

void
data_plan(struct plan *plan)
{
	for (gsize i = 0; i < G_N_ELEMENTS(long_files); i++)
		plan_file(plan,
		          (struct work){ .write = write_long_file, .subject = &long_files[i] });
	for (const struct csv_table *table = tables; table->path != NULL; table++) {
		struct long_file *file = g_new0(struct long_file, 1);

		file->path = table->path;
		file->table = table;
		plan_keep(plan, file, g_free);
		plan_file(plan, (struct work){ .write = write_long_file, .subject = file });
	}
	plan_providers(plan);
	plan_file(plan, (struct work){ .write = write_short_files });
}
