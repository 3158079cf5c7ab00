/* Twins of glyphs that look alike but are wider or narrower: they have the
 * blank behind the glyph in them, or lack it where punctuation is set close.
 * What stands between Japanese and western letters is no character, and those
 * who take text out of a PDF would make it one; nor is an overlap a new line. */
#pragma once

#include "pdf/sfnt.h"

#include <hb.h>

/* How a twin differs: by twin_em() in its advance, in even steps from half an
 * em less. */
enum twin {
	TWIN_NONE,
	TWIN_NARROWEST,
	TWIN_NARROW = TWIN_NARROWEST + 5, /* the least so */
	TWIN_WIDE,
	TWINS_LIKELY = TWIN_WIDE + 6, /* as far as lines are justified: half an em */
	TWINS = TWIN_WIDE + 40,       /* from here on the same of another text */
};

double twin_em(enum twin twin);

/* The twin for a glyph with `blank_em` of blank behind it; TWIN_NONE where it
 * is small enough to be taken for none. */
enum twin twin_for_blank(double blank_em);

/* A twin and its glyph as one number, for sets and maps. */
#define TWIN_KEY(twin, glyph) ((guint32)(twin) << 16 | (guint32)(glyph))
#define TWIN_OF_KEY(key) ((enum twin)((key) >> 16))
#define TWIN_GLYPH_OF_KEY(key) ((key) & 0xFFFF)

/* A TrueType font: that of `face` and behind its glyphs the twins of `keys`,
 * whose numbers are added to `numbers` by key. `numbers` has those of the
 * glyphs in `face`. What is said of a glyph depends on nothing else in the
 * font, nor do the tables of the whole font. NULL where `face` is none. */
struct sfnt *font_widen(hb_face_t *face, const hb_set_t *keys, hb_map_t *numbers);
