/* Bands are put on pages, with heads kept with what follows, and feet on every page. */
#include "page/layout.h"

#include "page/cut.h"
#include "page/inline.h"

#include <math.h>

#define OUTER_RULE_PT 0.75
#define SAMPLE_GREY 0.45
#define PAGE_NUMBER_MM 12 /* at most above the page's foot */
#define TOLERANCE_PT 0.01
#define PITCH_STEP_PT 0.5

/* What belongs at the foot of a page but the first stays with the text above it
 * where more lines than this would stay empty between them. */
#define BOTTOM_LINES 12

/* The column on the page. */
struct column_box {
	double left_pt, top_pt, width_pt, height_pt;
};

/* Filling pages. */
struct filling {
	const struct letter *letter;
	struct galley *galley;
	struct column_box box;
	struct page *page;
	guint page_number;
};

/* The margins say the least that stays free: the column is cut down to whole
 * characters and whole lines. */
static struct column_box
column_of(const struct letter *letter, double pitch_pt)
{
	double left_pt = letter->margin_left_mm * PT_PER_MM;
	double top_pt = letter->margin_top_mm * PT_PER_MM;
	double width_pt = PAGE_WIDTH_PT - left_pt - letter->margin_right_mm * PT_PER_MM;
	double height_pt = PAGE_HEIGHT_PT - top_pt - letter->margin_bottom_mm * PT_PER_MM;
	struct column_box box;

	box.width_pt = floor(width_pt / letter->size_pt) * letter->size_pt;
	box.height_pt = floor(height_pt / pitch_pt) * pitch_pt;
	box.left_pt = left_pt + (width_pt - box.width_pt) / 2;
	box.top_pt = top_pt;
	return box;
}

static struct band *
band_at(const struct filling *filling, guint index)
{
	return g_ptr_array_index(filling->galley->bands, index);
}

static const struct table_frame *
frame_of(const struct filling *filling, const struct band *band)
{
	return band->table < 0
	               ? NULL
	               : &g_array_index(filling->galley->frames, struct table_frame, band->table);
}

/* True where the page starts inside a table, behind its head. */
static bool
repeats_head(const struct filling *filling, guint index)
{
	const struct table_frame *frame = frame_of(filling, band_at(filling, index));

	return frame != NULL && index >= frame->head_end && frame->head_end > frame->head_first;
}

static double
head_height_pt(const struct filling *filling, guint index)
{
	double height_pt = 0;

	if (repeats_head(filling, index)) {
		const struct table_frame *frame = frame_of(filling, band_at(filling, index));

		for (guint i = frame->head_first; i < frame->head_end; i++)
			height_pt += band_at(filling, i)->height_pt;
	}
	return height_pt;
}

/* The top of band `index` when the band above it ends at y_pt. */
static double
band_top_pt(const struct filling *filling, const struct band *band, double y_pt, bool first)
{
	double pitch_pt = filling->galley->pitch_pt;

	if (first)
		return y_pt;
	y_pt += band->space_pt;
	if (band->on_grid)
		y_pt = ceil((y_pt - TOLERANCE_PT) / pitch_pt) * pitch_pt;
	if (band->at_bottom) {
		double bottom_pt = filling->box.height_pt - band->height_pt;

		if (filling->page_number == 1 || bottom_pt - y_pt < BOTTOM_LINES * pitch_pt)
			y_pt = MAX(y_pt, bottom_pt);
	}
	return y_pt;
}

/* What stays free above a row that began on the page before, and below one
 * that goes on. */
static double
pad_above_pt(const struct filling *filling, const struct band *band, bool first)
{
	return first && band->table >= 0 && !band->row_start ? frame_of(filling, band)->pad_pt : 0;
}

static double
pad_below_pt(const struct filling *filling, const struct band *band)
{
	return band->table >= 0 && !band->row_end ? frame_of(filling, band)->pad_pt : 0;
}

