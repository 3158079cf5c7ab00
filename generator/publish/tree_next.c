/* The tree target.next is made from whatever an earlier run left there: what was an edition
 * itself, or the rest of a run that was killed. A file of it may be published, or be a part
 * of target.prev: it is replaced or removed, never written into. */
#include "base/shares.h"
#include "publish/tree_part.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <unistd.h>

/* A folder stands at `path`, with our mode, or nothing does; what else stands
 * there goes. */
static bool
clear_for_folder(const struct tree *tree, const char *path)
{
	struct stat found;

	if (fstatat(tree->next_folder, path, &found, AT_SYMLINK_NOFOLLOW) != 0)
		return errno == ENOENT;
	if (!S_ISDIR(found.st_mode))
		/* Another process may have been faster, and made the folder. */
		return unlinkat(tree->next_folder, path, 0) == 0 || errno == ENOENT ||
		       errno == EISDIR;
	return (found.st_mode & 07777) == FOLDER_MODE ||
	       fchmodat(tree->next_folder, path, FOLDER_MODE, 0) == 0;
}

bool
tree_next_make_folders(struct tree *tree, const char *path)
{
	for (const char *slash = strchr(path, '/'); slash != NULL; slash = strchr(slash + 1, '/')) {
		g_autofree char *folder = g_strndup(path, (gsize)(slash - path));

		if (g_hash_table_contains(tree->folders, folder))
			continue;
		if ((tree->recycled && !clear_for_folder(tree, folder)) ||
		    !folder_make(tree->next_folder, folder))
			return false;
		g_hash_table_add(tree->folders, g_steal_pointer(&folder));
	}
	return true;
}

int
tree_next_create(struct tree *tree, const char *path)
{
	int file = folder_create(tree->next_folder, path);

	if (file >= 0 || errno != EEXIST || !folder_remove_any(tree->next_folder, path))
		return file;
	return folder_create(tree->next_folder, path);
}

/* Folders of one depth, swept by one thread. Only what stands in them and the
 * entries of that are changed. */
struct sweep {
	const struct tree *tree;
	const GPtrArray *folders; /* char *: all of this depth; "" is target.next itself */
	GPtrArray *below;         /* char *: found in them, owned */
	GString *path;            /* of what is looked at */
	int reason;               /* the errno of what failed there; 0: nothing has */
};

/* Whether the file is the one that belongs there: written by this run, or the
 * published one that is kept. */
static bool
is_in_place(const struct tree *tree, const struct entry *entry, const struct stat *found)
{
	return tree_may_keep(found) && found->st_dev == tree->device &&
	       memo_file_stands(&entry->file, found);
}

static bool
sweep_one(struct sweep *sweep, int at, const char *name)
{
	const struct tree *tree = sweep->tree;
	struct entry *entry = g_hash_table_lookup(tree->entries, sweep->path->str);
	struct stat found;

	if (fstatat(at, name, &found, AT_SYMLINK_NOFOLLOW) != 0)
		return errno == ENOENT;
	if (entry != NULL && is_in_place(tree, entry, &found)) {
		entry->placed = true;
		return true;
	}
	if (S_ISDIR(found.st_mode) && g_hash_table_contains(tree->above, sweep->path->str)) {
		g_ptr_array_add(sweep->below, g_strdup(sweep->path->str));
		return (found.st_mode & 07777) == FOLDER_MODE ||
		       fchmodat(at, name, FOLDER_MODE, 0) == 0;
	}
	/* The mark goes last of all: whose folder it is must be known. */
	return strcmp(sweep->path->str, FOLDER_MANIFEST) == 0 || folder_remove_any(at, name);
}

static bool
sweep_all(struct sweep *sweep, DIR *stream)
{
	gsize length = sweep->path->len;
	struct dirent *found;

	while (errno = 0, (found = readdir(stream)) != NULL) {
		if (strcmp(found->d_name, ".") == 0 || strcmp(found->d_name, "..") == 0)
			continue;
		g_string_append(sweep->path, found->d_name);
		if (!sweep_one(sweep, dirfd(stream), found->d_name))
			return false;
		g_string_truncate(sweep->path, length);
	}
	return errno == 0;
}

