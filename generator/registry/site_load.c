/* The settings of the site (site.xml) are read and looked at. */
#include "registry/site_load.h"

#include "registry/bind.h"
#include "source/entries.h"
#include "source/xml_tree.h"

#include <string.h>

MESSAGE(message_no_site, "no-site", ERROR, NULL,
        "サイトの設定のファイルがありません。`ismapgen new site` のひな形から site.xml を作り、content フォルダーに置いてください。",
        "The settings of the site are missing. Make site.xml from the skeleton of `ismapgen new site`, in the content folder.");
MESSAGE(message_site_name, "no-site", ERROR, NULL,
        "サイトの設定のファイル site.xml がありません。これは名前が違うため読んでいません。site.xml に改めてください。",
        "The settings of the site, site.xml, are missing. This is not read because of its name: call it site.xml.");
MESSAGE(message_category_again, "category-twice", ERROR, NULL,
        "分類の符号 {0} が二つあります（{1}行目にもあります）。符号を改めてください。",
        "The category {0} is there twice (also in line {1}). Give it another id.");
MESSAGE(message_base_url, "base-url", ERROR, NULL,
        "『公開先のURL』 \"{0}\" は「/」で終わるように書いてください。",
        "The base URL \"{0}\" must end in \"/\".");
MESSAGE(message_body_from, "body-from", ERROR, NULL,
        "2つ目からの機関には、その内容をいつから用いるかを、前のものより後の日で from に書いてください。",
        "The second and each further entry of a body says from when it is in force: write a later day "
        "than the former one's as from.");
MESSAGE(message_first_from, "body-from-first", WARNING, NULL,
        "最初の機関の from は用いません。それより前の日付の文書も、この機関の名で作ります。前の内容があれば、この前に戻してください。",
        "The from of the first entry of a body is not used: letters dated before it are made in its name, "
        "too. If there was a former entry, put it back before this one.");
MESSAGE(message_edition, "rules-edition", ERROR, NULL,
        "『登録規則の版』 {0} には対応していません。対応している版は {1} です。",
        "The edition {0} of the regulation is not known. Known: {1}.");

/* The editions of the regulation whose clauses the rules follow. */
#define KNOWN_EDITION "2022-11-01"

static struct place
place_of(const struct site *site, int line, const char *field_ja, const char *field_en)
{
	return place_of_field(place_in_file(site->file, line, NULL), field_ja, field_en);
}

/* The second and each further one says from when it is, in order; the first does not. */
static void
check_bodies(const struct site *site, const GPtrArray *bodies, struct findings *findings)
{
	for (guint i = 0; i < bodies->len; i++) {
		const struct body *body = bodies->pdata[i];
		const struct body *former = i > 0 ? bodies->pdata[i - 1] : NULL;
		const struct message *message = NULL;

		if (former == NULL && date_is_set(body->from.on))
			message = &message_first_from;
		else if (former != NULL && (!date_is_set(body->from.on) ||
		                            date_compare(body->from.on, former->from.on) <= 0))
			message = &message_body_from;
		if (message != NULL)
			findings_add(findings, message,
			             place_of(site, body->line, "適用を始める日", "from"), NULL);
	}
}

/* Of two categories of one id, the second is told of; which it was meant to be is not known. */
static void
check_categories(const struct site *site, struct findings *findings)
{
	g_autoptr(GHashTable) seen = g_hash_table_new(g_str_hash, g_str_equal);

	EACH (struct category, category, site->categories) {
		const struct category *first;

		if (category->id.value == NULL)
			continue;
		first = g_hash_table_lookup(seen, category->id.value);
		if (first == NULL) {
			g_hash_table_insert(seen, (gpointer)category->id.value, category);
			continue;
		}
		findings_add(findings, &message_category_again,
		             place_of(site, category->line, "分類の符号", "id"), category->id.value,
		             NUMBER(first->line), NULL);
		category->id.value = NULL;
	}
}

/* site.xml is missing; perhaps it is there by another name, as "Site.xml". */
static void
report_no_site(const struct registry *registry, struct findings *findings)
{
	const char *file = registry->site.file;
	g_autofree char *misnamed = entries_find_misnamed(registry->folder, file);

	if (misnamed == NULL)
		findings_add(findings, &message_no_site, (struct place){ .file = file }, NULL);
	else
		findings_add(findings, &message_site_name, (struct place){ .file = misnamed },
		             NULL);
}

void
site_load(struct registry *registry, struct findings *findings)
{
	struct site *site = &registry->site;
	g_autofree char *path = g_build_filename(registry->folder, "site.xml", NULL);
	const struct binding binding = { .store = registry->store,
		                         .findings = findings,
		                         .file = "site.xml" };

	site->file = binding.file;
	bind_nothing(registry->store, &field_site, site);
	if (!g_file_test(path, G_FILE_TEST_EXISTS | G_FILE_TEST_IS_SYMLINK)) {
		report_no_site(registry, findings);
		return;
	}

	AUTO(xml_document) document = bind_load(&binding, &field_site, path, NULL);

	if (document == NULL || !bind_node(&binding, &field_site, xml_root(document), site))
		return;
	check_categories(site, findings);
	check_bodies(site, site->committee, findings);
	check_bodies(site, site->operations_body, findings);
	if (date_is_set(site->rules_edition.on)) {
		g_autofree char *edition = date_iso(site->rules_edition.on);

		if (strcmp(edition, KNOWN_EDITION) != 0)
			findings_add(findings, &message_edition,
			             place_of(site, site->rules_edition.line, "登録規則の版",
			                      "rules-edition"),
			             edition, KNOWN_EDITION, NULL);
	}
	if (site->base_url.value != NULL && !g_str_has_suffix(site->base_url.value, "/"))
		findings_add(findings, &message_base_url,
		             place_of(site, site->base_url.line, "公開先のURL", "base-url"),
		             site->base_url.value, NULL);
}
