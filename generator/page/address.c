/* The address and the sender stand in the windows of an envelope. */
#include "page/cut.h"

#include "page/inline.h"

/* An official seal is mostly 18 to 21 mm wide; its place is drawn as large. */
#define SEAL_MM 20
#define SEAL_STROKE_PT 0.5
#define SEAL_DASH_PT 2
#define SEAL_GREY 0.55

double
cut_widest(struct galley *galley, const GPtrArray *blocks)
{
	double widest_pt = 0;

	EACH (const struct block, block, blocks) {
		const struct span *spans = (const struct span *)(const void *)block->spans->data;
		double width_pt =
			composing_natural_width(galley->composing, spans, block->spans->len);

		widest_pt = MAX(widest_pt, width_pt);
	}
	return widest_pt;
}

void
cut_reference(struct galley *galley, const struct block *block, double width_pt, int element)
{
	struct setting setting = {
		.x_pt = galley->width_pt - galley->size_pt - width_pt,
		.width_pt = width_pt,
		.alignment = ALIGN_DISTRIBUTE,
		.element = document_add_element(galley->document, ROLE_PARAGRAPH, element),
	};

	galley_add_paragraph(galley, block->spans, &setting);
}

/* In a window nothing of the flow moves, but what follows stays clear of it. Many
 * lines stand closer there, as close as they can be read. */
static void
place_in_window(struct galley *galley, const struct letter *letter, guint first)
{
	double height_pt = letter->window_mm[3] * PT_PER_MM;
	double pitch_pt = CLAMP(height_pt / (galley->bands->len - first),
	                        MIN(galley->size_pt * 1.2, galley->pitch_pt), galley->pitch_pt);
	double left_pt = (letter->window_mm[0] - letter->margin_left_mm) * PT_PER_MM;

	for (guint i = first; i < galley->bands->len; i++) {
		struct band *band = g_ptr_array_index(galley->bands, i);

		band->from_top_pt = letter->window_mm[1] * PT_PER_MM + (i - first) * pitch_pt;
		band->clears_pt = (letter->window_mm[1] + letter->window_mm[3]) * PT_PER_MM;
		for (guint j = 0; j < band->things->len; j++)
			g_array_index(band->things, struct thing, j).x_pt +=
				left_pt - galley->size_pt;
	}
}

void
cut_addressee(struct galley *galley, const struct letter *letter, const struct block *block,
              int element)
{
	guint first = galley->bands->len;
	double width_pt = galley->width_pt - 2 * galley->size_pt;

	if (letter->window_mm[2] > 0)
		width_pt = letter->window_mm[2] * PT_PER_MM;
	else
		galley->space_pt = galley->pitch_pt;
	EACH (const struct block, line, block->children) {
		struct setting setting = {
			.x_pt = galley->size_pt,
			.width_pt = width_pt,
			.alignment = ALIGN_START,
			.element = document_add_element(galley->document, ROLE_PARAGRAPH, element),
		};

		galley_add_paragraph(galley, line->spans, &setting);
	}
	if (letter->window_mm[2] > 0)
		place_in_window(galley, letter, first);
}

static void
add_seal_label(struct galley *galley, struct band *band, const struct letter *letter, int element,
               double right_pt, double bottom_pt)
{
	g_autoptr(GArray) spans = spans_new();
	double size_pt = galley->size_pt / 2;
	guint index = band->things->len;

	if (letter->seal_label == NULL)
		return;
	spans_append(spans, letter->seal_label, FACE_MINCHO, size_pt);

	struct setting setting = { .width_pt = 10 * size_pt,
		                   .alignment = ALIGN_END,
		                   .element = element };
	const struct composed *composed = galley_compose(galley, spans, &setting);

	band_add_line(band, g_ptr_array_index(composed->lines, 0),
	              right_pt - setting.width_pt - size_pt / 2, bottom_pt - size_pt / 2, element);
	if (band->things->len > index)
		g_array_index(band->things, struct thing, index).grey = SEAL_GREY;
}

/* The left edge of the seal is that of the name's last character. */
static double
seal_left_pt(const struct galley *galley, double name_end_pt)
{
	return name_end_pt - galley->size_pt;
}

/* The dashed square over the last character, its middle on the name's line. Left
 * empty, it has its room all the same. */
static void
add_seal(struct galley *galley, struct band *band, const struct letter *letter, enum seal seal,
         int element, double name_end_pt)
{
	double side_pt = SEAL_MM * PT_PER_MM;
	struct thing box = {
		.kind = THING_BOX,
		.element = element,
		.x_pt = seal_left_pt(galley, name_end_pt),
		.y_pt = (galley->pitch_pt - side_pt) / 2,
		.width_pt = side_pt,
		.height_pt = side_pt,
		.stroke_pt = SEAL_STROKE_PT,
		.dash_pt = SEAL_DASH_PT,
		.grey = SEAL_GREY,
	};

	if (seal == SEAL_BOX) {
		g_array_append_val(band->things, box);
		add_seal_label(galley, band, letter, element, box.x_pt + side_pt,
		               box.y_pt + side_pt);
	}
	/* Half a line of the space that follows is enough below the box. */
	band->height_pt = MAX(band->height_pt, box.y_pt + side_pt - galley->pitch_pt / 2);
}

