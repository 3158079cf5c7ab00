/* A file is written unless the published one is what it would be. */
#include "base/refusal.h"
#include "publish/tree_part.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <unistd.h>

/* A file that is written in pieces goes to disk, and into its digest, in
 * blocks of this size. */
#define BLOCK_BYTES (64u * 1024)

/* Relative, without empty parts, "." and "..", and such that a manifest can
 * hold it without escapes. */
static bool
is_plain_path(const char *path)
{
	for (const char *part = path;; part++) {
		size_t length = strcspn(part, "/");

		if (length == 0 || (length == 1 && part[0] == '.') ||
		    (length == 2 && part[0] == '.' && part[1] == '.'))
			return false;
		for (size_t i = 0; i < length; i++)
			if (part[i] == '\\' || g_ascii_iscntrl(part[i]))
				return false;
		part += length;
		if (*part == '\0')
			return true;
	}
}

/* The manifest, the signature and what becomes the manifest are ours. */
static bool
may_write(const struct tree *tree, const char *path, GError **error)
{
	g_assert(!g_hash_table_contains(tree->entries, path));
	g_assert(!g_str_has_prefix(path, FOLDER_MANIFEST));
	if (!is_plain_path(path))
		return REFUSE(error, "tree-path",
		              "「{0}」には書き出せません。出力先の外を指しています。",
		              "Cannot write \"{0}\": it is no path inside the folder.", path, NULL);
	return tree_fits(tree, path) || tree_fail(tree, FOLDER_WRITE, path, error);
}

/* What is remembered of the published file, where it stands as it did then. */
static const struct memo_file *
remembered(const struct tree *tree, const char *path)
{
	const struct memo_file *file = tree->memo != NULL ? memo_find(tree->memo, path) : NULL;
	struct stat found;

	if (file == NULL ||
	    fstatat(tree->published_folder, path, &found, AT_SYMLINK_NOFOLLOW) != 0 ||
	    !tree_may_keep(&found) || !memo_file_stands(file, &found))
		return NULL;
	return file;
}

static void
set_key(struct memo_file *file, const char *key)
{
	file->keyed = key != NULL;
	if (key != NULL && !(strlen(key) == DIGEST_HEX && digest_parse(key, file->key)))
		g_error("\"%s\" is no SHA-256 in hex", key);
}

/* Opens the published file, where it may be kept and has this length; -1: it
 * has not. */
static int
open_published(const struct tree *tree, const char *path, guint64 length, struct stat *found)
{
	int file = tree_open_published(tree, path);

	if (file < 0)
		return -1;
	if (fstat(file, found) == 0 && tree_may_keep(found) && (guint64)found->st_size == length)
		return file;
	folder_close(&file);
	return -1;
}

/* Whether the published file has this digest and size, by what is remembered;
 * if so, notes how it stands. */
static bool
is_remembered(const struct tree *tree, struct memo_file *file)
{
	const struct memo_file *known = remembered(tree, file->path);

	if (known == NULL || known->size != file->size ||
	    memcmp(known->digest, file->digest, DIGEST_SIZE) != 0)
		return false;
	file->modified_ns = known->modified_ns;
	file->inode = known->inode;
	return true;
}

/* Whether the published file holds the bytes of this digest already: it is kept
 * then, so that copies and caches see no change. */
static bool
is_published(const struct tree *tree, struct memo_file *file)
{
	guint8 own[DIGEST_SIZE];
	struct stat found;

	if (is_remembered(tree, file))
		return true;
	CLOSED published = open_published(tree, file->path, file->size, &found);
	AUTO(digest) digest = digest_new();
	if (published < 0 || !digest_update_file(digest, published))
		return false;
	digest_end(digest, own);
	if (memcmp(own, file->digest, DIGEST_SIZE) != 0)
		return false;
	memo_file_note(file, &found);
	return true;
}

bool
tree_reuse(struct tree *tree, const char *path, const char *key)
{
	const struct memo_file *known = tree->memo != NULL ? memo_find(tree->memo, path) : NULL;
	struct memo_file wanted;

	set_key(&wanted, key);
	if (known == NULL || !known->keyed || memcmp(known->key, wanted.key, DIGEST_SIZE) != 0 ||
	    !may_write(tree, path, NULL))
		return false;
	/* A tree that was copied stands otherwise: its bytes are looked at. */
	wanted = *known;
	if (!is_published(tree, &wanted))
		return false;
	tree_add(tree, &wanted, true);
	return true;
}

