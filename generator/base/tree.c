#define _GNU_SOURCE /* renameat2(), syncfs() */
#include "base/tree.h"

#include "base/folder.h"

#include <errno.h>
#include <fcntl.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#define FILE_MODE 0644

struct tree {
	char *target;
	char *name, *next, *previous, *lock; /* in the parent folder */
	int parent_folder;
	int lock_file;
	int next_folder;
	int published_folder; /* -1: nothing is published yet */
	GHashTable *digests;  /* path -> SHA-256 in hex, of what was written */
	GHashTable *folders;  /* set of those made */
	guint changed;        /* files that were not linked */
	void (*step)(void *data);
	void *step_data;
};

static char *
in_next(const struct tree *tree, const char *path)
{
	return g_strdup_printf("%s.next/%s", tree->target, path);
}

/* The lock stands only as long as a run holds it; whoever locked a file that
 * its owner has removed since must try again. */
static gboolean
take_lock(struct tree *tree, GError **error)
{
	struct stat held, standing;

	for (;;) {
		tree->lock_file = openat(tree->parent_folder, tree->lock,
		                         O_RDWR | O_CREAT | O_NOFOLLOW | O_CLOEXEC, FILE_MODE);
		if (tree->lock_file < 0)
			return folder_fail(error, "lock", tree->target);
		if (flock(tree->lock_file, LOCK_EX | LOCK_NB) != 0)
			break;
		if (fstat(tree->lock_file, &held) == 0 &&
		    fstatat(tree->parent_folder, tree->lock, &standing, AT_SYMLINK_NOFOLLOW) == 0 &&
		    held.st_dev == standing.st_dev && held.st_ino == standing.st_ino)
			return TRUE;
		close(tree->lock_file);
	}

	int reason = errno;

	close(tree->lock_file);
	tree->lock_file = -1;
	errno = reason;
	if (reason != EWOULDBLOCK)
		return folder_fail(error, "lock", tree->target);
	g_set_error(error, G_FILE_ERROR, G_FILE_ERROR_AGAIN,
	            "another run is writing %s (it holds %s.lock)", tree->target, tree->target);
	return FALSE;
}

/* Opens what is published now, unless a stranger put it there. */
static gboolean
open_published(struct tree *tree, GError **error)
{
	tree->published_folder = folder_open(tree->parent_folder, tree->name);
	if (tree->published_folder < 0 && errno == ENOENT)
		return TRUE;
	if (tree->published_folder < 0)
		return folder_fail(error, "replace", tree->target);
	if (folder_is_ours(tree->published_folder))
		return TRUE;
	g_set_error(error, G_FILE_ERROR, G_FILE_ERROR_EXIST,
	            "%s holds files, but no %s: ismapgen did not make it and will not replace it",
	            tree->target, FOLDER_MANIFEST);
	return FALSE;
}

static int
open_new(int folder, const char *path)
{
	int file = openat(folder, path, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC,
	                  FILE_MODE);

	/* Opened for writing before a strange umask could matter. */
	if (file >= 0 && fchmod(file, FILE_MODE) != 0) {
		close(file);
		return -1;
	}
	return file;
}

static gboolean
start_next(struct tree *tree, GError **error)
{
	g_autofree char *shown = g_strconcat(tree->target, ".next", NULL);
	int mark;

	if (!folder_remove(tree->parent_folder, tree->next, shown, error))
		return FALSE;
	if (!folder_make(tree->parent_folder, tree->next))
		return folder_fail(error, "make", shown);
	tree->next_folder = folder_open(tree->parent_folder, tree->next);
	if (tree->next_folder < 0)
		return folder_fail(error, "open", shown);

	/* Empty until all is written: so far it only says whose folder it is. */
	mark = open_new(tree->next_folder, FOLDER_MANIFEST);
	if (mark < 0)
		return folder_fail(error, "write in", shown);
	close(mark);
	return TRUE;
}

static char *
without_trailing_slashes(const char *path)
{
	size_t length = strlen(path);

	while (length > 1 && path[length - 1] == '/')
		length--;
	return g_strndup(path, length);
}

