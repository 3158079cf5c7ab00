/* The pinned fonts are opened for Fontconfig, Pango and HarfBuzz, and glyphs are looked up once. */
#include "compose/fonts.h"

#include "base/refusal.h"

#include "compose/font_files.h"
#include "compose/glyph.h"

#include <fontconfig/fontconfig.h>
#include <hb-ot.h>
#include <hb-subset.h>
#include <hb.h>
#include <pango/pangocairo.h>
#include <pango/pangofc-fontmap.h>
#include <string.h>
#include <unistd.h>

enum {
	PAGE_CHARACTERS = 256,
	PAGES = 0x110000 / PAGE_CHARACTERS,
	CHAIN_LENGTH = 5,
	CUTS_OF_THE_WHOLE = 2,
	HEAD_BYTES = 4096, /* of a font file: more than its list of tables takes */
};

enum glyph_state {
	GLYPH_UNKNOWN = 0,
	GLYPH_PRESENT,
	GLYPH_ABSENT,
};

struct glyph_page {
	struct glyph glyphs[PAGE_CHARACTERS];
	unsigned char states[PAGE_CHARACTERS];
};

struct sized_font {
	enum font_slot slot;
	int size; /* in Pango units */
	PangoFont *font;
};

struct fonts {
	FcConfig *config;
	PangoFontMap *map;
	PangoContext *context;
	pid_t process; /* that both were made in */
	hb_font_t *hb_fonts[FONT_SLOTS];
	hb_face_t *to_cut[FONT_SLOTS]; /* made ready; NULL: not yet */
	unsigned cuts[FONT_SLOTS];
	struct glyph_page **pages[FONT_SLOTS];
	GArray *sized; /* struct sized_font: few sizes, so a list */
	hb_buffer_t *buffer;
};

/* What the fonts of a face lack is from these. */
#define BEHIND_JAPANESE SLOT_NAMES, SLOT_ASIAN, SLOT_LETTERS
#define BEHIND_WESTERN SLOT_LETTERS, SLOT_NAMES, SLOT_ASIAN

/* In which order a face's fonts are asked, for Japanese and for western text. */
static const enum font_slot chains[FACES][2][CHAIN_LENGTH] = {
	[FACE_MINCHO] = {
		{ SLOT_MINCHO, SLOT_MINCHO_WESTERN, BEHIND_JAPANESE },
		{ SLOT_MINCHO_WESTERN, SLOT_MINCHO, BEHIND_WESTERN },
	},
	[FACE_GOTHIC] = {
		{ SLOT_GOTHIC, SLOT_GOTHIC_WESTERN, BEHIND_JAPANESE },
		{ SLOT_GOTHIC_WESTERN, SLOT_GOTHIC, BEHIND_WESTERN },
	},
	[FACE_GOTHIC_BOLD] = {
		{ SLOT_GOTHIC_BOLD, SLOT_GOTHIC_BOLD_WESTERN, BEHIND_JAPANESE },
		{ SLOT_GOTHIC_BOLD_WESTERN, SLOT_GOTHIC_BOLD, BEHIND_WESTERN },
	},
};

static bool
open_slot(struct fonts *fonts, enum font_slot slot, const char *folder, GError **error)
{
	g_autofree char *path = g_build_filename(folder, font_files[slot].file, NULL);
	hb_blob_t *blob = hb_blob_create_from_file_or_fail(path);

	if (blob == NULL || !FcConfigAppFontAddFile(fonts->config, (const FcChar8 *)path)) {
		REFUSE(error, "fonts-missing",
		       "フォント {0} を開けません。ソースからお使いの場合は `make fonts` を"
		       "実行してください。",
		       "Cannot open the font {0}. In a source tree, run `make fonts`.", path, NULL);
		hb_blob_destroy(blob);
		return false;
	}
	hb_face_t *face = hb_face_create(blob, 0);
	fonts->hb_fonts[slot] = hb_font_create(face);
	fonts->pages[slot] = g_new0(struct glyph_page *, PAGES);
	hb_face_destroy(face);
	hb_blob_destroy(blob);
	return true;
}

static void
open_context(struct fonts *fonts)
{
	cairo_font_options_t *options = cairo_font_options_create();

	fonts->map = pango_cairo_font_map_new_for_font_type(CAIRO_FONT_TYPE_FT);
	pango_fc_font_map_set_config(PANGO_FC_FONT_MAP(fonts->map), fonts->config);
	pango_cairo_font_map_set_resolution(PANGO_CAIRO_FONT_MAP(fonts->map), 72);
	fonts->context = pango_font_map_create_context(fonts->map);
	cairo_font_options_set_hint_style(options, CAIRO_HINT_STYLE_NONE);
	cairo_font_options_set_hint_metrics(options, CAIRO_HINT_METRICS_OFF);
	pango_cairo_context_set_font_options(fonts->context, options);
	cairo_font_options_destroy(options);
	pango_context_set_round_glyph_positions(fonts->context, false);
	pango_context_set_language(fonts->context, pango_language_from_string("ja"));
	fonts->process = getpid();
}

