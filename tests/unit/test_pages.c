/* What pages of the site are made of beside the data: prose, words, pagers. */
#include "base/refusal.h"
#include "unit.h"

#include "content.h"
#include "found.h"
#include "site/present.h"
#include "site/prose_page.h"
#include "site/rows.h"
#include "site/wordings.h"

#include <sys/stat.h>
#include <unistd.h>

static int
set_up(void **state)
{
	struct content *content = g_new0(struct content, 1);

	content_init(content);
	*state = content;
	return 0;
}

static int
tear_down(void **state)
{
	content_clear(*state);
	g_free(*state);
	return 0;
}

static GPtrArray *
load(struct content *content, const char *folder, struct findings *findings)
{
	return prose_pages_load(content->folder, folder, findings);
}

/* The page as HTML, on a page at `root`'s depth. */
static void
renders(const GPtrArray *pages, const GPtrArray *others, const char *name,
        struct findings *findings, const char *expected)
{
	const struct prose_links links = {
		.pages = pages,
		.root = "../",
		.other_pages = others,
		.other_root = "../../",
		.language_folder = others != NULL ? "/en/" : "/",
	};
	const struct prose_page *page = prose_page_find(pages, name);
	g_autoptr(GString) html = g_string_new(NULL);

	assert_non_null(page);
	prose_page_render(page, &links, findings, html);
	assert_string_equal(html->str, expected);
}

static void
a_page_is_its_title_and_what_follows(void **state)
{
	AUTO(findings) findings = findings_new();
	g_autoptr(GPtrArray) pages = NULL;
	const struct prose_page *page;

	put(*state, "pages/terms.md", "#  利用規約 \n\n本文\n");
	put(*state, "pages/bare.md", "# 表題だけ");
	put(*state, "pages/.hidden.md", "no page");
	put(*state, "pages/notes.txt", "no page");
	put(*state, "pages/en/terms.md", "# Terms\n");
	put(*state, "pages/EN/terms.md", "# Terms\n");
	put(*state, "pages/news/terms.md", "# News\n");
	pages = load(*state, "pages", findings);
	assert_int_equal(pages->len, 2);
	page = prose_page_find(pages, "terms");
	assert_string_equal(page->title, "利用規約");
	assert_string_equal(page->body, "\n本文\n");
	assert_string_equal(page->file, "pages/terms.md");
	assert_int_equal(page->body_line, 2);
	assert_string_equal(prose_page_find(pages, "bare")->title, "表題だけ");
	assert_string_equal(prose_page_find(pages, "bare")->body, "");
	assert_null(prose_page_find(pages, "notes"));
	assert_found(findings, "folder-stray:0 folder-stray:0 folder-stray:0");
}

static void
no_folder_is_no_page(void **state)
{
	AUTO(findings) findings = findings_new();
	g_autoptr(GPtrArray) pages = load(*state, "pages/en", findings);

	assert_int_equal(pages->len, 0);
	assert_found(findings, "");
}

static void
what_is_no_folder_is_a_finding(void **state)
{
	AUTO(findings) findings = findings_new();
	g_autoptr(GPtrArray) pages = NULL;

	put(*state, "pages", "a file");
	pages = load(*state, "pages", findings);
	assert_int_equal(pages->len, 0);
	assert_found(findings, "folder-open:0");
}

/* Pages are as guarded as records: a link could publish what lies elsewhere. */
static void
a_page_that_is_no_text_is_a_finding(void **state)
{
	AUTO(findings) findings = findings_new();
	g_autoptr(GPtrArray) pages = NULL;

	put(*state, "pages/terms.md", "# 規約\n");
	assert_int_equal(g_mkdir(content_path(*state, "pages/folder.md"), 0700), 0);
	assert_int_equal(mkfifo(content_path(*state, "pages/pipe.md"), 0600), 0);
	assert_int_equal(symlink("/etc/passwd", content_path(*state, "pages/link.md")), 0);
	put(*state, "pages/sjis.md", "# \x8B\x4B\x96\xF1\n");
	put(*state, "pages/turned.md", "# 規約\n\n本文\xE2\x80\xAE\n");
	put(*state, "pages/marked.md", "\xEF\xBB\xBF# 目印\n");
	pages = load(*state, "pages", findings);
	assert_found(findings, "file-not-regular:0 folder-symbolic-link:0 file-not-regular:0 "
	                       "file-shift-jis:1 file-character-direction:3");
	assert_int_equal(pages->len, 3);
	assert_string_equal(prose_page_find(pages, "marked")->title, "目印");
}

