/* Editions of past days: what was published stays, as data that can be cited, in
 * data/editions/<day>/, told with SHA-256 by data/index.json. */
#pragma once

#include "publish/tree.h"

/* Where the index of the data stands in the tree. */
#define EDITIONS_INDEX "data/index.json"

/* Bytes of it that are read: an edition takes less than a thousand, so those of each day of 180
 * years. */
#define EDITIONS_INDEX_MAX (64 * 1024 * 1024)

/* Writes the index of a new edition, `index`, with the editions before it: those that the
 * index in the folder `former` ("output/site") tells, and that edition itself, where it is
 * of another day. Their files are kept in the tree, or, where "keeps_past_editions" of the
 * index is false, their days and SHA-256 alone. `former` may be NULL, and hold nothing.
 * False with `error` where what is published cannot be read, or is not what was. */
bool editions_write_index(struct tree *tree, const char *former, const char *index, GError **error);
