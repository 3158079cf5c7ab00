/* The columns of a table get their widths, and its rows break over pages. */
#include "page/cut.h"

#include "page/inline.h"
#include "page/input.h"

#define OUTER_RULE_PT 0.75
#define INNER_RULE_PT 0.35

/* What is filled in by hand has at least this height. */
#define FILLED_ROW_MM 8

/* A row of this many lines may be broken, but two lines stay on each side. */
#define BREAKABLE_LINES 6

/* A table while it is cut. */
struct cutting {
	struct galley *galley;
	double x_pt;
	double size_pt, pitch_pt;  /* of its text */
	double pad_x_pt, pad_y_pt; /* in cells */
	guint column_count;
	double *edges_pt; /* column_count + 1, from the galley's left */
};

static double
cell_size_pt(const struct block *table, double otherwise)
{
	EACH (const struct block, row, table->children)
		EACH (const struct block, cell, row->children) {
			if (cell->spans->len > 0)
				return spans_size_pt(cell->spans, otherwise);
			if (cell->children->len > 0) {
				const struct block *block = g_ptr_array_index(cell->children, 0);

				if (block->spans->len > 0)
					return spans_size_pt(block->spans, otherwise);
			}
		}
	return otherwise;
}

static double
content_width_pt(struct galley *galley, const struct block *table, guint column)
{
	double widest_pt = 0;

	EACH (const struct block, row, table->children) {
		guint at = 0;

		EACH (const struct block, cell, row->children) {
			const struct span *spans =
				(const struct span *)(const void *)cell->spans->data;

			if (at == column && cell->columns_spanned == 1) {
				double own_pt = composing_natural_width(galley->composing, spans,
				                                        cell->spans->len);

				widest_pt = MAX(widest_pt, own_pt);
				widest_pt = MAX(widest_pt, cut_widest(galley, cell->children));
			}
			at += (guint)cell->columns_spanned;
		}
	}
	return widest_pt;
}

/* Columns of equal parts take what is left; without one, the last does. */
static void
set_edges(struct cutting *cutting, const struct block *table, double width_pt)
{
	guint count = cutting->column_count, rest_count = 0;
	double used_pt = 0;

	for (guint i = 0; i < count; i++) {
		const struct column *column = &g_array_index(table->columns, struct column, i);
		double *column_pt = &cutting->edges_pt[i + 1];

		if (column->kind == COLUMN_MM)
			*column_pt = column->width_mm * PT_PER_MM;
		else if (column->kind == COLUMN_CONTENT)
			*column_pt = MIN(content_width_pt(cutting->galley, table, i) + 1 +
			                         2 * cutting->pad_x_pt,
			                 width_pt / 2);
		else
			rest_count++;
		used_pt += *column_pt;
	}

	double left_pt = MAX(width_pt - used_pt, rest_count * 4 * cutting->size_pt);

	for (guint i = 0; i < count; i++) {
		const struct column *column = &g_array_index(table->columns, struct column, i);

		if (column->kind == COLUMN_REST)
			cutting->edges_pt[i + 1] = left_pt / rest_count;
		else if (rest_count == 0 && i + 1 == count)
			cutting->edges_pt[i + 1] += left_pt;
	}
	cutting->edges_pt[0] = cutting->x_pt;
	for (guint i = 0; i < count; i++)
		cutting->edges_pt[i + 1] += cutting->edges_pt[i];

	double scale = width_pt / (cutting->edges_pt[count] - cutting->x_pt);

	for (guint i = 1; i <= count; i++)
		cutting->edges_pt[i] =
			cutting->x_pt + (cutting->edges_pt[i] - cutting->x_pt) * scale;
}

/* Short paragraphs side by side, each below the one that stands a row above. */
static void
cut_grid(struct galley *galley, const struct block *cell, int element)
{
	double width_pt = galley->width_pt / cell->grid;
	struct band *band = NULL;

	for (guint i = 0; i < cell->children->len; i++) {
		const struct block *entry = g_ptr_array_index(cell->children, i);
		guint column = i % (guint)cell->grid;
		struct setting setting = {
			.x_pt = column * width_pt,
			.width_pt = width_pt,
			.alignment = ALIGN_START,
			.element = document_add_element(galley->document, ROLE_PARAGRAPH, element),
		};
		const struct composed *composed = galley_compose(galley, entry->spans, &setting);

		if (column == 0)
			band = galley_add_band(galley, galley->pitch_pt);
		band_add_line(band, g_ptr_array_index(composed->lines, 0), setting.x_pt,
		              baseline_pt(galley->pitch_pt, galley->size_pt), setting.element);
	}
}

