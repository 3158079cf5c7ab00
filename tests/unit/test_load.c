#include "registry/registry.h"
#include "rules/rules.h"

#include "unit.h"

#include "content.h"
#include "found.h"

#include <string.h>
#include <unistd.h>

#define XMLNS " xmlns=\"urn:ismapgen:1\""

#define BODY "<name>機関</name><signatory><name>見本 太郎</name></signatory></operations-body>"

static void
put_site_of(struct content *content, const char *base_url, const char *bodies)
{
	g_autofree char *text = g_strdup_printf(
		"<site" XMLNS "><title>一覧</title><base-url>%s</base-url>"
		"<rules-edition>2022-11-01</rules-edition><seal>box</seal><committee><name>機関</name>"
		"<signatory><name>見本 太郎</name></signatory></committee>%s</site>",
		base_url, bodies);

	put(content, "site.xml", text);
}

static void
put_site(struct content *content, const char *base_url)
{
	put_site_of(content, base_url, "<operations-body>" BODY);
}

static char *
application(const char *id)
{
	return g_strdup_printf(
		"<application id=\"%s\" kind=\"new\"><applied-on>2024-05-01</applied-on>"
		"<applicant><name>見本社</name><reading>みほんしゃ</reading><address>東京</address>"
		"<representative><name>見本 花子</name></representative><honorific>様</honorific>"
		"</applicant><statement><signed-on>2024-04-01</signed-on><representative>"
		"<name>見本 花子</name></representative><service-name>見本</service-name>"
		"<service-reading>みほん</service-reading>"
		"<service-url>https://example.jp/</service-url><statement-scope>"
		"<overview>概要</overview><sub-service><name>計算</name></sub-service>"
		"<region>東京</region></statement-scope><control-objectives edition=\"2022-04\">"
		"<implemented>3.1.1</implemented></control-objectives><audit-period>"
		"<first-on>2023-01-01</first-on><last-on>2023-12-31</last-on></audit-period>"
		"<subsequent-events>なし</subsequent-events></statement><confirmation>"
		"<signed-on>2024-04-01</signed-on><confirmed>1 2 3 4 5 6 7 8</confirmed>"
		"</confirmation><audit><auditor>見本監査</auditor><report-on>2024-03-31</report-on>"
		"</audit><disclosed-information><capital-and-officers>一</capital-and-officers>"
		"<foreign-law-risk>二</foreign-law-risk><governing-law>三</governing-law>"
		"<third-party-testing>四</third-party-testing></disclosed-information><pledge>"
		"<signed-on>2024-04-01</signed-on><sworn>1 2 3 4 5 6</sworn></pledge>"
		"<enclosures language=\"ja\" annex-language=\"ja\"><attached>1 2 3 4 6 7</attached>"
		"</enclosures></application>\n",
		id);
}

static void
put_service(struct content *content, const char *name, const char *id, const char *events)
{
	g_autofree char *file = g_strconcat("registry/services/", name, NULL);
	g_autofree char *first = application("1");
	g_autofree char *text =
		g_strdup_printf("<service" XMLNS " id=\"%s\">\n%s<events>%s</events>"
	                        "</service>",
	                        id, first, events);

	put(content, file, text);
}

static void
put_meeting(struct content *content, const char *day, const char *items)
{
	g_autofree char *file = g_strdup_printf("registry/decisions/%s.xml", day);
	g_autofree char *text = g_strdup_printf(
		"<decisions" XMLNS " held-on=\"%s\" letters-on=\"%s\"><title>第1回</title>\n"
		"<items>%s</items></decisions>",
		day, day, items);

	put(content, file, text);
}

static void
put_withdrawal(struct content *content, const char *file, const char *service, const char *day)
{
	g_autofree char *text = g_strdup_printf(
		"<form" XMLNS " number=\"12\" service=\"%s\" filed-on=\"%s\" ground=\"14.1(2)\">"
		"<filer><name>見本社</name><address>東京</address><representative>"
		"<name>見本 花子</name></representative></filer><service-name>見本</service-name>"
		"<registration-number>C24-0001-1</registration-number><reason>終了</reason></form>",
		service, day);

	put(content, file, text);
}

#define REGISTER(service, application)                                         \
	"<register service=\"" service "\" application=\"" application "\">"   \
	"<number>C24-0001-1</number><registered-on>2024-07-01</registered-on>" \
	"<expires-on>2025-04-30</expires-on><document-number>1</document-number></register>"

