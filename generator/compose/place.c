/* The characters of a chosen line get their places on it. */
#include "compose/place.h"

#include <math.h>
#include <string.h>

/* Of the em box of the pinned fonts. */
static const double ascent_em = 0.88;
static const double descent_em = 0.12;

/* Beyond the limits of JLREQ 3.8.4; a line that needs more stays short, since a hole in it
 * is worse than one behind it. */
static const double beyond_max_em = 1.5;

/* How far each kind of blank goes: 0 natural, 1 to its limit; and what every
 * gap that may open gets beyond all limits. */
struct settings {
	double shrink[SHRINK_STAGES];
	double stretch[STRETCH_STAGES];
	double beyond_pt;
};

static bool
opens(const struct gap *gap)
{
	return gap->stretch_pt[STRETCH_WORD_SPACE] > 0 || gap->stretch_pt[STRETCH_QUARTER] > 0 ||
	       gap->stretch_pt[STRETCH_EVEN] > 0;
}

static double
natural_width(const struct shaped *shaped, const struct line_range *line)
{
	double width = 0;

	for (guint i = line->first; i < line->visible_end; i++) {
		width += shaped_unit(shaped, i)->width_pt;
		if (i > line->first)
			width += shaped_gap(shaped, i)->natural_pt;
	}
	return width;
}

static void
settle_shrink(const struct shaped *shaped, const struct line_range *line, double excess_pt,
              struct settings *settings)
{
	for (int stage = 0; stage < SHRINK_STAGES && excess_pt > 0; stage++) {
		double total = 0;

		for (guint i = line->first + 1; i < line->visible_end; i++)
			total += shaped_gap(shaped, i)->shrink_pt[stage];
		double used = MIN(total, excess_pt);
		settings->shrink[stage] = total > 0 ? used / total : 0;
		excess_pt -= used;
	}
}

static void
settle_stretch(const struct shaped *shaped, const struct line_range *line, double slack_pt,
               struct settings *settings)
{
	guint open = 0;

	for (int stage = 0; stage < STRETCH_STAGES && slack_pt > 0; stage++) {
		double total = 0;

		for (guint i = line->first + 1; i < line->visible_end; i++)
			total += shaped_gap(shaped, i)->stretch_pt[stage];
		double used = MIN(total, slack_pt);
		settings->stretch[stage] = total > 0 ? used / total : 0;
		slack_pt -= used;
	}
	for (guint i = line->first + 1; i < line->visible_end; i++)
		open += opens(shaped_gap(shaped, i));
	settings->beyond_pt = slack_pt > 0 && open > 0 ? slack_pt / open : 0;
	if (settings->beyond_pt > beyond_max_em * shaped_unit(shaped, line->first)->size_pt)
		memset(settings, 0, sizeof(*settings));
}

static double
settled_gap(const struct gap *gap, const struct settings *settings)
{
	double width = gap->natural_pt;

	for (int stage = 0; stage < SHRINK_STAGES; stage++)
		width -= gap->shrink_pt[stage] * settings->shrink[stage];
	for (int stage = 0; stage < STRETCH_STAGES; stage++)
		width += gap->stretch_pt[stage] * settings->stretch[stage];
	return opens(gap) ? width + settings->beyond_pt : width;
}

/* 均等割付: between all characters alike, western words kept whole. */
static bool
parts_evenly(const struct shaped *shaped, guint i)
{
	const struct unit *previous = shaped_unit(shaped, i - 1);
	const struct unit *next = shaped_unit(shaped, i);

	return !(previous->western && next->western) && !next->hidden;
}

static double
place_evenly(const struct shaped *shaped, const struct line_range *line, double slack_pt,
             double *start_pt)
{
	guint parts = 0;

	for (guint i = line->first + 1; i < line->visible_end; i++)
		parts += parts_evenly(shaped, i);
	if (parts == 0)
		*start_pt += slack_pt / 2;
	return parts > 0 ? slack_pt / parts : 0;
}

static void
place_units(const struct shaped *shaped, const struct paragraph *paragraph,
            struct placement *placement)
{
	const struct line_range *line = placement->line;
	double slack_pt = line->room_pt - natural_width(shaped, line) - line->tail_pt;
	struct settings settings = { 0 };
	double x = line->indent_pt, even_pt = 0;

	if (slack_pt < 0)
		settle_shrink(shaped, line, -slack_pt, &settings);
	else if (paragraph->alignment == ALIGN_CENTRE)
		x += slack_pt / 2;
	else if (paragraph->alignment == ALIGN_END)
		x += slack_pt;
	else if (paragraph->alignment == ALIGN_DISTRIBUTE && line->last)
		even_pt = place_evenly(shaped, line, slack_pt, &x);
	else if (paragraph->alignment != ALIGN_START && !line->last)
		settle_stretch(shaped, line, slack_pt, &settings);
	for (guint i = line->first; i < line->end; i++) {
		const struct unit *unit = shaped_unit(shaped, i);

		if (i > line->first && i < line->visible_end) {
			x += settled_gap(shaped_gap(shaped, i), &settings);
			if (parts_evenly(shaped, i))
				x += even_pt;
		}
		placement->x_pt[i - line->first] = x;
		if (i < line->visible_end)
			x += unit->width_pt;
	}
	placement->x_pt[line->end - line->first] = x;
}

static int
to_units(double pt)
{
	return (int)lrint(pt * PANGO_SCALE);
}

