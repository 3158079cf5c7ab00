#include "unit.h"

#include "dump.h"
#include "fonts.h"

#include "compose/compose.h"

#include <math.h>
#include <string.h>
#include <time.h>

static const double em_pt = 12;

static struct composed *
compose_text(const char *text, double width_em, enum alignment alignment)
{
	struct span span = { .text = text, .face = FACE_MINCHO, .size_pt = em_pt };
	struct paragraph paragraph = {
		.spans = &span,
		.span_count = 1,
		.width_pt = width_em * em_pt,
		.alignment = alignment,
	};

	return compose(fonts, &paragraph);
}

static const struct placed_line *
line_at(const struct composed *composed, guint i)
{
	return g_ptr_array_index(composed->lines, i);
}

/* All text of a line but ruby and dots. */
static char *
text_of(const struct placed_line *line)
{
	GString *text = g_string_new(NULL);

	for (guint i = 0; i < line->runs->len; i++) {
		const struct placed_run *run = &g_array_index(line->runs, struct placed_run, i);

		if (!run->decoration)
			g_string_append_len(text, run->text, run->length);
	}
	return g_string_free(text, false);
}

static char *
text_of_all(const struct composed *composed)
{
	GString *text = g_string_new(NULL);

	for (guint i = 0; i < composed->lines->len; i++) {
		g_autofree char *line = text_of(line_at(composed, i));

		g_string_append(text, line);
	}
	return g_string_free(text, false);
}

static void
empty_text_has_one_line(void **state)
{
	AUTO(composed) composed = compose_text("", 10, ALIGN_JUSTIFY);
	struct paragraph none = { .width_pt = 100 };
	AUTO(composed) without_spans = compose(fonts, &none);

	(void)state;
	assert_int_equal(composed->lines->len, 1);
	assert_int_equal(line_at(composed, 0)->runs->len, 0);
	assert_true(fabs(line_at(composed, 0)->descent_pt - em_pt * 0.12) < 0.001);
	assert_int_equal(without_spans->lines->len, 1);
}

static void
text_comes_back_whole(void **state)
{
	static const char text[] =
		"葛\U000E0100城の𠮷田、か\u3099き ISMAP  運営　は、Web サイト。 ";
	static const double widths[] = { 3, 5.5, 8, 40 };

	(void)state;
	for (gsize i = 0; i < G_N_ELEMENTS(widths); i++) {
		AUTO(composed) composed = compose_text(text, widths[i], ALIGN_JUSTIFY);
		g_autofree char *got = text_of_all(composed);

		assert_string_equal(got, text);
	}
}

static void
clusters_cover_each_run(void **state)
{
	AUTO(composed) composed = compose_text("か\u309A、A&B 葛\U000E0102", 40, ALIGN_START);
	const struct placed_line *line = line_at(composed, 0);

	(void)state;
	for (guint i = 0; i < line->runs->len; i++) {
		const struct placed_run *run = &g_array_index(line->runs, struct placed_run, i);
		int last = -1;

		assert_int_equal(run->glyphs->log_clusters[0], 0);
		for (int glyph = 0; glyph < run->glyphs->num_glyphs; glyph++) {
			assert_true(run->glyphs->log_clusters[glyph] >= last);
			last = run->glyphs->log_clusters[glyph];
			assert_true(last < run->length);
			assert_int_not_equal(run->glyphs->glyphs[glyph].glyph, 0);
		}
	}
}

static void
forced_breaks_are_not_text(void **state)
{
	AUTO(composed) composed = compose_text("甲\u2028\u2028乙", 10, ALIGN_JUSTIFY);
	g_autofree char *text = text_of_all(composed);

	(void)state;
	assert_int_equal(composed->lines->len, 3);
	assert_int_equal(line_at(composed, 1)->runs->len, 0);
	assert_string_equal(text, "甲乙");

	/* Nor are they before what cannot be seen, in a line that is spread. */
	AUTO(composed) spread = compose_text("甲\u2028\u200B", 10, ALIGN_DISTRIBUTE);
	g_autofree char *spread_text = text_of_all(spread);

	assert_string_equal(spread_text, "甲\u200B");

	/* No joiner takes them in. */
	AUTO(composed) joined = compose_text("甲\u200D\u2028乙", 10, ALIGN_JUSTIFY);
	g_autofree char *joined_text = text_of_all(joined);

	assert_int_equal(joined->lines->len, 2);
	assert_string_equal(joined_text, "甲\u200D乙");
}

