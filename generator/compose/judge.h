/*
 * How good a line is: its blanks against those of JLREQ 3.8. Internal to the
 * composer.
 */
#pragma once

#include "compose/unit.h"

/* How full a line is; neighbours should not differ by more than one. */
enum fitness {
	FITNESS_TIGHT,
	FITNESS_NORMAL,
	FITNESS_LOOSE,
	FITNESS_VERY_LOOSE,
	FITNESSES,
};

/* Widths and give of all that stands before a unit, or on a line. */
struct sum {
	guint japanese; /* characters */
	double natural_pt, shrink_pt;
	double closed_pt; /* of shrink_pt, what only saves a line */
	double soft_pt;   /* of word spaces and quarters */
	double even_pt;   /* between characters */
};

/* The sums up to each unit, so that any line is measured in a few steps. */
struct measures {
	const struct shaped *shaped;
	const struct paragraph *paragraph;
	guint count;
	struct sum *sums;    /* count + 1 */
	guint *visible_ends; /* count + 1: without blanks dropped at a line's end */
	guint *forced;       /* count + 1: the forced break behind a unit */
};

/* What a line holds. */
struct measure {
	struct sum sum;
	guint visible_end;
	bool last;        /* before a forced break or the end: not stretched */
	double ragged_pt; /* that may be left free at its end: it ends inside an address */
	double room_pt;
};

struct verdict {
	double badness; /* 0: solid; 100: opened by 0.06 em at every character */
	double tail_pt; /* blank kept after the last unit; negative: it hangs */
	enum fitness fitness;
};

void measures_init(struct measures *measures, const struct shaped *shaped,
                   const struct paragraph *paragraph);
void measures_clear(struct measures *measures);

/* The line from unit `first` to before `end`. */
struct measure measure_line(const struct measures *measures, guint first, guint end);

/* The indent of a line that starts at `first`. */
double measure_indent(const struct paragraph *paragraph, guint first);

/* Whether a unit has no width at a line's end: U+0020, U+3000, hidden ones. */
bool is_dropped_at_end(const struct unit *unit);

/* Whether even opened widely, or closed up, the line does not fill the room. */
bool is_too_short(const struct measures *measures, guint first, guint end);
bool is_too_long(const struct measures *measures, guint first, guint end);

/* The best setting of a line; false where it does not fit. */
bool judge_line(const struct measures *measures, const struct measure *measure,
                struct verdict *verdict);
