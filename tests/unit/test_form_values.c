/* What templates of forms may name is what they are given: each name of a form's table is held by
 * some form of the sample or its blank, and no form holds what the table does not name. */
#include "letter/form_values.h"

#include "unit.h"

#include "registry/form.h"
#include "registry/registry.h"

#include <string.h>

#define AS_OF ((struct date){ 2026, 11, 24 })

/* Remembers the path of each name that is held, and tells those that the table lacks. */
static void
note_held(const struct value *value, const struct template_name *names, const char *path,
          GHashTable *held, GString *unnamed)
{
	if (value_kind(value) == VALUE_LIST) {
		for (unsigned i = 0; i < value_count(value); i++)
			note_held(value_at(value, i), names, path, held, unnamed);
		return;
	}
	if (value_kind(value) != VALUE_OBJECT)
		return;
	for (unsigned i = 0; i < value_count(value); i++) {
		const char *name = value_name_at(value, i);
		const struct template_name *row = template_names_find(names, name);
		char *below = g_strdup_printf("%s.%s", path, name);
		bool is_first = g_hash_table_add(held, below);

		if (row != NULL)
			note_held(value_find(value, name), row->members, below, held, unnamed);
		else if (is_first)
			g_string_append_printf(unnamed, "%s\n", below);
	}
}

/* Appends the names of the table that nothing held. */
static void
find_idle(const struct template_name *names, const char *path, GHashTable *held, GString *idle)
{
	for (; names != NULL && names->name != NULL; names++) {
		g_autofree char *below = g_strdup_printf("%s.%s", path, names->name);

		if (!g_hash_table_contains(held, below))
			g_string_append_printf(idle, "%s\n", below);
		else
			find_idle(names->members, below, held, idle);
	}
}

static void
forms_hold_what_templates_may_name(void **state)
{
	(void)state;

	AUTO(findings) findings = findings_new();
	AUTO(registry) registry = registry_load("content", 1, findings, NULL);
	g_autoptr(GString) unnamed = g_string_new(NULL);
	g_autoptr(GString) idle = g_string_new(NULL);

	assert_non_null(registry);
	for (int number = 1; number <= FORM_COUNT; number++) {
		AUTO(form_names) names = form_names_new(number);
		g_autoptr(GHashTable) held =
			g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
		g_autofree char *path = g_strdup_printf("form%02d", number);
		AUTO(value) blank = form_values(registry, number, NULL, AS_OF, false, false);

		note_held(blank, form_names_table(names), path, held, unnamed);
		for (guint i = 0; i < registry->forms->len; i++) {
			const struct form *form = registry->forms->pdata[i];

			if (form->number != number)
				continue;

			AUTO(value) filled =
				form_values(registry, number, form->body, AS_OF, true, true);

			note_held(filled, form_names_table(names), path, held, unnamed);
		}
		find_idle(form_names_table(names), path, held, idle);
	}
	if (unnamed->len + idle->len > 0)
		fail_msg("held, but not in the table:\n%snamed, but never held:\n%s", unnamed->str,
		         idle->str);
}

/* An item with elements in it is told in lines. */
static void
a_structured_item_is_told_by_its_leaves(void **state)
{
	static const char xml[] =
		"<form xmlns=\"urn:ismapgen:1\" number=\"9\" service=\"S0001\"><change item=\"audit-period\">"
		"<old>変更前</old><new><first-on>2025-04-01</first-on><last-on>2026-03-31</last-on></new>"
		"</change></form>";

	(void)state;

	AUTO(findings) findings = findings_new();
	AUTO(registry) registry = registry_load("content", 1, findings, NULL);
	AUTO(xml_document) form = xml_parse(xml, strlen(xml), "f.xml", false, findings);

	assert_non_null(form);

	AUTO(value) values = form_values(registry, 9, xml_root(form), AS_OF, false, false);
	const struct value *change = value_at(value_find(values, "change"), 0);

	assert_string_equal(value_string(value_find(change, "old")), "<p>変更前</p>");
	assert_string_equal(value_string(value_find(change, "new")),
	                    "<p>2025-04-01</p><p>2026-03-31</p>");
}

/* An office's own template may ask for what ours prints for a window alone. */
static void
a_blank_asks_for_all_of_a_recipient(void **state)
{
	static const char *const names[] = { "lines",     "last-head",   "last-name",
		                             "honorific", "postal-code", "address" };

	(void)state;

	AUTO(findings) findings = findings_new();
	AUTO(registry) registry = registry_load("content", 1, findings, NULL);
	AUTO(value) values = form_values(registry, 5, NULL, AS_OF, false, false);

	for (gsize i = 0; i < G_N_ELEMENTS(names); i++)
		assert_true(value_is_set(value_find(value_find(values, "recipient"), names[i])));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(forms_hold_what_templates_may_name),
		cmocka_unit_test(a_blank_asks_for_all_of_a_recipient),
		cmocka_unit_test(a_structured_item_is_told_by_its_leaves),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
