#include "letter/prose.h"

#include <glib.h>
#include <string.h>

static bool
is_ascii(char byte)
{
	return byte > 0 && byte < 0x7f;
}

/* The text of a line behind "- " or "1. "; NULL where it is no item. */
static const char *
item_text(const char *line)
{
	const char *at = line;

	if (*at == '-' || *at == '*' || *at == '+')
		return at[1] == ' ' ? at + 2 : NULL;
	while (g_ascii_isdigit(*at))
		at++;
	return at > line && *at == '.' && at[1] == ' ' ? at + 2 : NULL;
}

static void
append_line(GString *text, const char *line)
{
	if (text->len > 0 && is_ascii(text->str[text->len - 1]) && is_ascii(*line))
		g_string_append_c(text, ' ');
	for (const char *at = line; *at != '\0'; at++)
		if (g_str_has_prefix(at, "**"))
			at++;
		else if (*at != '`')
			g_string_append_c(text, *at);
}

static void
finish(struct value *list, GString *text, bool *is_item)
{
	if (text->len > 0) {
		struct value *value = value_object();

		value_set_text(value, "text", text->str);
		value_set_flag(value, "is-item", *is_item);
		value_append(list, value);
	}
	g_string_truncate(text, 0);
	*is_item = false;
}

/* The cells of a table's row "| A | B |"; NULL where the line is none. */
static char **
row_cells(const char *line)
{
	g_autofree char *inner = NULL;
	char **cells;

	if (*line != '|')
		return NULL;
	inner = g_strdup(line + 1);
	if (g_str_has_suffix(inner, "|"))
		inner[strlen(inner) - 1] = '\0';
	cells = g_strsplit(inner, "|", -1);
	for (char **cell = cells; *cell != NULL; cell++)
		g_strstrip(*cell);
	return cells;
}

static bool
is_rule_of_table(const char *line)
{
	return *line == '|' && line[strspn(line, "|-: ")] == '\0';
}

/* A letter has no place for a table in running text: its rows are items,
 * 「A：B」, where there are more columns 「A：C2 B、C3 D」. */
static void
append_row(struct value *list, char **heads, char **cells)
{
	g_autoptr(GString) text = g_string_new(NULL);
	guint columns = g_strv_length(cells), named = heads == NULL ? 0 : g_strv_length(heads);
	bool is_item = true;

	for (guint i = 0; i < columns; i++) {
		if (i > 0)
			g_string_append(text, i == 1 ? "：" : "、");
		if (i > 0 && columns > 2 && i < named)
			g_string_append_printf(text, "%s ", heads[i]);
		append_line(text, cells[i]);
	}
	finish(list, text, &is_item);
}

struct value *
prose_value(const char *text)
{
	struct value *list = value_list();
	g_autoptr(GString) paragraph = g_string_new(NULL);
	g_auto(GStrv) heads = NULL;
	g_auto(GStrv) lines = g_strsplit(text == NULL ? "" : text, "\n", -1);
	bool is_item = false;

	for (char **at = lines; *at != NULL; at++) {
		const char *line = g_strstrip(*at);
		const char *item = item_text(line);
		g_auto(GStrv) cells = row_cells(line);

		if (cells != NULL) {
			finish(list, paragraph, &is_item);
			if (at[1] != NULL && is_rule_of_table(g_strstrip(at[1]))) {
				g_clear_pointer(&heads, g_strfreev);
				heads = g_steal_pointer(&cells);
			} else if (!is_rule_of_table(line)) {
				append_row(list, heads, cells);
			}
			continue;
		}
		if (*line == '\0' || item != NULL || *line == '#')
			finish(list, paragraph, &is_item);
		if (item != NULL)
			is_item = true;
		append_line(paragraph, item != NULL ? item : line + strspn(line, "# "));
	}
	finish(list, paragraph, &is_item);
	return list;
}

char *
prose_name(const char *name)
{
	if (name == NULL)
		return NULL;

	GString *spaced = g_string_new(NULL);

	for (const char *at = name; *at != '\0'; at++)
		if (*at == ' ' && at > name && !is_ascii(at[-1]) && !is_ascii(at[1]))
			g_string_append(spaced, "　");
		else
			g_string_append_c(spaced, *at);
	return g_string_free(spaced, FALSE);
}
