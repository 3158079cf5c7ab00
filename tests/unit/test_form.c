#include "registry/form.h"

#include "unit.h"

#include "found.h"
#include "registry/bind.h"
#include "registry/form_check.h"
#include "registry/listing_change.h"

#include <string.h>

#define FILER                                                               \
	"<filer><name>見本社</name><address>東京</address><representative>" \
	"<name>見本 花子</name></representative></filer>"
#define RECIPIENT "<recipient><name>見本社</name><honorific>御中</honorific></recipient>"
#define SERVICE                             \
	"<service-name>見本</service-name>" \
	"<registration-number>C24-0001-1</registration-number>"

/* A form read from its text. */
struct read_form {
	struct registry_store *store;
	struct findings *findings;
	struct xml_document *document;
	struct form form;
};

static void
read_form_init(struct read_form *read, int number, const char *attributes, const char *members)
{
	g_autofree char *text =
		g_strdup_printf("<form xmlns=\"urn:ismapgen:1\" number=\"%d\" service=\"S0001\" "
	                        "filed-on=\"2024-07-01\"%s>%s</form>",
	                        number, attributes, members);
	const struct form_kind *kind = form_kind_find(number);

	read->store = registry_store_new();
	read->findings = findings_new();
	read->document = xml_parse(text, strlen(text), "f.xml", false, read->findings);
	assert_non_null(read->document);

	struct binding binding = { read->store, read->findings, "f.xml", "S0001", NULL, NULL };

	assert_true(bind_node(&binding, &kind->field, xml_root(read->document), NULL));
	read->form = (struct form){
		.file = "f.xml",
		.number = number,
		.line = 1,
		.service = { "S0001", 1 },
		.body = xml_root(read->document),
		.document = read->document,
	};
	if (number == 9)
		listing_changes_read(&binding, &read->form);
	form_check(&read->form, read->findings);
}

static void
read_form_clear(struct read_form *read)
{
	xml_document_free(read->document);
	findings_free(read->findings);
	registry_store_free(read->store);
}

static void
assert_form(int number, const char *attributes, const char *members, const char *expected)
{
	struct read_form read;

	read_form_init(&read, number, attributes, members);
	assert_found(read.findings, expected);
	read_form_clear(&read);
}

static void
the_fifteen_forms_are_those_of_the_regulation(void **state)
{
	static const char *const titles[FORM_COUNT] = {
		"言明書",
		"経営者確認書",
		"登録申請書",
		"審査報告書",
		"登録通知書",
		"結果通知書",
		"情報セキュリティインシデントに関する報告書",
		"重大な統制変更等届出書",
		"ISMAP クラウドサービスリスト掲載事項変更届出書",
		"モニタリング実施通知書",
		"モニタリング実施結果等通知書",
		"登録取下届出書",
		"再申請要請書",
		"異議申立書",
		"異議申立書への回答書",
	};

	(void)state;
	for (int i = 0; i < FORM_COUNT; i++) {
		const struct form_kind *kind = form_kind_find(i + 1);

		assert_int_equal(kind->number, i + 1);
		assert_string_equal(kind->title_ja, titles[i]);
		assert_string_equal(kind->field.name, "form");
	}
	assert_null(form_kind_find(0));
	for (int number = FORM_COUNT + 1; number <= LETTER_KINDS; number++)
		assert_true(form_is_notice(form_kind_find(number)));
	assert_null(form_kind_find(LETTER_KINDS + 1));
}

static void
each_kind_is_found_by_what_a_file_says_of_it(void **state)
{
	AUTO(findings) findings = findings_new();

	(void)state;
	for (int number = 1; number <= LETTER_KINDS; number++) {
		const struct form_kind *kind = form_kind_find(number);
		g_autofree char *text =
			form_is_notice(kind)
				? g_strdup_printf("<notice xmlns=\"urn:ismapgen:1\" kind=\"%s\"/>",
		                                  kind->field.children->choices)
				: g_strdup_printf("<form xmlns=\"urn:ismapgen:1\" number=\"%d\"/>",
		                                  number);
		AUTO(xml_document) document =
			xml_parse(text, strlen(text), "f.xml", false, findings);

		assert_non_null(document);
		assert_ptr_equal(form_kind_of(xml_root(document)), kind);
		if (form_is_notice(kind) && kind->event != FORM_NO_EVENT)
			assert_ptr_equal(form_notice_of((enum event_kind)kind->event), kind);
	}
}

