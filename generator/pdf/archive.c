#include "pdf/archive.h"

#include "pdf/archive_part.h"
#include "pdf/font_cut.h"
#include "pdf/font_outline.h"

#include <string.h>

enum {
	TAG_LENGTH = 6
};

G_DEFINE_QUARK(ismapgen - archive - error, archive_error)

/* Of all texts, as they are painted (FNV-1a). */
static guint32
hash_texts(const struct document *document)
{
	guint32 hash = 2166136261U;

	for (guint i = 0; i < document->pages->len; i++) {
		const struct page *page = g_ptr_array_index(document->pages, i);

		for (guint j = 0; j < page->things->len; j++) {
			const struct thing *thing = &g_array_index(page->things, struct thing, j);

			for (guint k = 0; thing->kind == THING_TEXT && k < thing->line->runs->len;
			     k++) {
				const struct placed_run *run =
					&g_array_index(thing->line->runs, struct placed_run, k);

				for (int l = 0; l < run->length; l++)
					hash = (hash ^ (guint8)run->text[l]) * 16777619U;
			}
		}
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

/* The outlines that were hidden from cairo. */
static gboolean
complete_outlines(const struct completion *completion, struct pdf_value *file, GError **error)
{
	g_autoptr(GByteArray) hidden = pdf_content(file, error);
	g_autoptr(GByteArray) shown = NULL;
	g_autoptr(GError) failure = NULL;

	if (hidden == NULL)
		return FALSE;
	shown = font_outline_show(hidden, font_cut_font, completion->info->fonts, &failure);
	if (failure != NULL) {
		g_propagate_error(error, g_steal_pointer(&failure));
		return FALSE;
	}
	if (shown == NULL)
		return TRUE;
	pdf_set_content(completion->pdf, file, shown->data, shown->len, PDF_PACKED);
	pdf_set(file, "Length1", pdf_make_integer(completion->pdf, shown->len));
	return TRUE;
}

static gboolean
complete_font(const struct completion *completion, struct pdf_value *font, guint32 hash,
              GError **error)
{
	struct pdf *pdf = completion->pdf;
	struct pdf_value *descendant = pdf_item(pdf_get(font, "DescendantFonts"), 0);
	struct pdf_value *descriptor, *file;

	if (!g_hash_table_add(completion->done, font))
		return TRUE;
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
	return file == NULL || complete_outlines(completion, file, error);
}

static gboolean
complete_fonts(const struct completion *completion, const struct pdf_value *page, GError **error)
{
	const struct pdf_value *fonts = pdf_get(pdf_get(page, "Resources"), "Font");
	const char *name;

	for (guint i = 0; (name = pdf_name_at(fonts, i)) != NULL; i++)
		if (!complete_font(completion, pdf_get(fonts, name),
		                   completion->hash ^ g_str_hash(name), error))
			return FALSE;
	return TRUE;
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

static gboolean
complete_page(struct pdf *pdf, struct pdf_value *page, GError **error)
{
	g_autoptr(GByteArray) content = page_content(page, error);
	g_autoptr(GString) marked = g_string_new(NULL);
	struct pdf_value *contents = pdf_make(pdf, "<< >>");

	if (content == NULL ||
	    !archive_mark_artifacts((const char *)content->data, content->len, marked, error))
		return FALSE;
	pdf_set_content(pdf, contents, marked->str, marked->len, PDF_PACKED);
	pdf_set(page, "Contents", contents);
	pdf_set(page, "Tabs", pdf_make_name(pdf, "S"));
	/* Nothing is transparent, so no group needs to say how to blend. */
	pdf_remove(page, "Group");
	archive_complete_links(pdf, page);
	return TRUE;
}

/* What is printed needs no more. */
static gboolean
complete_all_fonts(struct pdf *pdf, const struct archive_info *info, GError **error)
{
	g_autoptr(GHashTable) done = g_hash_table_new(NULL, NULL);
	struct completion completion = { pdf, info, hash_texts(info->document), done };

	for (guint i = 0; i < pdf_page_count(pdf); i++)
		if (!complete_fonts(&completion, pdf_page(pdf, i), error))
			return FALSE;
	return TRUE;
}

static gboolean
complete(struct pdf *pdf, const struct archive_info *info, GError **error)
{
	struct pdf_value *catalog = pdf_catalog(pdf);

	for (guint i = 0; i < pdf_page_count(pdf); i++)
		if (!complete_page(pdf, pdf_page(pdf, i), error))
			return FALSE;
	if (!complete_all_fonts(pdf, info, error) || !archive_complete_structure(pdf, info, error))
		return FALSE;
	pdf_set(catalog, "Lang", pdf_make_text(pdf, "ja-JP"));
	/* cairo 1.16 writes it, 1.18 does not. */
	pdf_set(catalog, "MarkInfo", pdf_make(pdf, "<< /Marked true >>"));
	pdf_set(catalog, "ViewerPreferences", pdf_make(pdf, "<< /DisplayDocTitle true >>"));
	archive_add_output_intent(pdf);
	archive_add_metadata(pdf, info->data != NULL);
	if (info->data != NULL)
		archive_add_data(pdf, info->data);
	archive_add_bookmarks(pdf, info->document);
	return info->signature == NULL || archive_add_signature(pdf, info->signature, error);
}

typedef gboolean step(struct pdf *pdf, const struct archive_info *info, GError **error);

static gboolean
rewrite(GByteArray *bytes, const struct archive_info *info, step *change, GError **error)
{
	AUTO(pdf) pdf = pdf_read(bytes->data, bytes->len, error);
	g_autoptr(GByteArray) changed = g_byte_array_sized_new(bytes->len);

	if (pdf == NULL || !change(pdf, info, error))
		return FALSE;
	pdf_write(pdf, changed);
	g_byte_array_set_size(bytes, 0);
	g_byte_array_append(bytes, changed->data, changed->len);
	return TRUE;
}

gboolean
archive_finish(GByteArray *bytes, const struct archive_info *info, GError **error)
{
	return rewrite(bytes, info, complete, error) &&
	       (info->signature == NULL || archive_sign(bytes, info->signature, error));
}

gboolean
archive_finish_print(GByteArray *bytes, const struct archive_info *info, GError **error)
{
	return rewrite(bytes, info, complete_all_fonts, error);
}
