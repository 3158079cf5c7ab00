/*
 * Fonts cut down to the glyphs of one document. Cairo reads the whole of a
 * font for each file it embeds it in: a small font saves most of that.
 */
#ifndef LETTER_FONT_CUT_H
#define LETTER_FONT_CUT_H

#include "base/auto.h"
#include "letter/fonts.h"
#include "letter/page.h"

#include <cairo.h>

struct font_cut;

/*
 * Until it is freed, font_cut_scaled_font() gives the cut fonts for all runs of
 * the document. What is kept depends on the glyphs of this document alone: so
 * do the bytes of the PDF. Hinting is left out: it is for screens of old. A font that
 * cannot be cut is used whole.
 */
struct font_cut *font_cut_new(struct fonts *fonts, const struct document *document);
void font_cut_free(struct font_cut *cut);
DEFINE_AUTO(font_cut)

/* The font to paint with: cut, or the whole one where none is. Borrowed. */
cairo_scaled_font_t *font_cut_scaled_font(PangoFont *font);

/* The number of a glyph in that font. */
unsigned long font_cut_glyph(PangoFont *font, PangoGlyph glyph);

#endif
