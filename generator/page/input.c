/* The inputs of blank forms are read from the letter's text and found again on its pages. */
#include "page/input.h"

#include <string.h>

/* Above the baseline, as a part of the size; and how much higher than it a line of a field is. */
#define ABOVE_BASELINE 0.88
#define PAD 0.22
#define BUTTON_INSET 0.05

/* Holds the place of one em of an input. */
static const char holder[] = "□";

static int
number_of(const char *text)
{
	return text == NULL ? 0 : (int)g_ascii_strtoll(text, NULL, 10);
}

struct input *
input_read(const struct xml_node *node, double size_pt)
{
	struct input *input = g_new0(struct input, 1);

	input->name = g_strdup(xml_attribute(node, "name"));
	input->label = g_strdup(xml_attribute(node, "label"));
	input->state = g_strdup(xml_attribute(node, "state"));
	input->choices = g_strdup(xml_attribute(node, "choices"));
	input->single = xml_attribute(node, "single") != NULL;
	input->prose = xml_attribute(node, "prose") != NULL;
	input->required = xml_attribute(node, "required") != NULL;
	input->characters = number_of(xml_attribute(node, "characters"));
	input->width_em = number_of(xml_attribute(node, "em"));
	input->size_pt = size_pt;
	return input;
}

void
input_free(struct input *input)
{
	if (input == NULL)
		return;
	g_free(input->name);
	g_free(input->label);
	g_free(input->state);
	g_free(input->choices);
	g_free(input);
}

void
input_keep(struct span *span, struct input *input)
{
	g_autoptr(GString) text = g_string_new(holder);

	for (int i = 1; i < input->width_em; i++)
		g_string_append(text, holder);
	g_free((char *)span->text);
	span->text = g_strdup(text->str);
	span->input = input;
	span->nowrap = true;
}

void
input_set_width(struct span *span, const char *em)
{
	struct input *input = (struct input *)span->input;

	input->width_em = number_of(em);
	input_keep(span, input);
}

static bool
reaches_end(const struct placed_run *run)
{
	return run->input != NULL && run->input->width_em == 0 && run->input->state == NULL;
}

void
input_widen(struct band *band, double more_pt)
{
	struct thing *thing =
		band->things->len != 1 ? NULL : &g_array_index(band->things, struct thing, 0);

	if (thing != NULL && more_pt > 0 && thing->kind == THING_TEXT &&
	    thing->line->runs->len == 1 &&
	    reaches_end(&g_array_index(thing->line->runs, struct placed_run, 0)))
		thing->height_pt = more_pt;
}

bool
bands_have_input(const GPtrArray *bands)
{
	EACH (const struct band, band, bands)
		EACH_IN (const struct thing, thing, band->things)
			for (guint i = 0; thing->kind == THING_TEXT && i < thing->line->runs->len;
			     i++)
				if (g_array_index(thing->line->runs, struct placed_run, i).input !=
				    NULL)
					return true;
	return false;
}

static double
run_width_pt(const struct placed_run *run)
{
	int width = 0;

	for (int i = 0; i < run->glyphs->num_glyphs; i++)
		width += run->glyphs->glyphs[i].geometry.width;
	return pango_units_to_double(width);
}

/* What stands behind a button, up to the next input or the end of its element. */
static char *
label_of(const struct page *page, guint at, guint run)
{
	const struct thing *thing = &g_array_index(page->things, struct thing, at);
	const struct input *input = g_array_index(thing->line->runs, struct placed_run, run).input;
	int element = thing->element;
	g_autoptr(GString) behind = g_string_new(NULL);

	for (run++; input->state != NULL && thing->kind == THING_TEXT && thing->element == element;
	     run = 0) {
		for (; run < thing->line->runs->len; run++) {
			const struct placed_run *next =
				&g_array_index(thing->line->runs, struct placed_run, run);

			if (next->input != NULL)
				break;
			g_string_append_len(behind, next->text, next->length);
		}
		if (run < thing->line->runs->len || ++at == page->things->len)
			break;
		thing = &g_array_index(page->things, struct thing, at);
	}
	while (g_str_has_suffix(behind->str, "　"))
		g_string_truncate(behind, behind->len - strlen("　"));
	return g_strconcat(input->label, behind->len > 0 ? "：" : NULL, behind->str, NULL);
}

static void
place_clear(gpointer place)
{
	g_free(((struct input_place *)place)->label);
}

static struct input_place
place_of(const struct thing *thing, const struct placed_run *run, guint page)
{
	const struct input *input = run->input;
	double size_pt = input->size_pt, pad_pt = PAD * size_pt;
	struct input_place place = {
		.input = input,
		.page = page,
		.x_pt = thing->x_pt + run->x_pt,
		.y_pt = thing->y_pt - ABOVE_BASELINE * size_pt - pad_pt,
		.width_pt = reaches_end(run) ? thing->width_pt - run->x_pt : run_width_pt(run),
		.height_pt = size_pt + 2 * pad_pt + thing->height_pt,
	};

	if (input->state != NULL) {
		place.x_pt += BUTTON_INSET * size_pt;
		place.y_pt += pad_pt + BUTTON_INSET * size_pt;
		place.width_pt = place.height_pt = (1 - 2 * BUTTON_INSET) * size_pt;
	}
	return place;
}

GArray *
document_inputs(const struct document *document)
{
	GArray *places = g_array_new(false, false, sizeof(struct input_place));

	g_array_set_clear_func(places, place_clear);
	for (guint i = 0; i < document->pages->len; i++) {
		const struct page *page = g_ptr_array_index(document->pages, i);

		for (guint j = 0; j < page->things->len; j++) {
			const struct thing *thing = &g_array_index(page->things, struct thing, j);

			for (guint k = 0; thing->kind == THING_TEXT && k < thing->line->runs->len;
			     k++) {
				const struct placed_run *run =
					&g_array_index(thing->line->runs, struct placed_run, k);

				if (run->input == NULL)
					continue;

				struct input_place place = place_of(thing, run, i);

				place.label = label_of(page, j, k);
				g_array_append_val(places, place);
				/* cppcheck-suppress memleak; the array has it now */
			}
		}
	}
	return places;
}