struct fonts *
fonts_open(const char *folder, GError **error)
{
	struct fonts *fonts = g_new0(struct fonts, 1);

	fonts->config = FcConfigCreate();
	fonts->buffer = hb_buffer_create();
	fonts->sized = g_array_new(false, false, sizeof(struct sized_font));
	for (int slot = 0; slot < FONT_SLOTS; slot++) {
		if (!open_slot(fonts, (enum font_slot)slot, folder, error)) {
			fonts_free(fonts);
			return NULL;
		}
	}
	open_context(fonts);
	return fonts;
}

void
fonts_digest(const struct fonts *fonts, struct digest *digest)
{
	for (int slot = 0; slot < FONT_SLOTS; slot++) {
		hb_face_t *face = hb_font_get_face(fonts->hb_fonts[slot]);
		hb_blob_t *blob = hb_face_reference_blob(face);
		unsigned length;
		const char *bytes = hb_blob_get_data(blob, &length);

		digest_update(digest, &length, sizeof(length));
		digest_update(digest, bytes, MIN(length, HEAD_BYTES));
		hb_blob_destroy(blob);
	}
}

void
fonts_free(struct fonts *fonts)
{
	for (guint i = 0; i < fonts->sized->len; i++)
		g_object_unref(g_array_index(fonts->sized, struct sized_font, i).font);
	g_array_free(fonts->sized, true);
	g_clear_object(&fonts->context);
	g_clear_object(&fonts->map);
	for (int slot = 0; slot < FONT_SLOTS; slot++) {
		if (fonts->pages[slot] != NULL) {
			for (int page = 0; page < PAGES; page++)
				g_free(fonts->pages[slot][page]);
		}
		g_free(fonts->pages[slot]);
		hb_face_destroy(fonts->to_cut[slot]);
		hb_font_destroy(fonts->hb_fonts[slot]);
	}
	hb_buffer_destroy(fonts->buffer);
	FcConfigDestroy(fonts->config);
	g_free(fonts);
}

static PangoFont *
load_font(struct fonts *fonts, enum font_slot slot, int size)
{
	PangoFontDescription *description = pango_font_description_new();

	/* A font map of Pango 1.56 looks fonts up in a thread, which does not come along
	 * when a process is forked, and would be waited for. Fonts that were looked up
	 * stay good; the map of the other process is left as it is. */
	if (fonts->process != getpid())
		open_context(fonts);
	pango_font_description_set_family_static(description, font_files[slot].family);
	pango_font_description_set_weight(description, font_files[slot].bold ? PANGO_WEIGHT_BOLD
	                                                                     : PANGO_WEIGHT_NORMAL);
	pango_font_description_set_absolute_size(description, size);
	PangoFont *font = pango_context_load_font(fonts->context, description);
	pango_font_description_free(description);
	g_assert(font != NULL);
	return font;
}

PangoFont *
fonts_pango_font(struct fonts *fonts, enum font_slot slot, double size_pt)
{
	struct sized_font sized = { slot, pango_units_from_double(size_pt), NULL };

	EACH_IN (const struct sized_font, known, fonts->sized)
		if (known->slot == slot && known->size == sized.size)
			return known->font;
	sized.font = load_font(fonts, slot, sized.size);
	g_array_append_val(fonts->sized, sized);
	return sized.font;
}

enum font_slot
fonts_slot_of(const struct fonts *fonts, const PangoFont *font)
{
	EACH_IN (const struct sized_font, known, fonts->sized)
		if (known->font == font)
			return known->slot;
	g_assert_not_reached();
}

hb_face_t *
fonts_hb_face(struct fonts *fonts, enum font_slot slot)
{
	hb_face_t *whole = hb_font_get_face(fonts->hb_fonts[slot]);

	/* To make it ready costs as much as to cut it a few times. */
	if (fonts->cuts[slot]++ < CUTS_OF_THE_WHOLE)
		return whole;
	if (fonts->to_cut[slot] == NULL)
		fonts->to_cut[slot] = hb_subset_preprocess(whole);
	return fonts->to_cut[slot];
}

hb_font_t *
fonts_hb_font(const struct fonts *fonts, enum font_slot slot)
{
	return fonts->hb_fonts[slot];
}

