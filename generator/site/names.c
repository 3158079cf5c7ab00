/* The names that templates may use are those of the table of items and those that stand here. */
#include "site/names.h"

#include <string.h>

#define NAME(of_name, of_ja, of_en) { .name = (of_name), .ja = (of_ja), .en = (of_en) }
#define NAMES(of_name, of_ja, of_en, of_members) \
	{ .name = (of_name), .ja = (of_ja), .en = (of_en), .members = (of_members) }
#define END_OF_NAMES { .name = NULL }

static const struct template_name date_names[] = {
	NAME("iso", "2026-11-20の形", "as 2026-11-20"),
	NAME("western", "2026年11月20日の形", "as 2026年11月20日"),
	NAME("era", "令和8年11月20日の形", "as 令和8年11月20日"),
	NAME("english", "20 November 2026の形", "as 20 November 2026"),
	END_OF_NAMES,
};

static const struct template_name edition_names[] = {
	NAME("id", "版（SHA-256）", "edition, SHA-256"),
	NAME("short", "版の先頭12桁", "first 12 digits of the edition"),
	END_OF_NAMES,
};

static const struct template_name link_names[] = {
	NAME("href", "このページからの相対アドレス", "address relative to this page"),
	NAME("title", "見出し", "title"),
	NAME("current", "今のページのとき真", "true for this page"),
	NAME("is-japanese", "日本語のページのとき真", "true for a page in Japanese"),
	END_OF_NAMES,
};

#define NUMBERED_NAMES                                                                 \
	NAME("href", "このページからの相対アドレス", "address relative to this page"), \
		NAME("title", "番号", "number"),                                       \
		NAME("current", "今のページのとき真", "true for this page")

static const struct template_name year_link_names[] = { NUMBERED_NAMES, END_OF_NAMES };

static const struct template_name pager_link_names[] = {
	NUMBERED_NAMES,
	NAME("gap", "前の番号との間を省いたとき真", "true where numbers before it are left out"),
	END_OF_NAMES,
};

static const struct template_name alternate_names[] = {
	NAME("code", "言語の符号", "code of the language"),
	NAME("address", "アドレス", "address"),
	END_OF_NAMES,
};

/* What every page has, beside {{words.…}} of words.ini. */
#define PAGE_NAMES                                                                            \
	NAME("language", "ページの言語（jaかen）", "language, ja or en"),                     \
		NAME("in-english", "英語のページのとき真", "true for a page in English"),     \
		NAMES("alternates", "各言語の同じページ", "this page in each language",       \
	              alternate_names),                                                       \
		NAME("twin", "ほかの言語の同じページ（なければ空）",                          \
	             "this page in the other language, or empty"),                            \
		NAME("root", "この言語の最上位への相対アドレス（「../」など、最上位では空）", \
	             "relative address of the top of the language, empty at the top"),        \
		NAME("top", "サイトの最上位への相対アドレス",                                 \
	             "relative address of the top of the site"),                              \
		NAME("home", "最初のページへの相対アドレス",                                  \
	             "relative address of the first page"),                                   \
		NAME("canonical", "このページの正式なアドレス", "address of this page"),      \
		NAME("at-home", "最初のページのとき真", "true for the first page"),           \
		NAME("removals-published", "削除された登録を公開するとき真",                  \
	             "true where removed entries are published"),                             \
		NAME("at-changes", "変更の履歴のとき真", "true for the log of changes"),      \
		NAME("at-data", "オープンデータのとき真", "true for the page of open data"),  \
		NAMES("navigation", "上の案内", "links of the header", link_names),           \
		NAMES("footer-navigation", "下の案内", "links of the footer", link_names)

/* What only pages of the whole list have. */
#define LIST_NAMES                                                             \
	NAMES("as-of", "掲載内容の基準日", "day of the contents", date_names), \
		NAMES("edition", "版", "edition", edition_names)

/* What a page with prose from content/pages has. */
#define PROSE_NAMES                                                                         \
	NAME("heading", "Markdownの表題（なければ空）", "title of the Markdown, or empty"), \
		NAME("content", "Markdownの本文", "content of the Markdown")

