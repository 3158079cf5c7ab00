/* Folders of our own are opened and written without following links of strangers. */
#include "base/folder.h"

#include "base/refusal.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define FAILED(id, ja, en) \
	{ id, FINDING_FAILURE, NULL, "{0} " ja "（{1}）。", "Cannot " en ": {2}." }

MESSAGE_LISTED static const struct message failures[] = {
	[FOLDER_READ] = FAILED("folder-read", "を読めません", "read {0}"),
	[FOLDER_WRITE] = FAILED("folder-write", "に書き込めません", "write {0}"),
	[FOLDER_MAKE] = FAILED("folder-make", "を作れません", "make {0}"),
	[FOLDER_REMOVE] = FAILED("folder-remove", "を取り除けません", "remove {0}"),
	[FOLDER_LOCK] = FAILED("folder-lock", "をほかの実行から守る印を付けられません", "lock {0}"),
	[FOLDER_REPLACE] =
		FAILED("folder-replace", "を新しいものに入れ替えられません", "replace {0}"),
	[FOLDER_KEEP] =
		FAILED("folder-keep", "に前の版を残せません", "keep the former edition as {0}"),
};

bool
folder_fail(GError **error, enum folder_doing doing, const char *name)
{
	return refuse_errno(error, &failures[doing], name);
}

bool
folder_make(int at, const char *name)
{
	if (mkdirat(at, name, FOLDER_MODE) == 0)
		return fchmodat(at, name, FOLDER_MODE, 0) == 0;
	return errno == EEXIST;
}

static bool
make_all(const char *path, bool is_private, GError **error)
{
	g_autofree char *above = g_path_get_dirname(path);

	if (g_file_test(path, G_FILE_TEST_IS_DIR))
		return true;
	if (strcmp(above, path) != 0 && !make_all(above, is_private, error))
		return false;
	if (is_private ? mkdir(path, FOLDER_MODE) != 0 && errno != EEXIST
	               : !folder_make(AT_FDCWD, path))
		return folder_fail(error, FOLDER_MAKE, path);
	return true;
}

bool
folder_make_all(const char *path, GError **error)
{
	return make_all(path, false, error);
}

bool
folder_make_private(const char *path, GError **error)
{
	return make_all(path, true, error);
}

char *
folder_make_temporary(GError **error)
{
	char *path = g_dir_make_tmp("ismapgen-XXXXXX", NULL);

	if (path == NULL)
		folder_fail(error, FOLDER_MAKE, g_get_tmp_dir());
	return path;
}

void
folder_close(const int *file)
{
	int reason = errno;

	if (*file >= 0)
		close(*file);
	errno = reason;
}

int
folder_create(int at, const char *name)
{
	int file = openat(at, name, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC,
	                  FOLDER_FILE_MODE);

	/* Opened for writing before a strange umask could matter. */
	if (file >= 0 && fchmod(file, FOLDER_FILE_MODE) != 0) {
		folder_close(&file);
		return -1;
	}
	return file;
}

bool
folder_write(int file, const void *bytes, gsize length)
{
	const char *at = bytes;

	while (length > 0) {
		ssize_t written = write(file, at, length);

		if (written < 0 && errno == EINTR)
			continue;
		if (written < 0)
			return false;
		at += written;
		length -= (gsize)written;
	}
	return true;
}

bool
folder_write_and_close(int file, const void *bytes, gsize length)
{
	if (folder_write(file, bytes, length))
		return close(file) == 0 || errno == EINTR;
	folder_close(&file);
	return false;
}

bool
folder_store(const char *path, const void *bytes, gsize length, GError **error)
{
	g_autofree char *whole = g_strconcat(path, ".new", NULL);

	(void)unlink(whole);
	CLOSED file =
		open(whole, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, FOLDER_FILE_MODE);
	bool good = file >= 0 && folder_write(file, bytes, length) && fsync(file) == 0 &&
	            rename(whole, path) == 0;
	if (!good)
		folder_fail(error, FOLDER_WRITE, path);
	if (!good && file >= 0)
		(void)unlink(whole);
	return good;
}

gsize
folder_read(int file, void *bytes, gsize length)
{
	char *at = bytes;
	gsize left = length;
	ssize_t got = 1;

	while (left > 0 && got != 0) {
		got = read(file, at, left);
		if (got < 0 && errno == EINTR)
			continue;
		if (got < 0)
			return length - left;
		at += got;
		left -= (gsize)got;
	}
	errno = 0;
	return length - left;
}

/* Whether an open file is a regular one; false with errno. */
static bool
is_regular(int file, struct stat *found)
{
	if (fstat(file, found) != 0)
		return false;
	errno = S_ISDIR(found->st_mode) ? EISDIR : EINVAL;
	return S_ISREG(found->st_mode);
}

int
folder_open_file(const char *path, int flags, struct stat *found)
{
	int file = open(path, O_RDONLY | O_NONBLOCK | O_CLOEXEC | O_NOCTTY | flags);

	if (file < 0 || is_regular(file, found))
		return file;
	folder_close(&file);
	return -1;
}

