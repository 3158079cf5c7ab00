/* What becomes of each clause of chapters 3 to 15: a rule, a state, a form, a
 * letter, a page, or nothing that data could decide. */
#pragma once

#include <glib.h>
#include <stdbool.h>

/* What carries a clause besides the rules that name it. */
enum coverage_means {
	COVERAGE_RULE = 1 << 0,     /* rules that name another clause */
	COVERAGE_STATE = 1 << 1,    /* history/transition.c, status.c */
	COVERAGE_FORM = 1 << 2,     /* the form and field tables */
	COVERAGE_LETTER = 1 << 3,   /* letters made by the generator */
	COVERAGE_PAGE = 1 << 4,     /* the published list */
	COVERAGE_DEADLINE = 1 << 5, /* rules/deadlines.c */
	COVERAGE_NONE = 1 << 6,     /* cannot be decided from data */
};

struct coverage {
	const char *clause; /* "3.4(1)", "11.2(5)(ア)" */
	unsigned means;     /* enum coverage_means, or-ed; 0: only rules of its own */
	const char *ja;     /* how, or why not */
	const char *en;
};

/* The row at an index, in the order of the regulation; NULL past the last. */
const struct coverage *coverage_row(guint index);
