/* index.csv of the letters: what was printed, for whom, on which decision. */
#ifndef LETTER_INDEX_H
#define LETTER_INDEX_H

#include "letter/due.h"

#include <glib.h>

/* Starts the file with its headings. */
void index_begin(GString *csv);

/* Appends the row of one letter and the SHA-256 of its PDF. */
void index_append(GString *csv, const struct due *due, const char *sha256);

#endif
