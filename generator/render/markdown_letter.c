/* A settled tree as the blocks of a letter, in the vocabulary of
 * templates/letters/README.md. */
#include "render/escape.h"
#include "render/markdown_part.h"

#include <string.h>

#include <cmark-gfm-core-extensions.h>

struct writer {
	GString *xml;
	enum notation notation;
	int depth; /* of items that are open */
	bool head; /* of a table */
};

/* Text as it is written: where blanks are more than one, they stay. */
static void
append_text(struct writer *writer, const char *text)
{
	g_autoptr(GString) kept = g_string_new(text);

	g_string_replace(kept, "\t", " ", 0);
	while (g_string_replace(kept, "  ", "\u00A0 ", 0) > 0)
		;
	escape_xml(writer->xml, kept->str);
}

static void
append_attribute(struct writer *writer, const char *name, const char *value)
{
	g_string_append_printf(writer->xml, " %s=\"", name);
	escape_xml(writer->xml, value);
	g_string_append_c(writer->xml, '"');
}

/* A paragraph that begins with a full-width space is indented by it. */
static void
open_paragraph(struct writer *writer, cmark_node *node)
{
	cmark_node *child = cmark_node_first_child(node);

	g_string_append(writer->xml, "<p");
	if (child != NULL && cmark_node_get_type(child) == CMARK_NODE_TEXT &&
	    g_str_has_prefix(cmark_node_get_literal(child), "　")) {
		g_autofree char *rest = g_strdup(cmark_node_get_literal(child) + strlen("　"));

		cmark_node_set_literal(child, rest);
		append_attribute(writer, "indent", "yes");
	} else if (writer->depth > 0) {
		append_attribute(writer, "indent", "no");
	}
	g_string_append_c(writer->xml, '>');
}

static void
append_code(struct writer *writer, const char *code)
{
	g_autofree char *text = g_strchomp(g_strdup(code));
	g_auto(GStrv) lines = g_strsplit(text, "\n", -1);

	g_string_append(writer->xml, "<p indent=\"no\">");
	for (char **line = lines; *line != NULL; line++) {
		append_text(writer, *line);
		if (line[1] != NULL)
			g_string_append(writer->xml, "<br/>");
	}
	g_string_append(writer->xml, "</p>");
}

/* "1." or 「・」; the number of an item is kept with it for the next one. */
static void
open_item(struct writer *writer, cmark_node *item)
{
	cmark_node *list = cmark_node_parent(item), *before = cmark_node_previous(item);
	int number = before == NULL ? cmark_node_get_list_start(list)
	                            : GPOINTER_TO_INT(cmark_node_get_user_data(before)) + 1;
	const char *delimiter = cmark_node_get_list_delim(list) == CMARK_PAREN_DELIM ? ")" : ".";
	g_autofree char *label = cmark_node_get_list_type(list) == CMARK_ORDERED_LIST
	                                 ? g_strdup_printf("%d%s", number, delimiter)
	                                 : g_strdup("・");

	cmark_node_set_user_data(item, GINT_TO_POINTER(number));
	g_string_append(writer->xml, "<item");
	append_attribute(writer, "number", label);
	g_string_append_c(writer->xml, '>');
}

static bool
is_marked_list(cmark_node *node)
{
	return strcmp(cmark_node_get_on_enter(node), MARKED_LIST) == 0;
}

/* A list of items with marks of their own, or one item: the mark is its number. */
static void
open_marked(struct writer *writer, cmark_node *node)
{
	cmark_node *child = cmark_node_first_child(node);

	g_string_append(writer->xml, is_marked_list(node) ? "<list level=\"1\">" : "<item");
	if (is_marked_list(node))
		return;
	const char *text = cmark_node_get_literal(child);
	gsize length = markdown_mark_length(text, writer->notation);
	g_autofree char *mark = g_strndup(text, length);
	for (text += length; g_unichar_isspace(g_utf8_get_char(text));)
		text = g_utf8_next_char(text);
	g_autofree char *rest = g_strdup(text);
	cmark_node_set_literal(child, rest);
	append_attribute(writer, "number", mark);
	g_string_append_c(writer->xml, '>');
}

static void
open_link(struct writer *writer, cmark_node *link)
{
	g_string_append(writer->xml, "<link");
	append_attribute(writer, "to", cmark_node_get_url(link));
	g_string_append_c(writer->xml, '>');
}

/* Where a link leads, unless its text says so. */
static void
close_link(struct writer *writer, cmark_node *link)
{
	g_autofree char *text = markdown_text_inside(link);
	const char *url = cmark_node_get_url(link);
	const char *shown = g_str_has_prefix(url, "mailto:") ? url + strlen("mailto:") : url;

	g_string_append(writer->xml, "</link>");
	if (strcmp(text, shown) == 0)
		return;
	g_string_append(writer->xml, "（<link");
	append_attribute(writer, "to", url);
	g_string_append_c(writer->xml, '>');
	escape_xml(writer->xml, shown);
	g_string_append(writer->xml, "</link>）");
}

