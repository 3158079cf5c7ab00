/* Columns on a terminal are as wide as their widest cell, counted as terminals do. */
#include "command/text_table.h"

#include <stdarg.h>

struct table {
	guint columns;
	GPtrArray *cells; /* char *, row by row, the headings first */
};

/* Columns that a terminal gives to the text: East Asian wide ones take two. */
static int
display_width(const char *text)
{
	int width = 0;

	for (; *text != '\0'; text = g_utf8_next_char(text)) {
		gunichar character = g_utf8_get_char(text);

		if (!g_unichar_iszerowidth(character))
			width += g_unichar_iswide(character) ? 2 : 1;
	}
	return width;
}

static guint
add_cells(struct table *table, const char *first, va_list rest)
{
	guint count = 0;

	for (const char *cell = first; cell != NULL; cell = va_arg(rest, const char *)) {
		g_ptr_array_add(table->cells, g_strdup(cell));
		count++;
	}
	return count;
}

struct table *
table_new(const char *heading, ...)
{
	struct table *table = g_new0(struct table, 1);
	va_list rest;

	table->cells = g_ptr_array_new_with_free_func(g_free);
	va_start(rest, heading);
	table->columns = add_cells(table, heading, rest);
	va_end(rest);
	return table;
}

void
table_free(struct table *table)
{
	g_ptr_array_unref(table->cells);
	g_free(table);
}

void
table_add(struct table *table, const char *cell, ...)
{
	va_list rest;

	va_start(rest, cell);
	guint count = add_cells(table, cell, rest);
	va_end(rest);
	g_assert(count == table->columns);
}

static void
render_row(const struct table *table, guint first, const int *widths, GString *out)
{
	for (guint column = 0; column < table->columns; column++) {
		const char *cell = table->cells->pdata[first + column];

		g_string_append(out, cell);
		if (column + 1 == table->columns)
			break;
		for (int at = display_width(cell); at < widths[column] + 2; at++)
			g_string_append_c(out, ' ');
	}
	g_string_append_c(out, '\n');
}

void
table_render(const struct table *table, GString *out)
{
	g_autofree int *widths = g_new0(int, table->columns);

	for (guint i = 0; i < table->cells->len; i++) {
		int width = display_width(table->cells->pdata[i]);

		widths[i % table->columns] = MAX(widths[i % table->columns], width);
	}
	for (guint first = 0; first < table->cells->len; first += table->columns)
		render_row(table, first, widths, out);
}
