/* The words of words.ini are read for each language. */
#include "site/wordings.h"

#include "base/folder.h"
#include "base/refusal.h"

static const char *const codes[LANGUAGES] = { [LANGUAGE_JA] = "ja", [LANGUAGE_EN] = "en" };

const char *
language_code(enum language language)
{
	return codes[language];
}

/* One word in all languages. Names live as long as the program: they are as
 * many as the file has. */
static bool
add_word(struct wordings *wordings, GKeyFile *file, const char *group)
{
	struct template_name name = { .name = g_intern_string(group) };
	g_auto(GStrv) keys = g_key_file_get_keys(file, group, NULL, NULL);

	if (keys == NULL || g_strv_length(keys) != LANGUAGES)
		return false;
	for (int language = 0; language < LANGUAGES; language++) {
		g_autofree char *text = g_key_file_get_string(file, group, codes[language], NULL);

		if (text == NULL)
			return false;
		value_set_text(wordings->words[language], name.name, text);
	}
	g_array_append_val(wordings->names, name);
	return true;
}

static struct wordings *
wordings_new(void)
{
	struct wordings *wordings = g_new0(struct wordings, 1);

	for (int language = 0; language < LANGUAGES; language++)
		wordings->words[language] = value_object();
	wordings->names = g_array_new(true, true, sizeof(struct template_name));
	return wordings;
}

struct wordings *
wordings_load(const char *templates_folder, GError **error)
{
	g_autofree char *path = g_build_filename(templates_folder, "words.ini", NULL);
	g_autoptr(GKeyFile) file = g_key_file_new();
	AUTO(wordings) wordings = wordings_new();
	gsize length;
	g_autofree char *text = folder_read_file(path, 0, &length, error);

	if (text == NULL)
		return NULL;
	if (!g_key_file_load_from_data(file, text, length, G_KEY_FILE_NONE, NULL)) {
		REFUSE_AT(
			error, (struct place){ .file = path }, "words-file",
			"語の一覧として読めません。[語] の行の下に ja=… と en=… を書いてください。",
			"This is no list of words. Write ja=… and en=… below a line [word].", NULL);
		return NULL;
	}
	g_auto(GStrv) groups = g_key_file_get_groups(file, NULL);
	for (char **group = groups; *group != NULL; group++)
		if (!add_word(wordings, file, *group)) {
			REFUSE_AT(error, (struct place){ .file = path }, "words-languages",
			          "[{0}] には ja=… と en=… を一つずつ書いてください。",
			          "[{0}] needs one ja=… and one en=….", *group, NULL);
			return NULL;
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
