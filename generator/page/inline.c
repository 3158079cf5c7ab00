/* Text with emphasis, links and readings becomes one text with marked spans. */
#include "page/inline.h"

#include "page/input.h"

#include <string.h>

static void
span_clear(gpointer data)
{
	struct span *span = data;

	g_free((char *)span->text);
	g_free((char *)span->ruby);
	g_free((char *)span->link);
	input_free((struct input *)span->input);
}

GArray *
spans_new(void)
{
	GArray *spans = g_array_new(false, true, sizeof(struct span));

	g_array_set_clear_func(spans, span_clear);
	return spans;
}

void
spans_append(GArray *spans, const char *text, enum face face, double size_pt)
{
	struct span span = { .text = g_strdup(text), .face = face, .size_pt = size_pt };

	g_array_append_val(spans, span);
}

bool
inline_is(const struct xml_node *node)
{
	static const char *const names[] = { "em", "ruby",  "nowrap", "strong", "link",
		                             "br", "field", "width",  NULL };

	return node->name == NULL || g_strv_contains(names, node->name);
}

static bool
is_blank(char byte)
{
	return byte == ' ' || byte == '\t' || byte == '\n' || byte == '\r';
}

static bool
is_word(char byte)
{
	return byte > ' ' && byte < 0x7f;
}

/* The last byte of all text so far; 0 at the block's start and after <br/>. */
static char
last_byte(const GArray *spans)
{
	for (guint i = spans->len; i > 0; i--) {
		const char *text = g_array_index(spans, struct span, i - 1).text;

		if (g_str_has_suffix(text, "\u2028"))
			return 0;
		if (*text != '\0')
			return text[strlen(text) - 1];
	}
	return 0;
}

static char *
fold_blanks(const char *text, char before)
{
	GString *folded = g_string_new(NULL);

	for (const char *at = text; *at != '\0';) {
		bool broken = false;

		if (!is_blank(*at)) {
			g_string_append_c(folded, *at);
			before = *at++;
			continue;
		}
		for (; is_blank(*at); at++)
			broken = broken || *at == '\n';
		if (before == 0 || before == ' ')
			continue;
		if (!broken || (is_word(before) && is_word(*at))) {
			g_string_append_c(folded, ' ');
			before = ' ';
		}
	}
	return g_string_free(folded, false);
}

static const char *
read_children(GArray *spans, const struct xml_node *node, enum face face, double size_pt)
{
	if (node->first == NULL && node->text != NULL) {
		struct xml_node text = { .text = node->text, .line = node->line };

		return inline_read(spans, &text, face, size_pt);
	}
	for (const struct xml_node *child = node->first; child != NULL; child = child->next) {
		const char *stranger = inline_read(spans, child, face, size_pt);

		if (stranger != NULL)
			return stranger;
	}
	return NULL;
}

const char *
inline_read(GArray *spans, const struct xml_node *node, enum face face, double size_pt)
{
	guint first = spans->len;

	if (node->name == NULL) {
		g_autofree char *text = fold_blanks(node->text, last_byte(spans));

		if (*text != '\0')
			spans_append(spans, text, face, size_pt);
		return NULL;
	}
	if (!inline_is(node))
		return node->name;
	if (strcmp(node->name, "br") == 0) {
		spans_append(spans, "\u2028", face, size_pt);
		return NULL;
	}

	if (strcmp(node->name, "field") == 0) {
		struct input *input = input_read(node, size_pt);

		spans_append(spans, "", face, size_pt);
		input_keep(&g_array_index(spans, struct span, first), input);
		return NULL;
	}

	const char *stranger = read_children(
		spans, node, strcmp(node->name, "strong") == 0 ? FACE_GOTHIC : face, size_pt);

	for (guint i = first; i < spans->len; i++) {
		struct span *span = &g_array_index(spans, struct span, i);

		if (strcmp(node->name, "em") == 0)
			span->emphasis = true;
		else if (strcmp(node->name, "nowrap") == 0)
			span->nowrap = true;
		else if (strcmp(node->name, "ruby") == 0 && span->ruby == NULL && i == first)
			span->ruby = g_strdup(xml_attribute(node, "text"));
		else if (strcmp(node->name, "link") == 0 && span->link == NULL)
			span->link = g_strdup(xml_attribute(node, "to"));
		else if (strcmp(node->name, "width") == 0 && span->input != NULL)
			input_set_width(span, xml_attribute(node, "em"));
	}
	return stranger;
}

void
inline_finish(GArray *spans)
{
	while (spans->len > 0) {
		struct span *last = &g_array_index(spans, struct span, spans->len - 1);
		char *text = (char *)last->text;
		gsize length = strlen(text);

		while (length > 0 && is_blank(text[length - 1]))
			text[--length] = '\0';
		if (length > 0)
			return;
		g_array_set_size(spans, spans->len - 1);
	}
}
