/* Outlines are taken out of the font that cairo reads, and put back into the finished file. */
#include "pdf/font_outline.h"

#include "base/refusal.h"

#include <string.h>

/* A box is a contour of two points, and stands where instructions would; no
 * font that is cut has any. */
enum {
	BOX_ENDS = GLYPH_HEADER, /* the last point of each contour */
	BOX_INSTRUCTIONS = BOX_ENDS + 2,
	BOX_MARK = BOX_INSTRUCTIONS + 2,
	BOX_FONT = BOX_MARK + 4,
	BOX_GLYPH = BOX_FONT + 2,
	BOX_FLAGS = BOX_GLYPH + 2,
	BOX_X = BOX_FLAGS + 2,
	BOX_Y = BOX_X + 4,
	BOX_SIZE = BOX_Y + 4,

	ON_CURVE = 1,
};

static const guint8 mark[BOX_FONT - BOX_MARK] = { 'B', 'o', 'x', 0 };

static void
append_box(GByteArray *glyf, const guint8 *glyph, unsigned font, unsigned number)
{
	guint8 box[BOX_SIZE] = { 0 };

	memcpy(box, glyph, GLYPH_HEADER);
	put16(box, 1);
	put16(box + BOX_ENDS, 1);
	put16(box + BOX_INSTRUCTIONS, BOX_FLAGS - BOX_MARK);
	memcpy(box + BOX_MARK, mark, sizeof(mark));
	put16(box + BOX_FONT, font);
	put16(box + BOX_GLYPH, number);
	memset(box + BOX_FLAGS, ON_CURVE, 2);
	/* From one corner to the other. */
	memcpy(box + BOX_X, glyph + 2, 2);
	put16(box + BOX_X + 2, get16(glyph + 6) - get16(glyph + 2));
	memcpy(box + BOX_Y, glyph + 4, 2);
	put16(box + BOX_Y + 2, get16(glyph + 8) - get16(glyph + 4));
	g_byte_array_append(glyf, box, sizeof(box));
}

static bool
is_box(const guint8 *glyph, guint32 length)
{
	return length >= BOX_SIZE && get16(glyph) == 1 &&
	       get16(glyph + BOX_INSTRUCTIONS) == BOX_FLAGS - BOX_MARK &&
	       memcmp(glyph + BOX_MARK, mark, sizeof(mark)) == 0;
}

/* While outlines are put in place of others. */
struct exchange {
	GByteArray *glyf, *loca;
};

static void
end_glyph(struct exchange *exchange)
{
	static const guint8 zeros[3] = { 0 };
	guint8 offset[4];

	g_byte_array_append(exchange->glyf, zeros, -exchange->glyf->len & 3U);
	put32(offset, exchange->glyf->len);
	g_byte_array_append(exchange->loca, offset, sizeof(offset));
}

static void
begin(struct exchange *exchange)
{
	static const guint8 first[4] = { 0 };

	exchange->glyf = g_byte_array_new();
	exchange->loca = g_byte_array_new();
	g_byte_array_append(exchange->loca, first, sizeof(first));
}

static void
end(struct exchange *exchange, struct sfnt *font)
{
	sfnt_replace(font, "glyf", exchange->glyf);
	sfnt_replace(font, "loca", exchange->loca);
}

struct sfnt *
font_outline_hide(const struct sfnt *font, unsigned number)
{
	struct sfnt *hidden = sfnt_share(font);
	struct exchange exchange;

	begin(&exchange);
	for (unsigned i = 0; i < sfnt_glyph_count(font); i++) {
		guint32 length;
		const guint8 *glyph = sfnt_glyph(font, i, &length);

		if (glyph != NULL && (get16(glyph) < 0x8000))
			append_box(exchange.glyf, glyph, number, i);
		else if (glyph != NULL)
			g_byte_array_append(exchange.glyf, glyph, length);
		end_glyph(&exchange);
	}
	end(&exchange, hidden);
	return hidden;
}

/* The outline that a box stands for; NULL where there is none. */
static const guint8 *
outline(const guint8 *box, font_outline_find *find, void *data, guint32 *length)
{
	const struct sfnt *font = find(get16(box + BOX_FONT), data);

	return font == NULL ? NULL : sfnt_glyph(font, get16(box + BOX_GLYPH), length);
}

/* How many outlines were shown; negative with `error` where one cannot be. */
static int
show(struct exchange *exchange, const struct sfnt *font, font_outline_find *find, void *data,
     GError **error)
{
	int shown = 0;

	for (unsigned i = 0; i < sfnt_glyph_count(font); i++) {
		guint32 length = 0;
		const guint8 *glyph = sfnt_glyph(font, i, &length);

		if (glyph != NULL && is_box(glyph, length)) {
			glyph = outline(glyph, find, data, &length);
			if (glyph == NULL) {
				REFUSE(error, "pdf-outline",
				       "PDFのフォントの{0}番の字形に輪郭がありません。",
				       "Glyph {0} of a font in the PDF has no outline.", NUMBER(i),
				       NULL);
				return -1;
			}
			shown++;
		}
		if (glyph != NULL)
			g_byte_array_append(exchange->glyf, glyph, length);
		end_glyph(exchange);
	}
	return shown;
}

GByteArray *
font_outline_show(const GByteArray *cut, font_outline_find *find, void *data, GError **error)
{
	AUTO(sfnt) font = sfnt_read_bytes(cut);
	struct exchange exchange;

	if (!sfnt_is_true_type(font))
		return NULL;
	begin(&exchange);
	int shown = show(&exchange, font, find, data, error);
	end(&exchange, font);
	return shown > 0 ? sfnt_write(font) : NULL;
}