static const struct template_name status_names[] = {
	NAME("code", "状態の符号", "code of the status"),
	NAME("label", "状態", "status"),
	NAME("clause", "登録規則の条項", "clause"),
	NAMES("since", "いつから", "since when", date_names),
	NAME("special", "「登録」のほかのとき真", "true for all but “registered”"),
	NAME("is-suspended-incident", "9.5の一時停止のとき真", "true when suspended by 9.3"),
	NAME("is-suspended-change", "10.5の一時停止のとき真", "true when suspended by 10.3"),
	NAME("is-reaudit", "再監査中のとき真", "true under re-audit"),
	NAME("is-continued", "引き続き有効のとき真", "true when continued by 8.1"),
	END_OF_NAMES,
};

static const struct template_name name_names[] = {
	NAME("name", "名称", "name"),
	NAME("name-lang", "その言語（ja又はen）", "its language, ja or en"),
	END_OF_NAMES,
};

static const struct template_name row_names[] = {
	NAME("path", "サービスのページ（最上位から）", "page of the service, from the top"),
	NAME("number", "登録番号", "registration number"),
	NAME("name", "クラウドサービスの名称", "service name"),
	NAME("name-lang", "その言語（ja又はen）", "its language, ja or en"),
	NAME("provider", "クラウドサービス事業者の名称", "provider"),
	NAME("provider-lang", "その言語（ja又はen）", "its language, ja or en"),
	NAMES("registered-on", "登録日", "registration date", date_names),
	NAMES("expires-on", "登録の有効期限", "expiry", date_names),
	NAMES("statuses", "状態", "statuses", status_names),
	NAMES("scope-names", "対象のサブサービスの初めの名称", "first names of the scope",
	      name_names),
	NAME("scope-more", "そのほかの件数（なければ空）", "how many more, or empty"),
	NAMES("regions", "リージョン", "regions", name_names),
	END_OF_NAMES,
};

static const struct template_name option_names[] = {
	NAME("value", "選択肢の値", "value"),
	NAME("label", "選択肢", "label"),
	NAME("count", "件数", "count"),
	END_OF_NAMES,
};

static const struct template_name pager_names[] = {
	NAMES("pages", "一覧のページ", "pages of the list", pager_link_names),
	END_OF_NAMES,
};

static const struct template_name list_names[] = {
	PAGE_NAMES,
	LIST_NAMES,
	PROSE_NAMES,
	NAME("row-count", "この一覧の件数", "number of entries of this list"),
	NAMES("rows", "一覧の行", "rows", row_names),
	NAMES("statuses", "状態の選択肢", "statuses to choose from", option_names),
	NAMES("pager", "50件を超えるときのページ", "pages, above 50 rows", pager_names),
	END_OF_NAMES,
};

static const struct template_name view_link_names[] = {
	NAME("href", "このページからの相対アドレス", "address relative to this page"),
	NAME("title", "値", "value"),
	NAME("current", "今のページのとき真", "true for this page"),
	NAME("count", "件数", "number of entries"),
	NAME("is-data", "値がデータの言葉のとき真", "true where the value is a word of the data"),
	END_OF_NAMES,
};

static const struct template_name view_names[] = {
	PAGE_NAMES,
	NAME("facet", "何で分けたか", "what the list is divided by"),
	NAME("facet-code", "その符号", "its code"),
	NAME("provider-feed", "事業者のフィードの場所（ほかは空）",
	     "of a provider, where its feed stands, else empty"),
	NAME("label", "値", "value"),
	NAME("is-data", "値がデータの言葉のとき真", "true where the value is a word of the data"),
	NAME("links-exist", "値が60を超えないとき真", "true where there are at most 60 values"),
	NAMES("links", "ほかの値（60を超えるときは空）", "all values; empty above 60",
	      view_link_names),
	NAME("row-count", "この一覧の件数", "number of entries of this list"),
	NAMES("rows", "一覧の行", "rows", row_names),
	NAMES("pager", "50件を超えるときのページ", "pages, above 50 rows", pager_names),
	END_OF_NAMES,
};

