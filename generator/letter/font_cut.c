#include "letter/font_cut.h"

#include "letter/glyph.h"

#include <cairo-ft.h>
#include <ft2build.h>
#include <hb-subset.h>
#include <pango/pangocairo.h>

#include FT_FREETYPE_H

/* A font of one slot that is cut; cairo may hold it longer than we do. */
struct cut_file {
	FT_Library library;
	FT_Face face;
	hb_blob_t *blob; /* the bytes that the face reads */
};

struct font_cut {
	GPtrArray *fonts; /* PangoFont *, which carry a scaled font meanwhile */
	cairo_font_face_t *faces[FONT_SLOTS];
};

static GQuark
scaled_font_quark(void)
{
	return g_quark_from_static_string("ismapgen-cut-font");
}

static void
cut_file_free(void *data)
{
	struct cut_file *file = data;

	if (file->face != NULL)
		FT_Done_Face(file->face);
	if (file->library != NULL)
		FT_Done_FreeType(file->library);
	hb_blob_destroy(file->blob);
	g_free(file);
}

/* Asked for by glyphs alone, the character map keeps every character of each
 * glyph, so that it does not depend on which of them is used. */
static hb_blob_t *
cut_blob(hb_face_t *whole, const hb_set_t *glyphs)
{
	static const hb_tag_t dropped[] = {
		HB_TAG('G', 'S', 'U', 'B'),
		HB_TAG('G', 'P', 'O', 'S'),
		HB_TAG('G', 'D', 'E', 'F'),
		HB_TAG('B', 'A', 'S', 'E'),
	};
	hb_subset_input_t *input = hb_subset_input_create_or_fail();
	hb_blob_t *blob = NULL;

	if (input == NULL)
		return NULL;
	hb_subset_input_set_flags(input, HB_SUBSET_FLAGS_RETAIN_GIDS |
	                                         HB_SUBSET_FLAGS_NOTDEF_OUTLINE);
	hb_set_union(hb_subset_input_glyph_set(input), glyphs);
	for (gsize i = 0; i < G_N_ELEMENTS(dropped); i++)
		hb_set_add(hb_subset_input_set(input, HB_SUBSET_SETS_DROP_TABLE_TAG), dropped[i]);

	hb_face_t *face = hb_subset_or_fail(whole, input);

	if (face != NULL)
		blob = hb_face_reference_blob(face);
	hb_face_destroy(face);
	hb_subset_input_destroy(input);
	return blob;
}

/* NULL where the font cannot be cut. */
static cairo_font_face_t *
cut_face(hb_face_t *whole, const hb_set_t *glyphs)
{
	static const cairo_user_data_key_t key;
	struct cut_file *file = g_new0(struct cut_file, 1);
	unsigned length = 0;
	const char *bytes;

	file->blob = cut_blob(whole, glyphs);
	bytes = file->blob == NULL ? NULL : hb_blob_get_data(file->blob, &length);
	if (bytes == NULL || FT_Init_FreeType(&file->library) != 0 ||
	    FT_New_Memory_Face(file->library, (const FT_Byte *)bytes, (FT_Long)length, 0,
	                       &file->face) != 0) {
		cut_file_free(file);
		return NULL;
	}

	cairo_font_face_t *face =
		cairo_ft_font_face_create_for_ft_face(file->face, FT_LOAD_NO_HINTING);

	if (cairo_font_face_set_user_data(face, &key, file, cut_file_free) !=
	    CAIRO_STATUS_SUCCESS) {
		cairo_font_face_destroy(face);
		cut_file_free(file);
		return NULL;
	}
	return face;
}

/* The same font at the same size, from the cut file. */
static cairo_scaled_font_t *
scale(cairo_font_face_t *face, PangoFont *font)
{
	cairo_scaled_font_t *whole = pango_cairo_font_get_scaled_font(PANGO_CAIRO_FONT(font));
	cairo_font_options_t *options = cairo_font_options_create();
	cairo_matrix_t size, place;

	cairo_scaled_font_get_font_matrix(whole, &size);
	cairo_scaled_font_get_ctm(whole, &place);
	cairo_scaled_font_get_font_options(whole, options);

	cairo_scaled_font_t *scaled = cairo_scaled_font_create(face, &size, &place, options);

	cairo_font_options_destroy(options);
	return scaled;
}

/* What a document uses. */
struct use {
	struct fonts *fonts;
	hb_set_t *glyphs[FONT_SLOTS]; /* NULL: none of the slot */
	GPtrArray *painted;           /* PangoFont *, each once */
};

static void
use_line(struct use *use, const struct placed_line *line)
{
	for (guint i = 0; i < line->runs->len; i++) {
		const struct placed_run *run = &g_array_index(line->runs, struct placed_run, i);
		enum font_slot slot = fonts_slot_of(use->fonts, run->font);

		if (use->glyphs[slot] == NULL)
			use->glyphs[slot] = hb_set_create();
		for (int j = 0; j < run->glyphs->num_glyphs; j++)
			hb_set_add(use->glyphs[slot], run->glyphs->glyphs[j].glyph);
		if (!g_ptr_array_find(use->painted, run->font, NULL))
			g_ptr_array_add(use->painted, run->font);
	}
}

static void
use_document(struct use *use, const struct document *document)
{
	for (guint i = 0; i < document->pages->len; i++) {
		const struct page *page = g_ptr_array_index(document->pages, i);

		for (guint j = 0; j < page->things->len; j++) {
			const struct thing *thing = &g_array_index(page->things, struct thing, j);

			if (thing->kind == THING_TEXT)
				use_line(use, thing->line);
		}
	}
}

struct font_cut *
font_cut_new(struct fonts *fonts, const struct document *document)
{
	struct font_cut *cut = g_new0(struct font_cut, 1);
	struct use use = { .fonts = fonts };

	cut->fonts = use.painted = g_ptr_array_new();
	use_document(&use, document);
	for (int slot = 0; slot < FONT_SLOTS; slot++)
		if (use.glyphs[slot] != NULL) {
			cut->faces[slot] = cut_face(fonts_hb_face(fonts, (enum font_slot)slot),
			                            use.glyphs[slot]);
			hb_set_destroy(use.glyphs[slot]);
		}
	for (guint i = 0; i < cut->fonts->len; i++) {
		PangoFont *font = g_ptr_array_index(cut->fonts, i);
		cairo_font_face_t *face = cut->faces[fonts_slot_of(fonts, font)];

		if (face != NULL)
			g_object_set_qdata_full(G_OBJECT(font), scaled_font_quark(),
			                        scale(face, font),
			                        (GDestroyNotify)cairo_scaled_font_destroy);
	}
	return cut;
}

void
font_cut_free(struct font_cut *cut)
{
	for (guint i = 0; i < cut->fonts->len; i++)
		g_object_set_qdata(g_ptr_array_index(cut->fonts, i), scaled_font_quark(), NULL);
	g_ptr_array_unref(cut->fonts);
	for (int slot = 0; slot < FONT_SLOTS; slot++)
		if (cut->faces[slot] != NULL)
			cairo_font_face_destroy(cut->faces[slot]);
	g_free(cut);
}

cairo_scaled_font_t *
font_cut_scaled_font(PangoFont *font)
{
	cairo_scaled_font_t *cut = g_object_get_qdata(G_OBJECT(font), scaled_font_quark());

	return cut != NULL ? cut : pango_cairo_font_get_scaled_font(PANGO_CAIRO_FONT(font));
}
