#include "pdf/archive_part.h"

#include "base/folder.h"
#include "base/refusal.h"

#include <qpdf/qpdf-c.h>
#include <stdlib.h>

/* The file itself, as old as the letter. */
static struct pdf_value *
embedded_file(struct pdf *pdf, const struct archive_data *data)
{
	struct pdf_value *file = pdf_make(
		pdf, "<< /Type /EmbeddedFile /Subtype /application#2fxml /Params << >> >>");
	struct pdf_value *parameters = pdf_get(file, "Params");

	pdf_set(parameters, "Size", pdf_make_integer(pdf, (gint64)data->length));
	pdf_set(parameters, "ModDate", pdf_get(pdf_information(pdf), "CreationDate"));
	pdf_set_content(pdf, file, data->bytes, data->length, PDF_PACKED);
	return file;
}

void
archive_add_data(struct pdf *pdf, const struct archive_data *data)
{
	struct pdf_value *file = embedded_file(pdf, data);
	struct pdf_value *files = pdf_make(pdf, "<< >>");
	struct pdf_value *specification =
		pdf_add(pdf, pdf_make(pdf, "<< /Type /Filespec /AFRelationship /Data >>"));
	struct pdf_value *name = pdf_make_text(pdf, data->name);
	struct pdf_value *names = pdf_make(pdf, "<< /EmbeddedFiles << /Names [ ] >> >>");
	struct pdf_value *pairs = pdf_get(pdf_get(names, "EmbeddedFiles"), "Names");
	struct pdf_value *associated = pdf_make_array(pdf);

	pdf_set(files, "F", file);
	pdf_set(files, "UF", file);
	pdf_set(specification, "F", name);
	pdf_set(specification, "UF", name);
	pdf_set(specification, "Desc", pdf_make_text(pdf, data->description));
	pdf_set(specification, "EF", files);
	pdf_append(pairs, name);
	pdf_append(pairs, specification);
	pdf_append(associated, specification);
	if (pdf_is_dictionary(pdf_get(pdf_catalog(pdf), "Names")))
		pdf_set(pdf_get(pdf_catalog(pdf), "Names"), "EmbeddedFiles",
		        pdf_get(names, "EmbeddedFiles"));
	else
		pdf_set(pdf_catalog(pdf), "Names", names);
	pdf_set(pdf_catalog(pdf), "AF", associated);
}

/* The first file that is associated with the document as its data. */
static qpdf_oh
find_data(qpdf_data qpdf)
{
	qpdf_oh files = qpdf_oh_get_key(qpdf, qpdf_get_root(qpdf), "/AF");
	int count = qpdf_oh_is_array(qpdf, files) ? qpdf_oh_get_array_n_items(qpdf, files) : 0;

	for (int i = 0; i < count; i++) {
		qpdf_oh file = qpdf_oh_get_array_item(qpdf, files, i);
		qpdf_oh relationship = qpdf_oh_get_key_if_dict(qpdf, file, "/AFRelationship");

		if (qpdf_oh_is_name_and_equals(qpdf, relationship, "/Data"))
			return qpdf_oh_get_key_if_dict(qpdf, qpdf_oh_get_key(qpdf, file, "/EF"),
			                               "/F");
	}
	return qpdf_oh_new_null(qpdf);
}

static GByteArray *
refuse_as_told(GError **error, qpdf_data qpdf, const char *path)
{
	refuse(error,
	       FAILURE("pdf-unreadable", "{0} をPDFとして読めません。",
	               "{0} cannot be read as a PDF: {1}."),
	       path, qpdf_get_error_message_detail(qpdf, qpdf_get_error(qpdf)), NULL);
	return NULL;
}

/* As archive_add_data() packs, or not at all; several packings, one in the other,
 * could make gigabytes of a few kilobytes. */
static bool
is_packed(qpdf_data qpdf, qpdf_oh stream, bool *sound)
{
	qpdf_oh dictionary = qpdf_oh_get_dict(qpdf, stream);
	qpdf_oh filter = qpdf_oh_get_key(qpdf, dictionary, "/Filter");
	bool packed = qpdf_oh_is_name_and_equals(qpdf, filter, "/FlateDecode");

	*sound = (packed || qpdf_oh_is_null(qpdf, filter)) &&
	         qpdf_oh_is_null(qpdf, qpdf_oh_get_key(qpdf, dictionary, "/DecodeParms"));
	return packed;
}

static GByteArray *
extract(qpdf_data qpdf, const char *path, const char *file, gsize file_length, GError **error)
{
	qpdf_oh stream;
	unsigned char *bytes = NULL;
	size_t length = 0;
	bool sound, packed;
	GByteArray *data;

	if (qpdf_read_memory(qpdf, path, file, file_length, NULL) & QPDF_ERRORS)
		return refuse_as_told(error, qpdf, path);
	stream = find_data(qpdf);
	if (!qpdf_oh_is_stream(qpdf, stream)) {
		refuse(error,
		       FAILURE("pdf-no-data", "{0} にはデータが埋め込まれていません。",
		               "No data is embedded in {0}."),
		       path, NULL);
		return NULL;
	}
	packed = is_packed(qpdf, stream, &sound);
	if (!sound) {
		refuse(error,
		       FAILURE("pdf-strange-data",
		               "{0} のデータの埋め込み方は、ismapgenの文書のものではありません。",
		               "The data of {0} are embedded as no letter's are."),
		       path, NULL);
		return NULL;
	}
	if (qpdf_oh_get_stream_data(qpdf, stream, qpdf_dl_none, NULL, &bytes, &length) &
	    QPDF_ERRORS)
		return refuse_as_told(error, qpdf, path);
	if (packed) {
		data = pdf_unpack(bytes, length, error);
	} else {
		data = g_byte_array_sized_new((guint)length);
		g_byte_array_append(data, bytes, (guint)length);
	}
	free(bytes);
	return data;
}

GByteArray *
archive_extract(const char *path, GError **error)
{
	gsize length;
	g_autofree char *file = folder_read_file(path, 0, &length, error);
	qpdf_data qpdf;
	GByteArray *data;

	if (file == NULL)
		return NULL;
	qpdf = qpdf_init();
	qpdf_silence_errors(qpdf);
	qpdf_set_suppress_warnings(qpdf, QPDF_TRUE);
	data = extract(qpdf, path, file, length, error);
	qpdf_cleanup(&qpdf);
	return data;
}