/* A mark behind what is not seen has nothing to stand on: it stands for itself. */
static void
marks_behind_blanks_are_set(void **state)
{
	static const char *const texts[] = { "甲\u2028\u309Aか", "甲\u200B\u309Aか", "a \u0301か",
		                             "甲\u00A0\u3099か", "\u2028\u309A" };

	(void)state;
	for (gsize i = 0; i < G_N_ELEMENTS(texts); i++) {
		AUTO(composed) composed = compose_text(texts[i], 10, ALIGN_JUSTIFY);
		g_autofree char *text = text_of_all(composed);
		g_auto(GStrv) wanted = g_strsplit(texts[i], "\u2028", -1);
		g_autofree char *whole = g_strjoinv("", wanted);
		bool inked = false;

		assert_string_equal(text, whole);
		for (guint l = 0; l < composed->lines->len; l++)
			for (guint r = 0; r < line_at(composed, l)->runs->len; r++) {
				const struct placed_run *run = &g_array_index(
					line_at(composed, l)->runs, struct placed_run, r);

				for (int at = 0; at < run->glyphs->num_glyphs; at++)
					inked |= g_unichar_ismark(g_utf8_get_char(
						run->text + run->glyphs->log_clusters[at]));
			}
		assert_true(inked);
	}
}

/* The mark of x̄ stands over its letter by the font's anchors, wherever the pen is. */
static void
a_mark_stands_over_its_letter(void **state)
{
	(void)state;
	AUTO(composed) composed = compose_text("x\u0304", 10, ALIGN_START);
	const struct placed_run *run =
		&g_array_index(line_at(composed, 0)->runs, struct placed_run, 0);
	const PangoGlyphString *glyphs = run->glyphs;
	double centres_pt[2], pen_pt = 0;

	assert_int_equal(glyphs->num_glyphs, G_N_ELEMENTS(centres_pt));
	for (int i = 0; i < glyphs->num_glyphs; i++) {
		const PangoGlyphGeometry *geometry = &glyphs->glyphs[i].geometry;
		PangoRectangle ink;

		pango_font_get_glyph_extents(run->font, glyphs->glyphs[i].glyph, &ink, NULL);
		centres_pt[i] = pen_pt + pango_units_to_double(geometry->x_offset + ink.x) +
		                pango_units_to_double(ink.width) / 2;
		pen_pt += pango_units_to_double(geometry->width);
	}
	assert_true(fabs(centres_pt[0] - centres_pt[1]) < 0.01 * em_pt);
}

static void
natural_width_fits_one_line(void **state)
{
	static const char *const texts[] = {
		"登録（通知）。", "ISMAP クラウド", "（公印・省略）", "令和6年4月1日", "登録　 ",
	};

	(void)state;
	for (gsize i = 0; i < G_N_ELEMENTS(texts); i++) {
		struct span span = { .text = texts[i], .size_pt = em_pt };
		double width = compose_natural_width(fonts, &span, 1);
		AUTO(composed) fitting = compose_text(texts[i], width / em_pt, ALIGN_START);
		AUTO(composed) narrow = compose_text(texts[i], width / em_pt / 2, ALIGN_START);

		assert_int_equal(fitting->lines->len, 1);
		assert_true(narrow->lines->len > 1);
	}
}

static void
sizes_and_faces_mix(void **state)
{
	const struct span spans[] = {
		{ .text = "登録「", .face = FACE_MINCHO, .size_pt = 10 },
		{ .text = "通知", .face = FACE_GOTHIC_BOLD, .size_pt = 20 },
		{ .text = "」Web", .face = FACE_MINCHO, .size_pt = 10 },
	};
	struct paragraph paragraph = { .spans = spans, .span_count = 3, .width_pt = 200 };
	AUTO(composed) composed = compose(fonts, &paragraph);
	g_autoptr(GString) got = g_string_new(NULL);

	(void)state;
	composed_dump(composed, 10, got);
	assert_string_equal(got->str,
	                    "0:登 1000:録 2500:「 3000:通 5000:知 7000:」 8000:W 8980:e 9610:b\n");
	assert_true(fabs(line_at(composed, 0)->ascent_pt - 17.6) < 0.001);
}

