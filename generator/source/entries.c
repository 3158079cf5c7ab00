/* The files of a folder are listed in one order, without those that are not ours to read. */
#include "source/entries.h"

#include "base/folder.h"
#include "base/refusal.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>

MESSAGE(message_folder, "folder-open", ERROR, NULL, "フォルダーを読めません（{0}）。",
        "The folder cannot be read: {1}.");
MESSAGE(message_link, "folder-symbolic-link", ERROR, NULL,
        "シンボリックリンクは読みません。ファイルやフォルダーそのものを置いてください。",
        "Symbolic links are not followed. Put the file or the folder itself here.");
MESSAGE(message_name, "folder-name", ERROR, NULL,
        "ファイル名に改行などの見えない文字か、UTF-8でない文字があります。名前を改めてください。",
        "The name has a line break, an invisible character or bytes that are not UTF-8. Rename it.");
MESSAGE(message_misnamed, "folder-misnamed", ERROR, NULL,
        "名前の終わりが違うため、このファイルは読みません。名前を {0} に改めてください。要らないものなら取り除いてください。",
        "This file is not read, since its name ends otherwise. Call it {0}, or remove it where it is not needed.");
MESSAGE(message_stray, "folder-stray", WARNING, NULL,
        "ここに置くものではないため読みません。名前は「….xml」にしてください。",
        "This does not belong here and is not read. Names must end in .xml.");
MESSAGE(message_stray_page, "folder-stray", WARNING, NULL,
        "ここに置くものではないため読みません。名前は「….md」にしてください。",
        "This does not belong here and is not read. Names must end in .md.");
MESSAGE(message_stray_folder, "folder-stray", WARNING, NULL,
        "ここにはフォルダーだけを置きます。このファイルは読みません。",
        "Only folders belong here. This file is not read.");

/* What each list looks for, and what it says of other things. */
static const struct {
	const char *suffix; /* NULL: a folder */
	const char *beside; /* of what is kept there, and not read; or NULL */
	const struct message *stray;
} kinds[] = {
	[ENTRIES_XML] = { ".xml", NULL, &message_stray },
	[ENTRIES_FORMS] = { ".xml", ".pdf", &message_stray },
	[ENTRIES_PAGES] = { ".md", NULL, &message_stray_page },
	[ENTRIES_FOLDERS] = { NULL, NULL, &message_stray_folder },
};

static gint
compare_names(gconstpointer a, gconstpointer b)
{
	return strcmp(*(const char *const *)a, *(const char *const *)b);
}

/* Whether a name is UTF-8 and all of it can be seen. */
static bool
is_plain(const char *name)
{
	if (!g_utf8_validate(name, -1, NULL))
		return false;
	for (; *name != '\0'; name = g_utf8_next_char(name))
		if (*name != ' ' && !g_unichar_isgraph(g_utf8_get_char(name)))
			return false;
	return true;
}

/* The text on one line: what cannot be seen is shown as lost. */
static char *
make_plain(const char *text)
{
	static const char lost[] = "\xEF\xBF\xBD";
	g_autofree char *valid = g_utf8_make_valid(text, -1);
	GString *plain = g_string_new(NULL);

	for (const char *at = valid; *at != '\0'; at = g_utf8_next_char(at)) {
		gunichar character = g_utf8_get_char(at);

		if (character == ' ' || g_unichar_isgraph(character))
			g_string_append_unichar(plain, character);
		else
			g_string_append(plain, lost);
	}
	return g_string_free(plain, false);
}

static void
report(struct findings *findings, const struct message *message, const char *relative,
       const char *name, const char *argument)
{
	bool is_closed = message == &message_folder;
	const char *reason = is_closed ? refusal_reason(errno, LANGUAGE_JA) : argument;
	const char *english = is_closed ? refusal_reason(errno, LANGUAGE_EN) : NULL;
	g_autofree char *path =
		name == NULL ? g_strdup(relative) : g_strconcat(relative, "/", name, NULL);
	g_autofree char *shown = make_plain(path);

	findings_add(findings, message, (struct place){ .file = shown }, reason, english, NULL);
}

/* What a file was to be called: "S0001.xml" of "S0001.XML", "S0001.xml.txt" and "S0001．xml";
 * NULL: its name says nothing of that kind. The caller frees. */
static char *
right_name(const char *name, const char *suffix)
{
	g_autofree char *narrow = g_utf8_normalize(name, -1, G_NORMALIZE_NFKC);

	for (const char *at = narrow; *at != '\0'; at++)
		if (g_ascii_strncasecmp(at, suffix, strlen(suffix)) == 0)
			return g_strdup_printf("%.*s%s", (int)(at - narrow), narrow, suffix);
	return NULL;
}

