/* What is published in a folder, read to be compared with: only what its manifest vouches for. */
#pragma once

#include <glib.h>
#include <stdbool.h>

/* The manifest of the folder; NULL where nothing is published there, or with `error`. The
 * caller frees. */
char *published_manifest(const char *folder, GError **error);

/* The text of a file of at most `limit` bytes that the manifest of the folder lists; NULL
 * where it lists none, or with `error`: the file is missing, is no text or is another. The
 * caller frees. */
char *published_text(const char *folder, const char *manifest, const char *path, gsize limit,
                     GError **error);

/*
 * The same line by line, so that the whole need not stand in memory: each goes to `take`
 * without its end, and may be changed. False with `error` also where `take` returns false, a
 * line is longer than `limit`, or the manifest lists no such file. What was taken counts only
 * where true is returned.
 */
typedef bool published_line(char *line, void *data);
bool published_lines(const char *folder, const char *manifest, const char *path, gsize limit,
                     published_line *take, void *data, GError **error);

/* Sets `error`: what is published there cannot be read. False, to be returned. */
bool published_fail(const char *folder, GError **error);
