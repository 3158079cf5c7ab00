/*
 * Any bytes as the blocks of a letter: read with findings or laid out, on pages
 * of which none runs over its edge. Starts in the top folder, for the fonts.
 */
#include "page/layout.h"

#include <stdlib.h>

#define NAME "letter.xml"

static struct fonts *fonts;

static void
find_missing(const char *text, enum face face, void *data)
{
	bool *missing = data;
	gsize length;

	if (fonts_find_missing(fonts, face, text, &length) >= 0)
		*missing = true;
}

int LLVMFuzzerInitialize(int *count, char ***arguments);
int LLVMFuzzerTestOneInput(const guint8 *data, gsize size);

int
LLVMFuzzerInitialize(int *count, char ***arguments)
{
	(void)count, (void)arguments;
	fonts = fonts_open("fonts", NULL);
	if (fonts == NULL)
		abort();
	return 0;
}

int
LLVMFuzzerTestOneInput(const guint8 *data, gsize size)
{
	AUTO(findings) findings = findings_new();
	g_autofree char *bytes = g_memdup2(data, size);
	AUTO(letter) letter = letter_read(bytes, size, NAME, findings);
	bool missing = false;

	if ((letter == NULL) != (findings_count(findings, FINDING_ERROR) > 0))
		abort();
	if (letter == NULL)
		return 0;
	letter_visit_texts(letter, find_missing, &missing);
	if (missing)
		return 0;

	AUTO(document) document = layout(letter, fonts);

	if (document == NULL)
		abort();
	return 0;
}
