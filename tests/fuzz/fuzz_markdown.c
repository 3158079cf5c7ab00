/*
 * Any text as prose: no crash, no marker left, no HTML but ours, and blocks that a
 * letter can hold.
 */
#include "page/block.h"
#include "render/emphasis.h"
#include "render/markdown.h"
#include "source/source.h"

#include <stdlib.h>
#include <string.h>

static void
assert_safe(const char *html)
{
	static const char *const refused[] = {
		EMPHASIS_MARKER, "<script", "<!--", "href=\"javascript:", "src=\"data:",
	};

	for (gsize i = 0; i < G_N_ELEMENTS(refused); i++)
		if (strstr(html, refused[i]) != NULL)
			abort();
}

int LLVMFuzzerTestOneInput(const guint8 *data, gsize size);

int
LLVMFuzzerTestOneInput(const guint8 *data, gsize size)
{
	static const struct place place = { .file = "a.md", .line = 1 };
	g_autofree char *markdown = g_strndup((const char *)data, size);
	AUTO(findings) findings = findings_new();
	g_autoptr(GString) out = g_string_new(NULL);
	g_autoptr(GString) xml = g_string_new("<letter xmlns=\"urn:ismapgen:1\">");
	AUTO(letter) letter = NULL;
	enum notation notation = (enum notation)(size % 3);
	bool done;

	if (!g_utf8_validate(markdown, -1, NULL))
		return 0;
	done = markdown_render(markdown, notation, 1, place, findings, out);
	if (done != (findings_count(findings, FINDING_ERROR) == 0))
		abort();
	assert_safe(out->str);
	/* A text with an error, or with characters that no source may hold, is set in no letter. */
	if (!done || !source_check_characters(markdown, strlen(markdown), 1, "a.md", findings))
		return 0;
	markdown_render_letter(markdown, notation, xml);
	g_string_append(xml, "</letter>");
	letter = letter_read(xml->str, xml->len, "letter", findings);
	if (letter == NULL)
		abort();
	return 0;
}