static const struct template_name views_facet_names[] = {
	NAME("code", "符号", "code"),
	NAME("label", "何で分けるか", "what the list is divided by"),
	NAMES("links", "値", "values", view_link_names),
	END_OF_NAMES,
};

static const struct template_name views_names[] = {
	PAGE_NAMES,
	LIST_NAMES,
	NAMES("facets", "分け方", "facets", views_facet_names),
	END_OF_NAMES,
};

static const struct template_name figure_row_names[] = {
	NAME("label", "何の数か", "what is counted"),
	NAME("href", "数えたもののページ（なければ空）", "page of what is counted, or empty"),
	NAME("count", "数", "number"),
	NAME("width", "図の棒の長さ", "length of the bar"),
	NAME("bar-y", "棒の上端", "top of the bar"),
	NAME("text-y", "文字の位置", "where the text stands"),
	NAME("end-x", "棒の右の文字の位置", "where the number stands"),
	END_OF_NAMES,
};

static const struct template_name figure_names[] = {
	NAME("code", "符号", "code"),
	NAME("label", "表題", "title"),
	NAME("note", "登録規則の条項", "clause"),
	NAME("height", "図の高さ", "height of the picture"),
	NAMES("rows", "行", "rows", figure_row_names),
	END_OF_NAMES,
};

static const struct template_name statistics_names[] = {
	PAGE_NAMES,
	LIST_NAMES,
	NAME("entry-count", "掲載している登録の数", "number of entries"),
	NAME("picture-width", "図の幅", "width of a picture"),
	NAME("label-end", "図の見出しの右端", "where the labels of a picture end"),
	NAME("bar-x", "棒の左端", "where bars begin"),
	NAME("bar-height", "棒の太さ", "height of a bar"),
	NAMES("figures", "図と表", "figures", figure_names),
	END_OF_NAMES,
};

static const struct template_name removal_names[] = {
	NAME("number", "登録番号", "registration number"),
	NAME("name", "クラウドサービスの名称", "service name"),
	NAME("label", "できごと", "event"),
	NAME("clause", "14.2の号", "clause"),
	NAME("ground", "その理由", "what the clause says"),
	NAMES("on", "削除日", "day of the removal", date_names),
	NAME("corrected-number", "訂正後の登録番号（誤って付けた番号だけ）",
	     "the right number, of one given by mistake"),
	END_OF_NAMES,
};

/* All that is told of a removed entry. */
static const struct template_name tombstone_names[] = {
	PAGE_NAMES,
	NAMES("removal", "削除された登録", "removed entry", removal_names),
	END_OF_NAMES,
};

static const struct template_name removed_names[] = {
	PAGE_NAMES,
	PROSE_NAMES,
	NAMES("removals", "削除された登録", "removed entries", removal_names),
	END_OF_NAMES,
};

static const struct template_name domain_names[] = {
	NAME("number", "章番号", "chapter"),
	NAME("name", "分野の名称", "name of the domain"),
	NAME("group", "基準の区分", "group of criteria"),
	NAME("opens-group", "区分の最初の分野のとき真", "true for the first of its group"),
	NAME("implemented", "実施している統制目標の数", "objectives implemented"),
	NAME("total", "統制目標の数", "objectives"),
	NAME("objectives", "実施している統制目標", "identifiers of those implemented"),
	END_OF_NAMES,
};

static const struct template_name change_names[] = {
	NAME("item", "7.5の号", "item of 7.5"),
	NAME("label", "掲載事項", "field"),
	NAME("of-list", "項目の追加と削除のとき真", "true where items of a list went and came"),
	NAME("before", "変更前（なければ空）", "former text, or empty"),
	NAME("after", "変更後（なければ空）", "new text, or empty"),
	NAME("before-marked", "変わった語に印を付けた変更前（なければ空）",
	     "former text, changed words marked, or empty"),
	NAME("after-marked", "変わった語に印を付けた変更後（なければ空）",
	     "new text, changed words marked, or empty"),
	NAMES("on", "届出による変更の日（ほかは空）", "day of a change by form 9, else empty",
	      date_names),
	END_OF_NAMES,
};

