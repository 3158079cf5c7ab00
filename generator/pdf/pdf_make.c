/* New objects are made from values and from text in the syntax of PDF. */
#include "pdf/pdf_part.h"

#include <string.h>

struct pdf_value *
pdf_make(struct pdf *pdf, const char *text)
{
	struct pdf_reader reader = { pdf, text, text + strlen(text) };
	struct pdf_value *value = pdf_read_value(&reader);

	g_assert(value != NULL && reader.at == reader.end);
	return value;
}

static struct pdf_value *
make(struct pdf *pdf, enum pdf_kind kind, const char *text)
{
	struct pdf_value *value = pdf_value_new(pdf, kind);

	value->text = g_string_chunk_insert(pdf->texts, text);
	return value;
}

struct pdf_value *
pdf_make_integer(struct pdf *pdf, gint64 number)
{
	char digits[32];

	g_snprintf(digits, sizeof(digits), "%" G_GINT64_FORMAT, number);
	return make(pdf, PDF_NUMBER, digits);
}

struct pdf_value *
pdf_make_name(struct pdf *pdf, const char *name)
{
	return make(pdf, PDF_NAME, name);
}

struct pdf_value *
pdf_make_array(struct pdf *pdf)
{
	return pdf_value_new(pdf, PDF_ARRAY);
}

static bool
is_plain(const char *text)
{
	for (; *text != '\0'; text++)
		if (!g_ascii_isprint(*text))
			return false;
	return true;
}

struct pdf_value *
pdf_make_text(struct pdf *pdf, const char *text)
{
	g_autoptr(GString) out = g_string_new(NULL);

	if (!is_plain(text)) {
		/* UTF-16 in hexadecimal digits, which need no escapes (PDF 32000-1, 7.9.2.2). */
		glong count = 0;
		g_autofree gunichar2 *wide = g_utf8_to_utf16(text, -1, NULL, &count, NULL);

		g_assert(wide != NULL);
		g_string_append(out, "<FEFF");
		for (glong i = 0; i < count; i++)
			g_string_append_printf(out, "%04X", wide[i]);
		g_string_append_c(out, '>');
		return make(pdf, PDF_STRING, out->str);
	}
	g_string_append_c(out, '(');
	for (; *text != '\0'; text++) {
		if (strchr("()\\", *text) != NULL)
			g_string_append_c(out, '\\');
		g_string_append_c(out, *text);
	}
	g_string_append_c(out, ')');
	return make(pdf, PDF_STRING, out->str);
}

/* Of hexadecimal digits between < and >; an odd one has a zero behind it. */
static void
append_digits(const char *digits, GString *bytes)
{
	int high = -1;

	for (; *digits != '\0'; digits++) {
		int digit = g_ascii_xdigit_value(*digits);

		if (digit < 0)
			continue;
		if (high >= 0)
			g_string_append_c(bytes, (char)(high * 16 + digit));
		high = high >= 0 ? -1 : digit;
	}
	if (high >= 0)
		g_string_append_c(bytes, (char)(high * 16));
}

/* Of a string between parentheses, as cairo writes it: no octal digits. */
static void
append_escaped(const char *text, GString *bytes)
{
	gsize length = strlen(text);

	for (gsize i = 1; i + 1 < length; i++) {
		if (text[i] == '\\')
			i++;
		g_string_append_c(bytes, text[i]);
	}
}

char *
pdf_text(const struct pdf_value *value)
{
	g_autoptr(GString) bytes = g_string_new(NULL);

	if (value == NULL || value->kind != PDF_STRING)
		return NULL;
	if (value->text[0] == '<')
		append_digits(value->text, bytes);
	else
		append_escaped(value->text, bytes);
	if (bytes->len >= 2 && memcmp(bytes->str, "\xFE\xFF", 2) == 0)
		return g_convert(bytes->str + 2, (gssize)bytes->len - 2, "UTF-8", "UTF-16BE", NULL,
		                 NULL, NULL);
	return g_strdup(bytes->str);
}

struct pdf_value *
pdf_add(struct pdf *pdf, struct pdf_value *value)
{
	g_assert(value->number == 0);
	value->number = pdf->objects->len;
	g_ptr_array_add(pdf->objects, value);
	return value;
}
