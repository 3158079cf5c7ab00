/* Fonts are cut to the glyphs in use, once for many letters. */
#include "pdf/font_cut.h"

#include "compose/glyph.h"
#include "pdf/font_outline.h"
#include "pdf/font_widen.h"

#include <cairo-ft.h>
#include <ft2build.h>
#include <hb-subset.h>
#include <math.h>
#include <pango/pangocairo.h>

#include FT_FREETYPE_H

/* A font of one slot that is cut; cairo may hold it longer than we do. */
struct cut_file {
	FT_Library library;
	FT_Face face;
	GByteArray *bytes; /* that the face reads */
};

struct cut_slot {
	hb_set_t *glyphs;        /* of the whole font, that the cut one has */
	hb_set_t *twins;         /* TWIN_KEY()s that it has */
	struct sfnt *font;       /* with its outlines; NULL: it is CFF, or used whole */
	cairo_font_face_t *face; /* without them, for cairo; NULL: the whole font is used */
	hb_map_t *numbers;       /* from glyphs and keys to the glyphs of the cut font */
};

struct font_cut {
	struct fonts *fonts;
	struct cut_slot slots[FONT_SLOTS];
	GHashTable *sized; /* PangoFont * -> struct sized_cut * */
};

/* A font at one size, and what it is painted with. */
struct sized_cut {
	cairo_scaled_font_t *font; /* NULL: not asked for yet */
	const struct cut_slot *slot;
	hb_font_t *whole;
	double size_pt;
};

static void
forget_scaled(struct sized_cut *sized)
{
	g_clear_pointer(&sized->font, cairo_scaled_font_destroy);
}

static void
sized_cut_free(gpointer sized)
{
	forget_scaled(sized);
	g_free(sized);
}

/* NULL where the font is painted whole. */
static struct sized_cut *
sized_cut_of(const struct font_cut *cut, PangoFont *font)
{
	return cut == NULL ? NULL : g_hash_table_lookup(cut->sized, font);
}

static void
cut_file_free(void *data)
{
	struct cut_file *file = data;

	if (file->face != NULL)
		FT_Done_Face(file->face);
	if (file->library != NULL)
		FT_Done_FreeType(file->library);
	g_clear_pointer(&file->bytes, g_byte_array_unref);
	g_free(file);
}

/* Cairo is told the characters of all glyphs, and would else look each up in
 * the whole table of characters. */
