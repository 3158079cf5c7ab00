#include "site/data.h"

#include "site/calendar.h"
#include "site/catalog.h"
#include "site/columns.h"
#include "site/schema_json.h"
#include "site/schema_xml.h"
#include "site/search.h"

/* What is gathered before it is written. */
#define PIECE_SIZE (256 * 1024)

/* A file of a row or an object for each entry, which is written as it is made. */
struct long_file {
	const char *path;
	void (*open)(const struct build *build, GString *out);
	void (*entry)(const struct build *build, guint index, GString *out);
	void (*close)(GString *out);
};

static const struct disclosure *
entry_at(const struct build *build, guint index)
{
	return build->public_register->entries->pdata[index];
}

static void
open_csv(const struct build *build, GString *out)
{
	(void)build;
	columns_open(out);
}

static void
append_row(const struct build *build, guint index, GString *out)
{
	columns_render_entry(build->public_register, entry_at(build, index), out);
}

static void
open_json(const struct build *build, GString *out)
{
	dataset_open(build->dataset, build->public_register, RECORD_JSON, out);
}

static void
append_json_line(const struct build *build, guint index, GString *out)
{
	dataset_render_entry(build->public_register, entry_at(build, index), RECORD_JSON, out);
	g_string_append_c(out, '\n');
}

static void
append_json(const struct build *build, guint index, GString *out)
{
	g_string_append(out, index > 0 ? ",\n" : "\n");
	dataset_render_entry(build->public_register, entry_at(build, index), RECORD_JSON, out);
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
	dataset_render_entry(build->public_register, entry_at(build, index), RECORD_XML, out);
}

static void
close_xml(GString *out)
{
	dataset_close(RECORD_XML, out);
}

static void
open_search(const struct build *build, GString *out)
{
	search_open(build->public_register, out);
}

static void
append_search(const struct build *build, guint index, GString *out)
{
	g_string_append(out, index > 0 ? ",\n" : "\n");
	search_render_entry(entry_at(build, index), out);
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

static const struct long_file long_files[] = {
	{ "data/services.xml", open_xml, append_xml, close_xml },
	{ "data/services.json", open_json, append_json, close_json },
	{ "data/services.jsonl", NULL, append_json_line, NULL },
	{ "data/services.csv", open_csv, append_row, NULL },
	{ "data/search.json", open_search, append_search, search_close },
	{ "expiries.ics", open_calendar, append_expiry, calendar_close },
};

/* Hands on what was gathered, if that is enough or the last. */
static gboolean
hand_on(struct tree_file *file, GString *gathered, gboolean last, GError **error)
{
	if (!last && gathered->len < PIECE_SIZE)
		return TRUE;
	if (!tree_file_append(file, gathered->str, gathered->len, error))
		return FALSE;
	g_string_truncate(gathered, 0);
	return TRUE;
}

static gboolean
write_pieces(const struct build *build, const struct long_file *row, struct tree_file *file,
             GError **error)
{
	g_autoptr(GString) gathered = g_string_sized_new(PIECE_SIZE * 2);

	if (row->open != NULL)
		row->open(build, gathered);
	for (guint i = 0; i < build->public_register->entries->len; i++) {
		row->entry(build, i, gathered);
		if (!hand_on(file, gathered, FALSE, error))
			return FALSE;
	}
	if (row->close != NULL)
		row->close(gathered);
	return hand_on(file, gathered, TRUE, error);
}

/* All of the file comes from the entries, which the edition tells with its day,
 * and from what stands around them. */
static char *
key_of(const struct build *build)
{
	g_autofree char *all = g_strconcat(build->entry_key, build->dataset->edition, NULL);

	return digest_of_text(all);
}

static gboolean
write_long_file(struct build *build, const struct work *work, GError **error)
{
	const struct long_file *row = work->subject;
	g_autofree char *key = key_of(build);
	struct tree_file *file;

	if (tree_reuse(build->tree, row->path, key))
		return TRUE;
	file = tree_file_open_keyed(build->tree, row->path, key, error);
	if (file == NULL)
		return FALSE;
	if (!write_pieces(build, row, file, error)) {
		tree_file_drop(file);
		return FALSE;
	}
	return tree_file_close(file, error);
}

static gboolean
write_short_files(struct build *build, const struct work *work, GError **error)
{
	const struct public_register *public_register = build->public_register;
	g_autoptr(GString) dcat = g_string_new(NULL), index = g_string_new(NULL);
	g_autoptr(GString) json_schema = g_string_new(NULL), xml_schema = g_string_new(NULL);

	(void)work;
	catalog_render_dcat(public_register, build->dataset, dcat);
	catalog_render_index(public_register, build->dataset, index);
	schema_json_render(public_register, json_schema);
	schema_xml_render(xml_schema);
	return build_text(build, "data/services.schema.json", NULL, json_schema, error) &&
	       build_text(build, "data/services.xsd", NULL, xml_schema, error) &&
	       build_text(build, "data/catalog.jsonld", NULL, dcat, error) &&
	       build_text(build, "data/index.json", NULL, index, error);
}

void
data_plan(struct plan *plan)
{
	for (gsize i = 0; i < G_N_ELEMENTS(long_files); i++)
		plan_file(plan,
		          (struct work){ .write = write_long_file, .subject = &long_files[i] });
	plan_file(plan, (struct work){ .write = write_short_files });
}
