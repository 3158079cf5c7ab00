/* A list shared by several threads, neighbours by neighbours. For works that fork
 * nothing, and change nothing but what is their share's own; see base/jobs.h for
 * libraries that bear no threads. */
#pragma once

#include <glib.h>

#define SHARES_MAX 256

/* How many shares a list of `length` makes for up to `jobs` (1 and up) threads:
 * 1 to SHARES_MAX. More than there are threads, so that none waits long for
 * another; fewer where the list is short, and one for one thread. */
guint shares_count(guint length, unsigned jobs);

/* Works on the elements from `first` to `end` - 1; `share` is its own. */
typedef void share_work(gpointer share, guint first, guint end);

/* Calls `work` once for each of the `count` elements of `shares`, an array of
 * structs of `size` bytes, in up to `jobs` threads: each has neighbours, in the
 * order of the list. Returns when all are done. What a thread does that the system
 * does not give, the others do. */
void shares_run(gpointer shares, gsize size, guint count, guint length, unsigned jobs,
                share_work *work);
