#include "letter/archive.h"

#include "letter/archive_part.h"

#include <stdlib.h>

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

/* Cairo numbers the glyphs of a font it cut anew, but does not say so. */
static void
complete_fonts(qpdf_data qpdf, qpdf_oh page)
{
	qpdf_oh resources = qpdf_oh_get_key(qpdf, page, "/Resources");
	qpdf_oh fonts = qpdf_oh_get_key_if_dict(qpdf, resources, "/Font");

	if (!qpdf_oh_is_dictionary(qpdf, fonts))
		return;
	qpdf_oh_begin_dict_key_iter(qpdf, fonts);
	while (qpdf_oh_dict_more_keys(qpdf)) {
		qpdf_oh font = qpdf_oh_get_key(qpdf, fonts, qpdf_oh_dict_next_key(qpdf));
		qpdf_oh descendants = qpdf_oh_get_key_if_dict(qpdf, font, "/DescendantFonts");

		if (!qpdf_oh_is_array(qpdf, descendants))
			continue;

		qpdf_oh descendant = qpdf_oh_get_array_item(qpdf, descendants, 0);

		if (qpdf_oh_is_name_and_equals(qpdf, qpdf_oh_get_key(qpdf, descendant, "/Subtype"),
		                               "/CIDFontType2") &&
		    !qpdf_oh_has_key(qpdf, descendant, "/CIDToGIDMap"))
			qpdf_oh_replace_key(qpdf, descendant, "/CIDToGIDMap",
			                    qpdf_oh_new_name(qpdf, "/Identity"));
	}
}

static gboolean
complete_page(qpdf_data qpdf, qpdf_oh page, GError **error)
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
	complete_fonts(qpdf, page);
	archive_complete_links(qpdf, page);
	return TRUE;
}

static gboolean
complete(qpdf_data qpdf, const struct archive_info *info, GError **error)
{
	qpdf_oh root = qpdf_get_root(qpdf);
	int page_count = qpdf_get_num_pages(qpdf);

	for (int i = 0; i < page_count; i++)
		if (!complete_page(qpdf, qpdf_get_page_n(qpdf, (size_t)i), error))
			return FALSE;
	if (!archive_complete_structure(qpdf, root, info, error))
		return FALSE;
	qpdf_oh_replace_key(qpdf, root, "/Lang", qpdf_oh_new_string(qpdf, "ja-JP"));
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