static void
a_folder_of_pages_that_is_a_link_is_a_finding(void **state)
{
	AUTO(findings) findings = findings_new();
	g_autoptr(GPtrArray) pages = NULL;

	put(*state, "elsewhere/secret.md", "# 秘密\n");
	put(*state, "pages/terms.md", "# 規約\n");
	assert_int_equal(symlink("../elsewhere", content_path(*state, "pages/en")), 0);
	pages = load(*state, "pages/en", findings);
	assert_int_equal(pages->len, 0);
	assert_found(findings, "folder-symbolic-link:0");
}

/* Names become addresses, beside those of the site itself. */
static void
the_name_of_a_page_is_plain(void **state)
{
	static const char *const bad[] = {
		"manifest.sha256", "Terms", "規約", "a b", "a_b", "a&b", "", "..", "a%2f"
	};

	for (size_t i = 0; i < G_N_ELEMENTS(bad); i++) {
		AUTO(findings) findings = findings_new();
		g_autoptr(GPtrArray) pages = NULL;
		g_autofree char *name = g_strconcat("pages/", bad[i], ".md", NULL);

		put(*state, name, "# 表題\n");
		pages = load(*state, "pages", findings);
		/* What begins with a dot is no page at all. */
		if (*bad[i] != '\0' && *bad[i] != '.')
			assert_found(findings, "page-name:0");
		else
			assert_int_equal(pages->len, 0);
		g_remove(content_path(*state, name));
	}
}

static void
a_page_without_title_or_with_a_name_of_ours_is_a_finding(void **state)
{
	AUTO(findings) findings = findings_new();
	g_autoptr(GPtrArray) pages = NULL;

	put(*state, "pages/contact.md", "本文から始まる\n");
	put(*state, "pages/data.md", "# データ\n");
	put(*state, "pages/empty.md", "");
	pages = load(*state, "pages", findings);
	assert_found(findings, "page-without-title:1 page-name-taken:0 page-without-title:1");
	/* All of it is still shown, so that other faults are found. */
	assert_string_equal(prose_page_find(pages, "contact")->title, "contact");
	assert_string_equal(prose_page_find(pages, "contact")->body, "本文から始まる\n");
	assert_int_equal(prose_page_find(pages, "contact")->body_line, 1);
}

static void
links_to_files_of_pages_lead_to_their_addresses(void **state)
{
	AUTO(findings) findings = findings_new();
	g_autoptr(GPtrArray) pages = NULL, english = NULL;

	put(*state, "pages/index.md", "# 一覧\n");
	put(*state, "pages/terms.md",
	    "# 規約\n[一覧](index.md)と[規約](terms.md#データ)\n## データ\n");
	put(*state, "pages/en/about.md",
	    "# About\n[terms](terms.md), [x](https://list.example.jp/terms.md)\n");
	pages = load(*state, "pages", findings);
	english = load(*state, "pages/en", findings);
	renders(pages, NULL, "terms", findings,
	        "<p><a href=\"../\">一覧</a>と<a href=\"../terms/#%E3%83%87%E3%83%BC%E3%82%BF\">規約</a></p>\n"
	        "<h2 id=\"データ\">データ</h2>\n");
	/* What is there in Japanese alone is linked there. */
	renders(english, pages, "about", findings,
	        "<p><a href=\"../../terms/\">terms</a>, "
	        "<a href=\"https://list.example.jp/terms.md\">x</a></p>\n");
	assert_found(findings, "");
}

static void
a_link_to_no_page_is_a_finding(void **state)
{
	AUTO(findings) findings = findings_new();
	g_autoptr(GPtrArray) pages = NULL;
	g_autoptr(GString) html = g_string_new(NULL);

	put(*state, "pages/terms.md", "# 規約\n[連絡](contakt.md)、[規約](terms.md#nai)\n");
	pages = load(*state, "pages", findings);
	prose_page_render(
		pages->pdata[0],
		&(struct prose_links){ .pages = pages, .root = "", .language_folder = "/" },
		findings, html);
	assert_found(findings, "page-link-to-no-heading:2 page-link-to-no-page:2");
	assert_string_equal(
		((const struct finding *)findings_sorted(findings)->pdata[1])->arguments[0],
		"contakt");
}

