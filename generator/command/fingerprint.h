/* What a run reads, as one number: machines that share a work must have read
 * the same. */
#pragma once

#include <glib.h>

/* The SHA-256, in hex, of the names and bytes of all files below the folders,
 * which close with NULL, in their order. Names that begin with "." are left
 * out. NULL with `error` where a folder or file cannot be read. The caller
 * frees. */
char *fingerprint(const char *const *folders, GError **error);

/* The same of their names, sizes and times instead of the bytes: it is another one once
 * anything was written since. Much faster, and of this machine alone. */
char *fingerprint_of_times(const char *const *folders, GError **error);
