/* The data are described for catalogues of open data, as DCAT. */
#include "site/catalog.h"

#include "site/changes.h"
#include "site/files.h"

#include <jansson.h>
#include <stdlib.h>

#define LICENCE_ADDRESS "https://www.digital.go.jp/resources/open_data/public_data_license_v1.0"

#define DESCRIPTION "登録規則7.5により公開する、登録されたクラウドサービスの掲載事項"

#define AUTHORITY "http://publications.europa.eu/resource/authority/"

static void
set_text(json_t *object, const char *name, const char *text)
{
	json_object_set_new(object, name, json_string(text == NULL ? "" : text));
}

static void
set_date(json_t *object, const char *name, struct date date)
{
	set_text(object, name, DATE(date));
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

/* A member whose value is a resource by its address; of a class where one is given. */
static void
set_link(json_t *object, const char *name, const char *base, const char *path, const char *class)
{
	g_autofree char *address = g_strconcat(base, path, NULL);
	json_t *link = json_object();

	set_text(link, "@id", address);
	if (class != NULL)
		set_text(link, "@type", class);
	json_object_set_new(object, name, link);
}

/* One file of the list, as DCAT-AP 3.0.1 asks for it: what can be looked up is a link, no text. */
static json_t *
distribution(const struct public_register *public_register, const struct site_file *file)
{
	json_t *object = json_object();
	const char *base = public_register->base_url;
	g_autofree char *id = g_strconcat(base, file->path, "#distribution", NULL);

	set_text(object, "@id", id);
	set_text(object, "@type", "dcat:Distribution");
	set_text(object, "dct:title", file->title);
	set_link(object, "dcat:accessURL", base, file->path, NULL);
	set_link(object, "dcat:downloadURL", base, file->path, NULL);
	set_link(object, "dcat:mediaType", "https://www.iana.org/assignments/media-types/",
	         file->media_type, "dct:MediaType");
	set_link(object, "dct:license", LICENCE_ADDRESS, "", "dct:LicenseDocument");
	if (file->schema != NULL)
		set_link(object, "dct:conformsTo", base, file->schema, "dct:Standard");
	return object;
}

static json_t *
catalog_context(void)
{
	json_t *context = json_object();

	set_text(context, "dcat", "http://www.w3.org/ns/dcat#");
	set_text(context, "dct", "http://purl.org/dc/terms/");
	set_text(context, "foaf", "http://xmlns.com/foaf/0.1/");
	set_text(context, "skos", "http://www.w3.org/2004/02/skos/core#");
	set_text(context, "vcard", "http://www.w3.org/2006/vcard/ns#");
	set_text(context, "xsd", "http://www.w3.org/2001/XMLSchema#");
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
contact_point(const struct public_register *public_register)
{
	json_t *object = json_object();

	set_text(object, "@type", "vcard:Kind");
	set_text(object, "vcard:fn", public_register->operations_body.name);
	if (public_register->operations_body.email != NULL)
		set_link(object, "vcard:hasEmail",
		         "mailto:", public_register->operations_body.email, NULL);
	return object;
}

/* The identifier is that of the list in all its editions; the edition is its version. */
static json_t *
dcat_dataset(const struct public_register *public_register, const struct dataset *dataset)
{
	json_t *object = json_object(), *distributions = json_array(), *modified = json_object();
	const char *base = public_register->base_url;
	g_autofree char *page = g_strconcat(base, "open-data/", NULL);
	g_autofree char *id = g_strconcat(page, "#dataset", NULL);

	set_text(object, "@type", "dcat:Dataset");
	set_text(object, "@id", id);
	set_text(object, "dct:title", public_register->title);
	set_text(object, "dct:description", DESCRIPTION);
	set_text(object, "dct:identifier", id);
	set_text(object, "dcat:version", dataset->edition);
	set_date(modified, "@value", public_register->as_of);
	set_text(modified, "@type", "xsd:date");
	json_object_set_new(object, "dct:modified", modified);
	json_object_set_new(object, "dcat:keyword",
	                    json_pack("[sss]", "ISMAP", "クラウドサービス", "政府調達"));
	set_link(object, "dcat:theme", AUTHORITY, "data-theme/GOVE", "skos:Concept");
	json_object_set_new(
		json_object_get(object, "dcat:theme"), "skos:prefLabel",
		json_pack("{ssss}", "@language", "en", "@value", "Government and public sector"));
	set_link(object, "dct:accrualPeriodicity", AUTHORITY, "frequency/IRREG", "dct:Frequency");
	set_link(object, "dct:spatial", AUTHORITY, "country/JPN", "dct:Location");
	set_link(object, "dct:language", AUTHORITY, "language/JPN", "dct:LinguisticSystem");
	set_link(object, "dct:license", LICENCE_ADDRESS, "", "dct:LicenseDocument");
	set_link(object, "dcat:landingPage", page, "", "foaf:Document");
	json_object_set_new(object, "dct:publisher", publisher(public_register));
	json_object_set_new(object, "dcat:contactPoint", contact_point(public_register));
	for (gsize i = 0; site_files[i].path != NULL; i++) {
		if (site_files[i].is_data)
			json_array_append_new(distributions,
			                      distribution(public_register, &site_files[i]));
	}
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

	EACH_IN (const struct changes_day, day, days) {
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
	for (gsize i = 0; site_files[i].path != NULL; i++) {
		json_t *file = json_object();

		set_text(file, "path", site_files[i].path);
		set_text(file, "media_type", site_files[i].media_type);
		set_text(file, "title", site_files[i].title);
		json_array_append_new(list, file);
	}
	json_object_set_new(index, "files", list);
	json_object_set_new(index, "editions", editions_json(public_register));
	json_object_set_new(index, "keeps_past_editions",
	                    json_boolean(public_register->keeps_past_editions));
	append_json(index, out);
}
