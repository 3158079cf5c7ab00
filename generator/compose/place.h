/* From broken lines to placed glyphs: blanks are settled by JLREQ 3.8.3 and
 * 3.8.4, then every unit gets its place. */
#pragma once

#include "compose/break.h"
#include "compose/unit.h"

/* The places of the units of a line: x_pt[i] is the left edge of the body of
 * unit first + i; one more for the right edge of the last. */
struct placement {
	const struct line_range *line;
	double *x_pt;
};

/* The texts that runs point into: copies of the text of each span, then of the
 * ruby of each span ("" where there is none). */
char **place_texts(const struct paragraph *paragraph);

/* The line as glyphs; the caller frees it as part of a struct composed. */
struct placed_line *place_line(struct fonts *fonts, const struct shaped *shaped,
                               const struct paragraph *paragraph, const struct line_range *line,
                               char *const *texts);

/* Finds the bases of ruby and widens those shorter than their ruby; before
 * breaking. */
void ruby_prepare(struct fonts *fonts, struct shaped *shaped, gsize span_count);

/* Appends the runs of ruby and of emphasis dots, and raises the line's ascent
 * where there are any. */
void ruby_place(struct fonts *fonts, const struct shaped *shaped, const struct paragraph *paragraph,
                const struct placement *placement, char *const *texts, struct placed_line *placed);
void emphasis_place(struct fonts *fonts, const struct shaped *shaped,
                    const struct placement *placement, struct placed_line *placed);
