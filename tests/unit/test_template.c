#include "render/template.h"

#include "unit.h"

#include "template_files.h"

#include <sys/stat.h>

struct sample {
	const char *text, *expected;
};

static struct value *
provider(const char *name, const char *note)
{
	struct value *object = value_object();

	value_set_text(object, "name", name);
	value_set_text(object, "note", note);
	return object;
}

static struct value *
sample_root(void)
{
	struct value *root = value_object();
	struct value *services = value_list();
	struct value *regions = value_list();

	value_set_text(root, "name", "外 & 内");
	value_set_text(root, "empty", "");
	value_set_text(root, "root", "../../");
	value_set_text(root, "bad-url", "javascript:alert(1)");
	value_set_flag(root, "yes", true);
	value_set_flag(root, "no", false);
	value_set(root, "html", value_html("<p>x</p>"));
	value_set(root, "none", value_list());
	value_set(root, "provider", provider("提供者", ""));
	value_append(services, provider("甲", "注"));
	value_append(services, provider("乙", ""));
	value_append(services, provider("丙", ""));
	value_set(root, "services", services);
	value_append(regions, value_text("東京"));
	value_append(regions, value_text("大阪"));
	value_set(root, "regions", regions);
	return root;
}

static void
assert_samples(const char *name, const struct sample *samples, gsize count)
{
	AUTO(value) root = sample_root();

	for (gsize i = 0; i < count; i++) {
		struct file files[] = { { name, samples[i].text }, { NULL, NULL } };
		g_autofree char *text = rendered(files, root);

		if (strcmp(text, samples[i].expected) != 0)
			fail_msg("%s\ngave     %s\nexpected %s", samples[i].text, text,
			         samples[i].expected);
	}
}

static void
assert_files(const struct file *files, const char *expected)
{
	AUTO(value) root = sample_root();
	g_autofree char *text = rendered(files, root);

	assert_string_equal(text, expected);
}

static void
prints(void **state)
{
	static const struct sample samples[] = {
		{ "", "a.txt: This template is empty. See whether saving it failed, and write what "
		      "it shall say." },
		{ " \t\r\n",
		  "a.txt: This template is empty. See whether saving it failed, and write "
		  "what it shall say." },
		{ "a { b } }} c", "a { b } }} c" },
		{ "{{name}}", "外 & 内" },
		{ "{{ name }}{{\tname}}", "外 & 内外 & 内" },
		{ "[{{empty}}]", "[]" },
		{ "{{provider.name}}", "提供者" },
		{ "a{{! comment {{x }}b", "ab" },
		{ "a{{!\n two\n}}b", "ab" },
		{ "{{name}}\n", "外 & 内\n" },
	};

	(void)state;
	assert_samples("a.txt", samples, G_N_ELEMENTS(samples));
}

static void
sections(void **state)
{
	static const struct sample samples[] = {
		{ "{{#yes}}a{{/yes}}{{#no}}b{{/no}}", "a" },
		{ "{{^yes}}a{{/yes}}{{^no}}b{{/no}}", "b" },
		{ "{{#name}}[{{.}}]{{/name}}{{#empty}}b{{/empty}}", "[外 & 内]" },
		{ "{{^name}}a{{/name}}{{^empty}}b{{/empty}}", "b" },
		{ "{{#none}}a{{/none}}{{^none}}b{{/none}}", "b" },
		{ "{{#provider}}{{name}}{{/provider}}{{^provider}}a{{/provider}}", "提供者" },
		{ "{{#services}}{{name}}{{note}};{{/services}}", "甲注;乙;丙;" },
		{ "{{#services}}{{#note}}({{.}}{{name}}){{/note}}{{/services}}", "(注甲)" },
		{ "{{#regions}}{{.}} {{/regions}}", "東京 大阪 " },
		{ "{{#regions}}{{name}} {{/regions}}", "外 & 内 外 & 内 " },
		{ "{{#regions}}{{#yes}}{{.}}{{/yes}}{{/regions}}", "東京大阪" },
		{ "{{#services}}{{provider.name}}{{/services}}", "提供者提供者提供者" },
		{ "{{#services}}{{name}}{{^-last}}、{{/-last}}{{/services}}", "甲、乙、丙" },
		{ "{{#services}}{{#-first}}[{{/-first}}{{-number}}{{#-last}}]{{/-last}}{{/services}}",
		  "[123]" },
		{ "{{#services}}{{#regions}}{{-number}}{{/regions}}{{-number}} {{/services}}",
		  "121 122 123 " },
		{ "{{#services}}{{#provider}}{{-number}}{{/provider}}{{/services}}", "123" },
	};

	(void)state;
	assert_samples("a.txt", samples, G_N_ELEMENTS(samples));
}