void
fonts_add_known_glyphs(const struct fonts *fonts, enum font_slot slot, hb_set_t *glyphs)
{
	for (int i = 0; i < PAGES; i++) {
		const struct glyph_page *page = fonts->pages[slot][i];

		for (int j = 0; page != NULL && j < PAGE_CHARACTERS; j++)
			if (page->states[j] == GLYPH_PRESENT)
				hb_set_add(glyphs, page->glyphs[j].index);
	}
}

static double
units_per_em(const struct fonts *fonts, enum font_slot slot)
{
	return hb_face_get_upem(hb_font_get_face(fonts->hb_fonts[slot]));
}

static void
set_glyph(const struct fonts *fonts, enum font_slot slot, hb_codepoint_t index, struct glyph *glyph)
{
	hb_position_t advance = hb_font_get_glyph_h_advance(fonts->hb_fonts[slot], index);

	memset(glyph, 0, sizeof(*glyph));
	glyph->index = index;
	glyph->slot = slot;
	glyph->advance_em = (float)(advance / units_per_em(fonts, slot));
}

/* The glyph of a lone character; each is asked of HarfBuzz once. */
static const struct glyph *
nominal_glyph(struct fonts *fonts, enum font_slot slot, gunichar character)
{
	struct glyph_page **page = &fonts->pages[slot][character / PAGE_CHARACTERS];
	unsigned place = character % PAGE_CHARACTERS;
	hb_codepoint_t index = 0;

	if (*page == NULL)
		*page = g_new0(struct glyph_page, 1);
	if ((*page)->states[place] == GLYPH_UNKNOWN) {
		/* The filler of Hangul is a letter without ink, which nobody means. */
		bool present = character != 0x3164 &&
		               hb_font_get_nominal_glyph(fonts->hb_fonts[slot], character, &index);

		(*page)->states[place] = present ? GLYPH_PRESENT : GLYPH_ABSENT;
		set_glyph(fonts, slot, index, &(*page)->glyphs[place]);
	}
	return (*page)->states[place] == GLYPH_PRESENT ? &(*page)->glyphs[place] : NULL;
}

static bool
is_selector(gunichar character)
{
	return (character >= 0xFE00 && character <= 0xFE0F) ||
	       (character >= 0xE0100 && character <= 0xE01EF);
}

static bool
extends_cluster(gunichar character)
{
	/* Letters of Europe, kana and kanji: most of all text, and no mark among them. */
	if (character < 0x300 || (character > 0x309A && character < 0xA66F))
		return false;
	switch (g_unichar_type(character)) {
	case G_UNICODE_NON_SPACING_MARK:
	case G_UNICODE_ENCLOSING_MARK:
	case G_UNICODE_SPACING_MARK:
		return true;
	default:
		return character == 0x200D || (character >= 0x1F3FB && character <= 0x1F3FF);
	}
}

bool
glyph_is_hidden(gunichar character)
{
	return character == 0x00AD || character == 0xFEFF || character == '\t' ||
	       character == '\n' || (character >= 0x200B && character <= 0x200F) ||
	       (character >= 0x2028 && character <= 0x202E) ||
	       (character >= 0x2060 && character <= 0x2064);
}

const char *
glyph_cluster_end(const char *text, const char *end)
{
	gunichar last = g_utf8_get_char(text);

	/* What is set without ink carries no mark: that would vanish with it. */
	if (glyph_is_hidden(last) || last == ' ' || last == 0x00A0)
		return g_utf8_next_char(text);
	for (text = g_utf8_next_char(text); text < end; text = g_utf8_next_char(text)) {
		gunichar character = g_utf8_get_char(text);

		/* A joiner binds what is seen, and no break. */
		if ((guchar)*text < 0x80 ||
		    (!extends_cluster(character) && (last != 0x200D || glyph_is_hidden(character))))
			break;
		last = character;
	}
	return text;
}

/* A variation selector that asks for the default form needs no sequence; an
 * ideographic one (U+E0100 and up) must be in the font. */
static bool
find_sequence(struct fonts *fonts, enum font_slot slot, gunichar base, gunichar selector,
              struct glyph *glyph)
{
	hb_codepoint_t index;

	if (hb_font_get_variation_glyph(fonts->hb_fonts[slot], base, selector, &index)) {
		set_glyph(fonts, slot, index, glyph);
		return true;
	}
	const struct glyph *nominal = selector < 0xE0100 ? nominal_glyph(fonts, slot, base) : NULL;
	if (nominal != NULL)
		*glyph = *nominal;
	return nominal != NULL;
}

/* Marks that have no composed form are set by the font's own rules. */
static unsigned
shape_cluster(struct fonts *fonts, enum font_slot slot, const char *text, gsize length,
              struct glyph *glyphs)
{
	double em = units_per_em(fonts, slot);
	unsigned count;

