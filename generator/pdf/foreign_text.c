/* Text strings of foreign PDFs: strictly, so that nothing is lost or becomes another character
 * without a word. */
#include "pdf/foreign.h"

#include <stdbool.h>
#include <string.h>

/* Of PDFDocEncoding (PDF 32000-1, D.2) what is not Latin-1; 0: no character. */
static gunichar
character_of_byte(guint8 byte)
{
	static const guint16 accents[] = { 0x02D8, 0x02C7, 0x02C6, 0x02D9,
		                           0x02DD, 0x02DB, 0x02DA, 0x02DC };
	static const guint16 signs[] = {
		0x2022, 0x2020, 0x2021, 0x2026, 0x2014, 0x2013, 0x0192, 0x2044, 0x2039,
		0x203A, 0x2212, 0x2030, 0x201E, 0x201C, 0x201D, 0x2018, 0x2019, 0x201A,
		0x2122, 0xFB01, 0xFB02, 0x0141, 0x0152, 0x0160, 0x0178, 0x017D, 0x0131,
		0x0142, 0x0153, 0x0161, 0x017E, 0,      0x20AC,
	};

	if (byte < 0x18)
		return strchr("\t\n\r", byte) != NULL ? byte : 0;
	if (byte < 0x20)
		return accents[byte - 0x18];
	if (byte >= 0x80 && byte <= 0xA0)
		return signs[byte - 0x80];
	return byte == 0x7F || byte == 0xAD ? 0 : byte;
}

static char *
of_document_encoding(const guint8 *bytes, gsize length)
{
	g_autoptr(GString) text = g_string_sized_new(length);

	for (gsize i = 0; i < length; i++) {
		gunichar character = character_of_byte(bytes[i]);

		if (character == 0)
			return NULL;
		g_string_append_unichar(text, character);
	}
	return g_string_free(g_steal_pointer(&text), false);
}

/* The highest byte first; half of a pair is no character. */
static char *
of_utf16(const guint8 *bytes, gsize length)
{
	g_autoptr(GString) text = g_string_sized_new(length);

	if (length % 2 != 0)
		return NULL;
	for (gsize i = 0; i < length; i += 2) {
		gunichar unit = (gunichar)(bytes[i] << 8 | bytes[i + 1]);
		gunichar low = i + 3 < length ? (gunichar)(bytes[i + 2] << 8 | bytes[i + 3]) : 0;

		if (unit == 0 || (unit >= 0xDC00 && unit < 0xE000))
			return NULL;
		if (unit >= 0xD800 && unit < 0xDC00) {
			if (low < 0xDC00 || low >= 0xE000)
				return NULL;
			unit = 0x10000 + ((unit - 0xD800) << 10) + (low - 0xDC00);
			i += 2;
		}
		g_string_append_unichar(text, unit);
	}
	return g_string_free(g_steal_pointer(&text), false);
}

char *
foreign_text(const void *bytes, gsize length)
{
	const guint8 *at = bytes;

	if (length >= 2 && at[0] == 0xFE && at[1] == 0xFF)
		return of_utf16(at + 2, length - 2);
	if (length >= 3 && memcmp(at, "\xEF\xBB\xBF", 3) == 0)
		return g_utf8_validate_len((const char *)at + 3, length - 3, NULL)
		               ? g_strndup((const char *)at + 3, length - 3)
		               : NULL;
	/* The other order of bytes is none that PDF knows; as PDFDocEncoding it would be "ÿþ". */
	if (length >= 2 && at[0] == 0xFF && at[1] == 0xFE)
		return NULL;
	return of_document_encoding(at, length);
}
