/*
 * One reading of prose: what pages and letters make of a text says the same, and
 * all that the text says but for its marks.
 */
#include "compose/fonts.h"
#include "page/block.h"
#include "registry/registry.h"
#include "render/markdown.h"

#include "unit.h"

#include "found.h"

#include <string.h>

static const struct place HERE = { .file = "a.xml", .line = 1 };

struct sample {
	const char *text, *xml;
};

static void
assert_blocks(enum notation notation, const struct sample *samples, gsize count)
{
	for (gsize i = 0; i < count; i++) {
		g_autoptr(GString) xml = g_string_new(NULL);

		markdown_render_letter(samples[i].text, notation, xml);
		assert_string_equal(xml->str, samples[i].xml);
	}
}

#define BULLETS "<list level=\"1\">"

static void
fields_become_blocks(void **state)
{
	static const struct sample samples[] = {
		{ "一。\n\n二\n三", "<p>一。</p><p>二<br/>三</p>" },
		{ "1. 甲\n2. 上記1\n\n2024. 改定",
		  BULLETS "<item number=\"1.\"><p indent=\"no\">甲</p></item>"
		          "<item number=\"2.\"><p indent=\"no\">上記1</p></item></list>" BULLETS
		          "<item number=\"2024.\"><p indent=\"no\">改定</p></item></list>" },
		{ "3) 甲", BULLETS "<item number=\"3)\"><p indent=\"no\">甲</p></item></list>" },
		{ "- 甲\n  - 乙", BULLETS "<item number=\"・\"><p indent=\"no\">甲</p>" BULLETS
		                          "<item number=\"・\"><p indent=\"no\">乙</p></item>"
		                          "</list></item></list>" },
		{ "期日とした\n2026. 10. 30より後", "<p>期日とした<br/>2026. 10. 30より後</p>" },
		{ "次の\n・打刻\n（1）**管理**\n①退勤\n※ 注\n以上",
		  "<p>次の</p>" BULLETS "<item number=\"・\">打刻</item>"
		  "<item number=\"（1）\"><strong>管理</strong></item>"
		  "<item number=\"①\">退勤</item><item number=\"※\">注</item></list>"
		  "<p>以上</p>" },
		{ "・・・と続く。\n○○社", "<p>・・・と続く。<br/>○○社</p>" },
		{ "\\*\\* 印 5*3*2台 A&amp;B *重大*",
		  "<p>** 印 5*3*2台 A&amp;B <em>重大</em></p>" },
		{ "[別添](https://a.example/) <https://b.example/> <c@d.example>",
		  "<p><link to=\"https://a.example/\">別添</link>（<link to=\"https://a.example/\">"
		  "https://a.example/</link>） <link to=\"https://b.example/\">https://b.example/"
		  "</link> <link to=\"mailto:c@d.example\">c@d.example</link></p>" },
		{ "| 名 | 値 |\n|:--|--:|\n| a\\|b | **c** |",
		  "<table size=\"small\" columns=\"content rest\"><head><row><th>名</th>"
		  "<th align=\"end\">値</th></row></head><row><td align=\"start\">a|b</td>"
		  "<td align=\"end\"><strong>c</strong></td></row></table>" },
		{ "# 題\n\n> 引用\n\n***\n\n```sh\na  b\n\nc\n```",
		  "<heading>題</heading><p>引用</p><p/><p indent=\"no\">a\u00A0 b<br/><br/>c</p>" },
		{ "1.        Title\n\n    字下げ",
		  BULLETS "<item number=\"1.\"><p indent=\"no\">Title</p></item></list>"
		          "<p>字下げ</p>" },
		{ "注意  \n以上\\\n次", "<p>注意<br/>以上<br/>次</p>" },
		{ "[参考]: 別紙のとおり", "<p>[参考]: 別紙のとおり</p>" },
		{ "　字下げ。", "<p indent=\"yes\">字下げ。</p>" },
		{ "<b>重要</b> **閉じない", "<p>&lt;b&gt;重要&lt;/b&gt; **閉じない</p>" },
		{ "", "" },
	};

	(void)state;
	assert_blocks(NOTATION_FIELD, samples, G_N_ELEMENTS(samples));
}

