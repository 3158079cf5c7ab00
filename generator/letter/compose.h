/*
 * The line composer: Japanese text to placed lines, by JLREQ and JIS X 4051.
 *
 * Runs are shaped by Pango and HarfBuzz; character classes, blanks of
 * punctuation, quarter-em between Japanese and Latin, forbidden line starts
 * and ends, and the breaking of a paragraph as a whole are ours. Composing
 * decides everything; painting draws what stands here.
 */
#ifndef LETTER_COMPOSE_H
#define LETTER_COMPOSE_H

#include "base/auto.h"
#include "letter/fonts.h"

#include <glib.h>
#include <pango/pango.h>
#include <stdbool.h>

enum alignment {
	ALIGN_JUSTIFY,    /* both edges; last line from the start: 両端揃え */
	ALIGN_START,
	ALIGN_CENTRE,
	ALIGN_END,
	ALIGN_DISTRIBUTE, /* one line spread to the width: 均等割付 */
};

/* What to do with 、。 that do not fit (JLREQ 3.8). */
enum line_end {
	LINE_END_BEST, /* 追込み and 追出し, whichever costs less */
	LINE_END_HANG, /* ぶら下げ as well */
};

/* A part of a paragraph in one style, with ruby or emphasis dots if wished. */
struct span {
	const char *text; /* UTF-8, no line breaks but U+2028 */
	enum face face;
	double size_pt;
	const char *ruby;  /* of the whole span; NULL: none */
	bool emphasis;     /* 圏点 */
	bool nowrap;       /* 分割禁止 */
};

struct paragraph {
	const struct span *spans;
	gsize span_count;
	double width_pt;        /* of the column */
	double first_indent_pt; /* of the first line: 字下げ */
	double indent_pt;       /* of the other lines */
	enum alignment alignment;
	enum line_end line_end;
};

/* Glyphs of one font on a line, as Pango and cairo want them. */
struct placed_run {
	PangoFont *font;           /* owned by the fonts */
	PangoGlyphString *glyphs;  /* owned; widths as placed */
	double x_pt;               /* from the column's left edge */
	double raise_pt;           /* above the baseline: ruby, dots */
	const char *text;          /* of these glyphs; owned by the composed */
	int length;                /* bytes of text */
	gsize span;                /* index in the paragraph; ruby and dots: of their base */
	bool decoration;           /* ruby or dots: not part of the text */
};

struct placed_line {
	GArray *runs;    /* struct placed_run, from left to right */
	double width_pt; /* of the ink box, without blanks at the end */
	double ascent_pt, descent_pt; /* with ruby */
	double badness;  /* 0: set solid */
};

struct composed {
	GPtrArray *lines; /* struct placed_line * */
};

/*
 * Breaks and places a paragraph. All text must have passed
 * fonts_find_missing(). A paragraph without text has one empty line. A single
 * unit wider than the column overflows on a line of its own.
 */
struct composed *compose(struct fonts *fonts, const struct paragraph *paragraph);
void composed_free(struct composed *composed);
DEFINE_AUTO(composed)

/* The width of the text set solid on one line: for tables and boxes. */
double compose_natural_width(struct fonts *fonts, const struct span *spans,
                             gsize span_count);

/* Placed lines as text, for tests: one line a placed line, each cluster with
 * its x in thousandths of an em of the first span. */
void composed_dump(const struct composed *composed, double em_pt, GString *out);

#endif
