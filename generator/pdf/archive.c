/* The steps from cairo's PDF to the finished file: fonts, pages, structure, what all of it claims. */
#include "pdf/archive.h"

#include "pdf/archive_part.h"
#include "pdf/font_outline.h"

#include <hb.h>
#include <string.h>

enum {
	TAG_LENGTH = 6
};

/* Of all texts, as they are painted (FNV-1a). */
static guint32
hash_texts(const struct document *document)
{
	guint32 hash = 2166136261U;

	EACH (const struct page, page, document->pages)
		EACH_IN (const struct thing, thing, page->things)
			for (guint k = 0; thing->kind == THING_TEXT && k < thing->line->runs->len;
			     k++) {
				const struct placed_run *run =
					&g_array_index(thing->line->runs, struct placed_run, k);

				for (int l = 0; l < run->length; l++)
					hash = (hash ^ (guint8)run->text[l]) * 16777619U;
			}
	return hash;
}

/* Six letters stand before the name of a font that is cut (PDF 1.7, 9.6.4).
 * Cairo makes them from the numbers of the glyphs in the font it was given,
 * which depend on what other letters use (font_cut.h). */
static void
set_tag(struct pdf *pdf, struct pdf_value *dictionary, const char *key, guint32 hash)
{
	const char *name = pdf_name(pdf_get(dictionary, key));
	const char *plus = name == NULL ? NULL : strchr(name, '+');
	char tag[TAG_LENGTH + 1] = "";

	if (plus == NULL || plus - name != TAG_LENGTH)
		return;
	for (int i = 0; i < TAG_LENGTH; i++, hash /= 26)
		tag[i] = (char)('A' + hash % 26);

	g_autofree char *tagged = g_strconcat(tag, plus, NULL);

	pdf_set(dictionary, key, pdf_make_name(pdf, tagged));
}

/* What all steps need. */
struct completion {
	struct pdf *pdf;
	const struct archive_info *info;
	guint32 hash;     /* of all texts */
	GHashTable *done; /* fonts, of which several pages may have one */
};

/* In thousandths of an em, which the font's own units need not be; cairo before 1.18 cuts the
 * rest off, and readers place the next glyph by it. */
static void
append_width(GString *widths, hb_font_t *cut, hb_codepoint_t glyph)
{
	gint64 em = hb_face_get_upem(hb_font_get_face(cut));
	gint64 width = (hb_font_get_glyph_h_advance(cut, glyph) * 1000000LL + em / 2) / em;
	char text[24], *at = text + sizeof(text);

	/* A letter has hundreds of them, and printf() takes several times the steps. */
	*--at = ' ';
	for (int digit = 0; digit < 4 || width > 0; digit++, width /= 10) {
		if (digit == 3)
			*--at = '.';
		*--at = (char)('0' + width % 10);
	}
	g_string_append_len(widths, at, text + sizeof(text) - at);
}

/* The text of a simple font is bytes, by the code of Windows. */
static void
append_width_of_byte(GString *widths, hb_font_t *cut, guint8 byte)
{
	g_autofree char *text =
		g_convert((const char *)&byte, 1, "UTF-8", "CP1252", NULL, NULL, NULL);
	hb_codepoint_t glyph;

	if (text != NULL && hb_font_get_nominal_glyph(cut, g_utf8_get_char(text), &glyph))
		append_width(widths, cut, glyph);
	else
		g_string_append(widths, "0 ");
}

static void
complete_widths(struct pdf *pdf, struct pdf_value *font, struct pdf_value *descendant,
                const GByteArray *file)
{
	hb_blob_t *blob = hb_blob_create((const char *)file->data, file->len,
	                                 HB_MEMORY_MODE_READONLY, NULL, NULL);
	hb_face_t *face = hb_face_create(blob, 0);
	hb_font_t *cut = hb_font_create(face);
	g_autoptr(GString) widths = g_string_new("[ ");

	if (descendant != NULL) {
		g_string_append(widths, "0 [ ");
		for (unsigned i = 0; i < hb_face_get_glyph_count(face); i++)
			append_width(widths, cut, i);
		g_string_append(widths, "] ]");
		pdf_set(descendant, "W", pdf_make(pdf, widths->str));
	} else {
		struct pdf_value *told = pdf_get(font, "Widths");
		gint64 first = pdf_integer(pdf_get(font, "FirstChar"));

		for (guint i = 0; i < pdf_item_count(told); i++)
			if (pdf_integer(pdf_item(told, i)) != 0)
				append_width_of_byte(widths, cut, (guint8)(first + i));
			else
				g_string_append(widths, "0 ");
		g_string_append_c(widths, ']');
		pdf_set(font, "Widths", pdf_make(pdf, widths->str));
	}
	hb_font_destroy(cut);
	hb_face_destroy(face);
	hb_blob_destroy(blob);
}

