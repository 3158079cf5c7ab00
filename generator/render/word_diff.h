/* Which words of a text are others than in the text that it takes the place of. */
#pragma once

#include <glib.h>

/* Appends both texts as HTML, with the words that only one of them has within <mark>. Words
 * are runs of one script, of figures or of Latin letters, and single signs. What is very
 * long and differs from end to end is marked as a whole. */
void word_diff(const char *before, const char *after, GString *before_html, GString *after_html);
