#include "render/value.h"

#include "unit.h"

#include <glib.h>

static void
text_is_copied(void **state)
{
	char text[] = "見本";
	AUTO(value) value = value_text(text);

	(void)state;
	text[0] = 'x';
	assert_string_equal(value_string(value), "見本");
	assert_int_equal(value_kind(value), VALUE_TEXT);
}

static void
no_text_is_empty_text(void **state)
{
	AUTO(value) value = value_text(NULL);

	(void)state;
	assert_string_equal(value_string(value), "");
	assert_false(value_is_set(value));
}

static void
html_is_its_own_kind(void **state)
{
	AUTO(value) value = value_html("<p>a</p>");

	(void)state;
	assert_int_equal(value_kind(value), VALUE_HTML);
	assert_string_equal(value_string(value), "<p>a</p>");
}

static void
what_is_set(void **state)
{
	AUTO(value) yes = value_flag(true);
	AUTO(value) no = value_flag(false);
	AUTO(value) list = value_list();
	AUTO(value) object = value_object();

	(void)state;
	assert_true(value_is_set(yes));
	assert_false(value_is_set(no));
	assert_false(value_is_set(list));
	value_append(list, value_flag(false));
	assert_true(value_is_set(list));
	assert_true(value_is_set(object));
}

static void
objects_keep_order_and_find(void **state)
{
	static const char *const names[] = { "a", "b", "c", "d", "e", "f", "g", "h", "i", "j" };
	AUTO(value) object = value_object();
	char name[] = "j";

	(void)state;
	for (unsigned i = 0; i < G_N_ELEMENTS(names); i++)
		value_set_text(object, names[i], names[i]);
	assert_int_equal(value_count(object), G_N_ELEMENTS(names));
	for (unsigned i = 0; i < G_N_ELEMENTS(names); i++)
		assert_string_equal(value_name_at(object, i), names[i]);
	assert_string_equal(value_string(value_find(object, name)), "j");
	assert_null(value_find(object, "k"));
}

static void
lists_keep_order(void **state)
{
	AUTO(value) list = value_list();
	char text[8];

	(void)state;
	for (int i = 0; i < 100; i++) {
		g_snprintf(text, sizeof(text), "%d", i);
		value_append(list, value_text(text));
	}
	assert_int_equal(value_count(list), 100);
	assert_string_equal(value_string(value_at(list, 0)), "0");
	assert_string_equal(value_string(value_at(list, 99)), "99");
}

/* Freed twice or leaked if the object took it over: the sanitizers tell. */
static void
borrowed_values_stay_the_callers(void **state)
{
	AUTO(value) shared = value_text("共通");

	(void)state;
	for (int i = 0; i < 3; i++) {
		AUTO(value) page = value_object();

		value_borrow(page, "site", shared);
		value_set_flag(page, "flag", true);
		assert_ptr_equal(value_find(page, "site"), shared);
	}
	assert_string_equal(value_string(shared), "共通");
}

/* Above some members a table finds them. */
static void
many_members_are_found(void **state)
{
	AUTO(value) object = value_object();
	char names[500][8];

	(void)state;
	for (int i = 0; i < 500; i++) {
		g_snprintf(names[i], sizeof(names[i]), "n%d", i * 7);
		assert_null(value_find(object, names[i]));
		value_set_text(object, names[i], names[i]);
		assert_string_equal(value_string(value_find(object, names[i / 2])), names[i / 2]);
	}
	for (int i = 0; i < 500; i++)
		assert_string_equal(value_string(value_find(object, names[i])), names[i]);
	assert_null(value_find(object, "n1"));
	assert_null(value_find(object, ""));
}

static char *
digest_of_value(const struct value *value)
{
	AUTO(digest) digest = digest_new();

	value_digest(value, digest);
	return digest_hex(digest);
}

/* Values that a template can tell apart have other digests. */
static void
digests_tell_values_apart(void **state)
{
	struct value *values[] = {
		value_text(""),    value_text("a"), value_html("a"), value_html(""),
		value_flag(true),  value_list(),    value_object(),  value_list(),
		value_list(),      value_object(),  value_object(),  value_object(),
		value_flag(false),
	};

	(void)state;
	value_append(values[7], value_text("ab"));
	value_append(values[8], value_text("a"));
	value_append(values[8], value_text("b"));
	value_set_text(values[9], "ab", "c");
	value_set_text(values[10], "a", "bc");
	value_set_flag(values[11], "ab", true);
	for (gsize i = 0; i < G_N_ELEMENTS(values); i++) {
		g_autofree char *one = digest_of_value(values[i]);
		g_autofree char *again = digest_of_value(values[i]);

		assert_string_equal(one, again);
		for (gsize k = 0; k < i; k++) {
			g_autofree char *other = digest_of_value(values[k]);

			assert_string_not_equal(one, other);
		}
	}
	for (gsize i = 0; i < G_N_ELEMENTS(values); i++)
		value_free(values[i]);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(text_is_copied),
		cmocka_unit_test(no_text_is_empty_text),
		cmocka_unit_test(html_is_its_own_kind),
		cmocka_unit_test(what_is_set),
		cmocka_unit_test(objects_keep_order_and_find),
		cmocka_unit_test(lists_keep_order),
		cmocka_unit_test(borrowed_values_stay_the_callers),
		cmocka_unit_test(many_members_are_found),
		cmocka_unit_test(digests_tell_values_apart),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
