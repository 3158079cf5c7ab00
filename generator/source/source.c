/* A file is read guardedly: what it is, how large, in which encoding. */
#define _GNU_SOURCE /* memmem() */
#include "source/source.h"

#include "base/folder.h"
#include "base/refusal.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* Of refused characters in one file. */
#define SHOWN 10

/* Lost characters of a file that is garbled as a whole. */
#define GARBLED 3

MESSAGE(message_open, "file-open", ERROR, NULL, "ファイルを読めません（{0}）。",
        "The file cannot be read: {1}.");
MESSAGE(message_symbolic_link, "file-symbolic-link", ERROR, NULL,
        "シンボリックリンクは読みません。ファイルそのものを置いてください。",
        "Symbolic links are not followed. Put the file itself here.");
MESSAGE(message_not_a_file, "file-not-regular", ERROR, NULL, "通常のファイルではありません。",
        "This is not a regular file.");
MESSAGE(message_changed, "file-changed", ERROR, NULL,
        "読んでいる間にファイルが書き換えられました。書き終わってから実行し直してください。",
        "The file was changed while it was read. Run again when it is complete.");

MESSAGE(message_size, "file-size", ERROR, NULL, "ファイルが大きすぎます（{0} KiBまで）。",
        "The file is too large (the limit is {0} KiB).");
MESSAGE(message_utf16, "file-utf-16", ERROR, NULL,
        "UTF-16で保存されています。文字コードをUTF-8にして保存し直してください。",
        "This file is UTF-16. Save it as UTF-8.");
MESSAGE(message_nul, "file-nul", ERROR, NULL,
        "NUL文字があります。テキストのファイルではないか、壊れています。",
        "There is a NUL byte: this is not a text file, or it is damaged.");
MESSAGE(message_kind, "file-kind", ERROR, NULL,
        "{0}のファイルです。名前を変えても、中身はXMLやテキストになりません。元のソフトで開き、内容を書き写してください。",
        "This is a file of {1}; another name does not make it XML or text. Open it there and copy what it says.");
MESSAGE(message_conflict, "file-conflict", ERROR, NULL,
        "版管理（git）で2つの版が食い違った印（<<<<<<<、=======、>>>>>>>）が残っています。どちらかの版を残し、印の行を取り除いてください。",
        "There are marks (<<<<<<<, =======, >>>>>>>) of two versions that git could not merge. Keep one, and remove the marks.");
MESSAGE(message_shift_jis, "file-shift-jis", ERROR, NULL,
        "Shift_JISで保存されているようです。文字コードをUTF-8にして保存し直してください。",
        "This file seems to be Shift_JIS. Save it as UTF-8.");
MESSAGE(message_not_utf8, "file-not-utf-8", ERROR, NULL,
        "UTF-8として読めない文字があります（バイト {0}）。文字コードをUTF-8にして保存し直してください。",
        "There are bytes that are not UTF-8 ({0}). Save the file as UTF-8.");
MESSAGE(message_garbled, "file-garbled", ERROR, NULL,
        "文字化けしています（失われた文字が{0}か所）。別の文字コードのファイルとして開き、保存されたようです。版管理などから、前のファイルに戻してください。",
        "The text is garbled: {0} characters are lost. It seems to have been opened in another encoding and saved; bring the former file back, as from git.");
MESSAGE(message_control, "file-character-control", ERROR, NULL,
        "使えない制御文字 {0} があります。取り除いてください。",
        "There is a control character, {0}. Remove it.");
MESSAGE(message_direction, "file-character-direction", ERROR, NULL,
        "文字の並ぶ向きを変える文字 {0} があります。取り除いてください。",
        "There is a character that turns the direction of text, {0}. Remove it.");
MESSAGE(message_invisible, "file-character-invisible", ERROR, NULL,
        "目に見えない文字 {0} があります。取り除いてください。",
        "There is an invisible character, {0}. Remove it.");
MESSAGE(message_private, "file-character-private", ERROR, NULL,
        "外字 {0} があります。他の環境では表示できないため、標準の文字か異体字セレクタ付きの文字に改めてください。",
        "There is a private-use character, {0}, which nobody else can show. Use a standard one.");
