/* Outlines that cairo does not see. For every letter it cuts the fonts anew and
 * packs them with zlib, a third of the time that a letter takes; nor would it
 * give us the fonts unpacked. So it gets boxes instead, and what it has cut of
 * these gets the outlines, which libdeflate packs in a quarter of the time. */
#pragma once

#include "pdf/sfnt.h"

/* The font with a box in place of every simple outline, with its bounds and
 * marked with the font's number (below 65536) and the glyph's. It shares its
 * other tables with `font`, a TrueType font with long offsets. */
struct sfnt *font_outline_hide(const struct sfnt *font, unsigned number);

/* The font of a number; NULL where there is none. */
typedef const struct sfnt *font_outline_find(unsigned number, void *data);

/* The file `cut`, of which cairo chose and numbered the glyphs, with the
 * outlines of the fonts that its boxes are marked with. Composite outlines are
 * of glyphs of the same file, and stay. NULL where there are no boxes, and with
 * `error` where a box is of no font. Free with g_byte_array_unref(). */
GByteArray *font_outline_show(const GByteArray *cut, font_outline_find *find, void *data,
                              GError **error);
