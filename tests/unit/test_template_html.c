#include "render/template.h"
#include "render/template_html.h"

#include "unit.h"

#include "template_files.h"

struct fault {
	const char *text;
	const char *message; /* without "a.html:"; NULL: none */
};

static void
assert_faults(const char *name, const struct fault *faults, gsize count)
{
	for (gsize i = 0; i < count; i++) {
		struct file files[] = { { name, faults[i].text }, { NULL, NULL } };
		g_autofree char *message = NULL;
		AUTO(template_set) set = load_files(files, &message);
		g_autofree char *expected = NULL;

		if (faults[i].message == NULL) {
			if (set == NULL)
				fail_msg("%s: %s", faults[i].text, message);
			continue;
		}
		if (set != NULL)
			fail_msg("%s passed; expected %s", faults[i].text, faults[i].message);
		expected = g_strconcat(name, ":", faults[i].message, NULL);
		assert_string_equal(message, expected);
	}
}

static void
tags(void **state)
{
	static const struct fault faults[] = {
		{ "a\n{{{x}}}",
		  "2:1: {{{…}} is not allowed: what is printed is always escaped. Write {{name}}." },
		{ "見本 {{&x}}",
		  "1:4: {{&…}} is not allowed: what is printed is always escaped. Write {{name}}." },
		{ "{{}}", "1:1: This tag has no name." },
		{ "{{# }}", "1:1: This tag has no name." },
		{ "{{x}",
		  "1:1: This tag is not closed by }}. All but comments end on their line." },
		{ "{{x\n}}",
		  "1:1: This tag is not closed by }}. All but comments end on their line." },
		{ "{{! x",
		  "1:1: This tag is not closed by }}. All but comments end on their line." },
		{ "{{=<% %>=}}",
		  "1:1: \"=<% %>=\" is no name: letters, digits and \"-\", parts joined by \".\"." },
		{ "{{a b}}",
		  "1:1: \"a b\" is no name: letters, digits and \"-\", parts joined by \".\"." },
		{ "{{a..b}}",
		  "1:1: \"a..b\" is no name: letters, digits and \"-\", parts joined by \".\"." },
		{ "{{a.}}",
		  "1:1: \"a.\" is no name: letters, digits and \"-\", parts joined by \".\"." },
		{ "{{名}}",
		  "1:1: \"名\" is no name: letters, digits and \"-\", parts joined by \".\"." },
		{ "{{-second}}",
		  "1:1: \"-second\" is no name: letters, digits and \"-\", parts joined by \".\"." },
		{ "{{>../a.html}}", "1:1: \"../a.html\" is no name of a template." },
		{ "{{</a.html}}", "1:1: \"/a.html\" is no name of a template." },
		{ "x\n {{/a}}", "2:2: {{/a}} closes nothing." },
		{ "{{#a}}\n{{#b}}\n  {{/a}}", "3:3: {{/a}} closes \"b\", opened at 2:1." },
		{ "\n {{#a}} {{#b}}{{/b}}", "2:2: \"a\" is opened here and never closed." },
		{ "{{#a}}{{/a}}{{$b}}{{/b}}{{^c}}{{/c}}{{d.e-f.g2}}", NULL },
	};

	(void)state;
	assert_faults("a.txt", faults, G_N_ELEMENTS(faults));
	assert_faults("a.html", faults, G_N_ELEMENTS(faults));
}

static void
depth_has_a_limit(void **state)
{
	g_autoptr(GString) text = g_string_new(NULL);
	struct file files[] = { { "a.txt", NULL }, { NULL, NULL } };
	g_autofree char *message = NULL;
	AUTO(template_set) set = NULL;

	(void)state;
	for (int i = 0; i < 33; i++)
		g_string_append(text, "{{#a}}");
	files[0].text = text->str;
	set = load_files(files, &message);
	assert_null(set);
	assert_string_equal(message,
	                    "a.txt:1:193: There is too much inside each other (the limit is 32).");
}

