/* What the files of publish/tree.h share: tree.c opens and publishes, tree_entry.c
 * notes files, tree_write.c writes them, tree_next.c brings target.next to the wanted state,
 * tree_run.c has several processes write. */
#pragma once

#include "base/folder.h"
#include "publish/memo.h"
#include "publish/tree.h"

#include <sys/types.h>

/* A file of the tree in the making. */
struct entry {
	struct memo_file file; /* its path is the one below */
	bool kept;             /* the published file, not one that was written */
	bool placed;           /* found in target.next, when that is swept */
	char path[];
};

struct tree {
	char *target;
	char *name, *next, *previous, *lock, *memo_name; /* in the parent folder */
	int parent_folder;
	int lock_file;
	int next_folder;
	int published_folder; /* -1: nothing is published yet */
	dev_t device;         /* the file system of target.next */
	mode_t mode;          /* of target.next, the one way to all that it holds */
	bool recycled;        /* target.next stood before: anything may be in it */
	struct memo *memo;    /* NULL: nothing is remembered */
	GHashTable *entries;  /* path -> struct entry, owned */
	GHashTable *above;    /* set of the folders that the entries stand in */
	GHashTable *folders;  /* set of those in target.next that are known to be folders */
	GPtrArray *sorted;    /* the entries by path, as far as they were sorted */
	guint changed;        /* files that were not kept */
	unsigned jobs;        /* so many may work at a time */
	GByteArray *journal;  /* in a worker process: what its parent is told */
	void (*step)(void *data);
	void *step_data;
	tree_sign *sign;
	void *sign_data;
};

/* "cannot DO target.next/PATH: reason" from errno; False. */
bool tree_fail(const struct tree *tree, enum folder_doing doing, const char *path, GError **error);

/* Whether a file may be kept as it stands: regular, and of our mode. */
bool tree_may_keep(const struct stat *found);

/* Opens a published file for reading, not through a symbolic link: its
 * descriptor, or -1, also where nothing is published. */
int tree_open_published(const struct tree *tree, const char *path);

/* Whether a file can stand at `path` beside those of the tree: none is a folder of
 * another. False with errno. */
bool tree_fits(const struct tree *tree, const char *path);

/* Notes a file of the tree; `file` is copied. In a worker process, it is also
 * told to the parent, which notes it with tree_add_told(). */
void tree_add(struct tree *tree, const struct memo_file *file, bool kept);
void tree_add_told(struct tree *tree, const guint8 *told, gsize length);

/* Makes the folders above `path` in target.next, whatever stands there. False
 * with errno. */
bool tree_next_make_folders(struct tree *tree, const char *path);

/* Makes a file in target.next, whatever stands there, and opens it for writing:
 * its descriptor, or -1 with errno. Its folders are there. */
int tree_next_create(struct tree *tree, const char *path);

/* Links what is kept, and removes what the tree does not have. */
bool tree_next_finish(struct tree *tree, GError **error);
