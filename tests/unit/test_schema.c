#include "registry/schema.h"

#include "unit.h"

#include "registry/bind.h"
#include "registry/form.h"

#include <libxml/parser.h>
#include <libxml/xmlschemas.h>
#include <string.h>

static xmlSchemaPtr
parse_schema(const struct field *root)
{
	g_autofree char *text = schema_render(root);
	xmlSchemaParserCtxtPtr parser = xmlSchemaNewMemParserCtxt(text, (int)strlen(text));
	xmlSchemaPtr schema = xmlSchemaParse(parser);

	xmlSchemaFreeParserCtxt(parser);
	return schema;
}

static void
ignore(void *data, const char *format, ...)
{
	(void)data, (void)format;
}

static bool
schema_takes(xmlSchemaPtr schema, const char *text)
{
	xmlDocPtr document = xmlReadMemory(text, (int)strlen(text), "x.xml", NULL, XML_PARSE_NONET);
	xmlSchemaValidCtxtPtr valid = xmlSchemaNewValidCtxt(schema);
	int result;

	xmlSchemaSetValidErrors(valid, ignore, ignore, NULL);
	result = xmlSchemaValidateDoc(valid, document);
	xmlSchemaFreeValidCtxt(valid);
	xmlFreeDoc(document);
	return result == 0;
}

static bool
loader_takes(const struct field *root, const char *text)
{
	AUTO(findings) findings = findings_new();
	AUTO(registry_store) store = registry_store_new();
	AUTO(xml_document) document = xml_parse(text, strlen(text), "x.xml", false, findings);
	struct binding binding = { store, findings, "x.xml", NULL, NULL, NULL };

	return document != NULL && bind_node(&binding, root, xml_root(document), NULL) &&
	       findings_count(findings, FINDING_ERROR) == 0;
}

static char *
replaced(const char *text, const char *from, const char *to)
{
	const char *at = strstr(text, from);

	if (at == NULL)
		fail_msg("not there: %s", from);
	return g_strdup_printf("%.*s%s%s", (int)(at - text), text, to, at + strlen(from));
}

/* Both must take the text, and neither the text with `from` replaced. */
struct fault {
	const char *from, *to;
};

static void
assert_faults(const struct field *root, const char *text, const struct fault *faults, gsize count)
{
	xmlSchemaPtr schema = parse_schema(root);

	assert_non_null(schema);
	assert_true(loader_takes(root, text));
	assert_true(schema_takes(schema, text));
	for (gsize i = 0; i < count; i++) {
		g_autofree char *bad = replaced(text, faults[i].from, faults[i].to);

		if (loader_takes(root, bad))
			fail_msg("the loader takes: %s", faults[i].to);
		if (schema_takes(schema, bad))
			fail_msg("the schema takes: %s", faults[i].to);
	}
	xmlSchemaFree(schema);
}

