/* The tree of a text, made ready for pages and letters alike: what the notation
 * of a field has beside Markdown is settled here, once for both. */
#include "render/emphasis.h"
#include "render/markdown_part.h"

#include <string.h>

char *
markdown_text_inside(cmark_node *root)
{
	GString *out = g_string_new(NULL);
	cmark_iter *iter = cmark_iter_new(root);
	cmark_node *node;

	while (cmark_iter_next(iter) != CMARK_EVENT_DONE) {
		node = cmark_iter_get_node(iter);
		if (cmark_iter_get_event_type(iter) != CMARK_EVENT_ENTER)
			continue;
		if (cmark_node_get_type(node) == CMARK_NODE_TEXT ||
		    cmark_node_get_type(node) == CMARK_NODE_CODE)
			g_string_append(out, cmark_node_get_literal(node));
	}
	cmark_iter_free(iter);
	return g_string_free(out, false);
}

static void
take_markers_out(cmark_node *node)
{
	g_autofree char *url = NULL;
	g_autofree char *text = NULL;

	switch (cmark_node_get_type(node)) {
	case CMARK_NODE_CODE_BLOCK:
		url = emphasis_unmark(cmark_node_get_fence_info(node));
		cmark_node_set_fence_info(node, url);
		/* fall through */
	case CMARK_NODE_TEXT:
	case CMARK_NODE_CODE:
		text = emphasis_unmark(cmark_node_get_literal(node));
		cmark_node_set_literal(node, text);
		break;
	case CMARK_NODE_LINK:
	case CMARK_NODE_IMAGE:
		url = emphasis_unmark(cmark_node_get_url(node));
		text = emphasis_unmark(cmark_node_get_title(node));
		cmark_node_set_url(node, url);
		cmark_node_set_title(node, text);
		break;
	default:
		break;
	}
}

/* Japanese is written without spaces; Korean is wide too, but has them. */
static bool
is_spaceless(gunichar character)
{
	return g_unichar_iswide(character) &&
	       g_unichar_get_script(character) != G_UNICODE_SCRIPT_HANGUL;
}

/* Variation selectors and combining marks belong to the letter before them. */
static bool
ends_spaceless(const char *text)
{
	const char *at = text + strlen(text);
	gunichar character = 0;

	while (at > text) {
		at = g_utf8_prev_char(at);
		character = g_utf8_get_char(at);
		if (!g_unichar_iszerowidth(character))
			break;
	}
	return is_spaceless(character);
}

static bool
is_between_japanese(cmark_node *line_break)
{
	cmark_node *before = cmark_node_previous(line_break);
	cmark_node *after = cmark_node_next(line_break);

	if (before == NULL || after == NULL)
		return false;
	g_autofree char *text_before = markdown_text_inside(before);
	g_autofree char *text_after = markdown_text_inside(after);
	return ends_spaceless(text_before) && is_spaceless(g_utf8_get_char(text_after));
}

static void
shift_heading(cmark_node *node, int shift)
{
	cmark_node_set_heading_level(node, CLAMP(cmark_node_get_heading_level(node) + shift, 1, 6));
}

static void
drop(cmark_node *node)
{
	cmark_node_unlink(node);
	cmark_node_free(node);
}

static void
append_break(cmark_node *parent)
{
	cmark_node_append_child(parent, cmark_node_new(CMARK_NODE_LINEBREAK));
}

/* The number that is written before an item; -1 where that is not known. */
static int
written_number(cmark_node *item, char *const *lines)
{
	int line = cmark_node_get_start_line(item), column = cmark_node_get_start_column(item);

	if (line < 1 || column < 1 || (guint)line > g_strv_length((char **)lines) ||
	    (gsize)column > strlen(lines[line - 1]) ||
	    !g_ascii_isdigit(lines[line - 1][column - 1]))
		return -1;
	return (int)g_ascii_strtoll(lines[line - 1] + column - 1, NULL, 10);
}

/* Markdown counts items by itself: 「2024. 改定」 behind the second would be the third.
 * An item with a number of its own begins a list there. */
