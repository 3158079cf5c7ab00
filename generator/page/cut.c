/* Blocks are cut into lines and bands that fit on a page. */
#include "page/cut.h"

#include "page/inline.h"
#include "page/input.h"

#include <math.h>

/* Large enough for any telephone, and no higher than three lines. */
#define QR_MM 16

static void
cut_text(struct galley *galley, const struct block *block, double x_pt, int element)
{
	double size_pt = spans_size_pt(block->spans, galley->size_pt);
	double first_pt = block->indented && block->alignment == ALIGN_JUSTIFY ? size_pt : 0;
	struct setting setting = {
		.x_pt = x_pt,
		.width_pt = galley->width_pt - x_pt,
		.first_indent_pt = first_pt,
		.indent_pt = block->hanging ? first_pt + size_pt : 0,
		.alignment = block->alignment,
		.element = document_add_element(galley->document, ROLE_PARAGRAPH, element),
	};

	struct band *first = galley_add_paragraph(galley, block->spans, &setting);

	input_widen(first, (block->minimum_lines - 1) * galley->pitch_pt);
	for (int i = 1; i < block->minimum_lines; i++) {
		galley->keep = true;
		galley_add_band(galley, galley->pitch_pt);
	}
}

static void
cut_centred(struct galley *galley, const struct block *block, double x_pt, int element)
{
	struct setting setting = {
		.x_pt = x_pt,
		.width_pt = galley->width_pt - x_pt,
		.alignment = ALIGN_CENTRE,
		.element = document_add_element(galley->document, ROLE_PARAGRAPH, element),
	};

	galley->space_pt = galley->pitch_pt;
	galley_add_paragraph(galley, block->spans, &setting);
	galley->space_pt = galley->pitch_pt / 2;
	galley->keep = true;
}

/* The subject stands in the middle, two characters free on each side. */
static void
cut_subject(struct galley *galley, const struct block *block, int element)
{
	double free_pt = 2 * galley->size_pt;
	struct setting setting = {
		.x_pt = free_pt,
		.width_pt = galley->width_pt - 2 * free_pt,
		.alignment = ALIGN_CENTRE,
		.element = document_add_element(galley->document, ROLE_HEADING_1, element),
	};

	galley->space_pt = MAX(galley->space_pt, galley->pitch_pt);
	galley_add_paragraph(galley, block->spans, &setting);
	galley->space_pt = galley->pitch_pt;
	galley->keep = true;
}

static void
cut_heading(struct galley *galley, const struct block *block, double x_pt, int element)
{
	struct setting setting = {
		.x_pt = x_pt,
		.width_pt = galley->width_pt - x_pt,
		.alignment = block->alignment == ALIGN_CENTRE ? ALIGN_CENTRE : ALIGN_START,
		.element = document_add_element(galley->document, ROLE_HEADING_2, element),
	};

	galley->space_pt = galley->pitch_pt;
	galley_add_paragraph(galley, block->spans, &setting);
	galley->space_pt = setting.alignment == ALIGN_CENTRE ? galley->pitch_pt / 2 : 0;
	galley->keep = true;
}

static void
cut_closing(struct galley *galley, const struct block *block, int element)
{
	struct setting setting = {
		.width_pt = galley->width_pt - galley->size_pt,
		.alignment = ALIGN_END,
		.element = document_add_element(galley->document, ROLE_PARAGRAPH, element),
	};

	galley->keep = true;
	galley_add_paragraph(galley, block->spans, &setting);
}

/* The QR code beside a contact, at the left edge. Returns its lower edge. */
static double
add_qr(struct galley *galley, struct band *band, const struct block *block, double y_pt,
       int element)
{
	struct thing code = {
		.kind = THING_QR,
		.element = document_add_element(galley->document, ROLE_FIGURE, element),
		.y_pt = y_pt,
		.width_pt = QR_MM * PT_PER_MM,
		.height_pt = QR_MM * PT_PER_MM,
		.code = block->qr,
	};

	g_array_index(galley->document->elements, struct element, code.element).alternative =
		block->qr_alternative != NULL ? block->qr_alternative : block->qr;
	g_array_append_val(band->things, code);
	return y_pt + code.height_pt;
}

