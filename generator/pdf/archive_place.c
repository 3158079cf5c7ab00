/* The signature of a finished file is found by its bytes alone. */
#define _GNU_SOURCE /* memrchr() */
#include "pdf/archive_part.h"

#include <string.h>

/* A dictionary's entry is looked for so far around the range. */
#define DICTIONARY_BYTES 1024

/* Bytes that are read. */
struct rest {
	const char *at, *end;
};

const char *
archive_find_last(const char *bytes, gsize length, const char *word)
{
	gsize extent = strlen(word);
	const char *at = length < extent ? NULL : memrchr(bytes, *word, length - extent + 1);

	while (at != NULL && memcmp(at, word, extent) != 0)
		at = memrchr(bytes, *word, (gsize)(at - bytes));
	return at;
}

static void
skip_blanks(struct rest *text)
{
	while (text->at < text->end && g_ascii_isspace(*text->at))
		text->at++;
}

static bool
read_byte(struct rest *text, char byte)
{
	skip_blanks(text);
	if (text->at >= text->end || *text->at != byte)
		return false;
	text->at++;
	return true;
}

static bool
read_length(struct rest *text, gsize *length)
{
	skip_blanks(text);
	const char *first = text->at;
	for (*length = 0; text->at < text->end && g_ascii_isdigit(*text->at); text->at++) {
		if (*length > G_MAXSIZE / 100)
			return false;
		*length = *length * 10 + (gsize)(*text->at - '0');
	}
	return text->at > first;
}

/* The time in "D:20261124000000+09'00"; 0 where it is none. */
static gint64
read_date(const char *date)
{
	g_autofree char *iso = NULL;
	gsize digits = strspn(date, "0123456789");

	if (digits != strlen("YYYYMMDDHHMMSS"))
		return 0;
	if (date[digits] == '+' || date[digits] == '-')
		iso = g_strdup_printf("%.8sT%.6s%.3s:%.2s", date, date + 8, date + digits,
		                      strlen(date) >= 20 ? date + digits + 4 : "00");
	else
		iso = g_strdup_printf("%.8sT%.6sZ", date, date + 8);
	g_autoptr(GDateTime) time = g_date_time_new_from_iso8601(iso, NULL);
	return time == NULL ? 0 : g_date_time_to_unix(time);
}

/* The time in the bytes of a dictionary. */
static gint64
find_date(const char *from, const char *to)
{
	g_autofree char *part = g_strndup(from, (gsize)(to - from));

	for (const char *at = part; (at = strstr(at, "/M")) != NULL; at++) {
		const char *value = at + 2 + strspn(at + 2, " \t\r\n");

		if (g_str_has_prefix(value, "(D:"))
			return read_date(value + strlen("(D:"));
	}
	return 0;
}

/* The date stands before the signature, or after it. */
static gint64
told_time(const char *bytes, const char *range, const struct archive_place *place)
{
	gsize before = MIN((gsize)(range - bytes), DICTIONARY_BYTES);
	const char *start = archive_find_last(range - before, before, " obj");
	const char *hole = bytes + place->start;
	const char *after = bytes + place->end;
	gsize rest = MIN(place->covered - place->end, DICTIONARY_BYTES);
	const char *stop = g_strstr_len(after, (gssize)rest, "endobj");
	gint64 time = 0;

	if (start != NULL && hole > start)
		time = find_date(start, hole);
	return time != 0 || stop == NULL ? time : find_date(after, stop);
}

bool
archive_find_signature(const void *pdf, gsize length, struct archive_place *place)
{
	static const char word[] = "/ByteRange";
	const char *bytes = pdf;
	const char *range = archive_find_last(bytes, length, word);
	struct rest text = { NULL, bytes + length };
	gsize first, rest;

	if (range == NULL)
		return false;
	text.at = range + sizeof(word) - 1;
	if (!read_byte(&text, '[') || !read_length(&text, &first) || first != 0 ||
	    !read_length(&text, &place->start) || !read_length(&text, &place->end) ||
	    !read_length(&text, &rest) || !read_byte(&text, ']'))
		return false;
	if (place->end > length || place->start + 2 > place->end || rest > length - place->end ||
	    bytes[place->start] != '<' || bytes[place->end - 1] != '>')
		return false;
	place->covered = place->end + rest;
	place->time = told_time(bytes, range, place);
	return true;
}

GByteArray *
archive_signature_at(const void *pdf, const struct archive_place *place)
{
	const char *digits = (const char *)pdf + place->start + 1;
	gsize length = place->end - place->start - 2;
	g_autoptr(GByteArray) signature = g_byte_array_sized_new((guint)(length / 2));

	if (length % 2 != 0)
		return NULL;
	for (gsize i = 0; i < length; i += 2) {
		int high = g_ascii_xdigit_value(digits[i]);
		int low = g_ascii_xdigit_value(digits[i + 1]);

		if (high < 0 || low < 0)
			return NULL;
		guint8 byte = (guint8)(high * 16 + low);
		g_byte_array_append(signature, &byte, 1);
	}
	return g_steal_pointer(&signature);
}
