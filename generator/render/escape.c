#include "render/escape.h"

#include <string.h>

static const char *
reference_for(unsigned char byte)
{
	switch (byte) {
	case '&':
		return "&amp;";
	case '<':
		return "&lt;";
	case '>':
		return "&gt;";
	case '"':
		return "&quot;";
	case '\'':
		return "&#39;";
	default:
		return NULL;
	}
}

void
escape_html(GString *out, const char *text)
{
	const char *start = text;
	const char *reference;

	for (; *text != '\0'; text++) {
		reference = reference_for((unsigned char)*text);
		if (reference == NULL)
			continue;
		g_string_append_len(out, start, text - start);
		g_string_append(out, reference);
		start = text + 1;
	}
	g_string_append_len(out, start, text - start);
}

static gboolean
is_xml_character(gunichar character)
{
	return character == '\t' || character == '\n' || character == '\r' ||
	       (character >= 0x20 && character <= 0xD7FF) ||
	       (character >= 0xE000 && character <= 0xFFFD) || character >= 0x10000;
}

void
escape_xml(GString *out, const char *text)
{
	const char *reference;
	gunichar character;

	for (; *text != '\0'; text = g_utf8_next_char(text)) {
		character = g_utf8_get_char(text);
		reference = reference_for((unsigned char)*text);
		if (reference != NULL)
			g_string_append(out, reference);
		else if (character == '\t' || character == '\n' || character == '\r')
			g_string_append_printf(out, "&#%u;", character);
		else
			g_string_append_unichar(out,
			                        is_xml_character(character) ? character : 0xFFFD);
	}
}

static void
append_percent(GString *out, unsigned char byte)
{
	static const char digits[] = "0123456789ABCDEF";

	g_string_append_c(out, '%');
	g_string_append_c(out, digits[byte >> 4]);
	g_string_append_c(out, digits[byte & 15]);
}

static gboolean
is_unreserved(char byte)
{
	return g_ascii_isalnum(byte) || byte == '-' || byte == '.' || byte == '_' || byte == '~';
}

void
escape_url_segment(GString *out, const char *text)
{
	for (; *text != '\0'; text++) {
		if (is_unreserved(*text))
			g_string_append_c(out, *text);
		else
			append_percent(out, (unsigned char)*text);
	}
}

void
escape_url(GString *out, const char *text)
{
	static const char reserved[] = ":/?#[]@!$&'()*+,;=";

	for (; *text != '\0'; text++) {
		if (is_unreserved(*text) || strchr(reserved, *text) != NULL ||
		    (*text == '%' && g_ascii_isxdigit(text[1]) && g_ascii_isxdigit(text[2])))
			g_string_append_c(out, *text);
		else
			append_percent(out, (unsigned char)*text);
	}
}

gboolean
escape_url_is_safe(const char *url, gsize length)
{
	static const char *const schemes[] = { "http", "https", "mailto", "tel" };
	gsize colon = 0;
	gsize i;

	while (colon < length && strchr(":/?#", url[colon]) == NULL)
		colon++;
	if (colon == length || url[colon] != ':')
		return TRUE;
	for (i = 0; i < G_N_ELEMENTS(schemes); i++)
		if (strlen(schemes[i]) == colon && g_ascii_strncasecmp(url, schemes[i], colon) == 0)
			return TRUE;
	return FALSE;
}
