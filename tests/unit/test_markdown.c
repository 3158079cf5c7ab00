#include "render/markdown.h"

#include "unit.h"

#include "found.h"

#include <string.h>

struct sample {
	const char *markdown, *html;
};

static const struct place HERE = { .file = "a.md", .line = 10 };

static void
assert_html(const struct sample *samples, gsize count)
{
	for (gsize i = 0; i < count; i++) {
		AUTO(findings) findings = findings_new();
		g_autoptr(GString) out = g_string_new(NULL);
		bool done =
			markdown_render(samples[i].markdown, NOTATION_PAGE, 0, HERE, findings, out);

		assert_found(findings, "");
		assert_true(done);
		if (strcmp(out->str, samples[i].html) != 0)
			fail_msg("%s\ngave     %s\nexpected %s", samples[i].markdown, out->str,
			         samples[i].html);
	}
}

static void
emphasis(void **state)
{
	static const struct sample samples[] = {
		{ "**「国内」**で", "<p><strong>「国内」</strong>で</p>\n" },
		{ "は**「国内」**で", "<p>は<strong>「国内」</strong>で</p>\n" },
		{ "**重要。**次の文", "<p><strong>重要。</strong>次の文</p>\n" },
		{ "**重要（注）**です", "<p><strong>重要（注）</strong>です</p>\n" },
		{ "**重要**「次」", "<p><strong>重要</strong>「次」</p>\n" },
		{ "**一、**二、**三。**",
		  "<p><strong>一、</strong>二、<strong>三。</strong></p>\n" },
		{ "です。**次**は", "<p>です。<strong>次</strong>は</p>\n" },
		{ "『**「二重」**』", "<p>『<strong>「二重」</strong>』</p>\n" },
		{ "日本**(注)**で", "<p>日本<strong>(注)</strong>で</p>\n" },
		{ "**A (b)**で", "<p><strong>A (b)</strong>で</p>\n" },
		{ "*「弱」*と***「強」***と",
		  "<p><em>「弱」</em>と<em><strong>「強」</strong></em>と</p>\n" },
		{ "**外「*内*」外**と", "<p><strong>外「<em>内</em>」外</strong>と</p>\n" },
		{ "**a。*b*c** x", "<p><strong>a。<em>b</em>c</strong> x</p>\n" },
		{ "_下線。_ と __強い。__ と",
		  "<p><em>下線。</em> と <strong>強い。</strong> と</p>\n" },
		{ "**太字**普通**太字**。",
		  "<p><strong>太字</strong>普通<strong>太字</strong>。</p>\n" },
		{ "葛󠄀**「城」**𠮷", "<p>葛󠄀<strong>「城」</strong>𠮷</p>\n" },
		{ "2*(3+4)*5", "<p>2*(3+4)*5</p>\n" },
		{ "\\*「x」\\*で \\*\\*「x」\\*\\*で", "<p>*「x」*で **「x」**で</p>\n" },
		{ "`**「x」**で` と `\\*\\*`",
		  "<p><code>**「x」**で</code> と <code>\\*\\*</code></p>\n" },
		{ "```sh *。a\n**「x」**で\n```",
		  "<pre><code class=\"language-sh\">**「x」**で\n</code></pre>\n" },
		{ "    **「x」**で\n", "<pre><code>**「x」**で\n</code></pre>\n" },
		{ "[**「題」**の](a*。b \"題*。題\")",
		  "<p><a href=\"a*%E3%80%82b\" title=\"題*。題\"><strong>「題」</strong>の</a></p>\n" },
		{ "[題*。題]\n\n[題*。題]: a*。b",
		  "<p><a href=\"a*%E3%80%82b\">題*。題</a></p>\n" },
		{ "- **「x」**で\n* y", "<ul>\n<li><strong>「x」</strong>で</li>\n</ul>\n"
		                        "<ul>\n<li>y</li>\n</ul>\n" },
		{ "***\n\n* * *", "<hr />\n<hr />\n" },
		{ "> **「x」**で",
		  "<blockquote>\n<p><strong>「x」</strong>で</p>\n</blockquote>\n" },
	};

	(void)state;
	assert_html(samples, G_N_ELEMENTS(samples));
}

static void
line_breaks(void **state)
{
	static const struct sample samples[] = {
		{ "一行\n二行", "<p>一行二行</p>\n" },
		{ "一行。\n「二行」", "<p>一行。「二行」</p>\n" },
		{ "**一行**\n*二行*", "<p><strong>一行</strong><em>二行</em></p>\n" },
		{ "葛󠄀\n城", "<p>葛󠄀城</p>\n" },
		{ "一行\nLatin\n二行", "<p>一行\nLatin\n二行</p>\n" },
		{ "one\ntwo", "<p>one\ntwo</p>\n" },
		{ "한국\n한국", "<p>한국\n한국</p>\n" },
		{ "一行  \n二行", "<p>一行<br />\n二行</p>\n" },
		{ "[一](a)\n`二`", "<p><a href=\"a\">一</a><code>二</code></p>\n" },
	};

	(void)state;
	assert_html(samples, G_N_ELEMENTS(samples));
}

