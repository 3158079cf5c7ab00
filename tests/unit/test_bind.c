#include "registry/bind.h"

#include "unit.h"

#include "found.h"
#include "registry/check.h"
#include "registry/registry.h"

#include <string.h>

struct part {
	int line;
	struct text name;
};

struct step {
	int line;
	int kind;
	struct day on;
};

struct thing {
	int line;
	struct text id;
	struct text name;
	struct text prose;
	struct day on;
	struct text choice;
	struct text words;
	struct text url;
	struct text mark;
	struct part part;
	GPtrArray *parts; /* struct part * */
	GPtrArray *lines; /* struct text * */
	GPtrArray *steps; /* struct step * */
};

#define AT(type, member) .offset = offsetof(struct type, member)
#define OPTIONAL .min = 0, .max = 1
#define MANY .min = 0, .max = FIELD_MANY
#define END_OF_FIELDS { .name = NULL }

static const struct field part[] = {
	{ "name", "部品名", "part name", FIELD_LINE, .min = 1, .max = 1, AT(part, name) },
	END_OF_FIELDS,
};

static const struct field step[] = {
	{ "on", "日付", "date", FIELD_DATE, true, 1, 1, AT(step, on) },
	END_OF_FIELDS,
};

static const struct field steps[] = {
	{ "begin", "開始", "begin", FIELD_GROUP, .min = 0, .max = FIELD_MANY, .children = step },
	{ "end", "終了", "end", FIELD_GROUP, .min = 0, .max = FIELD_MANY, .children = step },
	END_OF_FIELDS,
};

static const struct field thing[] = {
	{ "id", "番号", "id", FIELD_LINE, true, 1, 1, .pattern = "T[0-9]{4}",
	  .hint_ja = "Tと4桁の数字", .hint_en = "T and 4 digits", AT(thing, id) },
	{ "name", "名称", "name", FIELD_LINE, .min = 1, .max = 1, .max_length = 10, AT(thing, name),
	  .clause = "7.5(1)" },
	{ "prose", "説明", "prose", FIELD_PROSE, OPTIONAL, AT(thing, prose) },
	{ "on", "登録日", "day", FIELD_DATE, OPTIONAL, AT(thing, on) },
	{ "choice", "種類", "kind", FIELD_CHOICE, OPTIONAL, .choices = "new renewal",
	  AT(thing, choice) },
	{ "words", "番号の列", "numbers", FIELD_TOKENS, OPTIONAL, .pattern = "[1-6]",
	  .hint_ja = "1〜6の番号", .hint_en = "numbers 1 to 6", AT(thing, words) },
	{ "url", "URL", "URL", FIELD_URL, OPTIONAL, AT(thing, url) },
	{ "mark", "印", "mark", FIELD_MARK, OPTIONAL, AT(thing, mark) },
	{ "part", "部品", "part", FIELD_GROUP, .min = 0, .max = 1, .children = part,
	  .size = sizeof(struct part), AT(thing, part) },
	{ "parts", "部品の列", "parts", FIELD_GROUP, .min = 0, .max = 2, .children = part,
	  .size = sizeof(struct part), AT(thing, parts) },
	{ "line", "行", "line", FIELD_LINE, MANY, AT(thing, lines) },
	{ "steps", "経過", "steps", FIELD_SEQUENCE, OPTIONAL, .children = steps,
	  .size = sizeof(struct step), AT(thing, steps) },
	END_OF_FIELDS,
};

static const struct field root = {
	"thing",  "もの",   "thing",           FIELD_GROUP,
	.min = 1, .max = 1, .children = thing, .size = sizeof(struct thing),
};

/* What one binding needs. */
struct bound {
	struct registry_store *store;
	struct findings *findings;
	struct xml_document *document;
	struct thing thing;
};

static void
bound_init(struct bound *bound, const char *attributes, const char *members)
{
	g_autofree char *text = g_strdup_printf("<thing xmlns=\"urn:ismapgen:1\"%s>%s</thing>",
	                                        attributes, members);

	memset(bound, 0, sizeof(*bound));
	bound->store = registry_store_new();
	bound->findings = findings_new();
	bound->document = xml_parse(text, strlen(text), "x.xml", false, bound->findings);
	assert_non_null(bound->document);

	struct binding binding = { bound->store, bound->findings, "x.xml", "T0001", NULL, NULL };

	assert_true(bind_node(&binding, &root, xml_root(bound->document), &bound->thing));
}