/* What is not read, and has no other of its right name beside it, was meant to be read. */
static void
report_strays(const GPtrArray *strays, GPtrArray *names, const char *relative,
              enum entries_kind kind, struct findings *findings)
{
	for (guint i = 0; i < strays->len; i++) {
		const char *suffix = kinds[kind].suffix;
		g_autofree char *right =
			suffix != NULL ? right_name(strays->pdata[i], suffix) : NULL;
		bool is_lost = right != NULL &&
		               !g_ptr_array_find_with_equal_func(names, right, g_str_equal, NULL);

		report(findings, is_lost ? &message_misnamed : kinds[kind].stray, relative,
		       strays->pdata[i], is_lost ? right : NULL);
	}
}

/* What an entry is: its DT_ type, asked for where the file system does not tell.
 * DT_UNKNOWN with errno where that fails. */
static unsigned char
type_of(DIR *directory, const struct dirent *entry)
{
	struct stat status;

	if (entry->d_type != DT_UNKNOWN)
		return entry->d_type;
	if (fstatat(dirfd(directory), entry->d_name, &status, AT_SYMLINK_NOFOLLOW) != 0)
		return DT_UNKNOWN;
	return (unsigned char)IFTODT(status.st_mode);
}

/* Pages in English, and pictures of the manual, stand in a folder of their own. */
static bool
is_beside_pages(const char *relative, const char *name)
{
	static const char *const folders[] = { "pages/en", "manual/assets", NULL };
	g_autofree char *path = g_strconcat(relative, "/", name, NULL);

	return g_strv_contains(folders, path);
}

/* Whether an entry is one of those looked for. What is no file but named like
 * one is: reading it says so. `strays` takes the names of other files. */
static bool
is_wanted(DIR *directory, const struct dirent *entry, const char *relative, enum entries_kind kind,
          GPtrArray *strays, struct findings *findings)
{
	const char *name = entry->d_name, *suffix = kinds[kind].suffix;
	const struct message *fault = kinds[kind].stray;

	if (folder_is_clutter(name) || (kind != ENTRIES_PAGES && g_str_has_suffix(name, ".md")) ||
	    (kinds[kind].beside != NULL && g_str_has_suffix(name, kinds[kind].beside)))
		return false;
	unsigned char type = type_of(directory, entry);
	if (type == DT_UNKNOWN) {
		if (errno != ENOENT)
			report(findings, &message_folder, relative, name, NULL);
		return false;
	}
	if (type == DT_LNK)
		fault = &message_link;
	else if (!is_plain(name))
		fault = &message_name;
	else if (suffix == NULL ? type == DT_DIR : g_str_has_suffix(name, suffix))
		return true;
	else if (kind == ENTRIES_PAGES && type == DT_DIR && is_beside_pages(relative, name))
		return false;
	if (fault == kinds[kind].stray && type != DT_DIR)
		g_ptr_array_add(strays, g_strdup(name));
	else
		report(findings, fault, relative, name, NULL);
	return false;
}

/* Whether the folder is there and no part of the way to it is a symbolic link:
 * what is above may lead out of the content as well. */
static bool
is_reachable(const char *content, const char *relative, struct findings *findings)
{
	for (const char *slash = relative; slash != NULL;) {
		struct stat status;

		slash = strchr(slash + 1, '/');

		g_autofree char *part = slash == NULL
		                                ? g_strdup(relative)
		                                : g_strndup(relative, (gsize)(slash - relative));
		g_autofree char *path = g_build_filename(content, part, NULL);

		if (lstat(path, &status) != 0) {
			if (errno != ENOENT)
				report(findings, &message_folder, part, NULL, NULL);
			return false;
		}
		if (S_ISLNK(status.st_mode)) {
			report(findings, &message_link, part, NULL, NULL);
			return false;
		}
	}
	return true;
}

GPtrArray *
entries_list(const char *content, const char *relative, enum entries_kind kind,
             struct findings *findings)
{
	GPtrArray *names = g_ptr_array_new_with_free_func(g_free);
	g_autoptr(GPtrArray) strays = g_ptr_array_new_with_free_func(g_free);
	g_autofree char *path = g_build_filename(content, relative, NULL);
	const struct dirent *entry;

	if (!is_reachable(content, relative, findings))
		return names;
	DIR *directory = opendir(path);
	if (directory == NULL) {
		report(findings, &message_folder, relative, NULL, NULL);
		return names;
	}
	while (errno = 0, (entry = readdir(directory)) != NULL)
		if (is_wanted(directory, entry, relative, kind, strays, findings))
			g_ptr_array_add(names, g_strdup(entry->d_name));
	if (errno != 0)
		report(findings, &message_folder, relative, NULL, NULL);
	closedir(directory);
	g_ptr_array_sort(names, compare_names);
	report_strays(strays, names, relative, kind, findings);
	return names;
}

char *
entries_find_misnamed(const char *folder, const char *name)
{
	g_autoptr(GPtrArray) names = folder_names(folder, NULL);

	for (guint i = 0; names != NULL && i < names->len; i++)
		if (g_ascii_strncasecmp(names->pdata[i], name, strlen(name)) == 0)
			return g_strdup(names->pdata[i]);
	return NULL;
}
