/* All objects that are in use are written, most of them packed together. */
#include "pdf/pdf_part.h"

#include "base/decimal.h"
#include "base/digest.h"

#include <string.h>

/* PDF 1.7 is what PDF/A-3 is made of; bytes above 127 say that it is no text. */
static const char header[] = "%PDF-1.7\n%\xbf\xf7\xa2\xfe\n";

/* So many objects share an object stream: what a reader unpacks to see one. */
#define GROUP_MAX 400

/* Of the identifier (PDF 32000-1, 14.4). */
#define IDENTIFIER_SIZE 16

/* Where a written object stands: in the file, or in an object stream. */
struct object_place {
	guint32 offset; /* or the number of the object stream */
	guint16 index;  /* in the object stream */
	bool grouped;
};

/* While a file is written. */
struct writing {
	struct pdf *pdf;
	GByteArray *out;
	gsize start;      /* of the file in `out` */
	GPtrArray *queue; /* objects as they are found; by their numbers less one */
	GArray *places;   /* struct object_place, by number; the first is none */
};

/* An object gets its number where it is first referred to. */
static guint
number_of(struct writing *writing, struct pdf_value *object)
{
	if (object->written == 0) {
		g_ptr_array_add(writing->queue, object);
		object->written = writing->queue->len;
	}
	return object->written;
}

static void
append_reference(guint number, GString *out)
{
	decimal_append(out, number);
	g_string_append(out, " 0 R");
}

static void append_value(struct writing *writing, struct pdf_value *value, GString *out);

static void
append_inside(struct writing *writing, struct pdf_value *value, GString *out)
{
	if (value->number != 0 && value->kind != PDF_NULL)
		append_reference(number_of(writing, value), out);
	else
		append_value(writing, value, out);
}

static void
append_dictionary(struct writing *writing, struct pdf_value *value, GString *out)
{
	g_string_append(out, "<<");
	for (guint i = 0; i < value->names->len; i++) {
		g_string_append_c(out, '/');
		g_string_append(out, g_ptr_array_index(value->names, i));
		g_string_append_c(out, ' ');
		append_inside(writing, g_ptr_array_index(value->items, i), out);
	}
	g_string_append(out, ">>");
}

static void
append_value(struct writing *writing, struct pdf_value *value, GString *out)
{
	switch (value->kind) {
	case PDF_NULL:
		g_string_append(out, "null");
		return;
	case PDF_NAME:
		g_string_append_c(out, '/');
		g_string_append(out, value->text);
		return;
	case PDF_ARRAY:
		g_string_append_c(out, '[');
		for (guint i = 0; i < value->items->len; i++) {
			if (i > 0)
				g_string_append_c(out, ' ');
			append_inside(writing, g_ptr_array_index(value->items, i), out);
		}
		g_string_append_c(out, ']');
		return;
	case PDF_DICTIONARY:
		append_dictionary(writing, value, out);
		return;
	default:
		g_string_append(out, value->text);
	}
}

static void
append_text(struct writing *writing, const char *text)
{
	g_byte_array_append(writing->out, (const guint8 *)text, (guint)strlen(text));
}

static struct object_place *
place_of(struct writing *writing, guint number)
{
	if (writing->places->len <= number)
		g_array_set_size(writing->places, number + 1);
	return &g_array_index(writing->places, struct object_place, number);
}

static void
begin_object(struct writing *writing, guint number)
{
	g_autofree char *head = g_strdup_printf("%u 0 obj\n", number);

	place_of(writing, number)->offset = (guint32)(writing->out->len - writing->start);
	append_text(writing, head);
}

static void
append_stream(struct writing *writing, const struct pdf_stream *stream)
{
	append_text(writing, "\nstream\n");
	g_byte_array_append(writing->out, stream->bytes, (guint)stream->length);
	append_text(writing, "\nendstream");
}

static void
write_object(struct writing *writing, struct pdf_value *object)
{
	g_autoptr(GString) text = g_string_new(NULL);

	if (object->stream != NULL)
		pdf_set(object, "Length",
		        pdf_make_integer(writing->pdf, (gint64)object->stream->length));
	append_value(writing, object, text);
	begin_object(writing, object->written);
	append_text(writing, text->str);
	if (object->stream != NULL)
		append_stream(writing, object->stream);
	append_text(writing, "\nendobj\n");
}

/* Objects that are packed into one stream (PDF 32000-1, 7.5.7). */
struct group {
	guint number; /* of the object stream; 0: there is no group */
	guint count;
	GString *index, *objects;
};

static void
begin_group(struct writing *writing, struct group *group)
{
	g_ptr_array_add(writing->queue, NULL);
	group->number = writing->queue->len;
	group->count = 0;
	g_string_truncate(group->index, 0);
	g_string_truncate(group->objects, 0);
}

