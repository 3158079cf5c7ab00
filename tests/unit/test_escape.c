#include "render/csv.h"
#include "render/escape.h"

#include "unit.h"

#include <string.h>

struct pair {
	const char *text, *escaped;
};

static void
assert_escapes(void (*escape)(GString *, const char *), const struct pair *pairs, gsize count)
{
	for (gsize i = 0; i < count; i++) {
		g_autoptr(GString) out = g_string_new(NULL);

		escape(out, pairs[i].text);
		assert_string_equal(out->str, pairs[i].escaped);
	}
}

static void
html(void **state)
{
	static const struct pair pairs[] = {
		{ "", "" },
		{ "辻󠄀 ™", "辻󠄀 ™" },
		{ "<a href=\"x\">&'", "&lt;a href=&quot;x&quot;&gt;&amp;&#39;" },
		{ "&amp;", "&amp;amp;" },
	};

	(void)state;
	assert_escapes(escape_html, pairs, G_N_ELEMENTS(pairs));
}

static void
xml(void **state)
{
	static const struct pair pairs[] = {
		{ "<&>\"'", "&lt;&amp;&gt;&quot;&#39;" },
		{ "a\tb\nc\rd", "a&#9;b&#10;c&#13;d" },
		{ "\x01\x1F", "\uFFFD\uFFFD" },
		{ "\xEF\xBF\xBE", "\uFFFD" },
		{ "𠮷", "𠮷" },
	};

	(void)state;
	assert_escapes(escape_xml, pairs, G_N_ELEMENTS(pairs));
}

static void
url_segment(void **state)
{
	static const struct pair pairs[] = {
		{ "C26-0101-2", "C26-0101-2" },
		{ "a b/c?d#e&f=g%", "a%20b%2Fc%3Fd%23e%26f%3Dg%25" },
		{ "あ~._", "%E3%81%82~._" },
	};

	(void)state;
	assert_escapes(escape_url_segment, pairs, G_N_ELEMENTS(pairs));
}

static void
url(void **state)
{
	static const struct pair pairs[] = {
		{ "https://example.jp/a?b=c&d#e", "https://example.jp/a?b=c&d#e" },
		{ "a b\"<>\\^`{|}", "a%20b%22%3C%3E%5C%5E%60%7B%7C%7D" },
		{ "100%", "100%25" },
		{ "%E3%81%8", "%E3%81%258" },
		{ "java\tscript:", "java%09script:" },
	};

	(void)state;
	assert_escapes(escape_url, pairs, G_N_ELEMENTS(pairs));
}

static void
safe_urls(void **state)
{
	static const char *const good[] = {
		"",         "a/b",     "../../",    "#top",         "?q=a:b",
		"/a:b",     "http://", "HTTPS://x", "tel:0",        "mailto:a@example.jp",
		"a?b:c://", "a//b",    "/",         "https://x/@y", "http://x?a@b",
	};
	static const char *const bad[] = {
		"javascript:alert(1)",
		" javascript:x",
		"java\nscript:x",
		"JaVaScRiPt:x",
		"data:text/html,x",
		":",
		"file:///etc",
		"httpx:",
		"vbscript:x",
		"http ://x",
		"//evil.example/",
		"/\\evil.example",
		"\\\\evil.example",
		"https://a@b/",
		"HTTP://a:b@c",
		"https:///a@b",
		"https:a@b",
		"https:\\\\a@b",
		"https:example.jp",
		"https:/example.jp",
		"https://a%40example.jp/",
		"https://a\\@b.jp/",
		"https://\357\275\205vil.example/",
	};

	(void)state;
	for (gsize i = 0; i < G_N_ELEMENTS(good); i++)
		if (!escape_url_is_safe(good[i], strlen(good[i])))
			fail_msg("refused: %s", good[i]);
	for (gsize i = 0; i < G_N_ELEMENTS(bad); i++)
		if (escape_url_is_safe(bad[i], strlen(bad[i])))
			fail_msg("let through: %s", bad[i]);
	/* What stands behind the address is none of it. */
	assert_true(escape_url_is_safe("javascript:", strlen("javascript")));
	assert_true(escape_url_is_safe("javascript)://", strlen("javascript")));
}

static void
csv(void **state)
{
	static const struct pair pairs[] = {
		{ "", "" },
		{ "見本", "見本" },
		{ "a,b", "\"a,b\"" },
		{ "a\"b", "\"a\"\"b\"" },
		{ "a\nb", "\"a\nb\"" },
		{ "a\rb", "\"a\rb\"" },
		{ " a", "\" a\"" },
		{ "a ", "\"a \"" },
		{ "=1+1", "'=1+1" },
		{ "+a", "'+a" },
		{ "-a", "'-a" },
		{ "@a", "'@a" },
		{ "\ta", "'\ta" },
		{ "\ra", "\"'\ra\"" },
		{ "'a", "''a" },
		{ "＝a", "'＝a" },
		{ "a=b", "a=b" },
		{ "=a,\"b\"", "\"'=a,\"\"b\"\"\"" },
	};

	(void)state;
	for (gsize i = 0; i < G_N_ELEMENTS(pairs); i++) {
		const char *fields[] = { "x", pairs[i].text };
		g_autoptr(GString) out = g_string_new(CSV_BYTE_ORDER_MARK);
		g_autofree char *expected =
			g_strconcat(CSV_BYTE_ORDER_MARK "x,", pairs[i].escaped, "\r\n", NULL);

		csv_append_row(out, fields, G_N_ELEMENTS(fields));
		assert_string_equal(out->str, expected);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(html), cmocka_unit_test(xml),       cmocka_unit_test(url_segment),
		cmocka_unit_test(url),  cmocka_unit_test(safe_urls), cmocka_unit_test(csv),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