static void
lines_of_tags_vanish(void **state)
{
	static const struct sample samples[] = {
		{ "a\n{{#yes}}\nb\n{{/yes}}\nc\n", "a\nb\nc\n" },
		{ "a\n  {{#yes}}  \n  b\n\t{{/yes}}\t\nc", "a\n  b\nc" },
		{ "{{#yes}}\r\nb\r\n{{/yes}}\r\nc", "b\nc" },
		{ "  {{! a }}\nb", "b" },
		{ "a\n  {{!\n x\n}}\nb", "a\nb" },
		{ "a {{#yes}}\nb{{/yes}}\nc", "a \nb\nc" },
		{ "a\n{{#yes}}{{#no}}{{/no}} {{/yes}}\nb", "a\nb" },
		{ "a\n {{#yes}}{{name}}{{/yes}}\nb", "a\n 外 & 内\nb" },
		{ "a\n {{#yes}}x{{/yes}}\nb", "a\n x\nb" },
		{ "a\n{{name}}\nb", "a\n外 & 内\nb" },
		{ "{{#regions}}\n- {{.}}\n{{/regions}}\n\nend", "- 東京\n- 大阪\n\nend" },
		{ "a\n{{#yes}}\n{{/yes}}", "a\n" },
	};

	(void)state;
	assert_samples("a.txt", samples, G_N_ELEMENTS(samples));
}

static void
escapes_by_ending(void **state)
{
	static const struct sample html[] = {
		{ "<p>{{name}}", "<p>外 &amp; 内" },
		{ "<p title=\"{{name}}\">", "<p title=\"外 &amp; 内\">" },
		{ "<div>{{html}}</div>", "<div><p>x</p></div>" },
		{ "<title>{{name}}</title>", "<title>外 &amp; 内</title>" },
		{ "<a href=\"{{root}}a/{{name}}?q={{name}}#{{name}}\">",
		  "<a href=\"../../a/%E5%A4%96%20&amp;%20%E5%86%85?q=%E5%A4%96%20%26%20%E5%86%85"
		  "#%E5%A4%96%20&amp;%20%E5%86%85\">" },
		{ "<a href=\"{{bad-url}}\">",
		  "a.html:1:10: \"bad-url\" makes the URL \"javascript:alert(1)\". It must be relative or http, https, mailto or tel." },
		{ "<img src=\"{{empty}}{{bad-url}}\">",
		  "a.html:1:20: \"bad-url\" makes the URL \"javascript:alert(1)\". It must be relative or http, https, mailto or tel." },
		{ "<a href=\"java{{#yes}}script:{{/yes}}{{name}}\">",
		  "a.html:1:37: \"name\" makes the URL \"javascript:%E5%A4%96%20&amp;%20%E5%86%85\". It must be relative or http, https, mailto or tel." },
		{ "<a href=\"{{root}}{{bad-url}}\">", "<a href=\"../../javascript:alert(1)\">" },
		{ "<p title=\"{{bad-url}}\">", "<p title=\"javascript:alert(1)\">" },
		{ "<a href=\"mailto:{{root}}\">", "<a href=\"mailto:../../\">" },
		{ "<title>a < b > c {{name}}</title>", "<title>a < b > c 外 &amp; 内</title>" },
		{ "<!-x><p>{{name}}", "<!-x><p>外 &amp; 内" },
		{ "<title>{{html}}</title>",
		  "a.html:1:8: \"html\" is trusted HTML, which may stand between elements only." },
		{ "<p title=\"{{html}}\">",
		  "a.html:1:11: \"html\" is trusted HTML, which may stand between elements only." },
	};
	static const struct sample xml[] = {
		{ "<a b=\"{{name}}\">{{name}}{{html}}</a>",
		  "<a b=\"外 &amp; 内\">外 &amp; 内&lt;p&gt;x&lt;/p&gt;</a>" },
	};
	static const struct sample text[] = {
		{ "{{html}}",
		  "a.txt:1:1: \"html\" is trusted HTML, which may stand between elements only." },
	};

	(void)state;
	assert_samples("a.html", html, G_N_ELEMENTS(html));
	assert_samples("a.xml", xml, G_N_ELEMENTS(xml));
	assert_samples("a.atom", xml, G_N_ELEMENTS(xml));
	assert_samples("a.txt", text, G_N_ELEMENTS(text));
}

