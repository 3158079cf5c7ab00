/* Text is escaped for the place where it is printed. */
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

static bool
is_xml_character(gunichar character)
{
	return character == '\t' || character == '\n' || character == '\r' ||
	       (character >= 0x20 && character <= 0xD7FF) ||
	       (character >= 0xE000 && character <= 0xFFFD) || character >= 0x10000;
}

/* What stands for the character at `text`; NULL: itself. */
static const char *
xml_reference(const char *text)
{
	const char *reference = reference_for((unsigned char)*text);

	if (reference != NULL)
		return reference;
	switch (*text) {
	case '\t':
		return "&#9;";
	case '\n':
		return "&#10;";
	case '\r':
		return "&#13;";
	default:
		return is_xml_character(g_utf8_get_char(text)) ? NULL : "\xEF\xBF\xBD";
	}
}

/* Most bytes need no look: 0xEF alone may begin a character that is forbidden. */
static bool
is_plain_in_xml(unsigned char byte)
{
	return byte >= 0x20 && byte != 0xEF && reference_for(byte) == NULL;
}

void
escape_xml(GString *out, const char *text)
{
	const char *start = text;

	while (*text != '\0') {
		const char *next = text + 1;

		if (is_plain_in_xml((unsigned char)*text)) {
			text = next;
			continue;
		}
		const char *reference = xml_reference(text);
		next = g_utf8_next_char(text);
		if (reference != NULL) {
			g_string_append_len(out, start, text - start);
			g_string_append(out, reference);
			start = next;
		}
		text = next;
	}
	g_string_append_len(out, start, text - start);
}

static void
append_percent(GString *out, unsigned char byte)
{
	static const char digits[] = "0123456789ABCDEF";

	g_string_append_c(out, '%');
	g_string_append_c(out, digits[byte >> 4]);
	g_string_append_c(out, digits[byte & 15]);
}

static bool
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

/* Whether a host follows the scheme, and nothing that browsers and others read in different
 * ways: a user, who is taken for the host, a backslash, an escape, a letter that looks like
 * another (a name of such letters is written as "xn--…"), or no "//". */
static bool
has_plain_host(const char *url, const char *end)
{
	const char *host = url + strlen("//");

	if (end - url < (ptrdiff_t)strlen("//") || !g_str_has_prefix(url, "//"))
		return false;
	for (url = host; url < end && strchr("/?#", *url) == NULL; url++)
		if (!g_ascii_isalnum(*url) && strchr(".-:", *url) == NULL)
			return false;
	return url > host || url == end;
}

bool
escape_url_is_safe(const char *url, gsize length)
{
	static const char *const schemes[] = { "http", "https", "mailto", "tel" };
	const char *end = url + length;
	gsize colon = 0;

	while (colon < length && strchr(":/\\?#", url[colon]) == NULL)
		colon++;
	/* Browsers read a backslash as a slash. */
	if (colon == 0 && length > 1 && strchr("/\\", url[0]) && strchr("/\\", url[1]))
		return false;
	if (colon == length || url[colon] != ':')
		return true;
	for (gsize i = 0; i < G_N_ELEMENTS(schemes); i++)
		if (strlen(schemes[i]) == colon && g_ascii_strncasecmp(url, schemes[i], colon) == 0)
			return schemes[i][0] != 'h' || has_plain_host(url + colon + 1, end);
	return false;
}