static void
places_to_print(void **state)
{
	static const struct fault faults[] = {
		{ "<p>{{x}}<p title=\"{{x}}\"><textarea>{{x}}</textarea>", NULL },
		{ "<P TITLE=\"a{{x}}b{{y}}\" hidden ID=\"{{x}}\"/>", NULL },
		{ "<p title={{x}}>",
		  "1:10: {{x}} cannot be printed safely in an attribute without double quotes." },
		{ "<p title=a{{x}}>",
		  "1:11: {{x}} cannot be printed safely in an attribute without double quotes." },
		{ "<p title='{{x}}'>",
		  "1:11: {{x}} cannot be printed safely in an attribute in single quotes." },
		{ "<p {{x}}>",
		  "1:4: {{x}} cannot be printed safely in a tag, outside of a value." },
		{ "<p a=\"\"{{x}}>",
		  "1:8: {{x}} cannot be printed safely in a tag, outside of a value." },
		{ "<p da{{x}}=\"a\">",
		  "1:6: {{x}} cannot be printed safely in the name of an attribute." },
		{ "<h{{x}}>", "1:3: {{x}} cannot be printed safely in the name of a tag." },
		{ "<{{x}}>", "1:2: {{x}} cannot be printed safely in the name of a tag." },
		{ "</h{{x}}>", "1:4: {{x}} cannot be printed safely in the name of a tag." },
		{ "<!-- {{x}} -->", "1:6: {{x}} cannot be printed safely in a comment." },
		{ "<!-- -> {{x}} -->", "1:9: {{x}} cannot be printed safely in a comment." },
		{ "<!doctype {{x}}>", "1:11: {{x}} cannot be printed safely in a declaration." },
		{ "<script>{{x}}</script>",
		  "1:9: {{x}} cannot be printed safely in <script>, <style> or the like." },
		{ "<SCRIPT>\n\"</scrip\" {{x}}</script>",
		  "2:11: {{x}} cannot be printed safely in <script>, <style> or the like." },
		{ "<xmp>{{x}}</xmp>",
		  "1:6: {{x}} cannot be printed safely in <script>, <style> or the like." },
		{ "<iframe>{{x}}</iframe>",
		  "1:9: {{x}} cannot be printed safely in <script>, <style> or the like." },
		{ "<noembed>{{x}}</noembed>",
		  "1:10: {{x}} cannot be printed safely in <script>, <style> or the like." },
		{ "<noframes>{{x}}</noframes>",
		  "1:11: {{x}} cannot be printed safely in <script>, <style> or the like." },
		{ "<plaintext>{{x}}",
		  "1:12: {{x}} cannot be printed safely in <script>, <style> or the like." },
		{ "<style>{{x}}</style>",
		  "1:8: {{x}} cannot be printed safely in <script>, <style> or the like." },
		{ "<p style=\"{{x}}\">", "1:11: {{x}} cannot be printed safely in style=\"…\"." },
		{ "<p\nonClick=\"{{x}}\">",
		  "2:10: {{x}} cannot be printed safely in onclick=\"…\"." },
		{ "<iframe srcdoc=\"{{x}}\">",
		  "1:17: {{x}} cannot be printed safely in srcdoc=\"…\"." },
		{ "<img srcset=\"{{x}} 2x\">",
		  "1:14: {{x}} cannot be printed safely in srcset=\"…\"." },
		{ "<script src=\"{{x}}a.js\"></script>{{x}}", NULL },
		{ "<script>\"<p>\"</script><p>{{x}}", NULL },
		{ "<script>a</scripts>{{x}}</script>",
		  "1:20: {{x}} cannot be printed safely in <script>, <style> or the like." },
		{ "<script>a<</script >{{x}}<title></titles>{{x}}</title\n>{{x}}", NULL },
		{ "<!-- <script> --><p>{{x}}", NULL },
		{ "<!-- - -- > --><p>{{x}}", NULL },
		{ "<title></tit{{x}}le>",
		  "1:13: {{x}} cannot be printed safely in <title> or <textarea>." },
		{ "<a href=\"{{x}}:a\">",
		  "1:15: A \":\" after a printed value would make it a scheme. Put the scheme into the value." },
		{ "<a href=\"{{#x}}{{x}}{{/x}}:a\">",
		  "1:27: A \":\" after a printed value would make it a scheme. Put the scheme into the value." },
		{ "<a href=\"{{x}}/a:b\"><a href=\"https://{{x}}:80/\"><a href=\"?a={{x}}:\">",
		  NULL },
		{ "<a href=\"{{#x}}mailto:{{x}}{{/x}}{{^x}}https://{{y}}{{/x}}\">", NULL },
	};

	(void)state;
	assert_faults("a.html", faults, G_N_ELEMENTS(faults));
}

