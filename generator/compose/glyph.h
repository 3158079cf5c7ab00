/* From characters to glyphs of the pinned fonts: what the composer asks the
 * fonts. Measures are in em, so that one look-up serves all sizes. */
#pragma once

#include "compose/fonts.h"

#include <hb.h>
#include <pango/pango.h>

/* One font file each. Western letters come from the proportional sister of
 * each face, digits from the face itself: half an em wide, all alike. */
enum font_slot {
	SLOT_MINCHO,
	SLOT_MINCHO_WESTERN,
	SLOT_GOTHIC,
	SLOT_GOTHIC_WESTERN,
	SLOT_GOTHIC_BOLD,
	SLOT_GOTHIC_BOLD_WESTERN,
	SLOT_NAMES,   /* kanji of names, and their variants */
	SLOT_ASIAN,   /* simplified Chinese, Hangul */
	SLOT_LETTERS, /* Greek, Cyrillic, all that is Latin; indices, arrows, ticks */
	FONT_SLOTS,
};

struct glyph {
	guint32 index; /* in the font of the slot; 0: the font has none */
	enum font_slot slot;
	float advance_em;
	float x_offset_em, y_offset_em; /* of combining marks */
};

enum {
	CLUSTER_GLYPHS_MAX = 8
};

/* Whether the character has neither ink nor width: U+00AD, U+200B, U+2028, U+FEFF,
 * joiners, direction marks and the like. */
bool glyph_is_hidden(gunichar character);

/* The end of the cluster that starts at `text`: a character with its
 * combining marks, variation selector, or what a joiner binds to it; one that is
 * not seen (a space, U+2028 …) stands alone. `text` is before `end`. */
const char *glyph_cluster_end(const char *text, const char *end);

/* The glyphs of one cluster, in the first font of the face's chain that has
 * all of it; an ideographic variation sequence and its base are never parted.
 * A base with U+3099 or U+309A takes the composed glyph. Writes at most
 * CLUSTER_GLYPHS_MAX, returns how many (at least one); false in *found where
 * no font has the cluster, with the missing glyph written. */
unsigned fonts_find_glyphs(struct fonts *fonts, enum face face, bool western, const char *text,
                           gsize length, struct glyph *glyphs, bool *found);

/* The slot's font at a size; owned by `fonts`. */
PangoFont *fonts_pango_font(struct fonts *fonts, enum font_slot slot, double size_pt);

/* The slot of a font that fonts_pango_font() gave. */
enum font_slot fonts_slot_of(const struct fonts *fonts, const PangoFont *font);

/* The whole font of a slot, made ready to be cut again and again; owned by
 * `fonts`. */
hb_face_t *fonts_hb_face(struct fonts *fonts, enum font_slot slot);

/* The same for measures; owned by `fonts`. */
hb_font_t *fonts_hb_font(const struct fonts *fonts, enum font_slot slot);

/* Adds the glyphs of all lone characters that the slot was asked for so far. */
void fonts_add_known_glyphs(const struct fonts *fonts, enum font_slot slot, hb_set_t *glyphs);