static struct registry *
load(const struct content *content, struct findings *findings)
{
	struct registry *registry = registry_load(content->folder, 1, findings, NULL);

	assert_non_null(registry);
	return registry;
}

/* Loads the folder, compares what is found, and removes it. */
static void
assert_loaded(struct content *content, const char *expected)
{
	AUTO(findings) findings = findings_new();
	AUTO(registry) registry = load(content, findings);

	assert_found(findings, expected);
	content_clear(content);
}

static void
everything_is_read_and_linked(void **state)
{
	struct content content;
	AUTO(findings) findings = findings_new();

	(void)state;
	content_init(&content);
	put_site(&content, "https://example.jp/");
	put(&content, "criteria/2022-04.xml",
	    "<criteria" XMLNS " edition=\"2022-04\"><domain number=\"3\" group=\"governance\">"
	    "<name>統治</name><objectives>3.1.1</objectives></domain></criteria>");
	put_service(&content, "S0002.xml", "S0002", "");
	put_service(&content, "S0001.xml", "S0001",
	            "<acceptance on=\"2024-05-20\" application=\"1\"/>\n"
	            "<receipt on=\"2024-05-01\" application=\"1\"/>"
	            "<hearing on=\"2024-07-01\"/><monitoring-answer on=\"2024-07-01\"/>");
	put_meeting(&content, "2024-07-01", REGISTER("S0001", "1"));
	put_meeting(&content, "2024-06-01",
	            "<refuse service=\"S0002\" application=\"1\">"
	            "<document-number>2</document-number></refuse>");
	put_withdrawal(&content, "forms/S0001/2024-07-01-form12.xml", "S0001", "2024-07-01");

	AUTO(registry) registry = load(&content, findings);

	assert_found(findings, "");
	assert_string_equal(registry->folder, content.folder);
	assert_string_equal(registry->site.title.value, "一覧");
	assert_string_equal(registry->site.file, "site.xml");
	assert_non_null(registry_find_criteria(registry, "2022-04"));
	assert_null(registry_find_criteria(registry, "2023-04"));
	assert_null(registry_find_service(registry, "S0003"));
	assert_int_equal(registry->services->len, 2);
	assert_int_equal(registry->forms->len, 1);

	const struct service *service = registry_find_service(registry, "S0001");
	const struct meeting *first = registry->meetings->pdata[0];
	const struct meeting *second = registry->meetings->pdata[1];
	const struct decision *decision = second->decisions->pdata[0];
	const struct form *form = registry->forms->pdata[0];
	static const enum event_kind order[] = {
		EVENT_RECEIPT,           EVENT_ACCEPTANCE, EVENT_HEARING,
		EVENT_MONITORING_ANSWER, EVENT_WITHDRAWAL, EVENT_REGISTER,
	};

	assert_non_null(service);
	assert_ptr_equal(registry->services->pdata[0], service);
	assert_string_equal(service->file, "registry/services/S0001.xml");
	assert_null(service_find_application(service, "2"));
	assert_int_equal(first->held_on.on.month, 6);
	assert_ptr_equal(decision->target, service);
	assert_ptr_equal(decision->target_application, service_find_application(service, "1"));
	assert_ptr_equal(decision->meeting, second);
	assert_int_equal(decision->kind, DECISION_REGISTER);
	assert_int_equal(service->timeline->len, G_N_ELEMENTS(order));
	for (guint i = 0; i < G_N_ELEMENTS(order); i++) {
		const struct event *event = service->timeline->pdata[i];

		assert_int_equal(event->kind, order[i]);
	}

	const struct event *withdrawal = service->timeline->pdata[4];
	const struct event *registered = service->timeline->pdata[5];

	assert_ptr_equal(form->target, service);
	assert_ptr_equal(withdrawal->form, form);
	assert_string_equal(withdrawal->file, "forms/S0001/2024-07-01-form12.xml");
	assert_string_equal(withdrawal->ground.value, "14.1(2)");
	assert_ptr_equal(registered->decision, decision);
	assert_string_equal(registered->file, "registry/decisions/2024-07-01.xml");
	content_clear(&content);
}

static void
no_folder_is_an_error(void **state)
{
	AUTO(findings) findings = findings_new();
	g_autoptr(GError) error = NULL;

	(void)state;
	assert_null(registry_load("/nowhere/at/all", 1, findings, &error));
	assert_non_null(error);
}

static void
an_empty_folder_lacks_only_its_site(void **state)
{
	struct content content;

	(void)state;
	content_init(&content);
	assert_loaded(&content, "no-site:0");
	content_init(&content);
	put_site(&content, "https://example.jp/list");
	assert_loaded(&content, "base-url:1");
}