static void
plain_texts_are_printed_as_written(void **state)
{
	static const struct sample samples[] = {
		{ "#3の指摘\n「**」印 `a` \\*\n[b](c) &amp; <d>",
		  "<p>#3の指摘<br/>「**」印 `a` \\*<br/>[b](c) &amp;amp; &lt;d&gt;</p>" },
		{ "1. 甲\n2. 上記1\n2025. 4月\n\n2026. 10. 30",
		  BULLETS "<item number=\"1.\">甲</item><item number=\"2.\">上記1</item></list>"
		          "<p>2025. 4月</p><p>2026. 10. 30</p>" },
		{ "- 甲\n* 乙\n-5度",
		  BULLETS "<item number=\"-\">甲</item><item number=\"*\">乙</item>"
		          "</list><p>-5度</p>" },
		{ "(1) 一つ目\n(ア)二つ目\n(注) 三", BULLETS
		  "<item number=\"(1)\">一つ目</item><item number=\"(ア)\">二つ目</item></list>"
		  "<p>(注) 三</p>" },
		{ "a   b", "<p>a\u00A0\u00A0 b</p>" },
	};

	(void)state;
	assert_blocks(NOTATION_PLAIN, samples, G_N_ELEMENTS(samples));
}

/* Only what is seen of a text counts: no blanks, nor what lists put before items. */
static void
squeeze(GString *text)
{
	gsize end = 0;

	g_string_replace(text, "\u2028", "", 0);
	g_string_replace(text, "\u00A0", "", 0);
	g_string_replace(text, "　", "", 0);
	for (gsize i = 0; i < text->len; i++)
		if (!g_ascii_isspace(text->str[i]))
			text->str[end++] = text->str[i];
	g_string_truncate(text, end);
}

static GString *
seen_on_page(const char *html)
{
	static const char *const references[][2] = {
		{ "&lt;", "<" },
		{ "&gt;", ">" },
		{ "&quot;", "\"" },
		{ "&amp;", "&" },
	};
	GString *text = g_string_new(NULL);

	for (const char *at = html; *at != '\0'; at++)
		if (*at == '<')
			at = strchr(at, '>');
		else
			g_string_append_c(text, *at);
	for (gsize i = 0; i < G_N_ELEMENTS(references); i++)
		g_string_replace(text, references[i][0], references[i][1], 0);
	squeeze(text);
	return text;
}

static void
collect(const char *text, enum face face, void *data)
{
	(void)face;
	g_string_append(data, text);
}

/* Through the reader of letters, so that it has all the words. Marks of items are
 * left out: those of Markdown are none on a page, others are in the text there. */
static void
collect_blocks(const GPtrArray *blocks, bool marked, GString *text)
{
	for (guint i = 0; i < blocks->len; i++) {
		const struct block *block = blocks->pdata[i];

		if (marked && block->kind == BLOCK_ITEM)
			g_string_append(text, block->label);
		for (guint k = 0; k < block->spans->len; k++)
			collect(g_array_index(block->spans, struct span, k).text, 0, text);
		collect_blocks(block->children, marked, text);
	}
}

static GString *
seen_in_letter(const char *prose, enum notation notation)
{
	AUTO(findings) findings = findings_new();
	g_autoptr(GString) xml = g_string_new("<letter xmlns=\"urn:ismapgen:1\" title=\"題\">");
	AUTO(letter) letter = NULL;
	GString *text = g_string_new(NULL);

	markdown_render_letter(prose, notation, xml);
	g_string_append(xml, "</letter>");
	letter = letter_read(xml->str, xml->len, "letter", findings);
	assert_found(findings, "");
	assert_non_null(letter);
	collect_blocks(letter->blocks, notation == NOTATION_PLAIN, text);
	squeeze(text);
	return text;
}

/* A piece of text as it is written in a field, and what is seen of it. */
struct piece {
	const char *written, *seen;
};

static const struct piece words[] = {
	{ "登録", "登録" },
	{ "「国内」", "「国内」" },
	{ "A&amp;B", "A&B" },
	{ "\\*", "*" },
	{ "**強い。**", "強い。" },
	{ "*弱い*", "弱い" },
	{ "`a*b`", "a*b" },
	{ "5*3*2", "5*3*2" },
	{ "&#x3042;", "あ" },
	{ "\\[角\\]", "[角]" },
	{ "#3", "#3" },
	{ "2026. 10. 30", "2026. 10. 30" },
	{ "a_b_c", "a_b_c" },
	{ "&lt;b&gt;", "<b>" },
	{ "、", "、" },
	{ "100％", "100％" },
	{ "ﾊﾟｰﾄ", "ﾊﾟｰﾄ" },
	{ "~", "~" },
	{ "[参考]: 別紙", "[参考]: 別紙" },
	{ "（1）", "（1）" },
	{ "|", "|" },
	{ "\n", "" },
	{ "  \n", "" },
};

static const struct piece starts[] = {
	{ "", "" },   { "- ", "" },   { "1. ", "" },  { "7) ", "" },
	{ "# ", "" }, { "> ", "" },   { "・", "・" }, { "① ", "①" },
	{ "※", "※" }, { "    ", "" }, { "　", "" },   { "2024. ", "" },
};

static const struct piece *
pick(GRand *dice, const struct piece *pieces, gsize count)
{
	return &pieces[g_rand_int_range(dice, 0, (gint32)count)];
}

