/* The pinned font files by slot (fonts/README.md gives version and licence,
 * fonts/SHA256SUMS.* the sums). */
#pragma once

#include "compose/glyph.h"

struct font_file {
	const char *file;
	const char *family;
	bool bold;
};

static const struct font_file font_files[FONT_SLOTS] = {
	[SLOT_MINCHO] = { "BIZUDMincho-Regular.ttf", "BIZ UDMincho", false },
	[SLOT_MINCHO_WESTERN] = { "BIZUDPMincho-Regular.ttf", "BIZ UDPMincho", false },
	[SLOT_GOTHIC] = { "BIZUDGothic-Regular.ttf", "BIZ UDGothic", false },
	[SLOT_GOTHIC_WESTERN] = { "BIZUDPGothic-Regular.ttf", "BIZ UDPGothic", false },
	[SLOT_GOTHIC_BOLD] = { "BIZUDGothic-Bold.ttf", "BIZ UDGothic", true },
	[SLOT_GOTHIC_BOLD_WESTERN] = { "BIZUDPGothic-Bold.ttf", "BIZ UDPGothic", true },
	[SLOT_NAMES] = { "ipamjm.ttf", "IPAmjMincho", false },
	[SLOT_ASIAN] = { "NotoSerifCJK-Regular.ttc", "Noto Serif CJK JP", false },
	[SLOT_LETTERS] = { "FreeSerif.ttf", "FreeSerif", false },
};
