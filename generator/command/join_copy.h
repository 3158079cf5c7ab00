/* From the tree of a part into the tree of all: no file that is not what the
 * part's manifest says, none from outside the part, none twice. */
#pragma once

#include "command/shard.h"
#include "publish/tree.h"

/* The name of the list of letters, which is made of those of all parts. */
#define JOIN_INDEX "index.csv"

struct joining {
	enum language language;
	struct tree *tree;
	GHashTable *owners; /* path -> the name of the part that has it; both owned. The
	                     * path of a folder ends with "/" */
	const char *held;   /* the path of a file that is not copied: one is made of those of
	                     * all parts */
	GPtrArray *indexes; /* GBytes: those, in order of parts */
};

/* Copies all files of the part. False with `error`, in the language, where one
 * is refused; a system that fails says so in its own words. */
bool join_copy(const struct joining *joining, const struct shard *shard, GError **error);