/* Where they are as many as each other, too. */
static void
decisions_and_forms_want_a_service(void **state)
{
	struct content content;

	(void)state;
	content_init(&content);
	put_site(&content, "https://example.jp/");
	put_meeting(&content, "2024-07-01", REGISTER("S0001", "1"));
	put_withdrawal(&content, "forms/S0001/2024-08-01-form12.xml", "S0001", "2024-08-01");
	assert_loaded(&content, "no-services:0");
}

static void
each_further_body_says_from_when(void **state)
{
	static const char *const cases[][2] = {
		{ "<operations-body>" BODY "<operations-body from=\"2026-04-01\">" BODY, "" },
		{ "<operations-body from=\"2026-04-01\">" BODY, "body-from-first:1" },
		{ "<operations-body>" BODY "\n<operations-body>" BODY, "body-from:2" },
		{ "<operations-body>" BODY "<operations-body from=\"2026-04-01\">" BODY
		  "\n<operations-body from=\"2026-04-01\">" BODY,
		  "body-from:2" },
	};
	struct content content;

	(void)state;
	for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
		content_init(&content);
		put_site_of(&content, "https://example.jp/", cases[i][0]);
		assert_loaded(&content, cases[i][1]);
	}
}

static void
names_of_files_must_fit(void **state)
{
	struct content content;

	(void)state;
	content_init(&content);
	put_site(&content, "https://example.jp/");
	put_service(&content, "S0001.xml", "S0002", "");
	put(&content, "criteria/2022.xml",
	    "<criteria" XMLNS " edition=\"2022-04\"><domain number=\"3\" group=\"governance\">"
	    "<name>統治</name><objectives>3.1.1</objectives></domain></criteria>");
	put_withdrawal(&content, "forms/S0002/2024-07-01-form07.xml", "S0002", "2024-07-01");
	put_withdrawal(&content, "forms/S0002/2024-07-02-form12-2.xml", "S0002", "2024-07-02");
	put_withdrawal(&content, "forms/S0002/2024-07-03-form12.xml", "S0001", "2024-07-03");
	assert_loaded(&content, "file-name:1 file-name:1 form-folder:1 file-name:1");
}

static void
dangling_references_are_found(void **state)
{
	struct content content;

	(void)state;
	content_init(&content);
	put_site(&content, "https://example.jp/");
	put_service(&content, "S0001.xml", "S0001",
	            "\n<receipt on=\"2024-05-01\" application=\"9\"/>");
	put_meeting(&content, "2024-07-01", REGISTER("S0009", "1") "\n" REGISTER("S0001", "2"));
	put_withdrawal(&content, "forms/S0008/2024-07-01-form12.xml", "S0008", "2024-07-01");
	assert_loaded(
		&content,
		"no-criteria:0 reference-service:1 reference-service:2 reference-application:3 "
		"reference-application:4");
}

/* S0001, with what stands behind its application. */
static void
put_service_with(struct content *content, const char *more)
{
	g_autofree char *first = application("1");
	g_autofree char *text =
		g_strconcat("<service" XMLNS " id=\"S0001\">", first, more, "</service>", NULL);

	put(content, "registry/services/S0001.xml", text);
}

static void
additions_name_what_there_is(void **state)
{
	struct content content;

	(void)state;
	content_init(&content);
	put_site(&content, "https://example.jp/");
	put_service_with(&content, "<additions>\n<category>storage</category>\n"
	                           "<base>C24-0001-1</base>\n<base>C24-0002-2</base>\n"
	                           "<base>C24-0003-3</base></additions>");
	put_service(&content, "S0002.xml", "S0002", "");
	put_meeting(&content, "2024-07-01",
	            "<register service=\"S0001\" application=\"1\"><number>C24-0001-1</number>"
	            "<registered-on>2024-07-01</registered-on><expires-on>2025-04-30</expires-on>"
	            "<document-number>1</document-number></register>"
	            "<register service=\"S0002\" application=\"1\"><number>C24-0002-2</number>"
	            "<registered-on>2024-07-01</registered-on><expires-on>2025-04-30</expires-on>"
	            "<document-number>2</document-number></register>");
	/* Neither a service itself nor a number that was never given is a base. */
	assert_loaded(&content,
	              "no-criteria:0 reference-category:3 reference-base:4 reference-base:6");
}