static void
schemas_refuse_what_the_loader_refuses(void **state)
{
	static const char text[] =
		"<service xmlns=\"urn:ismapgen:1\" id=\"S0001\">"
		"<application id=\"1\" kind=\"new\"><applied-on>2024-05-01</applied-on>"
		"<applicant><name>見本社</name><reading>みほん しゃ</reading>"
		"<corporate-number>7123456789012</corporate-number><address>　東京\n 一丁目 </address>"
		"<representative><name> 見本 花子</name></representative><honorific>様</honorific>"
		"</applicant><statement><signed-on>2024-04-01</signed-on><representative>"
		"<name>見本 花子</name></representative><service-name>名</service-name>"
		"<service-reading>みほん</service-reading>"
		"<service-url>https://example.jp/a?b=[c]</service-url><statement-scope>"
		"<overview>\n概要\n</overview><sub-service><name>計算</name></sub-service>"
		"<region>東京</region><region>大阪</region></statement-scope>"
		"<control-objectives edition=\"2022-04\"><implemented>3.1.1\n 9.5.1.P</implemented>"
		"</control-objectives><audit-period>"
		"<first-on>2023-01-01</first-on><last-on>2024-02-29</last-on></audit-period>"
		"<subsequent-events>なし</subsequent-events></statement><confirmation>"
		"<signed-on>2024-04-01</signed-on><confirmed>1 2 3 4 5 6 7 8</confirmed>"
		"</confirmation><audit><auditor>見本監査</auditor><report-on>2024-03-31</report-on>"
		"</audit><disclosed-information><capital-and-officers>一</capital-and-officers>"
		"<foreign-law-risk>二</foreign-law-risk><governing-law>三</governing-law>"
		"<third-party-testing>四</third-party-testing></disclosed-information><pledge>"
		"<signed-on>2024-04-01</signed-on><sworn>1 2 3 4 5 6</sworn></pledge>"
		"<no-antisocial-forces/>"
		"<enclosures language=\"ja\" annex-language=\"ja\"><attached>1 2</attached>"
		"</enclosures></application>"
		"<events><receipt on=\"2024-05-01\" application=\"1\"/>"
		"<hearing on=\"2024-07-01\"/><receipt on=\"2024-05-02\" application=\"1\"/></events>"
		"</service>";
	static const struct fault faults[] = {
		{ "id=\"S0001\"", "" },
		{ "id=\"S0001\"", "id=\"S1\"" },
		{ "id=\"S0001\"", "id=\"S0001\" other=\"1\"" },
		{ "kind=\"new\"", "kind=\"old\"" },
		{ "<applied-on>2024-05-01</applied-on>", "" },
		{ "<applied-on>2024-05-01", "<applied-on>2024-05-32" },
		{ "<last-on>2024-02-29", "<last-on>2023-02-29" },
		{ "<last-on>2024-02-29", "<last-on>2024-02-29Z" },
		{ "<last-on>2024-02-29", "<last-on>1899-12-31" },
		{ "<last-on>2024-02-29", "<last-on>2200-01-01" },
		{ "<name>見本社</name>", "<name>見本社</name><name>別</name>" },
		{ "<name>見本社</name>", "<name></name>" },
		{ "<name>見本社</name>", "<name>見本\n社</name>" },
		{ "<name>見本社</name>", "<name>見<b/>本社</name>" },
		{ "<name>見本社</name>", "<name x=\"1\">見本社</name>" },
		{ "<name>見本社</name><reading>みほん しゃ</reading>",
		  "<reading>みほんしゃ</reading><name>見本社</name>" },
		{ "<reading>みほん しゃ", "<reading>ーミホン" },
		{ "7123456789012", "712345678901" },
		{ "<honorific>様", "<honorific>さま" },
		{ "https://example.jp/a?b=[c]", "ftp://example.jp/" },
		{ "https://example.jp/a?b=[c]", "https://user@example.jp/" },
		{ "https://example.jp/a?b=[c]", "https://example.jp/a b" },
		{ "https://example.jp/a?b=[c]", "https://例え.jp/" },
		{ "https://example.jp/a?b=[c]", "https://example.jp/|" },
		{ "https://example.jp/a?b=[c]", "https://example.jp./" },
		{ "\n概要\n", "\n  \n" },
		{ "<region>東京</region><region>大阪</region>", "" },
		{ "3.1.1\n 9.5.1.P", "3.1.1 9.5.1、P" },
		{ "3.1.1\n 9.5.1.P", "  " },
		{ "<no-antisocial-forces/>", "<no-antisocial-forces>yes</no-antisocial-forces>" },
		{ "<attached>1 2", "<attached>1 8" },
		{ "<hearing on=\"2024-07-01\"/>", "<hearing/>" },
		{ "<hearing on=\"2024-07-01\"/>", "<talk on=\"2024-07-01\"/>" },
		{ "<hearing on=\"2024-07-01\"/>", "text" },
		{ "<service xmlns=\"urn:ismapgen:1\" id=\"S0001\">",
		  "<service xmlns=\"urn:ismapgen:1\" id=\"S0001\"><other/>" },
	};

	(void)state;
	assert_faults(&field_service, text, faults, G_N_ELEMENTS(faults));
}

static void
schemas_of_forms_know_their_number(void **state)
{
	static const char text[] =
		"<form xmlns=\"urn:ismapgen:1\" number=\"12\" service=\"S0001\" "
		"filed-on=\"2024-07-01\" ground=\"14.1(1)\"><filer><name>見本社</name>"
		"<address>東京</address><representative><name>見本 花子</name></representative>"
		"</filer><service-name>見本</service-name>"
		"<registration-number>C24-0001-1</registration-number><reason>終了</reason></form>";
	static const struct fault faults[] = {
		{ "number=\"12\"", "number=\"13\"" },
		{ "ground=\"14.1(1)\"", "ground=\"14.1(3)\"" },
		{ "C24-0001-1", "C24-001-1" },
		{ "<reason>終了</reason>", "" },
		{ "<form ", "<form document-number=\"1\" " },
	};

	(void)state;
	assert_faults(&form_kind_find(12)->field, text, faults, G_N_ELEMENTS(faults));
}

static void
every_schema_compiles_and_is_the_one_in_content(void **state)
{
	(void)state;
	for (unsigned i = 0; i < SCHEMA_COUNT; i++) {
		g_autofree char *name = NULL;
		const struct field *root = schema_root(i, &name);
		g_autofree char *path = g_build_filename("content", "schema", name, NULL);
		g_autofree char *rendered = schema_render(root);
		g_autofree char *committed = NULL;
		xmlSchemaPtr schema = parse_schema(root);

		assert_non_null(schema);
		xmlSchemaFree(schema);
		assert_true(g_file_get_contents(path, &committed, NULL, NULL));
		if (strcmp(rendered, committed) != 0)
			fail_msg("%s is not what the field table says", path);
	}
}

int
main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(schemas_refuse_what_the_loader_refuses),
		cmocka_unit_test(schemas_of_forms_know_their_number),
		cmocka_unit_test(every_schema_compiles_and_is_the_one_in_content),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
