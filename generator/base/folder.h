/* Folders below an open one: made with fixed modes whatever the umask, removed
 * without following symbolic links, and told apart from a stranger's. */
#pragma once

#include <glib.h>
#include <stdbool.h>
#include <sys/stat.h>

#define FOLDER_MODE 0755
#define FOLDER_FILE_MODE 0644

/* Stands in every folder that we publish: SHA-256 and path of each file. */
#define FOLDER_MANIFEST "manifest.sha256"

/* What could not be done. */
enum folder_doing {
	FOLDER_READ,
	FOLDER_WRITE,
	FOLDER_MAKE,
	FOLDER_REMOVE,
	FOLDER_LOCK,
	FOLDER_REPLACE, /* what is published by what is new */
	FOLDER_KEEP,    /* what was published, as the former tree */
};

/* Sets `error` to the sentence with `name` and what errno says. False, to be returned. */
bool folder_fail(GError **error, enum folder_doing doing, const char *name);

/* A descriptor that is closed where its scope ends, if it is one; errno stays. */
#define CLOSED __attribute__((cleanup(folder_close))) int
void folder_close(const int *file);

/* Makes `name` below the open folder `at`, mode 0755. One that exists stays. */
bool folder_make(int at, const char *name);

/* Makes `path` and what is missing above it. */
bool folder_make_all(const char *path, GError **error);

/* The same as open as the umask says: for what is not for the public. */
bool folder_make_private(const char *path, GError **error);

/* Makes an empty folder that nobody else may look into, for what is removed afterwards. Its
 * path, which the caller frees; or NULL. */
char *folder_make_temporary(GError **error);

/* Makes the file `name` below `at` for writing, mode 0644 whatever the umask. Its
 * descriptor, or -1 with errno: EEXIST where anything stands there. */
int folder_create(int at, const char *name);

/* Writes all, closes in any case. False with errno of what failed first. */
bool folder_write_and_close(int file, const void *bytes, gsize length);
bool folder_write(int file, const void *bytes, gsize length);

/* Writes a file that appears at once, in place of one that stands there; as open as the
 * umask says. */
bool folder_store(const char *path, const void *bytes, gsize length, GError **error);

/* Reads up to `length` bytes; fewer where the file ends, or cannot be read. errno
 * is 0 unless it could not. */
gsize folder_read(int file, void *bytes, gsize length);

/* Opens a regular file for reading: no pipe is waited for, and no device opened.
 * `flags` are open()'s, such as O_NOFOLLOW. Its descriptor, with what fstat() says
 * of it; or -1 with errno (ELOOP: a link; EISDIR, EINVAL: no regular file). */
int folder_open_file(const char *path, int flags, struct stat *found);

/* Its bytes, and a NUL behind them. NULL with `error` also for a file beyond
 * FOLDER_READ_MAX; the caller frees. Of an open file, which is closed: NULL with errno. */
#define FOLDER_READ_MAX (256 * 1024 * 1024)
char *folder_read_and_close(int file, gsize *length);
char *folder_read_file(const char *path, int flags, gsize *length, GError **error);

/* Opens a folder, not through a symbolic link: its descriptor, or -1 with
 * errno (ENOENT; ENOTDIR or ELOOP where something else stands there). */
int folder_open(int at, const char *name);

/* What the folder holds, names in byte order, without "." and "..". NULL
 * with errno where any of it cannot be read. The caller frees. */
GPtrArray *folder_list(int folder);
GPtrArray *folder_list_path(const char *path, GError **error);

/* The same of the folder at `path`, without clutter. NULL with `error`. */
GPtrArray *folder_names(const char *path, GError **error);

/* Whether a file is one that a desktop or an office program left: ".…", "~$…",
 * "Thumbs.db", "desktop.ini". */
bool folder_is_clutter(const char *name);

/* Whether we may replace or remove the folder: it is empty, or holds our
 * manifest. */
bool folder_is_ours(int folder);

/* Fails where it is not; `shown` is for the message. */
bool folder_must_be_ours(int folder, const char *shown, GError **error);

/* Removes what stands at `name` below `at`, a folder with all in it, following
 * no symbolic link. Nothing there is no failure. False with errno. */
bool folder_remove_any(int at, const char *name);

/* Removes the folder `name` below `at` with all in it, the manifest last, so
 * that what an interrupted removal leaves is still known as ours. No folder
 * there is no failure; a stranger's folder is one. `shown` is for the message. */
bool folder_remove(int at, const char *name, const char *shown, GError **error);
