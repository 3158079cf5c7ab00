#include "site/site.h"

#include "render/qr.h"
#include "site/build.h"
#include "site/calendar.h"
#include "site/catalog.h"
#include "site/changes.h"
#include "site/columns.h"
#include "site/dictionary.h"
#include "site/json_xml.h"
#include "site/list.h"
#include "site/names.h"
#include "site/present.h"
#include "site/schema_json.h"
#include "site/schema_xml.h"
#include "site/view.h"

#include <string.h>

static gboolean
check_templates(const struct build *build, GError **error)
{
	const struct template_set *templates = build->request->templates;

	for (const struct site_template *row = site_templates; row->name != NULL; row++) {
		g_autoptr(GArray) names = names_with_words(row->names, build->wordings);

		if (!template_check(templates, row->name, (const struct template_name *)names->data,
		                    error))
			return FALSE;
	}
	return TRUE;
}

/* Renders all prose to see its faults, and keeps nothing. */
static void
examine_prose(struct build *build)
{
	const GPtrArray *entries = build->public_register->entries;

	for (guint i = 0; i < entries->len; i++) {
		AUTO(value) page = value_object();

		present_entry(page, entries->pdata[i], LANGUAGE_JA, build->findings);
	}
	for (int language = 0; language < LANGUAGES; language++) {
		const GPtrArray *pages = build->prose_pages[language];

		build->language = (enum language)language;
		for (guint i = 0; i < pages->len; i++) {
			g_autoptr(GString) html = g_string_new(NULL);

			build_render_prose(build, pages->pdata[i], "", html);
		}
	}
	build->language = LANGUAGE_JA;
}

struct site_edition {
	struct site_request request;
	struct build build;
};

struct site_edition *
site_prepare(const struct site_request *request, struct findings *findings, GError **error)
{
	AUTO(site_edition) edition = g_new0(struct site_edition, 1);

	edition->request = *request;
	if (!build_init(&edition->build, &edition->request, findings, error) ||
	    !check_templates(&edition->build, error))
		return NULL;
	examine_prose(&edition->build);
	return g_steal_pointer(&edition);
}

void
site_edition_free(struct site_edition *edition)
{
	if (edition == NULL)
		return;
	build_clear(&edition->build);
	g_free(edition);
}

static gboolean
write_service(struct build *build, guint index, GError **error)
{
	const struct disclosure *entry = build->public_register->entries->pdata[index];
	g_autofree char *folder = present_path(entry);
	g_autofree char *path = g_strconcat(folder, "index.html", NULL);
	struct page page = { .path = path, .template = "service.html" };
	struct value *root = value_object();

	present_entry(root, entry, build->language, build->findings);
	return build_page(build, &page, root, error);
}

static gboolean
write_services(struct build *build, GError **error)
{
	for (guint i = 0; i < build->public_register->entries->len; i++)
		if (!write_service(build, i, error))
			return FALSE;
	return TRUE;
}

/* The address of the page, for those who hold a print of it. */
static gboolean
write_qr(struct build *build, const char *folder, GError **error)
{
	g_autofree char *address = g_strconcat(build->public_register->base_url, folder, NULL);
	g_autofree char *path = g_strconcat(folder, "qr.svg", NULL);
	g_autoptr(GString) svg = g_string_new(NULL);
	AUTO(qr) qr = qr_encode(address);

	if (qr != NULL)
		qr_render_svg(qr, svg);
	return build_text(build, path, svg, error);
}

/* What stands beside the page of an entry. */
static gboolean
write_entry_data(struct build *build, guint index, GError **error)
{
	const struct disclosure *entry = build->public_register->entries->pdata[index];
	g_autofree char *folder = present_path(entry);
	g_autofree char *json_path = g_strconcat(folder, "service.json", NULL);
	g_autofree char *xml_path = g_strconcat(folder, "service.xml", NULL);
	g_autoptr(GString) json = g_string_new(NULL), xml = g_string_new(NULL);

	dataset_render_entry(build->dataset, build->public_register, index, json);
	json_xml_render(json->str, "register", xml);
	return build_text(build, json_path, json, error) &&
	       build_text(build, xml_path, xml, error) && write_qr(build, folder, error);
}

/* The prose pages that have no template of their own. */
static gboolean
write_prose_pages(struct build *build, GError **error)
{
	const GPtrArray *pages = build->prose_pages[build->language];
	const GPtrArray *others = build->prose_pages[1 - build->language];

	for (guint i = 0; i < pages->len; i++) {
		const struct prose_page *prose = pages->pdata[i];
		g_autofree char *path = g_strconcat(prose->name, "/index.html", NULL);
		struct page page = { .path = path,
			             .template = "page.html",
			             .current = prose->name,
			             .single = prose_page_find(others, prose->name) == NULL };
		struct value *root;

		if (build_is_built_in(prose->name))
			continue;
		root = value_object();
		build_set_prose(build, root, prose->name, path);
		if (!build_page(build, &page, root, error))
			return FALSE;
	}
	return TRUE;
}

static gboolean
write_data_page(struct build *build, GError **error)
{
	struct page page = { .path = "open-data/index.html",
		             .template = "data.html",
		             .current = "open-data" };
	struct value *root = value_object();

	value_set(root, "properties", dictionary_present(build));
	build_set_prose(build, root, "open-data", page.path);
	return build_page(build, &page, root, error);
}

/* The entries that have left the list, where site.xml wants them shown. */
static gboolean
write_removed_page(struct build *build, GError **error)
{
	const GPtrArray *removals = build->public_register->removals;
	struct page page = { .path = "removed/index.html", .template = "removed.html" };
	struct value *root, *list;

	if (!build->public_register->publishes_removals)
		return TRUE;
	root = value_object();
	list = value_list();
	for (guint i = 0; i < removals->len; i++)
		value_append(list, present_removal(removals->pdata[i], build->language));
	value_set(root, "removals", list);
	build_set_prose(build, root, "removed", page.path);
	return build_page(build, &page, root, error);
}

