/* The places {0} to {9} of a sentence are filled in with arguments. */
#include "base/wording.h"

#include <stdbool.h>
#include <string.h>

void
wording_fill(const char *text, const char *const *arguments, GString *out)
{
	guint count = g_strv_length((char **)arguments);

	for (const char *at = text; *at != '\0'; at++) {
		if (at[0] == '{' && g_ascii_isdigit(at[1]) && at[2] == '}') {
			guint index = (guint)(at[1] - '0');

			g_assert(index < count);
			g_string_append(out, arguments[index]);
			at += 2;
		} else {
			g_string_append_c(out, *at);
		}
	}
}

void
wording_fill_list(const char *text, va_list arguments, GString *out)
{
	g_auto(GStrv) filled = wording_arguments(arguments);

	wording_fill(text, (const char *const *)filled, out);
}

char **
wording_arguments(va_list arguments)
{
	g_autoptr(GStrvBuilder) copies = g_strv_builder_new();
	const char *argument;

	while ((argument = va_arg(arguments, const char *)) != NULL)
		g_strv_builder_add(copies, argument);
	return g_strv_builder_end(copies);
}

/* What is not seen, but what holds a character together: ZWNJ and ZWJ. */
static bool
acts(gunichar character)
{
	switch (g_unichar_type(character)) {
	case G_UNICODE_CONTROL:
	case G_UNICODE_LINE_SEPARATOR:
	case G_UNICODE_PARAGRAPH_SEPARATOR:
		return true;
	case G_UNICODE_FORMAT:
		return character != 0x200C && character != 0x200D;
	default:
		return false;
	}
}

char *
wording_plain(const char *text)
{
	g_autofree char *valid = g_utf8_make_valid(text, -1);
	GString *plain = g_string_sized_new(strlen(valid));

	for (const char *at = valid; *at != '\0'; at = g_utf8_next_char(at)) {
		gunichar character = g_utf8_get_char(at);

		if (strchr("\t\r\n", *at) != NULL)
			g_string_append_c(plain, ' ');
		else
			g_string_append_unichar(plain, acts(character) ? 0xFFFD : character);
	}
	return g_string_free(plain, false);
}