/* A page has one title, which is plain text, in its first line. */
static void
a_title_with_marks_or_a_second_one_is_a_finding(void **state)
{
	static const struct {
		const char *text, *found;
	} cases[] = {
		{ "# **規約**\n", "page-title-marks:1" },
		{ "# 規約 <b>\n", "page-title-marks:1" },
		{ "# A & B < C_d_e 1. - 規約 #1\r\n## 章\n~~~\n    # x\n~~~\n", "" },
		{ "# 規約\n# もう1つ\n", "page-title-again:2" },
		{ "# 規約\n\n## 章\n\n# もう1つ\n", "page-title-again:5" },
		{ "# 規約\n章\n===\n", "page-title-again:0" },
		{ "\n# 規約\n", "page-without-title:1" },
	};

	for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
		AUTO(findings) findings = findings_new();
		g_autoptr(GPtrArray) pages = NULL;
		g_autoptr(GString) html = g_string_new(NULL);

		put(*state, "pages/terms.md", cases[i].text);
		pages = load(*state, "pages", findings);
		prose_page_render(
			pages->pdata[0],
			&(struct prose_links){ .pages = pages, .root = "", .language_folder = "/" },
			findings, html);
		assert_found(findings, cases[i].found);
	}
}

/* The message why words.ini is refused. */
static char *
refusal(struct content *content, const char *words)
{
	g_autoptr(GError) error = NULL;
	struct wordings *wordings;

	if (words != NULL)
		put(content, "words.ini", words);
	wordings = wordings_load(content->folder, &error);
	assert_null(wordings);

	const char *file = refusal_finding(error)->place.file;
	g_autofree char *name = file != NULL ? g_path_get_basename(file) : NULL;

	return g_strdup_printf("%s: %s", name, error->message);
}

static void
words_have_a_text_in_each_language(void **state)
{
	struct content *content = *state;
	g_autoptr(GError) error = NULL;
	AUTO(wordings) wordings = NULL;

	put(content, "words.ini", "[search]\nja=検索\nen=Search\n[close]\nja=閉じる\nen=Close\n");
	wordings = wordings_load(content->folder, &error);
	assert_non_null(wordings);
	assert_string_equal(value_string(value_find(wordings->words[LANGUAGE_JA], "search")),
	                    "検索");
	assert_string_equal(value_string(value_find(wordings->words[LANGUAGE_EN], "close")),
	                    "Close");
	assert_int_equal(wordings->names->len, 2);
}

static void
words_that_lack_one_are_refused_by_file_and_name(void **state)
{
	static const struct {
		const char *words, *told;
	} faults[] = {
		{ NULL, "words.ini: No such file or directory" },
		{ "search", "words.ini: This is no list of words." },
		{ "[search]\nja=検索\n", "words.ini: [search]" },
		{ "[search]\nja=検索\nen=Search\nfr=Chercher\n", "words.ini: [search]" },
		{ "[search]\nja=検索\nfr=Chercher\n", "words.ini: [search]" },
		{ "[search]\n", "words.ini: [search]" },
	};

	for (size_t i = 0; i < G_N_ELEMENTS(faults); i++) {
		g_autofree char *message = refusal(*state, faults[i].words);

		if (strstr(message, faults[i].told) == NULL)
			fail_msg("no \"%s\" in: %s", faults[i].told, message);
	}
}

/* "href title" of each link, the current one with a star, "…" before what follows a gap. */
static char *
pager_of(const struct rows_page *page)
{
	AUTO(value) root = value_object();
	const struct value *pager, *pages;
	GString *text = g_string_new(NULL);

	rows_page_present(page, root);
	pager = value_find(root, "pager");
	if (!value_is_set(pager))
		return g_string_free(text, false);
	pages = value_find(pager, "pages");
	for (guint i = 0; i < value_count(pages); i++) {
		const struct value *link = value_at(pages, i);

		g_string_append_printf(text, "%s%s%s %s%s", i > 0 ? ", " : "",
		                       value_is_set(value_find(link, "gap")) ? "…" : "",
		                       value_string(value_find(link, "href")),
		                       value_string(value_find(link, "title")),
		                       value_is_set(value_find(link, "current")) ? "*" : "");
	}
	return g_string_free(text, false);
}