static void
open_table(struct writer *writer, cmark_node *table)
{
	int columns = cmark_gfm_extensions_get_table_columns(table);

	g_string_append(writer->xml, "<table size=\"small\" columns=\"");
	for (int i = 1; i < columns; i++)
		g_string_append(writer->xml, "content ");
	g_string_append(writer->xml, "rest\">");
}

static void
open_cell(struct writer *writer, cmark_node *cell)
{
	cmark_node *row = cmark_node_parent(cell);
	const char *alignments =
		(const char *)cmark_gfm_extensions_get_table_alignments(cmark_node_parent(row));
	int column = 0;

	for (cmark_node *at = cell; (at = cmark_node_previous(at)) != NULL;)
		column++;
	g_string_append(writer->xml, writer->head ? "<th" : "<td");
	if (alignments != NULL && alignments[column] == 'c')
		append_attribute(writer, "align", "centre");
	else if (alignments != NULL && alignments[column] == 'r')
		append_attribute(writer, "align", "end");
	else if (!writer->head)
		append_attribute(writer, "align", "start");
	g_string_append_c(writer->xml, '>');
}

/* What the nodes are in a letter, by cmark's names of their types; those without
 * words of their own are written by open_…() and close_…(). */
static const struct words {
	const char *type, *enter, *leave;
} vocabulary[] = {
	{ "paragraph", NULL, "</p>" },
	{ "heading", "<heading>", "</heading>" },
	{ "list", "<list level=\"1\">", "</list>" },
	{ "item", NULL, "</item>" },
	{ "thematic_break", "<p/>", NULL },
	{ "softbreak", "<br/>", NULL },
	{ "linebreak", "<br/>", NULL },
	{ "emph", "<em>", "</em>" },
	{ "strong", "<strong>", "</strong>" },
	{ "table", NULL, "</table>" },
	{ "table_header", "<head><row>", "</row></head>" },
	{ "table_row", "<row>", "</row>" },
};

static const struct words *
find_words(cmark_node *node)
{
	static const struct words none;
	const char *type = cmark_node_get_type_string(node);

	for (gsize i = 0; i < G_N_ELEMENTS(vocabulary); i++)
		if (strcmp(vocabulary[i].type, type) == 0)
			return &vocabulary[i];
	return &none;
}

static void
enter_node(struct writer *writer, cmark_node *node)
{
	const char *type = cmark_node_get_type_string(node);
	const struct words *words = find_words(node);

	if (words->enter != NULL)
		g_string_append(writer->xml, words->enter);
	if (strcmp(type, "paragraph") == 0)
		open_paragraph(writer, node);
	else if (strcmp(type, "item") == 0)
		open_item(writer, node);
	else if (strcmp(type, "custom_block") == 0)
		open_marked(writer, node);
	else if (strcmp(type, "code_block") == 0)
		append_code(writer, cmark_node_get_literal(node));
	else if (strcmp(type, "text") == 0 || strcmp(type, "code") == 0)
		append_text(writer, cmark_node_get_literal(node));
	else if (strcmp(type, "link") == 0)
		open_link(writer, node);
	else if (strcmp(type, "table") == 0)
		open_table(writer, node);
	else if (strcmp(type, "table_cell") == 0)
		open_cell(writer, node);
	writer->head = writer->head || strcmp(type, "table_header") == 0;
	writer->depth += strcmp(type, "item") == 0 ? 1 : 0;
}

static void
leave_node(struct writer *writer, cmark_node *node)
{
	const char *type = cmark_node_get_type_string(node);
	const struct words *words = find_words(node);

	if (words->leave != NULL)
		g_string_append(writer->xml, words->leave);
	if (strcmp(type, "custom_block") == 0)
		g_string_append(writer->xml, is_marked_list(node) ? "</list>" : "</item>");
	else if (strcmp(type, "link") == 0)
		close_link(writer, node);
	else if (strcmp(type, "table_cell") == 0)
		g_string_append(writer->xml, writer->head ? "</th>" : "</td>");
	writer->head = writer->head && strcmp(type, "table_header") != 0;
	writer->depth -= strcmp(type, "item") == 0 ? 1 : 0;
}

void
markdown_letter_append(cmark_node *root, enum notation notation, GString *xml)
{
	struct writer writer = { .xml = xml, .notation = notation };
	cmark_iter *iter = cmark_iter_new(root);
	cmark_event_type event;

	while ((event = cmark_iter_next(iter)) != CMARK_EVENT_DONE)
		if (event == CMARK_EVENT_ENTER)
			enter_node(&writer, cmark_iter_get_node(iter));
		else
			leave_node(&writer, cmark_iter_get_node(iter));
	cmark_iter_free(iter);
}