/* A README of templates may show their tags. */
static void
other_files_are_no_templates(void **state)
{
	const struct file files[] = { { "a.txt", "甲" }, { "README.md", "{{#}}" }, { NULL, NULL } };

	(void)state;
	assert_files(files, "甲");
}

static void
names_must_exist(void **state)
{
	static const struct sample samples[] = {
		{ "\n  甲 {{nmae}}", "a.txt:2:5: Unknown name \"nmae\". Did you mean \"name\"?" },
		{ "{{something}}", "a.txt:1:1: Unknown name \"something\"." },
		{ "{{#servces}}{{/servces}}",
		  "a.txt:1:1: Unknown name \"servces\". Did you mean \"services\"?" },
		{ "{{^x}}{{/x}}", "a.txt:1:1: Unknown name \"x\"." },
		{ "{{provider.nam}}",
		  "a.txt:1:1: Unknown name \"nam\" in \"provider.nam\". Did you mean \"name\"?" },
		{ "{{provider.root}}", "a.txt:1:1: Unknown name \"root\" in \"provider.root\"." },
		{ "{{name.x}}", "a.txt:1:1: \"name\" in \"name.x\" is a text and holds no names." },
		{ "{{#services}}{{not}}{{/services}}",
		  "a.txt:1:14: Unknown name \"not\". Did you mean \"note\"?" },
		{ "{{services}}", "a.txt:1:1: \"services\" is a list and cannot be printed." },
		{ "{{provider}}", "a.txt:1:1: \"provider\" is an object and cannot be printed." },
		{ "{{yes}}", "a.txt:1:1: \"yes\" is a flag and cannot be printed." },
		{ "{{.}}", "a.txt:1:1: \".\" is an object and cannot be printed." },
		{ "{{#yes}}{{-number}}{{/yes}}", "a.txt:1:9: \"-number\" stands in no list." },
		{ "{{#-first}}{{/-first}}", "a.txt:1:1: \"-first\" stands in no list." },
		{ "{{#regions}}{{-last}}{{/regions}}",
		  "a.txt:1:13: \"-last\" is a flag and cannot be printed." },
		{ "{{#regions}}{{#-number}}{{/-number}}{{/regions}}",
		  "a.txt:1:13: \"-number\" is no condition. Use -first or -last." },
	};

	(void)state;
	assert_samples("a.txt", samples, G_N_ELEMENTS(samples));
}

static void
partials(void **state)
{
	static const struct file chip[] = {
		{ "a.html", "<ul>\n{{#services}}\n\t{{>parts/chip.html}}\n{{/services}}\n</ul>\n" },
		{ "parts/chip.html", "<li>{{name}}\n" },
		{ NULL, NULL },
	};
	static const struct file faulty[] = {
		{ "a.html", "{{>parts/chip.html}}" },
		{ "parts/chip.html", "\n<li>{{nam}}\n" },
		{ NULL, NULL },
	};
	static const struct file endless[] = {
		{ "a.html", "<p>{{>b.html}}" },
		{ "b.html", " {{>a.html}} " },
		{ NULL, NULL },
	};
	static const struct file missing[] = {
		{ "a.html", "<p>\n{{>parts/chp.html}}" },
		{ "parts/chip.html", "<p>" },
		{ NULL, NULL },
	};
	static const struct file other_type[] = {
		{ "a.html", "{{>a.txt}}" },
		{ "a.txt", "a" },
		{ NULL, NULL },
	};

	(void)state;
	assert_files(chip, "<ul>\n<li>甲\n<li>乙\n<li>丙\n</ul>\n");
	assert_files(faulty, "parts/chip.html:2:5: Unknown name \"nam\". Did you mean \"name\"?");
	assert_files(endless, "a.html:1:4: There is too much inside each other (the limit is 32).");
	assert_files(
		missing,
		"a.html:2:1: There is no template \"parts/chp.html\". Did you mean \"parts/chip.html\"?");
	assert_files(other_type,
	             "a.html:1:1: \"a.txt\" is another type of file and is escaped otherwise.");
}

