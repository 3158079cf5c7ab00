#include "base/finding.h"
#include "base/refusal.h"

#include "unit.h"

#include <jansson.h>

static const struct message late = {
	"application-late",
	FINDING_ERROR,
	"4.2",
	"申請は{0}までですが、{1}に行われています。",
	"the application was due by {0}, but was made on {1}",
};
static const struct message odd = {
	"odd", FINDING_WARNING, NULL, "{0}：100%が{0}", "{0}: 100% of {0}",
};
static const struct message hint = { "hint", FINDING_NOTE, NULL, "参考 {x} {", "note {x} {" };

static const struct place in_service = {
	.file = "registry/services/S0012.xml",
	.line = 31,
	.record = "S0012",
	.field_ja = "申請日",
	.field_en = "applied-on",
};

static char *
rendered(struct findings *findings, enum finding_format format, enum language language)
{
	GString *out = g_string_new(NULL);

	findings_render(findings, format, language, out);
	return g_string_free(out, false);
}

static void
assert_rendered(struct findings *findings, enum finding_format format, enum language language,
                const char *expected)
{
	g_autofree char *text = rendered(findings, format, language);

	assert_string_equal(text, expected);
}

static json_t *
parsed(struct findings *findings, enum finding_format format, enum language language)
{
	g_autofree char *text = rendered(findings, format, language);
	json_t *value = json_loads(text, 0, NULL);

	assert_non_null(value);
	return value;
}

static const char *
string_at(json_t *object, const char *key)
{
	return json_string_value(json_object_get(object, key));
}

static void
text_names_place_subject_and_clause(void **state)
{
	AUTO(findings) findings = findings_new();

	(void)state;
	findings_add(findings, &late, in_service, "2026-02-28", "2026-03-01", NULL);
	assert_rendered(findings, FINDING_TEXT, LANGUAGE_JA,
	                "registry/services/S0012.xml:31: 誤り: S0012: 申請日: "
	                "申請は2026-02-28までですが、2026-03-01に行われています。 "
	                "[登録規則 4.2]\n");
	assert_rendered(findings, FINDING_TEXT, LANGUAGE_EN,
	                "registry/services/S0012.xml:31: error: S0012: applied-on: "
	                "the application was due by 2026-02-28, but was made on 2026-03-01 "
	                "[Registration Rules 4.2]\n");
}

static void
text_leaves_out_what_is_absent(void **state)
{
	AUTO(findings) findings = findings_new();
	struct place file_only = { .file = "site.xml" };

	(void)state;
	findings_add(findings, &hint, (struct place){ 0 }, NULL);
	findings_add(findings, &odd, file_only, "A", NULL);
	assert_rendered(findings, FINDING_TEXT, LANGUAGE_JA,
	                "注記: 参考 {x} {\n"
	                "site.xml: 警告: A：100%がA\n");
}

static void
arguments_are_not_read_as_holes(void **state)
{
	AUTO(findings) findings = findings_new();

	(void)state;
	findings_add(findings, &odd, (struct place){ 0 }, "{0}%s", NULL);
	assert_rendered(findings, FINDING_TEXT, LANGUAGE_EN, "warning: {0}%s: 100% of {0}%s\n");
}

/* What is quoted of a file is one line, and does nothing to a terminal or to a
 * CI that takes commands from lines. */
static void
text_is_one_plain_line(void **state)
{
	AUTO(findings) findings = findings_new();

	(void)state;
	findings_add(findings, &odd, (struct place){ 0 },
	             "a\n::error::b\tc\x1b[31m\xc2\x9b\xe2\x80\xae\xff　𠮷\U000E0101\u200D", NULL);
	findings_add(findings, &hint, (struct place){ .file = "\x1b.xml" }, NULL);
	assert_rendered(findings, FINDING_TEXT, LANGUAGE_EN,
	                "warning: a ::error::b c\uFFFD[31m\uFFFD\uFFFD\uFFFD　𠮷\U000E0101\u200D: "
	                "100% of a ::error::b c\uFFFD[31m\uFFFD\uFFFD\uFFFD　𠮷\U000E0101\u200D\n"
	                "\uFFFD.xml: note: note {x} {\n");
}

