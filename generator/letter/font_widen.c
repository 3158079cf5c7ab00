#include "letter/font_widen.h"

#include <math.h>
#include <stdbool.h>
#include <string.h>

/* Sizes and offsets in bytes (ISO/IEC 14496-22). */
enum {
	DIRECTORY_HEADER = 12,
	DIRECTORY_RECORD = 16,
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
	METRIC = 4, /* of a glyph in hmtx */
	GLYPH_HEADER = 10,
	GLYPH_LIMIT = 65535,
	COMPONENT_XY = 0x0002,
};

enum table {
	TABLE_OS2,
	TABLE_CMAP,
	TABLE_GLYF,
	TABLE_HEAD,
	TABLE_HHEA,
	TABLE_HMTX,
	TABLE_LOCA,
	TABLE_MAXP,
	TABLE_NAME,
	TABLE_POST,
	TABLES,
};

/* In the order of the directory. */
static const char tags[TABLES][5] = { "OS/2", "cmap", "glyf", "head", "hhea",
	                              "hmtx", "loca", "maxp", "name", "post" };

static unsigned
get16(const guint8 *at)
{
	return (unsigned)at[0] << 8 | at[1];
}

static guint32
get32(const guint8 *at)
{
	return (guint32)get16(at) << 16 | get16(at + 2);
}

static void
put16(guint8 *at, unsigned value)
{
	at[0] = (guint8)(value >> 8);
	at[1] = (guint8)value;
}

static void
put32(guint8 *at, guint32 value)
{
	put16(at, value >> 16);
	put16(at + 2, value & 0xFFFF);
}

/* Poppler takes a tenth of an em for a space, less on a line that is set solid
 * otherwise, and half an em the other way for a new line: so near to what is set
 * must a twin come. */
static const double step_em = 0.085;

double
twin_em(enum twin twin)
{
	if (twin == TWIN_NONE)
		return 0;
	return ((int)twin - (twin <= TWIN_NARROW ? TWIN_NARROW + 1 : TWIN_NARROW)) * step_em;
}

enum twin
twin_for_blank(double blank_em)
{
	int steps = (int)round(blank_em / step_em);

	if (steps == 0)
		return TWIN_NONE;
	if (steps < 0)
		return (enum twin)MAX(TWIN_NARROW + 1 + steps, TWIN_NARROWEST);
	return (enum twin)MIN(TWIN_NARROW + steps, TWINS - 1);
}

static GByteArray *
table_of(hb_face_t *face, enum table table)
{
	hb_blob_t *blob = hb_face_reference_table(face, hb_tag_from_string(tags[table], 4));
	GByteArray *bytes = g_byte_array_new();
	unsigned length;
	const char *data = hb_blob_get_data(blob, &length);

	g_byte_array_append(bytes, (const guint8 *)data, length);
	hb_blob_destroy(blob);
	return bytes;
}

/* The twins of a font while they are added. */
struct widening {
	GByteArray *tables[TABLES];
	guint32 *keys; /* in order */
	guint32 *bases;
	unsigned key_count;
	unsigned cut_count; /* of glyphs without the twins */
};

/* Advance and side bearing of every glyph, those of the twins included. */
static void
widen_metrics(struct widening *font)
{
	const GByteArray *hmtx = font->tables[TABLE_HMTX];
	unsigned metrics = get16(font->tables[TABLE_HHEA]->data + HHEA_METRICS);
	double em = get16(font->tables[TABLE_HEAD]->data + HEAD_UNITS_PER_EM);
	unsigned total = font->cut_count + font->key_count;
	GByteArray *wide = g_byte_array_new();

	g_byte_array_set_size(wide, METRIC * total);
	memset(wide->data, 0, wide->len);
	for (unsigned i = 0; i < font->cut_count && metrics > 0; i++) {
		unsigned bearing_at =
			i < metrics ? METRIC * i + 2 : METRIC * metrics + 2 * (i - metrics);

		if (bearing_at + 2 > hmtx->len)
			break;
		memcpy(wide->data + METRIC * i, hmtx->data + METRIC * MIN(i, metrics - 1), 2);
		memcpy(wide->data + METRIC * i + 2, hmtx->data + bearing_at, 2);
	}
	for (unsigned i = 0; i < font->key_count; i++) {
		const guint8 *base = wide->data + METRIC * font->bases[i];
		guint8 *at = wide->data + METRIC * (font->cut_count + i);
		double advance = get16(base) + round(twin_em(TWIN_OF_KEY(font->keys[i])) * em);

		put16(at, (unsigned)MAX(advance, 0));
		memcpy(at + 2, base + 2, 2);
	}
	g_byte_array_unref(font->tables[TABLE_HMTX]);
	font->tables[TABLE_HMTX] = wide;
	put16(font->tables[TABLE_HHEA]->data + HHEA_METRICS, total);
}

/* A twin is its base and nothing else. */
static void
append_twin(GByteArray *glyf, guint32 base_at, guint32 base_end, guint32 base)
{
	guint8 glyph[GLYPH_HEADER + 6] = { 0 };

	if (base_end < base_at + GLYPH_HEADER || base_end > glyf->len)
		return;
	memcpy(glyph, glyf->data + base_at, GLYPH_HEADER);
	put16(glyph, 0xFFFF);
	put16(glyph + GLYPH_HEADER, COMPONENT_XY);
	put16(glyph + GLYPH_HEADER + 2, base);
	g_byte_array_append(glyf, glyph, sizeof(glyph));
}