MESSAGE(message_replacement, "file-character-lost", ERROR, NULL,
        "文字化けの跡 {0} があります。元の文字に直してください。",
        "There is {0}, the trace of a character that was lost. Write the right one.");
MESSAGE(message_noncharacter, "file-character-none", ERROR, NULL,
        "文字ではない符号 {0} があります。取り除いてください。",
        "There is {0}, which is no character. Remove it.");

/* Characters that are shown at each side of one that is refused. */
#define NEIGHBOURS 8

/* In order; U+200C, U+200D and the variation selectors belong to names. */
static const struct range {
	gunichar first, last;
	const struct message *message;
} refused[] = {
	{ 0x0000, 0x0008, &message_control },     { 0x000B, 0x000C, &message_control },
	{ 0x000E, 0x001F, &message_control },     { 0x007F, 0x009F, &message_control },
	{ 0x00AD, 0x00AD, &message_invisible },   { 0x061C, 0x061C, &message_direction },
	{ 0x115F, 0x1160, &message_invisible }, /* fillers of Hangul */
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
	findings_add(findings, message, place_in_file(name, line, NULL), argument, NULL);
}

/* Whether the file is no longer what it was, or was not all there to read. */
static bool
has_changed(int descriptor, const struct stat *before, gsize length)
{
	struct stat now;

	if (fstat(descriptor, &now) != 0 || now.st_size != before->st_size ||
	    now.st_mtim.tv_sec != before->st_mtim.tv_sec ||
	    now.st_mtim.tv_nsec != before->st_mtim.tv_nsec)
		return true;
	return before->st_size <= SOURCE_SIZE_LIMIT && length != (gsize)before->st_size;
}

/* Why the file is not read: what errno says. */
static void
report_closed(struct place place, struct findings *findings)
{
	if (errno == ELOOP)
		findings_add(findings, &message_symbolic_link, place, NULL);
	else if (errno == EISDIR || errno == EINVAL)
		findings_add(findings, &message_not_a_file, place, NULL);
	else
		findings_add(findings, &message_open, place, refusal_reason(errno, LANGUAGE_JA),
		             refusal_reason(errno, LANGUAGE_EN), NULL);
}

/* Reads a file up to one byte over the limit: source_accept() refuses what is
 * longer. NULL after a finding. */
static char *
read_file(int descriptor, const struct stat *found, gsize *length, struct place place,
          struct findings *findings)
{
	gsize room = (gsize)MIN(found->st_size, SOURCE_SIZE_LIMIT) + 1;
	g_autofree char *bytes = g_malloc(room);

	*length = folder_read(descriptor, bytes, room);
	if (errno != 0) {
		findings_add(findings, &message_open, place, refusal_reason(errno, LANGUAGE_JA),
		             refusal_reason(errno, LANGUAGE_EN), NULL);
		return NULL;
	}
	if (has_changed(descriptor, found, *length)) {
		findings_add(findings, &message_changed, place, NULL);
		return NULL;
	}
	return g_steal_pointer(&bytes);
}

char *
source_read(const char *path, const char *name, gsize *length, struct findings *findings)
{
	struct place place = { .file = name };
	struct stat found;
	int descriptor = folder_open_file(path, O_NOFOLLOW, &found);
	char *bytes;

	if (descriptor < 0) {
		report_closed(place, findings);
		return NULL;
	}
	bytes = read_file(descriptor, &found, length, place, findings);
	close(descriptor);
	return bytes;
}

int
source_count_lines(const char *bytes, gsize length)
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
static const bool
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

const char *
source_skip_section(const char *at, const char *end)
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

const char *
source_skip_tag(const char *at, const char *end, int *attributes)
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

/* The elements that are open at a byte of the text, "service/application"; "": none. What stands
 * in a comment, a CDATA section or an instruction opens none. */