static void
bound_clear(struct bound *bound)
{
	xml_document_free(bound->document);
	findings_free(bound->findings);
	registry_store_free(bound->store);
}

static void
assert_bound(const char *members, const char *expected)
{
	struct bound bound;

	bound_init(&bound, " id=\"T0001\"", members);
	assert_found(bound.findings, expected);
	bound_clear(&bound);
}

static void
values_go_where_the_table_says(void **state)
{
	struct bound bound;

	(void)state;
	bound_init(&bound, " id=\"T0001\"",
	           "\n<name>一</name>\n<on>2024-02-29</on><choice>renewal</choice>"
	           "<words>\n  3 1\n  2 </words><url>https://example.jp/a?b#c</url><mark/>"
	           "<part><name>二</name></part>\n<parts><name>三</name></parts>"
	           "<parts><name>四</name></parts><line>五</line><line>六</line>"
	           "<steps>\n<end on=\"2024-01-02\"/>\n<begin on=\"2024-01-01\"/></steps>");
	assert_found(bound.findings, "");

	const struct thing *t = &bound.thing;
	const struct part *third = t->parts->pdata[0], *fourth = t->parts->pdata[1];
	const struct text *fifth = t->lines->pdata[0], *sixth = t->lines->pdata[1];
	const struct step *end = t->steps->pdata[0], *begin = t->steps->pdata[1];

	assert_int_equal(t->line, 1);
	assert_string_equal(t->id.value, "T0001");
	assert_string_equal(t->name.value, "一");
	assert_int_equal(t->name.line, 2);
	assert_null(t->prose.value);
	assert_int_equal(t->on.on.day, 29);
	assert_int_equal(t->on.line, 3);
	assert_string_equal(t->choice.value, "renewal");
	assert_string_equal(t->words.value, "3 1 2");
	assert_string_equal(t->url.value, "https://example.jp/a?b#c");
	assert_string_equal(t->mark.value, "yes");
	assert_string_equal(t->part.name.value, "二");
	assert_int_equal(t->parts->len, 2);
	assert_string_equal(third->name.value, "三");
	assert_int_equal(third->line, 6);
	assert_string_equal(fourth->name.value, "四");
	assert_int_equal(t->lines->len, 2);
	assert_string_equal(fifth->value, "五");
	assert_string_equal(sixth->value, "六");
	assert_int_equal(t->steps->len, 2);
	assert_int_equal(end->kind, 1);
	assert_int_equal(end->line, 7);
	assert_int_equal(end->on.on.day, 2);
	assert_int_equal(begin->kind, 0);
	bound_clear(&bound);
}

static void
arrays_are_there_when_elements_are_not(void **state)
{
	struct bound bound;

	(void)state;
	bound_init(&bound, " id=\"T0001\"", "<name>一</name>");
	assert_int_equal(bound.thing.parts->len, 0);
	assert_int_equal(bound.thing.lines->len, 0);
	assert_int_equal(bound.thing.steps->len, 0);
	assert_int_equal(bound.thing.part.line, 0);
	bound_clear(&bound);
}

static void
prose_loses_the_indentation_of_the_file(void **state)
{
	struct bound bound;

	(void)state;
	bound_init(&bound, " id=\"T0001\"",
	           "<name>一</name><prose>\n    第一段  \n\n    - 項目\n      続き\n  </prose>");
	assert_string_equal(bound.thing.prose.value, "第一段\n\n- 項目\n  続き");
	bound_clear(&bound);
	bound_init(&bound, " id=\"T0001\"", "<name>一</name><prose>一行目\n    二行目</prose>");
	assert_string_equal(bound.thing.prose.value, "一行目\n二行目");
	bound_clear(&bound);
}