/* Offsets are always long, however short the font is. */
static void
widen_glyphs(struct widening *font)
{
	const GByteArray *loca = font->tables[TABLE_LOCA];
	GByteArray *glyf = font->tables[TABLE_GLYF];
	bool is_long = get16(font->tables[TABLE_HEAD]->data + HEAD_LOCA_FORMAT) != 0;
	unsigned count = font->cut_count, total = count + font->key_count;
	GByteArray *wide = g_byte_array_new();

	g_byte_array_set_size(wide, 4 * (total + 1));
	memset(wide->data, 0, wide->len);
	for (unsigned i = 0; i <= count && (is_long ? 4 : 2) * (i + 1) <= loca->len; i++)
		put32(wide->data + 4 * (gsize)i, is_long ? get32(loca->data + 4 * (gsize)i)
		                                         : 2 * get16(loca->data + 2 * (gsize)i));
	for (unsigned i = 0; i < font->key_count; i++) {
		const guint8 *base = wide->data + 4 * (gsize)font->bases[i];

		append_twin(glyf, get32(base), get32(base + 4), font->bases[i]);
		put32(wide->data + 4 * (gsize)(count + i + 1), glyf->len);
	}
	g_byte_array_unref(font->tables[TABLE_LOCA]);
	font->tables[TABLE_LOCA] = wide;
	put16(font->tables[TABLE_HEAD]->data + HEAD_LOCA_FORMAT, 1);
}

static void
correct_limits(GByteArray *maxp, unsigned total)
{
	guint8 *at = maxp->data;

	put16(at + MAXP_GLYPHS, total);
	put16(at + MAXP_COMPOSITE_POINTS,
	      MAX(get16(at + MAXP_POINTS), get16(at + MAXP_COMPOSITE_POINTS)));
	put16(at + MAXP_COMPOSITE_CONTOURS,
	      MAX(get16(at + MAXP_CONTOURS), get16(at + MAXP_COMPOSITE_CONTOURS)));
	put16(at + MAXP_COMPONENTS, MAX(get16(at + MAXP_COMPONENTS), 1));
	put16(at + MAXP_COMPONENT_DEPTH, get16(at + MAXP_COMPONENT_DEPTH) + 1);
}

/* Without checksums: nobody reads this file but FreeType, and cairo makes
 * those of its own. */
static GByteArray *
join(GByteArray *const *tables)
{
	GByteArray *file = g_byte_array_new();
	guint32 offset = DIRECTORY_HEADER + TABLES * DIRECTORY_RECORD;

	g_byte_array_set_size(file, offset);
	memset(file->data, 0, file->len);
	put32(file->data, 0x00010000);
	put16(file->data + 4, TABLES);
	put16(file->data + 6, 8 * DIRECTORY_RECORD);
	put16(file->data + 8, 3);
	put16(file->data + 10, (TABLES - 8) * DIRECTORY_RECORD);
	for (int i = 0; i < TABLES; i++) {
		guint8 *record = file->data + DIRECTORY_HEADER + i * DIRECTORY_RECORD;

		memcpy(record, tags[i], 4);
		put32(record + 8, offset);
		put32(record + 12, tables[i]->len);
		offset += (tables[i]->len + 3) & ~3U;
	}
	for (int i = 0; i < TABLES; i++) {
		static const guint8 zeros[3] = { 0 };

		g_byte_array_append(file, tables[i]->data, tables[i]->len);
		g_byte_array_append(file, zeros, -tables[i]->len & 3U);
	}
	return file;
}

static bool
is_true_type(const struct widening *font)
{
	return font->tables[TABLE_HEAD]->len >= HEAD_SIZE &&
	       font->tables[TABLE_HHEA]->len >= HHEA_SIZE &&
	       font->tables[TABLE_MAXP]->len >= MAXP_SIZE && font->tables[TABLE_GLYF]->len > 0;
}

GByteArray *
font_widen(hb_face_t *face, const hb_set_t *keys, hb_map_t *numbers)
{
	struct widening font = { .cut_count = hb_face_get_glyph_count(face) };
	hb_codepoint_t key = HB_SET_VALUE_INVALID;
	GByteArray *file = NULL;

	font.keys = g_new(guint32, hb_set_get_population(keys) + 1);
	font.bases = g_new(guint32, hb_set_get_population(keys) + 1);
	while (hb_set_next(keys, &key) && font.cut_count + font.key_count < GLYPH_LIMIT) {
		font.keys[font.key_count] = key;
		font.bases[font.key_count] = hb_map_get(numbers, TWIN_GLYPH_OF_KEY(key));
		g_assert(font.bases[font.key_count] < font.cut_count);
		hb_map_set(numbers, key, font.cut_count + font.key_count++);
	}
	for (int i = 0; i < TABLES; i++)
		font.tables[i] = table_of(face, (enum table)i);
	if (is_true_type(&font)) {
		put32(font.tables[TABLE_HEAD]->data + HEAD_CHECKSUM_ADJUSTMENT, 0);
		widen_metrics(&font);
		widen_glyphs(&font);
		correct_limits(font.tables[TABLE_MAXP], font.cut_count + font.key_count);
		file = join(font.tables);
	}
	for (int i = 0; i < TABLES; i++)
		g_byte_array_unref(font.tables[i]);
	g_free(font.keys);
	g_free(font.bases);
	return file;
}
