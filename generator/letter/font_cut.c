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

struct cut_face {
	cairo_font_face_t *face; /* NULL: the slot is not cut */
	hb_map_t *numbers;       /* from a glyph of the whole font to one of this */
};

struct font_cut {
	GPtrArray *fonts; /* PangoFont *, which carry a sized font meanwhile */
	struct cut_face faces[FONT_SLOTS];
};

/* What a PangoFont carries. */
struct sized_cut {
	cairo_scaled_font_t *font;
	const hb_map_t *numbers;
};

static GQuark
cut_quark(void)
{
	return g_quark_from_static_string("ismapgen-cut-font");
}

static void
sized_cut_free(gpointer data)
{
	struct sized_cut *sized = data;

	cairo_scaled_font_destroy(sized->font);
	g_free(sized);
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
static hb_subset_input_t *
cut_input(const hb_set_t *glyphs)
{
	static const hb_tag_t dropped[] = {
		HB_TAG('G', 'S', 'U', 'B'), HB_TAG('G', 'P', 'O', 'S'), HB_TAG('G', 'D', 'E', 'F'),
		HB_TAG('B', 'A', 'S', 'E'), HB_TAG('v', 'h', 'e', 'a'), HB_TAG('v', 'm', 't', 'x'),
	};
	hb_subset_input_t *input = hb_subset_input_create_or_fail();

	g_assert(input != NULL);
	hb_subset_input_set_flags(input,
	                          HB_SUBSET_FLAGS_NOTDEF_OUTLINE | HB_SUBSET_FLAGS_NO_HINTING);
	hb_set_union(hb_subset_input_glyph_set(input), glyphs);
	for (gsize i = 0; i < G_N_ELEMENTS(dropped); i++)
		hb_set_add(hb_subset_input_set(input, HB_SUBSET_SETS_DROP_TABLE_TAG), dropped[i]);
	return input;
}

/* The bytes of the cut font and the new numbers of its glyphs. */
static bool
cut_bytes(struct cut_file *file, hb_face_t *whole, const hb_set_t *glyphs, hb_map_t **numbers)
{
	hb_subset_input_t *input = cut_input(glyphs);
	hb_subset_plan_t *plan = hb_subset_plan_create_or_fail(whole, input);
	hb_face_t *face = plan == NULL ? NULL : hb_subset_plan_execute_or_fail(plan);

	if (face != NULL) {
		file->blob = hb_face_reference_blob(face);
		*numbers = hb_map_copy(hb_subset_plan_old_to_new_glyph_mapping(plan));
	}
	hb_face_destroy(face);
	hb_subset_plan_destroy(plan);
	hb_subset_input_destroy(input);
	return face != NULL;
}

static bool
open_file(struct cut_file *file)
{
	unsigned length = 0;
	const char *bytes = hb_blob_get_data(file->blob, &length);

	return FT_Init_FreeType(&file->library) == 0 &&
	       FT_New_Memory_Face(file->library, (const FT_Byte *)bytes, (FT_Long)length, 0,
	                          &file->face) == 0;
}

static void
cut_face(struct cut_face *cut, hb_face_t *whole, const hb_set_t *glyphs)
{
	static const cairo_user_data_key_t key;
	struct cut_file *file = g_new0(struct cut_file, 1);

	if (!cut_bytes(file, whole, glyphs, &cut->numbers) || !open_file(file)) {
		hb_map_destroy(cut->numbers);
		cut_file_free(file);
		return;
	}
	cut->face = cairo_ft_font_face_create_for_ft_face(file->face, FT_LOAD_NO_HINTING);

	cairo_status_t status = cairo_font_face_set_user_data(cut->face, &key, file, cut_file_free);

	g_assert(status == CAIRO_STATUS_SUCCESS);
}

/* The same font at the same size, from the cut file. */
static struct sized_cut *
sized_cut_new(const struct cut_face *cut, PangoFont *font)
{
	struct sized_cut *sized = g_new(struct sized_cut, 1);
	cairo_scaled_font_t *whole = pango_cairo_font_get_scaled_font(PANGO_CAIRO_FONT(font));
	cairo_font_options_t *options = cairo_font_options_create();
	cairo_matrix_t size, place;

	cairo_scaled_font_get_font_matrix(whole, &size);
	cairo_scaled_font_get_ctm(whole, &place);
	cairo_scaled_font_get_font_options(whole, options);

	sized->font = cairo_scaled_font_create(cut->face, &size, &place, options);
	sized->numbers = cut->numbers;
	cairo_font_options_destroy(options);
	return sized;
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
			cut_face(&cut->faces[slot], fonts_hb_face(fonts, (enum font_slot)slot),
			         use.glyphs[slot]);
			hb_set_destroy(use.glyphs[slot]);
		}
	for (guint i = 0; i < cut->fonts->len; i++) {
		PangoFont *font = g_ptr_array_index(cut->fonts, i);
		const struct cut_face *face = &cut->faces[fonts_slot_of(fonts, font)];

		if (face->face != NULL)
			g_object_set_qdata_full(G_OBJECT(font), cut_quark(),
			                        sized_cut_new(face, font), sized_cut_free);
	}
	return cut;
}

void
font_cut_free(struct font_cut *cut)
{
	for (guint i = 0; i < cut->fonts->len; i++)
		g_object_set_qdata(g_ptr_array_index(cut->fonts, i), cut_quark(), NULL);
	g_ptr_array_unref(cut->fonts);
	for (int slot = 0; slot < FONT_SLOTS; slot++)
		if (cut->faces[slot].face != NULL) {
			cairo_font_face_destroy(cut->faces[slot].face);
			hb_map_destroy(cut->faces[slot].numbers);
		}
	g_free(cut);
}

cairo_scaled_font_t *
font_cut_scaled_font(PangoFont *font)
{
	const struct sized_cut *cut = g_object_get_qdata(G_OBJECT(font), cut_quark());

	return cut != NULL ? cut->font : pango_cairo_font_get_scaled_font(PANGO_CAIRO_FONT(font));
}

unsigned long
font_cut_glyph(PangoFont *font, PangoGlyph glyph)
{
	const struct sized_cut *cut = g_object_get_qdata(G_OBJECT(font), cut_quark());

	return cut != NULL ? hb_map_get(cut->numbers, glyph) : glyph;
}