static void
a_broken_service_hides_nothing_else(void **state)
{
	struct content content;

	(void)state;
	content_init(&content);
	put_site(&content, "https://example.jp/");
	put(&content, "registry/services/S0001.xml", "<service" XMLNS ">\n<application>");
	put(&content, "registry/services/S0002.xml", "<service" XMLNS " id=\"S0002\"/>");
	put_meeting(&content, "2024-07-01", REGISTER("S0001", "1") "<other/>");
	assert_loaded(&content, "shape-unknown:2 xml-unfinished:2 service-empty:1");
}

static void
faulty_events_stay_out_of_the_timeline(void **state)
{
	struct content content;
	AUTO(findings) findings = findings_new();

	(void)state;
	content_init(&content);
	put_site(&content, "https://example.jp/");
	put_service(&content, "S0001.xml", "S0001",
	            "<receipt on=\"2024-02-30\" application=\"1\"/>"
	            "<suspension on=\"2024-08-01\" ground=\"9.9\"/>"
	            "<lifting on=\"2024-08-02\" ground=\"9.3\"/>");

	AUTO(registry) registry = load(&content, findings);
	const struct service *service = registry_find_service(registry, "S0001");
	const struct event *only = service->timeline->pdata[0];

	assert_found(findings, "no-criteria:0 value-choice:3 value-date:3");
	assert_int_equal(service->own_events->len, 3);
	assert_int_equal(service->timeline->len, 1);
	assert_int_equal(only->kind, EVENT_LIFTING);
	assert_true(service->lost);
	content_clear(&content);
}

/* What was published by it is not known: rules about the service wait. */
static void
a_service_with_a_faulty_correction_is_not_whole(void **state)
{
	struct content content;
	AUTO(findings) findings = findings_new();

	(void)state;
	content_init(&content);
	put_site(&content, "https://example.jp/");
	put_service_with(&content, "<correction on=\"2024-02-30\" item=\"service-url\">"
	                           "<old>https://a.example/</old><new>https://b.example/</new>"
	                           "<reason>誤り</reason></correction>");

	AUTO(registry) registry = load(&content, findings);
	const struct service *service = registry_find_service(registry, "S0001");

	assert_found(findings, "no-criteria:0 value-date:2");
	assert_int_equal(service->timeline->len, 0);
	assert_true(service->lost);
	content_clear(&content);
}

static void
twins_are_found(void **state)
{
	struct content content;
	g_autofree char *first = application("1");
	g_autofree char *text =
		g_strdup_printf("<service" XMLNS " id=\"S0001\">\n%s%s</service>", first, first);

	(void)state;
	content_init(&content);
	put_site(&content, "https://example.jp/");
	put(&content, "registry/services/S0001.xml", text);
	put_service(&content, "S0002.xml", "S0001", "");
	assert_loaded(&content, "no-criteria:0 application-twice:3 service-twice:1");
}

static void
links_out_of_the_folder_are_not_followed(void **state)
{
	struct content content;

	(void)state;
	content_init(&content);
	put_site(&content, "https://example.jp/");
	put_service(&content, "S0001.xml", "S0001", "");
	assert_int_equal(
		symlink("/etc/passwd", content_path(&content, "registry/services/S0002.xml")), 0);
	assert_int_equal(symlink("/etc", content_path(&content, "registry/decisions")), 0);
	assert_int_equal(symlink("/etc", content_path(&content, "forms/S0001")), 0);
	assert_loaded(&content, "folder-symbolic-link:0 folder-symbolic-link:0 "
	                        "folder-symbolic-link:0");
}

static void
stray_files_are_noticed(void **state)
{
	struct content content;

	(void)state;
	content_init(&content);
	put_site(&content, "https://example.jp/");
	put(&content, "registry/services/S0001.xml.bak", "x");
	put(&content, "registry/services/README.md", "x");
	put(&content, "registry/services/.hidden", "x");
	put(&content, "registry/services/old/S0001.xml", "x");
	put(&content, "forms/2024-07-01-form12.xml", "x");
	assert_loaded(&content, "folder-stray:0 folder-misnamed:0 folder-stray:0");
}

static void
unknown_forms_are_refused(void **state)
{
	struct content content;

	(void)state;
	content_init(&content);
	put_site(&content, "https://example.jp/");
	put_service(&content, "S0001.xml", "S0001", "");
	put(&content, "forms/S0001/2024-07-01-form16.xml",
	    "<form" XMLNS " number=\"16\" service=\"S0001\" filed-on=\"2024-07-01\"/>");
	put(&content, "forms/S0001/note.xml", "<form" XMLNS "/>");
	assert_loaded(&content, "no-criteria:0 form-number:1 form-number:1");
}

