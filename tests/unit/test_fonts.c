#include "unit.h"

#include "fonts.h"

#include "compose/fonts.h"
#include "compose/glyph.h"

#include <string.h>

static gssize
missing(enum face face, const char *text, gsize *length)
{
	*length = 0;
	return fonts_find_missing(fonts, face, text, length);
}

static void
common_text_is_there(void **state)
{
	static const char text[] = "令和6年、髙﨑①㈱「ISMAP」＝±÷×℃№々〜～―…é – ™";
	gsize length;

	(void)state;
	for (int face = 0; face < FACES; face++)
		assert_int_equal(missing((enum face)face, text, &length), -1);
}

static void
rare_kanji_come_from_the_font_of_names(void **state)
{
	struct glyph glyphs[CLUSTER_GLYPHS_MAX];
	bool found;
	gsize length;

	(void)state;
	assert_int_equal(missing(FACE_GOTHIC_BOLD, "\U00020BB7野家", &length), -1);
	assert_int_equal(
		fonts_find_glyphs(fonts, FACE_MINCHO, false, "\U00020BB7", 4, glyphs, &found), 1);
	assert_true(found);
	assert_int_equal(glyphs[0].slot, SLOT_NAMES);
}

static void
emoji_is_missing(void **state)
{
	gsize length;

	(void)state;
	assert_int_equal(missing(FACE_MINCHO, "登録\U0001F984票", &length), 6);
	assert_int_equal(length, 4);
}

static void
sequence_keeps_base_and_selector_together(void **state)
{
	static const char text[] = "葛\U000E0100", rare[] = "葛\U000E0102";
	struct glyph plain[CLUSTER_GLYPHS_MAX], sequence[CLUSTER_GLYPHS_MAX];
	bool found;
	gsize length;

	(void)state;
	assert_ptr_equal(glyph_cluster_end(text, text + strlen(text)), text + strlen(text));
	assert_int_equal(missing(FACE_MINCHO, text, &length), -1);
	assert_int_equal(
		fonts_find_glyphs(fonts, FACE_MINCHO, false, text, strlen(text), sequence, &found),
		1);
	assert_true(found);
	fonts_find_glyphs(fonts, FACE_MINCHO, false, text, 3, plain, &found);
	assert_int_equal(plain[0].slot, sequence[0].slot);
	assert_int_not_equal(plain[0].index, sequence[0].index);
	fonts_find_glyphs(fonts, FACE_MINCHO, false, rare, strlen(rare), sequence, &found);
	assert_true(found);
	assert_int_equal(sequence[0].slot, SLOT_NAMES);
}

static void
unknown_sequence_is_missing(void **state)
{
	gsize length;

	(void)state;
	assert_int_equal(missing(FACE_MINCHO, "登\U000E01EF", &length), 0);
	assert_int_equal(length, 7);
}

static void
voiced_mark_takes_the_composed_glyph(void **state)
{
	struct glyph composed[CLUSTER_GLYPHS_MAX], pair[CLUSTER_GLYPHS_MAX];
	bool found;

	(void)state;
	fonts_find_glyphs(fonts, FACE_MINCHO, false, "が", 3, composed, &found);
	assert_int_equal(fonts_find_glyphs(fonts, FACE_MINCHO, false, "か\u3099", 6, pair, &found),
	                 1);
	assert_int_equal(composed[0].index, pair[0].index);
}

static void
compatibility_ideographs_stay(void **state)
{
	struct glyph unified[CLUSTER_GLYPHS_MAX], compatible[CLUSTER_GLYPHS_MAX];
	bool found;

	(void)state;
	fonts_find_glyphs(fonts, FACE_MINCHO, false, "神", 3, unified, &found);
	fonts_find_glyphs(fonts, FACE_MINCHO, false, "\uFA19", 3, compatible, &found);
	assert_true(found);
	assert_int_not_equal(unified[0].index, compatible[0].index);
}

static void
digits_are_of_one_width(void **state)
{
	struct glyph glyph[CLUSTER_GLYPHS_MAX];
	bool found;

	(void)state;
	for (int face = 0; face < FACES; face++) {
		for (char digit = '0'; digit <= '9'; digit++) {
			fonts_find_glyphs(fonts, (enum face)face, false, &digit, 1, glyph, &found);
			assert_true(glyph[0].advance_em == 0.5f);
		}
	}
}

static void
sized_font_is_shared(void **state)
{
	(void)state;
	assert_ptr_equal(fonts_pango_font(fonts, SLOT_MINCHO, 10.5),
	                 fonts_pango_font(fonts, SLOT_MINCHO, 10.5));
	assert_ptr_not_equal(fonts_pango_font(fonts, SLOT_MINCHO, 10.5),
	                     fonts_pango_font(fonts, SLOT_MINCHO, 12));
}

static void
missing_folder_is_an_error(void **state)
{
	g_autoptr(GError) error = NULL;

	(void)state;
	assert_null(fonts_open("fonts/none", &error));
	assert_non_null(error);
}

/* Ranges of characters without ink or width, and their neighbours, which have one or the other. */
static void
hidden_characters_are_known(void **state)
{
	static const gunichar hidden[] = { 0x00AD, 0x200B, 0x200F, 0x2028, 0x202E,
		                           0x2060, 0x2064, 0xFEFF, '\t',   '\n' };
	static const gunichar others[] = { ' ',    0x00AC, 0x00AE, 0x200A, 0x2010, 0x2027,
		                           0x202F, 0x205F, 0x2065, 0xFEFE, 0xFF00 };

	(void)state;
	for (gsize i = 0; i < G_N_ELEMENTS(hidden); i++)
		assert_true(glyph_is_hidden(hidden[i]));
	for (gsize i = 0; i < G_N_ELEMENTS(others); i++)
		assert_false(glyph_is_hidden(others[i]));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(hidden_characters_are_known),
		cmocka_unit_test(common_text_is_there),
		cmocka_unit_test(rare_kanji_come_from_the_font_of_names),
		cmocka_unit_test(emoji_is_missing),
		cmocka_unit_test(sequence_keeps_base_and_selector_together),
		cmocka_unit_test(unknown_sequence_is_missing),
		cmocka_unit_test(voiced_mark_takes_the_composed_glyph),
		cmocka_unit_test(compatibility_ideographs_stay),
		cmocka_unit_test(digits_are_of_one_width),
		cmocka_unit_test(sized_font_is_shared),
		cmocka_unit_test(missing_folder_is_an_error),
	};

	return cmocka_run_group_tests(tests, open_fonts, close_fonts);
}