#define LAYOUT                                    \
	"<title>{{$title}}題{{/title}}</title>\n" \
	"<main>\n"                                \
	"{{$main}}\n"                             \
	"無\n"                                    \
	"{{/main}}\n"                             \
	"{{$foot}}{{/foot}}\n"                    \
	"</main>\n"

static void
layouts(void **state)
{
	static const struct file filled[] = {
		{ "a.html", "{{! page }}\n{{<layout.html}}\n\n"
		            "{{$title}}{{name}}{{/title}}\n"
		            "{{$main}}\n<p>{{#regions}}{{.}}{{/regions}}\n{{/main}}\n"
		            "{{/layout.html}}\n" },
		{ "layout.html", LAYOUT },
		{ NULL, NULL },
	};
	static const struct file unfilled[] = {
		{ "a.html", "{{<layout.html}}{{/layout.html}}" },
		{ "layout.html", LAYOUT },
		{ NULL, NULL },
	};
	static const struct file alone[] = {
		{ "layout.html", LAYOUT },
		{ NULL, NULL },
	};
	static const struct file two_levels[] = {
		{ "a.html", "{{<middle.html}}{{$title}}上{{/title}}{{$inner}}葉{{/inner}}"
		            "{{/middle.html}}" },
		{ "middle.html", "{{<layout.html}}{{$title}}中{{/title}}"
		                 "{{$main}}[{{$inner}}{{/inner}}]{{/main}}"
		                 "{{$foot}}足{{/foot}}{{/layout.html}}" },
		{ "layout.html", "<title>{{$title}}{{/title}}</title>{{$main}}{{/main}}"
		                 "{{$foot}}{{/foot}}" },
		{ NULL, NULL },
	};
	static const struct file partial_has_its_own[] = {
		{ "a.html", "{{<layout.html}}{{$x}}1{{/x}}{{/layout.html}}" },
		{ "layout.html", "{{$x}}{{/x}}{{>b.html}}" },
		{ "b.html", "{{$x}}2{{/x}}" },
		{ NULL, NULL },
	};

	(void)state;
	assert_files(filled, "<title>外 &amp; 内</title>\n<main>\n<p>東京大阪\n</main>\n");
	assert_files(unfilled, "<title>題</title>\n<main>\n無\n</main>\n");
	assert_files(alone, "<title>題</title>\n<main>\n無\n</main>\n");
	assert_files(two_levels, "<title>上</title>[葉]足");
	assert_files(partial_has_its_own, "12");
}