/* Who to ask: one strip at the foot of the page, at the right. */
static void
cut_contact(struct galley *galley, const struct block *block, int element)
{
	double pitch_pt = galley->pitch_pt * 7 / 8;
	double width_pt = MIN(cut_widest(galley, block->children) + 1, galley->width_pt);
	double x_pt = galley->width_pt - width_pt;
	double y_pt = pitch_pt / 2;

	galley->keep = true;
	galley->space_pt = galley->pitch_pt / 2;

	struct band *band = galley_add_band(galley, 0);

	EACH (const struct block, line, block->children) {
		struct setting setting = {
			.width_pt = width_pt,
			.alignment = ALIGN_START,
			.element = document_add_element(galley->document, ROLE_PARAGRAPH, element),
		};
		const struct composed *composed = galley_compose(galley, line->spans, &setting);

		for (guint j = 0; j < composed->lines->len; j++, y_pt += pitch_pt)
			band_add_line(band, g_ptr_array_index(composed->lines, j), x_pt,
			              y_pt + baseline_pt(pitch_pt, galley->size_pt * 7 / 8),
			              setting.element);
	}
	band_add_rule(band, x_pt, pitch_pt / 4, width_pt, 0, 0.35);
	if (block->qr != NULL && *block->qr != '\0')
		y_pt = MAX(y_pt, add_qr(galley, band, block, pitch_pt / 4, element));
	band->height_pt = y_pt;
	band->on_grid = false;
	band->at_bottom = true;
}

static void
add_label(struct galley *galley, struct band *band, const struct block *item, double x_pt,
          double size_pt, double pitch_pt, int element)
{
	g_autoptr(GArray) spans = spans_new();

	spans_append(spans, item->label, FACE_MINCHO, size_pt);

	struct setting setting = { .width_pt = galley->width_pt, .alignment = ALIGN_START };
	const struct composed *composed = galley_compose(galley, spans, &setting);

	band_add_line(band, g_ptr_array_index(composed->lines, 0), x_pt,
	              baseline_pt(pitch_pt, size_pt), element);
}

/* How far the text of the items hangs: half characters, at least three quarters
 * of one after the widest number; behind middle dots, nothing more. */
static double
hang_pt(struct galley *galley, const struct block *list, double size_pt)
{
	double hang = 1;

	EACH (const struct block, item, list->children) {
		struct span span = { .text = item->label, .face = FACE_MINCHO, .size_pt = size_pt };
		double width = composing_natural_width(galley->composing, &span, 1) / size_pt;

		if (g_strcmp0(item->label, "・") != 0)
			hang = MAX(MAX(hang, 2), ceil(2 * (width + 0.75) - 1e-6) / 2);
	}
	return hang * size_pt;
}

static double
list_size_pt(const struct block *list, double otherwise)
{
	const struct block *item = g_ptr_array_index(list->children, 0);

	if (item->spans->len == 0 && item->children->len > 0)
		item = g_ptr_array_index(item->children, 0);
	return spans_size_pt(item->spans, otherwise);
}

static void
cut_list(struct galley *galley, const struct block *list, double x_pt, int element)
{
	int list_element = document_add_element(galley->document, ROLE_LIST, element);

	if (list->children->len == 0)
		return;

	double size_pt = list_size_pt(list, galley->size_pt);
	double text_pt = x_pt + hang_pt(galley, list, size_pt);

	EACH (const struct block, item, list->children) {
		int own = document_add_element(galley->document, ROLE_LIST_ITEM, list_element);
		int label = document_add_element(galley->document, ROLE_LABEL, own);
		int body = document_add_element(galley->document, ROLE_LIST_BODY, own);
		guint first = galley->bands->len;

		if (item->spans->len > 0) {
			struct setting setting = {
				.x_pt = text_pt,
				.width_pt = galley->width_pt - text_pt,
				.alignment = item->alignment,
				.element = document_add_element(galley->document, ROLE_PARAGRAPH,
				                                body),
			};

			galley_add_paragraph(galley, item->spans, &setting);
		}
		if (item->spans->len > 0 && item->children->len > 0)
			galley->keep = true;
		for (guint j = 0; j < item->children->len; j++) {
			const struct block *child = g_ptr_array_index(item->children, j);
			GPtrArray one = { .pdata = &item->children->pdata[j], .len = 1 };
			/* A list of the next level; others begin where the text does. */
			bool is_next = child->kind == BLOCK_LIST && child->level > list->level;

			cut_blocks(galley, &one, is_next ? x_pt + size_pt : text_pt, body);
		}
		if (galley->bands->len == first)
			galley_add_band(galley, galley->pitch_pt);
		add_label(galley, g_ptr_array_index(galley->bands, first), item, x_pt, size_pt,
		          galley->pitch_pt, label);
	}
}