static void
parties_and_events_are_those_of_the_regulation(void **state)
{
	static const struct {
		int number;
		enum form_party from, to;
		int event;
	} expected[] = {
		{ 4, PARTY_OPERATIONS_BODY, PARTY_COMMITTEE, FORM_NO_EVENT },
		{ 6, PARTY_OPERATIONS_BODY, PARTY_APPLICANT, FORM_NO_EVENT },
		{ 7, PARTY_REGISTRANT, PARTY_COMMITTEE, EVENT_INCIDENT_REPORT },
		{ 8, PARTY_REGISTRANT, PARTY_COMMITTEE, EVENT_CONTROL_CHANGE },
		{ 9, PARTY_REGISTRANT, PARTY_COMMITTEE, EVENT_LISTING_CHANGE },
		{ 12, PARTY_REGISTRANT, PARTY_COMMITTEE, EVENT_WITHDRAWAL },
		{ 13, PARTY_COMMITTEE, PARTY_REGISTRANT, FORM_NO_EVENT },
		{ 14, PARTY_EITHER, PARTY_COMMITTEE, EVENT_OBJECTION },
		{ 15, PARTY_COMMITTEE, PARTY_EITHER, EVENT_OBJECTION_REPLY },
	};

	(void)state;
	for (gsize i = 0; i < G_N_ELEMENTS(expected); i++) {
		const struct form_kind *kind = form_kind_find(expected[i].number);

		assert_int_equal(kind->from, expected[i].from);
		assert_int_equal(kind->to, expected[i].to);
		assert_int_equal(kind->event, expected[i].event);
	}
	assert_string_equal(form_party_name(PARTY_COMMITTEE, LANGUAGE_JA), "ISMAP運営委員会");
	assert_string_equal(form_party_name(PARTY_EITHER, LANGUAGE_EN), "applicant or registrant");
}

static void
values_are_found_by_path(void **state)
{
	struct read_form read;
	const struct xml_node *change;

	(void)state;
	read_form_init(&read, 9, " effect-on=\"2024-06-01\"",
	               FILER SERVICE
	               "<change item=\"service-url\"><old>https://a.example.jp/</old>"
	               "<new>https://b.example.jp/</new></change>"
	               "<change item=\"special-notes\"><new>\n    一\n    二\n  </new></change>");
	assert_found(read.findings, "");
	assert_string_equal(form_text(&read.form, "effect-on"), "2024-06-01");
	assert_string_equal(form_text(&read.form, "filer/name"), "見本社");
	assert_string_equal(form_text(&read.form, "filer/representative/name"), "見本 花子");
	assert_string_equal(form_text(&read.form, "change/item"), "service-url");
	assert_null(form_text(&read.form, "reason"));
	assert_null(form_text(&read.form, "contact/name"));

	change = form_first(read.form.body, "change");
	assert_string_equal(form_node_text(change, "new"), "https://b.example.jp/");
	change = form_next(change);
	assert_string_equal(form_node_text(change, "item"), "special-notes");
	assert_string_equal(form_node_text(change, "new"), "一\n二");
	assert_null(form_node_text(change, "old"));
	assert_null(form_next(change));
	read_form_clear(&read);
}

static void
a_listing_change_changes_something(void **state)
{
	(void)state;
	assert_form(9, " effect-on=\"2024-06-01\"",
	            FILER SERVICE "\n<change item=\"service-url\"/>", "listing-change-empty:2");
	assert_form(9, " effect-on=\"2024-06-01\"",
	            FILER SERVICE "\n<change item=\"special-notes\"/>", "form-no-change:2");
	assert_form(
		9, " effect-on=\"2024-06-01\"",
		FILER SERVICE
		"\n<change item=\"service-url\"><old>https://a.example.jp/</old><new>https://a.example.jp/</new>"
		"</change>",
		"form-same-text:2");
	assert_form(9, " effect-on=\"2024-06-01\"", FILER SERVICE "\n<change item=\"url\"/>",
	            "value-choice:2");
	assert_form(9, "", FILER SERVICE, "shape-attribute-missing:1 shape-missing:1");
}

/* What an application may not say, no form puts into the list (10.2). */
static void
a_listing_change_is_bound_by_the_field_it_replaces(void **state)
{
#define CHANGE(item, sides)             \
	9, " effect-on=\"2024-06-01\"", \
		FILER SERVICE "\n<change item=\"" item "\">" sides "</change>"
	(void)state;
	assert_form(CHANGE("service-url", "<new>javascript:alert(1)</new>"), "value-url:2");
	assert_form(CHANGE("service-url", "<new>www.example.jp/cloud</new>"), "value-url-scheme:2");
	assert_form(CHANGE("service-name", "<old>一</old>"), "listing-change-empty:2");
	assert_form(CHANGE("service-name", "<old>一</old><new/>"), "value-empty:2");
	assert_form(CHANGE("corporate-number", "<old>6990002000001</old>"), "");
	assert_form(CHANGE("corporate-number", "<new>12</new>"), "value-pattern:2");
	assert_form(CHANGE("improvement-plan", "<new>有</new>"), "");
	assert_form(CHANGE("improvement-plan", "<new>はい</new>"), "listing-change-presence:2");
	assert_form(CHANGE("statement-scope", "<new>東京、大阪</new>"),
	            "listing-change-free-text:2");
	assert_form(CHANGE("statement-scope", "<new><control-objectives edition=\"2022-04\">"
	                                      "<implemented>3.1.1</implemented>"
	                                      "</control-objectives></new>"),
	            "listing-change-structure:2");
	assert_form(
		CHANGE("statement-scope",
	               "<new><statement-scope><overview>全体。</overview><sub-service><name>本体"
	               "</name></sub-service></statement-scope></new>"),
		"shape-missing:2");
	assert_form(
		CHANGE("statement-scope",
	               "<new><statement-scope><overview>全体。</overview><sub-service><name>本体"
	               "</name></sub-service><region>大阪</region></statement-scope></new>"),
		"");
#undef CHANGE
}