static hb_subset_input_t *
cut_input(const hb_set_t *glyphs)
{
	static const hb_tag_t dropped[] = {
		HB_TAG('G', 'S', 'U', 'B'), HB_TAG('G', 'P', 'O', 'S'), HB_TAG('G', 'D', 'E', 'F'),
		HB_TAG('B', 'A', 'S', 'E'), HB_TAG('v', 'h', 'e', 'a'), HB_TAG('v', 'm', 't', 'x'),
		HB_TAG('c', 'm', 'a', 'p'),
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

static bool
open_file(struct cut_file *file)
{
	return file->bytes != NULL && FT_Init_FreeType(&file->library) == 0 &&
	       FT_New_Memory_Face(file->library, file->bytes->data, (FT_Long)file->bytes->len, 0,
	                          &file->face) == 0;
}

static GByteArray *
hidden_bytes(const struct sfnt *font, unsigned slot)
{
	AUTO(sfnt) hidden = font_outline_hide(font, slot);

	return sfnt_write(hidden);
}

static GByteArray *
bytes_of_face(hb_face_t *face)
{
	hb_blob_t *blob = hb_face_reference_blob(face);
	unsigned length;
	const char *data = hb_blob_get_data(blob, &length);
	GByteArray *bytes = g_byte_array_append(g_byte_array_new(), (const guint8 *)data, length);

	hb_blob_destroy(blob);
	return bytes;
}

/* The cut font as a file, and with its twins in slot->font; the numbers of both are
 * set. A CFF font has no twins, and its outlines are not hidden. NULL where it cannot
 * be cut. */
static GByteArray *
cut_whole(struct cut_slot *slot, unsigned number, hb_face_t *whole)
{
	hb_subset_input_t *input = cut_input(slot->glyphs);
	hb_subset_plan_t *plan = hb_subset_plan_create_or_fail(whole, input);
	hb_face_t *face = plan == NULL ? NULL : hb_subset_plan_execute_or_fail(plan);
	GByteArray *bytes = NULL;

	hb_map_destroy(slot->numbers);
	slot->numbers = NULL;
	if (face != NULL) {
		slot->numbers = hb_map_copy(hb_subset_plan_old_to_new_glyph_mapping(plan));
		slot->font = font_widen(face, slot->twins, slot->numbers);
		bytes = slot->font == NULL ? bytes_of_face(face) : hidden_bytes(slot->font, number);
	}
	hb_face_destroy(face);
	hb_subset_plan_destroy(plan);
	hb_subset_input_destroy(input);
	return bytes;
}

static void
forget_font(struct cut_slot *slot)
{
	if (slot->face != NULL)
		cairo_font_face_destroy(slot->face);
	g_clear_pointer(&slot->font, sfnt_free);
	slot->face = NULL;
	slot->font = NULL;
}

static void
cut_face(struct cut_slot *slot, unsigned number, hb_face_t *whole)
{
	static const cairo_user_data_key_t key;
	struct cut_file *file = g_new0(struct cut_file, 1);

	forget_font(slot);
	file->bytes = cut_whole(slot, number, whole);
	if (!open_file(file)) {
		cut_file_free(file);
		forget_font(slot);
		return;
	}
	slot->face = cairo_ft_font_face_create_for_ft_face(file->face, FT_LOAD_NO_HINTING);

	cairo_status_t status =
		cairo_font_face_set_user_data(slot->face, &key, file, cut_file_free);

	g_assert(status == CAIRO_STATUS_SUCCESS);
}

/* What the font is painted with is made when it is asked for. */
static void
add_sized(struct font_cut *cut, PangoFont *font, enum font_slot slot)
{
	struct sized_cut *sized = g_new0(struct sized_cut, 1);
	cairo_matrix_t size;

	cairo_scaled_font_get_font_matrix(pango_cairo_font_get_scaled_font(PANGO_CAIRO_FONT(font)),
	                                  &size);
	sized->slot = &cut->slots[slot];
	sized->whole = fonts_hb_font(cut->fonts, slot);
	sized->size_pt = size.xx;
	g_hash_table_insert(cut->sized, font, sized);
}

/* The same font at the same size, from the cut file. */
static cairo_scaled_font_t *
cut_font(const struct cut_slot *slot, cairo_scaled_font_t *whole)
{
	cairo_font_options_t *options;
	cairo_matrix_t size, place;
	cairo_scaled_font_t *font;

	if (slot->face == NULL)
		return cairo_scaled_font_reference(whole);
	options = cairo_font_options_create();
	cairo_scaled_font_get_font_matrix(whole, &size);
	cairo_scaled_font_get_ctm(whole, &place);
	cairo_scaled_font_get_font_options(whole, options);
	font = cairo_scaled_font_create(slot->face, &size, &place, options);
	cairo_font_options_destroy(options);
	return font;
}

/* From the glyph's origin to that of the next with ink on the line; its place
 * is set. Negative where there is none. */
static double
distance_to_next(const struct placed_line *line, guint *at, int *index)
{
	const struct placed_run *run = &g_array_index(line->runs, struct placed_run, *at);
	const PangoGlyphInfo *info = &run->glyphs->glyphs[*index];
	double distance_pt = pango_units_to_double(info->geometry.width - info->geometry.x_offset);

	for (;;) {
		if (++*index < run->glyphs->num_glyphs) {
			info = &run->glyphs->glyphs[*index];
			if (info->glyph != PANGO_GLYPH_EMPTY)
				return distance_pt + pango_units_to_double(info->geometry.x_offset);
			distance_pt += pango_units_to_double(info->geometry.width);
			continue;
		}

		const struct placed_run *last = run;
		double end_pt = last->x_pt +
		                pango_units_to_double(pango_glyph_string_get_width(last->glyphs));

		do {
			if (last->decoration != DECORATION_NONE || ++*at >= line->runs->len)
				return -1;
			run = &g_array_index(line->runs, struct placed_run, *at);
		} while (run->decoration != DECORATION_NONE);
		distance_pt += run->x_pt - end_pt;
		*index = -1;
	}
}

static gunichar
character_of(const struct placed_run *run, int index)
{
	return g_utf8_get_char(run->text + run->glyphs->log_clusters[index]);
}

/* The blank behind a glyph that is no character; in em of the font. */
static double
blank_behind(const struct placed_line *line, guint at, int index, const struct sized_cut *sized)
{
	const struct placed_run *run = &g_array_index(line->runs, struct placed_run, at);
	hb_position_t advance =
		hb_font_get_glyph_h_advance(sized->whole, run->glyphs->glyphs[index].glyph);
	double em = hb_face_get_upem(hb_font_get_face(sized->whole));
	double distance_pt;

	if (g_unichar_isspace(character_of(run, index)))
		return 0;
	distance_pt = distance_to_next(line, &at, &index);
	if (distance_pt < 0)
		return 0;
	run = &g_array_index(line->runs, struct placed_run, at);
	if (g_unichar_isspace(character_of(run, index)))
		return 0;
	return distance_pt / sized->size_pt - advance / em;
}

/* Whether the glyph stands for more than the character that it is the glyph of: a base
 * with its mark or selector, or a hyphen that does not break. A PDF knows one text a
 * glyph. */
static bool
says_another_text(const struct placed_run *run, int index)
{
	const PangoGlyphString *string = run->glyphs;
	int start = string->log_clusters[index];
	int end = index + 1 < string->num_glyphs ? string->log_clusters[index + 1] : run->length;
	const char *text = run->text + start;

	if (string->glyphs[index].glyph == PANGO_GLYPH_EMPTY || end <= start ||
	    (index > 0 && string->log_clusters[index - 1] == start))
		return false;
	return g_utf8_next_char(text) < run->text + end || g_utf8_get_char(text) == 0x2011;
}

/* TWIN_KEY() of the twin that stands for a glyph; 0 for none. */
static guint32
twin_key(const struct placed_line *line, guint at, int index, const struct sized_cut *sized)
{
	const struct placed_run *run = &g_array_index(line->runs, struct placed_run, at);
	PangoGlyph glyph = run->glyphs->glyphs[index].glyph;
	enum twin twin = TWIN_NONE;

	if (glyph != PANGO_GLYPH_EMPTY && run->decoration == DECORATION_NONE)
		twin = twin_for_blank(blank_behind(line, at, index, sized));
	if (says_another_text(run, index))
		twin += TWINS;
	return twin == TWIN_NONE ? 0 : TWIN_KEY(twin, glyph);
}

/* What a document uses. */
struct use {
	struct font_cut *cut;
	hb_set_t *glyphs[FONT_SLOTS]; /* NULL: none of the slot */
	hb_set_t *twins[FONT_SLOTS];
};

static void
use_run(struct use *use, const struct placed_line *line, guint at)
{
	const struct placed_run *run = &g_array_index(line->runs, struct placed_run, at);
	enum font_slot slot = fonts_slot_of(use->cut->fonts, run->font);
	const struct sized_cut *sized;

	if (use->glyphs[slot] == NULL) {
		use->glyphs[slot] = hb_set_create();
		use->twins[slot] = hb_set_create();
	}
	if (sized_cut_of(use->cut, run->font) == NULL)
		add_sized(use->cut, run->font, slot);
	sized = sized_cut_of(use->cut, run->font);
	for (int i = 0; i < run->glyphs->num_glyphs; i++) {
		guint32 twin = twin_key(line, at, i, sized);

		if (run->glyphs->glyphs[i].glyph != PANGO_GLYPH_EMPTY)
			hb_set_add(use->glyphs[slot], run->glyphs->glyphs[i].glyph);
		if (twin != 0)
			hb_set_add(use->twins[slot], twin);
	}
}

static void
use_document(struct use *use, const struct document *document)
{
	EACH (const struct page, page, document->pages)
		EACH_IN (const struct thing, thing, page->things)
			for (guint k = 0; thing->kind == THING_TEXT && k < thing->line->runs->len;
			     k++)
				use_run(use, thing->line, k);
}

/* Twins are small, and any glyph may come before western text: with them the
 * font is not cut anew for every other document. */
static void
add_likely_twins(struct cut_slot *slot)
{
	hb_codepoint_t glyph = HB_SET_VALUE_INVALID;

	while (hb_set_next(slot->glyphs, &glyph))
		for (int twin = TWIN_WIDE; glyph > 0 && twin < TWINS_LIKELY; twin++)
			hb_set_add(slot->twins, TWIN_KEY(twin, glyph));
}

static void
take_slot(struct use *use, enum font_slot number)
{
	struct cut_slot *slot = &use->cut->slots[number];
	GHashTableIter at;
	gpointer sized;

	if (slot->face != NULL && hb_set_is_subset(use->glyphs[number], slot->glyphs) &&
	    hb_set_is_subset(use->twins[number], slot->twins))
		return;
	hb_set_union(slot->glyphs, use->glyphs[number]);
	fonts_add_known_glyphs(use->cut->fonts, number, slot->glyphs);
	hb_set_union(slot->twins, use->twins[number]);
	add_likely_twins(slot);
	cut_face(slot, number, fonts_hb_face(use->cut->fonts, number));
	g_hash_table_iter_init(&at, use->cut->sized);
	while (g_hash_table_iter_next(&at, NULL, &sized))
		if (((struct sized_cut *)sized)->slot == slot)
			forget_scaled(sized);
}

void
font_cut_take(struct font_cut *cut, const struct document *document)
{
	struct use use = { .cut = cut };

	use_document(&use, document);
	for (int slot = 0; slot < FONT_SLOTS; slot++)
		if (use.glyphs[slot] != NULL) {
			take_slot(&use, (enum font_slot)slot);
			hb_set_destroy(use.glyphs[slot]);
			hb_set_destroy(use.twins[slot]);
		}
}

struct font_cut *
font_cut_new(struct fonts *fonts)
{
	struct font_cut *cut = g_new0(struct font_cut, 1);

	cut->fonts = fonts;
	cut->sized = g_hash_table_new_full(NULL, NULL, NULL, sized_cut_free);
	for (int slot = 0; slot < FONT_SLOTS; slot++) {
		cut->slots[slot].glyphs = hb_set_create();
		cut->slots[slot].twins = hb_set_create();
	}
	return cut;
}

void
font_cut_free(struct font_cut *cut)
{
	if (cut == NULL)
		return;
	g_hash_table_unref(cut->sized);
	for (int slot = 0; slot < FONT_SLOTS; slot++) {
		forget_font(&cut->slots[slot]);
		hb_set_destroy(cut->slots[slot].glyphs);
		hb_set_destroy(cut->slots[slot].twins);
		hb_map_destroy(cut->slots[slot].numbers);
	}
	g_free(cut);
}

cairo_scaled_font_t *
font_cut_scaled_font(const struct font_cut *cut, PangoFont *font)
{
	struct sized_cut *sized = sized_cut_of(cut, font);
	cairo_scaled_font_t *whole = pango_cairo_font_get_scaled_font(PANGO_CAIRO_FONT(font));

	if (sized == NULL)
		return whole;
	if (sized->font == NULL)
		sized->font = cut_font(sized->slot, whole);
	return sized->font;
}

unsigned long
font_cut_glyph(const struct font_cut *cut, const struct placed_line *line, guint run, int index)
{
	const struct placed_run *placed = &g_array_index(line->runs, struct placed_run, run);
	PangoGlyph glyph = placed->glyphs->glyphs[index].glyph;
	const struct sized_cut *sized = sized_cut_of(cut, placed->font);
	guint32 key;

	if (sized == NULL || sized->slot->face == NULL)
		return glyph;
	key = twin_key(line, run, index, sized);
	if (key != 0 && hb_map_has(sized->slot->numbers, key))
		return hb_map_get(sized->slot->numbers, key);
	return hb_map_get(sized->slot->numbers, glyph);
}

const struct sfnt *
font_cut_font(unsigned slot, void *data)
{
	const struct font_cut *cut = data;

	return cut != NULL && slot < FONT_SLOTS ? cut->slots[slot].font : NULL;
}

GByteArray *
font_cut_for_input(const struct font_cut *cut, int widths[INPUT_LAST + 1])
{
	hb_face_t *whole = fonts_hb_face(cut->fonts, SLOT_GOTHIC);
	hb_font_t *font = fonts_hb_font(cut->fonts, SLOT_GOTHIC);
	static const char *const unread[] = { "OS/2", "gasp", "name", "post" };
	hb_subset_input_t *input = cut_input(hb_set_get_empty());
	hb_set_t *dropped = hb_subset_input_set(input, HB_SUBSET_SETS_DROP_TABLE_TAG);
	hb_face_t *face;
	GByteArray *bytes;

	hb_set_del(dropped, HB_TAG('c', 'm', 'a', 'p'));
	for (gsize i = 0; i < G_N_ELEMENTS(unread); i++)
		hb_set_add(dropped, hb_tag_from_string(unread[i], -1));
	for (hb_codepoint_t character = INPUT_FIRST; character <= INPUT_LAST; character++) {
		hb_codepoint_t glyph = 0;

		hb_font_get_nominal_glyph(font, character, &glyph);
		hb_set_add(hb_subset_input_unicode_set(input), character);
		widths[character] = (int)(hb_font_get_glyph_h_advance(font, glyph) * 1000LL /
		                          hb_face_get_upem(whole));
	}
	face = hb_subset_or_fail(whole, input);
	hb_subset_input_destroy(input);
	g_assert(face != NULL);
	bytes = bytes_of_face(face);
	hb_face_destroy(face);
	return bytes;
}
