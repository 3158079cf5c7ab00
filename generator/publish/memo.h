/* What is remembered of a published tree: for each file its digest, what it was
 * made of, and how it stood. Kept in a file beside the tree, which is input
 * like any other when it is read: whatever is odd about it, nothing is
 * remembered. */
#pragma once

#include "base/digest.h"

#include <sys/stat.h>

struct memo_file {
	const char *path;
	guint64 size;
	guint64 modified_ns; /* as it stood: compared, never counted with */
	guint64 inode;
	guint8 digest[DIGEST_SIZE];
	guint8 key[DIGEST_SIZE]; /* of all that it was made of */
	bool keyed;              /* otherwise it has no key */
};

/* Notes how a file stands; whether it still stands so. */
void memo_file_note(struct memo_file *file, const struct stat *found);
bool memo_file_stands(const struct memo_file *file, const struct stat *found);

struct memo;

/* Reads the file `name` in the open folder `at`; NULL where there is none, or
 * where it is not whole, or not of the tree whose manifest has this digest. */
struct memo *memo_read(int at, const char *name, const guint8 manifest[DIGEST_SIZE]);

/* What is known of `path`; NULL: nothing. Borrowed from the memo. */
const struct memo_file *memo_find(const struct memo *memo, const char *path);

/* Writes what memo_read() reads, at once; `files` are struct memo_file *. What is
 * the same as `former` (NULL: nothing) stays; the files of `former` are forgotten, for
 * both together are the largest thing of all. False with errno, and then no memo is left. */
bool memo_write(int at, const char *name, struct memo *former, const guint8 manifest[DIGEST_SIZE],
                const GPtrArray *files);

void memo_free(struct memo *memo);
DEFINE_AUTO(memo)
