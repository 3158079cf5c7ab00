#include "registry/xml_text.h"

#include <string.h>

/* Of refused characters in one file. */
#define SHOWN 10

static const struct message message_utf16 = {
	"xml-utf-16",
	FINDING_ERROR,
	NULL,
	"UTF-16で保存されています。文字コードをUTF-8にして保存し直してください。",
	"This file is UTF-16. Save it as UTF-8.",
};
static const struct message message_nul = {
	"xml-nul",
	FINDING_ERROR,
	NULL,
	"NUL文字があります。テキストのファイルではないか、壊れています。",
	"There is a NUL byte: this is not a text file, or it is damaged.",
};
static const struct message message_shift_jis = {
	"xml-shift-jis",
	FINDING_ERROR,
	NULL,
	"Shift_JISで保存されているようです。文字コードをUTF-8にして保存し直してください。",
	"This file seems to be Shift_JIS. Save it as UTF-8.",
};
static const struct message message_not_utf8 = {
	"xml-not-utf-8",
	FINDING_ERROR,
	NULL,
	"UTF-8として読めない文字があります（バイト {0}）。文字コードをUTF-8にして保存し直してください。",
	"There are bytes that are not UTF-8 ({0}). Save the file as UTF-8.",
};
static const struct message message_encoding = {
	"xml-encoding",
	FINDING_ERROR,
	NULL,
	"XML宣言の encoding が \"{0}\" です。\"UTF-8\" と書き、UTF-8で保存してください。",
	"The XML declaration says encoding \"{0}\". Write \"UTF-8\" and save as UTF-8.",
};
static const struct message message_attributes = {
	"xml-attributes",
	FINDING_ERROR,
	NULL,
	"ひとつの要素に属性が{0}を超えて書かれています。",
	"An element has more than {0} attributes.",
};
static const struct message message_control = {
	"xml-character-control",
	FINDING_ERROR,
	NULL,
	"使えない制御文字 {0} があります。取り除いてください。",
	"There is a control character, {0}. Remove it.",
};
static const struct message message_direction = {
	"xml-character-direction",
	FINDING_ERROR,
	NULL,
	"文字の並ぶ向きを変える文字 {0} があります。取り除いてください。",
	"There is a character that turns the direction of text, {0}. Remove it.",
};
static const struct message message_invisible = {
	"xml-character-invisible",
	FINDING_ERROR,
	NULL,
	"目に見えない文字 {0} があります。取り除いてください。",
	"There is an invisible character, {0}. Remove it.",
};
static const struct message message_private = {
	"xml-character-private",
	FINDING_ERROR,
	NULL,
	"外字 {0} があります。他の環境では表示できないため、標準の文字か異体字セレクタ付きの文字に改めてください。",
	"There is a private-use character, {0}, which nobody else can show. Use a standard one.",
};
static const struct message message_replacement = {
	"xml-character-lost",
	FINDING_ERROR,
	NULL,
	"文字化けの跡 {0} があります。元の文字に直してください。",
	"There is {0}, the trace of a character that was lost. Write the right one.",
};
static const struct message message_noncharacter = {
	"xml-character-none",
	FINDING_ERROR,
	NULL,
	"文字ではない符号 {0} があります。取り除いてください。",
	"There is {0}, which is no character. Remove it.",
};

/* In order; U+200C, U+200D and the variation selectors belong to names. */
static const struct range {
	gunichar first, last;
	const struct message *message;
} refused[] = {
	{ 0x0000, 0x0008, &message_control },     { 0x000B, 0x000C, &message_control },
	{ 0x000E, 0x001F, &message_control },     { 0x007F, 0x009F, &message_control },
	{ 0x00AD, 0x00AD, &message_invisible },   { 0x061C, 0x061C, &message_direction },
	{ 0x180E, 0x180E, &message_invisible },   { 0x200B, 0x200B, &message_invisible },
	{ 0x200E, 0x200F, &message_direction },   { 0x2028, 0x2029, &message_invisible },
	{ 0x202A, 0x202E, &message_direction },   { 0x2060, 0x2065, &message_invisible },
	{ 0x2066, 0x2069, &message_direction },   { 0x206A, 0x206F, &message_invisible },
	{ 0xE000, 0xF8FF, &message_private },     { 0xFDD0, 0xFDEF, &message_noncharacter },
	{ 0xFEFF, 0xFEFF, &message_invisible },   { 0xFFF9, 0xFFFB, &message_invisible },
	{ 0xFFFC, 0xFFFD, &message_replacement }, { 0xFFFE, 0xFFFF, &message_noncharacter },
	{ 0xE0000, 0xE00FF, &message_invisible }, { 0xE01F0, 0xEFFFD, &message_invisible },
	{ 0xF0000, 0xFFFFD, &message_private },   { 0x100000, 0x10FFFD, &message_private },
};

