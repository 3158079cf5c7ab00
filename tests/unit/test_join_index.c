/* The lists of letters of several parts, put back into one. */
#include "command/join_index.h"

#include "publish/part.h"
#include "unit.h"

#include <string.h>

#define HEADINGS       \
	"\xEF\xBB\xBF" \
	"file,name\r\n"

static void
unref(gpointer bytes)
{
	g_bytes_unref(bytes);
}

static GPtrArray *
texts_of(const char *const *texts, guint count)
{
	GPtrArray *all = g_ptr_array_new_with_free_func(unref);

	for (guint i = 0; i < count; i++)
		g_ptr_array_add(all, g_bytes_new(texts[i], strlen(texts[i])));
	return all;
}

/* For any number of letters and parts the whole list comes back. */
static void
any_division_is_undone(void **state)
{
	(void)state;
	for (unsigned total = 0; total < 9; total++) {
		g_autoptr(GString) whole = g_string_new(HEADINGS);

		for (unsigned i = 0; i < total; i++)
			g_string_append_printf(whole, "%u,\"a\r\nb\"\"%u\"\r\n", i, i);
		for (unsigned of = 1; of < 7; of++) {
			g_autoptr(GPtrArray) texts = g_ptr_array_new_with_free_func(unref);
			g_autoptr(GString) joined = g_string_new(NULL);

			for (unsigned number = 1; number <= of; number++) {
				struct part part = { number, of };
				g_autoptr(GString) text = g_string_new(HEADINGS);

				for (unsigned nth = 0; nth < part_count(part, total); nth++) {
					unsigned i = part_index(part, nth);

					assert_true(part_has(part, i));
					g_string_append_printf(text, "%u,\"a\r\nb\"\"%u\"\r\n", i,
					                       i);
				}
				g_ptr_array_add(texts, g_bytes_new(text->str, text->len));
			}
			assert_true(join_index(texts, joined));
			assert_string_equal(joined->str, whole->str);
		}
	}
}

static void
what_does_not_fit_is_refused(void **state)
{
	static const char *const misfits[][3] = {
		{ HEADINGS "0\r\n", HEADINGS, HEADINGS "1\r\n" },
		{ HEADINGS "0\r\n", HEADINGS "1\r\n2\r\n", HEADINGS },
		{ HEADINGS, HEADINGS "0\r\n", HEADINGS },
		{ HEADINGS "0\r\n", "other\r\n1\r\n", HEADINGS },
		{ HEADINGS "0\r\n", HEADINGS "1\r\n", "" },
		{ "", "", "" },
	};

	(void)state;
	for (size_t i = 0; i < G_N_ELEMENTS(misfits); i++) {
		g_autoptr(GPtrArray) texts = texts_of(misfits[i], 3);
		g_autoptr(GString) joined = g_string_new(NULL);

		if (join_index(texts, joined))
			fail_msg("misfit %zu becomes %s", i, joined->str);
	}
}

static void
a_quote_without_end_ends_with_the_list(void **state)
{
	static const char *const texts_given[] = { HEADINGS "\"0\r\n", HEADINGS };
	g_autoptr(GPtrArray) texts = texts_of(texts_given, 2);
	g_autoptr(GString) joined = g_string_new(NULL);

	(void)state;
	assert_true(join_index(texts, joined));
	assert_string_equal(joined->str, HEADINGS "\"0\r\n");
}

static void
a_work_not_shared_is_one_part(void **state)
{
	const struct part whole = { 0 };

	(void)state;
	assert_true(part_is_first(whole));
	assert_int_equal(part_count(whole, 7), 7);
	for (unsigned i = 0; i < 7; i++) {
		assert_true(part_has(whole, i));
		assert_int_equal(part_index(whole, i), i);
	}
	assert_false(part_is_first((struct part){ 2, 2 }));
	assert_false(part_has((struct part){ 2, 2 }, 0));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(any_division_is_undone),
		cmocka_unit_test(what_does_not_fit_is_refused),
		cmocka_unit_test(a_quote_without_end_ends_with_the_list),
		cmocka_unit_test(a_work_not_shared_is_one_part),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
