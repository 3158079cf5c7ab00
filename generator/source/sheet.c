/* The cells of a table are kept by row and column. */
#include "source/sheet.h"

#include <string.h>

struct sheet *
sheet_new(void)
{
	struct sheet *table = g_new0(struct sheet, 1);

	table->rows = g_ptr_array_new_with_free_func((GDestroyNotify)g_ptr_array_unref);
	return table;
}

void
sheet_free(struct sheet *table)
{
	if (table == NULL)
		return;
	g_ptr_array_unref(table->rows);
	g_free(table);
}

/* Lines of a cell end as those of a text, whatever program wrote them. */
static char *
one_line_end(char *text)
{
	char *to = text;

	for (const char *at = text; *at != '\0'; at++)
		if (*at != '\r')
			*to++ = *at;
		else if (at[1] != '\n')
			*to++ = '\n';
	*to = '\0';
	return text;
}

bool
sheet_put(struct sheet *table, guint row, guint column, char *text)
{
	GPtrArray *cells;

	/* A line may become an element. */
	for (const char *at = text; *at != '\0'; at++)
		table->size += *at == '\n' ? SHEET_LINE_COST : 1;
	if (row >= SHEET_ROWS || column >= SHEET_COLUMNS || table->size > SHEET_SIZE_LIMIT) {
		g_free(text);
		return false;
	}
	while (table->rows->len <= row)
		g_ptr_array_add(table->rows, g_ptr_array_new_with_free_func(g_free));
	cells = table->rows->pdata[row];
	if (cells->len <= column)
		g_ptr_array_set_size(cells, (gint)column + 1);
	g_free(cells->pdata[column]);
	cells->pdata[column] = sheet_strip(one_line_end(text));
	return true;
}

char *
sheet_strip(char *text)
{
	char *start = text, *end = text + strlen(text);

	while (*start != '\0' && g_unichar_isspace(g_utf8_get_char(start)))
		start = g_utf8_next_char(start);
	while (end > start && g_unichar_isspace(g_utf8_get_char(g_utf8_prev_char(end))))
		end = g_utf8_prev_char(end);
	memmove(text, start, (gsize)(end - start));
	text[end - start] = '\0';
	return text;
}

const char *
sheet_cell(const struct sheet *table, guint row, guint column)
{
	const GPtrArray *cells = row < table->rows->len ? table->rows->pdata[row] : NULL;
	const char *text = cells != NULL && column < cells->len ? cells->pdata[column] : NULL;

	return text == NULL || text[0] == '\0' ? NULL : text;
}

char *
sheet_column_name(guint column)
{
	if (column >= 26)
		return g_strdup_printf("%c%c", 'A' + (char)(column / 26 - 1),
		                       'A' + (char)(column % 26));
	return g_strdup_printf("%c", 'A' + (char)column);
}