static void
cut_appendix(struct galley *galley, const struct block *appendix, int element)
{
	int section = document_add_element(galley->document, ROLE_SECTION, element);
	guint first = galley->bands->len;

	galley->space_pt = 0;
	galley->keep = false;
	if (appendix->label != NULL) {
		g_autoptr(GArray) spans = spans_new();
		struct setting setting = {
			.width_pt = galley->width_pt - galley->size_pt,
			.alignment = ALIGN_END,
			.element = document_add_element(galley->document, ROLE_HEADING_2, section),
		};

		spans_append(spans, appendix->label, FACE_GOTHIC, galley->size_pt);
		galley_add_paragraph(galley, spans, &setting);
		galley->keep = true;
	}
	cut_blocks(galley, appendix->children, 0, section);
	if (galley->bands->len > first)
		((struct band *)g_ptr_array_index(galley->bands, first))->new_page = true;
}

void
cut_blocks(struct galley *galley, const GPtrArray *blocks, double x_pt, int element)
{
	EACH (const struct block, block, blocks) {
		switch (block->kind) {
		case BLOCK_PARAGRAPH:
		case BLOCK_NOTE:
		case BLOCK_LINE:
			cut_text(galley, block, x_pt, element);
			break;
		case BLOCK_CENTRED:
			cut_centred(galley, block, x_pt, element);
			break;
		case BLOCK_HEADING:
			cut_heading(galley, block, x_pt, element);
			break;
		case BLOCK_LIST:
			cut_list(galley, block, x_pt, element);
			break;
		case BLOCK_TABLE:
			cut_table(galley, block, x_pt, element);
			break;
		case BLOCK_CLOSING:
			cut_closing(galley, block, element);
			break;
		case BLOCK_CONTACT:
			cut_contact(galley, block, element);
			break;
		case BLOCK_APPENDIX:
			cut_appendix(galley, block, element);
			break;
		case BLOCK_HERE:
		case BLOCK_ANNEXED:
			if (galley->annexed == (block->kind == BLOCK_ANNEXED))
				cut_blocks(galley, block->children, x_pt, element);
			break;
		default:
			break;
		}
	}
}

static void
cut_form_label(struct galley *galley, const struct letter *letter, int element)
{
	g_autoptr(GArray) spans = spans_new();
	double size_pt = galley->size_pt * 7 / 8;

	if (letter->form_label == NULL || *letter->form_label == '\0')
		return;
	spans_append(spans, letter->form_label, FACE_MINCHO, size_pt);

	struct setting setting = {
		.width_pt = galley->width_pt,
		.alignment = ALIGN_START,
		.element = document_add_element(galley->document, ROLE_PARAGRAPH, element),
	};
	const struct composed *composed = galley_compose(galley, spans, &setting);
	struct band *band = galley_add_band(galley, 0);
	double left_pt = 0;

	/* Beside a window that begins as high as the label, not in it. */
	if (letter->window_mm[2] > 0 &&
	    letter->window_mm[1] < letter->margin_top_mm + galley->pitch_pt / PT_PER_MM)
		left_pt = (letter->window_mm[0] + letter->window_mm[2] - letter->margin_left_mm) *
		                  PT_PER_MM +
		          galley->size_pt;
	band_add_line(band, g_ptr_array_index(composed->lines, 0), left_pt,
	              baseline_pt(galley->pitch_pt, galley->size_pt), setting.element);
	galley->keep = true;
}

/* Number and date are set to the width of the wider one. */
static double
reference_width_pt(struct galley *galley, const struct letter *letter)
{
	double widest_pt = 0;

	EACH (const struct block, block, letter->blocks) {
		const struct span *spans = (const struct span *)(const void *)block->spans->data;

		if (block->kind == BLOCK_DOCUMENT_NUMBER || block->kind == BLOCK_DATE) {
			double own_pt = composing_natural_width(galley->composing, spans,
			                                        block->spans->len);

			widest_pt = MAX(widest_pt, own_pt);
		}
	}
	return MIN(widest_pt + 0.01, galley->width_pt / 2);
}

void
cut_letter(struct galley *galley, const struct letter *letter, int element)
{
	double reference_pt = reference_width_pt(galley, letter);

	cut_form_label(galley, letter, element);
	for (guint i = 0; i < letter->blocks->len; i++) {
		const struct block *block = g_ptr_array_index(letter->blocks, i);
		GPtrArray one = { .pdata = &letter->blocks->pdata[i], .len = 1 };

		switch (block->kind) {
		case BLOCK_DOCUMENT_NUMBER:
		case BLOCK_DATE:
			cut_reference(galley, block, reference_pt, element);
			break;
		case BLOCK_ADDRESSEE:
			cut_addressee(galley, letter, block, element);
			break;
		case BLOCK_SENDER:
			cut_sender(galley, letter, block, element);
			break;
		case BLOCK_SUBJECT:
			cut_subject(galley, block, element);
			break;
		default:
			cut_blocks(galley, &one, 0, element);
			break;
		}
	}
}