static void
counts_by_level(void **state)
{
	AUTO(findings) findings = findings_new();

	(void)state;
	findings_add(findings, &late, in_service, "a", "b", NULL);
	findings_add(findings, &late, in_service, "a", "c", NULL);
	findings_add(findings, &odd, in_service, "a", NULL);
	assert_int_equal(findings_count(findings, FINDING_ERROR), 2);
	assert_int_equal(findings_count(findings, FINDING_WARNING), 1);
	assert_int_equal(findings_count(findings, FINDING_NOTE), 0);
}

static void
sorts_by_file_line_column_message_arguments(void **state)
{
	AUTO(findings) findings = findings_new();
	struct place a9 = { .file = "a.xml", .line = 9 };
	struct place a10 = { .file = "a.xml", .line = 10 };
	struct place b1 = { .file = "b.xml", .line = 1 };
	struct place b1_4 = { .file = "b.xml", .line = 1, .column = 4 };
	struct place b1_12 = { .file = "b.xml", .line = 1, .column = 12 };

	(void)state;
	findings_add(findings, &hint, b1_12, NULL);
	findings_add(findings, &odd, b1_4, "5", NULL);
	findings_add(findings, &odd, b1, "1", NULL);
	findings_add(findings, &odd, a10, "2", NULL);
	findings_add(findings, &odd, a10, "1", NULL);
	findings_add(findings, &hint, a10, NULL);
	findings_add(findings, &odd, a9, "3", NULL);
	assert_rendered(findings, FINDING_TEXT, LANGUAGE_EN,
	                "a.xml:9: warning: 3: 100% of 3\n"
	                "a.xml:10: note: note {x} {\n"
	                "a.xml:10: warning: 1: 100% of 1\n"
	                "a.xml:10: warning: 2: 100% of 2\n"
	                "b.xml:1:4: warning: 5: 100% of 5\n"
	                "b.xml:1:12: note: note {x} {\n"
	                "b.xml:1: warning: 1: 100% of 1\n");
	findings_add(findings, &hint, a9, NULL);
	assert_ptr_equal(
		((struct finding *)g_ptr_array_index(findings_sorted(findings), 0))->message,
		&hint);
}

static void
github_escapes_properties_and_text(void **state)
{
	AUTO(findings) findings = findings_new();
	struct place place = { .file = "a,b:c%.xml", .line = 2 };

	(void)state;
	findings_add(findings, &odd, place, "x,y:z\nw\r", NULL);
	findings_add(findings, &hint, (struct place){ 0 }, NULL);
	assert_rendered(findings, FINDING_GITHUB, LANGUAGE_EN,
	                "::notice title=hint::note {x} {\n"
	                "::warning file=a%2Cb%3Ac%25.xml,line=2,title=odd::"
	                "x,y:z%0Aw%0D: 100%25 of x,y:z%0Aw%0D\n");
}

static void
json_has_both_languages_and_nulls(void **state)
{
	AUTO(findings) findings = findings_new();
	json_t *array, *first, *second;

	(void)state;
	findings_add(findings, &late, in_service, "\"<&\"", "2026-03-01", NULL);
	findings_add(findings, &hint, (struct place){ 0 }, NULL);
	array = parsed(findings, FINDING_JSON, LANGUAGE_JA);
	assert_int_equal(json_array_size(array), 2);
	first = json_array_get(array, 0);
	assert_true(json_is_null(json_object_get(first, "file")));
	assert_true(json_is_null(json_object_get(first, "line")));
	assert_true(json_is_null(json_object_get(first, "field")));
	assert_true(json_is_null(json_object_get(first, "clause")));
	second = json_array_get(array, 1);
	assert_string_equal(string_at(second, "id"), "application-late");
	assert_string_equal(string_at(second, "level"), "error");
	assert_string_equal(string_at(second, "clause"), "4.2");
	assert_string_equal(string_at(second, "file"), in_service.file);
	assert_string_equal(string_at(second, "record"), "S0012");
	assert_int_equal(json_integer_value(json_object_get(second, "line")), 31);
	assert_string_equal(string_at(json_object_get(second, "field"), "ja"), "申請日");
	assert_string_equal(string_at(json_object_get(second, "message"), "ja"),
	                    "申請は\"<&\"までですが、2026-03-01に行われています。");
	assert_string_equal(string_at(json_object_get(second, "message"), "en"),
	                    "the application was due by \"<&\", but was made on 2026-03-01");
	assert_int_equal(json_array_size(json_object_get(second, "arguments")), 2);
	json_decref(array);
}

