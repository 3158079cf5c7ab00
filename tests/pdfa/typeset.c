/* Sets letters in the vocabulary of templates/letters: typeset IN.xml OUT.pdf …
 * Each is embedded in itself as its data, unless it has no date. */
#include "base/refusal.h"
#include "page/block.h"
#include "page/layout.h"
#include "pdf/archive.h"
#include "pdf/font_cut.h"
#include "pdf/paint.h"

#include <stdio.h>

static GByteArray *
typeset(struct fonts *fonts, struct font_cut *cut, const char *xml, gsize length, GError **error)
{
	struct findings *findings = findings_new();
	AUTO(letter) letter = letter_read(xml, length, "letter", findings);

	findings_free(findings);
	if (letter == NULL) {
		refuse(error,
		       FAILURE("test-vocabulary", "語彙にありません。", "Not in the vocabulary."),
		       NULL);
		return NULL;
	}

	AUTO(document) document = layout(letter, fonts);
	struct paint_metadata metadata = { letter->title, "見本", letter->dated_on };
	struct archive_data data = { "letter.xml", "urn:ismapgen:1", "application#2fxml", xml,
		                     length };
	g_autoptr(GArray) told = g_array_new(false, false, sizeof(int));
	struct archive_info info = {
		.document = document, .cut = cut, .told = told, .data = &data
	};
	g_autoptr(GByteArray) pdf = NULL;

	font_cut_take(cut, document);
	pdf = paint(document, cut, &metadata, told, error);
	if (!date_is_set(letter->dated_on))
		info.data = NULL;
	if (pdf == NULL || !archive_finish(pdf, &info, error))
		return NULL;
	return g_steal_pointer(&pdf);
}

int
main(int count, char **arguments)
{
	g_autoptr(GError) error = NULL;
	AUTO(fonts) fonts = fonts_open("fonts", &error);
	AUTO(font_cut) cut = font_cut_new(fonts);

	for (int i = 1; error == NULL && i + 1 < count; i += 2) {
		g_autofree char *xml = NULL;
		g_autoptr(GByteArray) pdf = NULL;
		gsize length;

		if (g_file_get_contents(arguments[i], &xml, &length, &error) &&
		    (pdf = typeset(fonts, cut, xml, length, &error)) != NULL)
			g_file_set_contents(arguments[i + 1], (const char *)pdf->data, pdf->len,
			                    &error);
	}
	if (error != NULL)
		fprintf(stderr, "%s\n", error->message);
	return error == NULL ? 0 : 1;
}