char *
folder_read_and_close(int file, gsize *length)
{
	struct stat found;
	char *bytes = NULL;

	if (is_regular(file, &found)) {
		errno = EFBIG;
		if (found.st_size <= FOLDER_READ_MAX) {
			bytes = g_malloc((gsize)found.st_size + 1);
			*length = folder_read(file, bytes, (gsize)found.st_size);
			bytes[*length] = '\0';
		}
	}
	if (errno != 0)
		g_clear_pointer(&bytes, g_free);
	folder_close(&file);
	return bytes;
}

char *
folder_read_file(const char *path, int flags, gsize *length, GError **error)
{
	struct stat found;
	int file = folder_open_file(path, flags, &found);
	char *bytes = file >= 0 ? folder_read_and_close(file, length) : NULL;

	if (bytes == NULL)
		folder_fail(error, FOLDER_READ, path);
	return bytes;
}

int
folder_open(int at, const char *name)
{
	return openat(at, name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
}

static int
compare_names(gconstpointer a, gconstpointer b)
{
	return strcmp(*(const char *const *)a, *(const char *const *)b);
}

GPtrArray *
folder_list(int folder)
{
	/* A descriptor of its own: closedir() closes it, and the reading place
	 * of `folder` is left alone. */
	int reading = openat(folder, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	DIR *stream = reading >= 0 ? fdopendir(reading) : NULL;
	struct dirent *entry;

	if (stream == NULL)
		return NULL;
	GPtrArray *names = g_ptr_array_new_with_free_func(g_free);
	while (errno = 0, (entry = readdir(stream)) != NULL)
		if (strcmp(entry->d_name, ".") != 0 && strcmp(entry->d_name, "..") != 0)
			g_ptr_array_add(names, g_strdup(entry->d_name));

	int reason = errno;

	closedir(stream);
	g_ptr_array_sort(names, compare_names);
	if (reason != 0)
		g_clear_pointer(&names, g_ptr_array_unref);
	errno = reason;
	return names;
}

GPtrArray *
folder_list_path(const char *path, GError **error)
{
	CLOSED folder = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	GPtrArray *names = folder >= 0 ? folder_list(folder) : NULL;

	if (names == NULL)
		folder_fail(error, FOLDER_READ, path);
	return names;
}

bool
folder_is_clutter(const char *name)
{
	return name[0] == '.' || g_str_has_prefix(name, "~$") ||
	       g_ascii_strcasecmp(name, "Thumbs.db") == 0 ||
	       g_ascii_strcasecmp(name, "desktop.ini") == 0;
}

GPtrArray *
folder_names(const char *path, GError **error)
{
	GPtrArray *names = folder_list_path(path, error);

	for (guint i = names != NULL ? names->len : 0; i > 0; i--)
		if (folder_is_clutter(names->pdata[i - 1]))
			g_ptr_array_remove_index(names, i - 1);
	return names;
}

bool
folder_is_ours(int folder)
{
	if (faccessat(folder, FOLDER_MANIFEST, F_OK, AT_SYMLINK_NOFOLLOW) == 0)
		return true;
	g_autoptr(GPtrArray) names = folder_list(folder);
	return names != NULL && names->len == 0;
}

bool
folder_must_be_ours(int folder, const char *shown, GError **error)
{
	return folder_is_ours(folder) ||
	       REFUSE(error, "folder-not-ours",
	              "{0} にはファイルがありますが {1} がなく、ismapgenが作ったもので"
	              "はないので、置き換えません。別の場所へ移してください。",
	              "{0} holds files, but no {1}: ismapgen did not make it and will "
	              "not replace it. Move it away.",
	              shown, FOLDER_MANIFEST, NULL);
}

/* Everything in `folder` but the manifest, then the manifest. */
static bool
remove_content(int folder)
{
	g_autoptr(GPtrArray) names = folder_list(folder);

	if (names == NULL)
		return false;
	EACH (const char, name, names)
		if (strcmp(name, FOLDER_MANIFEST) != 0 && !folder_remove_any(folder, name))
			return false;
	return unlinkat(folder, FOLDER_MANIFEST, 0) == 0 || errno == ENOENT;
}

bool
folder_remove_any(int at, const char *name)
{
	if (unlinkat(at, name, 0) == 0 || errno == ENOENT)
		return true;
	if (errno != EISDIR && errno != EPERM)
		return false;

	CLOSED folder = folder_open(at, name);

	return folder >= 0 && remove_content(folder) && unlinkat(at, name, AT_REMOVEDIR) == 0;
}

bool
folder_remove(int at, const char *name, const char *shown, GError **error)
{
	CLOSED folder = folder_open(at, name);

	if (folder < 0 && errno == ENOENT)
		return true;
	if (folder < 0)
		return folder_fail(error, FOLDER_REMOVE, shown);
	return folder_must_be_ours(folder, shown, error) &&
	       (folder_remove_any(at, name) || folder_fail(error, FOLDER_REMOVE, shown));
}
