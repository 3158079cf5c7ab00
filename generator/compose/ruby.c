/* Readings and emphasis dots are set above their base. */
#include "compose/place.h"

#include <string.h>

/* JLREQ 3.3.3: half the size of the base, over its em box. */
static const double ruby_size = 0.5;
static const double ascent_em = 0.88;
static const double descent_em = 0.12;

static const char dot[] = "•"; /* JLREQ 3.3.9, horizontal writing */

static double
ruby_width(struct fonts *fonts, enum face face, const char *text, gsize length, double size_pt)
{
	const char *end = text + length;
	struct glyph glyphs[CLUSTER_GLYPHS_MAX];
	double width = 0;
	bool found;

	while (text < end) {
		const char *next = glyph_cluster_end(text, end);
		unsigned count = fonts_find_glyphs(fonts, face, false, text, (gsize)(next - text),
		                                   glyphs, &found);

		for (unsigned i = 0; i < count; i++)
			width += (double)glyphs[i].advance_em * size_pt;
		text = next;
	}
	return width;
}

static bool
is_kana(const struct unit *unit)
{
	return unit->class == CLASS_HIRAGANA || unit->class == CLASS_KATAKANA ||
	       unit->class == CLASS_SMALL_KANA || unit->class == CLASS_PROLONGED;
}

/* Ruby may hang over kana by one of its own characters (JLREQ 3.3.8). */
static double
overhang(const struct shaped *shaped, gint64 neighbour, double wish_pt, double size_pt)
{
	if (neighbour < 0 || neighbour >= shaped->units->len)
		return 0;
	const struct unit *unit = shaped_unit(shaped, (guint)neighbour);
	if (!is_kana(unit) || shaped->spans[unit->span].ruby != NULL)
		return 0;
	return MIN(wish_pt, size_pt);
}

/* The blank that long ruby needs is spread 1:2:1 about the base's characters
 * (JLREQ 3.3.6). */
static void
widen_base(struct shaped *shaped, struct ruby_base *base, double size_pt)
{
	double width_pt = 0;

	for (guint i = base->first; i < base->first + base->count; i++) {
		struct gap *gap = shaped_gap(shaped, i);

		width_pt += shaped_unit(shaped, i)->width_pt;
		if (i == base->first)
			continue;
		width_pt += gap->natural_pt;
		gap->level = BREAK_FORBIDDEN;
		memset(gap->stretch_pt, 0, sizeof(gap->stretch_pt));
		memset(gap->shrink_pt, 0, sizeof(gap->shrink_pt));
	}
	double excess_pt = base->width_pt - width_pt;
	if (excess_pt <= 0)
		return;
	base->overhang_pt = overhang(shaped, (gint64)base->first - 1, excess_pt / 2, size_pt);
	double share_pt =
		excess_pt - base->overhang_pt -
		overhang(shaped, (gint64)base->first + base->count, excess_pt / 2, size_pt);
	share_pt /= base->count;
	for (guint i = base->first; i < base->first + base->count; i++) {
		shaped_unit(shaped, i)->width_pt += share_pt;
		shaped_unit(shaped, i)->shift_pt += share_pt / 2;
	}
}

static guint
parts_of(const char *ruby)
{
	guint parts = 1;

	for (; *ruby != '\0'; ruby++)
		parts += *ruby == ' ';
	return parts;
}

static void
add_base(struct fonts *fonts, struct shaped *shaped, const struct span *span, guint first,
         guint count, const char *text, gsize length, bool mono)
{
	double size_pt = span->size_pt * ruby_size;
	struct ruby_base base = {
		.first = first,
		.count = count,
		.offset = (guint32)(text - span->ruby),
		.length = (guint32)length,
		.width_pt = ruby_width(fonts, span->face, text, length, size_pt),
		.mono = mono,
	};

	widen_base(shaped, &base, size_pt);
	g_array_append_val(shaped->rubies, base);
}

static void
prepare_span(struct fonts *fonts, struct shaped *shaped, const struct span *span, guint first,
             guint count)
{
	const char *text = span->ruby;
	bool mono = parts_of(text) == count;

	if (!mono) {
		add_base(fonts, shaped, span, first, count, text, strlen(text), false);
		return;
	}
	for (guint i = 0; i < count; i++) {
		gsize length = strcspn(text, " ");

		add_base(fonts, shaped, span, first + i, 1, text, length, true);
		text += length + 1;
	}
}

void
ruby_prepare(struct fonts *fonts, struct shaped *shaped, gsize span_count)
{
	guint unit = 0;

	for (guint span = 0; span < span_count; span++) {
		guint first = unit;

		while (unit < shaped->units->len && shaped_unit(shaped, unit)->span == span)
			unit++;
		if (shaped->spans[span].ruby != NULL && unit > first)
			prepare_span(fonts, shaped, &shaped->spans[span], first, unit - first);
	}
}

static void
append_glyph(PangoGlyphString *string, const struct glyph *glyph, int width, int text_offset,
             bool starts_cluster)
{
	int at = string->num_glyphs;

	pango_glyph_string_set_size(string, at + 1);
	memset(&string->glyphs[at], 0, sizeof(string->glyphs[at]));
	string->glyphs[at].glyph = glyph->index;
	string->glyphs[at].geometry.width = width;
	string->glyphs[at].attr.is_cluster_start = starts_cluster;
	string->log_clusters[at] = text_offset;
}

