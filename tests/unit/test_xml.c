#include "source/source.h"
#include "source/xml.h"

#include "unit.h"

#include "found.h"

#include <fcntl.h>
#include <glib/gstdio.h>
#include <pthread.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#define HEAD "<a xmlns=\"urn:ismapgen:1\">"
#define TAIL "</a>"

/* Nothing that is handed to us may take longer. */
#define SECONDS_LIMIT 2.0

static double
seconds(void)
{
	struct timespec now;

	clock_gettime(CLOCK_MONOTONIC, &now);
	return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}

/* Parses, and compares what is found; NULL stands for a document without
 * findings. */
static void
assert_parsed(const char *bytes, gsize length, const char *expected)
{
	AUTO(findings) findings = findings_new();
	double start = seconds();
	AUTO(xml_document) document = xml_parse(bytes, length, "x.xml", false, findings);

	assert_true(seconds() - start < SECONDS_LIMIT);
	assert_found(findings, expected == NULL ? "" : expected);
	assert_int_equal(document != NULL, expected == NULL);
}

static void
assert_text(const char *text, const char *expected)
{
	assert_parsed(text, strlen(text), expected);
}

static void
tree_has_names_texts_attributes_and_lines(void **state)
{
	static const char text[] = "<?xml version=\"1.0\"?>\n"
				   "<a xmlns=\"urn:ismapgen:1\" x=\"1 &lt; 2\"\n   y='二'>\n"
				   "  <b>言明&amp;<![CDATA[<範囲>]]></b>\n"
				   "  <!-- between -->\n"
				   "  <c/>\n"
				   "</a>\n";
	AUTO(findings) findings = findings_new();
	AUTO(xml_document) document = xml_parse(text, strlen(text), "x.xml", false, findings);
	struct xml_node *root, *b, *c;

	(void)state;
	assert_non_null(document);
	root = xml_root(document);
	b = root->first;
	c = b->next;
	assert_string_equal(root->name, "a");
	assert_null(root->text);
	assert_int_equal(root->attribute_count, 2);
	assert_string_equal(xml_attribute(root, "x"), "1 < 2");
	assert_string_equal(xml_attribute(root, "y"), "二");
	assert_null(xml_attribute(root, "z"));
	assert_string_equal(b->name, "b");
	assert_string_equal(b->text, "言明&<範囲>");
	assert_int_equal(b->line, 4);
	assert_string_equal(c->name, "c");
	assert_string_equal(c->text, "");
	assert_int_equal(c->line, 6);
	assert_null(c->next);
}

static void
mixed_content_keeps_text_between_elements(void **state)
{
	static const char text[] = HEAD "一<b>二</b>\n三<c/>" TAIL;
	AUTO(findings) findings = findings_new();
	AUTO(xml_document) document = xml_parse(text, strlen(text), "x.xml", true, findings);
	struct xml_node *node;

	(void)state;
	assert_non_null(document);
	node = xml_root(document)->first;
	assert_null(node->name);
	assert_string_equal(node->text, "一");
	node = node->next;
	assert_string_equal(node->name, "b");
	assert_string_equal(node->first->text, "二");
	node = node->next;
	assert_string_equal(node->text, "\n三");
	node = node->next;
	assert_string_equal(node->name, "c");
	assert_null(node->first);
	assert_null(node->next);
}

static void
line_numbers_are_right_in_long_files(void **state)
{
	g_autoptr(GString) text = g_string_new(HEAD);
	AUTO(findings) findings = findings_new();

	(void)state;
	for (int i = 1; i < 70000; i++)
		g_string_append_c(text, '\n');
	g_string_append(text, "<b/>" TAIL);

	AUTO(xml_document) document = xml_parse(text->str, text->len, "x.xml", false, findings);

	assert_non_null(document);
	assert_int_equal(xml_root(document)->first->line, 70000);
}

static void
names_in_japanese_writing_are_taken(void **state)
{
	(void)state;
	assert_text("\xEF\xBB\xBF" HEAD "辻󠄀 葛󠄀 𠮷 髙 﨑 ™ ® \xE2\x80\x8D" TAIL, NULL);
	assert_text("<?xml version=\"1.0\" encoding='utf-8'?>" HEAD TAIL, NULL);
	assert_text("<a xmlns=\"urn:ismapgen:1\" "
	            "xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\" "
	            "xsi:schemaLocation=\"urn:ismapgen:1 service.xsd\"/>",
	            NULL);
}

