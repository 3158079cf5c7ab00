/* Any bytes as a PDF of somebody's: what is found of data and of a form, and as a text in it. */
#include "pdf/foreign_part.h"

int LLVMFuzzerTestOneInput(const guint8 *data, gsize size);

int
LLVMFuzzerTestOneInput(const guint8 *data, gsize size)
{
	g_autoptr(GByteArray) found = g_byte_array_new();
	g_autofree char *text = foreign_text(data, size);

	g_assert(text == NULL || g_utf8_validate(text, -1, NULL));
	foreign_find((const char *)data, size, FOREIGN_WANT_DATA, found);
	foreign_find((const char *)data, size, FOREIGN_WANT_FORM, found);
	return 0;
}