/* The lines of a cell, as a galley of its own. */
static void
cut_cell(struct cutting *cutting, const struct block *cell, guint column, int row_element,
         bool head_row, struct galley *galley)
{
	struct document *document = cutting->galley->document;
	guint end = MIN(column + (guint)cell->columns_spanned, cutting->column_count);
	int element = document_add_element(document, cell->head ? ROLE_TABLE_HEAD : ROLE_TABLE_DATA,
	                                   row_element);

	if (cell->head)
		g_array_index(document->elements, struct element, element).scope =
			head_row ? SCOPE_COLUMN : SCOPE_ROW;
	g_array_index(document->elements, struct element, element).columns_spanned =
		(int)(end - column);
	galley_init(galley, document, cutting->galley->composing);
	galley->width_pt =
		cutting->edges_pt[end] - cutting->edges_pt[column] - 2 * cutting->pad_x_pt;
	galley->pitch_pt = cutting->pitch_pt;
	galley->size_pt = cutting->size_pt;
	galley->line_end = cutting->galley->line_end;
	galley->annexed = cutting->galley->annexed;
	if (cell->spans->len > 0) {
		struct setting setting = {
			.width_pt = galley->width_pt,
			.alignment = cell->alignment,
			.element = document_add_element(document, ROLE_PARAGRAPH, element),
		};

		galley_add_paragraph(galley, cell->spans, &setting);
	}
	if (cell->grid > 0)
		cut_grid(galley, cell, element);
	else
		cut_blocks(galley, cell->children, 0, element);
}

/* Line `index` of a cell moves into the band of the row. */
static void
take_line(struct band *band, const struct galley *cell, guint index, double x_pt, double y_pt,
          bool *keep)
{
	if (index >= cell->bands->len)
		return;

	const struct band *line = g_ptr_array_index(cell->bands, index);

	for (guint i = 0; i < line->things->len; i++) {
		struct thing thing = g_array_index(line->things, struct thing, i);

		thing.x_pt += x_pt;
		thing.y_pt += y_pt;
		g_array_append_val(band->things, thing);
	}
	*keep = *keep || line->keep;
}

/* Above and below the lines of a row, which is higher where it is filled in. */
static double
row_pad_pt(const struct cutting *cutting, const struct galley *cells, guint count, guint line_count)
{
	double lines_pt = line_count * cutting->pitch_pt;
	bool filled = false;

	for (guint i = 0; i < count; i++)
		filled = filled || bands_have_input(cells[i].bands);
	return filled ? MAX(cutting->pad_y_pt, (FILLED_ROW_MM * PT_PER_MM - lines_pt) / 2)
	              : cutting->pad_y_pt;
}

/* The head of a row as it stands where the row goes on: seen, but not told again. */
static struct band *
cut_again(struct cutting *cutting, const struct block *cell)
{
	g_autoptr(GArray) spans = spans_new();
	struct setting setting = {
		.width_pt = cutting->edges_pt[1] - cutting->edges_pt[0] - 2 * cutting->pad_x_pt,
		.alignment = cell->alignment,
	};
	struct band *band = band_new();
	const struct composed *composed;

	EACH_IN (const struct span, span, cell->spans)
		spans_append(spans, span->text, span->face, span->size_pt);
	spans_append(spans, "（続き）", FACE_MINCHO, cutting->size_pt);
	g_array_index(spans, struct span, spans->len - 1).nowrap = true;
	composed = galley_compose(cutting->galley, spans, &setting);
	for (guint i = 0; i < composed->lines->len; i++, band->height_pt += cutting->pitch_pt)
		band_add_line(band, g_ptr_array_index(composed->lines, i),
		              cutting->edges_pt[0] + cutting->pad_x_pt,
		              band->height_pt + baseline_pt(cutting->pitch_pt, cutting->size_pt),
		              ARTIFACT);
	return band;
}