/* The band that starts the next page. */
static guint
find_break(const struct filling *filling, guint first)
{
	double y_pt = head_height_pt(filling, first);
	guint count = filling->galley->bands->len, last_good = first;

	for (guint i = first; i < count; i++) {
		const struct band *band = band_at(filling, i);

		if (i > first && band->new_page)
			return i;
		if (i > first && !band->keep)
			last_good = i;
		if (band->from_top_pt > 0) {
			y_pt = MAX(y_pt, band->clears_pt - filling->box.top_pt);
			continue;
		}
		y_pt = band_top_pt(filling, band, y_pt, i == first) + band->height_pt +
		       pad_above_pt(filling, band, i == first);
		if (y_pt + pad_below_pt(filling, band) > filling->box.height_pt + TOLERANCE_PT &&
		    i > first)
			return last_good > first ? last_good : i;
	}
	return count;
}

static bool
is_upright_rule(const struct thing *thing)
{
	return thing->kind == THING_RULE && thing->width_pt == 0;
}

/* Upright rules reach through the pads. */
static void
place_things(struct filling *filling, const struct band *band, double top_pt, double above_pt,
             double below_pt)
{
	for (guint i = 0; i < band->things->len; i++) {
		struct thing thing = g_array_index(band->things, struct thing, i);

		thing.x_pt += filling->box.left_pt;
		thing.y_pt += top_pt;
		if (is_upright_rule(&thing)) {
			thing.y_pt -= above_pt;
			thing.height_pt += above_pt + below_pt;
		}
		g_array_append_val(filling->page->things, thing);
	}
}

/* The head of a table that goes on: seen, but not told again. */
static double
repeat_head(struct filling *filling, const struct table_frame *frame)
{
	guint first = filling->page->things->len;
	double y_pt = 0;

	g_assert(frame != NULL);
	for (guint i = frame->head_first; i < frame->head_end; i++) {
		place_things(filling, band_at(filling, i), filling->box.top_pt + y_pt, 0, 0);
		y_pt += band_at(filling, i)->height_pt;
	}
	for (guint i = first; i < filling->page->things->len; i++)
		g_array_index(filling->page->things, struct thing, i).element = ARTIFACT;
	return y_pt;
}

/* The outer rules of the part of a table that stands on a page. */
static void
add_frame(struct filling *filling, const struct table_frame *frame, double top_pt, double bottom_pt)
{
	struct thing box = {
		.kind = THING_BOX,
		.element = ARTIFACT,
		.x_pt = filling->box.left_pt + frame->left_pt,
		.y_pt = top_pt,
		.width_pt = frame->width_pt,
		.height_pt = bottom_pt - top_pt,
		.stroke_pt = OUTER_RULE_PT,
	};

	g_array_append_val(filling->page->things, box);
}

/* The head of a row that goes on, 「理由（続き）」, where its lines reach as far. */
static void
repeat_row_head(struct filling *filling, guint first, double top_pt)
{
	guint start = first, end = first;

	while (!band_at(filling, start)->row_start)
		start--;
	while (!band_at(filling, end)->row_end)
		end++;
	if (start < first && band_at(filling, start)->again != NULL &&
	    band_at(filling, start)->again->height_pt <
	            (end - first + 1) * band_at(filling, first)->height_pt + TOLERANCE_PT)
		place_things(filling, band_at(filling, start)->again, top_pt, 0, 0);
}