static void
values_are_shown_around_their_fault(void **state)
{
	struct bound bound;
	g_autofree char *text = NULL;

	(void)state;
	bound_init(&bound, " id=\"T0001\"",
	           "<name>一</name><url>https://www.example.jp/solutions/government/services/日本/"
	           "index.html</url>");
	assert_int_equal(findings_sorted(bound.findings)->len, 1);
	text = finding_text(findings_sorted(bound.findings)->pdata[0], LANGUAGE_JA);
	assert_non_null(strstr(text, "s/government/services/日本/"));
	bound_clear(&bound);
}

static void
blanks_at_the_ends_are_cut(void **state)
{
	struct bound bound;

	(void)state;
	bound_init(&bound, " id=\"T0001\"", "<name>\n 一　二　\t</name>");
	assert_found(bound.findings, "");
	assert_string_equal(bound.thing.name.value, "一　二");
	bound_clear(&bound);
}

static void
wrong_values_are_found_and_left_out(void **state)
{
	struct bound bound;

	(void)state;
	assert_bound("<name></name>", "value-empty:1");
	assert_bound("<name>　</name>", "value-empty:1");
	assert_bound("<name>一\n二</name>", "value-line-break:1");
	/* Names that nobody can see, or tell apart. */
	assert_bound("<name>&#x200D;&#x200C;</name>", "value-unseen:1");
	assert_bound("<name>&#x3164;&#x2800;</name>", "value-unseen:1");
	assert_bound("<name>&#x3099;</name>", "value-unseen:1");
	assert_bound("<name>一&#x200D;</name>", "value-joiner:1");
	assert_bound("<name>一&#x200D;二</name>", "value-joiner:1");
	assert_bound("<name>a&#x200C;b</name>", "value-joiner:1");
	assert_bound("<name>一&#x034F;二</name>", "value-joiner:1");
	assert_bound("<name>&#x0915;&#x200D;一</name>", "value-joiner:1");
	assert_bound("<name>👩&#xFE0F;&#x200D;💻 &#x0915;&#x094D;&#x200D;&#x0937;</name>", "");
	assert_bound("<name>一二三四五六七八九十</name>", "");
	assert_bound("<name>一二三四五六七八九十百</name>", "value-length:1");
	assert_bound("<name>一</name><prose> </prose>", "value-empty-optional:1");
	assert_bound("<name>一</name><on>2022-02-30</on>", "value-date:1");
	assert_bound("<name>一</name><on> 2022-02-03\u3000</on>", "");
	assert_bound("<name>一</name><on>2022/02/03</on>", "value-date-form:1");
	assert_bound("<name>一</name><choice>old</choice>", "value-choice:1");
	assert_bound("<name>一</name><choice>new renewal</choice>", "value-choice:1");
	assert_bound("<name>一</name><words>1 7 2</words>", "value-word:1");
	assert_bound("<name>一</name><words>1 2 1</words>", "value-word-again:1");
	assert_bound("<name>一</name><url>ftp://example.jp/</url>", "value-url:1");
	assert_bound("<name>一</name><mark>no</mark>", "value-mark:1");

	bound_init(&bound, " id=\"T001\"", "<name>一</name><on>2022-02-30</on><words>7</words>");
	assert_found(bound.findings, "value-date:1 value-pattern:1 value-word:1");
	assert_null(bound.thing.id.value);
	assert_false(date_is_set(bound.thing.on.on));
	assert_null(bound.thing.words.value);
	bound_clear(&bound);
}

static void
wrong_shapes_are_found(void **state)
{
	(void)state;
	assert_bound("", "shape-missing:1");
	assert_bound("<name>一</name><name>二</name>", "shape-again:1");
	assert_bound("<on>2024-01-01</on><name>一</name>", "shape-order:1");
	assert_bound("<name>一</name><line>二</line><mark/><line>三</line>", "shape-order:1");
	assert_bound("<name>一</name><other/>", "shape-unknown:1");
	assert_bound("<nama>一</nama>", "shape-unknown:1");
	assert_bound("<name>一</name><nama>二</nama>", "shape-unknown:1");
	assert_bound("<name><b/></name>", "shape-elements:1");
	assert_bound("<name x=\"1\">一</name>", "shape-attribute:1");
	assert_bound("<name>一</name><part>二</part>", "shape-missing:1 shape-text:1");
	assert_bound("<name>一</name><steps>二</steps>", "shape-text:1");
	assert_bound("<name>一</name><steps><middle/></steps>", "shape-unknown:1");
	assert_bound("<name>一</name><steps on=\"2024-01-01\"/>", "shape-attribute-unknown:1");
	assert_bound("<name>一</name><steps><begin/></steps>", "shape-attribute-missing:1");
	assert_bound("<name>一</name><parts><name>1</name></parts><parts><name>2</name></parts>\n"
	             "<parts><name>3</name></parts>\n<parts><name>4</name></parts>",
	             "shape-too-many:2");
}

