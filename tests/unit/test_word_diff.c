#include "render/word_diff.h"

#include "unit.h"

#include <string.h>

struct row {
	const char *before, *after;
	const char *before_html, *after_html;
};

/* The words that only one of two texts has are marked, each as people read it. */
static void
marks_words(void **state)
{
	static const struct row rows[] = {
		{ "2025年1月に行いました。", "2025年11月に行いました。",
		  "2025年<mark>1</mark>月に行いました。", "2025年<mark>11</mark>月に行いました。" },
		{ "那覇地方裁判所とします。", "東京地方裁判所とします。",
		  "<mark>那覇地方裁判所</mark>とします。",
		  "<mark>東京地方裁判所</mark>とします。" },
		{ "鳥取県見本市星見町七丁目7番7号", "鳥取県見本市北斗町七丁目7番7号 2階",
		  "鳥取県見本市<mark>星見町</mark>七丁目7番7号",
		  "鳥取県見本市<mark>北斗町</mark>七丁目7番7号<mark> 2階</mark>" },
		{ "サーバーの管理", "サービスの管理", "<mark>サーバー</mark>の管理",
		  "<mark>サービス</mark>の管理" },
		{ "API v1 & <b>", "API v2 & <b>", "API v<mark>1</mark> &amp; &lt;b&gt;",
		  "API v<mark>2</mark> &amp; &lt;b&gt;" },
		{ "甲、乙、丙", "甲、丙", "甲、<mark>乙、</mark>丙", "甲、丙" },
		{ "同じ", "同じ", "同じ", "同じ" },
		{ "", "新しい", "", "<mark>新しい</mark>" },
	};

	(void)state;
	for (gsize i = 0; i < G_N_ELEMENTS(rows); i++) {
		g_autoptr(GString) before = g_string_new(NULL), after = g_string_new(NULL);

		word_diff(rows[i].before, rows[i].after, before, after);
		assert_string_equal(before->str, rows[i].before_html);
		assert_string_equal(after->str, rows[i].after_html);
	}
}

/* What is too long to be compared word by word is marked from its first to its last
 * difference, and nothing of it is lost. */
static void
bears_long_texts(void **state)
{
	g_autoptr(GString) old = g_string_new("同じ始まり。"), new = g_string_new("同じ始まり。");
	g_autoptr(GString) before = g_string_new(NULL), after = g_string_new(NULL);

	(void)state;
	for (int i = 0; i < 3000; i++) {
		g_string_append_printf(old, "%d、", i);
		g_string_append_printf(new, "%d。", i);
	}
	word_diff(old->str, new->str, before, after);
	assert_true(g_str_has_prefix(before->str, "同じ始まり。0<mark>、"));
	assert_true(g_str_has_suffix(after->str, "2999。</mark>"));
	assert_int_equal(before->len, old->len + strlen("<mark></mark>"));
}

/* Up to a million pairs of words, of texts that differ at both ends, are compared. */
static void
compares_up_to_its_limit(void **state)
{
	(void)state;
	for (int signs = 1021; signs <= 1022; signs++) {
		g_autoptr(GString) same = g_string_new(NULL);
		g_autoptr(GString) before = g_string_new(NULL), after = g_string_new(NULL);

		for (int i = 0; i < signs; i++)
			g_string_append(same, "、");
		g_autofree char *old = g_strconcat("甲", same->str, "乙", NULL);
		g_autofree char *new = g_strconcat("東", same->str, "西", NULL);
		g_autofree char *expected =
			g_strconcat("<mark>東", signs == 1021 ? "</mark>" : "", same->str,
		                    signs == 1021 ? "<mark>" : "", "西</mark>", NULL);

		word_diff(old, new, before, after);
		assert_string_equal(after->str, expected);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(marks_words),
		cmocka_unit_test(bears_long_texts),
		cmocka_unit_test(compares_up_to_its_limit),
	};

	return cmocka_run_group_tests_name("word_diff", tests, NULL, NULL);
}
