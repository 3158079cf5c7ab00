/* The new tree is made beside the published one, and both are exchanged at once. */
#define _GNU_SOURCE /* renameat2(), syncfs() */
#include "publish/tree.h"

#include "base/refusal.h"
#include "publish/tree_part.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

/* What the manifest is called until it is whole. */
#define MANIFEST_NEW FOLDER_MANIFEST ".new"

/* Who may only read could hold the lock as well, and block every run. */
#define LOCK_MODE 0600

/* The lock stands only as long as a run holds it; whoever locked a file that
 * its owner has removed since must try again. */
static bool
take_lock(struct tree *tree, GError **error)
{
	struct stat held, standing;

	for (;;) {
		tree->lock_file = openat(tree->parent_folder, tree->lock,
		                         O_RDWR | O_CREAT | O_NOFOLLOW | O_CLOEXEC, LOCK_MODE);
		if (tree->lock_file < 0)
			return folder_fail(error, FOLDER_LOCK, tree->target);
		/* One that a killed run leaves must open again. */
		(void)fchmod(tree->lock_file, LOCK_MODE);
		if (flock(tree->lock_file, LOCK_EX | LOCK_NB) != 0)
			break;
		if (fstat(tree->lock_file, &held) == 0 &&
		    fstatat(tree->parent_folder, tree->lock, &standing, AT_SYMLINK_NOFOLLOW) == 0 &&
		    held.st_dev == standing.st_dev && held.st_ino == standing.st_ino)
			return true;
		close(tree->lock_file);
	}

	folder_close(&tree->lock_file);
	tree->lock_file = -1;
	if (errno != EWOULDBLOCK)
		return folder_fail(error, FOLDER_LOCK, tree->target);
	return REFUSE(error, "tree-locked",
	              "ほかの実行が {0} に書き込んでいます（{0}.lock を使用中）。"
	              "終わってから実行し直してください。",
	              "Another run is writing {0} (it holds {0}.lock). Run again when it "
	              "has ended.",
	              tree->target, NULL);
}

/* Opens what is published now, unless a stranger put it there. */
static bool
open_published(struct tree *tree, GError **error)
{
	tree->published_folder = folder_open(tree->parent_folder, tree->name);
	if (tree->published_folder < 0)
		return errno == ENOENT || folder_fail(error, FOLDER_REPLACE, tree->target);
	return folder_must_be_ours(tree->published_folder, tree->target, error);
}

/* What is remembered of another tree than the published one is of no use. */
static void
remember(struct tree *tree)
{
	AUTO(digest) digest = digest_new();
	guint8 manifest[DIGEST_SIZE];
	CLOSED file = tree_open_published(tree, FOLDER_MANIFEST);

	if (file >= 0 && digest_update_file(digest, file)) {
		digest_end(digest, manifest);
		tree->memo = memo_read(tree->parent_folder, tree->memo_name, manifest);
	}
}

/* A folder says whose it is from the first moment on: it is empty, or has a
 * manifest, if an empty one. */
static bool
mark_next(const struct tree *tree)
{
	int mark = folder_create(tree->next_folder, FOLDER_MANIFEST);

	return mark >= 0 ? close(mark) == 0 : errno == EEXIST;
}

/* With its mode from the first moment, whatever the umask; one that was left has it
 * before anything else is done. */
static bool
make_next(const struct tree *tree)
{
	return mkdirat(tree->parent_folder, tree->next, tree->mode) == 0 &&
	       fchmodat(tree->parent_folder, tree->next, tree->mode, 0) == 0;
}

static bool
start_next(struct tree *tree, GError **error)
{
	g_autofree char *shown = g_strconcat(tree->target, ".next", NULL);
	struct stat found;

	tree->next_folder = folder_open(tree->parent_folder, tree->next);
	tree->recycled = tree->next_folder >= 0;
	if (!tree->recycled) {
		if (errno != ENOENT)
			return folder_fail(error, FOLDER_REPLACE, shown);
		if (!make_next(tree))
			return folder_fail(error, FOLDER_MAKE, shown);
		tree->next_folder = folder_open(tree->parent_folder, tree->next);
		if (tree->next_folder < 0)
			return folder_fail(error, FOLDER_READ, shown);
	} else if (!folder_must_be_ours(tree->next_folder, shown, error)) {
		return false;
	}
	if (fchmod(tree->next_folder, tree->mode) != 0 || !mark_next(tree) ||
	    fstat(tree->next_folder, &found) != 0)
		return folder_fail(error, FOLDER_WRITE, shown);
	tree->device = found.st_dev;
	return true;
}