static void
append_decoration(struct fonts *fonts, enum decoration decoration, enum font_slot slot,
                  const struct unit *base, PangoGlyphString *string, double x_pt, const char *text,
                  gsize length, struct placed_line *placed)
{
	double size_pt = base->size_pt * ruby_size;
	double top_pt = base->size_pt * ascent_em + size_pt;
	struct placed_run run = {
		.font = fonts_pango_font(fonts, slot, size_pt),
		.glyphs = string,
		.x_pt = x_pt,
		.raise_pt = base->size_pt * ascent_em + size_pt * descent_em,
		.text = text,
		.length = (int)length,
		.span = base->span,
		.decoration = decoration,
	};

	g_array_append_val(placed->runs, run);
	placed->ascent_pt = MAX(placed->ascent_pt, top_pt);
}

/* One run for each cluster: ruby is short, and each has its own place. */
static void
append_ruby(struct fonts *fonts, const struct unit *base, enum face face, const char *text,
            gsize length, double x_pt, double blank_pt, struct placed_line *placed)
{
	const char *end = text + length;
	double size_pt = base->size_pt * ruby_size;
	struct glyph glyphs[CLUSTER_GLYPHS_MAX];
	bool found;

	while (text < end) {
		const char *next = glyph_cluster_end(text, end);
		unsigned count = fonts_find_glyphs(fonts, face, false, text, (gsize)(next - text),
		                                   glyphs, &found);
		PangoGlyphString *string = pango_glyph_string_new();
		double width_pt = 0;

		for (unsigned i = 0; i < count; i++) {
			double advance_pt = (double)glyphs[i].advance_em * size_pt;

			append_glyph(string, &glyphs[i], pango_units_from_double(advance_pt), 0,
			             i == 0);
			width_pt += advance_pt;
		}
		append_decoration(fonts, DECORATION_RUBY, glyphs[0].slot, base, string,
		                  x_pt + blank_pt / 2, text, (gsize)(next - text), placed);
		x_pt += width_pt + blank_pt;
		text = next;
	}
}

static guint
clusters_of(const char *text, gsize length)
{
	const char *end = text + length;
	guint count = 0;

	for (; text < end; text = glyph_cluster_end(text, end))
		count++;
	return count;
}

/* Long ruby starts where its overhang begins but stays within the column;
 * a short group is spread over its base, short mono ruby centred. */
static void
place_ruby(struct fonts *fonts, const struct shaped *shaped, const struct ruby_base *base,
           const struct placement *placement, const char *text, struct placed_line *placed)
{
	const struct line_range *line = placement->line;
	const struct unit *head = shaped_unit(shaped, base->first);
	guint last = base->first + base->count - 1;
	double left = placement->x_pt[base->first - line->first];
	double right = placement->x_pt[last - line->first] + shaped_unit(shaped, last)->width_pt;
	double slack_pt = right - left - base->width_pt;
	double blank_pt = 0;

	if (base->overhang_pt > 0 || slack_pt < 0)
		left -= base->overhang_pt;
	else if (base->mono)
		left += slack_pt / 2;
	else
		blank_pt = slack_pt / MAX(clusters_of(text, base->length), 1);
	left = MIN(left, line->indent_pt + line->room_pt - base->width_pt);
	left = MAX(left, line->indent_pt);
	append_ruby(fonts, head, shaped->spans[head->span].face, text, base->length, left, blank_pt,
	            placed);
}

void
ruby_place(struct fonts *fonts, const struct shaped *shaped, const struct paragraph *paragraph,
           const struct placement *placement, char *const *texts, struct placed_line *placed)
{
	const struct line_range *line = placement->line;

	EACH_IN (const struct ruby_base, base, shaped->rubies) {
		if (base->first < line->first || base->first + base->count > line->end)
			continue;
		const char *text =
			texts[paragraph->span_count + shaped_unit(shaped, base->first)->span];
		place_ruby(fonts, shaped, base, placement, text + base->offset, placed);
	}
}

static bool
takes_dot(const struct shaped *shaped, const struct unit *unit)
{
	return shaped->spans[unit->span].emphasis && !unit->hidden &&
	       unit->class >= CLASS_INSEPARABLE && unit->class != CLASS_IDEOGRAPHIC_SPACE &&
	       unit->class != CLASS_WORD_SPACE;
}

void
emphasis_place(struct fonts *fonts, const struct shaped *shaped, const struct placement *placement,
               struct placed_line *placed)
{
	const struct line_range *line = placement->line;
	struct glyph glyph[CLUSTER_GLYPHS_MAX];
	bool found;

	for (guint i = line->first; i < line->visible_end; i++) {
		const struct unit *unit = shaped_unit(shaped, i);

		if (!takes_dot(shaped, unit))
			continue;
		fonts_find_glyphs(fonts, shaped->spans[unit->span].face, false, dot, strlen(dot),
		                  glyph, &found);
		double width_pt = (double)glyph->advance_em * unit->size_pt * ruby_size;
		PangoGlyphString *string = pango_glyph_string_new();
		append_glyph(string, glyph, pango_units_from_double(width_pt), 0, true);
		append_decoration(fonts, DECORATION_DOTS, glyph->slot, unit, string,
		                  placement->x_pt[i - line->first] +
		                          (unit->width_pt - width_pt) / 2,
		                  dot, strlen(dot), placed);
	}
}
