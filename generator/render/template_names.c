/* The names that a template may use are found in their table, and written as one in Markdown. */
#include "render/template.h"

#include <string.h>

const struct template_name *
template_names_find(const struct template_name *names, const char *name)
{
	for (; names != NULL && names->name != NULL; names++)
		if (strcmp(names->name, name) == 0)
			return names;
	return NULL;
}

static void
render_rows(const struct template_name *names, const char *before, enum language language,
            GString *out)
{
	for (; names->name != NULL; names++) {
		g_autofree char *path = g_strconcat(before, names->name, NULL);

		g_string_append_printf(out, "| `%s` | %s |\n", path,
		                       language == LANGUAGE_JA ? names->ja : names->en);
		if (names->members == NULL)
			continue;
		g_autofree char *inside = g_strconcat(path, ".", NULL);
		render_rows(names->members, inside, language, out);
	}
}

void
template_names_render(const struct template_name *names, enum language language, GString *out)
{
	g_string_append(out, language == LANGUAGE_JA ? "| 名前 | 内容 |\n" : "| Name | Holds |\n");
	g_string_append(out, "| --- | --- |\n");
	render_rows(names, "", language, out);
}
