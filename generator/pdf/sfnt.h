/* The tables of a TrueType font (ISO/IEC 14496-22, 4.5), to change some and
 * write the font again. HarfBuzz reads them. */
#pragma once

#include "base/auto.h"

#include <hb.h>

/* Sizes, and offsets in tables, in bytes. */
enum {
	HEAD_SIZE = 54,
	HEAD_CHECKSUM_ADJUSTMENT = 8,
	HEAD_UNITS_PER_EM = 18,
	HEAD_LOCA_FORMAT = 50,
	HHEA_SIZE = 36,
	HHEA_METRICS = 34,
	MAXP_SIZE = 32,
	MAXP_GLYPHS = 4,
	MAXP_POINTS = 6,
	MAXP_CONTOURS = 8,
	MAXP_COMPOSITE_POINTS = 10,
	MAXP_COMPOSITE_CONTOURS = 12,
	MAXP_COMPONENTS = 28,
	MAXP_COMPONENT_DEPTH = 30,
	METRIC = 4,        /* of a glyph in hmtx */
	GLYPH_HEADER = 10, /* contours, then the bounds */
	SFNT_TABLES = 32,
};

struct sfnt {
	unsigned count;
	hb_tag_t tags[SFNT_TABLES]; /* in the order of the directory */
	GByteArray *tables[SFNT_TABLES];
};

/* Copies of all tables of a font; none where it is no font, or has more tables
 * than a TrueType font. */
struct sfnt *sfnt_read(hb_face_t *face);
struct sfnt *sfnt_read_bytes(const GByteArray *bytes);

/* With the same tables, until they are replaced. */
struct sfnt *sfnt_share(const struct sfnt *sfnt);

void sfnt_free(struct sfnt *sfnt);
DEFINE_AUTO(sfnt)

/* Has it outlines, and tables as large as they must be? */
bool sfnt_is_true_type(const struct sfnt *sfnt);

/* A table, or NULL; and another in its place, which the font owns then. */
GByteArray *sfnt_table(const struct sfnt *sfnt, const char *tag);
void sfnt_replace(struct sfnt *sfnt, const char *tag, GByteArray *table);

/* The file of a TrueType font, with its checksums; free with g_byte_array_unref(). */
GByteArray *sfnt_write(const struct sfnt *sfnt);

/* Of a TrueType font: how many glyphs, and the outline of one, at least a header
 * long; NULL where it has none. */
unsigned sfnt_glyph_count(const struct sfnt *sfnt);
const guint8 *sfnt_glyph(const struct sfnt *sfnt, unsigned glyph, guint32 *length);

/* Numbers as fonts have them: the highest byte first. */
unsigned get16(const guint8 *at);
guint32 get32(const guint8 *at);
void put16(guint8 *at, unsigned value);
void put32(guint8 *at, guint32 value);