static const struct template_name event_names[] = {
	NAME("id", "ページの中の位置", "fragment"),
	NAME("is-listed", "今も載っている登録のとき真", "true where the entry is still listed"),
	NAME("path", "サービスのページ（最上位から）", "page of the service, from the top"),
	NAME("number", "登録番号", "registration number"),
	NAME("name", "クラウドサービスの名称", "service name"),
	NAME("provider-name", "クラウドサービス事業者の名称", "provider"),
	NAME("code", "できごとの符号", "code of the event"),
	NAME("label", "できごと", "event"),
	NAME("clause", "登録規則の条項", "clause"),
	NAMES("on", "日付", "day", date_names),
	NAMES("expires-on", "有効期限（登録と更新のとき）", "expiry, where registered or renewed",
	      date_names),
	NAME("reason", "訂正の理由（なければ空）", "reason of a correction, or empty"),
	NAME("changes-exist", "掲載事項の変更があるとき真", "true where items changed"),
	NAME("change-count", "変更の数", "number of changes"),
	NAMES("changes", "掲載事項の変更", "changes", change_names),
	NAME("content", "フィードで、変わった語に印を付けた変更（なければ空）",
	     "in feeds, what changed, changed words marked, or empty"),
	END_OF_NAMES,
};

static const struct template_name version_names[] = {
	NAME("folder", "この版の場所（最上位から）", "where the version stands, from the top"),
	NAME("address", "この版のアドレス", "its address"),
	NAME("sha256", "この版のversion.jsonのSHA-256", "SHA-256 of its version.json"),
	NAMES("since", "この版が載った日", "the day from which it was listed", date_names),
	NAMES("until", "次の版が載った日、又はリストから削除された日（今の版では空）",
	      "the day of the next, or of the removal; empty for the last", date_names),
	END_OF_NAMES,
};

/* What the table of items does not say; the other names are made from it. */
static const struct template_name entry_link_names[] = {
	NAME("number", "登録番号", "registration number"),
	NAME("name", "クラウドサービスの名称（リストになければ空）",
	     "service name; empty: not on the list"),
	NAMES("statuses", "状態", "statuses", status_names),
	END_OF_NAMES,
};

static const struct template_name service_names[] = {
	NAME("provider-key", "今の事業者のページの符号", "in the address of the provider's page"),
	PAGE_NAMES,
	NAMES("changed-on", "この登録が最後に変わった日", "day of the last change of the entry",
	      date_names),
	NAMES("statuses", "状態", "statuses", status_names),
	NAMES("special-statuses", "「登録」のほかの状態", "statuses but “registered”",
	      status_names),
	NAMES("domains", "分野", "domains", domain_names),
	NAMES("history", "登録の経過", "history", event_names),
	NAME("additions-exist", "付記があるとき真", "true where there are additions"),
	NAME("bases-exist", "基盤として利用するサービスがあるとき真",
	     "true where it builds on one"),
	NAME("dependents-exist", "このサービスを基盤とするサービスがあるとき真",
	     "true where one builds on it"),
	NAMES("bases", "基盤として利用するサービス", "services that it builds on",
	      entry_link_names),
	NAMES("dependents", "このサービスを基盤として利用するサービス", "services that build on it",
	      entry_link_names),
	NAMES("versions", "これまでの掲載、新しい順", "versions, newest first", version_names),
	NAMES("version", "このページの版", "the version of this page", version_names),
	NAME("of-version", "版のページのとき真", "true for the page of a version"),
	NAME("past", "過去の版のとき真", "true for a version of the past"),
	END_OF_NAMES,
};

static const struct template_name evidence_names[] = {
	LIST_NAMES,
	NAMES("statuses", "状態", "statuses", status_names),
	NAMES("version", "この登録の今の掲載", "the version listed now", version_names),
	NAME("brief", "長い一覧を件数だけにするとき真",
	     "true where long lists are told by their number"),
	END_OF_NAMES,
};

#define DAY_NAMES                                                                                 \
	NAMES("on", "日付", "day", date_names), NAME("count", "変更の件数", "number of changes"), \
		NAMES("events", "変更", "changes", event_names),                                  \
		NAME("more", "ここに示さない変更の件数（なければ空）",                            \
	             "number of changes not shown here, or empty")

