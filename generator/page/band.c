/* A band is a row of areas side by side, which break over pages together. */
#include "page/band.h"

/* The part of an em box of Japanese fonts that is above the baseline. */
#define ABOVE_BASELINE 0.88

static void
band_free(gpointer data)
{
	struct band *band = data;

	if (band->again != NULL)
		band_free(band->again);
	g_array_unref(band->things);
	g_free(band);
}

struct band *
band_new(void)
{
	struct band *band = g_new0(struct band, 1);

	band->things = g_array_new(false, true, sizeof(struct thing));
	band->table = -1;
	return band;
}

void
galley_init(struct galley *galley, struct document *document, struct composing *composing)
{
	*galley = (struct galley){ .document = document, .composing = composing };
	galley->bands = g_ptr_array_new_with_free_func(band_free);
	galley->frames = g_array_new(false, true, sizeof(struct table_frame));
}

void
galley_clear(struct galley *galley)
{
	g_ptr_array_unref(galley->bands);
	g_array_unref(galley->frames);
}

struct band *
galley_add_band(struct galley *galley, double height_pt)
{
	struct band *band = band_new();

	band->height_pt = height_pt;
	band->space_pt = galley->space_pt;
	band->keep = galley->keep;
	band->on_grid = true;
	galley->space_pt = 0;
	galley->keep = false;
	g_ptr_array_add(galley->bands, band);
	return band;
}

double
baseline_pt(double pitch_pt, double size_pt)
{
	return (pitch_pt - size_pt) / 2 + ABOVE_BASELINE * size_pt;
}

double
spans_size_pt(const GArray *spans, double otherwise)
{
	return spans->len == 0 ? otherwise : g_array_index(spans, struct span, 0).size_pt;
}

const struct composed *
galley_compose(struct galley *galley, const GArray *spans, const struct setting *setting)
{
	struct paragraph paragraph = {
		.spans = (const struct span *)(const void *)spans->data,
		.span_count = spans->len,
		.width_pt = setting->width_pt,
		.first_indent_pt = setting->first_indent_pt,
		.indent_pt = setting->indent_pt,
		.alignment = setting->alignment,
		.line_end = galley->line_end,
	};
	struct composed *composed = composing_compose(galley->composing, &paragraph);

	g_ptr_array_add(galley->document->composed, g_rc_box_acquire(composed));
	return composed;
}

void
band_add_line(struct band *band, const struct placed_line *line, double x_pt, double y_pt,
              int element)
{
	struct thing thing = {
		.kind = THING_TEXT, .element = element, .x_pt = x_pt, .y_pt = y_pt, .line = line
	};

	if (line->runs->len > 0)
		g_array_append_val(band->things, thing);
}

void
band_add_rule(struct band *band, double x_pt, double y_pt, double width_pt, double height_pt,
              double stroke_pt)
{
	struct thing thing = { .kind = THING_RULE,
		               .element = ARTIFACT,
		               .x_pt = x_pt,
		               .y_pt = y_pt,
		               .width_pt = width_pt,
		               .height_pt = height_pt,
		               .stroke_pt = stroke_pt };

	g_array_append_val(band->things, thing);
}

struct band *
galley_add_paragraph(struct galley *galley, const GArray *spans, const struct setting *setting)
{
	const struct composed *composed = galley_compose(galley, spans, setting);
	double size_pt = spans_size_pt(spans, galley->size_pt);
	double y_pt = baseline_pt(galley->pitch_pt, size_pt);
	struct band *first = NULL;

	for (guint i = 0; i < composed->lines->len; i++) {
		struct band *band = galley_add_band(galley, galley->pitch_pt);

		band->keep = band->keep || i == 1 || (i > 0 && i + 1 == composed->lines->len);
		band_add_line(band, g_ptr_array_index(composed->lines, i), setting->x_pt, y_pt,
		              setting->element);
		for (guint j = 0; j < band->things->len; j++)
			g_array_index(band->things, struct thing, j).width_pt = setting->width_pt;
		first = first == NULL ? band : first;
	}
	return first;
}
