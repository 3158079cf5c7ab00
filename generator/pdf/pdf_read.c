/* Values in the syntax of PDF are read. */
#include "pdf/pdf_part.h"

#include <string.h>

/* A value may stand in so many others. */
#define DEPTH_MAX 32

bool
pdf_is_delimiter(char c)
{
	switch (c) {
	case '(':
	case ')':
	case '<':
	case '>':
	case '[':
	case ']':
	case '{':
	case '}':
	case '/':
	case '%':
		return true;
	default:
		return false;
	}
}

static void
skip_blanks(struct pdf_reader *reader)
{
	while (reader->at < reader->end) {
		if (*reader->at == '%')
			while (reader->at < reader->end && *reader->at != '\n' &&
			       *reader->at != '\r')
				reader->at++;
		else if (g_ascii_isspace(*reader->at))
			reader->at++;
		else
			return;
	}
}

/* What stands up to the next blank or delimiter. */
static gsize
regular_length(const struct pdf_reader *reader)
{
	const char *at = reader->at;

	while (at < reader->end && !g_ascii_isspace(*at) && !pdf_is_delimiter(*at) && *at != '\0')
		at++;
	return (gsize)(at - reader->at);
}

bool
pdf_read_word(struct pdf_reader *reader, const char *word)
{
	const char *before = reader->at;
	gsize length = strlen(word);

	skip_blanks(reader);
	if (regular_length(reader) == length && memcmp(reader->at, word, length) == 0) {
		reader->at += length;
		return true;
	}
	reader->at = before;
	return false;
}

static struct pdf_value *
take(struct pdf_reader *reader, enum pdf_kind kind, gsize length)
{
	struct pdf_value *value = pdf_value_new(reader->pdf, kind);

	value->text = g_string_chunk_insert_len(reader->pdf->texts, reader->at, (gssize)length);
	reader->at += length;
	return value;
}

bool
pdf_read_number(struct pdf_reader *reader, guint *number)
{
	const char *before = reader->at;
	guint64 value = 0;

	skip_blanks(reader);
	gsize length = regular_length(reader);
	for (gsize i = 0; i < length; i++) {
		if (!g_ascii_isdigit(reader->at[i]) || length > 10) {
			reader->at = before;
			return false;
		}
		value = value * 10 + (guint64)(reader->at[i] - '0');
	}
	reader->at += length;
	*number = (guint)MIN(value, G_MAXUINT);
	return length > 0;
}

static struct pdf_value *
read_string(struct pdf_reader *reader)
{
	unsigned depth = 0;

	for (const char *at = reader->at; at < reader->end && *at != '\0'; at++) {
		if (*at == '\\')
			at++;
		else if (*at == '(')
			depth++;
		else if (*at == ')' && --depth == 0)
			return take(reader, PDF_STRING, (gsize)(at + 1 - reader->at));
	}
	return NULL;
}

static struct pdf_value *
read_digits(struct pdf_reader *reader)
{
	const char *close = memchr(reader->at, '>', (gsize)(reader->end - reader->at));

	if (close == NULL || memchr(reader->at, '\0', (gsize)(close - reader->at)) != NULL)
		return NULL;
	return take(reader, PDF_STRING, (gsize)(close + 1 - reader->at));
}

/* "12 0 R" is the object itself, whether it was read yet or not. */
static struct pdf_value *
read_reference(struct pdf_reader *reader)
{
	const char *before = reader->at;
	guint number, generation;

	if (pdf_read_number(reader, &number) && pdf_read_number(reader, &generation) &&
	    pdf_read_word(reader, "R") && number > 0 && number < reader->pdf->objects->len)
		return g_ptr_array_index(reader->pdf->objects, number);
	reader->at = before;
	return NULL;
}

static struct pdf_value *
read_word(struct pdf_reader *reader)
{
	gsize length = regular_length(reader);
	struct pdf_value *value = NULL;

	if (length > 0 && (g_ascii_isdigit(*reader->at) || strchr("+-.", *reader->at) != NULL)) {
		value = read_reference(reader);
		return value != NULL ? value : take(reader, PDF_NUMBER, length);
	}
	if (pdf_read_word(reader, "null"))
		return pdf_value_new(reader->pdf, PDF_NULL);
	if ((length == 4 && memcmp(reader->at, "true", length) == 0) ||
	    (length == 5 && memcmp(reader->at, "false", length) == 0))
		return take(reader, PDF_NUMBER, length);
	return NULL;
}

static struct pdf_value *read_nested(struct pdf_reader *reader, unsigned depth);

static struct pdf_value *
read_array(struct pdf_reader *reader, unsigned depth)
{
	struct pdf_value *array = pdf_value_new(reader->pdf, PDF_ARRAY);

	reader->at++;
	for (;;) {
		skip_blanks(reader);
		if (reader->at < reader->end && *reader->at == ']') {
			reader->at++;
			return array;
		}
		struct pdf_value *item = read_nested(reader, depth);
		if (item == NULL)
			return NULL;
		g_ptr_array_add(array->items, item);
	}
}

static bool
starts_with(const struct pdf_reader *reader, const char *word)
{
	return (gsize)(reader->end - reader->at) >= strlen(word) &&
	       memcmp(reader->at, word, strlen(word)) == 0;
}

static struct pdf_value *
read_dictionary(struct pdf_reader *reader, unsigned depth)
{
	struct pdf_value *dictionary = pdf_value_new(reader->pdf, PDF_DICTIONARY);

	reader->at += strlen("<<");
	for (;;) {
		skip_blanks(reader);
		if (starts_with(reader, ">>")) {
			reader->at += strlen(">>");
			return dictionary;
		}
		struct pdf_value *name = read_nested(reader, depth);
		struct pdf_value *value =
			name == NULL || name->kind != PDF_NAME ? NULL : read_nested(reader, depth);
		if (value == NULL)
			return NULL;
		pdf_set(dictionary, name->text, value);
	}
}

static struct pdf_value *
read_nested(struct pdf_reader *reader, unsigned depth)
{
	skip_blanks(reader);
	if (reader->at >= reader->end || depth == 0)
		return NULL;
	if (starts_with(reader, "<<"))
		return read_dictionary(reader, depth - 1);
	switch (*reader->at) {
	case '<':
		return read_digits(reader);
	case '(':
		return read_string(reader);
	case '[':
		return read_array(reader, depth - 1);
	case '/':
		reader->at++;
		return take(reader, PDF_NAME, regular_length(reader));
	default:
		return read_word(reader);
	}
}

struct pdf_value *
pdf_read_value(struct pdf_reader *reader)
{
	return read_nested(reader, DEPTH_MAX);
}
