/* Work shared by several processes: libraries that threads would have to lock
 * are used side by side, and each process has all that stood in memory when it
 * was forked. */
#pragma once

#include <glib.h>
#include <stdbool.h>

struct jobs {
	/* In each process, before its first work; may be NULL. */
	void (*begin)(void *data);

	/* Does work `index`, in a process of its own: nothing but what it
	 * appends to `told` comes back. */
	bool (*work)(guint index, GByteArray *told, void *data, GError **error);

	/* Takes what one or several works told, one after the other, here; in
	 * no order of index. */
	void (*take)(const guint8 *told, gsize length, void *data);

	void *data;
};

/* Does work 0 to count - 1 in so many processes (1 and up); what takes longest
 * should stand first. Fails as the work of the lowest index that failed; what is
 * above it may not be done then. Fails also where a process was killed. */
bool jobs_run(const struct jobs *jobs, guint count, unsigned processes, GError **error);