static gboolean
write_compare_page(struct build *build, GError **error)
{
	struct page page = { .path = "compare/index.html", .template = "compare.html" };

	return build_page(build, &page, value_object(), error);
}

/* Servers show it for any address that leads nowhere: one for all languages. */
static gboolean
write_lost_page(struct build *build, GError **error)
{
	struct page page = { .path = "404.html", .template = "404.html", .single = true };

	return build_page(build, &page, value_object(), error);
}

/* The files of the whole register. */
static gboolean
write_data(struct build *build, GError **error)
{
	const struct public_register *public_register = build->public_register;
	g_autoptr(GString) csv = g_string_new(NULL), json = g_string_new(NULL);
	g_autoptr(GString) lines = g_string_new(NULL), xml = g_string_new(NULL);
	g_autoptr(GString) search = g_string_new(NULL), calendar = g_string_new(NULL);
	g_autoptr(GString) dcat = g_string_new(NULL), index = g_string_new(NULL);
	g_autoptr(GString) json_schema = g_string_new(NULL), xml_schema = g_string_new(NULL);

	columns_render_csv(public_register, csv);
	dataset_render_json(build->dataset, public_register, json);
	dataset_render_json_lines(build->dataset, lines);
	json_xml_render(json->str, "register", xml);
	dataset_render_search(public_register, search);
	calendar_render(public_register, calendar);
	catalog_render_dcat(public_register, build->dataset, dcat);
	catalog_render_index(public_register, build->dataset, index);
	schema_json_render(public_register, json_schema);
	schema_xml_render(xml_schema);
	return build_text(build, "data/services.csv", csv, error) &&
	       build_text(build, "data/services.json", json, error) &&
	       build_text(build, "data/services.jsonl", lines, error) &&
	       build_text(build, "data/services.xml", xml, error) &&
	       build_text(build, "data/services.schema.json", json_schema, error) &&
	       build_text(build, "data/services.xsd", xml_schema, error) &&
	       build_text(build, "data/search.json", search, error) &&
	       build_text(build, "data/catalog.jsonld", dcat, error) &&
	       build_text(build, "data/index.json", index, error) &&
	       build_text(build, "expiries.ics", calendar, error);
}

/* RFC 9116: whom to tell of a weakness, for a year from the day. */
static gboolean
write_security(struct build *build, GError **error)
{
	struct value *root = value_object();

	value_set(root, "expires", present_date(date_add_days(build->request->as_of, 365)));
	return build_file(build, ".well-known/security.txt", "security.txt", root, error);
}

static gboolean
write_sitemap(struct build *build, GError **error)
{
	struct value *root = value_object(), *pages = value_list();

	for (guint i = 0; i < build->addresses->len; i++) {
		struct value *page = value_object();

		value_set_text(page, "location", build->addresses->pdata[i]);
		value_append(pages, page);
	}
	value_set(root, "pages", pages);
	return build_file(build, "sitemap.xml", "sitemap.xml", root, error) &&
	       build_file(build, "robots.txt", "robots.txt", value_object(), error);
}

static int
compare_names(gconstpointer a, gconstpointer b)
{
	return strcmp(*(const char *const *)a, *(const char *const *)b);
}

/* Copies templates/site/assets as it is. `path` is relative to the templates. */
static gboolean
copy_assets(struct build *build, const char *path, GError **error)
{
	g_autofree char *folder = g_build_filename(build->request->templates_folder, path, NULL);
	g_autoptr(GDir) directory = g_dir_open(folder, 0, error);
	g_autoptr(GPtrArray) names = g_ptr_array_new_with_free_func(g_free);
	const char *name;

	if (directory == NULL)
		return FALSE;
	while ((name = g_dir_read_name(directory)) != NULL)
		if (*name != '.')
			g_ptr_array_add(names, g_strdup(name));
	g_ptr_array_sort(names, compare_names);
	for (guint i = 0; i < names->len; i++) {
		g_autofree char *below = g_strconcat(path, "/", names->pdata[i], NULL);
		g_autofree char *file = g_build_filename(folder, names->pdata[i], NULL);
		g_autofree char *bytes = NULL;
		gsize length;

		if (g_file_test(file, G_FILE_TEST_IS_DIR)) {
			if (!copy_assets(build, below, error))
				return FALSE;
		} else if (!g_file_get_contents(file, &bytes, &length, error) ||
		           !tree_write(build->tree, below, bytes, length, error)) {
			return FALSE;
		}
	}
	return TRUE;
}

static gboolean
write_pages(struct build *build, GError **error)
{
	return list_write(build, error) && views_write(build, error) &&
	       write_services(build, error) && changes_write(build, error) &&
	       write_prose_pages(build, error) && write_data_page(build, error) &&
	       write_removed_page(build, error) && write_compare_page(build, error);
}

static gboolean
write_all(struct build *build, GError **error)
{
	for (guint i = 0; i < build->public_register->entries->len; i++)
		if (!write_entry_data(build, i, error))
			return FALSE;
	for (int language = 0; language < LANGUAGES; language++) {
		build->language = (enum language)language;
		if (!write_pages(build, error))
			return FALSE;
	}
	build->language = LANGUAGE_JA;
	return write_lost_page(build, error) && changes_write_feeds(build, error) &&
	       write_data(build, error) && write_security(build, error) &&
	       write_sitemap(build, error) && copy_assets(build, "assets", error);
}

gboolean
site_write(struct site_edition *edition, struct tree *tree, GError **error)
{
	edition->build.tree = tree;
	return write_all(&edition->build, error);
}