static void
faulty_layouts(void **state)
{
	static const struct {
		const char *page, *message;
	} faults[] = {
		{ "{{<layout.html}}{{$titel}}{{/titel}}{{/layout.html}}",
		  "a.html:1:17: layout.html has no block \"titel\". Did you mean \"title\"?" },
		{ "{{<layout.html}}{{$foots}}{{/foots}}{{/layout.html}}",
		  "a.html:1:17: layout.html has no block \"foots\". Did you mean \"foot\"?" },
		{ "{{<layout.html}}\n{{$main}}{{/main}}\n{{$main}}{{/main}}{{/layout.html}}",
		  "a.html:3:1: The block \"main\" is filled twice." },
		{ "{{<layout.html}}\n  text{{/layout.html}}",
		  "a.html:2:3: There is text between the blocks of {{<layout.html}}." },
		{ "{{<layout.html}}\n  x{{/layout.html}}",
		  "a.html:2:3: There is text between the blocks of {{<layout.html}}." },
		{ "{{<layout.html}}{{name}}{{/layout.html}}",
		  "a.html:1:17: Only blocks {{$…}} may stand in {{<layout.html}}." },
		{ "{{<a.html}}{{/a.html}}", "a.html:1:1: \"a.html\" is its own layout." },
		{ "{{<layout.html}}",
		  "a.html:1:1: \"layout.html\" is opened here and never closed." },
		{ "{{<layout.html}}{{/layout}}",
		  "a.html:1:17: {{/layout}} closes \"layout.html\", opened at 1:1." },
		{ "{{<layout.html}}{{$title}}<b>{{/title}}{{$main}}<b{{/main}}{{/layout.html}}",
		  "a.html:1:40: \"main\" starts between elements but ends in a tag, outside of a value." },
		{ "{{<missing.html}}{{/missing.html}}",
		  "a.html:1:1: There is no template \"missing.html\"." },
	};

	(void)state;
	for (gsize i = 0; i < G_N_ELEMENTS(faults); i++) {
		struct file files[] = {
			{ "a.html", faults[i].page },
			{ "layout.html", LAYOUT },
			{ NULL, NULL },
		};

		assert_files(files, faults[i].message);
	}
}

static void
no_template_of_that_name(void **state)
{
	static const struct file files[] = { { "a.html", "<p>" }, { NULL, NULL } };
	g_autoptr(GString) out = g_string_new("before");
	g_autoptr(GError) error = NULL;
	AUTO(value) root = value_object();
	char *message;
	AUTO(template_set) set = load_files(files, &message);

	(void)state;
	assert_false(template_render(set, "b.html", root, out, &error));
	assert_string_equal(error->message, "There is no template b.html.");
	assert_string_equal(out->str, "before");
}

static const struct template_name provider_names[] = {
	{ "name", "名称", "its name", NULL },
	{ "note", "注記", "a note", NULL },
	{ NULL, NULL, NULL, NULL },
};
static const struct template_name names[] = {
	{ "name", "名称", "the name", NULL },
	{ "yes", "はい", "a flag", NULL },
	{ "services", "サービス", "the services", provider_names },
	{ NULL, NULL, NULL, NULL },
};

static void
checks_every_branch(void **state)
{
	static const struct sample samples[] = {
		{ "{{name}}{{#yes}}{{name}}{{/yes}}{{#services}}{{note}}{{-number}}{{/services}}",
		  NULL },
		{ "{{services.note}}{{#name}}{{.}}{{/name}}", NULL },
		{ "{{^yes}}{{nmae}}{{/yes}}",
		  "a.txt:1:9: Unknown name \"nmae\". Did you mean \"name\"?" },
		{ "{{note}}", "a.txt:1:1: Unknown name \"note\". Did you mean \"name\"?" },
		{ "{{#services}}{{nope}}{{/services}}",
		  "a.txt:1:14: Unknown name \"nope\". Did you mean \"note\"?" },
		{ "{{services.nam}}", "a.txt:1:1: Unknown name \"nam\". Did you mean \"name\"?" },
		{ "{{#x}}{{/x}}", "a.txt:1:1: Unknown name \"x\"." },
		{ "{{services}}",
		  "a.txt:1:1: \"services\" holds names and cannot be printed. Write one of them: services.…" },
		{ "{{.}}",
		  "a.txt:1:1: \".\" holds names and cannot be printed. Write one of them: ..…" },
		{ "{{-number}}", "a.txt:1:1: \"-number\" stands in no list." },
		{ "{{>parts/b.txt}}", "parts/b.txt:1:3: Unknown name \"b\"." },
		{ "{{<parts/c.txt}}{{/parts/c.txt}}", "parts/c.txt:1:7: Unknown name \"c\"." },
		{ "{{<parts/d.txt}}{{$x}}{{e}}{{/x}}{{/parts/d.txt}}",
		  "a.txt:1:23: Unknown name \"e\"." },
		{ "{{#services}}{{>parts/self.txt}}{{/services}}", NULL },
	};

	(void)state;
	for (gsize i = 0; i < G_N_ELEMENTS(samples); i++) {
		struct file files[] = {
			{ "a.txt", samples[i].text },
			{ "parts/b.txt", "  {{b}}" },
			{ "parts/c.txt", "{{$x}}{{c}}{{/x}}" },
			{ "parts/d.txt", "{{$x}}{{/x}}" },
			{ "parts/self.txt", "{{note}}{{>parts/self.txt}}" },
			{ NULL, NULL },
		};
		g_autofree char *message = NULL;
		AUTO(template_set) set = load_files(files, &message);
		g_autoptr(GError) error = NULL;

		assert_non_null(set);
		if (template_check(set, "a.txt", names, &error)) {
			if (samples[i].expected != NULL)
				fail_msg("%s passed", samples[i].text);
			continue;
		}
		message = without_folder(error);
		if (samples[i].expected == NULL)
			fail_msg("%s: %s", samples[i].text, message);
		assert_string_equal(message, samples[i].expected);
	}
}