static char *
examined(const char *items)
{
	GString *text = g_string_new("<provider-name>見本社</provider-name>"
	                             "<service-name>見本</service-name>"
	                             "<accepted-on>2024-05-20</accepted-on>\n");

	for (; *items != '\0'; items++)
		g_string_append_printf(text, "<examined item=\"%c\" state=\"confirmed\"/>", *items);
	g_string_append(text, "<view>登録してよい。</view>");
	return g_string_free(text, false);
}

/* The item of a name, as an application has it. */
static char *
item_text_of(const char *name, const struct application *application)
{
	const struct listing_item *item = listing_items;

	while (strcmp(item->name, name) != 0)
		item++;
	return listing_item_text(item, application);
}

static void
a_listed_item_is_compared_as_text(void **state)
{
	struct application application = { 0 };

	(void)state;
	g_autofree char *without = item_text_of("improvement-plan", &application);
	application.improvement_plan.line = 1;
	application.statement.service_name.value = "見本";
	application.statement.audit_period.first_on.on = (struct date){ 2024, 4, 1 };
	application.statement.audit_period.last_on.on = (struct date){ 2025, 3, 31 };
	g_autofree char *with = item_text_of("improvement-plan", &application);
	g_autofree char *name = item_text_of("service-name", &application);
	g_autofree char *period = item_text_of("audit-period", &application);

	assert_string_equal(without, "無");
	assert_string_equal(with, "有");
	assert_string_equal(name, "見本");
	assert_string_equal(period, "2024-04-01〜2025-03-31");
}

static void
an_examination_report_has_all_seven_items(void **state)
{
	g_autofree char *all = examined("1234567");
	g_autofree char *six = examined("123456");
	g_autofree char *twice = examined("1234566");
	g_autofree char *eight = examined("12345671");

	(void)state;
	assert_form(4, " opinion=\"register\"", all, "");
	assert_form(4, " opinion=\"register\"", six, "shape-too-few:1");
	assert_form(4, " opinion=\"register\"", twice, "form-item-twice:2");
	assert_form(4, " opinion=\"register\"", eight, "form-item-twice:2 shape-too-many:2");
}

static void
only_a_demand_for_a_reaudit_has_a_due_day(void **state)
{
	static const char members[] =
		RECIPIENT SERVICE "<monitoring-on>2024-06-01</monitoring-on><result>結果</result>";
	static const char asked[] =
		RECIPIENT SERVICE "<monitoring-on>2024-06-01</monitoring-on><result>結果</result>"
				  "<remedy>reapplication</remedy>";

	(void)state;
	assert_form(11, " use=\"12.1\" due-on=\"2024-09-01\"", members, "");
	assert_form(11, " use=\"12.1\"", members, "form-no-due-day:1");
	assert_form(11, " use=\"11.2(4)\"", members, "");
	assert_form(11, " use=\"12.1\" due-on=\"2024-09-01\"", asked, "form-remedy:1");
	assert_form(11, " use=\"11.2(5)\"", asked, "");
	assert_form(11, " use=\"11.2(4)\"", asked, "form-remedy:1");
	assert_form(11, " use=\"11.2(4)\" due-on=\"2024-09-01\"", members, "form-due-day:1");
	assert_form(11, " use=\"11.2(9)\"", members, "value-choice:1");
}

static void
a_request_to_apply_again_has_its_grounds(void **state)
{
	static const char members[] =
		RECIPIENT SERVICE "<removed-on>2024-07-01</removed-on><reason>理由</reason>";

	(void)state;
	assert_form(13, " ground=\"14.2(3)\"", members, "");
	assert_form(13, " ground=\"14.2(5)\"", members, "");
	assert_form(13, " ground=\"14.2(1)\"", members, "value-choice:1");
	assert_form(13, " ground=\"14.2(2)\"", members, "value-choice:1");
}

int
main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_fifteen_forms_are_those_of_the_regulation),
		cmocka_unit_test(each_kind_is_found_by_what_a_file_says_of_it),
		cmocka_unit_test(parties_and_events_are_those_of_the_regulation),
		cmocka_unit_test(values_are_found_by_path),
		cmocka_unit_test(a_listing_change_changes_something),
		cmocka_unit_test(a_listing_change_is_bound_by_the_field_it_replaces),
		cmocka_unit_test(a_listed_item_is_compared_as_text),
		cmocka_unit_test(an_examination_report_has_all_seven_items),
		cmocka_unit_test(only_a_demand_for_a_reaudit_has_a_due_day),
		cmocka_unit_test(a_request_to_apply_again_has_its_grounds),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
