/* Sentences in two languages with holes "{0}" to "{9}" for their arguments. */
#pragma once

#include "base/decimal.h"

#include <stdarg.h>

enum language {
	LANGUAGE_JA,
	LANGUAGE_EN,
};

struct wording {
	const char *ja;
	const char *en;
};

static inline const char *
wording_text(struct wording wording, enum language language)
{
	return language == LANGUAGE_EN ? wording.en : wording.ja;
}

/* Appends `text` with its holes filled; `arguments` closes with NULL and has
 * one for each hole. */
void wording_fill(const char *text, const char *const *arguments, GString *out);
void wording_fill_list(const char *text, va_list arguments, GString *out);

/* Copies of the strings, up to the NULL that closes them; the caller frees. */
char **wording_arguments(va_list arguments);

/* The text as one line that a terminal or a CI may be shown, whoever wrote it:
 * line ends and tabs are blanks, and what acts on a terminal or turns the
 * direction of text is U+FFFD. The caller frees. */
char *wording_plain(const char *text);
