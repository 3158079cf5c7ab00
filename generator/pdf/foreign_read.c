/* What libqpdf finds in a foreign PDF: the data that it carries, or the fields of a form and all
 * that a filled form must not have. It runs in a process of its own (foreign.c), whose limits
 * bound what is not bounded here. */
#include "pdf/foreign_part.h"
#include "pdf/pdf.h"

#include <qpdf/qpdf-c.h>
#include <stdlib.h>
#include <string.h>

/* Of fields in fields; of fields; of files that are associated; of objects and what is in them. */
#define DEPTH_MAX 16
#define FIELDS_MAX 5000
#define ASSOCIATED_MAX 64
#define VALUES_MAX 1000000

struct reading {
	qpdf_data qpdf;
	GByteArray *out;
	GHashTable *names; /* of fields */
	GHashTable *told;  /* of what a filled form must not have */
	enum foreign_end end;
};

void
foreign_append(GByteArray *out, enum foreign_kind kind, const char *name, const void *value,
               gsize length)
{
	struct foreign_head head = { kind, (guint32)strlen(name),
		                     value == NULL ? 0 : (guint32)length + 1 };

	g_byte_array_append(out, (const guint8 *)&head, sizeof(head));
	g_byte_array_append(out, (const guint8 *)name, head.name);
	if (value != NULL)
		g_byte_array_append(out, value, (guint)length);
}

static void
note(struct reading *reading, enum foreign_kind kind, const char *name)
{
	foreign_append(reading->out, kind, name, NULL, 0);
}

/* Once, however often it is there. */
static void
note_once(struct reading *reading, enum foreign_kind kind, const char *name)
{
	if (g_hash_table_add(reading->told, (gpointer)name))
		note(reading, kind, name);
}

static bool
has_key(const struct reading *reading, qpdf_oh dictionary, const char *key)
{
	return qpdf_oh_has_key(reading->qpdf, dictionary, key) == QPDF_TRUE;
}

/* The first file that is associated with the document as its data. */
static qpdf_oh
find_data(struct reading *reading)
{
	qpdf_data qpdf = reading->qpdf;
	qpdf_oh files = qpdf_oh_get_key(qpdf, qpdf_get_root(qpdf), "/AF");
	int count = qpdf_oh_is_array(qpdf, files) ? qpdf_oh_get_array_n_items(qpdf, files) : 0;

	if (count > ASSOCIATED_MAX)
		reading->end = FOREIGN_END_MUCH;
	for (int i = 0; i < MIN(count, ASSOCIATED_MAX); i++) {
		qpdf_oh file = qpdf_oh_get_array_item(qpdf, files, i);
		qpdf_oh relationship = qpdf_oh_get_key_if_dict(qpdf, file, "/AFRelationship");

		if (qpdf_oh_is_name_and_equals(qpdf, relationship, "/Data"))
			return qpdf_oh_get_key_if_dict(qpdf, qpdf_oh_get_key(qpdf, file, "/EF"),
			                               "/F");
	}
	return qpdf_oh_new_null(qpdf);
}

/* As archive_add_data() packs, or not at all; several packings, one in the other, could make
 * gigabytes of a few kilobytes. */
static void
read_data(struct reading *reading)
{
	qpdf_data qpdf = reading->qpdf;
	qpdf_oh stream = find_data(reading), dictionary, filter;
	g_autoptr(GByteArray) unpacked = NULL;
	unsigned char *bytes = NULL;
	size_t length = 0;

	if (!qpdf_oh_is_stream(qpdf, stream))
		return;
	dictionary = qpdf_oh_get_dict(qpdf, stream);
	filter = qpdf_oh_get_key(qpdf, dictionary, "/Filter");
	bool packed = qpdf_oh_is_name_and_equals(qpdf, filter, "/FlateDecode");
	reading->end = FOREIGN_END_PACKED;
	if ((!packed && !qpdf_oh_is_null(qpdf, filter)) ||
	    !qpdf_oh_is_null(qpdf, qpdf_oh_get_key(qpdf, dictionary, "/DecodeParms")) ||
	    (qpdf_oh_get_stream_data(qpdf, stream, qpdf_dl_none, NULL, &bytes, &length) &
	     QPDF_ERRORS))
		return;
	if (packed)
		unpacked = pdf_unpack(bytes, length, NULL);
	if (packed && unpacked == NULL)
		return;
	reading->end = FOREIGN_END_WELL;
	foreign_append(reading->out, FOREIGN_DATA, "", packed ? unpacked->data : bytes,
	               packed ? unpacked->len : length);
	free(bytes);
}

/* Of a string, strictly; NULL where it is none. The caller frees. */
static char *
text_of(const struct reading *reading, qpdf_oh value)
{
	size_t length = 0;

	if (!qpdf_oh_is_string(reading->qpdf, value))
		return NULL;
	const char *bytes = qpdf_oh_get_binary_string_value(reading->qpdf, value, &length);
	return foreign_text(bytes, length);
}

