/* The objects of a PDF are looked up, made and changed in memory. */
#include "pdf/pdf_part.h"

#include <libdeflate.h>
#include <string.h>

/* Values are made by so many: a letter has two thousand. */
#define BLOCK_VALUES 256

static void
value_clear(struct pdf_value *value)
{
	g_clear_pointer(&value->items, g_ptr_array_unref);
	g_clear_pointer(&value->names, g_ptr_array_unref);
	if (value->stream != NULL && value->stream->own != NULL)
		g_byte_array_unref(value->stream->own);
	g_free(value->stream);
}

struct pdf_value *
pdf_value_new(struct pdf *pdf, enum pdf_kind kind)
{
	if (pdf->value_count % BLOCK_VALUES == 0)
		g_ptr_array_add(pdf->blocks, g_new0(struct pdf_value, BLOCK_VALUES));
	struct pdf_value *value = g_ptr_array_index(pdf->blocks, pdf->value_count / BLOCK_VALUES);
	value += pdf->value_count++ % BLOCK_VALUES;
	value->kind = kind;
	if (kind == PDF_ARRAY || kind == PDF_DICTIONARY)
		value->items = g_ptr_array_new();
	if (kind == PDF_DICTIONARY)
		value->names = g_ptr_array_new();
	return value;
}

struct pdf *
pdf_new(void)
{
	struct pdf *pdf = g_new0(struct pdf, 1);

	pdf->blocks = g_ptr_array_new_with_free_func(g_free);
	pdf->objects = g_ptr_array_new();
	pdf->texts = g_string_chunk_new(16384);
	g_ptr_array_add(pdf->objects, NULL);
	return pdf;
}

void
pdf_free(struct pdf *pdf)
{
	for (guint i = 0; i < pdf->value_count; i++) {
		struct pdf_value *block = g_ptr_array_index(pdf->blocks, i / BLOCK_VALUES);

		value_clear(&block[i % BLOCK_VALUES]);
	}
	g_ptr_array_unref(pdf->blocks);
	g_ptr_array_unref(pdf->objects);
	g_string_chunk_free(pdf->texts);
	if (pdf->packer != NULL)
		libdeflate_free_compressor(pdf->packer);
	g_free(pdf);
}

static bool
is(const struct pdf_value *value, enum pdf_kind kind)
{
	return value != NULL && value->kind == kind;
}

struct pdf_value *
pdf_catalog(const struct pdf *pdf)
{
	return pdf_get(pdf->trailer, "Root");
}

struct pdf_value *
pdf_information(const struct pdf *pdf)
{
	return pdf_get(pdf->trailer, "Info");
}

/* Cairo's tree of pages is a list. */
static struct pdf_value *
pages_of(const struct pdf *pdf)
{
	struct pdf_value *pages = pdf_get(pdf_get(pdf_catalog(pdf), "Pages"), "Kids");

	return pdf_is_array(pages) ? pages : NULL;
}

guint
pdf_page_count(const struct pdf *pdf)
{
	return pdf_item_count(pages_of(pdf));
}

struct pdf_value *
pdf_page(const struct pdf *pdf, guint index)
{
	return pdf_item(pages_of(pdf), index);
}

/* What is null is not there. */
static struct pdf_value *
at(const GPtrArray *values, guint index)
{
	struct pdf_value *value = index < values->len ? g_ptr_array_index(values, index) : NULL;

	return value == NULL || value->kind == PDF_NULL ? NULL : value;
}

static bool
find_name(const struct pdf_value *dictionary, const char *name, guint *index)
{
	if (!is(dictionary, PDF_DICTIONARY))
		return false;
	for (*index = 0; *index < dictionary->names->len; (*index)++)
		if (strcmp(g_ptr_array_index(dictionary->names, *index), name) == 0)
			return true;
	return false;
}

struct pdf_value *
pdf_get(const struct pdf_value *dictionary, const char *name)
{
	guint index;

	return find_name(dictionary, name, &index) ? at(dictionary->items, index) : NULL;
}

const char *
pdf_name_at(const struct pdf_value *dictionary, guint index)
{
	if (!is(dictionary, PDF_DICTIONARY) || index >= dictionary->names->len)
		return NULL;
	return g_ptr_array_index(dictionary->names, index);
}

bool
pdf_is_array(const struct pdf_value *value)
{
	return is(value, PDF_ARRAY);
}

bool
pdf_is_dictionary(const struct pdf_value *value)
{
	return is(value, PDF_DICTIONARY);
}

bool
pdf_is_integer(const struct pdf_value *value)
{
	return is(value, PDF_NUMBER) &&
	       g_ascii_string_to_signed(value->text, 10, G_MININT, G_MAXINT, NULL, NULL);
}

gint64
pdf_integer(const struct pdf_value *value)
{
	return is(value, PDF_NUMBER) ? g_ascii_strtoll(value->text, NULL, 10) : 0;
}

const char *
pdf_name(const struct pdf_value *value)
{
	return is(value, PDF_NAME) ? value->text : NULL;
}

guint
pdf_item_count(const struct pdf_value *value)
{
	if (is(value, PDF_ARRAY))
		return value->items->len;
	return value != NULL && value->kind != PDF_NULL;
}

struct pdf_value *
pdf_item(struct pdf_value *value, guint index)
{
	if (is(value, PDF_ARRAY))
		return at(value->items, index);
	return index == 0 ? value : NULL;
}

void
pdf_set(struct pdf_value *dictionary, const char *name, struct pdf_value *value)
{
	guint index;

	g_assert(is(dictionary, PDF_DICTIONARY));
	if (find_name(dictionary, name, &index)) {
		dictionary->items->pdata[index] = value;
		return;
	}
	g_ptr_array_add(dictionary->names, (gpointer)name);
	g_ptr_array_add(dictionary->items, value);
}

void
pdf_remove(struct pdf_value *dictionary, const char *name)
{
	guint index;

	if (!find_name(dictionary, name, &index))
		return;
	g_ptr_array_remove_index(dictionary->names, index);
	g_ptr_array_remove_index(dictionary->items, index);
}

struct pdf_value *
pdf_array_of(struct pdf *pdf, struct pdf_value *dictionary, const char *name)
{
	struct pdf_value *value = pdf_get(dictionary, name);

	if (is(value, PDF_ARRAY))
		return value;
	struct pdf_value *array = pdf_value_new(pdf, PDF_ARRAY);
	if (value != NULL)
		pdf_append(array, value);
	pdf_set(dictionary, name, array);
	return array;
}

void
pdf_insert(struct pdf_value *array, guint index, struct pdf_value *value)
{
	g_assert(is(array, PDF_ARRAY) && index <= array->items->len);
	g_ptr_array_insert(array->items, (gint)index, value);
}

void
pdf_append(struct pdf_value *array, struct pdf_value *value)
{
	pdf_insert(array, array->items->len, value);
}

void
pdf_replace(struct pdf_value *array, guint index, struct pdf_value *value)
{
	g_assert(is(array, PDF_ARRAY) && index < array->items->len);
	array->items->pdata[index] = value;
}

void
pdf_erase(struct pdf_value *array, guint index)
{
	g_assert(is(array, PDF_ARRAY));
	g_ptr_array_remove_index(array->items, index);
}
