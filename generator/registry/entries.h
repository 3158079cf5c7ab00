/*
 * The files of a content folder: what there is to load, and what is in the
 * way.
 */
#ifndef REGISTRY_ENTRIES_H
#define REGISTRY_ENTRIES_H

#include "base/finding.h"
#include "registry/store.h"

#include <glib.h>

/*
 * The names of the XML files (`folders` FALSE) or of the folders in
 * `content`/`relative`, sorted by byte; an array of strings of the store, free
 * with g_ptr_array_unref(). Symbolic links are refused with a finding, other
 * things are passed over with a warning, but for hidden files and notes
 * (.md). No such folder is an empty one.
 */
GPtrArray *entries_list(const char *content, const char *relative, gboolean folders,
                        struct registry_store *store, struct findings *findings);

#endif
