#include "letter/archive.h"

#include "letter/archive_part.h"

#include <stdlib.h>
#include <string.h>

enum {
	TAG_LENGTH = 6
};

G_DEFINE_QUARK(ismapgen - archive - error, archive_error)

qpdf_oh
archive_stream(qpdf_data qpdf, const void *bytes, gsize length, const char *type,
               const char *subtype)
{
	qpdf_oh stream = qpdf_oh_new_stream(qpdf);
	qpdf_oh dictionary = qpdf_oh_get_dict(qpdf, stream);
	qpdf_oh null = qpdf_oh_new_null(qpdf);

	qpdf_oh_replace_stream_data(qpdf, stream, bytes, length, null, null);
	if (type != NULL)
		qpdf_oh_replace_key(qpdf, dictionary, "/Type", qpdf_oh_new_name(qpdf, type));
	if (subtype != NULL)
		qpdf_oh_replace_key(qpdf, dictionary, "/Subtype", qpdf_oh_new_name(qpdf, subtype));
	return stream;
}

static gboolean
failed(qpdf_data qpdf, GError **error)
{
	if (!qpdf_has_error(qpdf))
		return FALSE;
	g_set_error(error, ARCHIVE_ERROR, 0, "qpdf: %s",
	            qpdf_get_error_full_text(qpdf, qpdf_get_error(qpdf)));
	return TRUE;
}

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
set_tag(qpdf_data qpdf, qpdf_oh dictionary, const char *key, guint32 hash)
{
	qpdf_oh value = qpdf_oh_get_key_if_dict(qpdf, dictionary, key);
	const char *name = qpdf_oh_is_name(qpdf, value) ? qpdf_oh_get_name(qpdf, value) : "";
	const char *plus = strchr(name, '+');
	char tag[TAG_LENGTH + 1] = "";

	if (plus == NULL || plus - name != TAG_LENGTH + 1)
		return;
	for (int i = 0; i < TAG_LENGTH; i++, hash /= 26)
		tag[i] = (char)('A' + hash % 26);

	g_autofree char *tagged = g_strconcat("/", tag, plus, NULL);

	qpdf_oh_replace_key(qpdf, dictionary, key, qpdf_oh_new_name(qpdf, tagged));
}

static void
complete_font(qpdf_data qpdf, qpdf_oh font, guint32 hash)
{
	qpdf_oh descendants = qpdf_oh_get_key(qpdf, font, "/DescendantFonts");
	qpdf_oh descendant = font;

	set_tag(qpdf, font, "/BaseFont", hash);
	if (qpdf_oh_is_array(qpdf, descendants)) {
		descendant = qpdf_oh_get_array_item(qpdf, descendants, 0);
		set_tag(qpdf, descendant, "/BaseFont", hash);
		/* Cairo numbers the glyphs of a font it cut anew, but does not say so. */
		if (qpdf_oh_is_name_and_equals(qpdf, qpdf_oh_get_key(qpdf, descendant, "/Subtype"),
		                               "/CIDFontType2"))
			qpdf_oh_replace_key(qpdf, descendant, "/CIDToGIDMap",
			                    qpdf_oh_new_name(qpdf, "/Identity"));
	}
	set_tag(qpdf, qpdf_oh_get_key(qpdf, descendant, "/FontDescriptor"), "/FontName", hash);
}

/* Fonts that several pages have are completed once for each, alike. */
static void
complete_fonts(qpdf_data qpdf, qpdf_oh page, guint32 hash)
{
	qpdf_oh resources = qpdf_oh_get_key(qpdf, page, "/Resources");
	qpdf_oh fonts = qpdf_oh_get_key_if_dict(qpdf, resources, "/Font");

	if (!qpdf_oh_is_dictionary(qpdf, fonts))
		return;
	qpdf_oh_begin_dict_key_iter(qpdf, fonts);
	while (qpdf_oh_dict_more_keys(qpdf)) {
		const char *key = qpdf_oh_dict_next_key(qpdf);
		guint32 own = hash ^ g_str_hash(key);

		complete_font(qpdf, qpdf_oh_get_key(qpdf, fonts, key), own);
	}
}