static void
wrong_attributes_are_found(void **state)
{
	struct bound bound;

	(void)state;
	bound_init(&bound, "", "<name>一</name>");
	assert_found(bound.findings, "shape-attribute-missing:1");
	bound_clear(&bound);
	bound_init(&bound, " id=\"T0001\" other=\"1\"", "<name>一</name>");
	assert_found(bound.findings, "shape-attribute-unknown:1");
	bound_clear(&bound);
	bound_init(&bound, " ib=\"T0001\"", "<name>一</name>");
	assert_found(bound.findings, "shape-attribute-unknown:1");
	assert_string_equal(bound.thing.id.value, "T0001");
	bound_clear(&bound);
}

static void
findings_say_what_where_and_which_clause(void **state)
{
	struct bound bound;

	(void)state;
	bound_init(&bound, " id=\"T1\"", "\n<name>一\n二</name>\n<nanka/>");

	const GPtrArray *all = findings_sorted(bound.findings);
	const struct finding *pattern = all->pdata[0], *line = all->pdata[1];
	g_autofree char *ja = finding_text(pattern, LANGUAGE_JA);
	g_autofree char *en = finding_text(pattern, LANGUAGE_EN);

	assert_string_equal(ja,
	                    "『番号』の値 \"T1\" の形が違います。Tと4桁の数字を書いてください。");
	assert_string_equal(en, "The value of \"id\", \"T1\", has the wrong form. "
	                        "Write T and 4 digits.");
	assert_string_equal(pattern->place.file, "x.xml");
	assert_string_equal(pattern->place.record, "T0001");
	assert_string_equal(pattern->place.field_ja, "番号");
	assert_string_equal(pattern->place.field_en, "id");
	assert_null(pattern->place.clause);
	assert_int_equal(line->place.line, 2);
	assert_string_equal(line->place.clause, "7.5(1)");
	bound_clear(&bound);
}

/* Every step has a day: the step is named as well, but not for itself. */
static void
findings_in_a_sequence_name_the_member(void **state)
{
	struct bound bound;
	g_autoptr(GString) ja = g_string_new(NULL);
	g_autoptr(GString) en = g_string_new(NULL);

	(void)state;
	bound_init(&bound, " id=\"T0001\"",
	           "<name>一</name><steps>\n<end on=\"x\"/>\n<begin on=\"2024-01-01\">二</begin>"
	           "</steps>");
	assert_found(bound.findings, "value-date:2 shape-text:3");
	findings_render(bound.findings, FINDING_TEXT, LANGUAGE_JA, ja);
	findings_render(bound.findings, FINDING_TEXT, LANGUAGE_EN, en);
	assert_true(g_str_has_prefix(ja->str, "x.xml:2: 誤り: T0001: 「終了」の「日付」: "));
	assert_true(g_str_has_prefix(en->str, "x.xml:2: error: T0001: end/on: "));
	assert_non_null(strstr(ja->str, "\nx.xml:3: 誤り: T0001: 開始: "));
	bound_clear(&bound);
}

static void
checking_alone_tidies_the_tree(void **state)
{
	static const char text[] = "<thing xmlns=\"urn:ismapgen:1\" id=\"T0001\"><name>一</name>"
				   "<prose>\n  二\n  三\n</prose><words>1\n2</words></thing>";
	AUTO(findings) findings = findings_new();
	AUTO(registry_store) store = registry_store_new();
	AUTO(xml_document) document = xml_parse(text, strlen(text), "x.xml", false, findings);
	struct binding binding = { store, findings, "x.xml", NULL, NULL, NULL };
	struct xml_node *prose = xml_root(document)->first->next;

	(void)state;
	assert_true(bind_node(&binding, &root, xml_root(document), NULL));
	assert_found(findings, "");
	assert_string_equal(prose->text, "二\n三");
	assert_string_equal(prose->next->text, "1 2");
}