static void
keep_numbers(cmark_node *list, char *const *lines)
{
	cmark_node *item = cmark_node_first_child(list), *next;
	cmark_node *first = list;
	int number = cmark_node_get_list_start(list);

	for (; item != NULL; item = next, number++) {
		int written = written_number(item, lines);

		next = cmark_node_next(item);
		if (written >= 0 && written != number) {
			cmark_node *other = cmark_node_new(CMARK_NODE_LIST);

			cmark_node_set_list_type(other, CMARK_ORDERED_LIST);
			cmark_node_set_list_delim(other, cmark_node_get_list_delim(list));
			cmark_node_set_list_tight(other, cmark_node_get_list_tight(list));
			cmark_node_set_list_start(other, written);
			cmark_node_insert_after(list, other);
			list = other;
			number = written;
		}
		if (list != first)
			cmark_node_append_child(list, item);
	}
}

/* How long a number or letter of an item is, 「10」「ア」「十」, of up to `most`
 * characters; 0: it is none. */
static gsize
number_length(const char *text, int most)
{
	static const char letters[] = "アイウエオカキクケコサシスセソ一二三四五六七八九十";
	const char *at = text;

	for (; most > 0 && *at != '\0'; most--, at = g_utf8_next_char(at))
		if (!g_unichar_isdigit(g_utf8_get_char(at)) && !g_ascii_isalpha(*at) &&
		    g_utf8_strchr(letters, -1, g_utf8_get_char(at)) == NULL)
			break;
	return (gsize)(at - text);
}

/* 「・」「①」「※」, which are marks wherever a line begins with one that is not doubled. */
static bool
is_mark(gunichar character)
{
	return g_utf8_strchr("・•●○◦▪■□◆◇▶►‣※✓✔☐☑", -1, character) != NULL ||
	       (character >= 0x2460 && character <= 0x24FF) ||
	       (character >= 0x2776 && character <= 0x2793) ||
	       (character >= 0x3251 && character <= 0x325F) ||
	       (character >= 0x32B1 && character <= 0x32BF);
}

/* The mark of Markdown: "-", "1."; plain text prints it. */
static gsize
plain_mark_length(const char *text)
{
	gsize length = strchr("-*+", *text) != NULL ? 1 : strspn(text, "0123456789");
	bool is_number = g_ascii_isdigit(*text);

	if (length == 0 || length > 2 || (is_number && text[length] != '.'))
		return 0;
	length += is_number ? 1 : 0;
	return g_unichar_isspace(g_utf8_get_char(text + length)) ? length : 0;
}

gsize
markdown_mark_length(const char *text, enum notation notation)
{
	gunichar first = g_utf8_get_char(text);
	bool in_brackets = first == '(' || first == 0xFF08;
	const char *number = in_brackets ? g_utf8_next_char(text) : text;
	gsize length = number_length(number, 2);
	gunichar closing = g_utf8_get_char(number + length);

	if (length > 0 && (closing == ')' || closing == 0xFF09))
		return (gsize)(g_utf8_next_char(number + length) - text);
	if (first == 0)
		return 0;
	if (is_mark(first) && g_utf8_get_char(g_utf8_next_char(text)) != first)
		return (gsize)(g_utf8_next_char(text) - text);
	if (g_str_has_prefix(text, "o\t"))
		return 1;
	return notation == NOTATION_PLAIN ? plain_mark_length(text) : 0;
}

static cmark_node *
custom_new(const char *enter, const char *leave)
{
	cmark_node *node = cmark_node_new(CMARK_NODE_CUSTOM_BLOCK);

	cmark_node_set_on_enter(node, enter);
	cmark_node_set_on_exit(node, leave);
	return node;
}

/* While the lines of a paragraph become blocks of their own. */
struct lines {
	enum notation notation;
	cmark_node *last;   /* of the blocks */
	cmark_node *list;   /* of marked items, where that is the last; or NULL */
	cmark_node *target; /* of what is on the line; NULL: none yet */
};

/* The line that begins with `child` goes on in the paragraph above, or begins an
 * item or a paragraph. */