/* Each attribute that is an address or a script by the HTML standard. */
static void
attributes_that_are_more_than_text(void **state)
{
	static const char *const urls[] = { "href",       "src",   "action", "formaction",
		                            "poster",     "cite",  "data",   "background",
		                            "longdesc",   "ping",  "icon",   "manifest",
		                            "xlink:href", "itemid" };
	static const char *const scripts[] = { "style",   "srcdoc", "srcset",  "imagesrcset",
		                               "onclick", "onload", "ontoggle" };

	(void)state;
	for (gsize i = 0; i < G_N_ELEMENTS(urls); i++) {
		g_autofree char *text = g_strdup_printf("<x %s=\"{{x}}:\">", urls[i]);
		g_autofree char *want =
			g_strdup_printf("1:%zu: A \":\" after a printed value would make it a "
		                        "scheme. Put the scheme into the value.",
		                        strlen(text) - 2);
		const struct fault fault = { text, want };

		assert_faults("a.html", &fault, 1);
	}
	for (gsize i = 0; i < G_N_ELEMENTS(scripts); i++) {
		g_autofree char *text = g_strdup_printf("<x %s=\"{{x}}\">", scripts[i]);
		g_autofree char *want =
			g_strdup_printf("1:%zu: {{x}} cannot be printed safely in %s=\"…\".",
		                        strlen("<x =\"") + strlen(scripts[i]) + 1, scripts[i]);
		const struct fault fault = { text, want };

		assert_faults("a.html", &fault, 1);
	}
}

static void
faulty_html(void **state)
{
	static const struct fault faults[] = {
		{ "<p>a < b", "1:7: There is a bare \"<\". Write &lt;." },
		{ "<p", "1:1: This file ends in the name of a tag." },
		{ "<p title=\"a>", "1:1: This file ends in an attribute." },
		{ "<!-- a", "1:1: This file ends in a comment." },
		{ "<script>", "1:1: This file ends in <script>, <style> or the like." },
		{ "<p a=\"b\"c=\"d\">", "1:9: A space is missing before this attribute." },
		{ "<p a =\"b\">",
		  "1:6: An attribute's name is missing. \"=\" follows it without a space." },
		{ "<p a=>", "1:6: An attribute's value is missing after \"=\"." },
		{ "<p a\"b\">",
		  "1:5: There is a quote or \"<\" inside a tag. Is a \">\" or a space missing?" },
		{ "<p\n<b>",
		  "2:1: An attribute's name is missing. \"=\" follows it without a space." },
		{ "見本\n見<見", "2:3: There is a bare \"<\". Write &lt;." },
	};

	(void)state;
	assert_faults("a.html", faults, G_N_ELEMENTS(faults));
}