static void
other_encodings_are_refused(void **state)
{
	static const char sjis[] = "<a>\n\x8c\xbe\x96\xbe\x8f\x91</a>";
	static const char utf16[] = "\xFF\xFE<\0a\0/\0>\0";
	static const char no_mark[] = "<\0a\0/\0>\0";
	static const char nul[] = "<a>\n\n\0</a>";

	(void)state;
	assert_parsed(sjis, sizeof(sjis) - 1, "file-shift-jis:2");
	assert_parsed(utf16, sizeof(utf16) - 1, "file-utf-16:1");
	assert_parsed(no_mark, sizeof(no_mark) - 1, "file-utf-16:1");
	assert_parsed(nul, sizeof(nul) - 1, "file-nul:3");
	assert_text(HEAD "\n\xC0\xAF" TAIL, "file-not-utf-8:2");
	assert_text(HEAD "\n\xED\xA0\x80" TAIL, "file-shift-jis:2");
	assert_text("<?xml version=\"1.0\" encoding=\"Shift_JIS\"?>" HEAD TAIL, "xml-encoding:1");
	assert_text("<?xml version=\"1.0\" encoding = 'UTF-7'?>" HEAD TAIL, "xml-encoding:1");
	assert_text("", "xml-empty:0");
}

static void
what_stands_behind_a_text_is_not_told(void **state)
{
	AUTO(findings) findings = findings_new();
	const struct finding *found;

	(void)state;
	assert_null(xml_parse("<ab\x02"
	                      "behind>",
	                      4, "a.xml", false, findings));
	found = findings_sorted(findings)->pdata[0];
	assert_string_equal(found->place.field_en, "ab");
}

static void
characters_that_cannot_be_seen_are_refused(void **state)
{
	(void)state;
	assert_text(HEAD "\n\x01" TAIL, "file-character-control:2");
	assert_text(HEAD "\xC2\x85" TAIL, "file-character-control:1");
	assert_text(HEAD "\n\n\xE2\x80\xAE" TAIL, "file-character-direction:3");
	assert_text(HEAD "\xE2\x81\xA7" TAIL, "file-character-direction:1");
	assert_text(HEAD "\xE2\x80\x8B" TAIL, "file-character-invisible:1");
	assert_text(HEAD "\xEF\xBB\xBF" TAIL, "file-character-invisible:1");
	assert_text(HEAD "\xEE\x80\x80" TAIL, "file-character-private:1");
	assert_text(HEAD "\xF3\xB0\x80\x80" TAIL, "file-character-private:1");
	assert_text(HEAD "\xEF\xBF\xBD" TAIL, "file-character-lost:1");
	assert_text(HEAD "\xEF\xB7\x90" TAIL, "file-character-none:1");
	assert_text(HEAD "\xF0\x9F\xBF\xBE" TAIL, "file-character-none:1");
	assert_text(HEAD "\n&#x202E;" TAIL, "file-character-direction:2");
	assert_text("<a xmlns=\"urn:ismapgen:1\" x=\"&#xE000;\"/>", "file-character-private:1");
	assert_text(HEAD "&#0;" TAIL, "xml-character:1");
}

static void
ill_formed_files_are_explained(void **state)
{
	(void)state;
	assert_text(HEAD "\n<b>\n</c>\n" TAIL, "xml-end-tag:3");
	assert_text(HEAD "<c>\n<b>text\n</c>\n" TAIL, "xml-mismatch:2");
	assert_text(HEAD "\n<b>\n", "xml-unfinished:3");
	assert_text(HEAD "A & B" TAIL, "xml-ampersand:1");
	assert_text(HEAD "A &B " TAIL, "xml-ampersand:1");
	assert_text(HEAD "&nbsp;" TAIL, "xml-entity:1");
	assert_text("<a xmlns=\"urn:ismapgen:1\" x=\"1\" x=\"2\"/>", "xml-attribute-twice:1");
	assert_text(HEAD TAIL "\n<b/>", "xml-after-end:2");
	assert_text("text", "xml-no-element:1");
	assert_text(HEAD "\nloose <b/>" TAIL, "xml-stray-text:2");
	assert_text("<a/>", "xml-namespace:1");
	assert_text("<a xmlns=\"urn:ismapgen:2\"><b/></a>", "xml-namespace:1");
	assert_text("<a xmlns=\"urn:ismapgen:1\" xml:lang=\"ja\"/>", "xml-attribute-prefix:1");
	/* Texts before elements that are never closed, more than are told: none hides the fault. */
	assert_text(HEAD "x<b>x<b>x<b>x<b>x<b>x<b>x<b>x<b>x<b>x<b>x<b>x<b>\n<c>" TAIL,
	            "xml-mismatch:2");
}

