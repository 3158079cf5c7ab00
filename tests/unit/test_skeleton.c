#include "registry/skeleton.h"

#include "unit.h"

#include "registry/bind.h"
#include "registry/form.h"

#include <string.h>

/* What a skeleton lacks may be values, and nothing else. */
static bool
is_of_value(const struct finding *finding)
{
	return g_str_has_prefix(finding->message->id, "value-");
}

static void
assert_lacks_only_values(const struct field *root, const char *text)
{
	AUTO(findings) findings = findings_new();
	AUTO(registry_store) store = registry_store_new();
	AUTO(xml_document) document = xml_parse(text, strlen(text), "x.xml", false, findings);
	struct binding binding = { store, findings, "x.xml", NULL, NULL, NULL };
	const GPtrArray *all;

	assert_non_null(document);
	bind_node(&binding, root, xml_root(document), NULL);
	all = findings_sorted(findings);
	assert_int_not_equal(all->len, 0);
	for (guint i = 0; i < all->len; i++)
		if (!is_of_value(all->pdata[i])) {
			g_autofree char *said = finding_text(all->pdata[i], LANGUAGE_EN);

			fail_msg("<%s>: %s", root->name, said);
		}
}

static void
assert_skeleton(const struct field *root)
{
	g_autoptr(GString) text = g_string_new(NULL);

	skeleton_render(root, NULL, text);
	assert_lacks_only_values(root, text->str);
}

static void
skeletons_lack_only_values(void **state)
{
	(void)state;
	assert_skeleton(&field_service);
	assert_skeleton(&field_decisions);
	assert_skeleton(&field_site);
	assert_skeleton(&field_criteria);
}

static void
skeletons_of_forms_lack_only_values(void **state)
{
	(void)state;
	for (size_t i = 0; i < FORM_COUNT; i++)
		assert_skeleton(form_field(&form_kinds[i]));
}

/* Values stand in their places, also in what may be left out or comes more than once; what is
 * not known stays as it was. */
static void
what_is_known_is_filled_in(void **state)
{
	static const char known[] =
		"<form xmlns=\"" XML_NAMESPACE
		"\" number=\"11\" service=\"S0001\" due-on=\"2026-12-18\">"
		"<recipient><name>A &amp; &lt;B&gt;</name><person>見本</person></recipient>"
		"<point>一</point><point>二</point></form>";
	AUTO(findings) findings = findings_new();
	AUTO(xml_document) document = xml_parse(known, strlen(known), "x.xml", false, findings);
	g_autoptr(GString) text = g_string_new(NULL);

	(void)state;
	skeleton_render(form_field(form_kind_find(11)), xml_root(document), text);
	assert_non_null(strstr(text->str, " use=\"\" due-on=\"2026-12-18\">"));
	assert_non_null(strstr(text->str, "\n    <name>A &amp; &lt;B&gt;</name>\n"));
	assert_non_null(strstr(text->str, "\n    <person>見本</person>\n"));
	assert_non_null(strstr(text->str, "\n    <post></post>\n    -->\n"));
	assert_non_null(strstr(text->str, "\n  <point>一</point>\n"));
	assert_non_null(strstr(text->str, "\n  <point>二</point>\n"));
	assert_lacks_only_values(form_field(form_kind_find(11)), text->str);
	g_string_truncate(text, 0);
	skeleton_render(&field_decisions, NULL, text);
	assert_non_null(strstr(text->str, "<!-- 登録の更新（任意・いくつでも）[7.2] service: "));
	assert_non_null(strstr(text->str, "：15.2 登録規則15.2、own-motion 職権"));
	assert_non_null(strstr(text->str, "：1 登録規則14.2(1)、2 登録規則14.2(2)"));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(skeletons_lack_only_values),
		cmocka_unit_test(skeletons_of_forms_lack_only_values),
		cmocka_unit_test(what_is_known_is_filled_in),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
