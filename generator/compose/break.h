/* Breaks a paragraph into lines as a whole, so that the sum of the faults of
 * all lines is least (after Knuth and Plass), with the blanks of JLREQ 3.8 as
 * the measure of a fault. Time is linear in the length of the text. */
#pragma once

#include "compose/unit.h"

struct line_range {
	guint first, end;  /* units; the next line starts at `end` */
	guint visible_end; /* without blanks dropped at the line's end */
	double indent_pt;
	double room_pt; /* from the indent to the column's right edge */
	double tail_pt; /* blank kept after the last unit; negative: it hangs */
	bool last;      /* of the paragraph or before U+2028: not stretched */
};

/* An array of struct line_range, at least one; the caller frees it. */
GArray *break_lines(const struct shaped *shaped, const struct paragraph *paragraph);

/* The one line that holds everything, whatever its width. */
struct line_range break_single_line(const struct shaped *shaped, const struct paragraph *paragraph);