static void
a_long_list_has_pages_that_lead_to_each_other(void **state)
{
	static const struct {
		guint entries, number, count;
		const char *folder, *path, *pager;
	} lists[] = {
		{ 0, 1, 1, "", "index.html", "" },
		{ 50, 1, 1, "", "index.html", "" },
		{ 51, 1, 2, "", "index.html", "./ 1*, list/2/ 2" },
		{ 101, 2, 3, "", "list/2/index.html",
		  "../../ 1, ../../list/2/ 2*, ../../list/3/ 3" },
		{ 100, 2, 2, "by/kana/ka/", "by/kana/ka/2/index.html",
		  "../../../../by/kana/ka/ 1, ../../../../by/kana/ka/2/ 2*" },
		/* Of many those near, the ends and the tens; "…" where some are left out. */
		{ 1126, 5, 23, "", "list/5/index.html",
		  "../../ 1, …../../list/3/ 3, ../../list/4/ 4, ../../list/5/ 5*, "
		  "../../list/6/ 6, ../../list/7/ 7, …../../list/10/ 10, …../../list/20/ 20, "
		  "…../../list/23/ 23" },
	};

	(void)state;
	for (size_t i = 0; i < G_N_ELEMENTS(lists); i++) {
		g_autoptr(GPtrArray) entries = g_ptr_array_new();
		const struct rows_page page = { .entries = entries,
			                        .folder = lists[i].folder,
			                        .number = lists[i].number };
		g_autofree char *path = rows_page_path(&page);
		g_autofree char *pager = NULL;

		g_ptr_array_set_size(entries, (gint)lists[i].entries);
		assert_int_equal(rows_page_count(entries), lists[i].count);
		assert_string_equal(path, lists[i].path);
		pager = pager_of(&page);
		assert_string_equal(pager, lists[i].pager);
	}
}

static void
counts_are_grouped_by_thousands(void **state)
{
	static const struct {
		unsigned number;
		const char *text;
	} rows[] = { { 0, "0" },        { 999, "999" },        { 1000, "1,000" },
		     { 2069, "2,069" }, { 100000, "100,000" }, { 1234567, "1,234,567" } };

	(void)state;
	for (guint i = 0; i < G_N_ELEMENTS(rows); i++) {
		AUTO(value) object = value_object();

		value_set_count(object, "count", rows[i].number);
		value_set_number(object, "number", rows[i].number);
		assert_string_equal(value_string(value_find(object, "count")), rows[i].text);
		assert_null(strchr(value_string(value_find(object, "number")), ','));
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(a_page_is_its_title_and_what_follows, set_up,
		                                tear_down),
		cmocka_unit_test_setup_teardown(no_folder_is_no_page, set_up, tear_down),
		cmocka_unit_test_setup_teardown(what_is_no_folder_is_a_finding, set_up, tear_down),
		cmocka_unit_test_setup_teardown(a_page_that_is_no_text_is_a_finding, set_up,
		                                tear_down),
		cmocka_unit_test_setup_teardown(a_folder_of_pages_that_is_a_link_is_a_finding,
		                                set_up, tear_down),
		cmocka_unit_test_setup_teardown(the_name_of_a_page_is_plain, set_up, tear_down),
		cmocka_unit_test_setup_teardown(
			a_page_without_title_or_with_a_name_of_ours_is_a_finding, set_up,
			tear_down),
		cmocka_unit_test_setup_teardown(links_to_files_of_pages_lead_to_their_addresses,
		                                set_up, tear_down),
		cmocka_unit_test_setup_teardown(a_link_to_no_page_is_a_finding, set_up, tear_down),
		cmocka_unit_test_setup_teardown(a_title_with_marks_or_a_second_one_is_a_finding,
		                                set_up, tear_down),
		cmocka_unit_test_setup_teardown(words_have_a_text_in_each_language, set_up,
		                                tear_down),
		cmocka_unit_test_setup_teardown(words_that_lack_one_are_refused_by_file_and_name,
		                                set_up, tear_down),
		cmocka_unit_test(a_long_list_has_pages_that_lead_to_each_other),
		cmocka_unit_test(counts_are_grouped_by_thousands),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
