/* index.csv of the letters: what was printed, for whom, on which decision. */
#pragma once

#include "letter/due.h"

/* Starts the file with its headings. */
void index_begin(GString *csv);

/* Appends the row of one letter, with the pages and the SHA-256 of its PDF. */
void index_append(GString *csv, const struct due *due, unsigned pages, const char *sha256);

/* Who is addressed, with the honorific: 「代表取締役　見本　太郎　様」; NULL: nobody is.
 * The caller frees. */
char *index_addressee(const struct due *due);