static void
headings_shift(void **state)
{
	AUTO(findings) findings = findings_new();
	g_autoptr(GString) out = g_string_new("前");

	(void)state;
	assert_true(markdown_render("# 一\n\n#### 四\n\n###### 六\n", NOTATION_PAGE, 2, HERE,
	                            findings, out));
	assert_string_equal(
		out->str,
		"前<h3 id=\"一\">一</h3>\n<h6 id=\"四\">四</h6>\n<h6 id=\"六\">六</h6>\n");
}

static void
tables(void **state)
{
	static const struct sample samples[] = {
		{ "| 名 | **「値」**の |\n|:--|--:|\n| `<td>` | a |\n",
		  "<div class=\"table-scroll\" tabindex=\"0\">\n<table>\n<thead>\n<tr>\n"
		  "<th scope=\"col\" class=\"align-left\">名</th>\n"
		  "<th scope=\"col\" class=\"align-right\"><strong>「値」</strong>の</th>\n"
		  "</tr>\n</thead>\n<tbody>\n<tr>\n"
		  "<td class=\"align-left\"><code>&lt;td&gt;</code></td>\n"
		  "<td class=\"align-right\">a</td>\n"
		  "</tr>\n</tbody>\n</table>\n</div>\n" },
		{ "a \\<table> `<th>`", "<p>a &lt;table&gt; <code>&lt;th&gt;</code></p>\n" },
	};

	(void)state;
	assert_html(samples, G_N_ELEMENTS(samples));
}

static void
links(void **state)
{
	static const struct sample samples[] = {
		{ "<https://example.jp/path>。詳細",
		  "<p><a href=\"https://example.jp/path\">https://example.jp/path</a>。詳細</p>\n" },
		{ "[文字](https://example.jp/道)",
		  "<p><a href=\"https://example.jp/%E9%81%93\">文字</a></p>\n" },
		{ "[a](mailto:a@example.jp) [b](tel:0) [c](../x#y)",
		  "<p><a href=\"mailto:a@example.jp\">a</a> <a href=\"tel:0\">b</a> "
		  "<a href=\"../x#y\">c</a></p>\n" },
		{ "## A *b*・&amp; C\n## a b c\n## main\n[d](#a-b-c-2) [e](#main-2)",
		  "<h2 id=\"a-b-c\">A <em>b</em>・&amp; C</h2>\n<h2 id=\"a-b-c-2\">a b c</h2>\n"
		  "<h2 id=\"main-2\">main</h2>\n"
		  "<p><a href=\"#a-b-c-2\">d</a> <a href=\"#main-2\">e</a></p>\n" },
		{ "# 対象 範囲\n[節](#対象-範囲)",
		  "<h1 id=\"対象-範囲\">対象 範囲</h1>\n<p><a href=\"#%E5%AF%BE%E8%B1%A1-%E7%AF%84%E5%9B%B2\">節</a></p>\n" },
		{ "<a@example.jp>", "<p><a href=\"mailto:a@example.jp\">a@example.jp</a></p>\n" },
		{ "![図](../assets/a.png) [![図](assets/b/a.png)](b)",
		  "<p><img src=\"../assets/a.png\" alt=\"図\" /> "
		  "<a href=\"b\"><img src=\"assets/b/a.png\" alt=\"図\" /></a></p>\n" },
		{ "[https://Example.jp](https://example.jp/) [x@y.jp](mailto:x@y.jp)",
		  "<p><a href=\"https://example.jp/\">https://Example.jp</a> "
		  "<a href=\"mailto:x@y.jp\">x@y.jp</a></p>\n" },
		{ "[https://example.jp/](https://example.jp/)",
		  "<p><a href=\"https://example.jp/\">https://example.jp/</a></p>\n" },
	};

	(void)state;
	assert_html(samples, G_N_ELEMENTS(samples));
}