static void
report(struct findings *findings, const struct message *message, const char *name, int line,
       const char *argument)
{
	findings_add(findings, message, (struct place){ .file = name, .line = line }, argument,
	             NULL);
}

static int
count_lines(const char *bytes, gsize length)
{
	int lines = 0;
	const char *end = bytes + length;

	while ((bytes = memchr(bytes, '\n', (gsize)(end - bytes))) != NULL) {
		lines++;
		bytes++;
	}
	return lines;
}

static const struct message *
find_refusal(gunichar character)
{
	if ((character & 0xFFFE) == 0xFFFE)
		return &message_noncharacter;
	for (gsize i = 0; i < G_N_ELEMENTS(refused); i++) {
		if (character < refused[i].first)
			return NULL;
		if (character <= refused[i].last)
			return refused[i].message;
	}
	return NULL;
}

#define TIMES_4(x) x, x, x, x
#define TIMES_16(x) TIMES_4(x), TIMES_4(x), TIMES_4(x), TIMES_4(x)

/*
 * Bytes that may begin a refused character: control characters but tab and
 * line ends, and C2, D8, E1, E2, EE and up. All others are passed over without
 * being decoded; looking at each byte by itself is what processors do fastest.
 */
static const gboolean
	suspects[256] = {
		TIMES_4(1),  TIMES_4(1),  1,           0,           0,           1,
		1,           0,           1,           1,           TIMES_16(1), /* 00 */
		TIMES_16(0), TIMES_16(0), TIMES_16(0), TIMES_16(0), TIMES_16(0), /* 20 */
		TIMES_4(0),  TIMES_4(0),  TIMES_4(0),  0,           0,           0,
		1,                                                  /* 70 */
		TIMES_16(0), TIMES_16(0), TIMES_16(0), TIMES_16(0), /* 80 */
		0,           0,           1,           0,           TIMES_4(0),  TIMES_4(0),
		TIMES_4(0), /* C0 */
		TIMES_4(0),  TIMES_4(0),  1,           0,           0,           0,
		TIMES_4(0), /* D0 */
		0,           1,           1,           0,           TIMES_4(0),  TIMES_4(0),
		0,           0,           1,           1,           TIMES_16(1), /* E0 */
	};

gboolean
xml_text_check_characters(const char *text, gsize length, int line, const char *name,
                          struct findings *findings)
{
	int count = 0;

	for (gsize i = 0; i < length && count < SHOWN; i++) {
		if (!suspects[(unsigned char)text[i]])
			continue;

		gunichar character = g_utf8_get_char(text + i);
		const struct message *message = find_refusal(character);

		if (message != NULL) {
			g_autofree char *code = g_strdup_printf("U+%04X", character);

			report(findings, message, name, line + count_lines(text, i), code);
			count++;
		}
	}
	return count == 0;
}

static gboolean
is_utf16(const char *bytes, gsize length)
{
	if (length < 2)
		return FALSE;
	return memcmp(bytes, "\xFF\xFE", 2) == 0 || memcmp(bytes, "\xFE\xFF", 2) == 0 ||
	       memcmp(bytes, "<\0", 2) == 0 || memcmp(bytes, "\0<", 2) == 0;
}

/* A first byte of Shift_JIS kanji or kana and a second one after it. */
static gboolean
is_shift_jis(const unsigned char *bytes, gsize length)
{
	if (length < 2)
		return FALSE;

	gboolean first =
		(bytes[0] >= 0x81 && bytes[0] <= 0x9F) || (bytes[0] >= 0xE0 && bytes[0] <= 0xFC);
	gboolean second = bytes[1] >= 0x40 && bytes[1] <= 0xFC && bytes[1] != 0x7F;

	return first && second;
}

static gboolean
check_utf8(const char *bytes, gsize length, const char *name, struct findings *findings)
{
	const char *bad;

	if (is_utf16(bytes, length)) {
		report(findings, &message_utf16, name, 1, NULL);
		return FALSE;
	}
	bad = memchr(bytes, '\0', length);
	if (bad != NULL) {
		report(findings, &message_nul, name, 1 + count_lines(bytes, (gsize)(bad - bytes)),
		       NULL);
		return FALSE;
	}
	if (g_utf8_validate_len(bytes, length, &bad))
		return TRUE;

	int line = 1 + count_lines(bytes, (gsize)(bad - bytes));

	if (is_shift_jis((const unsigned char *)bad, length - (gsize)(bad - bytes))) {
		report(findings, &message_shift_jis, name, line, NULL);
	} else {
		g_autofree char *byte = g_strdup_printf("0x%02X", (unsigned char)*bad);

		report(findings, &message_not_utf8, name, line, byte);
	}
	return FALSE;
}

