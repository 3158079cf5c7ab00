#include "site/catalog.h"

#include "site/changes.h"

#include <jansson.h>
#include <stdlib.h>

#define LICENCE_ADDRESS "https://www.digital.go.jp/resources/open_data/public_data_license_v1.0"

#define DESCRIPTION "登録規則7.5により公開する、登録されたクラウドサービスの掲載事項"

static const struct {
	const char *path;
	const char *media_type;
	const char *title;
} files[] = {
	{ "data/services.csv", "text/csv", "一覧（CSV）" },
	{ "data/services.json", "application/json", "一覧（JSON）" },
	{ "data/services.jsonl", "application/jsonl", "一覧（JSON Lines）" },
	{ "data/services.xml", "application/xml", "一覧（XML）" },
	{ "data/services.schema.json", "application/schema+json", "JSONの形（JSON Schema）" },
	{ "data/services.xsd", "application/xml", "XMLの形（XML Schema）" },
	{ "feed.atom", "application/atom+xml", "変更のフィード（Atom）" },
	{ "feed.json", "application/feed+json", "変更のフィード（JSON Feed）" },
	{ "expiries.ics", "text/calendar", "有効期限のカレンダー" },
};

static void
set_text(json_t *object, const char *name, const char *text)
{
	json_object_set_new(object, name, json_string(text == NULL ? "" : text));
}

static void
set_date(json_t *object, const char *name, struct date date)
{
	g_autofree char *iso = date_iso(date);

	set_text(object, name, iso);
}

/* Takes `json` over. */
static void
append_json(json_t *json, GString *out)
{
	char *text = json_dumps(json, JSON_INDENT(1));

	g_assert(text != NULL);
	g_string_append(out, text);
	g_string_append_c(out, '\n');
	free(text);
	json_decref(json);
}

static json_t *
distribution(const struct public_register *public_register, gsize index)
{
	json_t *object = json_object();
	g_autofree char *address = g_strconcat(public_register->base_url, files[index].path, NULL);

	set_text(object, "@type", "dcat:Distribution");
	set_text(object, "dct:title", files[index].title);
	set_text(object, "dcat:downloadURL", address);
	set_text(object, "dcat:mediaType", files[index].media_type);
	set_text(object, "dct:license", LICENCE_ADDRESS);
	return object;
}

static json_t *
catalog_context(void)
{
	json_t *context = json_object();

	set_text(context, "dcat", "http://www.w3.org/ns/dcat#");
	set_text(context, "dct", "http://purl.org/dc/terms/");
	set_text(context, "foaf", "http://xmlns.com/foaf/0.1/");
	return context;
}

static json_t *
publisher(const struct public_register *public_register)
{
	json_t *object = json_object();

	set_text(object, "@type", "foaf:Agent");
	set_text(object, "foaf:name", public_register->operations_body.name);
	return object;
}

static json_t *
dcat_dataset(const struct public_register *public_register, const struct dataset *dataset)
{
	json_t *object = json_object(), *distributions = json_array();
	g_autofree char *page = g_strconcat(public_register->base_url, "open-data/", NULL);

	set_text(object, "@type", "dcat:Dataset");
	set_text(object, "@id", page);
	set_text(object, "dct:title", public_register->title);
	set_text(object, "dct:description", DESCRIPTION);
	set_text(object, "dct:identifier", dataset->edition);
	set_date(object, "dct:modified", public_register->as_of);
	set_text(object, "dct:language", "ja");
	set_text(object, "dct:license", LICENCE_ADDRESS);
	set_text(object, "dcat:landingPage", page);
	json_object_set_new(object, "dct:publisher", publisher(public_register));
	for (gsize i = 0; i < G_N_ELEMENTS(files); i++)
		json_array_append_new(distributions, distribution(public_register, i));
	json_object_set_new(object, "dcat:distribution", distributions);
	return object;
}

void
catalog_render_dcat(const struct public_register *public_register, const struct dataset *dataset,
                    GString *out)
{
	json_t *catalog = json_object(), *datasets = json_array();

	json_object_set_new(catalog, "@context", catalog_context());
	set_text(catalog, "@type", "dcat:Catalog");
	set_text(catalog, "@id", public_register->base_url);
	set_text(catalog, "dct:title", public_register->title);
	set_text(catalog, "dct:description", DESCRIPTION);
	json_object_set_new(catalog, "dct:publisher", publisher(public_register));
	json_array_append_new(datasets, dcat_dataset(public_register, dataset));
	json_object_set_new(catalog, "dcat:dataset", datasets);
	append_json(catalog, out);
}

/* What a build knows of editions before it: the days on which the list
 * changed. */
static json_t *
editions_json(const struct public_register *public_register)
{
	g_autoptr(GArray) days = changes_days(public_register);
	json_t *list = json_array();

	for (guint i = 0; i < days->len; i++) {
		const struct changes_day *day = &g_array_index(days, struct changes_day, i);
		g_autofree char *iso = date_iso(day->on);
		g_autofree char *page = g_strdup_printf("changes/%s/", iso);
		json_t *edition = json_object();

		set_text(edition, "as_of", iso);
		json_object_set_new(edition, "changes", json_integer(day->count));
		set_text(edition, "page", page);
		json_array_append_new(list, edition);
	}
	return list;
}

void
catalog_render_index(const struct public_register *public_register, const struct dataset *dataset,
                     GString *out)
{
	json_t *index = json_object(), *list = json_array();

	set_text(index, "title", public_register->title);
	set_text(index, "url", public_register->base_url);
	set_date(index, "as_of", public_register->as_of);
	set_text(index, "edition", dataset->edition);
	set_text(index, "licence", "PDL1.0");
	json_object_set_new(index, "count", json_integer(public_register->entries->len));
	for (gsize i = 0; i < G_N_ELEMENTS(files); i++) {
		json_t *file = json_object();

		set_text(file, "path", files[i].path);
		set_text(file, "media_type", files[i].media_type);
		set_text(file, "title", files[i].title);
		json_array_append_new(list, file);
	}
	json_object_set_new(index, "files", list);
	json_object_set_new(index, "editions", editions_json(public_register));
	append_json(index, out);
}
