/* Numbers are written digit by digit, since formats are slow where there are many. */
#include "base/decimal.h"

#include <string.h>

char *
decimal_put(char *at, guint32 number, guint width)
{
	char digits[DECIMAL_ROOM];
	char *first = digits + DECIMAL_ROOM;

	g_assert(width <= DECIMAL_ROOM);
	do
		*--first = (char)('0' + number % 10);
	while ((number /= 10) > 0 || first > digits + DECIMAL_ROOM - width);
	gsize length = (gsize)(digits + DECIMAL_ROOM - first);
	memcpy(at, first, length);
	return at + length;
}

struct decimal_text
decimal_text(gint64 number)
{
	struct decimal_text text;

	g_snprintf(text.text, sizeof(text.text), "%" G_GINT64_FORMAT, number);
	return text;
}

void
decimal_append(GString *text, guint32 number)
{
	char digits[DECIMAL_ROOM];

	g_string_append_len(text, digits, decimal_put(digits, number, 1) - digits);
}