static void
a_refused_character_is_told_with_its_elements(void **state)
{
	static const struct {
		const char *text, *elements;
	} cases[] = {
		{ "<?xml?><!-- <c>x</c> --><a><b>\x01</b></a>", "a/b" },
		{ "<a><b/><c d='/'>x</c>\n<e\nf='\x01'/>", "a/e" },
		{ "<a><b></b><b><c/></b>\x01", "a" },
		{ "<a><\x01", "a" },
		{ "<a></a>\x01", NULL },
		{ "<a><!-- <c> --><b>\x01", "a/b" },
		{ "<a><!-- </a> <c>\x01", "a" },
		{ "<a><![CDATA[</a><c>]]><?x <c> ?>\x01", "a" },
		{ "<a b='/>' c='x/'>\x01", "a" },
		{ "\x01", NULL },
	};

	(void)state;
	for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
		const char *text = cases[i].text;
		AUTO(findings) findings = findings_new();

		/* What stands behind the character is not looked at. */
		assert_false(source_check_characters(text, strcspn(text, "\x01") + 1, 1, "x.xml",
		                                     findings));
		const struct finding *finding = findings_sorted(findings)->pdata[0];
		if (g_strcmp0(finding->place.field_en, cases[i].elements) != 0)
			fail_msg("%s: in %s", text, finding->place.field_en);
	}
}

static void
all_faults_are_shown(void **state)
{
	(void)state;
	assert_text(HEAD "\n&nbsp;\n<b x=\"1\" x=\"2\"/>\n&copy;" TAIL,
	            "xml-entity:2 xml-attribute-twice:3 xml-entity:4");
}

static void
what_follows_from_a_fault_is_not_shown(void **state)
{
	(void)state;
	assert_text(HEAD "\n<b x=1>\n</b>\n" TAIL, "xml-attribute-quotes:2");
	assert_text(HEAD "<b>\n<c>\n</d>\n</b>\n" TAIL, "xml-end-tag:3");
	assert_text(HEAD "\x01" TAIL, "file-character-control:1");
	assert_text(HEAD "\x01\n\xE2\x80\x8B\n&#x202E;&nbsp;" TAIL,
	            "file-character-control:1 file-character-invisible:2 xml-entity:3");
}

static void
entities_are_refused(void **state)
{
	(void)state;
	assert_text("<!DOCTYPE a SYSTEM \"file:///etc/passwd\">" HEAD TAIL, "xml-doctype:1");
	assert_text("<!DOCTYPE a [<!ENTITY x SYSTEM \"file:///etc/passwd\">]>\n" HEAD "&x;" TAIL,
	            "xml-doctype:1");
	assert_text("<!DOCTYPE a [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;&a;&a;\">"
	            "<!ENTITY c \"&b;&b;&b;&b;&b;\"><!ENTITY d \"&c;&c;&c;&c;&c;\">]>" HEAD
	            "&d;&d;&d;&d;" TAIL,
	            "xml-doctype:1");
	assert_text("<!DOCTYPE a [<!ENTITY % p SYSTEM \"http://example.jp/x.dtd\"> %p;]>" HEAD TAIL,
	            "xml-doctype:1");
}