/* We decide the encoding, not the file: a label that says otherwise would
 * make the parser read the same bytes as other text. */
static gboolean
check_declaration(const char *bytes, gsize length, const char *name, struct findings *findings)
{
	static const char start[] = "<?xml";

	if (length < sizeof(start) || strncmp(bytes, start, sizeof(start) - 1) != 0)
		return TRUE;

	const char *end = g_strstr_len(bytes, (gssize)length, "?>");
	g_autofree char *declaration =
		g_strndup(bytes, end == NULL ? length : (gsize)(end - bytes));
	const char *label = strstr(declaration, "encoding");

	if (label == NULL)
		return TRUE;
	label += strlen("encoding");
	label += strspn(label, " \t\r\n=");
	if (*label != '"' && *label != '\'')
		return TRUE;
	label++;

	g_autofree char *value = g_strndup(label, strcspn(label, "\"'?> \r\n"));

	if (g_ascii_strcasecmp(value, "UTF-8") == 0)
		return TRUE;
	report(findings, &message_encoding, name, 1, value);
	return FALSE;
}

/* Behind the end of a comment, CDATA section or instruction that starts at
 * `at`; NULL where it is none, `end` where it is not closed. */
static const char *
skip_section(const char *at, const char *end)
{
	static const struct {
		const char *start, *close;
	} sections[] = {
		{ "<!--", "-->" },
		{ "<![CDATA[", "]]>" },
		{ "<?", "?>" },
	};

	if (at + 1 == end || (at[1] != '!' && at[1] != '?'))
		return NULL;
	for (gsize i = 0; i < G_N_ELEMENTS(sections); i++) {
		gsize start = strlen(sections[i].start);

		if ((gsize)(end - at) < start || strncmp(at, sections[i].start, start) != 0)
			continue;

		const char *close =
			g_strstr_len(at + start, end - at - (gssize)start, sections[i].close);

		return close == NULL ? end : close + strlen(sections[i].close);
	}
	return NULL;
}

/* Counts the equals signs outside quotes of the tag at `at`; behind its end.
 * A "<" ends it even in quotes, as it does for the parser: a quote that is
 * never closed must not hide the tags behind it. */
static const char *
skip_tag(const char *at, const char *end, int *attributes)
{
	char quote = '\0';

	*attributes = 0;
	for (at++; at < end && *at != '<'; at++) {
		if (quote != '\0') {
			if (*at == quote)
				quote = '\0';
		} else if (*at == '"' || *at == '\'') {
			quote = *at;
		} else if (*at == '=') {
			++*attributes;
		} else if (*at == '>') {
			break;
		}
	}
	return at;
}

static gboolean
check_attributes(const char *bytes, gsize length, const char *name, struct findings *findings)
{
	const char *at = bytes, *end = bytes + length;

	while (at < end && (at = memchr(at, '<', (gsize)(end - at))) != NULL) {
		const char *behind = skip_section(at, end);

		if (at + 1 < end && at[1] == '/') {
			behind = at + 2;
		} else if (behind == NULL) {
			int attributes;

			behind = skip_tag(at, end, &attributes);
			if (attributes > XML_ATTRIBUTE_LIMIT) {
				g_autofree char *limit = g_strdup_printf("%d", XML_ATTRIBUTE_LIMIT);

				report(findings, &message_attributes, name,
				       1 + count_lines(bytes, (gsize)(at - bytes)), limit);
				return FALSE;
			}
		}
		at = behind;
	}
	return TRUE;
}

gboolean
xml_text_accept(const char **bytes, gsize *length, const char *name, struct findings *findings)
{
	if (!check_utf8(*bytes, *length, name, findings))
		return FALSE;
	if (*length >= 3 && memcmp(*bytes, "\xEF\xBB\xBF", 3) == 0) {
		*bytes += 3;
		*length -= 3;
	}
	return check_declaration(*bytes, *length, name, findings) &&
	       check_attributes(*bytes, *length, name, findings);
}

const char *
xml_text_of_attribute(struct arena *arena, const char *value, gsize length)
{
	static const char reference[] = "&#38;";
	const char *end = value + length, *from = value, *at;

	if (memchr(value, '&', length) == NULL)
		return arena_text(arena, value, length);

	g_autoptr(GString) text = g_string_new(NULL);

	while ((at = g_strstr_len(from, end - from, reference)) != NULL) {
		g_string_append_len(text, from, at - from + 1);
		from = at + strlen(reference);
	}
	g_string_append_len(text, from, end - from);
	return arena_text(arena, text->str, text->len);
}
