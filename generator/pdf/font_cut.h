/* Fonts cut down to the glyphs that letters use. Cairo reads the whole of a
 * font for each file it embeds it in: a small font saves most of that, and one
 * for many letters saves reading their glyphs again and again. */
#pragma once

#include "compose/fonts.h"
#include "page/page.h"
#include "pdf/sfnt.h"

#include <cairo.h>

struct font_cut;

/* Nothing of `fonts` is cut yet. They are borrowed. */
struct font_cut *font_cut_new(struct fonts *fonts);
void font_cut_free(struct font_cut *cut);
DEFINE_AUTO(font_cut)

/* Sees to it that the cut fonts have all glyphs of the document,
 * which can then be painted. They also have what was asked of the fonts before
 * and what other documents used; cairo cuts them again, and numbers glyphs by
 * their first use. All that depends on the other glyphs is the tag of a font's
 * name, which archive.c sets. Hinting is left out: it is for screens of old. A
 * font that cannot be cut is used whole. */
void font_cut_take(struct font_cut *cut, const struct document *document);

/* The cut font of a slot with its outlines, which the painted font lacks
 * (font_outline.h); NULL where there is none. `data` is struct font_cut, or NULL. */
const struct sfnt *font_cut_font(unsigned slot, void *data);

/* The printable characters of ASCII as a font file for what is typed, with their widths in
 * thousandths of an em; the caller frees. */
#define INPUT_FIRST 0x20
#define INPUT_LAST 0x7e
GByteArray *font_cut_for_input(const struct font_cut *cut, int widths[INPUT_LAST + 1]);

/* The font to paint with: cut, or the whole one where none is or `cut` is NULL.
 * Borrowed. */
cairo_scaled_font_t *font_cut_scaled_font(const struct font_cut *cut, PangoFont *font);

/* The number in that font of glyph `index` of a run of the line: of a twin
 * that has the blank behind the glyph in it, where there is one (font_widen.h). */
unsigned long font_cut_glyph(const struct font_cut *cut, const struct placed_line *line, guint run,
                             int index);