/* What a load makes, as text: the findings, then the services, each with the
 * kinds of its events. */
static char *
loaded_by(const struct content *content, unsigned jobs)
{
	AUTO(findings) findings = findings_new();
	AUTO(registry) registry = NULL;
	GString *text = g_string_new(NULL);

	findings_set_root(findings, "content");
	registry = registry_load(content->folder, jobs, findings, NULL);
	assert_non_null(registry);
	findings_render(findings, FINDING_JSON, LANGUAGE_JA, text);
	for (guint i = 0; i < registry->services->len; i++) {
		const struct service *service = registry->services->pdata[i];

		g_string_append_printf(text, "%s %s", service->id.value, service->file);
		for (guint at = 0; at < service->timeline->len; at++)
			g_string_append_printf(
				text, " %d",
				((const struct event *)service->timeline->pdata[at])->kind);
		g_string_append_c(text, '\n');
	}
	for (guint i = 0; i < registry->forms->len; i++)
		g_string_append(text, ((const struct form *)registry->forms->pdata[i])->file);
	return g_string_free(text, false);
}

/* Some services are broken, misnamed or decided on though their file is
 * refused: the shares of the threads must know of each other's. */
static void
any_number_of_threads_reads_the_same(void **state)
{
	struct content content;

	(void)state;
	content_init(&content);
	put_site(&content, "https://example.jp/");
	for (int i = 0; i < 400; i++) {
		g_autofree char *id = g_strdup_printf("S%04d", i);
		g_autofree char *file = g_strconcat(i % 50 == 7 ? "X" : "", id, ".xml", NULL);
		g_autofree char *form = g_strdup_printf("forms/%s/2024-07-01-form12.xml", id);

		if (i % 90 == 3)
			put(&content, "registry/services/broken.xml", "<service");
		else
			put_service(&content, file, id,
			            "<receipt on=\"2024-05-01\" application=\"1\"/>");
		if (i % 3 == 0)
			put_withdrawal(&content, form, i % 60 == 0 ? "S0001" : id,
			               i % 27 == 0 ? "2024-07-02" : "2024-07-01");
	}
	put_meeting(&content, "2024-07-01", REGISTER("S0003", "1") REGISTER("S0007", "1"));

	g_autofree char *one = loaded_by(&content, 1);
	g_autofree char *two = loaded_by(&content, 2);
	g_autofree char *five = loaded_by(&content, 5);

	assert_non_null(strstr(one, "form-folder"));
	assert_non_null(strstr(one, "S0399 registry/services/S0399.xml 0 "));
	assert_string_equal(one, two);
	assert_string_equal(one, five);
	content_clear(&content);
}

/* Whatever lost it: a record that no error tells of is one. */
static void
what_is_lost_is_never_without_an_error(void **state)
{
	struct content content;
	AUTO(findings) loaded = findings_new();
	AUTO(findings) found = findings_new();
	AUTO(registry) registry = NULL;
	const struct date as_of = { 2026, 11, 24 };

	(void)state;
	content_init(&content);
	put_service(&content, "S0001.xml", "S0001", "");
	registry = load(&content, loaded);
	((struct service *)registry->services->pdata[0])->lost = true;
	rules_examine(registry, as_of, 1, found);
	assert_int_equal(findings_count(found, FINDING_ERROR), 1);
	content_clear(&content);
}

int
main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(everything_is_read_and_linked),
		cmocka_unit_test(no_folder_is_an_error),
		cmocka_unit_test(an_empty_folder_lacks_only_its_site),
		cmocka_unit_test(decisions_and_forms_want_a_service),
		cmocka_unit_test(each_further_body_says_from_when),
		cmocka_unit_test(names_of_files_must_fit),
		cmocka_unit_test(dangling_references_are_found),
		cmocka_unit_test(additions_name_what_there_is),
		cmocka_unit_test(a_broken_service_hides_nothing_else),
		cmocka_unit_test(faulty_events_stay_out_of_the_timeline),
		cmocka_unit_test(a_service_with_a_faulty_correction_is_not_whole),
		cmocka_unit_test(twins_are_found),
		cmocka_unit_test(links_out_of_the_folder_are_not_followed),
		cmocka_unit_test(stray_files_are_noticed),
		cmocka_unit_test(unknown_forms_are_refused),
		cmocka_unit_test(any_number_of_threads_reads_the_same),
		cmocka_unit_test(what_is_lost_is_never_without_an_error),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
