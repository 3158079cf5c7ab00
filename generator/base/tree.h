/*
 * A tree of files that appears at once: built beside the published one and
 * exchanged with it, so that a reader sees the whole old or the whole new.
 */
#ifndef BASE_TREE_H
#define BASE_TREE_H

#include "base/auto.h"

#include <glib.h>

struct tree;

/*
 * Starts the tree that will stand at `target` ("output/site"), in the folder
 * `target`.next beside it; a rest of an earlier run there is removed. Holds a
 * lock until freed: a second run at the same time fails with a clear message.
 */
struct tree *tree_open(const char *target, GError **error);

/*
 * Writes a file, making folders as needed. `path` is relative, without "..".
 * Writing a path twice, or "manifest.sha256", is a fault of the program.
 *
 * A published file of the same path and bytes is linked instead of written, so
 * that it keeps its time.
 */
gboolean tree_write(struct tree *tree, const char *path, const void *bytes, gsize length,
                    GError **error);

/* Calls `step` with `data` after every file written from now on. */
void tree_watch(struct tree *tree, void (*step)(void *data), void *data);

/* How many files were written, and how many of them were not linked. */
guint tree_files(const struct tree *tree);
guint tree_changed(const struct tree *tree);

/* Paths and SHA-256 written so far, as `sha256sum -c` reads them, sorted. The
 * caller frees. */
char *tree_manifest(const struct tree *tree);

/*
 * Adds the manifest as "manifest.sha256", flushes all to disk and exchanges
 * the tree with `target`; the former one stays as `target`.prev. The last call
 * but tree_free(). A folder without our manifest that is not empty is never
 * replaced or removed: tree_open() fails.
 */
gboolean tree_publish(struct tree *tree, GError **error);

/* Drops what was not published. */
void tree_free(struct tree *tree);
DEFINE_AUTO(tree)

#endif
