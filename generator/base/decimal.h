/* Numbers as decimal digits where very many are printed: printf() takes ten
 * times as long, and of the list every page has dates and each QR code has
 * thousands of numbers. */
#pragma once

#include <glib.h>

/* Digits that any number has room in. */
#define DECIMAL_ROOM 10

/* Writes `number` at `at` with at least `width` digits, up to DECIMAL_ROOM, and
 * no NUL; returns what is behind the last digit. */
char *decimal_put(char *at, guint32 number, guint width);

void decimal_append(GString *text, guint32 number);

/* A number for a message; it lasts as long as the expression that it stands in. */
struct decimal_text {
	char text[24];
};
struct decimal_text decimal_text(gint64 number);
#define NUMBER(number) (decimal_text((gint64)(number)).text)
