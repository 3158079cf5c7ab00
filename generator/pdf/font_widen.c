/* Glyphs with a blank behind them get twins that are wider, so that readers find words. */
#include "pdf/font_widen.h"

#include <math.h>
#include <string.h>

enum {
	GLYPH_LIMIT = 65535,
	COMPONENT_XY = 0x0002,
};

/* Poppler takes a tenth of an em for a space, less on a line that is set solid
 * otherwise, and half an em the other way for a new line: so near to what is set
 * must a twin come. */
static const double step_em = 0.085;

double
twin_em(enum twin twin)
{
	if (twin >= TWINS)
		return twin_em(twin - TWINS);
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

/* The twins of a font while they are added. */
struct widening {
	struct sfnt *sfnt;
	guint32 *keys; /* in order */
	guint32 *bases;
	unsigned key_count;
	unsigned cut_count; /* of glyphs without the twins */
};

/* Advance and side bearing of every glyph, those of the twins included. */
static void
widen_metrics(struct widening *font)
{
	const GByteArray *hmtx = sfnt_table(font->sfnt, "hmtx");
	guint8 *told_metrics = sfnt_table(font->sfnt, "hhea")->data + HHEA_METRICS;
	unsigned metrics = get16(told_metrics);
	double em = get16(sfnt_table(font->sfnt, "head")->data + HEAD_UNITS_PER_EM);
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
	put16(told_metrics, total);
	sfnt_replace(font->sfnt, "hmtx", wide);
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
	const GByteArray *loca = sfnt_table(font->sfnt, "loca");
	GByteArray *glyf = sfnt_table(font->sfnt, "glyf");
	guint8 *format = sfnt_table(font->sfnt, "head")->data + HEAD_LOCA_FORMAT;
	bool is_long = get16(format) != 0;
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
	put16(format, 1);
	sfnt_replace(font->sfnt, "loca", wide);
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

struct sfnt *
font_widen(hb_face_t *face, const hb_set_t *keys, hb_map_t *numbers)
{
	struct widening font = {
		.sfnt = sfnt_read(face),
		.cut_count = hb_face_get_glyph_count(face),
	};
	hb_codepoint_t key = HB_SET_VALUE_INVALID;

	if (!sfnt_is_true_type(font.sfnt)) {
		sfnt_free(font.sfnt);
		return NULL;
	}
	font.keys = g_new(guint32, hb_set_get_population(keys) + 1);
	font.bases = g_new(guint32, hb_set_get_population(keys) + 1);
	while (hb_set_next(keys, &key) && font.cut_count + font.key_count < GLYPH_LIMIT) {
		font.keys[font.key_count] = key;
		font.bases[font.key_count] = hb_map_get(numbers, TWIN_GLYPH_OF_KEY(key));
		g_assert(font.bases[font.key_count] < font.cut_count);
		hb_map_set(numbers, key, font.cut_count + font.key_count++);
	}
	widen_metrics(&font);
	widen_glyphs(&font);
	correct_limits(sfnt_table(font.sfnt, "maxp"), font.cut_count + font.key_count);
	g_free(font.keys);
	g_free(font.bases);
	return font.sfnt;
}
