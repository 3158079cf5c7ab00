/*
 * A tree of files that appears at once: built beside the published one and
 * exchanged with it, so that a reader sees the whole old or the whole new.
 *
 * Beside `target` ("output/site") stand
 *
 *	target.prev	the former edition, whole, for one step back
 *	target.next	where the next one is built. Once published, it is the
 *			edition before the former one, which the next run turns
 *			into the new one by what differs. Never to be published;
 *			it may be removed at any time between runs
 *	target.memo	what the files of `target` were made of. It may be
 *			removed at any time: the next run takes longer
 *	target.lock	while a run holds it
 *
 * No file that stands is ever written into: an edition may share it with
 * another, and a reader may have it open.
 */
#pragma once

#include "base/auto.h"

/* Stands in the tree, but not in its manifest: who vouches for the manifest. */
#define TREE_SIGNATURE "manifest.sha256.p7s"

struct tree;

/* Starts the tree that will stand at `target`. Holds a lock until freed: a
 * second run at the same time fails with a clear message. With `remembers`,
 * published files are known by target.memo, their sizes and times, or where
 * these differ, as in a copy, by a digest of their bytes; without, nothing is
 * reused by its key, and published files are known by their bytes alone. */
struct tree *tree_open(const char *target, bool remembers, GError **error);

/* A tree that is not for the public: from its first moment on, others are let in only as
 * the umask of the process says. */
struct tree *tree_open_private(const char *target, bool remembers, GError **error);

/*
 * Writes a file, making folders as needed. `path` is relative, without "..".
 * Writing a path twice, "manifest.sha256" or TREE_SIGNATURE is a fault of the
 * program. Fails also where a file would be a folder of another.
 *
 * A published file of the same path and bytes is kept instead of writing, so
 * that it keeps its inode and time.
 */
bool tree_write(struct tree *tree, const char *path, const void *bytes, gsize length,
                GError **error);

/* `key` is the hex SHA-256 of all that the file is made of. Where an earlier
 * run wrote `path` with this key, and the file is still published as it was,
 * tree_reuse() keeps it without its bytes, and returns true. False: make it,
 * and call tree_write_keyed(). */
bool tree_reuse(struct tree *tree, const char *path, const char *key);
bool tree_write_keyed(struct tree *tree, const char *path, const char *key, const void *bytes,
                      gsize length, GError **error);

/* A file written in pieces, so that a large one need not stand in memory.
 * Everything said of tree_write() holds. tree_file_close() frees `file` also
 * where it fails; tree_file_drop() is for who gives up before, and tree_file_end()
 * is either of them. All of them do nothing for NULL. */
struct tree_file;

/* `key` is for tree_reuse() of a later run; NULL: none. */
struct tree_file *tree_file_open(struct tree *tree, const char *path, const char *key,
                                 GError **error);
bool tree_file_append(struct tree_file *file, const void *bytes, gsize length, GError **error);
bool tree_file_close(struct tree_file *file, GError **error);
void tree_file_drop(struct tree_file *file);
bool tree_file_end(struct tree_file *file, bool good, GError **error);

/* Calls step(i, tree, data) for 0 <= i < count, spread over `jobs` (1 and up)
 * processes that write into the same tree; what they wrote and reused is known
 * to `tree` afterwards, as if written here, and is the same for any `jobs`. In
 * a process of its own, nothing else that `step` changes comes back. Fails as
 * the step of the lowest index that failed. tree_publish() has as many threads. */
typedef bool tree_step(guint index, struct tree *tree, void *data, GError **error);
bool tree_run(struct tree *tree, guint count, unsigned jobs, tree_step *step, void *data,
              GError **error);

/* Calls `step` with `data` after every file written or kept from now on. */
void tree_watch(struct tree *tree, void (*step)(void *data), void *data);

/* How many files the tree has, and how many of them were not kept. */
guint tree_files(const struct tree *tree);
guint tree_changed(const struct tree *tree);

/* Whether this run wrote or kept a file at `path`. */
bool tree_has(const struct tree *tree, const char *path);

/* The hex SHA-256 of the file at `path`, which the caller frees; NULL: this run
 * wrote or kept none there. */
char *tree_digest(const struct tree *tree, const char *path);

/* The bytes of such a file, and a NUL behind them, which the caller frees; NULL: there
 * is none, or it cannot be read. */
char *tree_read(const struct tree *tree, const char *path, gsize *length);

/* Paths and SHA-256 written so far, as `sha256sum -c` reads them, sorted. The
 * caller frees. */
char *tree_manifest(const struct tree *tree);

/* Sets who signs the manifest: what `sign` returns becomes TREE_SIGNATURE; NULL
 * with `error` set, and nothing is published. */
typedef GByteArray *tree_sign(const void *manifest, gsize length, void *data, GError **error);
void tree_set_sign(struct tree *tree, tree_sign *sign, void *data);

/* Adds the manifest as "manifest.sha256", flushes all to disk and exchanges
 * the tree with `target`; the former one becomes `target`.prev. The last call
 * but tree_free(). A folder without our manifest that is not empty is never
 * replaced, removed or recycled: tree_open() or tree_publish() fails. */
bool tree_publish(struct tree *tree, GError **error);

/* What was not published is dropped, or left in target.next to be recycled. */
void tree_free(struct tree *tree);
DEFINE_AUTO(tree)
