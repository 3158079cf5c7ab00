/*
 * A list shared by several threads, neighbours by neighbours. For works that fork
 * nothing, and change nothing but what is their share's own; see base/jobs.h for
 * libraries that bear no threads.
 */
#ifndef BASE_SHARES_H
#define BASE_SHARES_H

#include <glib.h>

/* More threads gain nothing on any machine. */
#define SHARES_MAX 16

/* How many shares a list of `length` makes for up to `jobs` (1 and up) threads:
 * 1 to SHARES_MAX, fewer where the list is short. */
guint shares_count(guint length, unsigned jobs);

/* Works on the elements from `first` to `end` - 1; `share` is its own. */
typedef void share_work(gpointer share, guint first, guint end);

/*
 * Calls `work` once for each of the `count` elements of `shares`, an array of
 * structs of `size` bytes: in the order of the list, and at a time. Returns when all
 * are done. A thread that the system does not give is done without.
 */
void shares_run(gpointer shares, gsize size, guint count, guint length, share_work *work);

#endif
