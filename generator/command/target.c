/* Before anything is written it is asked whether it may stand there: who has typed a wrong
 * --output shall lose nothing. */
#include "command/target.h"

#include "base/folder.h"
#include "base/refusal.h"

#include <stdlib.h>
#include <string.h>

/* The path without links; of what is not there yet, as far as it is there. */
static char *
real_path(const char *path)
{
	g_autofree char *real = realpath(path, NULL);
	g_autofree char *above = real != NULL ? NULL : g_path_get_dirname(path);
	g_autofree char *name = real != NULL ? NULL : g_path_get_basename(path);

	if (real != NULL)
		return g_strdup(real);

	/* Above what is not there, ".." leads where it says. */
	g_autofree char *plain = g_canonicalize_filename(path, NULL);

	if (strcmp(plain, path) != 0)
		return real_path(plain);
	if (strcmp(above, path) == 0)
		return g_strdup(path);

	g_autofree char *real_above = real_path(above);

	return g_build_filename(real_above, name, NULL);
}

/* Whether what stands at `path` is the folder or in it. */
static bool
is_within(const char *path, const char *folder)
{
	g_autofree char *real = real_path(path);
	g_autofree char *above = real_path(folder);
	gsize length = strlen(above);

	return g_str_has_prefix(real, above) && strchr("/", real[length]) != NULL;
}

/* "site", "letters.prev", "letters-since-2026-11-01", "site.1-of-2.json", "blank-forms". */
static bool
is_ours(const char *name)
{
	static const char *const ours[] = { "site",   "letters", "forms",   "blank-forms",
		                            "manual", "export",  "reprints" };

	for (gsize i = 0; i < G_N_ELEMENTS(ours); i++)
		if (g_str_has_prefix(name, ours[i]) && strchr(".-", name[strlen(ours[i])]) != NULL)
			return true;
	return false;
}

/* A folder that is not there yet will be ours. Hidden files, and what a new file system
 * has, are nobody's. */
static bool
check_output(const struct request *request, GError **error)
{
	g_autofree char *real = real_path(request->output);
	const char *other = NULL;

	if (*request->output == '\0' || strcmp(real, "/") == 0)
		return REFUSE(
			error, "target-top",
			"--output に「{0}」は指定できません。この出力だけのフォルダーを指定してください。",
			"--output must not be \"{0}\": name a folder for the output alone.",
			request->output, NULL);
	if (!g_file_test(request->output, G_FILE_TEST_IS_DIR))
		return true;
	g_autoptr(GPtrArray) names = folder_list_path(request->output, error);
	if (names == NULL)
		return false;
	EACH (const char, name, names)
		if (strcmp(name, FOLDER_MANIFEST) == 0)
			return REFUSE(
				error, "target-published",
				"{0} は、ismapgenが公開したフォルダーそのものです。その外を --output に指定してください。",
				"{0} is a folder that ismapgen published. Name one outside of it as --output.",
				request->output, NULL);
	EACH (const char, name, names) {
		if (is_ours(name))
			return true;
		if (name[0] != '.' && strcmp(name, "lost+found") != 0)
			other = name;
	}
	return other == NULL ||
	       REFUSE(error, "target-strange",
	              "{0} には、ismapgenが作ったのではないファイル（{1} など）があります。"
	              "空のフォルダーか、新しい名前を --output に指定してください。",
	              "{0} holds what ismapgen did not make, such as {1}: choose an empty folder, "
	              "or a new name, for --output.",
	              request->output, other, NULL);
}

bool
target_check_file(const struct request *request, const char *target, GError **error)
{
	const char *const sources[] = { request->content, request->templates, request->fonts };

	for (gsize k = 0; k < G_N_ELEMENTS(sources); k++)
		if (is_within(target, sources[k]))
			return REFUSE(
				error, "target-inside",
				"{0} は、読み込む {1} の中にあります。別の場所を --output に指定してください。",
				"{0} is inside {1}, which is read. Choose another --output.",
				target, sources[k], NULL);
	return true;
}

bool
target_check(const struct request *request, const char *target, GError **error)
{
	static const char *const generations[] = { "", ".next", ".prev" };
	const char *const sources[] = { request->content, request->templates, request->fonts };

	for (gsize k = 0; k < G_N_ELEMENTS(sources); k++) {
		for (gsize i = 0; i < G_N_ELEMENTS(generations); i++) {
			g_autofree char *folder = g_strconcat(target, generations[i], NULL);

			if (is_within(sources[k], folder))
				return REFUSE(
					error, "target-swept",
					"{0} は {1} の中にあります。別の場所を --output に指定してください。",
					"{0} is inside {1}, which will be replaced. Choose another --output.",
					sources[k], folder, NULL);
		}
	}
	return target_check_file(request, target, error) && check_output(request, error);
}