static void
add_row_bands(struct cutting *cutting, const struct block *row, const struct galley *cells,
              const guint *columns, guint line_count)
{
	double pad_pt = row_pad_pt(cutting, cells, row->children->len, line_count);
	const struct block *head = row->children->len > 0 ? row->children->pdata[0] : NULL;

	for (guint line = 0; line < line_count; line++) {
		bool first = line == 0, last = line + 1 == line_count, keep = false;
		double above_pt = first ? pad_pt : 0;
		double height_pt = cutting->pitch_pt + above_pt + (last ? pad_pt : 0);
		struct band *band = galley_add_band(cutting->galley, height_pt);

		for (guint i = 0; i < row->children->len; i++)
			take_line(band, &cells[i], line,
			          cutting->edges_pt[columns[i]] + cutting->pad_x_pt, above_pt,
			          &keep);
		for (guint i = 1; i < row->children->len; i++)
			band_add_rule(band, cutting->edges_pt[columns[i]], 0, 0, height_pt,
			              INNER_RULE_PT);
		if (first)
			band_add_rule(band, cutting->edges_pt[0], 0,
			              cutting->edges_pt[cutting->column_count] -
			                      cutting->edges_pt[0],
			              0, INNER_RULE_PT);
		else
			band->keep = keep || line_count < BREAKABLE_LINES || line < 2 ||
			             line_count - line < 2 || row->minimum_lines > 0;
		band->on_grid = false;
		band->row_start = first;
		band->row_end = last;
		if (first && line_count >= BREAKABLE_LINES && head != NULL && head->head &&
		    !row->head)
			band->again = cut_again(cutting, head);
		band->table = (int)cutting->galley->frames->len - 1;
	}
}

static void
cut_row(struct cutting *cutting, const struct block *row, int table_element)
{
	guint count = row->children->len, column = 0, line_count = 1;
	int element =
		document_add_element(cutting->galley->document, ROLE_TABLE_ROW, table_element);
	g_autofree struct galley *cells = g_new0(struct galley, count + 1);
	g_autofree guint *columns = g_new0(guint, count + 1);

	for (guint i = 0; i < count; i++) {
		const struct block *cell = g_ptr_array_index(row->children, i);

		columns[i] = MIN(column, cutting->column_count - 1);
		cut_cell(cutting, cell, columns[i], element, row->head, &cells[i]);
		line_count = MAX(line_count, cells[i].bands->len);
		column += (guint)cell->columns_spanned;
	}
	line_count = MAX(line_count, (guint)row->minimum_lines);
	for (guint i = 0; i < count; i++)
		if (cells[i].bands->len == 1)
			input_widen(g_ptr_array_index(cells[i].bands, 0),
			            (line_count - 1) * cutting->pitch_pt);
	add_row_bands(cutting, row, cells, columns, line_count);
	for (guint i = 0; i < count; i++)
		galley_clear(&cells[i]);
}

/*
 * The head keeps with the first two rows, and the last two rows stay
 * together: neither a head nor a row stands alone on its page.
 */
static bool
row_keeps(const struct block *table, guint index, guint head_count)
{
	guint count = table->children->len - head_count;

	if (index < head_count)
		return index > 0;
	index -= head_count;
	return (index == 0 && head_count > 0) || (index == 1 && count > 2) ||
	       (index > 0 && index + 1 == count);
}