static void
begin_line(struct lines *lines, cmark_node *child)
{
	if (cmark_node_get_type(child) == CMARK_NODE_TEXT &&
	    markdown_mark_length(cmark_node_get_literal(child), lines->notation) > 0) {
		if (lines->list == NULL) {
			lines->list = custom_new(MARKED_LIST, "</ul>");
			cmark_node_insert_after(lines->last, lines->list);
			lines->last = lines->list;
		}
		lines->target = custom_new(MARKED_ITEM, "</li>");
		cmark_node_append_child(lines->list, lines->target);
	} else if (lines->target != NULL && lines->list == NULL) {
		append_break(lines->target);
	} else {
		lines->target = cmark_node_new(CMARK_NODE_PARAGRAPH);
		cmark_node_insert_after(lines->last, lines->target);
		lines->last = lines->target;
		lines->list = NULL;
	}
}

/* The lines of a paragraph stay lines; those that begin with a mark are items. */
static void
keep_lines(cmark_node *paragraph, enum notation notation)
{
	struct lines lines = { .notation = notation, .last = paragraph };
	cmark_node *child = cmark_node_first_child(paragraph), *next;
	bool at_head = true;

	for (; child != NULL; child = next) {
		next = cmark_node_next(child);
		if (cmark_node_get_type(child) == CMARK_NODE_SOFTBREAK ||
		    cmark_node_get_type(child) == CMARK_NODE_LINEBREAK) {
			at_head = true;
			drop(child);
			continue;
		}
		if (at_head)
			begin_line(&lines, child);
		at_head = false;
		cmark_node_append_child(lines.target, child);
	}
	drop(paragraph);
}

cmark_node *
markdown_plain_tree(const char *text)
{
	cmark_node *root = cmark_node_new(CMARK_NODE_DOCUMENT);
	g_auto(GStrv) lines = g_strsplit(text, "\n", -1);
	cmark_node *paragraph = NULL;

	for (char **line = lines; *line != NULL; line++) {
		if (*g_strchomp(*line) == '\0') {
			paragraph = NULL;
			continue;
		}
		if (paragraph == NULL) {
			paragraph = cmark_node_new(CMARK_NODE_PARAGRAPH);
			cmark_node_append_child(root, paragraph);
		} else {
			append_break(paragraph);
		}
		cmark_node *node = cmark_node_new(CMARK_NODE_TEXT);

		cmark_node_set_literal(node, (*line));
		cmark_node_append_child(paragraph, node);
	}
	return root;
}

/* All nodes from `root` on, so that they may be replaced one by one. */
static GPtrArray *
all_nodes(cmark_node *root)
{
	GPtrArray *nodes = g_ptr_array_new();
	cmark_iter *iter = cmark_iter_new(root);

	while (cmark_iter_next(iter) != CMARK_EVENT_DONE)
		if (cmark_iter_get_event_type(iter) == CMARK_EVENT_ENTER)
			g_ptr_array_add(nodes, cmark_iter_get_node(iter));
	cmark_iter_free(iter);
	return nodes;
}

/* What a field has beside Markdown. */
static void
settle_field(cmark_node *root, const char *source, enum notation notation)
{
	g_auto(GStrv) lines = g_strsplit(source, "\n", -1);
	g_autoptr(GPtrArray) before = all_nodes(root);

	EACH (cmark_node, node, before)
		if (cmark_node_get_type(node) == CMARK_NODE_LIST &&
		    cmark_node_get_list_type(node) == CMARK_ORDERED_LIST)
			keep_numbers(node, lines);
	g_autoptr(GPtrArray) after = all_nodes(root);
	for (guint i = 0; i < after->len; i++)
		if (cmark_node_get_type(after->pdata[i]) == CMARK_NODE_PARAGRAPH)
			keep_lines(after->pdata[i], notation);
}

void
markdown_settle(cmark_node *root, const char *source, enum notation notation, int heading_shift)
{
	g_autoptr(GPtrArray) nodes = all_nodes(root);

	for (guint i = 0; i < nodes->len; i++) {
		take_markers_out(nodes->pdata[i]);
		if (cmark_node_get_type(nodes->pdata[i]) == CMARK_NODE_HEADING)
			shift_heading(nodes->pdata[i], heading_shift);
	}
	if (notation != NOTATION_PAGE) {
		settle_field(root, source, notation);
		return;
	}
	for (guint i = 0; i < nodes->len; i++)
		if (cmark_node_get_type(nodes->pdata[i]) == CMARK_NODE_SOFTBREAK &&
		    is_between_japanese(nodes->pdata[i]))
			drop(nodes->pdata[i]);
}