static void
fill_page(struct filling *filling, guint first, guint end)
{
	double y_pt = 0, table_top_pt = filling->box.top_pt;
	const struct table_frame *open = NULL;

	if (repeats_head(filling, first)) {
		open = frame_of(filling, band_at(filling, first));
		y_pt = repeat_head(filling, open);
	}
	for (guint i = first; i < end; i++) {
		const struct band *band = band_at(filling, i);
		const struct table_frame *frame = frame_of(filling, band);
		double pad_pt = pad_above_pt(filling, band, i == first);
		double below_pt = i + 1 == end ? pad_below_pt(filling, band) : 0;
		double above_pt = y_pt;

		if (band->from_top_pt > 0) {
			place_things(filling, band, band->from_top_pt, 0, 0);
			y_pt = MAX(y_pt, band->clears_pt - filling->box.top_pt);
			continue;
		}
		y_pt = band_top_pt(filling, band, y_pt, i == first);
		if (frame != open) {
			if (open != NULL)
				add_frame(filling, open, table_top_pt,
				          filling->box.top_pt + above_pt);
			open = frame;
			table_top_pt = filling->box.top_pt + y_pt;
		}
		y_pt += pad_pt;
		if (i == first && band->table >= 0)
			repeat_row_head(filling, i, filling->box.top_pt + y_pt);
		place_things(filling, band, filling->box.top_pt + y_pt, pad_pt, below_pt);
		y_pt += band->height_pt + below_pt;
	}
	if (open != NULL)
		add_frame(filling, open, table_top_pt, filling->box.top_pt + y_pt);
}

/* A line of furniture, of which the column's width is free. */
static void
add_furniture(struct filling *filling, const char *text, enum face face, double size_pt,
              enum alignment alignment, double y_pt, double grey)
{
	g_autoptr(GArray) spans = spans_new();
	struct setting setting = { .width_pt = filling->box.width_pt, .alignment = alignment };
	struct thing thing = { .kind = THING_TEXT,
		               .element = ARTIFACT,
		               .y_pt = y_pt,
		               .x_pt = filling->box.left_pt,
		               .grey = grey };

	spans_append(spans, text, face, size_pt);
	thing.line = g_ptr_array_index(galley_compose(filling->galley, spans, &setting)->lines, 0);
	g_array_append_val(filling->page->things, thing);
}

/* 「見本」 in a light frame, in the middle of the head margin. */
static void
add_sample_mark(struct filling *filling)
{
	double size_pt = filling->letter->size_pt * 7 / 8;
	struct span span = { .text = filling->letter->sample,
		             .face = FACE_GOTHIC,
		             .size_pt = size_pt };
	double width_pt =
		composing_natural_width(filling->galley->composing, &span, 1) + 3 * size_pt;
	double baseline = filling->box.top_pt * 0.62;
	struct thing box = {
		.kind = THING_BOX,
		.element = ARTIFACT,
		.x_pt = filling->box.left_pt + (filling->box.width_pt - width_pt) / 2,
		.y_pt = baseline - 1.38 * size_pt,
		.width_pt = width_pt,
		.height_pt = 2 * size_pt,
		.stroke_pt = 0.5,
		.grey = SAMPLE_GREY,
	};

	g_array_append_val(filling->page->things, box);
	add_furniture(filling, filling->letter->sample, FACE_GOTHIC, size_pt, ALIGN_CENTRE,
	              baseline, SAMPLE_GREY);
}

static void
add_page_number(struct filling *filling)
{
	const struct letter *letter = filling->letter;
	g_autofree char *number = g_strdup_printf("- %u -", filling->page_number);
	double foot_mm = MIN(letter->margin_bottom_mm / 2, PAGE_NUMBER_MM);
	enum alignment alignment = ALIGN_CENTRE;

	if (letter->page_numbers == PAGE_NUMBERS_NONE)
		return;
	if (letter->page_numbers == PAGE_NUMBERS_OUTSIDE)
		alignment = filling->page_number % 2 == 0 ? ALIGN_START : ALIGN_END;
	add_furniture(filling, number, FACE_MINCHO, letter->size_pt * 7 / 8, alignment,
	              PAGE_HEIGHT_PT - foot_mm * PT_PER_MM, 0);
}

static void
add_page_furniture(struct filling *filling)
{
	double size_pt = filling->letter->size_pt * 3 / 4;

	if (filling->letter->sample != NULL)
		add_sample_mark(filling);
	if (filling->page_number < 2)
		return;
	add_page_number(filling);
	if (filling->letter->header != NULL)
		add_furniture(filling, filling->letter->header, FACE_MINCHO, size_pt, ALIGN_END,
		              filling->box.top_pt * 0.62, 0);
}

