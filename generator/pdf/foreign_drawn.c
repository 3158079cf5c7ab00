/* What pages draw, so that files of two versions of cairo can be compared. */
#include "pdf/foreign.h"

#include <stdbool.h>
#include <string.h>

/* One operator a line, behind its operands. */
static void
append_operators(GString *out, const char *content)
{
	g_auto(GStrv) words = g_strsplit_set(content, " \n\r\t", -1);
	gsize start = out->len;

	for (char **word = words; *word != NULL; word++) {
		bool is_operator = g_ascii_isalpha(**word);

		if (**word == '\0')
			continue;
		g_string_append_printf(out, "%s%c", **word == '/' ? "/" : *word,
		                       is_operator ? '\n' : ' ');
		if (!is_operator)
			continue;
		if (strcmp(*word, "BDC") == 0 || strcmp(*word, "BMC") == 0 ||
		    strcmp(*word, "EMC") == 0)
			g_string_truncate(out, start);
		start = out->len;
	}
	g_string_append(out, "page\n");
}

GString *
foreign_drawn(const char *bytes, gsize length)
{
	g_autoptr(GPtrArray) pages = foreign_read(bytes, length, "", FOREIGN_WANT_PAGES, NULL);
	GString *out = pages == NULL ? NULL : g_string_new(NULL);

	for (guint i = 0; pages != NULL && i < pages->len; i++)
		append_operators(out, ((const struct foreign_item *)pages->pdata[i])->value);
	return out;
}