static void
one_large_entity_is_refused(void **state)
{
	g_autoptr(GString) text = g_string_new("<!DOCTYPE a [<!ENTITY x \"");

	(void)state;
	for (int i = 0; i < 60000; i++)
		g_string_append_c(text, 'x');
	g_string_append(text, "\">]>" HEAD);
	for (int i = 0; i < 20000; i++)
		g_string_append(text, "&x;");
	g_string_append(text, TAIL);
	assert_parsed(text->str, text->len, "xml-doctype:1");
}

static GString *
flood(const char *start, int count)
{
	GString *text = g_string_new(start);

	for (int i = 0; i < count; i++)
		g_string_append_printf(text, " a%d=\"\"", i);
	return text;
}

static void
attributes_keep_their_ampersands(void **state)
{
	(void)state;
	AUTO(findings) findings = findings_new();
	static const char xml[] = "<a xmlns=\"urn:ismapgen:1\" x=\"A &amp; B&amp;&#38;C\""
				  " y=\"&amp;#38;&lt;\"/>";
	AUTO(xml_document) document = xml_parse(xml, strlen(xml), "test.xml", false, findings);

	assert_non_null(document);
	assert_string_equal(xml_attribute(xml_root(document), "x"), "A & B&&C");
	assert_string_equal(xml_attribute(xml_root(document), "y"), "&#38;<");
}

static void
floods_of_attributes_are_refused(void **state)
{
	g_autoptr(GString) most = flood("<a xmlns=\"urn:ismapgen:1\"", 63);
	g_autoptr(GString) many = flood("<a xmlns=\"urn:ismapgen:1\"", 40000);
	g_autoptr(GString) hidden = flood(HEAD "<b x=\"><c", 40000);
	g_autoptr(GString) behind = flood(HEAD "<!-- <b x=' --><c", 40000);
	g_autoptr(GString) huge = flood("<a xmlns=\"urn:ismapgen:1\"", 200000);
	g_autoptr(GString) text = flood(HEAD "<b>", 40000);
	AUTO(findings) findings = findings_new();
	double start = seconds();

	(void)state;
	g_string_append(most, "/>");
	assert_parsed(most->str, most->len, NULL);
	g_string_append(text, "</b>" TAIL);
	assert_parsed(text->str, text->len, NULL);
	g_string_append(many, "/>");
	assert_parsed(many->str, many->len, "xml-attributes:1");
	g_string_append(behind, "/>" TAIL);
	assert_parsed(behind->str, behind->len, "xml-attributes:1");
	g_string_append(huge, "/>");
	assert_parsed(huge->str, huge->len, "xml-attributes:1");

	g_string_append(hidden, "/></b>" TAIL);
	assert_null(xml_parse(hidden->str, hidden->len, "x.xml", false, findings));
	assert_true(seconds() - start < SECONDS_LIMIT);
}

static void
deep_nesting_is_refused(void **state)
{
	g_autoptr(GString) deepest = g_string_new(HEAD);
	g_autoptr(GString) deep = g_string_new(HEAD);

	(void)state;
	for (int i = 1; i < 64; i++)
		g_string_append(deepest, "<b>");
	for (int i = 1; i < 64; i++)
		g_string_append(deepest, "</b>");
	g_string_append(deepest, TAIL);
	assert_parsed(deepest->str, deepest->len, NULL);
	for (int i = 0; i < 100000; i++)
		g_string_append(deep, "<b>");
	assert_parsed(deep->str, deep->len, "xml-depth:1");
}

static void
large_texts_stay_within_bounds(void **state)
{
	g_autoptr(GString) text = g_string_new(HEAD);
	g_autoptr(GString) opens = g_string_new(HEAD);

	(void)state;
	while (text->len < XML_SIZE_LIMIT - strlen(TAIL))
		g_string_append_c(text, 'x');
	g_string_append(text, TAIL);
	assert_parsed(text->str, text->len, NULL);
	g_string_append_c(text, '\n');
	assert_parsed(text->str, text->len, "file-size:0");

	while (opens->len < 300000)
		g_string_append(opens, "<!--");
	assert_parsed(opens->str, opens->len, "xml-comment-hyphens:1");
}

