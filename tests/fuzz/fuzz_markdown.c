/*
 * Any text as Markdown: no crash, no marker left, no HTML but ours.
 */
#include "render/emphasis.h"
#include "render/markdown.h"

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
	gboolean done;

	if (!g_utf8_validate(markdown, -1, NULL))
		return 0;
	done = markdown_render(markdown, 1, place, findings, out);
	if (done != (findings_count(findings, FINDING_ERROR) == 0))
		abort();
	assert_safe(out->str);
	return 0;
}
