/*
 * The line composer: Japanese text to placed lines, by JLREQ and JIS X 4051.
 *
 * Glyphs come from the pinned fonts through HarfBuzz, in Pango's glyph strings;
 * character classes, blanks of punctuation, quarter-em between Japanese and
 * western, forbidden line starts and ends, and the breaking of a paragraph as
 * a whole are ours. Composing decides everything; painting draws what stands
 * here.
 */
#pragma once

#include "compose/fonts.h"

#include <pango/pango.h>

enum alignment {
	ALIGN_JUSTIFY, /* both edges; last line from the start: 両端揃え */
	ALIGN_START,
	ALIGN_CENTRE,
	ALIGN_END,
	ALIGN_DISTRIBUTE, /* one line spread to the width: 均等割付, JLREQ 3.7.3 */
};

/* What to do with 、。 that do not fit (JLREQ 3.8). */
enum line_end {
	LINE_END_BEST, /* 追込み and 追出し, whichever costs less */
	LINE_END_HANG, /* ぶら下げ as well */
};

/* A place that is filled in (page/input.h), which the composer hands on. */
struct input;

/* A part of a paragraph in one style, with ruby or emphasis dots if wished.
 * Ruby stands over the whole span as a group, which is never parted; with as
 * many parts, separated by spaces, as the span has characters, each part
 * stands over its own character (mono ruby). */
struct span {
	const char *text; /* UTF-8, no line breaks but U+2028 */
	enum face face;
	double size_pt;
	const char *ruby;          /* NULL: none */
	bool emphasis;             /* 圏点 */
	bool nowrap;               /* 分割禁止 */
	bool parted;               /* lines end at spaces first: of names and offices */
	const char *link;          /* where it leads, as a URI; NULL: nowhere */
	const struct input *input; /* that the text keeps free; NULL: it is text */
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

/* What stands above the text and is no part of it. */
enum decoration {
	DECORATION_NONE,
	DECORATION_RUBY,
	DECORATION_DOTS,
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
	const char *link;          /* of the span; borrowed from it */
	const struct input *input; /* the same */
	enum decoration decoration;
};

struct placed_line {
	GArray *runs;                 /* struct placed_run, from left to right */
	double width_pt;              /* of the ink box, without blanks at the end */
	double ascent_pt, descent_pt; /* with ruby */
};

struct composed {
	GPtrArray *lines; /* struct placed_line * */
	char **texts;     /* what the runs point into; NULL-terminated */
};

/*
 * Breaks and places a paragraph.
 *
 * Line starts and ends (JLREQ 3.1.7, 3.1.8): opening brackets are flush at a
 * line's head, in the first line after its indent (3.1.5, 天付き). Closing
 * brackets, commas and stops at a line's end have half an em behind them or
 * nothing (3.1.9). Spaces, U+3000 too, have no width at a line's end, and no
 * line starts with one but by a forced break.
 *
 * Breaks: U+2028 forces one, U+200B allows one, U+2060 and U+00A0 forbid one;
 * all but U+2028 stay in the text of the runs. Dates, 第6章, 様式5 and numbers
 * with hyphens are kept together where that costs little.
 *
 * Lines are shortened and opened in the order of 3.8.3 and 3.8.4; only
 * ALIGN_JUSTIFY and ALIGN_DISTRIBUTE open them, and those only between Japanese characters and
 * as far as a word space bears it: lines of words alone are ragged. No line is wider than the
 * column, unless one character is: then it has a line of its own. Where
 * nothing else is left, words are broken inside, and last of all forbidden
 * places are used.
 *
 * All text must have passed fonts_find_missing(); what no font has is set as
 * a box. A paragraph without text has one empty line.
 */
struct composed *compose(struct fonts *fonts, const struct paragraph *paragraph);

/* Who else holds it with g_rc_box_acquire() frees it, too. */
void composed_free(struct composed *composed);
DEFINE_AUTO(composed)

/* The width of the text set solid on one line: for tables and boxes. */
double compose_natural_width(struct fonts *fonts, const struct span *spans, gsize span_count);
