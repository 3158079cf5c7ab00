/* A paragraph goes through all steps: units, gaps, breaks, places. */
#include "compose/compose.h"

#include "compose/break.h"
#include "compose/place.h"
#include "compose/unit.h"

static void
placed_line_free(gpointer data)
{
	struct placed_line *line = data;

	for (guint i = 0; i < line->runs->len; i++)
		pango_glyph_string_free(g_array_index(line->runs, struct placed_run, i).glyphs);
	g_array_free(line->runs, true);
	g_free(line);
}

static bool
fits_one_line(const struct shaped *shaped, const struct line_range *line)
{
	double width = 0;

	/* A break is forced also before what cannot be seen. */
	for (guint i = 1; i < line->end; i++)
		if (shaped_gap(shaped, i)->forced)
			return false;
	for (guint i = 0; i < line->visible_end; i++) {
		width += shaped_unit(shaped, i)->width_pt;
		width += i > 0 ? shaped_gap(shaped, i)->natural_pt : 0;
	}
	return width <= line->room_pt;
}

static GArray *
find_lines(const struct shaped *shaped, const struct paragraph *paragraph)
{
	struct line_range line = break_single_line(shaped, paragraph);

	if (paragraph->alignment != ALIGN_DISTRIBUTE || !fits_one_line(shaped, &line))
		return break_lines(shaped, paragraph);
	GArray *lines = g_array_new(false, false, sizeof(line));
	g_array_append_val(lines, line);
	return lines;
}

struct composed *
compose(struct fonts *fonts, const struct paragraph *paragraph)
{
	struct composed *composed = g_rc_box_new0(struct composed);
	AUTO(shaped) shaped = shape_spans(fonts, paragraph->spans, paragraph->span_count);

	ruby_prepare(fonts, shaped, paragraph->span_count);
	g_autoptr(GArray) ranges = find_lines(shaped, paragraph);
	composed->texts = place_texts(paragraph);
	composed->lines = g_ptr_array_new_with_free_func(placed_line_free);
	EACH_IN (const struct line_range, range, ranges)
		g_ptr_array_add(composed->lines,
		                place_line(fonts, shaped, paragraph, range, composed->texts));
	return composed;
}

static void
clear_composed(gpointer data)
{
	struct composed *composed = data;

	g_ptr_array_unref(composed->lines);
	g_strfreev(composed->texts);
}

void
composed_free(struct composed *composed)
{
	g_rc_box_release_full(composed, clear_composed);
}

double
compose_natural_width(struct fonts *fonts, const struct span *spans, gsize span_count)
{
	AUTO(shaped) shaped = shape_spans(fonts, spans, span_count);
	double width = 0, widest = 0;

	ruby_prepare(fonts, shaped, span_count);
	for (guint i = 0; i < shaped->units->len; i++) {
		const struct gap *gap = shaped_gap(shaped, i);

		if (i > 0 && gap->forced)
			width = 0;
		else if (i > 0)
			width += gap->natural_pt;
		width += shaped_unit(shaped, i)->width_pt;
		widest = MAX(widest, width);
	}
	return widest;
}
