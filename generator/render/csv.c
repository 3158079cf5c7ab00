/* Fields of CSV are quoted as RFC 4180 has it, and made harmless for spreadsheets. */
#include "render/csv.h"

#include <stdbool.h>
#include <string.h>

static bool
needs_apostrophe(const char *text)
{
	static const char *const starters[] = {
		"=", "+", "-", "@", "\t", "\r", "'", "＝", "＋", "－", "＠",
	};

	for (gsize i = 0; i < G_N_ELEMENTS(starters); i++)
		if (g_str_has_prefix(text, starters[i]))
			return true;
	return false;
}

static void
append_field(GString *out, const char *text)
{
	/* A space at either end is quoted too: some readers trim bare fields. */
	gsize length = strlen(text);

	bool quoted = strpbrk(text, ",\"\r\n") != NULL ||
	              (length > 0 && (text[0] == ' ' || text[length - 1] == ' '));
	const char *quote;

	if (quoted)
		g_string_append_c(out, '"');
	if (needs_apostrophe(text))
		g_string_append_c(out, '\'');
	while ((quote = strchr(text, '"')) != NULL) {
		g_string_append_len(out, text, quote + 1 - text);
		g_string_append_c(out, '"');
		text = quote + 1;
	}
	g_string_append(out, text);
	if (quoted)
		g_string_append_c(out, '"');
}

void
csv_append_row(GString *out, const char *const *fields, gsize count)
{
	for (gsize i = 0; i < count; i++) {
		if (i > 0)
			g_string_append_c(out, ',');
		append_field(out, fields[i]);
	}
	g_string_append(out, "\r\n");
}