static void
add_to_group(struct writing *writing, struct group *group, struct pdf_value *object)
{
	if (group->number == 0)
		begin_group(writing, group);
	*place_of(writing, object->written) =
		(struct object_place){ group->number, (guint16)group->count++, true };
	g_string_append_printf(group->index, "%u %zu ", object->written, group->objects->len);
	append_value(writing, object, group->objects);
	g_string_append_c(group->objects, '\n');
}

static void
write_packed(struct writing *writing, guint number, const char *entries, const void *bytes,
             gsize length)
{
	g_autoptr(GByteArray) packed = g_byte_array_new();
	g_autofree char *dictionary = NULL;

	pdf_pack(writing->pdf, bytes, length, packed);
	dictionary = g_strdup_printf("<<%s/Filter /FlateDecode/Length %u>>", entries, packed->len);
	begin_object(writing, number);
	append_text(writing, dictionary);
	append_stream(writing, &(struct pdf_stream){ packed->data, packed->len, NULL });
	append_text(writing, "\nendobj\n");
}

static void
end_group(struct writing *writing, struct group *group)
{
	g_autofree char *entries = NULL;

	if (group->number == 0)
		return;
	entries = g_strdup_printf("/Type /ObjStm/N %u/First %zu", group->count, group->index->len);
	g_string_append_len(group->index, group->objects->str, (gssize)group->objects->len);
	write_packed(writing, group->number, entries, group->index->str, group->index->len);
	group->number = 0;
}

/* The place of a signature must be seen in the file itself (12.8.1). */
static bool
stands_alone(const struct pdf_value *object)
{
	return object->stream != NULL || pdf_get(object, "ByteRange") != NULL;
}

static void
write_objects(struct writing *writing)
{
	g_autoptr(GString) index = g_string_new(NULL);
	g_autoptr(GString) objects = g_string_new(NULL);
	struct group group = { 0, 0, index, objects };

	/* What is written may put more behind it. */
	for (guint i = 0; i < writing->queue->len; i++) {
		struct pdf_value *object = g_ptr_array_index(writing->queue, i);

		if (object == NULL)
			continue;
		if (stands_alone(object))
			write_object(writing, object);
		else
			add_to_group(writing, &group, object);
		if (group.count == GROUP_MAX)
			end_group(writing, &group);
	}
	end_group(writing, &group);
}

/* The table of cross references (7.5.8): kind, place, and index in one, four and two bytes, each
 * less that of the row above (7.4.4.4), which differs little. */
static GByteArray *
make_table(struct writing *writing)
{
	GByteArray *table = g_byte_array_new();
	guint64 above = 0;

	for (guint i = 0; i < writing->places->len; i++) {
		const struct object_place *place = place_of(writing, i);
		guint64 row = i == 0 ? G_MAXUINT16
		                     : (place->grouped ? 2ULL : 1ULL) << 48 |
		                               (guint64)place->offset << 16 | place->index;
		guint8 bytes[] = { 2, 0, 0, 0, 0, 0, 0, 0 };

		for (guint j = 1; j < sizeof(bytes); j++)
			bytes[j] = (guint8)((row >> 8 * (7 - j)) - (above >> 8 * (7 - j)));
		g_byte_array_append(table, bytes, sizeof(bytes));
		above = row;
	}
	return table;
}

/* In hexadecimal digits, of all bytes so far. */
static void
print_identifier(const struct writing *writing, char *digits)
{
	guint8 digest[DIGEST_SIZE];

	digest_raw_of(writing->out->data + writing->start, writing->out->len - writing->start,
	              digest);
	hex_print(digest, IDENTIFIER_SIZE, digits);
	digits[2 * IDENTIFIER_SIZE] = '\0';
}

static void
write_table(struct writing *writing, guint catalog, guint information)
{
	guint number = writing->queue->len + 1;
	gsize offset = writing->out->len - writing->start;
	char identifier[2 * IDENTIFIER_SIZE + 1];
	g_autoptr(GByteArray) table = NULL;
	g_autofree char *entries = NULL, *end = NULL;

	print_identifier(writing, identifier);
	entries = g_strdup_printf(
		"/Type /XRef/W [1 4 2]/DecodeParms <</Predictor 12/Columns 7>>/Size %u/Root %u 0 R/Info %u 0 R/ID [<%s> <%s>]",
		number + 1, catalog, information, identifier, identifier);
	place_of(writing, number)->offset = (guint32)offset;
	table = make_table(writing);
	write_packed(writing, number, entries, table->data, table->len);
	end = g_strdup_printf("startxref\n%zu\n%%%%EOF\n", offset);
	append_text(writing, end);
}

void
pdf_write(struct pdf *pdf, GByteArray *out)
{
	g_autoptr(GPtrArray) queue = g_ptr_array_new();
	g_autoptr(GArray) places = g_array_new(false, true, sizeof(struct object_place));
	struct writing writing = { pdf, out, out->len, queue, places };
	guint catalog = number_of(&writing, pdf_catalog(pdf));
	guint information = number_of(&writing, pdf_information(pdf));

	append_text(&writing, header);
	write_objects(&writing);
	write_table(&writing, catalog, information);
}