static void
another_root_is_refused(void **state)
{
	static const char text[] = "<part xmlns=\"urn:ismapgen:1\"/>";
	AUTO(findings) findings = findings_new();
	AUTO(registry_store) store = registry_store_new();
	AUTO(xml_document) document = xml_parse(text, strlen(text), "x.xml", false, findings);
	struct binding binding = { store, findings, "x.xml", NULL, NULL, NULL };
	struct thing bound = { 0 };

	(void)state;
	assert_false(bind_node(&binding, &root, xml_root(document), &bound));
	assert_found(findings, "shape-root:1");
}

static void
completeness_asks_for_what_must_be_there(void **state)
{
	struct bound bound;

	(void)state;
	bound_init(&bound, " id=\"T0001\"", "<name>一</name>");
	assert_true(bind_is_complete(&root, &bound.thing));
	bound.thing.name.value = NULL;
	assert_false(bind_is_complete(&root, &bound.thing));
	bound_clear(&bound);
}

static void
urls_are_of_the_web_and_ascii(void **state)
{
	static const char *const good[] = {
		"https://example.jp",
		"http://www.example.jp:8080/a/b?c=d&e=f#g",
		"https://example.jp:1/",
		"https://example.jp:65535/",
		"https://xn--eckwd4c7c.example.jp/%E8%A8%80",
		"https://a-b.example.jp/[1]",
	};
	static const char *const bad[] = {
		"javascript:alert(1)",
		"data:text/html,x",
		"//example.jp/",
		"https://",
		"https:///a",
		"https://example",
		"https://user@example.jp/",
		"https://user:pass@example.jp/",
		"https://example.jp/a b",
		"https://example.jp/\"",
		"https://example.jp/<x>",
		"https://例え.jp/",
		"https://-a.example.jp/",
		"https://a-.example.jp/",
		"https://a..example.jp/",
		"https://example.jp./",
		"https://.example.jp/",
		"https://example.jp:/",
		"https://example.jp:0/",
		"https://example.jp:65536/",
		"https://example.jp:80a/",
		"HTTPS://example.jp/",
		" https://example.jp/",
		"https://example.jp/\n",
		"https://example.jp/\\x",
	};

	(void)state;
	for (gsize i = 0; i < G_N_ELEMENTS(good); i++)
		if (!check_is_url(good[i]))
			fail_msg("refused: %s", good[i]);
	for (gsize i = 0; i < G_N_ELEMENTS(bad); i++)
		if (check_is_url(bad[i]))
			fail_msg("taken: %s", bad[i]);

	/* RFC 1035, 2.3.4: a host's name has 253 characters at most. */
	g_autoptr(GString) longest = g_string_new("https://");

	while (longest->len < strlen("https://") + 250)
		g_string_append(longest, "a.");
	g_string_append(longest, "jpn");
	assert_true(check_is_url(longest->str));
	g_string_append_c(longest, 'x');
	assert_false(check_is_url(longest->str));
}

int
main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(values_go_where_the_table_says),
		cmocka_unit_test(arrays_are_there_when_elements_are_not),
		cmocka_unit_test(prose_loses_the_indentation_of_the_file),
		cmocka_unit_test(values_are_shown_around_their_fault),
		cmocka_unit_test(blanks_at_the_ends_are_cut),
		cmocka_unit_test(wrong_values_are_found_and_left_out),
		cmocka_unit_test(wrong_shapes_are_found),
		cmocka_unit_test(wrong_attributes_are_found),
		cmocka_unit_test(findings_say_what_where_and_which_clause),
		cmocka_unit_test(findings_in_a_sequence_name_the_member),
		cmocka_unit_test(checking_alone_tidies_the_tree),
		cmocka_unit_test(another_root_is_refused),
		cmocka_unit_test(completeness_asks_for_what_must_be_there),
		cmocka_unit_test(urls_are_of_the_web_and_ascii),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