/* Rules and furniture first, then all in the order of the structure. */
static int
compare_things(gconstpointer left, gconstpointer right)
{
	const struct thing *a = left, *b = right;
	int text = (a->kind == THING_TEXT) - (b->kind == THING_TEXT);

	if (a->element != b->element)
		return a->element < b->element ? -1 : 1;
	if (text != 0)
		return text;
	if (a->y_pt != b->y_pt)
		return a->y_pt < b->y_pt ? -1 : 1;
	return a->x_pt < b->x_pt ? -1 : a->x_pt > b->x_pt;
}

/* Upright rules of lines that follow one another become one. */
static void
join_rules(GArray *things)
{
	guint kept = 0;

	for (guint i = 0; i < things->len; i++) {
		struct thing thing = g_array_index(things, struct thing, i);
		bool joined = false;

		for (guint j = kept; is_upright_rule(&thing) && j > 0 && !joined; j--) {
			struct thing *above = &g_array_index(things, struct thing, j - 1);

			if (is_upright_rule(above) && fabs(above->x_pt - thing.x_pt) < 1e-6 &&
			    fabs(above->y_pt + above->height_pt - thing.y_pt) < 1e-6) {
				above->height_pt += thing.height_pt;
				joined = true;
			}
		}
		if (!joined)
			g_array_index(things, struct thing, kept++) = thing;
	}
	g_array_set_size(things, kept);
}

static struct document *
layout_at(const struct letter *letter, struct composing *composing, double pitch_pt, bool annexed)
{
	struct document *document = document_new();
	struct filling filling = { .letter = letter, .box = column_of(letter, pitch_pt) };
	struct galley galley;

	galley_init(&galley, document, composing);
	galley.width_pt = filling.box.width_pt;
	galley.pitch_pt = pitch_pt;
	galley.size_pt = letter->size_pt;
	galley.line_end = letter->line_end;
	galley.annexed = annexed;
	filling.galley = &galley;
	cut_letter(&galley, letter, 0);
	for (guint first = 0; first < galley.bands->len;) {
		filling.page_number++;

		guint end = find_break(&filling, first);

		filling.page = document_add_page(document);
		add_page_furniture(&filling);
		fill_page(&filling, first, end);
		g_array_sort(filling.page->things, compare_things);
		join_rules(filling.page->things);
		first = end;
	}
	galley_clear(&galley);
	return document;
}

/* Whether a letter needs its annex: even closer lines do not bring it onto one page. */
static bool
needs_annex(const struct letter *letter, struct composing *composing)
{
	AUTO(document) document = layout_at(letter, composing, letter->least_pitch_pt, false);

	return document->pages->len > 1;
}

/* Lines stand closer, by as little as is needed, where it saves a page. */
struct document *
layout(const struct letter *letter, struct fonts *fonts)
{
	AUTO(composing) composing = composing_new(fonts);
	struct document *document = layout_at(letter, composing, letter->pitch_pt, letter->annexed);
	double pitch_pt = letter->pitch_pt - PITCH_STEP_PT;
	bool annexed = letter->annexed;

	if (letter->has_annex && !annexed && document->pages->len > 1 &&
	    needs_annex(letter, composing)) {
		annexed = true;
		document_free(document);
		document = layout_at(letter, composing, letter->pitch_pt, true);
	}
	for (; document->pages->len > 1 && pitch_pt >= letter->least_pitch_pt;
	     pitch_pt -= PITCH_STEP_PT) {
		struct document *closer = layout_at(letter, composing, pitch_pt, annexed);
		bool saves = closer->pages->len < document->pages->len;

		document_free(saves ? document : closer);
		if (saves)
			return closer;
	}
	return document;
}
