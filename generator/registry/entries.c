#include "registry/entries.h"

#include <errno.h>
#include <string.h>
#include <sys/stat.h>

static const struct message message_folder = {
	"folder-open",
	FINDING_ERROR,
	NULL,
	"フォルダを読めません: {0}",
	"The folder cannot be read: {0}",
};
static const struct message message_link = {
	"folder-symbolic-link",
	FINDING_ERROR,
	NULL,
	"シンボリックリンクは読みません。ファイルやフォルダそのものを置いてください。",
	"Symbolic links are not followed. Put the file or the folder itself here.",
};
static const struct message message_stray = {
	"folder-stray",
	FINDING_WARNING,
	NULL,
	"ここに置くものではないため読みません。名前は「….xml」にしてください。",
	"This does not belong here and is not read. Names must end in .xml.",
};
static const struct message message_stray_folder = {
	"folder-stray",
	FINDING_WARNING,
	NULL,
	"ここにはフォルダだけを置きます。このファイルは読みません。",
	"Only folders belong here. This file is not read.",
};

static gint
compare_names(gconstpointer a, gconstpointer b)
{
	return strcmp(*(const char *const *)a, *(const char *const *)b);
}

static void
report(struct registry_store *store, struct findings *findings, const struct message *message,
       const char *relative, const char *name)
{
	g_autofree char *path =
		name == NULL ? g_strdup(relative) : g_strconcat(relative, "/", name, NULL);
	g_autofree char *shown = g_utf8_make_valid(path, -1);

	findings_add(findings, message,
	             (struct place){ .file = store_text(store, shown, strlen(shown)) },
	             message == &message_folder ? g_strerror(errno) : NULL, NULL);
}

/* Whether an entry is one of those looked for. */
static gboolean
is_wanted(const char *path, const char *relative, const char *name, gboolean folders,
          struct registry_store *store, struct findings *findings)
{
	struct stat status;

	if (name[0] == '.' || g_str_has_suffix(name, ".md") || lstat(path, &status) != 0)
		return FALSE;
	if (S_ISLNK(status.st_mode)) {
		report(store, findings, &message_link, relative, name);
		return FALSE;
	}
	if (folders ? S_ISDIR(status.st_mode)
	            : !S_ISDIR(status.st_mode) && g_str_has_suffix(name, ".xml"))
		return TRUE;
	report(store, findings, folders ? &message_stray_folder : &message_stray, relative, name);
	return FALSE;
}

GPtrArray *
entries_list(const char *content, const char *relative, gboolean folders,
             struct registry_store *store, struct findings *findings)
{
	GPtrArray *names = g_ptr_array_new();
	g_autofree char *path = g_build_filename(content, relative, NULL);
	struct stat status;
	const char *name;

	if (lstat(path, &status) != 0 && errno == ENOENT)
		return names;
	if (S_ISLNK(status.st_mode)) {
		report(store, findings, &message_link, relative, NULL);
		return names;
	}

	g_autoptr(GDir) directory = g_dir_open(path, 0, NULL);

	if (directory == NULL) {
		report(store, findings, &message_folder, relative, NULL);
		return names;
	}
	while ((name = g_dir_read_name(directory)) != NULL) {
		g_autofree char *entry = g_build_filename(path, name, NULL);

		if (is_wanted(entry, relative, name, folders, store, findings))
			g_ptr_array_add(names, (gpointer)store_text(store, name, strlen(name)));
	}
	g_ptr_array_sort(names, compare_names);
	return names;
}
