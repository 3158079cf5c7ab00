/* CSV is read as spreadsheets write it, in the encodings that they use in Japan. */
#include "source/spreadsheet.h"

#include "source/source.h"
#include "source/xlsx.h"

#include <string.h>

MESSAGE(message_encoding, "table-encoding", ERROR, NULL,
        "UTF-8としてもShift_JIS（CP932）としても読めないところ（NUL文字など）があります。「CSV UTF-8」で保存し直してください。",
        "Some of it (such as a NUL byte) is neither UTF-8 nor CP932. Save it again as CSV UTF-8.");
MESSAGE(message_quotes, "table-quotes", ERROR, NULL,
        "{0}行目から始まる引用符（\"）が閉じられていません。",
        "The quotes that open on row {0} are not closed.");
MESSAGE(message_large, "table-large", ERROR, NULL,
        "表が大きすぎます（{0}行、{1}列、64 MiBまで）。余分な行と列を取り除いてください。",
        "The table is too large: {0} rows, {1} columns and 64 MiB are the limit.");
MESSAGE(message_old, "table-old", ERROR, NULL,
        "古い形式（.xls）か、パスワードの付いたファイルです。パスワードを外し、.xlsx で保存し直してください。",
        "This is a file of the old kind (.xls), or has a password. Save it as .xlsx without one.");

/* The text in UTF-8; NULL where it is in no encoding that we know. */
static char *
decode(const char *bytes, gsize length)
{
	if (length >= 2 && (memcmp(bytes, "\xFF\xFE", 2) == 0 || memcmp(bytes, "\xFE\xFF", 2) == 0))
		return g_convert(bytes, (gssize)length, "UTF-8", "UTF-16", NULL, NULL, NULL);
	if (length >= 3 && memcmp(bytes, "\xEF\xBB\xBF", 3) == 0)
		bytes += 3, length -= 3;
	if (g_utf8_validate_len(bytes, length, NULL))
		return g_strndup(bytes, length);
	if (memchr(bytes, '\0', length) != NULL)
		return NULL;
	return g_convert(bytes, (gssize)length, "UTF-8", "CP932", NULL, NULL, NULL);
}

/* Steps over one field and what ends it. The field; NULL where its quotes are open. */
static char *
read_field(const char **at, char separator)
{
	GString *field = g_string_new(NULL);
	bool quoted = **at == '"';

	for (*at += quoted; **at != '\0'; ++*at) {
		if (quoted && (*at)[0] == '"' && (*at)[1] == '"')
			++*at;
		else if (quoted && **at == '"')
			quoted = false, ++*at;
		if (!quoted && (**at == separator || **at == '\r' || **at == '\n' || **at == '\0'))
			break;
		g_string_append_c(field, **at);
	}
	if (quoted) {
		g_string_free(field, true);
		return NULL;
	}
	/* What keeps spreadsheets from taking it for a formula (render/csv.h). */
	if (field->str[0] == '\'')
		g_string_erase(field, 0, 1);
	return g_string_free(field, false);
}

static struct sheet *
read_csv(const char *text, const char *name, struct findings *findings)
{
	g_autofree char *first = g_strndup(text, strcspn(text, "\r\n"));
	const char *sign = strpbrk(first, ",") == NULL ? strpbrk(first, "\t;") : NULL;
	char separator = *(sign != NULL ? sign : ",");
	struct place place = { .file = name };
	AUTO(sheet) table = sheet_new();
	guint row = 0, column = 0;

	for (const char *at = text; *at != '\0';) {
		char *field = read_field(&at, separator);

		if (field == NULL) {
			place.line = (int)row + 1;
			findings_add(findings, &message_quotes, place, NUMBER(row + 1), NULL);
			return NULL;
		}
		if (!sheet_put(table, row, column, field)) {
			findings_add(findings, &message_large, place, G_STRINGIFY(SHEET_ROWS),
			             G_STRINGIFY(SHEET_COLUMNS), NULL);
			return NULL;
		}
		column++;
		if (*at == separator) {
			at++;
		} else if (*at != '\0') {
			at += at[0] == '\r' && at[1] == '\n' ? 2 : 1;
			row++;
			column = 0;
		}
	}
	return g_steal_pointer(&table);
}

struct sheet *
spreadsheet_read(const char *bytes, gsize length, const char *name, struct findings *findings)
{
	const struct place place = { .file = name };

	if (length > SHEET_SIZE_LIMIT) {
		findings_add(findings, &message_large, place, G_STRINGIFY(SHEET_ROWS),
		             G_STRINGIFY(SHEET_COLUMNS), NULL);
		return NULL;
	}
	if (length >= 8 && memcmp(bytes, "\xD0\xCF\x11\xE0", 4) == 0) {
		findings_add(findings, &message_old, place, NULL);
		return NULL;
	}
	if (length >= 4 && memcmp(bytes, "PK\3\4", 4) == 0)
		return xlsx_read(bytes, length, name, findings);
	if (source_is_of_other_kind(bytes, length, name, findings))
		return NULL;
	g_autofree char *text = decode(bytes, length);
	if (text == NULL) {
		findings_add(findings, &message_encoding, place, NULL);
		return NULL;
	}
	return read_csv(text, name, findings);
}