/* A field as far as it is known from those that it stands in. */
struct form_field {
	const char *name; /* NULL: it is the form itself */
	qpdf_oh type, value;
	unsigned depth;
};

static void
read_value(struct reading *reading, const struct form_field *field)
{
	qpdf_data qpdf = reading->qpdf;
	g_autofree char *text = NULL;

	if (!g_hash_table_add(reading->names, g_strdup(field->name)))
		note(reading, FOREIGN_DOUBLE, field->name);
	if (g_hash_table_size(reading->names) > FIELDS_MAX)
		reading->end = FOREIGN_END_MUCH;
	if (qpdf_oh_is_null(qpdf, field->value) ||
	    qpdf_oh_is_name_and_equals(qpdf, field->type, "/Sig")) {
		note(reading, FOREIGN_FIELD, field->name);
		return;
	}
	if (qpdf_oh_is_name_and_equals(qpdf, field->type, "/Btn") &&
	    qpdf_oh_is_name(qpdf, field->value))
		text = g_strdup(qpdf_oh_get_name(qpdf, field->value) + 1);
	else
		text = text_of(reading, field->value);
	/* A name has any bytes. */
	if (text == NULL || !g_utf8_validate(text, -1, NULL))
		note(reading, FOREIGN_VALUE, field->name);
	else
		foreign_append(reading->out, FOREIGN_FIELD, field->name, text, strlen(text));
}

static qpdf_oh
own_or(const struct reading *reading, qpdf_oh dictionary, const char *key, qpdf_oh inherited)
{
	return has_key(reading, dictionary, key) ? qpdf_oh_get_key(reading->qpdf, dictionary, key)
	                                         : inherited;
}

/* Kids with a name are fields, those without are where the field is drawn (12.7.3.1). */
static void
read_fields(struct reading *reading, qpdf_oh kids, const struct form_field *above)
{
	qpdf_data qpdf = reading->qpdf;
	bool is_field = above->name != NULL && above->depth > 0;
	int count = qpdf_oh_is_array(qpdf, kids) ? qpdf_oh_get_array_n_items(qpdf, kids) : 0;

	if (above->depth > DEPTH_MAX)
		reading->end = FOREIGN_END_MUCH;
	for (int i = 0; i < count && reading->end == FOREIGN_END_WELL; i++) {
		qpdf_oh kid = qpdf_oh_get_array_item(qpdf, kids, i);

		if (!qpdf_oh_is_dictionary(qpdf, kid) || !has_key(reading, kid, "/T"))
			continue;
		is_field = false;
		g_autofree char *own = text_of(reading, qpdf_oh_get_key(qpdf, kid, "/T"));
		if (own == NULL) {
			note(reading, FOREIGN_VALUE, above->name != NULL ? above->name : "/T");
			continue;
		}
		g_autofree char *name = above->name == NULL
		                                ? g_strdup(own)
		                                : g_strconcat(above->name, ".", own, NULL);
		read_fields(reading, qpdf_oh_get_key(qpdf, kid, "/Kids"),
		            &(struct form_field){ name, own_or(reading, kid, "/FT", above->type),
		                                  own_or(reading, kid, "/V", above->value),
		                                  above->depth + 1 });
	}
	if (is_field && reading->end == FOREIGN_END_WELL)
		read_value(reading, above);
}

/* What stands in a dictionary that a filled form must not have. */
static void
examine(struct reading *reading, qpdf_oh dictionary)
{
	static const struct {
		const char *key;
		enum foreign_kind kind;
	} keys[] = {
		{ "/XFA", FOREIGN_XFA },
		{ "/AA", FOREIGN_ACTION },
		{ "/OpenAction", FOREIGN_ACTION },
		{ "/JS", FOREIGN_ACTION },
		{ "/JavaScript", FOREIGN_ACTION },
		{ "/EF", FOREIGN_FILE },
		{ "/EmbeddedFiles", FOREIGN_FILE },
	};
	static const char *const actions[] = {
		"/JavaScript", "/Launch",     "/SubmitForm",
		"/ImportData", "/ResetForm",  "/GoToR",
		"/GoToE",      "/GoTo3DView", "/RichMediaExecute",
		"/Rendition",  "/Sound",      "/Movie",
		"/Hide",       "/Named",      "/SetOCGState",
		"/Thread",     "/Trans",
	};
	qpdf_data qpdf = reading->qpdf;
	qpdf_oh kind = qpdf_oh_get_key(qpdf, dictionary, "/S");
	qpdf_oh subtype = qpdf_oh_get_key(qpdf, dictionary, "/Subtype");

	for (gsize i = 0; i < G_N_ELEMENTS(keys); i++)
		if (has_key(reading, dictionary, keys[i].key))
			note_once(reading, keys[i].kind, keys[i].key);
	for (gsize i = 0; i < G_N_ELEMENTS(actions); i++)
		if (qpdf_oh_is_name_and_equals(qpdf, kind, actions[i]))
			note_once(reading, FOREIGN_ACTION, actions[i]);
	if (has_key(reading, dictionary, "/A") &&
	    qpdf_oh_is_name_and_equals(qpdf, subtype, "/Widget"))
		note_once(reading, FOREIGN_ACTION, "/A");
	if (qpdf_oh_is_name_and_equals(qpdf, subtype, "/FileAttachment"))
		note_once(reading, FOREIGN_FILE, "/FileAttachment");
}

