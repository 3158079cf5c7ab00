/* Letters that differ have keys that differ. */
#include "letter/typeset.h"

#include "registry/form.h"
#include "registry/registry.h"
#include "template_files.h"
#include "typesetting.h"
#include "unit.h"

/* Notes a key that no other letter may have. */
static void
note(GHashTable *keys, char *key)
{
	assert_non_null(key);
	if (!g_hash_table_add(keys, key))
		fail_msg("a key of two letters");
}

static void
each_letter_has_a_key_of_its_own(void **state)
{
	g_autoptr(GHashTable) keys = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
	const struct registry *registry = typesetting.registry;

	(void)state;
	for (int number = 1; number <= FORM_COUNT; number++) {
		note(keys, typeset_key(&typesetting, "shared", number, NULL, NULL, NULL));
		note(keys, typeset_key(&typesetting, "other", number, NULL, NULL, NULL));
		note(keys, typeset_key(&typesetting, "shared", number, NULL, "", NULL));
		note(keys, typeset_key(&typesetting, "shared", number, NULL, NULL, ""));
		note(keys, typeset_key(&typesetting, "shared", number, NULL, "author", NULL));
		note(keys, typeset_key(&typesetting, "shared", number, NULL, NULL, "author"));
	}
	for (guint i = 0; i < registry->forms->len; i++) {
		const struct form *form = g_ptr_array_index(registry->forms, i);

		note(keys,
		     typeset_key(&typesetting, "shared", form->number, form->body, NULL, NULL));
	}
}

static void
the_same_letter_has_the_same_key(void **state)
{
	const struct form *form = g_ptr_array_index(typesetting.registry->forms, 0);
	g_autofree char *shared = typeset_shared_key(&typesetting);
	g_autofree char *again = typeset_shared_key(&typesetting);
	g_autofree char *one =
		typeset_key(&typesetting, shared, form->number, form->body, "a", "b");
	g_autofree char *other =
		typeset_key(&typesetting, shared, form->number, form->body, "a", "b");

	(void)state;
	assert_string_equal(shared, again);
	assert_string_equal(one, other);
}

/* The templates are of what letters share. */
static void
other_templates_make_another_key(void **state)
{
	static const char *const texts[] = { "<letter/>", "<letter>.</letter>" };
	g_autoptr(GHashTable) keys = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);

	(void)state;
	note(keys, typeset_shared_key(&typesetting));
	for (size_t i = 0; i < G_N_ELEMENTS(texts); i++) {
		const struct file files[] = { { "form01.xml", texts[i] }, { NULL, NULL } };
		g_autofree char *message = NULL;
		AUTO(template_set) templates = load_files(files, &message);
		struct typesetting changed = typesetting;

		assert_null(message);
		changed.templates = templates;
		note(keys, typeset_shared_key(&changed));
	}
}

/* Blank forms are never signed; what is signed differs each time. */
static void
what_is_signed_has_no_key(void **state)
{
	const struct archive_signature signature = { .size = 1 };
	struct typesetting signing = typesetting;

	(void)state;
	signing.signature = &signature;
	assert_null(typeset_key(&signing, "shared", 5, NULL, NULL, "<form/>"));

	g_autofree char *blank = typeset_key(&signing, "shared", 5, NULL, NULL, NULL);

	assert_non_null(blank);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(each_letter_has_a_key_of_its_own),
		cmocka_unit_test(the_same_letter_has_the_same_key),
		cmocka_unit_test(other_templates_make_another_key),
		cmocka_unit_test(what_is_signed_has_no_key),
	};

	return cmocka_run_group_tests(tests, open_typesetting, close_typesetting);
}