static void
findings_with_their_line(void **state)
{
	static const struct {
		const char *markdown, *found;
	} samples[] = {
		{ "a\nb <b>c</b>", "markdown-raw-html:11 markdown-raw-html:11" },
		{ "a\n\n<div>\nb\n</div>", "markdown-raw-html:12" },
		{ "<!-- a -->", "markdown-raw-html:10" },
		{ "# a\n\n[b](#c)", "markdown-link-to-no-heading:12" },
		{ "a\n\n- b\n- [c](javascript:d)", "markdown-unsafe-link:13" },
		{ "[a](JAVASCRIPT:b) [c](data:text/html,d)",
		  "markdown-unsafe-link:10 markdown-unsafe-link:10" },
		{ "[a](ftp://example.jp/)", "markdown-unsafe-link:10" },
		{ "[a](java&#10;script:x)", "markdown-unsafe-link:10" },
		{ "![a](data:image/png;base64,x)", "markdown-unsafe-link:10" },
		{ "[a](//evil.example/)", "markdown-unsafe-link:10" },
		{ "<https://www.ismap.go.jp@evil.example/>", "markdown-unsafe-link:10" },
		{ "[a](https://b:c@evil.example/)", "markdown-unsafe-link:10" },
		{ "![a](https://evil.example/track.png)", "markdown-foreign-image:10" },
		{ "![a](//evil.example/x.png)", "markdown-unsafe-link:10" },
		{ "![a](/assets/a.png)", "markdown-foreign-image:10" },
		{ "![a](a.png)", "markdown-foreign-image:10" },
		{ "![a](assets/../../a.png)", "markdown-foreign-image:10" },
		{ "a\n[b]()", "markdown-empty-link:11" },
		{ "[](a)", "markdown-empty-link:10" },
		{ "![](assets/a.png)", "markdown-image-without-text:10" },
		{ "<https://example.jp/道。詳細>", "markdown-link-runs-on:10" },
		{ "a\n**b", "markdown-open-emphasis:11" },
		{ "**a** b**", "markdown-open-emphasis:10" },
		{ "| a |\n|---|\n| b |\n| **c |", "markdown-open-emphasis:13" },
		{ "a\n\n\xEE\x80\x80", "markdown-private-character:12" },
	};

	(void)state;
	for (gsize i = 0; i < G_N_ELEMENTS(samples); i++) {
		AUTO(findings) findings = findings_new();
		g_autoptr(GString) out = g_string_new("前");

		if (markdown_render(samples[i].markdown, NOTATION_PAGE, 0, HERE, findings, out))
			fail_msg("%s passed", samples[i].markdown);
		assert_found(findings, samples[i].found);
		assert_string_equal(out->str, "前");
	}
}

static void
texts_that_are_another_address_are_warned_of(void **state)
{
	static const char *const samples[] = {
		"[https://www.ismap.go.jp/](https://evil.example/)",
		"[詳しくは www.ismap.go.jp へ](https://evil.example/)",
		"[**https**://www.ismap.go.jp](https://evil.example/www.ismap.go.jp)",
		"[https://a.example/x](https://a.example/y)",
		"[office@ismap.go.jp](mailto:office@evil.example)",
		"[https://a.example/](b/)",
		"[ismap.go.jp](https://evil.example)",
		"[ＩＳＭＡＰ．ｇｏ．ｊｐ](https://evil.example)",
		"[こちらはismap.go.jpです。](https://evil.example/ismap.go.jp)",
		"[ismap.go.jp](https://ismap.go.jp.evil.example/)",
		"[ismap.go.jp](https://evilismap.go.jp/)",
		"[ismap.go.jp](mailto:office@ismap.go.jp)",
		"[ismap.go.jp/list](https://ismap.go.jp/other)",
		"[www.ismap.go.jp/x](https://www.evil.example/x)",
		"[evil.example、ismap.go.jp](https://evil.example/)",
		"[office@ismap.go.jp](https://ismap.go.jp/)",
		"[office@ismap.go.jp](mailto:office@evil.example?subject=office@ismap.go.jp)",
	};

	(void)state;
	for (gsize i = 0; i < G_N_ELEMENTS(samples); i++) {
		AUTO(findings) findings = findings_new();
		g_autoptr(GString) out = g_string_new(NULL);

		assert_true(markdown_render(samples[i], NOTATION_PAGE, 0, HERE, findings, out));
		assert_found(findings, "markdown-link-text-is-another-address:10");
	}
}

static void
texts_that_are_the_address_are_not(void **state)
{
	static const char *const samples[] = {
		"[ismap.go.jp](https://www.ismap.go.jp/csl/)",
		"[www.ismap.go.jp](https://ismap.go.jp/)",
		"[https://ismap.go.jp/](https://list.ISMAP.go.jp:8443/x)",
		"[一覧（ismap.go.jp/list/）へ](https://ismap.go.jp/list)",
		"[office@ismap.go.jp](mailto:office@ismap.go.jp?subject=x)",
		"[report.v2.pdf、README.md、Node.js 20.1](https://a.example/)",
		"[第1.2.3版 e.g. v1.jpx 甲.jp以外](https://a.example/)",
	};

	(void)state;
	for (gsize i = 0; i < G_N_ELEMENTS(samples); i++) {
		AUTO(findings) findings = findings_new();
		g_autoptr(GString) out = g_string_new(NULL);

		assert_true(markdown_render(samples[i], NOTATION_PAGE, 0, HERE, findings, out));
		assert_found(findings, "");
	}
}

