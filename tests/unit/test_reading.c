#include "unit.h"

#include "base/reading.h"

static void
readings_are_hiragana_without_repetition(void **state)
{
	static const struct {
		const char *text, *folded;
	} cases[] = {
		{ "クラウド", "くらうど" }, { "ヴァイオリン", "ゔぁいおりん" },
		{ "いすゞ", "いすず" },     { "イスヾ", "いすず" },
		{ "こゝろ", "こころ" },     { "づゝ", "づつ" },
		{ "みゞ", "みみ" },         { "さーばー・えー ビー", "さーばー・えー びー" },
	};

	(void)state;
	for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
		g_autofree char *folded = reading_fold(cases[i].text);

		assert_string_equal(folded, cases[i].folded);
	}
}

/* JIS X 4061: each stands before the next. */
static void
readings_have_one_order(void **state)
{
	static const char *const ordered[] = {
		"あ",       "いすず",   "ゔぁ",     "かあと",   "かーど",          "かあど",
		"がーど",   "きゃく",   "きやく",   "ぐーぐる", "くらうどふれあ",  "さ くら",
		"さ・くら", "さーばー", "さあびす", "さくら",   "さくら くらうど", "さくらい",
		"さんー",   "しーと",   "しんせい", "つうしん", "つーる",          "は",
		"ば",       "ぱ",       "はあ",     "はっと",   "はつと",          "ん",
	};

	(void)state;
	for (size_t i = 0; i + 1 < G_N_ELEMENTS(ordered); i++) {
		g_autofree char *key = reading_key(ordered[i]);
		g_autofree char *next = reading_key(ordered[i + 1]);

		if (strcmp(key, next) >= 0)
			fail_msg("%s does not stand before %s", ordered[i], ordered[i + 1]);
	}
}

static void
names_are_one_however_they_are_typed(void **state)
{
	g_autofree char *name = name_bare("Ａcme がるど\t2");
	g_autofree char *other = name_bare("ACME か\xe3\x82\x99るど２");

	(void)state;
	assert_string_equal(name, other);
}

int
main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(readings_are_hiragana_without_repetition),
		cmocka_unit_test(readings_have_one_order),
		cmocka_unit_test(names_are_one_however_they_are_typed),
	};

	return cmocka_run_group_tests_name("reading", tests, NULL, NULL);
}