/* Closes also where something fails; errno is of the first failure. */
static bool
note_and_close(int file, struct memo_file *noted)
{
	struct stat found;
	bool good = fstat(file, &found) == 0;
	int reason = errno;

	if (close(file) != 0 && errno != EINTR && good)
		return false;
	errno = reason;
	if (good)
		memo_file_note(noted, &found);
	return good;
}

static bool
write_new(struct tree *tree, struct memo_file *file, const void *bytes, GError **error)
{
	int made =
		tree_next_make_folders(tree, file->path) ? tree_next_create(tree, file->path) : -1;

	if (made < 0)
		return tree_fail(tree, FOLDER_WRITE, file->path, error);
	if (folder_write(made, bytes, file->size))
		return note_and_close(made, file) ||
		       tree_fail(tree, FOLDER_WRITE, file->path, error);
	folder_close(&made);
	return tree_fail(tree, FOLDER_WRITE, file->path, error);
}

bool
tree_write_keyed(struct tree *tree, const char *path, const char *key, const void *bytes,
                 gsize length, GError **error)
{
	struct memo_file file = { .path = path, .size = length };

	if (!may_write(tree, path, error))
		return false;
	set_key(&file, key);
	digest_raw_of(bytes, length, file.digest);
	bool kept = is_published(tree, &file);
	if (!kept && !write_new(tree, &file, bytes, error))
		return false;
	tree_add(tree, &file, kept);
	return true;
}

bool
tree_write(struct tree *tree, const char *path, const void *bytes, gsize length, GError **error)
{
	return tree_write_keyed(tree, path, NULL, bytes, length, error);
}

struct tree_file {
	struct tree *tree;
	struct memo_file file; /* owns its path */
	int made;
	struct digest *digest;
	guint8 *block;
	gsize in_block;
};

struct tree_file *
tree_file_open(struct tree *tree, const char *path, const char *key, GError **error)
{
	if (!may_write(tree, path, error))
		return NULL;
	int made = tree_next_make_folders(tree, path) ? tree_next_create(tree, path) : -1;
	if (made < 0) {
		(void)tree_fail(tree, FOLDER_WRITE, path, error);
		return NULL;
	}
	struct tree_file *file = g_new0(struct tree_file, 1);
	file->tree = tree;
	file->file.path = g_strdup(path);
	set_key(&file->file, key);
	file->made = made;
	file->digest = digest_new();
	file->block = g_malloc(BLOCK_BYTES);
	return file;
}

void
tree_file_drop(struct tree_file *file)
{
	if (file == NULL)
		return;
	if (file->made >= 0) {
		close(file->made);
		(void)unlinkat(file->tree->next_folder, file->file.path, 0);
	}
	digest_free(file->digest);
	g_free(file->block);
	g_free((char *)file->file.path);
	g_free(file);
}

static bool
write_block(struct tree_file *file, const void *bytes, gsize length, GError **error)
{
	digest_update(file->digest, bytes, length);
	return folder_write(file->made, bytes, length) ||
	       tree_fail(file->tree, FOLDER_WRITE, file->file.path, error);
}

bool
tree_file_append(struct tree_file *file, const void *bytes, gsize length, GError **error)
{
	if (file == NULL)
		return true;
	if (length > BLOCK_BYTES - file->in_block) {
		if (!write_block(file, file->block, file->in_block, error))
			return false;
		file->in_block = 0;
		if (length >= BLOCK_BYTES)
			return write_block(file, bytes, length, error);
	}
	memcpy(file->block + file->in_block, bytes, length);
	file->in_block += length;
	return true;
}

static bool
close_file(struct tree_file *file, GError **error)
{
	struct tree *tree = file->tree;
	int made = file->made;

	if (!write_block(file, file->block, file->in_block, error))
		return false;
	digest_end(file->digest, file->file.digest);
	file->made = -1;
	if (!note_and_close(made, &file->file))
		return tree_fail(tree, FOLDER_WRITE, file->file.path, error);
	bool kept = is_published(tree, &file->file);
	if (kept && unlinkat(tree->next_folder, file->file.path, 0) != 0)
		return tree_fail(tree, FOLDER_WRITE, file->file.path, error);
	tree_add(tree, &file->file, kept);
	return true;
}

bool
tree_file_close(struct tree_file *file, GError **error)
{
	bool good = file == NULL || close_file(file, error);

	tree_file_drop(file);
	return good;
}

bool
tree_file_end(struct tree_file *file, bool good, GError **error)
{
	if (good)
		return tree_file_close(file, error);
	tree_file_drop(file);
	return false;
}