static void
bare_urls_are_warned_of(void **state)
{
	AUTO(findings) findings = findings_new();
	g_autoptr(GString) out = g_string_new(NULL);
	g_autofree char *text = NULL;

	(void)state;
	assert_true(markdown_render("a\nb https://example.jp/x。詳細", NOTATION_PAGE, 0, HERE,
	                            findings, out));
	assert_found(findings, "markdown-bare-url:11");
	text = finding_text(findings_sorted(findings)->pdata[0], LANGUAGE_EN);
	assert_string_equal(text, "the URL \"https://example.jp/x\" is no link; write <URL> or "
	                          "[text](URL).");
}

/* What closes the sentence, or a bracket that it stands in, is no part of an address. */
static void
bare_urls_end_where_they_end(void **state)
{
	static const char *const texts[][2] = {
		{ "あ(https://a.jp/b)。", "https://a.jp/b" },
		{ "あhttps://a.jp/b_(c)。", "https://a.jp/b_(c)" },
		{ "あhttps://a.jp/b!?。", "https://a.jp/b" },
	};

	(void)state;
	for (gsize i = 0; i < G_N_ELEMENTS(texts); i++) {
		AUTO(findings) findings = findings_new();
		g_autoptr(GString) out = g_string_new(NULL);

		assert_true(markdown_render(texts[i][0], NOTATION_PAGE, 0, HERE, findings, out));
		assert_found(findings, "markdown-bare-url:10");
		assert_string_equal(
			((const struct finding *)findings_sorted(findings)->pdata[0])->arguments[0],
			texts[i][1]);
	}
}

static void
arguments_are_excerpts(void **state)
{
	AUTO(findings) findings = findings_new();
	g_autoptr(GString) out = g_string_new(NULL);
	g_autofree char *text = NULL;

	(void)state;
	markdown_render("前**「一二三四五六七八九十一二三四五六七八九十一二三四", NOTATION_PAGE, 0,
	                HERE, findings, out);
	text = finding_text(findings_sorted(findings)->pdata[0], LANGUAGE_JA);
	assert_string_equal(text,
	                    "強調の「**」が対になっていません（**「一二三四五六七八九十一二三"
	                    "四五六七八九十…）。文字として出すときは「\\*\\*」としてください。");
}

static void
size_has_a_limit(void **state)
{
	g_autofree char *longest = g_strnfill(MARKDOWN_SIZE_LIMIT, 'a');
	g_autofree char *longer = g_strnfill(MARKDOWN_SIZE_LIMIT + 1, 'a');
	AUTO(findings) findings = findings_new();
	g_autoptr(GString) out = g_string_new(NULL);

	(void)state;
	assert_true(markdown_render(longest, NOTATION_PAGE, 0, HERE, findings, out));
	assert_found(findings, "");
	assert_false(markdown_render(longer, NOTATION_PAGE, 0, HERE, findings, out));
	assert_found(findings, "markdown-too-long:10");
}

/* Text of a field that was moved in is pulled in; what follows it stays where it is. */
static void
moved_text_alone_is_pulled_in(void **state)
{
	AUTO(findings) findings = findings_new();
	g_autoptr(GString) html = g_string_new(NULL);

	(void)state;
	assert_true(markdown_render("    段落\n\n- 甲\n  - 乙\n", NOTATION_FIELD, 0,
	                            (struct place){ 0 }, findings, html));
	assert_true(g_str_has_prefix(html->str, "<p>段落</p>"));

	const char *outer = strstr(html->str, "<ul>");

	assert_non_null(outer);
	assert_non_null(strstr(outer + 1, "<ul>"));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(moved_text_alone_is_pulled_in),
		cmocka_unit_test(emphasis),
		cmocka_unit_test(line_breaks),
		cmocka_unit_test(headings_shift),
		cmocka_unit_test(tables),
		cmocka_unit_test(links),
		cmocka_unit_test(findings_with_their_line),
		cmocka_unit_test(texts_that_are_another_address_are_warned_of),
		cmocka_unit_test(texts_that_are_the_address_are_not),
		cmocka_unit_test(bare_urls_are_warned_of),
		cmocka_unit_test(bare_urls_end_where_they_end),
		cmocka_unit_test(arguments_are_excerpts),
		cmocka_unit_test(size_has_a_limit),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