static const struct template_name day_names[] = {
	DAY_NAMES,
	NAME("path", "その日のページ（最上位から）", "page of the day, from the top"),
	END_OF_NAMES,
};

static const struct template_name changes_names[] = {
	PAGE_NAMES,
	LIST_NAMES,
	PROSE_NAMES,
	NAMES("days", "変更のあった日", "days with changes", day_names),
	NAME("year", "この記録の年", "year of this page"),
	NAMES("years", "すべての年", "all years", year_link_names),
	END_OF_NAMES,
};

static const struct template_name day_page_names[] = {
	PAGE_NAMES,
	DAY_NAMES,
	END_OF_NAMES,
};

static const struct template_name property_names[] = {
	NAME("name", "JSONでの名前", "name in JSON"),
	NAME("term", "意味", "meaning"),
	NAME("type", "型", "type"),
	NAME("hint", "値の形（なければ空）", "what a value looks like, or empty"),
	NAME("clause", "登録規則の条項（なければ空）", "clause, or empty"),
	NAME("nullable", "値のないことがあるとき真", "true where there may be no value"),
	NAME("csv-label", "CSVの見出し（なければ空）", "heading in CSV, or empty"),
	END_OF_NAMES,
};

static const struct template_name data_names[] = {
	PAGE_NAMES,   LIST_NAMES,
	PROSE_NAMES,  NAMES("properties", "データの項目", "properties of the data", property_names),
	END_OF_NAMES,
};

static const struct template_name prose_names[] = {
	PAGE_NAMES,
	PROSE_NAMES,
	END_OF_NAMES,
};

static const struct template_name plain_names[] = {
	PAGE_NAMES,
	END_OF_NAMES,
};

static const struct template_name feed_link_names[] = {
	NAME("relation", "このフィードとの関係", "what it is to this feed"),
	NAME("path", "その場所（最上位から）", "where it stands, from the top"),
	END_OF_NAMES,
};

static const struct template_name feed_names[] = {
	NAME("title", "フィードの題", "title of the feed"),
	NAMES("links", "長いフィードのほかのページ", "other pages of a long feed", feed_link_names),
	NAME("path", "このフィードの場所（最上位から）", "where the feed stands, from the top"),
	NAME("id", "その最初のページの場所（どのページでも識別子）",
	     "where its first page stands, by which all its pages are known"),
	NAME("page", "同じ内容のページ（最上位から）", "page of the same, from the top"),
	NAMES("updated", "最後の変更の日", "day of the last change", date_names),
	NAMES("as-of", "リストの基準日（いちばん新しいページだけ）",
	      "day of the list, on the newest page", date_names),
	NAME("edition", "リストの版（いちばん新しいページだけ）",
	     "edition of the list, on the newest page"),
	NAMES("events", "変更、新しい順", "changes, newest first", event_names),
	END_OF_NAMES,
};

static const struct template_name location_names[] = {
	NAME("location", "ページのアドレス", "address of the page"),
	NAMES("changed-on", "最後に変わった日（なければ空）", "day of its last change, or empty",
	      date_names),
	END_OF_NAMES,
};

static const struct template_name sitemap_names[] = {
	NAMES("pages", "ページ", "pages", location_names),
	END_OF_NAMES,
};

static const struct template_name security_names[] = {
	NAMES("expires", "この内容の期限", "day until which this holds", date_names),
	END_OF_NAMES,
};

static const struct template_name no_names[] = {
	END_OF_NAMES,
};

const struct site_template site_templates[] = {
	{ "list.html", list_names, NULL },
	{ "service.html", service_names, items_of_entry },
	{ "view.html", view_names, NULL },
	{ "views.html", views_names, NULL },
	{ "removed.html", removed_names, NULL },
	{ "tombstone.html", tombstone_names, NULL },
	{ "changes.html", changes_names, NULL },
	{ "day.html", day_page_names, NULL },
	{ "data.html", data_names, NULL },
	{ "page.html", prose_names, NULL },
	{ "statistics.html", statistics_names, NULL },
	{ "compare.html", plain_names, NULL },
	{ "answer.html", plain_names, NULL },
	{ "between.html", plain_names, NULL },
	{ "404.html", plain_names, NULL },
	{ "evidence.xml", evidence_names, items_of_entry },
	{ "feed.atom", feed_names, NULL },
	{ "sitemap.xml", sitemap_names, NULL },
	{ "robots.txt", no_names, NULL },
	{ "security.txt", security_names, NULL },
	{ .name = NULL },
};