static char *
open_elements(const char *text, gsize at)
{
	GString *path = g_string_new(NULL);
	const char *end = text + at, *tag = text, *behind;
	int attributes;

	for (; (tag = memchr(tag, '<', (gsize)(end - tag))) != NULL; tag = behind) {
		const char *name = tag + 1, *of_name = name;

		behind = source_skip_section(tag, end);
		if (behind != NULL)
			continue;
		behind = source_skip_tag(tag, end, &attributes);
		while (of_name < behind && strchr(" \t\r\n/><", *of_name) == NULL)
			of_name++;
		if (name < end && *name == '/') {
			const char *slash = strrchr(path->str, '/');

			g_string_truncate(path, slash == NULL ? 0 : (gsize)(slash - path->str));
		} else if (name < end && g_ascii_isalpha(*name) &&
		           (behind == end || behind[-1] != '/')) {
			g_string_append_printf(path, "/%.*s", (int)(of_name - name), name);
		}
	}
	if (path->len > 0)
		g_string_erase(path, 0, 1);
	return g_string_free(path, false);
}

/* The line and column of a character of the text. */
static struct place
place_of(const char *text, gsize at, int line, const char *name)
{
	struct place place = { .file = name, .line = line + source_count_lines(text, at) };
	const char *start = text + at;

	while (start > text && start[-1] != '\n')
		start--;
	place.column = (int)g_utf8_strlen(start, text + at - start) + 1;
	return place;
}

/* "U+200B (計算▯保管)": the character with its neighbours. */
static char *
show_character(const char *text, gsize length, gsize at, gunichar character)
{
	const char *from = text + at, *after = g_utf8_next_char(from), *to = after;

	for (int i = 0; i < NEIGHBOURS && from > text && strchr("\n<>", from[-1]) == NULL; i++)
		from = g_utf8_prev_char(from);
	for (int i = 0; i < NEIGHBOURS && to < text + length && strchr("\r\n<>", *to) == NULL; i++)
		to = g_utf8_next_char(to);
	return g_strdup_printf("U+%04X (%.*s▯%.*s)", character, (int)(text + at - from), from,
	                       (int)(to - after), after);
}

bool
source_check_characters(const char *text, gsize length, int line, const char *name,
                        struct findings *findings)
{
	int count = 0;

	for (gsize i = 0; i < length && count < SHOWN; i++) {
		if (!suspects[(unsigned char)text[i]])
			continue;

		gunichar character = g_utf8_get_char(text + i);
		const struct message *message = find_refusal(character);

		if (message != NULL) {
			g_autofree char *shown = show_character(text, length, i, character);
			g_autofree char *elements = open_elements(text, i);
			struct place place = place_of(text, i, line, name);

			if (elements[0] != '\0')
				place.field_ja = place.field_en = elements;
			findings_add(findings, message, place, shown, NULL);
			count++;
		}
	}
	return count == 0;
}

char *
source_drop_characters(const char *text, gsize *length)
{
	GString *kept = g_string_sized_new(*length);

	for (const char *at = text; at < text + *length; at = g_utf8_next_char(at))
		if (find_refusal(g_utf8_get_char(at)) == NULL)
			g_string_append_len(kept, at, g_utf8_next_char(at) - at);
	*length = kept->len;
	return g_string_free(kept, false);
}

static bool
is_utf16(const char *bytes, gsize length)
{
	if (length < 2)
		return false;
	return memcmp(bytes, "\xFF\xFE", 2) == 0 || memcmp(bytes, "\xFE\xFF", 2) == 0 ||
	       memcmp(bytes, "<\0", 2) == 0 || memcmp(bytes, "\0<", 2) == 0;
}

/* A first byte of Shift_JIS kanji or kana and a second one after it. */
static bool
is_shift_jis(const unsigned char *bytes, gsize length)
{
	if (length < 2)
		return false;

	bool first =
		(bytes[0] >= 0x81 && bytes[0] <= 0x9F) || (bytes[0] >= 0xE0 && bytes[0] <= 0xFC);
	bool second = bytes[1] >= 0x40 && bytes[1] <= 0xFC && bytes[1] != 0x7F;

	return first && second;
}