/* Whether unit i goes on with the run of the unit before. */
static bool
continues_run(const struct shaped *shaped, guint i)
{
	const struct unit *previous = shaped_unit(shaped, i - 1);
	const struct unit *unit = shaped_unit(shaped, i);
	const struct glyph *glyphs = (const struct glyph *)(void *)shaped->glyphs->data;

	return unit->span == previous->span &&
	       glyphs[unit->first_glyph].slot == glyphs[previous->first_glyph].slot;
}

/* Sets the glyphs of unit i; `advance` reaches from its left edge to the next
 * unit's, so the last of its glyphs takes the blank behind it. */
static void
set_glyphs(const struct shaped *shaped, const struct unit *unit, int advance, int text_offset,
           PangoGlyphString *string, guint at)
{
	const struct glyph *glyphs = (const struct glyph *)(void *)shaped->glyphs->data;

	for (guint i = 0; i < unit->glyph_count; i++) {
		const struct glyph *glyph = &glyphs[unit->first_glyph + i];
		PangoGlyphInfo *info = &string->glyphs[at + i];
		int width = to_units((double)glyph->advance_em * unit->size_pt);

		if (i + 1 == unit->glyph_count)
			width = advance;
		advance -= width;
		memset(info, 0, sizeof(*info));
		info->glyph = glyph->index;
		info->geometry.width = width;
		info->geometry.x_offset =
			to_units(unit->shift_pt + (double)glyph->x_offset_em * unit->size_pt);
		info->geometry.y_offset = -to_units((double)glyph->y_offset_em * unit->size_pt);
		info->attr.is_cluster_start = i == 0;
		string->log_clusters[at + i] = text_offset;
	}
}

static void
append_run(struct fonts *fonts, const struct shaped *shaped, const struct placement *placement,
           guint first, guint end, char *const *texts, struct placed_line *placed)
{
	const struct unit *head = shaped_unit(shaped, first);
	const struct unit *tail = shaped_unit(shaped, end - 1);
	const struct glyph *glyph = &g_array_index(shaped->glyphs, struct glyph, head->first_glyph);
	const double *x_pt = placement->x_pt - placement->line->first;
	guint at = 0;
	struct placed_run run = {
		.font = fonts_pango_font(fonts, glyph->slot, head->size_pt),
		.glyphs = pango_glyph_string_new(),
		.x_pt = (double)to_units(x_pt[first]) / PANGO_SCALE,
		.text = texts[head->span] + head->offset,
		.length = (int)(tail->offset + tail->length - head->offset),
		.span = head->span,
		.link = shaped->spans[head->span].link,
		.input = shaped->spans[head->span].input,
	};

	pango_glyph_string_set_size(
		run.glyphs, (int)(tail->first_glyph + tail->glyph_count - head->first_glyph));
	for (guint i = first; i < end; i++) {
		const struct unit *unit = shaped_unit(shaped, i);
		double right =
			i + 1 < end
				? x_pt[i + 1]
				: x_pt[i] + (i < placement->line->visible_end ? unit->width_pt : 0);

		set_glyphs(shaped, unit, to_units(right) - to_units(x_pt[i]),
		           (int)(unit->offset - head->offset), run.glyphs, at);
		at += unit->glyph_count;
	}
	g_array_append_val(placed->runs, run);
}

static void
set_extents(const struct shaped *shaped, const struct paragraph *paragraph,
            const struct line_range *line, struct placed_line *placed)
{
	double size_pt = paragraph->span_count > 0 ? paragraph->spans[0].size_pt : 0;

	if (line->visible_end > line->first)
		size_pt = 0;
	for (guint i = line->first; i < line->visible_end; i++)
		size_pt = MAX(size_pt, shaped_unit(shaped, i)->size_pt);
	placed->ascent_pt = ascent_em * size_pt;
	placed->descent_pt = descent_em * size_pt;
}

char **
place_texts(const struct paragraph *paragraph)
{
	gsize count = paragraph->span_count;
	char **texts = g_new0(char *, 2 * count + 1);

	for (gsize i = 0; i < count; i++) {
		const char *ruby = paragraph->spans[i].ruby;

		texts[i] = g_strdup(paragraph->spans[i].text);
		texts[count + i] = g_strdup(ruby == NULL ? "" : ruby);
	}
	return texts;
}

struct placed_line *
place_line(struct fonts *fonts, const struct shaped *shaped, const struct paragraph *paragraph,
           const struct line_range *line, char *const *texts)
{
	struct placed_line *placed = g_new0(struct placed_line, 1);
	g_autofree double *x_pt = g_new(double, line->end - line->first + 1);
	struct placement placement = { line, x_pt };

	placed->runs = g_array_new(false, false, sizeof(struct placed_run));
	place_units(shaped, paragraph, &placement);
	guint end = placement.line->end;
	guint first = placement.line->first;

	if (end > first && shaped_unit(shaped, end - 1)->newline)
		end--;
	for (guint i = first; i < end; i++) {
		if (i + 1 < end && continues_run(shaped, i + 1))
			continue;
		append_run(fonts, shaped, &placement, first, i + 1, texts, placed);
		first = i + 1;
	}
	set_extents(shaped, paragraph, line, placed);
	placed->width_pt = x_pt[line->end - line->first] - x_pt[0];
	ruby_place(fonts, shaped, paragraph, &placement, texts, placed);
	emphasis_place(fonts, shaped, &placement, placed);
	return placed;
}
