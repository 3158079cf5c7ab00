#include "unit.h"

#include "base/territory.h"

static void
names_tell_where_a_region_is(void **state)
{
	static const struct {
		const char *name, *code;
	} cases[] = {
		{ "東京リージョン（東京都）", "JP-13" },
		{ "東京", "JP-13" },
		{ "京都拠点", "JP-26" },
		{ "Tokyo（日本）", "JP-13" },
		{ "OSAKA-2", "JP-27" },
		{ "asia-northeast1 (Tokyo)", "JP-13" },
		{ "日本の複数の拠点", "JP" },
		{ "北海道保管拠点", "JP-01" },
		{ "仙台拠点（宮城県）", "JP-04" },
		{ "Frankfurt（ドイツ）", "DE" },
		{ "US East (N. Virginia)", "US" },
		{ "シンガポール", "SG" },
		{ "米国西部", "US" },
		{ "リージョン1", NULL },
		{ "Tokyoite", NULL },
	};

	(void)state;
	for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
		const struct territory *territory = territory_guess(cases[i].name);
		const char *code = territory == NULL ? NULL : territory->code;

		if (g_strcmp0(code, cases[i].code) != 0)
			fail_msg("%s is %s, not %s", cases[i].name, code, cases[i].code);
	}
}

static void
codes_are_those_of_the_standards(void **state)
{
	(void)state;
	assert_string_equal(territory_find("JP-47")->name.ja, "沖縄県");
	assert_string_equal(territory_find("JP")->name.en, "Japan");
	assert_null(territory_find("JP-48"));
	assert_null(territory_find("SG-13"));
	assert_null(territory_find("XX"));
	assert_true(territory_compare(territory_find("JP"), territory_find("JP-01")) < 0);
	assert_true(territory_compare(territory_find("JP-47"), territory_find("DE")) < 0);
}

int
main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(names_tell_where_a_region_is),
		cmocka_unit_test(codes_are_those_of_the_standards),
	};

	return cmocka_run_group_tests_name("territory", tests, NULL, NULL);
}