bool
source_is_of_other_kind(const char *bytes, gsize length, const char *name,
                        struct findings *findings)
{
	static const struct {
		const char *start, *ja, *en;
	} kinds[] = {
		{ "PK\3\4", "Word、Excel など（又はZIP）", "Word, Excel or the like, or a ZIP" },
		{ "\xD0\xCF\x11\xE0", "古い形式の Word、Excel など",
		  "Word or Excel of the old kind" },
		{ "%PDF-", "PDF", "PDF" },
		{ "{\\rtf", "リッチテキスト（RTF）", "rich text (RTF)" },
		{ "<!DOCTYPE html", "ウェブページ（HTML）", "a web page (HTML)" },
		{ "<html", "ウェブページ（HTML）", "a web page (HTML)" },
	};

	for (gsize i = 0; i < G_N_ELEMENTS(kinds); i++)
		if (length > strlen(kinds[i].start) &&
		    g_ascii_strncasecmp(bytes, kinds[i].start, strlen(kinds[i].start)) == 0) {
			findings_add(findings, &message_kind, (struct place){ .file = name },
			             kinds[i].ja, kinds[i].en, NULL);
			return true;
		}
	return false;
}

/* What git leaves where two versions differ. */
static bool
has_conflict(const char *bytes, gsize length, const char *name, struct findings *findings)
{
	const char *mark = memmem(bytes, length, "\n<<<<<<< ", 9);

	if (mark == NULL)
		mark = memmem(bytes, length, "\n>>>>>>> ", 9);
	if (mark != NULL)
		report(findings, &message_conflict, name,
		       2 + source_count_lines(bytes, (gsize)(mark - bytes)), NULL);
	return mark != NULL;
}

/* One character may be lost by itself; many are a file that was read in another encoding. */
static bool
is_garbled(const char *bytes, gsize length, const char *name, struct findings *findings)
{
	static const char lost[] = "\xEF\xBF\xBD";
	const char *end = bytes + length, *first = memmem(bytes, length, lost, strlen(lost));
	unsigned count = 0;

	for (const char *at = first; at != NULL;
	     at = memmem(at, (gsize)(end - at), lost, strlen(lost))) {
		at += strlen(lost);
		count++;
	}
	if (count < GARBLED)
		return false;
	g_autofree char *shown = g_strdup_printf("%u", count);
	report(findings, &message_garbled, name,
	       1 + source_count_lines(bytes, (gsize)(first - bytes)), shown);
	return true;
}

static bool
check_utf8(const char *bytes, gsize length, const char *name, struct findings *findings)
{
	const char *bad;

	if (source_is_of_other_kind(bytes, length, name, findings))
		return false;

	if (is_utf16(bytes, length)) {
		report(findings, &message_utf16, name, 1, NULL);
		return false;
	}
	bad = memchr(bytes, '\0', length);
	if (bad != NULL) {
		report(findings, &message_nul, name,
		       1 + source_count_lines(bytes, (gsize)(bad - bytes)), NULL);
		return false;
	}
	if (g_utf8_validate_len(bytes, length, &bad))
		return !is_garbled(bytes, length, name, findings);

	int line = 1 + source_count_lines(bytes, (gsize)(bad - bytes));

	if (is_shift_jis((const unsigned char *)bad, length - (gsize)(bad - bytes))) {
		report(findings, &message_shift_jis, name, line, NULL);
	} else {
		g_autofree char *byte = g_strdup_printf("0x%02X", (unsigned char)*bad);

		report(findings, &message_not_utf8, name, line, byte);
	}
	return false;
}

bool
source_accept(const char **bytes, gsize *length, gsize limit, const char *name,
              struct findings *findings)
{
	if (*length > limit) {
		g_autofree char *shown = g_strdup_printf("%" G_GSIZE_FORMAT, limit / 1024);

		report(findings, &message_size, name, 0, shown);
		return false;
	}
	if (!check_utf8(*bytes, *length, name, findings) ||
	    has_conflict(*bytes, *length, name, findings))
		return false;
	if (*length >= 3 && memcmp(*bytes, "\xEF\xBB\xBF", 3) == 0) {
		*bytes += 3;
		*length -= 3;
	}
	return true;
}
