/* Prose of a form becomes the paragraphs and lists of a letter. */
#include "letter/prose.h"

#include "render/markdown.h"

static bool
is_ascii(char byte)
{
	return byte > 0 && byte < 0x7f;
}

struct value *
prose_value(const struct field *field, const char *text)
{
	g_autoptr(GString) xml = g_string_new(NULL);

	if (text != NULL)
		markdown_render_letter(
			text, field->kind == FIELD_PROSE ? NOTATION_FIELD : NOTATION_PLAIN, xml);
	return value_blocks(xml->str);
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
	return g_string_free(spaced, false);
}