static void
json_survives_invalid_names(void **state)
{
	AUTO(findings) findings = findings_new();
	struct place place = { .file = "\xff.xml", .line = 1 };
	json_t *array;

	(void)state;
	findings_add(findings, &hint, place, NULL);
	array = parsed(findings, FINDING_JSON, LANGUAGE_JA);
	assert_string_equal(string_at(json_array_get(array, 0), "file"), "\xef\xbf\xbd.xml");
	json_decref(array);
	json_decref(parsed(findings, FINDING_SARIF, LANGUAGE_JA));
}

static void
json_of_nothing_is_an_empty_list(void **state)
{
	AUTO(findings) findings = findings_new();

	(void)state;
	assert_rendered(findings, FINDING_JSON, LANGUAGE_JA, "[]\n");
	assert_rendered(findings, FINDING_TEXT, LANGUAGE_JA, "");
}

static void
sarif_names_each_rule_once(void **state)
{
	AUTO(findings) findings = findings_new();
	struct place spaced = { .file = "forms/様式 7.xml", .line = 3 };
	json_t *log, *run, *rules, *results, *last;

	(void)state;
	findings_add(findings, &late, in_service, "a", "b", NULL);
	findings_add(findings, &late, in_service, "a", "c", NULL);
	findings_add(findings, &odd, spaced, "a", NULL);
	log = parsed(findings, FINDING_SARIF, LANGUAGE_EN);
	assert_string_equal(string_at(log, "version"), "2.1.0");
	run = json_array_get(json_object_get(log, "runs"), 0);
	rules = json_object_get(json_object_get(json_object_get(run, "tool"), "driver"), "rules");
	results = json_object_get(run, "results");
	assert_int_equal(json_array_size(rules), 2);
	assert_int_equal(json_array_size(results), 3);
	assert_string_equal(string_at(json_array_get(rules, 0), "id"), "application-late");
	last = json_array_get(json_object_get(json_array_get(results, 0), "locations"), 0);
	last = json_object_get(json_object_get(last, "physicalLocation"), "artifactLocation");
	assert_string_equal(string_at(last, "uri"), "forms/%E6%A7%98%E5%BC%8F%207.xml");
	last = json_object_get(json_array_get(results, 0), "message");
	assert_non_null(strstr(string_at(last, "text"), "a: 100% of a"));
	json_decref(log);
}

/* A run that stops for a finding says where, what and why, if anybody asks. */
static void
a_finding_becomes_a_refusal(void **state)
{
	char *arguments[] = { "2026-11-20", "2026-11-21", NULL };
	const struct finding finding = { .message = &late,
		                         .place = in_service,
		                         .arguments = arguments };
	g_autoptr(GError) error = NULL;

	assert_false(refuse_finding(NULL, &finding));
	assert_false(refuse_finding(&error, &finding));
	assert_non_null(error);
	assert_ptr_equal(refusal_finding(error)->message, &late);
	assert_int_equal(refusal_finding(error)->place.line, 31);
	assert_string_equal(refusal_finding(error)->arguments[1], "2026-11-21");
	g_autofree char *text = refusal_text(error, LANGUAGE_EN);
	assert_non_null(strstr(text, "due by 2026-11-20, but was made on 2026-11-21"));
	(void)state;
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(text_names_place_subject_and_clause),
		cmocka_unit_test(text_leaves_out_what_is_absent),
		cmocka_unit_test(arguments_are_not_read_as_holes),
		cmocka_unit_test(text_is_one_plain_line),
		cmocka_unit_test(counts_by_level),
		cmocka_unit_test(sorts_by_file_line_column_message_arguments),
		cmocka_unit_test(github_escapes_properties_and_text),
		cmocka_unit_test(json_has_both_languages_and_nulls),
		cmocka_unit_test(json_survives_invalid_names),
		cmocka_unit_test(json_of_nothing_is_an_empty_list),
		cmocka_unit_test(sarif_names_each_rule_once),
		cmocka_unit_test(a_finding_becomes_a_refusal),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