static void
sections_keep_the_place(void **state)
{
	static const struct fault faults[] = {
		{ "<p{{#x}} hidden{{/x}}>", NULL },
		{ "<p {{#x}}hidden{{/x}}>", NULL },
		{ "<p a=\"b\"{{#x}} hidden{{/x}} c=\"d\">", NULL },
		{ "<p hidden{{#x}} title=\"{{x}}\"{{/x}}>", NULL },
		{ "<p class=\"a{{#x}} b{{/x}}\">", NULL },
		{ "<p class='a{{#x}} b{{/x}}'>", NULL },
		{ "<title>{{#x}}{{x}}{{/x}}</title>", NULL },
		{ "{{#x}}<p>{{/x}}", NULL },
		{ "<p{{#x}}hidden{{/x}}>", "1:9: A space is missing before this attribute." },
		{ "<p{{#x}} hidden{{/x}}a>", "1:22: A space is missing before this attribute." },
		{ "<p {{#x}}hidden{{/x}}a>", "1:22: A space is missing before this attribute." },
		{ "{{#x}}<p{{/x}}>",
		  "1:1: \"x\" starts between elements but ends in a tag, outside of a value." },
		{ "<p class=\"{{#x}}\"{{/x}}>",
		  "1:11: \"x\" starts in an attribute but ends in a tag, outside of a value." },
		{ "<p a={{#x}}b{{/x}}>",
		  "1:6: \"x\" cannot stand in an attribute without double quotes." },
		{ "<p a=\"{{#x}}\" b=\"{{/x}}\">",
		  "1:7: \"x\" starts in an attribute but ends in an attribute." },
		{ "<script>{{#x}}1{{/x}}</script>",
		  "1:9: \"x\" cannot stand in <script>, <style> or the like." },
		{ "<!--{{#x}}-->{{/x}}", "1:5: \"x\" cannot stand in a comment." },
		{ "<{{#x}}p{{/x}}>", "1:2: \"x\" cannot stand in the name of a tag." },
		{ "</p{{#x}}{{/x}}>", "1:4: \"x\" cannot stand in a tag, outside of a value." },
		{ "<p {{>a.html}}>", "1:4: \"a.html\" cannot stand in a tag, outside of a value." },
		{ "<p title=\"{{>a.html}}\">", "1:11: \"a.html\" cannot stand in an attribute." },
		{ "<title>{{$t}}{{/t}}</title><h1>{{$t}}{{/t}}</h1>",
		  "1:32: The block \"t\" stands between elements here but in <title> or <textarea> elsewhere. Give it two names." },
	};

	(void)state;
	assert_faults("a.html", faults, G_N_ELEMENTS(faults));
}

static struct html_place
place_in_url(enum html_url url)
{
	struct html_place place = {
		.position = HTML_VALUE,
		.attribute = HTML_ATTRIBUTE_URL,
		.url = url,
		.element = "a",
		.name = "href",
	};

	return place;
}

/* After a section, a URL may stand at either place: no scheme may come where
 * something was printed at its start, and one may where nothing may have been. */
static void
urls_after_a_section_are_judged_by_both_ways(void **state)
{
	enum {
		S = HTML_URL_START,
		P = HTML_URL_PRINTED,
		F = HTML_URL_PATH,
		Q = HTML_URL_QUERY
	};
	static const int merged[4][4] = {
		[S] = { [S] = S, [P] = P, [F] = S, [Q] = S },
		[P] = { [S] = P, [P] = P, [F] = P, [Q] = P },
		[F] = { [S] = S, [P] = P, [F] = F, [Q] = Q },
		[Q] = { [S] = S, [P] = P, [F] = Q, [Q] = Q },
	};

	(void)state;
	for (int left = S; left <= Q; left++) {
		for (int right = S; right <= Q; right++) {
			struct html_place place = place_in_url((enum html_url)left);
			const struct html_place end = place_in_url((enum html_url)right);

			assert_true(html_place_merge(&place, &end));
			assert_int_equal(place.url, merged[left][right]);
		}
	}
}

/* `text` with the branch `a` or the other, and `v`: what comes out, or NULL. */
static char *
render_url(const char *text, bool a, const char *v)
{
	struct file files[] = { { "a.html", text }, { NULL, NULL } };
	g_autofree char *message = NULL;
	AUTO(template_set) set = load_files(files, &message);
	AUTO(value) root = value_object();
	g_autoptr(GString) html = g_string_new(NULL);
	g_autoptr(GError) error = NULL;

	assert_non_null(set);
	value_set_flag(root, "a", a);
	value_set_text(root, "p", "p");
	value_set_text(root, "v", v);
	if (!template_render(set, "a.html", root, html, &error)) {
		assert_non_null(error);
		return NULL;
	}
	return g_strdup(html->str + strlen("<a href=\""));
}