/* The labels of lines, spread to one width. */
static double
label_width_pt(struct galley *galley, const GPtrArray *lines)
{
	double widest_pt = 0;

	EACH (const struct block, line, lines) {
		struct span span = { .text = line->label,
			             .face = FACE_MINCHO,
			             .size_pt = galley->size_pt };

		if (line->label != NULL)
			widest_pt = MAX(widest_pt,
			                composing_natural_width(galley->composing, &span, 1));
	}
	return widest_pt;
}

static void
add_label(struct galley *galley, struct band *band, const char *label,
          const struct setting *of_line, double x_pt, double width_pt)
{
	g_autoptr(GArray) spans = spans_new();
	struct setting setting = { .width_pt = width_pt, .alignment = ALIGN_DISTRIBUTE };

	spans_append(spans, label, FACE_MINCHO, galley->size_pt);

	const struct composed *composed = galley_compose(galley, spans, &setting);

	band_add_line(band, g_ptr_array_index(composed->lines, 0), x_pt,
	              baseline_pt(galley->pitch_pt, galley->size_pt), of_line->element);
}

/* Where the lines of a sender stand. */
struct sender_column {
	double left_pt, label_pt, width_pt; /* text starts behind the label */
};

static struct sender_column
sender_column(struct galley *galley, const struct block *sender, double beyond_pt)
{
	struct sender_column column = { .label_pt = label_width_pt(galley, sender->children) };
	double room_pt = galley->width_pt / 2;

	if (column.label_pt > 0) {
		column.label_pt += galley->size_pt;
		room_pt = galley->width_pt * 0.6 - column.label_pt;
		column.width_pt = room_pt;
	} else {
		column.width_pt = cut_widest(galley, sender->children) + 1;
	}
	column.width_pt = MIN(column.width_pt, room_pt);
	column.left_pt = galley->width_pt - galley->size_pt -
	                 MAX(column.label_pt + column.width_pt, beyond_pt);
	return column;
}

static double
natural_width_pt(struct galley *galley, const struct block *line)
{
	const struct span *spans = (const struct span *)(const void *)line->spans->data;

	return composing_natural_width(galley->composing, spans, line->spans->len);
}

/* How far the name moves to the right, so that its seal stands beside the lines above,
 * not over them; as far as the sheet is wide enough. */
static double
seal_shift_pt(struct galley *galley, const struct block *sender, double *name_width_pt)
{
	double others_pt = 0;
	double room_pt = galley->width_pt * 2 / 3 - SEAL_MM * PT_PER_MM;

	for (guint i = 0; i + 1 < sender->children->len; i++)
		others_pt = MAX(others_pt,
		                natural_width_pt(galley, g_ptr_array_index(sender->children, i)));
	*name_width_pt = natural_width_pt(
		galley, g_ptr_array_index(sender->children, sender->children->len - 1));
	double shift_pt = MIN(others_pt, room_pt) + galley->size_pt - *name_width_pt;
	return MAX(shift_pt, 0);
}

void
cut_sender(struct galley *galley, const struct letter *letter, const struct block *block,
           int element)
{
	bool has_place = block->seal == SEAL_BOX || block->seal == SEAL_SPACE;
	double name_end_pt = 0, beyond_pt = 0, shift_pt = 0;
	struct band *band = NULL;

	if (has_place && block->children->len > 0) {
		shift_pt = seal_shift_pt(galley, block, &name_end_pt);
		name_end_pt += shift_pt;
		beyond_pt = seal_left_pt(galley, name_end_pt) + SEAL_MM * PT_PER_MM;
	}

	struct sender_column column = sender_column(galley, block, beyond_pt);

	galley->space_pt = galley->pitch_pt;
	for (guint i = 0; i < block->children->len; i++) {
		const struct block *line = g_ptr_array_index(block->children, i);
		guint first = galley->bands->len;
		struct setting setting = {
			.x_pt = column.left_pt + column.label_pt,
			.width_pt = column.width_pt,
			.alignment = ALIGN_START,
			.element = document_add_element(galley->document, ROLE_PARAGRAPH, element),
		};

		if (i + 1 == block->children->len)
			setting.x_pt += shift_pt;
		galley_add_paragraph(galley, line->spans, &setting);
		if (line->label != NULL)
			add_label(galley, g_ptr_array_index(galley->bands, first), line->label,
			          &setting, column.left_pt, column.label_pt - galley->size_pt);
		band = g_ptr_array_index(galley->bands, galley->bands->len - 1);
	}
	if (has_place && band != NULL) {
		int figure = ARTIFACT;

		if (block->seal == SEAL_BOX) {
			figure = document_add_element(galley->document, ROLE_FIGURE, element);
			g_array_index(galley->document->elements, struct element, figure)
				.alternative = letter->seal_alternative != NULL
			                               ? letter->seal_alternative
			                               : letter->seal_label;
		}
		add_seal(galley, band, letter, block->seal, figure,
		         column.left_pt + MIN(name_end_pt, column.width_pt + shift_pt));
	}
	galley->space_pt = galley->pitch_pt;
}