	hb_buffer_reset(fonts->buffer);
	hb_buffer_add_utf8(fonts->buffer, text, (int)length, 0, (int)length);
	hb_buffer_guess_segment_properties(fonts->buffer);
	hb_buffer_set_direction(fonts->buffer, HB_DIRECTION_LTR);
	hb_shape(fonts->hb_fonts[slot], fonts->buffer, NULL, 0);
	hb_glyph_info_t *info = hb_buffer_get_glyph_infos(fonts->buffer, &count);
	hb_glyph_position_t *position = hb_buffer_get_glyph_positions(fonts->buffer, &count);
	if (count == 0 || count > CLUSTER_GLYPHS_MAX)
		return 0;
	for (unsigned i = 0; i < count; i++) {
		if (info[i].codepoint == 0)
			return 0;
		glyphs[i].index = info[i].codepoint;
		glyphs[i].slot = slot;
		glyphs[i].advance_em = (float)(position[i].x_advance / em);
		glyphs[i].x_offset_em = (float)(position[i].x_offset / em);
		glyphs[i].y_offset_em = (float)(position[i].y_offset / em);
	}
	return count;
}

/* `base` is the first character of the text. */
static unsigned
find_in_slot(struct fonts *fonts, enum font_slot slot, gunichar base, const char *text,
             gsize length, struct glyph *glyphs)
{
	const char *next = g_utf8_next_char(text);
	const struct glyph *nominal;
	gunichar composed;

	if (next == text + length) {
		nominal = nominal_glyph(fonts, slot, base);
		if (nominal != NULL)
			glyphs[0] = *nominal;
		return nominal != NULL;
	}
	gunichar mark = g_utf8_get_char(next);
	if (g_utf8_next_char(next) == text + length) {
		if (is_selector(mark))
			return find_sequence(fonts, slot, base, mark, glyphs);
		if (g_unichar_compose(base, mark, &composed)) {
			nominal = nominal_glyph(fonts, slot, composed);
			if (nominal != NULL) {
				glyphs[0] = *nominal;
				return 1;
			}
		}
	}
	return shape_cluster(fonts, slot, text, length, glyphs);
}

/* What is drawn in place of a lone character with an obvious reading: the letters of
 * ﬁ, a hyphen for one that does not break. The caller frees; NULL: itself. */
static char *
reading_of(gunichar character, const char *text, gsize length)
{
	gunichar letters[4];

	if (length != 3 || g_utf8_next_char(text) != text + length)
		return NULL;
	if (character == 0x2011)
		return g_strdup("\u2010");
	if (character < 0xFB00 || character > 0xFB06)
		return NULL;
	return g_ucs4_to_utf8(letters,
	                      (glong)g_unichar_fully_decompose(character, true, letters, 4), NULL,
	                      NULL, NULL);
}

unsigned
fonts_find_glyphs(struct fonts *fonts, enum face face, bool western, const char *text, gsize length,
                  struct glyph *glyphs, bool *found)
{
	const enum font_slot *chain = chains[face][western ? 1 : 0];
	gunichar base = g_utf8_get_char(text);
	g_autofree char *reading = reading_of(base, text, length);
	unsigned count = 0;

	*found = true;
	if (reading != NULL) {
		text = reading;
		length = strlen(reading);
		base = g_utf8_get_char(text);
	}
	/* Japanese fonts have Greek and Cyrillic letters as signs, an em wide. */
	if (western && base >= 0x370 && base < 0x530)
		count = find_in_slot(fonts, SLOT_LETTERS, base, text, length, glyphs);
	for (int i = 0; count == 0 && i < CHAIN_LENGTH; i++)
		count = find_in_slot(fonts, chain[i], base, text, length, glyphs);
	if (count > 0)
		return count;
	*found = false;
	set_glyph(fonts, chain[0], 0, &glyphs[0]);
	return 1;
}

gssize
fonts_find_missing(struct fonts *fonts, enum face face, const char *text, gsize *length)
{
	const char *end = text + strlen(text);
	struct glyph glyphs[CLUSTER_GLYPHS_MAX];
	bool found;

	for (const char *cluster = text; cluster < end;) {
		const char *next = glyph_cluster_end(cluster, end);

		if (!glyph_is_hidden(g_utf8_get_char(cluster)) &&
		    g_unichar_type(g_utf8_get_char(cluster)) != G_UNICODE_SPACE_SEPARATOR) {
			fonts_find_glyphs(fonts, face, false, cluster, (gsize)(next - cluster),
			                  glyphs, &found);
			if (!found) {
				*length = (gsize)(next - cluster);
				return cluster - text;
			}
		}
		cluster = next;
	}
	return -1;
}