/* Whatever sections come before it, no value becomes the scheme of a URL, and
 * one that is harmless is printed. */
static void
no_value_is_the_scheme_of_a_url(void **state)
{
	static const char *const ways[] = { "", "{{p}}", "/x/", "?q=" };
	static const char *const schemes[] = { "javascript:alert(1)", "data:text/html,x",
		                               "JavaScript:alert(1)", "vbscript:x" };
	const gsize count = G_N_ELEMENTS(ways);

	(void)state;
	for (gsize i = 0; i < 2 * count * count; i++) {
		g_autofree char *text =
			g_strdup_printf("<a href=\"{{#a}}%s{{/a}}{{^a}}%s{{/a}}{{v}}\">",
		                        ways[i / 2 % count], ways[i / 2 / count]);
		g_autofree char *harmless = render_url(text, i % 2 == 0, "y.html");

		assert_non_null(harmless);
		assert_non_null(strstr(harmless, "y.html"));
		for (gsize k = 0; k < G_N_ELEMENTS(schemes); k++) {
			g_autofree char *url = render_url(text, i % 2 == 0, schemes[k]);

			if (url != NULL && g_ascii_strncasecmp(url, schemes[k], 5) == 0)
				fail_msg("%s gives %s", text, url);
		}
	}
}

static void
xml(void **state)
{
	static const struct fault faults[] = {
		{ "<?xml version=\"1.0\"?>\n<a:b xmlns:a=\"{{x}}\"><title>{{x}}</title></a:b>",
		  NULL },
		{ "<title><b>{{x}}</b></title>", NULL },
		{ "<link href=\"{{x}}:\"/>",
		  "1:18: A \":\" after a printed value would make it a scheme. Put the scheme into the value." },
		{ "<a><![CDATA[{{x}}]]></a>", "1:13: {{x}} cannot be printed safely in CDATA." },
		{ "<a><![CDATA[<b> ]] > ]]>{{x}}</a>", NULL },
		{ "<svg><style/>{{x}}<style>a</style></svg>", NULL },
		{ "<svg><style>{{x}}</style></svg>",
		  "1:13: {{x}} cannot be printed safely in <script>, <style> or the like." },
		{ "<svg onload=\"{{x}}\"/>",
		  "1:14: {{x}} cannot be printed safely in onload=\"…\"." },
	};

	(void)state;
	assert_faults("a.xml", faults, G_N_ELEMENTS(faults));
	assert_faults("a.svg", faults, G_N_ELEMENTS(faults));
	assert_faults("a.atom", faults, G_N_ELEMENTS(faults));
}

static void
files(void **state)
{
	struct file latin[] = { { "parts/a.html", "\xE9" }, { NULL, NULL } };
	struct file others[] = {
		{ "a.css", "{{{" }, { ".a.html.swp", "{{{" }, { ".b.html", "{{{" }, { NULL, NULL }
	};
	g_autoptr(GError) error = NULL;
	g_autofree char *message = NULL;
	g_autofree char *none = NULL;
	AUTO(template_set) set = load_files(latin, &message);
	AUTO(template_set) empty = load_files(others, &none);

	(void)state;
	assert_null(set);
	assert_string_equal(message, "parts/a.html: This template is not UTF-8. Save it as UTF-8.");
	assert_non_null(empty);
	assert_null(template_set_load("/nonexistent", &error));
	assert_string_equal(error->message, "Cannot read /nonexistent: No such file or directory.");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(tags),
		cmocka_unit_test(depth_has_a_limit),
		cmocka_unit_test(places_to_print),
		cmocka_unit_test(attributes_that_are_more_than_text),
		cmocka_unit_test(faulty_html),
		cmocka_unit_test(sections_keep_the_place),
		cmocka_unit_test(urls_after_a_section_are_judged_by_both_ways),
		cmocka_unit_test(no_value_is_the_scheme_of_a_url),
		cmocka_unit_test(xml),
		cmocka_unit_test(files),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
