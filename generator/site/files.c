/* What files the site has at its top and in data/, as far as readers are told of them. */
#include "site/files.h"

#include <glib.h>
#include <string.h>

const struct site_file site_files[] = {
	{ "data/services.csv", "text/csv", "一覧（CSV）", true, "data/csv-metadata.json" },
	{ "data/services.json", "application/json", "一覧（JSON）", true,
	  "data/services.schema.json" },
	{ "data/services.jsonl", "application/jsonl", "一覧（JSON Lines）", true, NULL },
	{ "data/services.xml", "application/xml", "一覧（XML）", true, "data/services.xsd" },
	{ "data/changes.csv", "text/csv", "変更の記録（CSV）", true, NULL },
	{ "data/changes.jsonl", "application/jsonl", "変更の記録（JSON Lines）", true, NULL },
	{ "data/edition.json", "application/json", "基準日と版", false, NULL },
	{ "data/sub-services.csv", "text/csv", "対象のサブサービス（CSV）", true,
	  "data/csv-metadata.json" },
	{ "data/outside-services.csv", "text/csv", "対象外のサービス（CSV）", true,
	  "data/csv-metadata.json" },
	{ "data/regions.csv", "text/csv", "リージョン（CSV）", true, "data/csv-metadata.json" },
	{ "data/exclusions.csv", "text/csv", "対象外の統制目標（CSV）", true,
	  "data/csv-metadata.json" },
	{ "data/events.csv", "text/csv", "登録の経過（CSV）", true, "data/csv-metadata.json" },
	{ "data/by-number.json", "application/json", "登録番号からの索引（JSON）", false, NULL },
	{ "data/csv-metadata.json", "application/csvm+json", "CSVの形（CSVW）", false, NULL },
	{ "data/datapackage.json", "application/json", "CSVの形（Table Schema）", false, NULL },
	{ "data/services.schema.json", "application/schema+json", "JSONの形（JSON Schema）", false,
	  NULL },
	{ "data/services.xsd", "application/xml", "XMLの形（XML Schema）", false, NULL },
	{ "feed.atom", "application/atom+xml", "変更のフィード（Atom）", false, NULL },
	{ "feed.json", "application/feed+json", "変更のフィード（JSON Feed）", false, NULL },
	{ "expiries.ics", "text/calendar", "有効期限のカレンダー", false, NULL },
	{ NULL, NULL, NULL, false, NULL },
};

/* What else is there, for the pages' own scripts or only at times. */
static const char *const other_files[] = { "data/catalog.jsonld",
	                                   "data/edition.css",
	                                   "data/index.json",
	                                   "data/search.json",
	                                   "data/search-scopes.json",
	                                   "data/removed.json",
	                                   "data/unrecorded.jsonl",
	                                   "manifest.sha256",
	                                   "manifest.sha256.p7s",
	                                   "sitemap.xml",
	                                   "robots.txt",
	                                   "404.html",
	                                   "index.html",
	                                   ".well-known/security.txt",
	                                   NULL };

bool
site_has_file(const char *path)
{
	for (const struct site_file *file = site_files; file->path != NULL; file++)
		if (strcmp(file->path, path) == 0)
			return true;
	return g_strv_contains(other_files, path) || g_str_has_prefix(path, "data/editions/");
}
