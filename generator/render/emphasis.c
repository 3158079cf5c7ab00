/* Emphasis beside Japanese is recognised where CommonMark would not. */
#include "render/emphasis.h"

#include <stdbool.h>
#include <string.h>

enum side {
	SIDE_SPACE,
	SIDE_PUNCTUATION,
	SIDE_LETTER,
};

static enum side
side_of(gunichar character)
{
	if (character == 0 || g_unichar_isspace(character))
		return SIDE_SPACE;
	if (character < 0x80)
		return g_ascii_ispunct((char)character) ? SIDE_PUNCTUATION : SIDE_LETTER;
	switch (g_unichar_type(character)) {
	case G_UNICODE_CONNECT_PUNCTUATION:
	case G_UNICODE_DASH_PUNCTUATION:
	case G_UNICODE_CLOSE_PUNCTUATION:
	case G_UNICODE_FINAL_PUNCTUATION:
	case G_UNICODE_INITIAL_PUNCTUATION:
	case G_UNICODE_OTHER_PUNCTUATION:
	case G_UNICODE_OPEN_PUNCTUATION:
		return SIDE_PUNCTUATION;
	default:
		return SIDE_LETTER;
	}
}

/* An asterisk beside a figure multiplies: 「5*3*2台」「x*2」. */
static bool
multiplies(gunichar before, gunichar after)
{
	return before < 0x80 && after < 0x80 && g_ascii_isalnum((char)before) &&
	       g_ascii_isalnum((char)after) &&
	       (g_ascii_isdigit((char)before) || g_ascii_isdigit((char)after));
}

/* Copies the asterisks at `at`, with a marker where needed; returns their end. */
static const char *
mark_run(const char *at, gunichar before, GString *out)
{
	gsize length = strspn(at, "*");
	gunichar after = g_utf8_get_char(at + length);
	/* A single asterisk between Latin letters and signs is often no emphasis:
	 * "2*(3+4)*5". */
	bool needed = length > 1 || g_unichar_iswide(before) || g_unichar_iswide(after);

	if (length == 1 && multiplies(before, after)) {
		g_string_append(out, EMPHASIS_ASTERISK);
		return at + 1;
	}
	if (needed && side_of(before) == SIDE_PUNCTUATION && side_of(after) == SIDE_LETTER)
		g_string_append(out, EMPHASIS_MARKER);
	g_string_append_len(out, at, (gssize)length);
	if (needed && side_of(before) == SIDE_LETTER && side_of(after) == SIDE_PUNCTUATION)
		g_string_append(out, EMPHASIS_MARKER);
	return at + length;
}

/* Code is scanned like the rest: markers come out of it too, so that nothing
 * there is changed by them. */
void
emphasis_mark(const char *markdown, GString *out)
{
	const char *at = markdown;
	const char *next;
	gunichar before = 0;

	while (*at != '\0') {
		if (*at == '*') {
			at = mark_run(at, before, out);
			before = '*';
			continue;
		}
		if (*at == '\\' && g_ascii_ispunct(at[1])) {
			g_string_append_len(out, at, 2);
			if (g_str_has_prefix(at, "\\*\\*"))
				g_string_append(out, EMPHASIS_MARKER);
			before = (guchar)at[1];
			at += 2;
			continue;
		}
		before = g_utf8_get_char(at);
		next = g_utf8_next_char(at);
		g_string_append_len(out, at, next - at);
		at = next;
	}
}

char *
emphasis_unmark(const char *text)
{
	GString *out = g_string_new(text);

	g_string_replace(out, EMPHASIS_MARKER, "", 0);
	g_string_replace(out, EMPHASIS_ASTERISK, "*", 0);
	return g_string_free(out, false);
}