static gboolean
complete_page(qpdf_data qpdf, qpdf_oh page, guint32 hash, GError **error)
{
	qpdf_oh contents = qpdf_oh_get_key(qpdf, page, "/Contents");
	qpdf_oh null = qpdf_oh_new_null(qpdf);
	g_autoptr(GString) marked = g_string_new(NULL);
	unsigned char *content = NULL;
	size_t length = 0;
	gboolean good;

	if (qpdf_oh_get_page_content_data(qpdf, page, &content, &length) & QPDF_ERRORS)
		return !failed(qpdf, error);
	good = archive_mark_artifacts((const char *)content, length, marked, error);
	free(content);
	if (!good)
		return FALSE;
	if (qpdf_oh_is_array(qpdf, contents)) {
		contents = qpdf_oh_new_stream(qpdf);
		qpdf_oh_replace_key(qpdf, page, "/Contents", contents);
	}
	qpdf_oh_replace_stream_data(qpdf, contents, (const unsigned char *)marked->str, marked->len,
	                            null, null);
	qpdf_oh_replace_key(qpdf, page, "/Tabs", qpdf_oh_new_name(qpdf, "/S"));
	/* Nothing is transparent, so no group needs to say how to blend. */
	qpdf_oh_remove_key(qpdf, page, "/Group");
	complete_fonts(qpdf, page, hash);
	archive_complete_links(qpdf, page);
	return TRUE;
}

static gboolean
complete(qpdf_data qpdf, const struct archive_info *info, GError **error)
{
	qpdf_oh root = qpdf_get_root(qpdf);
	int page_count = qpdf_get_num_pages(qpdf);
	guint32 hash = hash_texts(info->document);

	for (int i = 0; i < page_count; i++)
		if (!complete_page(qpdf, qpdf_get_page_n(qpdf, (size_t)i), hash, error))
			return FALSE;
	if (!archive_complete_structure(qpdf, root, info, error))
		return FALSE;
	qpdf_oh_replace_key(qpdf, root, "/Lang", qpdf_oh_new_string(qpdf, "ja-JP"));
	/* cairo 1.16 writes it, 1.18 does not. */
	qpdf_oh_replace_key(qpdf, root, "/MarkInfo", archive_make(qpdf, "<< /Marked true >>"));
	qpdf_oh_replace_key(qpdf, root, "/ViewerPreferences",
	                    archive_make(qpdf, "<< /DisplayDocTitle true >>"));
	archive_add_output_intent(qpdf, root);
	archive_add_metadata(qpdf, root, info->data != NULL);
	if (info->data != NULL)
		archive_add_data(qpdf, root, info->data);
	archive_add_bookmarks(qpdf, root, info->document);
	if (info->signature != NULL && !archive_add_signature(qpdf, root, info->signature, error))
		return FALSE;
	return !failed(qpdf, error);
}

static gboolean
write_out(qpdf_data qpdf, GByteArray *pdf, GError **error)
{
	qpdf_init_write_memory(qpdf);
	qpdf_set_minimum_pdf_version(qpdf, "1.7");
	qpdf_set_deterministic_ID(qpdf, QPDF_TRUE);
	qpdf_set_newline_before_endstream(qpdf, QPDF_TRUE);
	qpdf_set_object_stream_mode(qpdf, qpdf_o_generate);
	/* The fonts are packed already. */
	qpdf_set_decode_level(qpdf, qpdf_dl_none);
	if (qpdf_write(qpdf) & QPDF_ERRORS)
		return !failed(qpdf, error);

	const unsigned char *bytes = qpdf_get_buffer(qpdf);
	gsize length = qpdf_get_buffer_length(qpdf);

	g_byte_array_set_size(pdf, 0);
	g_byte_array_append(pdf, bytes, (guint)length);
	return TRUE;
}

gboolean
archive_finish(GByteArray *pdf, const struct archive_info *info, GError **error)
{
	qpdf_data qpdf = qpdf_init();
	g_autofree guint8 *source = g_memdup2(pdf->data, pdf->len);
	gboolean good;

	qpdf_silence_errors(qpdf);
	qpdf_set_suppress_warnings(qpdf, QPDF_TRUE);
	qpdf_set_attempt_recovery(qpdf, QPDF_FALSE);
	if (qpdf_read_memory(qpdf, "letter", (const char *)source, pdf->len, NULL) & QPDF_ERRORS)
		good = !failed(qpdf, error);
	else
		good = complete(qpdf, info, error) && write_out(qpdf, pdf, error);
	qpdf_cleanup(&qpdf);
	return good && (info->signature == NULL || archive_sign(pdf, info->signature, error));
}