/* The outlines that were hidden from cairo. */
static bool
complete_outlines(const struct completion *completion, struct pdf_value *file,
                  const GByteArray *hidden, GError **error)
{
	g_autoptr(GByteArray) shown = NULL;
	g_autoptr(GError) failure = NULL;

	shown = font_outline_show(hidden, font_cut_font, completion->info->cut, &failure);
	if (failure != NULL) {
		g_propagate_error(error, g_steal_pointer(&failure));
		return false;
	}
	if (shown == NULL)
		return true;
	pdf_set_content(completion->pdf, file, shown->data, shown->len, PDF_PACKED);
	pdf_set(file, "Length1", pdf_make_integer(completion->pdf, shown->len));
	return true;
}

static bool
complete_font(const struct completion *completion, struct pdf_value *font, guint32 hash,
              GError **error)
{
	struct pdf *pdf = completion->pdf;
	struct pdf_value *descendant = pdf_item(pdf_get(font, "DescendantFonts"), 0);
	struct pdf_value *descriptor, *file;

	if (!g_hash_table_add(completion->done, font))
		return true;
	set_tag(pdf, font, "BaseFont", hash);
	if (descendant != NULL) {
		set_tag(pdf, descendant, "BaseFont", hash);
		/* Cairo numbers the glyphs of a font it cut anew, but does not say so. */
		if (g_strcmp0(pdf_name(pdf_get(descendant, "Subtype")), "CIDFontType2") == 0)
			pdf_set(descendant, "CIDToGIDMap", pdf_make_name(pdf, "Identity"));
	}
	descriptor = pdf_get(descendant != NULL ? descendant : font, "FontDescriptor");
	set_tag(pdf, descriptor, "FontName", hash);
	file = pdf_get(descriptor, "FontFile2");
	if (file == NULL)
		return true;

	g_autoptr(GByteArray) hidden = pdf_content(file, error);

	if (hidden == NULL)
		return false;
	complete_widths(pdf, font, descendant, hidden);
	return complete_outlines(completion, file, hidden, error);
}

static bool
complete_fonts(const struct completion *completion, const struct pdf_value *page, GError **error)
{
	const struct pdf_value *fonts = pdf_get(pdf_get(page, "Resources"), "Font");
	const char *name;

	for (guint i = 0; (name = pdf_name_at(fonts, i)) != NULL; i++)
		if (!complete_font(completion, pdf_get(fonts, name),
		                   completion->hash ^ g_str_hash(name), error))
			return false;
	return true;
}

/* Of all streams of a page, which are one content in parts. */
static GByteArray *
page_content(const struct pdf_value *page, GError **error)
{
	struct pdf_value *contents = pdf_get(page, "Contents");
	g_autoptr(GByteArray) all = g_byte_array_new();

	for (guint i = 0; i < pdf_item_count(contents); i++) {
		g_autoptr(GByteArray) part = pdf_content(pdf_item(contents, i), error);

		if (part == NULL)
			return NULL;
		g_byte_array_append(all, part->data, part->len);
		g_byte_array_append(all, (const guint8 *)"\n", 1);
	}
	return g_steal_pointer(&all);
}

static bool
complete_page(struct pdf *pdf, const struct archive_page *painted, GError **error)
{
	struct pdf_value *page = painted->value;
	g_autoptr(GByteArray) content = page_content(page, error);
	g_autoptr(GString) marked = g_string_new(NULL);
	struct pdf_value *contents = pdf_make(pdf, "<< >>");

	if (content == NULL || !archive_mark_content(pdf, painted, content, marked, error))
		return false;
	pdf_set_content(pdf, contents, marked->str, marked->len, PDF_PACKED);
	pdf_set(page, "Contents", contents);
	pdf_set(page, "Tabs", pdf_make_name(pdf, "S"));
	/* Nothing is transparent, so no group needs to say how to blend. */
	pdf_remove(page, "Group");
	archive_complete_links(pdf, page);
	return true;
}