static void
cut_rows(struct galley *galley, const struct block *table, double x_pt, int element)
{
	struct cutting cutting = { .galley = galley, .x_pt = x_pt };
	struct table_frame frame = { .left_pt = x_pt, .width_pt = galley->width_pt - x_pt };
	int table_element = document_add_element(galley->document, ROLE_TABLE, element);
	guint head_count = 0;

	cutting.size_pt = cell_size_pt(table, galley->size_pt);
	cutting.pitch_pt = cutting.size_pt * 1.5;
	cutting.pad_x_pt = cutting.size_pt / 2;
	cutting.pad_y_pt = cutting.size_pt / 4;
	frame.pad_pt = cutting.pad_y_pt;
	cutting.column_count = table->columns->len;
	cutting.edges_pt = g_new0(double, cutting.column_count + 1);
	set_edges(&cutting, table, frame.width_pt);
	frame.head_first = frame.head_end = galley->bands->len;
	g_array_append_val(galley->frames, frame);
	galley->space_pt = MAX(galley->space_pt, galley->pitch_pt / 4);
	for (guint i = 0; i < table->children->len; i++) {
		const struct block *row = g_ptr_array_index(table->children, i);

		if (row->head && head_count == i)
			head_count++;
		bool keep = galley->keep;
		guint first = galley->bands->len;

		galley->keep = keep || row_keeps(table, i, head_count);
		cut_row(&cutting, row, table_element);
		/* A row over many lines does not stand alone. */
		if (i > head_count && galley->bands->len - first >= BREAKABLE_LINES)
			((struct band *)galley->bands->pdata[first])->keep = keep;
		if (row->head && head_count == i + 1)
			g_array_index(galley->frames, struct table_frame, galley->frames->len - 1)
				.head_end = galley->bands->len;
	}
	g_free(cutting.edges_pt);
	galley->space_pt = galley->pitch_pt / 2;
}

/* Whether nearly all rows have one line each where `times` of them stand side by side. */
static bool
fits_folded(struct galley *galley, const struct block *table, double width_pt, guint times)
{
	const struct column *first = &g_array_index(table->columns, struct column, 0);
	double room_pt = width_pt / times - first->width_mm * PT_PER_MM -
	                 cell_size_pt(table, galley->size_pt);
	guint longer = 0;

	EACH (const struct block, row, table->children) {
		const struct block *cell = g_ptr_array_index(row->children, row->children->len - 1);

		if (row->children->len != table->columns->len)
			return false;
		longer +=
			composing_natural_width(galley->composing, (const void *)cell->spans->data,
		                                cell->spans->len) > room_pt;
	}
	return table->children->len > 2 * times && longer * 10 <= table->children->len;
}

/* A table of rows with the cells of `times` rows; where there are none left, with `blank`. */
static void
cut_folded(struct galley *galley, const struct block *table, double x_pt, int element, guint times,
           struct block *blank)
{
	g_autoptr(GArray) columns = g_array_new(false, false, sizeof(struct column));
	g_autoptr(GPtrArray) rows = g_ptr_array_new();
	g_autofree struct block *copies = g_new0(struct block, table->children->len);
	struct block folded = *table;

	for (guint i = 0; i < times; i++)
		g_array_append_vals(columns, table->columns->data, table->columns->len);
	for (guint i = 0; i < table->children->len;) {
		const struct block *first = g_ptr_array_index(table->children, i);
		struct block *row = &copies[rows->len];

		*row = *first;
		row->children = g_ptr_array_new();
		for (guint j = 0; j < times; j++) {
			guint at = first->head ? i : i + j;

			for (guint k = 0; k < table->columns->len; k++)
				g_ptr_array_add(
					row->children,
					at >= table->children->len
						? blank
						: ((struct block *)table->children->pdata[at])
							  ->children->pdata[k]);
		}
		g_ptr_array_add(rows, row);
		i += first->head ? 1 : times;
	}
	folded.columns = columns;
	folded.children = rows;
	cut_rows(galley, &folded, x_pt, element);
	EACH (struct block, row, rows)
		g_ptr_array_unref(row->children);
}

void
cut_table(struct galley *galley, const struct block *table, double x_pt, int element)
{
	g_autoptr(GArray) spans = spans_new();
	g_autoptr(GPtrArray) children = blocks_new();
	struct block blank = { .spans = spans, .children = children, .columns_spanned = 1 };
	guint times = (guint)MAX(table->fold, 1), last = galley->bands->len;

	/* The line above tells what it is. */
	if (last > 0 && ((struct band *)galley->bands->pdata[last - 1])->table < 0)
		galley->keep = true;
	while (times > 1 && !fits_folded(galley, table, galley->width_pt - x_pt, times))
		times--;
	if (times > 1)
		cut_folded(galley, table, x_pt, element, times, &blank);
	else
		cut_rows(galley, table, x_pt, element);
}
