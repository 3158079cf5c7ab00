/*
 * Any texts as CSV: read back, they are the same; and a list that was shared out
 * among parts is joined to the same bytes.
 *
 * The input is a number of parts, then fields with a NUL after each; a row has
 * three of them.
 */
#include "command/join_index.h"
#include "publish/part.h"
#include "render/csv.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#define FIELDS 3
#define PARTS_MAX 7

/* Reads a field by RFC 4180, at the end of which stands a comma or a line end. */
static char *
read_field(const char **at)
{
	GString *field = g_string_new(NULL);
	bool quoted = **at == '"';

	if (quoted)
		(*at)++;
	while (quoted ? **at != '"' || (*at)[1] == '"' : **at != ',' && **at != '\r') {
		if (**at == '\0' || (!quoted && strchr("\"\n", **at) != NULL))
			abort();
		if (**at == '"')
			(*at)++;
		g_string_append_c(field, *(*at)++);
	}
	if (quoted)
		(*at)++;
	return g_string_free(field, false);
}

/* Takes the apostrophe away that keeps a spreadsheet from calculating. */
static void
check_field(const char *read, const char *written)
{
	if (*read != '\0' && strchr("=+-@\t\r", *read) != NULL)
		abort();
	if (strcmp(*read == '\'' ? read + 1 : read, written) != 0)
		abort();
}

static const char *
check_row(const char *at, const char *const *fields)
{
	for (int i = 0; i < FIELDS; i++) {
		g_autofree char *read = read_field(&at);

		check_field(read, fields[i]);
		if (i + 1 < FIELDS && *at++ != ',')
			abort();
	}
	if (!g_str_has_prefix(at, "\r\n"))
		abort();
	return at + strlen("\r\n");
}

static void
unref(gpointer bytes)
{
	g_bytes_unref(bytes);
}

static void
append_rows(GString *csv, char **fields, struct part part, unsigned rows)
{
	static const char *const headings[] = { "ファイル", "名称", "SHA-256" };

	csv_append_row(csv, headings, G_N_ELEMENTS(headings));
	for (unsigned nth = 0; nth < part_count(part, rows); nth++)
		csv_append_row(csv, (const char *const *)fields + FIELDS * part_index(part, nth),
		               FIELDS);
}

static void
check_parts(const GString *whole, char **fields, unsigned of, unsigned rows)
{
	g_autoptr(GPtrArray) texts = g_ptr_array_new_with_free_func(unref);
	g_autoptr(GString) joined = g_string_new(NULL);

	for (unsigned number = 1; number <= of; number++) {
		g_autoptr(GString) text = g_string_new(NULL);

		append_rows(text, fields, (struct part){ number, of }, rows);
		g_ptr_array_add(texts, g_bytes_new(text->str, text->len));
	}
	if (!join_index(texts, joined) || !g_string_equal(joined, whole))
		abort();
}

/* What a hostile part says: refused or joined, within its bytes. */
static void
join_anything(const guint8 *data, gsize size)
{
	g_autoptr(GPtrArray) texts = g_ptr_array_new_with_free_func(unref);
	g_autoptr(GString) joined = g_string_new(NULL);

	g_ptr_array_add(texts, g_bytes_new(data, size / 2));
	g_ptr_array_add(texts, g_bytes_new(data + size / 2, size - size / 2));
	if (join_index(texts, joined) && joined->len > size)
		abort();
}

int LLVMFuzzerTestOneInput(const guint8 *data, gsize size);

int
LLVMFuzzerTestOneInput(const guint8 *data, gsize size)
{
	g_autoptr(GPtrArray) fields = g_ptr_array_new_with_free_func(g_free);
	g_autoptr(GString) csv = g_string_new(NULL);
	const char *at;
	unsigned rows;

	if (size == 0)
		return 0;
	join_anything(data, size);
	for (gsize start = 1; start < size; start += strlen(fields->pdata[fields->len - 1]) + 1)
		g_ptr_array_add(fields, g_strndup((const char *)data + start, size - start));
	rows = fields->len / FIELDS;
	append_rows(csv, (char **)fields->pdata, (struct part){ 0 }, rows);
	at = strstr(csv->str, "\r\n") + strlen("\r\n");
	for (unsigned row = 0; row < rows; row++)
		at = check_row(at, (const char *const *)fields->pdata + FIELDS * row);
	if (*at != '\0')
		abort();
	check_parts(csv, (char **)fields->pdata, 1 + data[0] % PARTS_MAX, rows);
	return 0;
}