/* What is above the folder was swept, and is a folder. */
static bool
sweep_folder(struct sweep *sweep, const char *path)
{
	g_string_assign(sweep->path, path);
	if (path[0] != '\0')
		g_string_append_c(sweep->path, '/');
	int folder = folder_open(sweep->tree->next_folder, path[0] == '\0' ? "." : path);
	DIR *stream = folder < 0 ? NULL : fdopendir(folder);
	bool good = stream != NULL && sweep_all(sweep, stream);
	int reason = errno;
	if (stream != NULL)
		closedir(stream);
	else
		folder_close(&folder);
	errno = reason;
	return good;
}

static void
sweep_share(gpointer data, guint first, guint end)
{
	struct sweep *sweep = data;

	for (guint i = first; i < end; i++)
		if (!sweep_folder(sweep, sweep->folders->pdata[i])) {
			sweep->reason = errno;
			return;
		}
}

/* All folders of one depth; those below become `folders`. */
static bool
sweep_depth(const struct tree *tree, GPtrArray *folders, GError **error)
{
	struct sweep shares[SHARES_MAX];
	guint count = shares_count(folders->len, tree->jobs);
	bool good = true;

	for (guint i = 0; i < count; i++)
		shares[i] = (struct sweep){
			.tree = tree,
			.folders = folders,
			.below = g_ptr_array_new(),
			.path = g_string_new(NULL),
		};
	shares_run(shares, sizeof(*shares), count, folders->len, tree->jobs, sweep_share);
	g_ptr_array_set_size(folders, 0);
	for (guint i = 0; i < count; i++) {
		if (good && shares[i].reason != 0) {
			errno = shares[i].reason;
			good = tree_fail(tree, FOLDER_REPLACE, shares[i].path->str, error);
		}
		g_ptr_array_extend_and_steal(folders, shares[i].below);
		g_string_free(shares[i].path, true);
	}
	return good;
}

static bool
sweep(const struct tree *tree, GError **error)
{
	g_autoptr(GPtrArray) folders = g_ptr_array_new_with_free_func(g_free);

	g_ptr_array_add(folders, g_strdup(""));
	while (folders->len > 0)
		if (!sweep_depth(tree, folders, error))
			return false;
	return true;
}

/* For a file that cannot be linked: another file system, or a file that too
 * many trees share. */
static bool
copy_bytes(int from, int to, guint8 digest[DIGEST_SIZE])
{
	AUTO(digest) all = digest_new();
	guint8 buffer[32 * 1024];
	gsize got;

	while ((got = folder_read(from, buffer, sizeof(buffer))) > 0) {
		digest_update(all, buffer, got);
		if (!folder_write(to, buffer, got))
			return false;
	}
	digest_end(all, digest);
	return true;
}

static bool
copy_published(struct tree *tree, struct entry *entry)
{
	CLOSED from = tree_open_published(tree, entry->path);
	CLOSED to = from >= 0 ? tree_next_create(tree, entry->path) : -1;
	guint8 digest[DIGEST_SIZE];
	struct stat made;

	if (to < 0 || !copy_bytes(from, to, digest) || fstat(to, &made) != 0)
		return false;
	if (memcmp(digest, entry->file.digest, DIGEST_SIZE) != 0) {
		errno = ESTALE;
		return false;
	}
	memo_file_note(&entry->file, &made);
	entry->kept = false;
	tree->changed++;
	return true;
}

static bool
link_published(struct tree *tree, struct entry *entry)
{
	struct stat found;

	if (!tree_next_make_folders(tree, entry->path))
		return false;
	if (linkat(tree->published_folder, entry->path, tree->next_folder, entry->path, 0) != 0)
		return copy_published(tree, entry);
	if (fstatat(tree->next_folder, entry->path, &found, AT_SYMLINK_NOFOLLOW) != 0)
		return false;
	/* Somebody changed what is published, since it was looked at. */
	errno = ESTALE;
	return is_in_place(tree, entry, &found);
}

/* All that has no place yet is a published file, or something took away what
 * this run wrote. */
static bool
place(struct tree *tree, struct entry *entry)
{
	if (entry->kept)
		return link_published(tree, entry);
	errno = ENOENT;
	return !tree->recycled;
}

bool
tree_next_finish(struct tree *tree, GError **error)
{
	GHashTableIter at;
	gpointer value;

	if (tree->recycled && !sweep(tree, error))
		return false;
	g_hash_table_iter_init(&at, tree->entries);
	while (g_hash_table_iter_next(&at, NULL, &value)) {
		struct entry *entry = value;

		if (!entry->placed && !place(tree, entry))
			return tree_fail(tree, FOLDER_WRITE, entry->path, error);
	}
	return true;
}
