#include "letter/archive_part.h"

#include <stdlib.h>

/* The file itself, as old as the letter. */
static qpdf_oh
embedded_file(qpdf_data qpdf, const struct archive_data *data)
{
	qpdf_oh info = qpdf_oh_get_key(qpdf, qpdf_get_trailer(qpdf), "/Info");
	qpdf_oh stream = archive_stream(qpdf, data->bytes, data->length, "/EmbeddedFile", NULL);
	qpdf_oh dictionary = qpdf_oh_get_dict(qpdf, stream);
	qpdf_oh parameters = qpdf_oh_new_dictionary(qpdf);

	qpdf_oh_replace_key(qpdf, parameters, "/Size",
	                    qpdf_oh_new_integer(qpdf, (long long)data->length));
	qpdf_oh_replace_key(qpdf, parameters, "/ModDate",
	                    qpdf_oh_get_key(qpdf, info, "/CreationDate"));
	qpdf_oh_replace_key(qpdf, dictionary, "/Subtype", archive_make(qpdf, "/application#2fxml"));
	qpdf_oh_replace_key(qpdf, dictionary, "/Params", parameters);
	return stream;
}

void
archive_add_data(qpdf_data qpdf, qpdf_oh root, const struct archive_data *data)
{
	qpdf_oh file = embedded_file(qpdf, data);
	qpdf_oh files = qpdf_oh_new_dictionary(qpdf);
	qpdf_oh specification = archive_make(qpdf, "<< /Type /Filespec /AFRelationship /Data >>");
	qpdf_oh name = qpdf_oh_new_unicode_string(qpdf, data->name);
	qpdf_oh names = archive_make(qpdf, "<< /Names [ ] >>");
	qpdf_oh pairs = qpdf_oh_get_key(qpdf, names, "/Names");
	qpdf_oh name_trees = qpdf_oh_get_key(qpdf, root, "/Names");

	qpdf_oh_replace_key(qpdf, files, "/F", file);
	qpdf_oh_replace_key(qpdf, files, "/UF", file);
	qpdf_oh_replace_key(qpdf, specification, "/F", name);
	qpdf_oh_replace_key(qpdf, specification, "/UF", name);
	qpdf_oh_replace_key(qpdf, specification, "/Desc",
	                    qpdf_oh_new_unicode_string(qpdf, data->description));
	qpdf_oh_replace_key(qpdf, specification, "/EF", files);
	specification = qpdf_make_indirect_object(qpdf, specification);
	qpdf_oh_append_item(qpdf, pairs, name);
	qpdf_oh_append_item(qpdf, pairs, specification);
	if (!qpdf_oh_is_dictionary(qpdf, name_trees)) {
		name_trees = qpdf_oh_new_dictionary(qpdf);
		qpdf_oh_replace_key(qpdf, root, "/Names", name_trees);
	}
	qpdf_oh_replace_key(qpdf, name_trees, "/EmbeddedFiles", names);
	qpdf_oh_replace_key(qpdf, root, "/AF", qpdf_oh_wrap_in_array(qpdf, specification));
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
extract(qpdf_data qpdf, const char *path, GError **error)
{
	qpdf_oh stream;
	unsigned char *bytes = NULL;
	size_t length = 0;
	GByteArray *data;

	if (qpdf_read(qpdf, path, NULL) & QPDF_ERRORS) {
		g_set_error(error, ARCHIVE_ERROR, 0, "%s",
		            qpdf_get_error_full_text(qpdf, qpdf_get_error(qpdf)));
		return NULL;
	}
	stream = find_data(qpdf);
	if (!qpdf_oh_is_stream(qpdf, stream)) {
		g_set_error(error, ARCHIVE_ERROR, 0, "%s: no data is embedded", path);
		return NULL;
	}
	if (qpdf_oh_get_stream_data(qpdf, stream, qpdf_dl_specialized, NULL, &bytes, &length) &
	    QPDF_ERRORS) {
		g_set_error(error, ARCHIVE_ERROR, 0, "%s",
		            qpdf_get_error_full_text(qpdf, qpdf_get_error(qpdf)));
		return NULL;
	}
	data = g_byte_array_sized_new((guint)length);
	g_byte_array_append(data, bytes, (guint)length);
	free(bytes);
	return data;
}

GByteArray *
archive_extract(const char *path, GError **error)
{
	qpdf_data qpdf = qpdf_init();
	GByteArray *data;

	qpdf_silence_errors(qpdf);
	qpdf_set_suppress_warnings(qpdf, QPDF_TRUE);
	data = extract(qpdf, path, error);
	qpdf_cleanup(&qpdf);
	return data;
}
