#include "base/folder.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

gboolean
folder_fail(GError **error, const char *doing, const char *name)
{
	int reason = errno;

	g_set_error(error, G_FILE_ERROR, (gint)g_file_error_from_errno(reason), "cannot %s %s: %s",
	            doing, name, g_strerror(reason));
	return FALSE;
}

bool
folder_make(int at, const char *name)
{
	if (mkdirat(at, name, FOLDER_MODE) == 0)
		return fchmodat(at, name, FOLDER_MODE, 0) == 0;
	return errno == EEXIST;
}

gboolean
folder_make_all(const char *path, GError **error)
{
	g_autofree char *above = g_path_get_dirname(path);

	if (g_file_test(path, G_FILE_TEST_IS_DIR))
		return TRUE;
	if (strcmp(above, path) != 0 && !folder_make_all(above, error))
		return FALSE;
	if (!folder_make(AT_FDCWD, path))
		return folder_fail(error, "make", path);
	return TRUE;
}

int
folder_create(int at, const char *name)
{
	int file = openat(at, name, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC,
	                  FOLDER_FILE_MODE);

	/* Opened for writing before a strange umask could matter. */
	if (file >= 0 && fchmod(file, FOLDER_FILE_MODE) != 0) {
		int reason = errno;

		close(file);
		errno = reason;
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
	if (!folder_write(file, bytes, length)) {
		int reason = errno;

		close(file);
		errno = reason;
		return false;
	}
	return close(file) == 0 || errno == EINTR;
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

int
folder_open_file(const char *path, int flags, struct stat *found)
{
	int file = open(path, O_RDONLY | O_NONBLOCK | O_CLOEXEC | O_NOCTTY | flags);
	int reason = 0;

	if (file < 0)
		return -1;
	if (fstat(file, found) != 0)
		reason = errno;
	else if (!S_ISREG(found->st_mode))
		reason = S_ISDIR(found->st_mode) ? EISDIR : EINVAL;
	if (reason == 0)
		return file;
	close(file);
	errno = reason;
	return -1;
}

/* NULL with errno. */
static char *
read_all(int file, goffset size, gsize *length)
{
	char *bytes;

	errno = EFBIG;
	if (size > FOLDER_READ_MAX)
		return NULL;
	bytes = g_malloc((gsize)size + 1);
	*length = folder_read(file, bytes, (gsize)size);
	if (errno != 0)
		g_clear_pointer(&bytes, g_free);
	else
		bytes[*length] = '\0';
	return bytes;
}

char *
folder_read_file(const char *path, int flags, gsize *length, GError **error)
{
	struct stat found;
	int file = folder_open_file(path, flags, &found);
	char *bytes = file >= 0 ? read_all(file, found.st_size, length) : NULL;
	int reason = errno;

	if (file >= 0)
		close(file);
	errno = reason;
	if (bytes == NULL)
		folder_fail(error, "read", path);
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
	GPtrArray *names;
	struct dirent *entry;

	if (stream == NULL)
		return NULL;
	names = g_ptr_array_new_with_free_func(g_free);
	while ((entry = readdir(stream)) != NULL)
		if (strcmp(entry->d_name, ".") != 0 && strcmp(entry->d_name, "..") != 0)
			g_ptr_array_add(names, g_strdup(entry->d_name));
	closedir(stream);
	g_ptr_array_sort(names, compare_names);
	return names;
}

bool
folder_is_ours(int folder)
{
	g_autoptr(GPtrArray) names = NULL;

	if (faccessat(folder, FOLDER_MANIFEST, F_OK, AT_SYMLINK_NOFOLLOW) == 0)
		return true;
	names = folder_list(folder);
	return names != NULL && names->len == 0;
}

gboolean
folder_must_be_ours(int folder, const char *shown, GError **error)
{
	if (folder_is_ours(folder))
		return TRUE;
	g_set_error(error, G_FILE_ERROR, G_FILE_ERROR_EXIST,
	            "%s was not made by ismapgen (it has no %s): move it away", shown,
	            FOLDER_MANIFEST);
	return FALSE;
}

/* Everything in `folder` but the manifest, then the manifest. */
static bool
remove_content(int folder)
{
	g_autoptr(GPtrArray) names = folder_list(folder);

	if (names == NULL)
		return false;
	for (guint i = 0; i < names->len; i++) {
		const char *name = g_ptr_array_index(names, i);

		if (strcmp(name, FOLDER_MANIFEST) != 0 && !folder_remove_any(folder, name))
			return false;
	}
	return unlinkat(folder, FOLDER_MANIFEST, 0) == 0 || errno == ENOENT;
}

bool
folder_remove_any(int at, const char *name)
{
	if (unlinkat(at, name, 0) == 0 || errno == ENOENT)
		return true;
	if (errno != EISDIR && errno != EPERM)
		return false;

	int folder = folder_open(at, name);
	bool emptied = folder >= 0 && remove_content(folder);
	int reason = errno;

	if (folder >= 0)
		close(folder);
	errno = reason;
	return emptied && unlinkat(at, name, AT_REMOVEDIR) == 0;
}

gboolean
folder_remove(int at, const char *name, const char *shown, GError **error)
{
	int folder = folder_open(at, name);
	gboolean ours;

	if (folder < 0 && errno == ENOENT)
		return TRUE;
	if (folder < 0)
		return folder_fail(error, "remove", shown);
	ours = folder_must_be_ours(folder, shown, error);
	close(folder);
	if (!ours)
		return FALSE;
	if (!folder_remove_any(at, name))
		return folder_fail(error, "remove", shown);
	return TRUE;
}
