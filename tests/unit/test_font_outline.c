/* Outlines that are hidden from cairo come back as they were. */
#include "unit.h"

#include "pdf/font_outline.h"
#include "pdf/font_widen.h"

#include <math.h>
#include <string.h>

#define FONT "fonts/BIZUDPMincho-Regular.ttf"

enum {
	NUMBER = 5,
	BOX_LENGTH = 32,
	BOX_POINTS = 24, /* x of the first point, from there to the second, y likewise */
	FIRST_BASE = 30,
	TWIN_COUNT = 10,
};

/* With twins, which are composite. */
static struct sfnt *
read_font(void)
{
	hb_blob_t *blob = hb_blob_create_from_file(FONT);
	hb_face_t *face = hb_face_create(blob, 0);
	hb_set_t *keys = hb_set_create();
	hb_map_t *numbers = hb_map_create();
	struct sfnt *font;

	for (unsigned glyph = FIRST_BASE; glyph < FIRST_BASE + TWIN_COUNT; glyph++) {
		hb_set_add(keys, TWIN_KEY(TWIN_WIDE, glyph));
		hb_map_set(numbers, glyph, glyph);
	}
	font = font_widen(face, keys, numbers);
	hb_map_destroy(numbers);
	hb_set_destroy(keys);
	hb_face_destroy(face);
	hb_blob_destroy(blob);
	assert_non_null(font);
	return font;
}

/* A box reaches from corner to corner of the bounds, which are those of the outline: cairo asks for
 * no others. */
static void
assert_box_fills_its_bounds(const guint8 *box)
{
	for (int axis = 0; axis < 2; axis++) {
		const guint8 *point = box + BOX_POINTS + 4 * axis, *least = box + 2 + 2 * axis;

		assert_int_equal(get16(point), get16(least));
		assert_int_equal((get16(point) + get16(point + 2)) & 0xFFFF, get16(least + 4));
	}
}

static const struct sfnt *
find(unsigned number, void *font)
{
	return number == NUMBER ? font : NULL;
}

/* OpenType, table head: the sum of the words of a whole font file. */
static void
assert_sums_up(const GByteArray *bytes)
{
	guint32 sum = 0;

	assert_int_equal(bytes->len % 4, 0);
	for (guint i = 0; i < bytes->len; i += 4)
		sum += get32(bytes->data + i);
	assert_int_equal(sum, 0xB1B0AFBA);
}

static void
outlines_come_back(void **state)
{
	(void)state;
	AUTO(sfnt) font = read_font();
	AUTO(sfnt) hidden = font_outline_hide(font, NUMBER);
	g_autoptr(GByteArray) bytes = sfnt_write(hidden);
	g_autoptr(GByteArray) shown_bytes = font_outline_show(bytes, find, font, NULL);
	unsigned boxes = 0, composites = 0;

	assert_non_null(shown_bytes);
	assert_sums_up(bytes);
	assert_true(bytes->len * 4 < shown_bytes->len);

	AUTO(sfnt) shown = sfnt_read_bytes(shown_bytes);

	assert_int_equal(sfnt_glyph_count(shown), sfnt_glyph_count(font));
	for (unsigned i = 0; i < sfnt_glyph_count(font); i++) {
		guint32 length = 0, hidden_length = 0, shown_length = 0;
		const guint8 *outline = sfnt_glyph(font, i, &length);
		const guint8 *box = sfnt_glyph(hidden, i, &hidden_length);
		const guint8 *again = sfnt_glyph(shown, i, &shown_length);

		if (outline == NULL) {
			assert_null(box);
			assert_null(again);
			continue;
		}
		/* Its bounds are where they were, and each starts at a multiple of four. */
		assert_memory_equal(box + 2, outline + 2, GLYPH_HEADER - 2);
		assert_in_range(shown_length, length, length + 3);
		assert_memory_equal(again, outline, length);
		if (get16(outline) < 0x8000) {
			assert_int_equal(hidden_length, BOX_LENGTH);
			assert_box_fills_its_bounds(box);
			boxes++;
		} else {
			assert_memory_equal(box, outline, length);
			composites++;
		}
	}
	assert_true(boxes > 1000);
	assert_int_equal(composites, TWIN_COUNT);
}

static void
only_boxes_of_known_fonts_are_shown(void **state)
{
	(void)state;
	AUTO(sfnt) font = read_font();
	AUTO(sfnt) hidden = font_outline_hide(font, NUMBER + 1);
	g_autoptr(GByteArray) bytes = sfnt_write(hidden);
	g_autoptr(GByteArray) plain = sfnt_write(font);
	g_autoptr(GByteArray) nothing = g_byte_array_new();

	g_autoptr(GError) error = NULL;

	assert_null(font_outline_show(plain, find, font, &error));
	assert_null(error);
	assert_null(font_outline_show(bytes, find, font, &error));
	assert_non_null(error);
	g_byte_array_append(nothing, (const guint8 *)"no font", 7);
	assert_null(font_outline_show(nothing, find, font, NULL));
}

/* A twin takes its base and a blank, and its outline begins where that of its base does. */
static void
twins_begin_where_their_bases_do(void **state)
{
	(void)state;
	AUTO(sfnt) font = read_font();
	const guint8 *metrics = sfnt_table(font, "hmtx")->data;
	double em = get16(sfnt_table(font, "head")->data + HEAD_UNITS_PER_EM);
	unsigned first_twin = sfnt_glyph_count(font) - TWIN_COUNT;

	for (unsigned i = 0; i < TWIN_COUNT; i++) {
		const guint8 *base = metrics + METRIC * (gsize)(FIRST_BASE + i);
		const guint8 *twin = metrics + METRIC * (gsize)(first_twin + i);

		assert_int_equal(get16(twin), get16(base) + lround(twin_em(TWIN_WIDE) * em));
		assert_int_equal(get16(twin + 2), get16(base + 2));
	}
}

/* What reads fonts finds the sums of all words right. */
static void
checksums_are_right(void **state)
{
	(void)state;
	AUTO(sfnt) font = read_font();
	g_autoptr(GByteArray) bytes = sfnt_write(font);
	guint32 sum = 0;

	assert_int_equal(bytes->len % 4, 0);
	for (guint i = 0; i < bytes->len; i += 4)
		sum += get32(bytes->data + i);
	assert_int_equal(sum, 0xB1B0AFBA);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(outlines_come_back),
		cmocka_unit_test(only_boxes_of_known_fonts_are_shown),
		cmocka_unit_test(twins_begin_where_their_bases_do),
		cmocka_unit_test(checksums_are_right),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