/* Paragraphs of random pieces, with an ASCII letter between so that no two make a
 * mark together. */
static void
write_prose(GRand *dice, GString *written, GString *seen)
{
	int paragraphs = g_rand_int_range(dice, 1, 5);

	for (int i = 0; i < paragraphs; i++) {
		const struct piece *start = pick(dice, starts, G_N_ELEMENTS(starts));
		int count = g_rand_int_range(dice, 1, 8);

		g_string_append_printf(written, "%s%sx", i > 0 ? "\n\n" : "", start->written);
		g_string_append_printf(seen, "%sx", start->seen);
		for (int k = 0; k < count; k++) {
			const struct piece *word = pick(dice, words, G_N_ELEMENTS(words));

			g_string_append_printf(written, "あ%s字", word->written);
			g_string_append_printf(seen, "あ%s字", word->seen);
		}
	}
	squeeze(seen);
}

static void
pages_and_letters_say_what_is_written(void **state)
{
	g_autoptr(GRand) dice = g_rand_new_with_seed(18);

	(void)state;
	for (int i = 0; i < 4000; i++) {
		AUTO(findings) findings = findings_new();
		g_autoptr(GString) written = g_string_new(NULL);
		g_autoptr(GString) seen = g_string_new(NULL);
		g_autoptr(GString) html = g_string_new(NULL);
		g_autoptr(GString) page = NULL;
		g_autoptr(GString) letter = NULL;
		g_autoptr(GString) plain = NULL;

		write_prose(dice, written, seen);
		if (!markdown_render(written->str, NOTATION_FIELD, 0, HERE, findings, html))
			fail_msg("%s is refused", written->str);
		page = seen_on_page(html->str);
		letter = seen_in_letter(written->str, NOTATION_FIELD);
		plain = seen_in_letter(written->str, NOTATION_PLAIN);
		if (strcmp(page->str, seen->str) != 0)
			fail_msg("%s\nis on the page %s\nwant %s", written->str, page->str,
			         seen->str);
		/* The marks of their own are labels in a letter. */
		for (gsize k = 0; k < G_N_ELEMENTS(starts); k++)
			if (*starts[k].seen != '\0') {
				g_string_replace(seen, starts[k].seen, "", 0);
				g_string_replace(letter, starts[k].seen, "", 0);
			}
		if (strcmp(letter->str, seen->str) != 0)
			fail_msg("%s\nis in the letter %s\nwant %s", written->str, letter->str,
			         seen->str);
		squeeze(written);
		assert_string_equal(plain->str, written->str);
	}
}

static void
what_a_reference_brings_in_is_found(void **state)
{
	static const struct piece samples[] = {
		{ "a\n&#x202E;b", "file-character-direction:2" },
		{ "&#x200B;", "file-character-invisible:1" },
		{ "`a`&#31;", "file-character-control:1" },
		{ "&#xFDD0;", "file-character-none:1" },
		{ "&#0;", "file-character-lost:1" },
		{ "&#xE000;&#xF8FF;", "markdown-private-character:1" },
		{ "&#xF8FF;", "file-character-private:1" },
		{ "[a](https://b.example/&#x202E;)", "file-character-direction:1" },
		{ "[a](b.md)", "markdown-relative-link:1" },
		{ "![a](assets/b.png)", "markdown-image-in-field:1" },
		{ "> > > > > > > a", "markdown-too-deep:1" },
		{ "> > > > > > > > > a", "markdown-too-deep:1" },
	};

	(void)state;
	for (gsize i = 0; i < G_N_ELEMENTS(samples); i++) {
		AUTO(findings) findings = findings_new();
		g_autoptr(GString) html = g_string_new(NULL);

		assert_false(markdown_render(samples[i].written, NOTATION_FIELD, 0, HERE, findings,
		                             html));
		assert_found(findings, samples[i].seen);
	}
}

static void
signs_of_other_notations_are_told(void **state)
{
	static const char *const samples[] = { "注[^1]\n\n[^1]: 脚注", "~~古い~~", "- [ ] 未了" };

	(void)state;
	for (gsize i = 0; i < G_N_ELEMENTS(samples); i++)
		for (enum notation notation = NOTATION_PAGE; notation <= NOTATION_FIELD;
		     notation++) {
			AUTO(findings) findings = findings_new();
			g_autoptr(GString) html = g_string_new(NULL);

			assert_true(markdown_render(samples[i], notation, 0, HERE, findings, html));
			assert_true(findings_count(findings, FINDING_WARNING) > 0);
		}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(fields_become_blocks),
		cmocka_unit_test(plain_texts_are_printed_as_written),
		cmocka_unit_test(pages_and_letters_say_what_is_written),
		cmocka_unit_test(what_a_reference_brings_in_is_found),
		cmocka_unit_test(signs_of_other_notations_are_told),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