static gboolean
open_parent(struct tree *tree, GError **error)
{
	g_autofree char *parent = g_path_get_dirname(tree->target);

	tree->name = g_path_get_basename(tree->target);
	if (tree->target[0] == '\0' || strchr(tree->name, '/') != NULL ||
	    strcmp(tree->name, ".") == 0 || strcmp(tree->name, "..") == 0) {
		g_set_error(error, G_FILE_ERROR, G_FILE_ERROR_INVAL,
		            "\"%s\" cannot be exchanged: name a folder inside another",
		            tree->target);
		return FALSE;
	}
	tree->next = g_strconcat(tree->name, ".next", NULL);
	tree->previous = g_strconcat(tree->name, ".prev", NULL);
	tree->lock = g_strconcat(tree->name, ".lock", NULL);
	if (!folder_make_all(parent, error))
		return FALSE;
	tree->parent_folder = open(parent, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	if (tree->parent_folder < 0)
		return folder_fail(error, "open", parent);
	return TRUE;
}

struct tree *
tree_open(const char *target, GError **error)
{
	AUTO(tree) tree = g_new0(struct tree, 1);

	tree->target = without_trailing_slashes(target);
	tree->parent_folder = tree->lock_file = -1;
	tree->next_folder = tree->published_folder = -1;
	tree->digests = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
	tree->folders = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
	if (!open_parent(tree, error) || !take_lock(tree, error) || !open_published(tree, error) ||
	    !start_next(tree, error))
		return NULL;
	return g_steal_pointer(&tree);
}

/* Relative, without empty parts, "." and "..", and such that a manifest can
 * hold it without escapes. */
static bool
is_plain_path(const char *path)
{
	g_auto(GStrv) parts = g_strsplit(path, "/", -1);

	for (char **part = parts; *part != NULL; part++)
		if (**part == '\0' || strcmp(*part, ".") == 0 || strcmp(*part, "..") == 0)
			return false;
	for (const char *at = path; *at != '\0'; at++)
		if (*at == '\\' || g_ascii_iscntrl(*at))
			return false;
	return path[0] != '\0';
}

static bool
make_folders(struct tree *tree, const char *path)
{
	for (const char *slash = strchr(path, '/'); slash != NULL; slash = strchr(slash + 1, '/')) {
		char *folder = g_strndup(path, (gsize)(slash - path));

		if (g_hash_table_contains(tree->folders, folder)) {
			g_free(folder);
			continue;
		}
		g_hash_table_add(tree->folders, folder);
		if (!folder_make(tree->next_folder, folder))
			return false;
	}
	return true;
}

static bool
write_all(int file, const char *bytes, gsize length)
{
	while (length > 0) {
		ssize_t written = write(file, bytes, length);

		if (written < 0 && errno == EINTR)
			continue;
		if (written < 0)
			return false;
		bytes += written;
		length -= (gsize)written;
	}
	return true;
}

/* Closes also where the writing failed; errno is of the first failure. */
static bool
write_and_close(int file, const char *bytes, gsize length)
{
	if (!write_all(file, bytes, length)) {
		int reason = errno;

		close(file);
		errno = reason;
		return false;
	}
	return close(file) == 0 || errno == EINTR;
}

static bool
holds_bytes(int file, const char *bytes, gsize length)
{
	char buffer[32 * 1024];

	while (length > 0) {
		ssize_t got = read(file, buffer, MIN(length, sizeof(buffer)));

		if (got < 0 && errno == EINTR)
			continue;
		if (got <= 0 || memcmp(buffer, bytes, (size_t)got) != 0)
			return false;
		bytes += got;
		length -= (gsize)got;
	}
	return true;
}

/* A published file that holds these bytes already is linked, not written
 * again: it keeps its time, so that copies and caches see no change. */
static bool
link_published(const struct tree *tree, const char *path, const char *bytes, gsize length)
{
	struct stat found;
	bool same;
	int file;

	if (tree->published_folder < 0)
		return false;
	file = openat(tree->published_folder, path, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC);
	if (file < 0)
		return false;
	same = fstat(file, &found) == 0 && S_ISREG(found.st_mode) &&
	       (found.st_mode & 07777) == FILE_MODE && (gsize)found.st_size == length &&
	       holds_bytes(file, bytes, length);
	close(file);
	return same && linkat(tree->published_folder, path, tree->next_folder, path, 0) == 0;
}

gboolean
tree_write(struct tree *tree, const char *path, const void *bytes, gsize length, GError **error)
{
	g_autofree char *shown = in_next(tree, path);

	g_assert(!g_hash_table_contains(tree->digests, path));
	g_assert(strcmp(path, FOLDER_MANIFEST) != 0);
	if (!is_plain_path(path)) {
		g_set_error(error, G_FILE_ERROR, G_FILE_ERROR_INVAL,
		            "cannot write \"%s\": not a "
		            "path inside the folder",
		            path);
		return FALSE;
	}
	g_hash_table_insert(tree->digests, g_strdup(path),
	                    g_compute_checksum_for_data(G_CHECKSUM_SHA256, bytes, length));
	if (!make_folders(tree, path))
		return folder_fail(error, "make the folder of", shown);
	if (!link_published(tree, path, bytes, length)) {
		int file = open_new(tree->next_folder, path);

		if (file < 0 || !write_and_close(file, bytes, length))
			return folder_fail(error, "write", shown);
		tree->changed++;
	}
	if (tree->step != NULL)
		tree->step(tree->step_data);
	return TRUE;
}

void
tree_watch(struct tree *tree, void (*step)(void *data), void *data)
{
	tree->step = step;
	tree->step_data = data;
}

guint
tree_files(const struct tree *tree)
{
	return g_hash_table_size(tree->digests);
}

guint
tree_changed(const struct tree *tree)
{
	return tree->changed;
}

static int
compare_paths(gconstpointer a, gconstpointer b)
{
	return strcmp(a, b);
}

char *
tree_manifest(const struct tree *tree)
{
	GList *paths = g_list_sort(g_hash_table_get_keys(tree->digests), compare_paths);
	GString *manifest = g_string_new(NULL);

	for (const GList *at = paths; at != NULL; at = at->next) {
		const char *digest = g_hash_table_lookup(tree->digests, at->data);

		g_string_append_printf(manifest, "%s  %s\n", digest, (const char *)at->data);
	}
	g_list_free(paths);
	return g_string_free(manifest, FALSE);
}

static gboolean
write_manifest(struct tree *tree, GError **error)
{
	g_autofree char *manifest = tree_manifest(tree);
	g_autofree char *shown = in_next(tree, FOLDER_MANIFEST);
	int file = openat(tree->next_folder, FOLDER_MANIFEST,
	                  O_WRONLY | O_TRUNC | O_NOFOLLOW | O_CLOEXEC);

	if (file < 0 || !write_and_close(file, manifest, strlen(manifest)))
		return folder_fail(error, "write", shown);
	return TRUE;
}

static bool
rename_here(const struct tree *tree, const char *from, const char *to)
{
	return renameat(tree->parent_folder, from, tree->parent_folder, to) == 0;
}

/* For file systems that cannot exchange: for a moment nothing stands at the
 * target, and a failure puts the former tree back. */
static bool
exchange_by_renaming(const struct tree *tree)
{
	int reason;

	if (!rename_here(tree, tree->name, tree->previous))
		return false;
	if (rename_here(tree, tree->next, tree->name))
		return true;
	reason = errno;
	(void)rename_here(tree, tree->previous, tree->name);
	errno = reason;
	return false;
}

static bool
exchange(const struct tree *tree)
{
	if (tree->published_folder < 0)
		return rename_here(tree, tree->next, tree->name);
	if (renameat2(tree->parent_folder, tree->next, tree->parent_folder, tree->name,
	              RENAME_EXCHANGE) == 0)
		return true;
	if (errno != EINVAL && errno != ENOSYS && errno != EOPNOTSUPP)
		return false;
	return exchange_by_renaming(tree);
}

/* Once exchanged, the former tree stands where the new one was built, if
 * there was one and it was not moved aside. */
static bool
keep_former(const struct tree *tree)
{
	return rename_here(tree, tree->next, tree->previous) || errno == ENOENT;
}

gboolean
tree_publish(struct tree *tree, GError **error)
{
	g_autofree char *previous = g_strconcat(tree->target, ".prev", NULL);

	if (!write_manifest(tree, error))
		return FALSE;
	if (syncfs(tree->next_folder) != 0)
		return folder_fail(error, "flush", tree->target);
	if (tree->published_folder >= 0 &&
	    !folder_remove(tree->parent_folder, tree->previous, previous, error))
		return FALSE;
	if (!exchange(tree))
		return folder_fail(error, "publish", tree->target);
	close(tree->next_folder);
	tree->next_folder = -1;
	if (!keep_former(tree))
		return folder_fail(error, "keep the former tree as", previous);
	if (fsync(tree->parent_folder) != 0 && errno != EINVAL)
		return folder_fail(error, "flush the folder of", tree->target);
	return TRUE;
}

static void
close_if_open(int file)
{
	if (file >= 0)
		close(file);
}

void
tree_free(struct tree *tree)
{
	if (tree == NULL)
		return;
	if (tree->next_folder >= 0)
		(void)folder_remove(tree->parent_folder, tree->next, tree->target, NULL);
	if (tree->lock_file >= 0)
		(void)unlinkat(tree->parent_folder, tree->lock, 0);
	close_if_open(tree->lock_file);
	close_if_open(tree->next_folder);
	close_if_open(tree->published_folder);
	close_if_open(tree->parent_folder);
	g_hash_table_unref(tree->digests);
	g_hash_table_unref(tree->folders);
	g_free(tree->target);
	g_free(tree->name);
	g_free(tree->next);
	g_free(tree->previous);
	g_free(tree->lock);
	g_free(tree);
}
