#include "site/wordings.h"

static const char *const codes[LANGUAGES] = { [LANGUAGE_JA] = "ja", [LANGUAGE_EN] = "en" };

const char *
language_code(enum language language)
{
	return codes[language];
}

/* One word in all languages. Names live as long as the program: they are as
 * many as the file has. */
static gboolean
add_word(struct wordings *wordings, GKeyFile *file, const char *group, GError **error)
{
	struct template_name name = { .name = g_intern_string(group) };
	g_auto(GStrv) keys = g_key_file_get_keys(file, group, NULL, error);

	if (keys == NULL)
		return FALSE;
	if (g_strv_length(keys) != LANGUAGES) {
		g_set_error(error, G_KEY_FILE_ERROR, G_KEY_FILE_ERROR_INVALID_VALUE,
		            "[%s] has not one text for each language", group);
		return FALSE;
	}
	for (int language = 0; language < LANGUAGES; language++) {
		g_autofree char *text = g_key_file_get_string(file, group, codes[language], error);

		if (text == NULL)
			return FALSE;
		value_set_text(wordings->words[language], name.name, text);
	}
	g_array_append_val(wordings->names, name);
	return TRUE;
}

static struct wordings *
wordings_new(void)
{
	struct wordings *wordings = g_new0(struct wordings, 1);

	for (int language = 0; language < LANGUAGES; language++)
		wordings->words[language] = value_object();
	wordings->names = g_array_new(TRUE, TRUE, sizeof(struct template_name));
	return wordings;
}

struct wordings *
wordings_load(const char *templates_folder, GError **error)
{
	g_autofree char *path = g_build_filename(templates_folder, "words.ini", NULL);
	g_autoptr(GKeyFile) file = g_key_file_new();
	g_auto(GStrv) groups = NULL;
	AUTO(wordings) wordings = wordings_new();

	if (!g_key_file_load_from_file(file, path, G_KEY_FILE_NONE, error)) {
		g_prefix_error(error, "%s: ", path);
		return NULL;
	}
	groups = g_key_file_get_groups(file, NULL);
	for (char **group = groups; *group != NULL; group++) {
		if (!add_word(wordings, file, *group, error)) {
			g_prefix_error(error, "%s: ", path);
			return NULL;
		}
	}
	return g_steal_pointer(&wordings);
}

void
wordings_free(struct wordings *wordings)
{
	if (wordings == NULL)
		return;
	for (int language = 0; language < LANGUAGES; language++)
		value_free(wordings->words[language]);
	g_array_unref(wordings->names);
	g_free(wordings);
}