static void
one_unit_wider_than_the_column_overflows_alone(void **state)
{
	AUTO(composed) composed = compose_text("登録", 0.5, ALIGN_JUSTIFY);

	(void)state;
	assert_int_equal(composed->lines->len, 2);
}

static void
ruby_raises_its_line(void **state)
{
	const struct span spans[] = {
		{ .text = "登録", .size_pt = em_pt, .ruby = "とうろく" },
	};
	struct paragraph paragraph = { .spans = spans, .span_count = 1, .width_pt = 200 };
	AUTO(composed) composed = compose(fonts, &paragraph);
	const struct placed_line *line = line_at(composed, 0);
	guint decorations = 0;

	(void)state;
	for (guint i = 0; i < line->runs->len; i++) {
		const struct placed_run *run = &g_array_index(line->runs, struct placed_run, i);

		decorations += run->decoration;
		assert_true(run->decoration == (run->raise_pt > 0));
	}
	assert_int_equal(decorations, 4);
	assert_true(fabs(line->ascent_pt + line->descent_pt - em_pt * 1.5) < 0.001);
}

/* A generator of our own: the same sequence on every machine. */
static guint32
next_random(guint32 *seed)
{
	*seed = *seed * 1664525u + 1013904223u;
	return *seed >> 8;
}

static const char *const parts[] = {
	"登", "録",       "規",
	"則", "の",       "は",
	"を", "に",       "ク",
	"ド", "、",       "。",
	"「", "」",       "（",
	"）", "・",       "：",
	"？", "ー",       "っ",
	"ャ", "々",       "……",
	"――", "Web",      "ISMAP",
	"12", "3,456.7",  " ",
	"　", "％",       "￥",
	"第", "年",       "１",
	"２", "か\u3099", "葛\U000E0100",
	"é",  "e\u0301",  "\U0001F600",
	"-",  "/",        "https://example.jp/a?b=c",
	"”",  "“",        "𠮷",
	"～", "\u200B",   "\u2028",
};

static const char never_first[] = "、。」）・：？ーっャ々～ 　";
static const char never_last[] = "「（￥";

static char *
random_text(guint32 *seed, guint length)
{
	GString *text = g_string_new(NULL);

	for (guint i = 0; i < length; i++)
		g_string_append(text, parts[next_random(seed) % G_N_ELEMENTS(parts)]);
	return g_string_free(text, false);
}

static bool
is_plain(gunichar character)
{
	return g_utf8_strchr("登録規則のはをにクド", -1, character) != NULL;
}

/*
 * The widest an unbreakable neighbourhood of a break may be: from the last
 * pair of plain characters before it to the first behind it.
 */
static double
bound_width(const char *text, const char *at)
{
	const char *start = at, *end = at;
	g_autofree char *bound = NULL;
	struct span span = { .size_pt = em_pt };

	while (start > text) {
		const char *before = g_utf8_prev_char(start);

		if (start < at && is_plain(g_utf8_get_char(before)) &&
		    is_plain(g_utf8_get_char(start)))
			break;
		start = before;
	}
	while (*end != '\0') {
		const char *next = g_utf8_next_char(end);

		if (is_plain(g_utf8_get_char(end)) && *next != '\0' &&
		    is_plain(g_utf8_get_char(next)))
			break;
		end = next;
	}
	bound = g_strndup(start, (gsize)(end - start));
	span.text = bound;
	return compose_natural_width(fonts, &span, 1);
}

