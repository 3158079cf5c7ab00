/* The door to libqrencode: QR codes (JIS X 0510) as a square of modules. */
#pragma once

#include "base/auto.h"

/* The blank modules that must surround the code on each side. */
#define QR_QUIET_MODULES 4

struct qr {
	unsigned width; /* modules of a side, without the quiet zone */
	bool *dark;     /* width * width, row by row from the top left */
};

/* Encodes UTF-8 text at error correction level M, in the smallest version that
 * holds it. The same text gives the same code. NULL where no version holds it
 * (over some 2,300 bytes). */
struct qr *qr_encode(const char *text);
void qr_free(struct qr *qr);
DEFINE_AUTO(qr)

/* Appends the code with its quiet zone as SVG: one black path on white, a unit a
 * module, without a size of its own. */
void qr_render_svg(const struct qr *qr, GString *out);