static GArray *
open_names(void)
{
	return g_array_new(true, true, sizeof(struct template_name));
}

/* The names in memory of the pool, closed with name NULL. */
static const struct template_name *
close_names(GArray *names, struct pool *pool)
{
	gsize size = (names->len + 1) * sizeof(struct template_name);
	struct template_name *copy = pool_block(pool, size);

	memcpy(copy, names->data, size);
	g_array_unref(names);
	return copy;
}

/* "(6) 対象範囲の概要", "法人番号（なければ空）" */
static const char *
meaning(const struct item *item, enum language language, struct pool *pool)
{
	static const struct wording absent = { "（なければ空）", ", or empty" };
	static const struct wording flag = { "（あるとき真）", ", true where there is one" };
	static const struct wording plain = { "", "" };
	const struct wording *more = item->kind == ITEM_FLAG ? &flag
	                             : item->nullable        ? &absent
	                                                     : &plain;
	g_autofree char *number = g_strdup_printf("(%d) ", item_clause_number(item));

	return pool_take(pool, g_strconcat(item_clause_number(item) == 0 ? "" : number,
	                                   item_label(item, language),
	                                   wording_text(*more, language), NULL));
}

static void add_items(GArray *names, const struct item *items, struct pool *pool);

/* What a template sees below the name of an item. */
static const struct template_name *
members_of(const struct item *item, struct pool *pool)
{
	GArray *names;

	if (item->kind == ITEM_DATE)
		return date_names;
	if (item->members == NULL)
		return NULL;
	names = open_names();
	add_items(names, item->members, pool);
	return close_names(names, pool);
}

static void
add_item(GArray *names, const struct item *item, struct pool *pool)
{
	const struct template_name all[] = {
		NAMES(item->shown, meaning(item, LANGUAGE_JA, pool),
		      meaning(item, LANGUAGE_EN, pool), members_of(item, pool)),
		NAME(item->count, "その数", "their number"),
		NAME(item->exist, "一つでもあるとき真", "true where there are any"),
	};

	g_array_append_vals(names, all, item->count == NULL ? 1 : G_N_ELEMENTS(all));
	if (item_has_language(item)) {
		const struct template_name language =
			NAME(pool_take(pool, g_strconcat(item->shown, "-lang", NULL)),
		             "その言語（ja又はen）", "its language, ja or en");

		g_array_append_val(names, language);
	}
}

static void
add_items(GArray *names, const struct item *items, struct pool *pool)
{
	for (const struct item *item = items; item->kind != ITEM_END; item++)
		if (item->shown != NULL)
			add_item(names, item, pool);
		else if (item->kind == ITEM_GROUP)
			add_items(names, item->members, pool);
}

static const struct template_name *
item_names(const struct item *items, struct pool *pool)
{
	GArray *names = open_names();

	add_items(names, items, pool);
	return close_names(names, pool);
}

const struct template_name *
site_template_names(const struct site_template *template, const struct wordings *wordings,
                    struct pool *pool)
{
	GArray *names = open_names();
	const struct template_name site =
		NAMES("site", "サイトの設定", "the site", item_names(items_of_list, pool));

	g_array_append_val(names, site);
	for (const struct template_name *name = template->names; name->name != NULL; name++)
		g_array_append_val(names, *name);
	if (template->items != NULL)
		add_items(names, template->items, pool);
	if (wordings != NULL) {
		const struct template_name words =
			NAMES("words", "words.iniの言葉", "wording of words.ini",
		              (const struct template_name *)wordings->names->data);

		g_array_append_val(names, words);
	}
	return close_names(names, pool);
}
