/*
 * Any bytes as a signed PDF: what is told of its signature lies within them.
 */
#include "pdf/archive_signature.h"

#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const guint8 *data, gsize size);

int
LLVMFuzzerTestOneInput(const guint8 *data, gsize size)
{
	/* Of its own, so that a byte too far is seen. */
	g_autofree guint8 *pdf = g_memdup2(data, size);
	g_autoptr(GByteArray) signature = NULL;
	struct archive_place place;

	if (pdf == NULL)
		return 0;
	if (!archive_find_signature(pdf, size, &place))
		return 0;
	if (place.start + 2 > place.end || place.end > size || place.covered < place.end ||
	    place.covered > size || pdf[place.start] != '<' || pdf[place.end - 1] != '>')
		abort();
	signature = archive_signature_at(pdf, &place);
	if (signature != NULL && signature->len * 2 != place.end - place.start - 2)
		abort();
	return 0;
}
