/*
 * The files that people write below content/: read only where nothing can be
 * read by mistake, and taken only as text that everybody sees the same.
 */
#pragma once

#include "base/finding.h"

/* A file over this is refused. */
#define SOURCE_SIZE_KIB 512
#define SOURCE_SIZE_LIMIT (SOURCE_SIZE_KIB * 1024)

/*
 * The bytes of the file at `path`, which findings call `name`; up to one over
 * the limit. The caller frees. NULL after a finding where it cannot be read, is a
 * symbolic link (which may lead out of content/) or no regular file, or was
 * changed meanwhile.
 */
char *source_read(const char *path, const char *name, gsize *length, struct findings *findings);

/* Whether the bytes are text of up to `limit` bytes, in UTF-8; steps over a byte
 * order mark. False after a finding of level error. */
bool source_accept(const char **bytes, gsize *length, gsize limit, const char *name,
                   struct findings *findings);

/*
 * Reports each character of valid UTF-8 that we refuse, since it cannot be seen
 * or printed, or turns the direction of text; the text starts on `line`. Returns
 * whether there was none.
 */
bool source_check_characters(const char *text, gsize length, int line, const char *name,
                             struct findings *findings);

/* The text without these characters, for what else is to be said of it. The caller frees. */
char *source_drop_characters(const char *text, gsize *length);

/* The line ends in the bytes. */
int source_count_lines(const char *bytes, gsize length);

/* Behind the end of a comment, CDATA section or instruction that starts at
 * `at`; NULL where it is none, `end` where it is not closed. */
const char *source_skip_section(const char *at, const char *end);

/* Counts the equals signs outside quotes of the tag at `at`; the ">" of its end.
 * A "<" ends it even in quotes, as it does for the parser: a quote that is
 * never closed must not hide the tags behind it. */
const char *source_skip_tag(const char *at, const char *end, int *attributes);

/* Whether the bytes are those of an office program, of PDF or of an archive, after a finding. */
bool source_is_of_other_kind(const char *bytes, gsize length, const char *name,
                             struct findings *findings);