static void
push_items(struct reading *reading, qpdf_oh value, GArray *stack)
{
	qpdf_data qpdf = reading->qpdf;

	if (qpdf_oh_is_array(qpdf, value)) {
		for (int i = 0; i < qpdf_oh_get_array_n_items(qpdf, value); i++) {
			qpdf_oh item = qpdf_oh_get_array_item(qpdf, value, i);

			g_array_append_val(stack, item);
		}
		return;
	}
	qpdf_oh_begin_dict_key_iter(qpdf, value);
	while (qpdf_oh_dict_more_keys(qpdf)) {
		qpdf_oh item = qpdf_oh_get_key(qpdf, value, qpdf_oh_dict_next_key(qpdf));

		g_array_append_val(stack, item);
	}
}

/* All that the trailer leads to, each object once. */
static void
examine_all(struct reading *reading)
{
	qpdf_data qpdf = reading->qpdf;
	g_autoptr(GArray) stack = g_array_new(false, false, sizeof(qpdf_oh));
	g_autoptr(GHashTable) seen = g_hash_table_new(NULL, NULL);
	qpdf_oh value = qpdf_get_trailer(qpdf);
	guint count = 0;

	g_array_append_val(stack, value);
	while (stack->len > 0 && reading->end == FOREIGN_END_WELL) {
		value = g_array_index(stack, qpdf_oh, stack->len - 1);
		g_array_set_size(stack, stack->len - 1);
		int object = qpdf_oh_get_object_id(qpdf, value);
		if (object == 0 || g_hash_table_add(seen, GINT_TO_POINTER(object))) {
			qpdf_oh inside = qpdf_oh_is_stream(qpdf, value)
			                         ? qpdf_oh_get_dict(qpdf, value)
			                         : value;

			if (qpdf_oh_is_dictionary(qpdf, inside))
				examine(reading, inside);
			if (qpdf_oh_is_dictionary(qpdf, inside) || qpdf_oh_is_array(qpdf, inside))
				push_items(reading, inside, stack);
		}
		qpdf_oh_release(qpdf, value);
		if (count++ > VALUES_MAX)
			reading->end = FOREIGN_END_MUCH;
	}
}

static void
read_form(struct reading *reading)
{
	qpdf_data qpdf = reading->qpdf;
	qpdf_oh null = qpdf_oh_new_null(qpdf);
	qpdf_oh form = qpdf_oh_get_key(qpdf, qpdf_get_root(qpdf), "/AcroForm");

	if (qpdf_is_encrypted(qpdf))
		note(reading, FOREIGN_ENCRYPTION, "");
	if (qpdf_oh_is_dictionary(qpdf, form))
		read_fields(reading, qpdf_oh_get_key(qpdf, form, "/Fields"),
		            &(struct form_field){ NULL, null, null, 0 });
	if (reading->end == FOREIGN_END_WELL)
		examine_all(reading);
}

static void
read_pages(struct reading *reading)
{
	qpdf_data qpdf = reading->qpdf;
	int count = qpdf_get_num_pages(qpdf);

	for (int i = 0; i < count && reading->end == FOREIGN_END_WELL; i++) {
		unsigned char *content = NULL;
		size_t length = 0;

		if (qpdf_oh_get_page_content_data(qpdf, qpdf_get_page_n(qpdf, (size_t)i), &content,
		                                  &length) &
		    QPDF_ERRORS)
			reading->end = FOREIGN_END_NO_PDF;
		else
			foreign_append(reading->out, FOREIGN_PAGE, "", content, length);
		free(content);
	}
}

enum foreign_end
foreign_find(const char *bytes, gsize length, enum foreign_want want, GByteArray *out)
{
	struct reading reading = { qpdf_init(), out,
		                   g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL),
		                   g_hash_table_new(g_str_hash, g_str_equal), FOREIGN_END_WELL };
	qpdf_data qpdf = reading.qpdf;

	qpdf_silence_errors(qpdf);
	qpdf_set_suppress_warnings(qpdf, QPDF_TRUE);
	if (qpdf_read_memory(qpdf, "", bytes, length, NULL) & QPDF_ERRORS)
		reading.end = qpdf_get_error_code(qpdf, qpdf_get_error(qpdf)) == qpdf_e_password
		                      ? FOREIGN_END_PASSWORD
		                      : FOREIGN_END_NO_PDF;
	else if (want == FOREIGN_WANT_DATA)
		read_data(&reading);
	else if (want == FOREIGN_WANT_PAGES)
		read_pages(&reading);
	else
		read_form(&reading);
	if (qpdf_has_error(qpdf))
		reading.end = FOREIGN_END_NO_PDF;
	qpdf_cleanup(&qpdf);
	g_hash_table_unref(reading.told);
	g_hash_table_unref(reading.names);
	return reading.end;
}
