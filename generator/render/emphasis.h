/*
 * Emphasis beside Japanese punctuation, for markdown.c.
 *
 * CommonMark lets "**" open or close by what stands beside it: punctuation
 * inside and a letter outside, as in 「**重要。**次」, can do neither, since
 * Latin text has a space there. A marker between the punctuation and the
 * asterisks, which counts as a letter, lets them do both; it is taken out of
 * the parsed text again.
 */
#pragma once

#include <glib.h>

/* Private use characters that the input must not have; the second stands for an
 * asterisk that is no mark. */
#define EMPHASIS_MARKER "\xEE\x80\x80"   /* U+E000 */
#define EMPHASIS_ASTERISK "\xEE\x80\x81" /* U+E001 */

/* Appends `markdown` with markers where asterisks need one. Also between
 * escaped asterisks, so that "**" in parsed text is emphasis that failed. */
void emphasis_mark(const char *markdown, GString *out);

/* `text` without markers. The caller frees. */
char *emphasis_unmark(const char *text);
