/* The fonts of the letters: a private Fontconfig set, so that no font of the
 * machine can leak in, and the same font in all places. */
#pragma once

#include "base/digest.h"

#include <pango/pango.h>

enum face {
	FACE_MINCHO,
	FACE_GOTHIC,
	FACE_GOTHIC_BOLD,
	FACES,
};

struct fonts;

/* Opens the fonts that `folder` pins (fonts/README.md). */
struct fonts *fonts_open(const char *folder, GError **error);
void fonts_free(struct fonts *fonts);
DEFINE_AUTO(fonts)

/* Adds to `digest` what tells these font files from others: their heads, which
 * hold the checksums of all their tables. */
void fonts_digest(const struct fonts *fonts, struct digest *digest);

/* The first character of `text` that neither the face nor the fallback can
 * show, or an ideographic variation sequence that neither font has: its byte
 * offset, and the sequence's length in *length. -1 where all can be shown. */
gssize fonts_find_missing(struct fonts *fonts, enum face face, const char *text, gsize *length);
