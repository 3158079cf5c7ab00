/* The file that cairo wrote is read: its table of objects, and each of them. */
#include "pdf/pdf_part.h"

#include "base/refusal.h"

/* Where the table of cross references stands is told in the last bytes. */
#define END_LENGTH 64

/* No file of cairo's has more objects. */
#define OBJECTS_MAX 10000000

/* While a file is read. */
struct file {
	struct pdf_reader reader;
	const char *start;
	GArray *offsets; /* guint, of each object; 0: it is none */
};

static void
move_to(struct file *file, gsize offset)
{
	file->reader.at = MIN(file->start + offset, file->reader.end);
}

static bool
move_to_table(struct file *file)
{
	gsize length = (gsize)(file->reader.end - file->start);
	gsize tail = MIN(length, END_LENGTH);
	const char *found = g_strrstr_len(file->reader.end - tail, (gssize)tail, "startxref");
	guint offset;

	if (found == NULL)
		return false;
	file->reader.at = found;
	if (!pdf_read_word(&file->reader, "startxref") ||
	    !pdf_read_number(&file->reader, &offset) || offset >= length)
		return false;
	move_to(file, offset);
	return true;
}

/* PDF 32000-1, 7.5.4; one section. */
static bool
read_table(struct file *file)
{
	struct pdf_reader *reader = &file->reader;
	guint first, count;

	if (!pdf_read_word(reader, "xref") || !pdf_read_number(reader, &first) || first != 0 ||
	    !pdf_read_number(reader, &count) || count > OBJECTS_MAX)
		return false;
	for (guint i = 0; i < count; i++) {
		guint offset, generation;

		if (!pdf_read_number(reader, &offset) || !pdf_read_number(reader, &generation))
			return false;
		bool used = pdf_read_word(reader, "n");
		if (!used && !pdf_read_word(reader, "f"))
			return false;
		offset = used ? offset : 0;
		g_array_append_val(file->offsets, offset);
	}
	return true;
}

/* All objects are there before the first is read: they refer to each other. */
static void
add_objects(struct file *file)
{
	struct pdf *pdf = file->reader.pdf;

	for (guint number = 1; number < file->offsets->len; number++) {
		struct pdf_value *object = pdf_value_new(pdf, PDF_NULL);

		object->number = number;
		g_ptr_array_add(pdf->objects, object);
	}
}

static bool
read_object(struct file *file, guint number)
{
	struct pdf_reader *reader = &file->reader;
	struct pdf_value *object = g_ptr_array_index(reader->pdf->objects, number);
	guint told, generation;

	move_to(file, g_array_index(file->offsets, guint, number));
	if (!pdf_read_number(reader, &told) || !pdf_read_number(reader, &generation) ||
	    !pdf_read_word(reader, "obj"))
		return false;
	/* Since 1.18 cairo lists objects that it did not write. */
	if (told != number)
		return true;
	struct pdf_value *value = pdf_read_value(reader);
	if (value == NULL || value->number != 0)
		return false;
	/* The object becomes what the value was. */
	object->kind = value->kind;
	object->text = value->text;
	object->items = g_steal_pointer(&value->items);
	object->names = g_steal_pointer(&value->names);
	if (!pdf_read_word(reader, "stream"))
		return pdf_read_word(reader, "endobj");
	if (reader->at < reader->end && *reader->at == '\r')
		reader->at++;
	if (reader->at >= reader->end || *reader->at++ != '\n')
		return false;
	object->stream = g_new0(struct pdf_stream, 1);
	object->stream->bytes = (const guint8 *)reader->at;
	return true;
}

/* The length may be an object that is read later than the stream. */
static bool
complete_stream(struct file *file, struct pdf_value *object)
{
	gint64 length = pdf_integer(pdf_get(object, "Length"));
	const char *bytes = (const char *)object->stream->bytes;

	if (!pdf_is_dictionary(object) || length < 0 || length > file->reader.end - bytes)
		return false;
	object->stream->length = (gsize)length;
	pdf_remove(object, "Length");
	file->reader.at = bytes + length;
	return pdf_read_word(&file->reader, "endstream");
}

static bool
read_objects(struct file *file)
{
	const GPtrArray *objects = file->reader.pdf->objects;

	for (guint number = 1; number < objects->len; number++)
		if (g_array_index(file->offsets, guint, number) != 0 && !read_object(file, number))
			return false;
	for (guint number = 1; number < objects->len; number++) {
		struct pdf_value *object = g_ptr_array_index(objects, number);

		if (object->stream != NULL && !complete_stream(file, object))
			return false;
	}
	return true;
}

static bool
read_trailer(struct file *file)
{
	struct pdf *pdf = file->reader.pdf;

	if (!pdf_read_word(&file->reader, "trailer"))
		return false;
	pdf->trailer = pdf_read_value(&file->reader);
	return pdf_is_dictionary(pdf->trailer) && pdf_get(pdf->trailer, "Encrypt") == NULL;
}

static bool
read_file(struct file *file)
{
	const struct pdf *pdf = file->reader.pdf;

	if (!move_to_table(file) || !read_table(file))
		return false;
	add_objects(file);
	return read_trailer(file) && read_objects(file) && pdf_is_dictionary(pdf_catalog(pdf)) &&
	       pdf_is_dictionary(pdf_information(pdf));
}

struct pdf *
pdf_read(const void *bytes, gsize length, GError **error)
{
	AUTO(pdf) pdf = pdf_new();
	g_autoptr(GArray) offsets = g_array_new(false, false, sizeof(guint));
	const char *start = bytes;
	struct file file = { { pdf, start, start + length }, start, offsets };

	if (read_file(&file))
		return g_steal_pointer(&pdf);

	REFUSE(error, "pdf-file", "PDFが、cairoの書く形ではありません（{0}バイト目）。",
	       "The PDF is not as cairo writes it (byte {0}).",
	       NUMBER((unsigned)(file.reader.at - start)), NULL);
	return NULL;
}