/* Loads `name` below `folder`, and removes it. */
static void
assert_loaded(const char *folder, const char *name, const char *expected)
{
	g_autofree char *path = g_build_filename(folder, name, NULL);
	AUTO(findings) findings = findings_new();
	double start = seconds();
	AUTO(xml_document) document = xml_load(path, name, findings);

	assert_true(seconds() - start < SECONDS_LIMIT);
	assert_found(findings, expected);
	assert_int_equal(document != NULL, expected[0] == '\0');
	g_remove(path);
}

static void
only_regular_files_are_read(void **state)
{
	g_autofree char *folder = g_dir_make_tmp("ismapgen-xml-XXXXXX", NULL);
	g_autofree char *good = g_build_filename(folder, "good.xml", NULL);
	g_autofree char *link = g_build_filename(folder, "link.xml", NULL);
	g_autofree char *pipe = g_build_filename(folder, "pipe.xml", NULL);
	g_autofree char *directory = g_build_filename(folder, "directory.xml", NULL);
	g_autofree char *large = g_build_filename(folder, "large.xml", NULL);
	int descriptor;

	(void)state;
	assert_true(g_file_set_contents(good, HEAD TAIL, -1, NULL));
	assert_int_equal(symlink("good.xml", link), 0);
	assert_int_equal(mkfifo(pipe, 0600), 0);
	assert_int_equal(g_mkdir(directory, 0700), 0);
	descriptor = open(large, O_CREAT | O_WRONLY, 0600);
	assert_true(descriptor >= 0);
	assert_int_equal(ftruncate(descriptor, 1 << 30), 0);
	close(descriptor);

	assert_loaded(folder, "link.xml", "file-symbolic-link:0");
	assert_loaded(folder, "pipe.xml", "file-not-regular:0");
	assert_loaded(folder, "directory.xml", "file-not-regular:0");
	assert_loaded(folder, "large.xml", "file-size:0");
	assert_loaded(folder, "none.xml", "file-open:0");
	assert_loaded(folder, "good.xml", "");
	assert_int_equal(g_rmdir(folder), 0);
}

static void *
parse_often(void *data)
{
	static const char good[] = HEAD "<b>一</b>" TAIL;
	static const char bad[] = HEAD "<b>&nbsp;\n</c>" TAIL;
	gsize *wrong = data;

	for (int i = 0; i < 200; i++) {
		AUTO(findings) findings = findings_new();
		AUTO(xml_document) first = xml_parse(good, strlen(good), "g", false, findings);
		AUTO(xml_document) second = xml_parse(bad, strlen(bad), "b", false, findings);

		*wrong += first == NULL || second != NULL ||
		          findings_count(findings, FINDING_ERROR) != 2;
	}
	return NULL;
}

static void
threads_do_not_disturb_each_other(void **state)
{
	pthread_t threads[4];
	gsize wrong[4] = { 0 };

	(void)state;
	for (int i = 0; i < 4; i++)
		assert_int_equal(pthread_create(&threads[i], NULL, parse_often, &wrong[i]), 0);
	for (int i = 0; i < 4; i++) {
		pthread_join(threads[i], NULL);
		assert_int_equal(wrong[i], 0);
	}
}

int
main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(tree_has_names_texts_attributes_and_lines),
		cmocka_unit_test(mixed_content_keeps_text_between_elements),
		cmocka_unit_test(line_numbers_are_right_in_long_files),
		cmocka_unit_test(names_in_japanese_writing_are_taken),
		cmocka_unit_test(other_encodings_are_refused),
		cmocka_unit_test(characters_that_cannot_be_seen_are_refused),
		cmocka_unit_test(ill_formed_files_are_explained),
		cmocka_unit_test(a_refused_character_is_told_with_its_elements),
		cmocka_unit_test(all_faults_are_shown),
		cmocka_unit_test(what_follows_from_a_fault_is_not_shown),
		cmocka_unit_test(entities_are_refused),
		cmocka_unit_test(one_large_entity_is_refused),
		cmocka_unit_test(attributes_keep_their_ampersands),
		cmocka_unit_test(what_stands_behind_a_text_is_not_told),
		cmocka_unit_test(floods_of_attributes_are_refused),
		cmocka_unit_test(deep_nesting_is_refused),
		cmocka_unit_test(large_texts_stay_within_bounds),
		cmocka_unit_test(only_regular_files_are_read),
		cmocka_unit_test(threads_do_not_disturb_each_other),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