static void
name_table_as_markdown(void **state)
{
	g_autoptr(GString) ja = g_string_new(NULL);
	g_autoptr(GString) en = g_string_new(NULL);

	(void)state;
	template_names_render(names, LANGUAGE_JA, ja);
	template_names_render(names, LANGUAGE_EN, en);
	assert_string_equal(ja->str, "| 名前 | 内容 |\n| --- | --- |\n| `name` | 名称 |\n"
	                             "| `yes` | はい |\n| `services` | サービス |\n"
	                             "| `services.name` | 名称 |\n| `services.note` | 注記 |\n");
	assert_true(g_str_has_prefix(en->str, "| Name | Holds |\n| --- | --- |\n"
	                                      "| `name` | the name |\n"));
}

static char *
digest_of_template(const char *name, const char *text)
{
	const struct file files[] = { { name, text }, { NULL, NULL } };
	char *message;
	AUTO(template_set) set = load_files(files, &message);
	AUTO(digest) digest = digest_new();

	assert_non_null(set);
	template_set_digest(set, digest);
	return digest_hex(digest);
}

/* By each byte of their names and texts, and by where a text ends. */
static void
templates_have_a_digest(void **state)
{
	static const struct file others[] = {
		{ "a.txt", "甲\n乙 " },  { "a.txt", "甲\n乙" },   { "a.txt", "丙\n乙\n" },
		{ "b.txt", "甲\n乙\n" }, { "a.xml", "甲\n乙\n" },
	};
	g_autofree char *digest = digest_of_template("a.txt", "甲\n乙\n");
	g_autofree char *same = digest_of_template("a.txt", "甲\n乙\n");

	(void)state;
	assert_string_equal(digest, same);
	for (gsize i = 0; i < G_N_ELEMENTS(others); i++) {
		g_autofree char *other = digest_of_template(others[i].name, others[i].text);

		assert_string_not_equal(digest, other);
	}
}

/* A pipe is not waited for. */
static void
what_is_no_file_is_refused(void **state)
{
	g_autofree char *folder = g_dir_make_tmp("ismapgen-XXXXXX", NULL);
	g_autofree char *path = g_build_filename(folder, "pipe.html", NULL);
	g_autoptr(GError) error = NULL;

	(void)state;
	assert_int_equal(mkfifo(path, 0600), 0);
	assert_null(template_set_load(folder, &error));
	assert_string_equal(refusal_finding(error)->message->id, "folder-read");
	assert_int_equal(g_unlink(path), 0);
	assert_int_equal(g_rmdir(folder), 0);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(prints),
		cmocka_unit_test(sections),
		cmocka_unit_test(lines_of_tags_vanish),
		cmocka_unit_test(escapes_by_ending),
		cmocka_unit_test(other_files_are_no_templates),
		cmocka_unit_test(names_must_exist),
		cmocka_unit_test(partials),
		cmocka_unit_test(layouts),
		cmocka_unit_test(faulty_layouts),
		cmocka_unit_test(no_template_of_that_name),
		cmocka_unit_test(checks_every_branch),
		cmocka_unit_test(name_table_as_markdown),
		cmocka_unit_test(templates_have_a_digest),
		cmocka_unit_test(what_is_no_file_is_refused),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