static void
check_break(const char *text, const char *at, double width_pt)
{
	gunichar last = g_utf8_get_char(g_utf8_prev_char(at));
	gunichar first = g_utf8_get_char(at);

	if (last == 0x2028 || first == 0x2028)
		return;
	if (g_utf8_strchr(never_first, -1, first) == NULL &&
	    g_utf8_strchr(never_last, -1, last) == NULL)
		return;
	if (bound_width(text, at) <= width_pt)
		fail_msg("forbidden break before \"%s\" in \"%s\"", at, text);
}

static void
check_line(const struct placed_line *line, double width_pt)
{
	g_autofree char *text = text_of(line);

	if (g_utf8_strlen(text, -1) > 2 && line->width_pt > width_pt + 0.02)
		fail_msg("line of %f in %f: %s", line->width_pt, width_pt, text);
}

static void
check_random(guint32 seed)
{
	double width_em = 3 + next_random(&seed) % 5700 / 100.0;
	g_autofree char *text = random_text(&seed, 1 + next_random(&seed) % 120);
	enum alignment alignment = (enum alignment)(next_random(&seed) % (ALIGN_END + 1));
	AUTO(composed) composed = compose_text(text, width_em, alignment);
	const char *at = text;

	for (guint i = 0; i < composed->lines->len; i++) {
		g_autofree char *got = text_of(line_at(composed, i));

		check_line(line_at(composed, i), width_em * em_pt);
		if (i > 0)
			check_break(text, at, width_em * em_pt);
		assert_int_equal(strncmp(at, got, strlen(got)), 0);
		at += strlen(got);
		if (g_utf8_get_char(at) == 0x2028)
			at = g_utf8_next_char(at);
	}
	assert_int_equal(*at, '\0');
}

static void
random_text_keeps_the_rules(void **state)
{
	(void)state;
	for (guint32 seed = 1; seed <= 3000; seed++)
		check_random(seed);
}

/* Of the processor, so that a busy machine does not matter. */
static clock_t
time_of(const char *text)
{
	clock_t best = 0;

	for (int i = 0; i < 3; i++) {
		clock_t start = clock();
		composed_free(compose_text(text, 40, ALIGN_JUSTIFY));
		if (i == 0 || clock() - start < best)
			best = clock() - start;
	}
	return best;
}

/* A word too long for the column makes good lines impossible, which is the
 * slow way. */
static char *
long_text(guint length)
{
	GString *text = g_string_new(
		"0123456789012345678901234567890123456789"
		"0123456789012345678901234567890123456789012345678901234567890123456789");

	for (guint i = 0; i < length; i++)
		g_string_append(text, "登録規則（抄）の定めるWebサイトに、");
	return g_string_free(text, false);
}

static void
time_is_linear(void **state)
{
	g_autofree char *shorter = long_text(100);
	g_autofree char *longer = long_text(1600);

	(void)state;
	assert_true(time_of(longer) < 16 * 3 * MAX(time_of(shorter), 100));
}

/* What just fills the line stays on it when it is spread; one sign more does not. */
static void
a_spread_line_may_be_full(void **state)
{
	AUTO(composed) full = compose_text("甲乙丙丁戊己庚辛壬癸", 10, ALIGN_DISTRIBUTE);
	AUTO(composed) over = compose_text("甲乙丙丁戊己庚辛壬癸子", 10, ALIGN_DISTRIBUTE);

	(void)state;
	assert_int_equal(full->lines->len, 1);
	assert_int_equal(over->lines->len, 2);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(empty_text_has_one_line),
		cmocka_unit_test(text_comes_back_whole),
		cmocka_unit_test(clusters_cover_each_run),
		cmocka_unit_test(forced_breaks_are_not_text),
		cmocka_unit_test(marks_behind_blanks_are_set),
		cmocka_unit_test(a_mark_stands_over_its_letter),
		cmocka_unit_test(natural_width_fits_one_line),
		cmocka_unit_test(sizes_and_faces_mix),
		cmocka_unit_test(one_unit_wider_than_the_column_overflows_alone),
		cmocka_unit_test(ruby_raises_its_line),
		cmocka_unit_test(random_text_keeps_the_rules),
		cmocka_unit_test(a_spread_line_may_be_full),
		cmocka_unit_test(time_is_linear),
	};

	return cmocka_run_group_tests(tests, open_fonts, close_fonts);
}
