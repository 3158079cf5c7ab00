#include "site/names.h"

#define NAME(of_name, of_ja, of_en)                             \
	{                                                       \
		.name = (of_name), .ja = (of_ja), .en = (of_en) \
	}
#define NAMES(of_name, of_ja, of_en, of_members)                                         \
	{                                                                                \
		.name = (of_name), .ja = (of_ja), .en = (of_en), .members = (of_members) \
	}
#define END_OF_NAMES         \
	{                    \
		.name = NULL \
	}

static const struct template_name date_names[] = {
	NAME("iso", "2026-11-20の形", "as 2026-11-20"),
	NAME("western", "2026年11月20日の形", "as 2026年11月20日"),
	NAME("era", "令和8年11月20日の形", "as 令和8年11月20日"),
	NAME("english", "20 November 2026の形", "as 20 November 2026"),
	END_OF_NAMES,
};

static const struct template_name body_names[] = {
	NAME("name", "機関の名称", "name of the body"),
	NAME("office", "法人等の名称", "office"),
	NAME("section", "担当部署", "section"),
	NAME("address", "所在地", "address"),
	NAME("telephone", "電話番号", "telephone"),
	NAME("email", "電子メール", "e-mail"),
	END_OF_NAMES,
};

static const struct template_name site_names[] = {
	NAME("title", "サイトの名称", "site title"),
	NAME("base-url", "公開先のURL（末尾は/）", "base URL, ends with /"),
	NAME("sample", "見本のとき真", "true for a sample"),
	NAMES("rules-edition", "登録規則の版", "edition of the rules", date_names),
	NAMES("committee", "ISMAP運営委員会", "steering committee", body_names),
	NAMES("operations-body", "ISMAP運用支援機関", "operations body", body_names),
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

static const struct template_name pager_link_names[] = {
	NAME("href", "このページからの相対アドレス", "address relative to this page"),
	NAME("title", "番号", "number"),
	NAME("current", "今のページのとき真", "true for this page"),
	END_OF_NAMES,
};

static const struct template_name alternate_names[] = {
	NAME("code", "言語の符号", "code of the language"),
	NAME("address", "アドレス", "address"),
	END_OF_NAMES,
};

/* What every page has, beside {{words.…}} of words.ini. */
#define PAGE_NAMES                                                                            \
	NAMES("site", "サイトの設定", "the site", site_names),                                \
		NAME("language", "ページの言語（jaかen）", "language, ja or en"),             \
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

static const struct template_name row_names[] = {
	NAME("path", "サービスのページ（最上位から）", "page of the service, from the top"),
	NAME("number", "登録番号", "registration number"),
	NAME("name", "クラウドサービスの名称", "service name"),
	NAME("provider", "クラウドサービス事業者の名称", "provider"),
	NAMES("registered-on", "登録日", "registration date", date_names),
	NAMES("expires-on", "登録の有効期限", "expiry", date_names),
	NAMES("statuses", "状態", "statuses", status_names),
	NAME("scope-names", "対象のサブサービスの初めの名称", "first names of the scope"),
	NAME("scope-more", "そのほかの件数（なければ空）", "how many more, or empty"),
	NAME("region-names", "リージョン", "regions"),
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
	NAMES("pager", "200件を超えるときのページ", "pages, above 200 rows", pager_names),
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
	NAME("label", "値", "value"),
	NAME("is-data", "値がデータの言葉のとき真", "true where the value is a word of the data"),
	NAME("links-exist", "値が60を超えないとき真", "true where there are at most 60 values"),
	NAMES("links", "ほかの値（60を超えるときは空）", "all values; empty above 60",
	      view_link_names),
	NAME("row-count", "この一覧の件数", "number of entries of this list"),
	NAMES("rows", "一覧の行", "rows", row_names),
	NAMES("pager", "200件を超えるときのページ", "pages, above 200 rows", pager_names),
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

static const struct template_name removal_names[] = {
	NAME("number", "登録番号", "registration number"),
	NAME("name", "クラウドサービスの名称", "service name"),
	NAME("label", "できごと", "event"),
	NAME("clause", "14.2の号", "clause"),
	NAME("ground", "その理由", "what the clause says"),
	NAMES("on", "削除日", "day of the removal", date_names),
	END_OF_NAMES,
};

static const struct template_name removed_names[] = {
	PAGE_NAMES,
	PROSE_NAMES,
	NAMES("removals", "削除された登録", "removed entries", removal_names),
	END_OF_NAMES,
};

static const struct template_name scope_entry_names[] = {
	NAME("name", "サービス名", "service name"),
	NAME("note", "補足（なければ空）", "note, or empty"),
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

static const struct template_name exclusion_names[] = {
	NAME("objective", "統制目標", "objective"),
	NAME("reason", "対象外とする理由", "reason"),
	END_OF_NAMES,
};

static const struct template_name change_names[] = {
	NAME("item", "7.5の号", "item of 7.5"),
	NAME("label", "掲載事項", "field"),
	NAME("of-list", "項目の追加と削除のとき真", "true where items of a list went and came"),
	NAME("before", "変更前（なければ空）", "former text, or empty"),
	NAME("after", "変更後（なければ空）", "new text, or empty"),
	NAMES("on", "届出による変更の日（ほかは空）", "day of an amendment, else empty",
	      date_names),
	END_OF_NAMES,
};

static const struct template_name event_names[] = {
	NAME("id", "ページの中の位置", "fragment"),
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
	NAME("changes-exist", "掲載事項の変更があるとき真", "true where items changed"),
	NAME("change-count", "変更の数", "number of changes"),
	NAMES("changes", "掲載事項の変更", "changes", change_names),
	END_OF_NAMES,
};

static const struct template_name service_names[] = {
	PAGE_NAMES,
	NAME("number", "登録番号", "registration number"),
	NAME("name", "(1) クラウドサービスの名称", "(1) service name"),
	NAME("name-reading", "サービス名の読み", "reading of the name"),
	NAME("url", "(2) ホームページのURL", "(2) home page URL"),
	NAME("provider-name", "(3) 事業者の名称", "(3) provider"),
	NAME("provider-reading", "事業者名の読み", "reading of the provider"),
	NAME("corporate-number", "法人番号（なければ空）", "corporate number, or empty"),
	NAME("address", "(3) 所在地", "(3) address"),
	NAMES("registered-on", "(4) 登録日", "(4) registration date", date_names),
	NAMES("renewed-on", "直近の更新（なければ空）", "last renewal, or empty", date_names),
	NAMES("expires-on", "(5) 登録の有効期限", "(5) expiry", date_names),
	NAMES("changed-on", "この登録が最後に変わった日", "day of the last change of the entry",
	      date_names),
	NAMES("statuses", "状態", "statuses", status_names),
	NAMES("special-statuses", "「登録」のほかの状態", "statuses but “registered”",
	      status_names),
	NAME("scope-overview", "(6) 対象範囲の概要", "(6) overview of the scope"),
	NAMES("sub-services", "対象のサブサービス", "sub-services in scope", scope_entry_names),
	NAME("sub-service-count", "その数", "their number"),
	NAMES("outside-services", "対象外のサービス", "services outside", scope_entry_names),
	NAME("outside-services-exist", "対象外のサービスがあるとき真", "true where there are any"),
	NAME("outside-service-count", "その数", "their number"),
	NAME("regions", "リージョン", "regions"),
	NAMES("scope-amendments", "(6) 様式9による変更", "(6) changes by form 9", change_names),
	NAME("criteria-edition", "(7) 管理基準の版", "(7) edition of the criteria"),
	NAME("objective-total", "統制目標の数", "number of objectives"),
	NAME("objective-implemented", "実施している数", "number implemented"),
	NAMES("domains", "分野", "domains", domain_names),
	NAMES("exclusions", "対象外の統制目標", "excluded objectives", exclusion_names),
	NAME("exclusions-exist", "対象外の統制目標があるとき真", "true where there are any"),
	NAME("exclusion-count", "その数", "their number"),
	NAMES("objective-amendments", "(7) 様式9による変更", "(7) changes by form 9", change_names),
	NAMES("audit-first-on", "(8) 監査対象期間の初日", "(8) first day", date_names),
	NAMES("audit-last-on", "(8) 監査対象期間の末日", "(8) last day", date_names),
	NAME("subsequent-events", "(9) 後発事象", "(9) subsequent events"),
	NAME("improvement-plan", "(10) 改善計画書があるとき真", "(10) true where there is one"),
	NAME("capital-and-officers", "(11) 3.4(1)", "(11) 3.4(1)"),
	NAME("foreign-law-risk", "(11) 3.4(2)", "(11) 3.4(2)"),
	NAME("governing-law", "(11) 3.4(3)", "(11) 3.4(3)"),
	NAME("third-party-testing", "(11) 3.4(4)", "(11) 3.4(4)"),
	NAME("special-notes", "(12) 特記事項（なければ空）", "(12) special notes, or empty"),
	NAMES("history", "登録の経過", "history", event_names),
	END_OF_NAMES,
};

#define DAY_NAMES                                                                                 \
	NAMES("on", "日付", "day", date_names), NAME("count", "変更の件数", "number of changes"), \
		NAMES("events", "変更", "changes", event_names),                                  \
		NAME("more", "ここに示さない変更の件数（なければ空）",                            \
	             "number of changes not shown here, or empty"),                               \
		NAME("removals-exist", "削除を公表するとき真", "true where removals are shown"),  \
		NAMES("removals", "削除（site.xmlで公開するときだけ）",                           \
	              "removals, where site.xml publishes them", removal_names)

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
	NAMES("years", "すべての年", "all years", pager_link_names),
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

static const struct template_name feed_names[] = {
	NAMES("site", "サイトの設定", "the site", site_names),
	NAME("path", "このフィードの場所（最上位から）", "where the feed stands, from the top"),
	NAME("page", "同じ内容のページ（最上位から）", "page of the same, from the top"),
	NAMES("updated", "最後の変更の日", "day of the last change", date_names),
	NAMES("events", "変更、新しい順", "changes, newest first", event_names),
	END_OF_NAMES,
};

static const struct template_name location_names[] = {
	NAME("location", "ページのアドレス", "address of the page"),
	END_OF_NAMES,
};

static const struct template_name sitemap_names[] = {
	NAMES("pages", "ページ", "pages", location_names),
	END_OF_NAMES,
};

static const struct template_name security_names[] = {
	NAMES("site", "サイトの設定", "the site", site_names),
	NAMES("expires", "この内容の期限", "day until which this holds", date_names),
	END_OF_NAMES,
};

static const struct template_name robots_names[] = {
	NAMES("site", "サイトの設定", "the site", site_names),
	END_OF_NAMES,
};

const struct site_template site_templates[] = {
	{ "list.html", list_names },
	{ "service.html", service_names },
	{ "view.html", view_names },
	{ "views.html", views_names },
	{ "removed.html", removed_names },
	{ "changes.html", changes_names },
	{ "day.html", day_page_names },
	{ "data.html", data_names },
	{ "page.html", prose_names },
	{ "compare.html", plain_names },
	{ "answer.html", plain_names },
	{ "404.html", plain_names },
	{ "feed.atom", feed_names },
	{ "sitemap.xml", sitemap_names },
	{ "robots.txt", robots_names },
	{ "security.txt", security_names },
	{ NULL, NULL },
};

GArray *
names_with_words(const struct template_name *names, const struct wordings *wordings)
{
	GArray *all = g_array_new(TRUE, TRUE, sizeof(struct template_name));
	struct template_name words = NAMES("words", "words.iniの言葉", "wording of words.ini",
	                                   (const struct template_name *)wordings->names->data);

	for (; names->name != NULL; names++)
		g_array_append_val(all, *names);
	g_array_append_val(all, words);
	return all;
}
