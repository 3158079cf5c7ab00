/* Begins a registry: a folder whose content passes `check`, with what editors, version control
 * and CI need, to be filled in. */
#include "base/folder.h"
#include "base/refusal.h"
#include "command/command.h"

#include <errno.h>
#include <string.h>

/* How names that begin with "." are kept, for what is hidden is passed over. */
#define DOT "dot-"

bool
init_copy(const char *from, const char *to, GError **error)
{
	if (!g_file_test(from, G_FILE_TEST_IS_DIR)) {
		gsize length;
		g_autofree char *bytes = folder_read_file(from, 0, &length, error);

		return bytes != NULL && folder_store(to, bytes, length, error);
	}
	g_autoptr(GPtrArray) names = folder_names(from, error);
	if (names == NULL || !folder_make_all(to, error))
		return false;
	EACH (const char, name, names) {
		bool dotted = g_str_has_prefix(name, DOT);
		g_autofree char *shown =
			g_strconcat(dotted ? "." : "", name + (dotted ? strlen(DOT) : 0), NULL);
		g_autofree char *below = g_build_filename(from, name, NULL);
		g_autofree char *target = g_build_filename(to, shown, NULL);

		if (!init_copy(below, target, error))
			return false;
	}
	return true;
}

static bool
make(const struct request *request, const char *folder, GError **error)
{
	static const char *const parts[] = { "site.xml", "schema", "criteria", "pages" };
	static const char *const empty[] = { "registry/services", "registry/decisions", "forms" };
	g_autofree char *data = g_path_get_dirname(request->templates);
	g_autofree char *start = g_build_filename(request->templates, "start", NULL);
	g_autoptr(GPtrArray) there = folder_list_path(folder, NULL);

	if (there == NULL && errno != ENOENT)
		return folder_fail(error, FOLDER_READ, folder);
	if (there != NULL && there->len > 0)
		return REFUSE(error, "init-not-empty",
		              "{0} は空のフォルダーではありません。新しい名前を指定してください。",
		              "{0} is not an empty folder. Name a new one.", folder, NULL);
	if (!init_copy(start, folder, error))
		return false;
	for (gsize i = 0; i < G_N_ELEMENTS(empty); i++) {
		g_autofree char *made = g_build_filename(folder, "content", empty[i], NULL);

		if (!folder_make_all(made, error))
			return false;
	}
	for (gsize i = 0; i < G_N_ELEMENTS(parts); i++) {
		g_autofree char *from = g_build_filename(data, "content", parts[i], NULL);
		g_autofree char *to = g_build_filename(folder, "content", parts[i], NULL);

		if (!init_copy(from, to, error))
			return false;
	}
	return true;
}

enum outcome
command_init(const struct request *request)
{
	g_autoptr(GError) error = NULL;
	const char *folder = request->arguments[0];

	if (!make(request, folder, &error))
		return request_failed(request, error);
	request_say(
		request,
		(struct wording){
			"{0} を作りました。次に：\n"
			"1. {0}/content/site.xml の名前・住所・署名者を自分の機関のものに直す\n"
			"2. cd {0} && ismapgen check で確かめる\n"
			"3. いまあるリストは ismapgen import で移し、新しい申請は ismapgen new service >content/registry/services/S0001.xml から書き始める\n"
			"4. git init で版の管理を始める",
			"{0} is made. Next:\n"
			"1. put the names, addresses and signatories of your office into "
			"{0}/content/site.xml\n"
			"2. cd {0} && ismapgen check\n"
			"3. carry your list over with ismapgen import, or begin with ismapgen new service >content/registry/services/S0001.xml\n"
			"4. keep its history: git init" },
		folder, NULL);
	return OUTCOME_DONE;
}