/* What is printed needs no more. */
static bool
complete_all_fonts(struct pdf *pdf, const struct archive_info *info, GError **error)
{
	g_autoptr(GHashTable) done = g_hash_table_new(NULL, NULL);
	struct completion completion = { pdf, info, hash_texts(info->document), done };

	for (guint i = 0; i < pdf_page_count(pdf); i++)
		if (!complete_fonts(&completion, pdf_page(pdf, i), error))
			return false;
	return true;
}

/* Printed as large as it is: window and seal have their place on the sheet. */
static void
set_preferences(struct pdf *pdf, const struct archive_info *info)
{
	struct pdf_value *preferences =
		pdf_make(pdf, "<< /DisplayDocTitle true /PrintScaling /None >>");

	if (info->duplex != NULL)
		pdf_set(preferences, "Duplex", pdf_make_name(pdf, info->duplex));
	pdf_set(pdf_catalog(pdf), "ViewerPreferences", preferences);
}

/* Paper is not read aloud, and half a structure is none: cairo 1.16 would claim one, 1.18 not. */
static bool
complete_print(struct pdf *pdf, const struct archive_info *info, GError **error)
{
	pdf_remove(pdf_catalog(pdf), "StructTreeRoot");
	pdf_remove(pdf_catalog(pdf), "MarkInfo");
	set_preferences(pdf, info);
	return complete_all_fonts(pdf, info, error);
}

static bool
complete(struct pdf *pdf, const struct archive_info *info, GError **error)
{
	struct pdf_value *catalog = pdf_catalog(pdf);
	const struct document *document = info->document;
	g_autofree struct pdf_value **values = g_new0(struct pdf_value *, document->elements->len);

	g_autoptr(GPtrArray) forms = g_ptr_array_new();

	/* Blank forms are made once, and fetched by many. */
	if (info->form != NULL)
		pdf_make_small(pdf);
	if (!archive_complete_structure(pdf, info, values, forms, error))
		return false;
	for (guint i = 0; i < pdf_page_count(pdf) && i < document->pages->len; i++) {
		const struct archive_page page = { g_ptr_array_index(document->pages, i),
			                           pdf_page(pdf, i), values };

		if (!complete_page(pdf, &page, error))
			return false;
	}
	if (!complete_all_fonts(pdf, info, error))
		return false;
	pdf_set(catalog, "Lang", pdf_make_text(pdf, "ja-JP"));
	pdf_set(catalog, "MarkInfo", pdf_make(pdf, "<< /Marked true >>"));
	set_preferences(pdf, info);
	archive_add_output_intent(pdf);
	archive_add_metadata(pdf, info);
	if (forms->len > 0)
		archive_add_fields(pdf, info, forms);
	if (info->data != NULL)
		archive_add_data(pdf, info->data);
	archive_add_bookmarks(pdf, document);
	return info->signature == NULL || archive_add_signature(pdf, info->signature, error);
}

typedef bool step(struct pdf *pdf, const struct archive_info *info, GError **error);

static bool
rewrite(GByteArray *bytes, const struct archive_info *info, step *change, GError **error)
{
	AUTO(pdf) pdf = pdf_read(bytes->data, bytes->len, error);
	g_autoptr(GByteArray) changed = g_byte_array_sized_new(bytes->len);

	if (pdf == NULL || !change(pdf, info, error))
		return false;
	pdf_write(pdf, changed);
	g_byte_array_set_size(bytes, 0);
	g_byte_array_append(bytes, changed->data, changed->len);
	return true;
}

bool
archive_finish(GByteArray *bytes, const struct archive_info *info, GError **error)
{
	return rewrite(bytes, info, complete, error) &&
	       (info->signature == NULL || archive_sign(bytes, info->signature, error));
}

bool
archive_finish_print(GByteArray *bytes, const struct archive_info *info, GError **error)
{
	return rewrite(bytes, info, complete_print, error);
}