static bool
open_parent(struct tree *tree, GError **error)
{
	g_autofree char *parent = g_path_get_dirname(tree->target);

	tree->name = g_path_get_basename(tree->target);
	if (tree->target[0] == '\0' || strchr(tree->name, '/') != NULL ||
	    strcmp(tree->name, ".") == 0 || strcmp(tree->name, "..") == 0)
		return REFUSE(error, "tree-target",
		              "「{0}」は出力先にできません。ほかのフォルダーの中のフォル"
		              "ダーを指定してください。",
		              "\"{0}\" cannot be written as a whole. Name a folder inside another.",
		              tree->target, NULL);
	tree->next = g_strconcat(tree->name, ".next", NULL);
	tree->previous = g_strconcat(tree->name, ".prev", NULL);
	tree->lock = g_strconcat(tree->name, ".lock", NULL);
	tree->memo_name = g_strconcat(tree->name, ".memo", NULL);
	if (!folder_make_all(parent, error))
		return false;
	tree->parent_folder = open(parent, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	if (tree->parent_folder < 0)
		return folder_fail(error, FOLDER_READ, parent);
	return true;
}

static struct tree *
open_tree(const char *target, bool remembers, mode_t mode, GError **error)
{
	AUTO(tree) tree = g_new0(struct tree, 1);

	tree->mode = mode;
	size_t length = strlen(target);

	while (length > 1 && target[length - 1] == '/')
		length--;
	tree->target = g_strndup(target, length);
	tree->parent_folder = tree->lock_file = -1;
	tree->next_folder = tree->published_folder = -1;
	tree->entries = g_hash_table_new_full(g_str_hash, g_str_equal, NULL, g_free);
	tree->above = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
	tree->folders = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
	tree->sorted = g_ptr_array_new();
	tree->jobs = 1;
	if (!open_parent(tree, error) || !take_lock(tree, error) || !open_published(tree, error) ||
	    !start_next(tree, error))
		return NULL;
	if (remembers)
		remember(tree);
	return g_steal_pointer(&tree);
}

struct tree *
tree_open(const char *target, bool remembers, GError **error)
{
	return open_tree(target, remembers, FOLDER_MODE, error);
}

struct tree *
tree_open_private(const char *target, bool remembers, GError **error)
{
	mode_t mask = umask(0);

	umask(mask);
	return open_tree(target, remembers, S_IRWXU | (FOLDER_MODE & ~mask), error);
}

void
tree_watch(struct tree *tree, void (*step)(void *data), void *data)
{
	tree->step = step;
	tree->step_data = data;
}

void
tree_set_sign(struct tree *tree, tree_sign *sign, void *data)
{
	tree->sign = sign;
	tree->sign_data = data;
}

guint
tree_files(const struct tree *tree)
{
	return g_hash_table_size(tree->entries);
}

guint
tree_changed(const struct tree *tree)
{
	return tree->changed;
}

bool
tree_has(const struct tree *tree, const char *path)
{
	return g_hash_table_contains(tree->entries, path);
}

char *
tree_digest(const struct tree *tree, const char *path)
{
	const struct entry *entry = g_hash_table_lookup(tree->entries, path);

	return entry == NULL ? NULL : digest_text(entry->file.digest);
}

char *
tree_read(const struct tree *tree, const char *path, gsize *length)
{
	const struct entry *entry = g_hash_table_lookup(tree->entries, path);
	CLOSED file = entry == NULL ? -1
	              : entry->kept ? tree_open_published(tree, path)
	                            : openat(tree->next_folder, path, O_RDONLY | O_CLOEXEC);

	if (file < 0)
		return NULL;
	*length = entry->file.size;
	char *bytes = g_malloc(*length + 1);
	bytes[folder_read(file, bytes, *length)] = '\0';
	return bytes;
}

static int
compare_paths(gconstpointer a, gconstpointer b)
{
	const struct entry *const *one = a, *const *other = b;

	return strcmp((*one)->path, (*other)->path);
}

/* The entries by path, borrowed: they only ever become more. */
static const GPtrArray *
sorted_entries(const struct tree *tree)
{
	GPtrArray *sorted = tree->sorted;
	GHashTableIter at;
	gpointer entry;

	if (sorted->len == g_hash_table_size(tree->entries))
		return sorted;
	g_ptr_array_set_size(sorted, 0);
	g_hash_table_iter_init(&at, tree->entries);
	while (g_hash_table_iter_next(&at, NULL, &entry))
		g_ptr_array_add(sorted, entry);
	g_ptr_array_sort(sorted, compare_paths);
	return sorted;
}

static GString *
manifest_of(const GPtrArray *sorted)
{
	GString *manifest = g_string_new(NULL);

	EACH (const struct entry, entry, sorted) {
		digest_append(manifest, entry->file.digest);
		g_string_append(manifest, "  ");
		g_string_append(manifest, entry->path);
		g_string_append_c(manifest, '\n');
	}
	return manifest;
}

char *
tree_manifest(const struct tree *tree)
{
	return g_string_free(manifest_of(sorted_entries(tree)), false);
}

static bool
write_ours(struct tree *tree, const char *name, const void *bytes, gsize length, GError **error)
{
	int file = tree_next_create(tree, name);

	if (file < 0 || !folder_write_and_close(file, bytes, length))
		return tree_fail(tree, FOLDER_WRITE, name, error);
	return true;
}

/* Under another name first: without a manifest a folder is a stranger's. */
static bool
write_manifest(struct tree *tree, const GString *manifest, GError **error)
{
	if (!write_ours(tree, MANIFEST_NEW, manifest->str, manifest->len, error))
		return false;
	if (renameat(tree->next_folder, MANIFEST_NEW, tree->next_folder, FOLDER_MANIFEST) != 0)
		return tree_fail(tree, FOLDER_WRITE, FOLDER_MANIFEST, error);
	return true;
}

static bool
write_signature(struct tree *tree, const GString *manifest, GError **error)
{
	if (tree->sign == NULL)
		return true;
	g_autoptr(GByteArray) signature =
		tree->sign(manifest->str, manifest->len, tree->sign_data, error);
	return signature != NULL &&
	       write_ours(tree, TREE_SIGNATURE, signature->data, signature->len, error);
}

/* The former tree will stand there: not in place of what is not ours. */
static bool
check_previous(const struct tree *tree, const char *shown, GError **error)
{
	CLOSED folder = folder_open(tree->parent_folder, tree->previous);

	if (folder < 0)
		return errno == ENOENT || folder_fail(error, FOLDER_REPLACE, shown);
	return folder_must_be_ours(folder, shown, error);
}

static bool
rename_here(const struct tree *tree, const char *from, const char *to)
{
	return renameat(tree->parent_folder, from, tree->parent_folder, to) == 0;
}

static bool
exchange_here(const struct tree *tree, const char *one, const char *other)
{
	return renameat2(tree->parent_folder, one, tree->parent_folder, other, RENAME_EXCHANGE) ==
	       0;
}

/* For file systems that cannot exchange: for a moment nothing stands at the
 * target, and a failure puts the former tree back. */
static bool
exchange_by_renaming(const struct tree *tree)
{
	if (!folder_remove_any(tree->parent_folder, tree->previous) ||
	    !rename_here(tree, tree->name, tree->previous))
		return false;
	if (rename_here(tree, tree->next, tree->name))
		return true;
	int reason = errno;
	(void)rename_here(tree, tree->previous, tree->name);
	errno = reason;
	return false;
}

static bool
exchange(const struct tree *tree)
{
	if (tree->published_folder < 0)
		return rename_here(tree, tree->next, tree->name);
	if (exchange_here(tree, tree->next, tree->name))
		return true;
	if (errno != EINVAL && errno != ENOSYS && errno != EOPNOTSUPP)
		return false;
	return exchange_by_renaming(tree);
}

/* Once exchanged, the former tree stands where the new one was built, if there
 * was one and it was not moved aside. The one before it is recycled. */
static bool
keep_former(const struct tree *tree)
{
	return exchange_here(tree, tree->next, tree->previous) ||
	       rename_here(tree, tree->next, tree->previous) || errno == ENOENT;
}

bool
tree_publish(struct tree *tree, GError **error)
{
	g_autofree char *previous = g_strconcat(tree->target, ".prev", NULL);
	const GPtrArray *sorted = sorted_entries(tree);
	g_autoptr(GString) manifest = manifest_of(sorted);

	if ((tree->published_folder >= 0 && !check_previous(tree, previous, error)) ||
	    !tree_next_finish(tree, error) || !write_manifest(tree, manifest, error) ||
	    !write_signature(tree, manifest, error))
		return false;
	if (syncfs(tree->next_folder) != 0)
		return folder_fail(error, FOLDER_WRITE, tree->target);
	if (!exchange(tree))
		return folder_fail(error, FOLDER_REPLACE, tree->target);
	close(tree->next_folder);
	tree->next_folder = -1;
	if (!keep_former(tree))
		return folder_fail(error, FOLDER_KEEP, previous);
	if (fsync(tree->parent_folder) != 0 && errno != EINVAL)
		return folder_fail(error, FOLDER_WRITE, tree->target);
	/* To remember nothing only costs the next run time, so that no failure is one
	 * of the publication. */
	guint8 digest[DIGEST_SIZE];

	digest_raw_of(manifest->str, manifest->len, digest);
	g_string_free(g_steal_pointer(&manifest), true);
	(void)memo_write(tree->parent_folder, tree->memo_name, tree->memo, digest, sorted);
	return true;
}

void
tree_free(struct tree *tree)
{
	if (tree == NULL)
		return;
	if (tree->next_folder >= 0 && !tree->recycled)
		(void)folder_remove(tree->parent_folder, tree->next, tree->target, NULL);
	if (tree->lock_file >= 0)
		(void)unlinkat(tree->parent_folder, tree->lock, 0);
	folder_close(&tree->lock_file);
	folder_close(&tree->next_folder);
	folder_close(&tree->published_folder);
	folder_close(&tree->parent_folder);
	memo_free(tree->memo);
	g_hash_table_unref(tree->entries);
	g_hash_table_unref(tree->above);
	g_hash_table_unref(tree->folders);
	g_ptr_array_unref(tree->sorted);
	g_free(tree->target);
	g_free(tree->name);
	g_free(tree->next);
	g_free(tree->previous);
	g_free(tree->lock);
	g_free(tree->memo_name);
	g_free(tree);
}
