/* Each thread takes the next few of a list until none is left. */
#include "base/shares.h"

#include <stdatomic.h>

/* A thread is not worth it for less. */
#define SHARE_MIN 64

/* More threads gain nothing on any machine. */
#define THREADS_MAX 16

/* So many a thread: the last one to end keeps the others waiting for a part of
 * its work alone. */
#define SHARES_FOR_EACH 16u

struct run {
	char *shares;
	gsize size;
	guint count, length;
	share_work *work;
	atomic_uint taken; /* all shares below are somebody's */
};

guint
shares_count(guint length, unsigned jobs)
{
	unsigned threads = MIN(jobs, THREADS_MAX);

	return threads == 1 ? 1 : CLAMP(length / SHARE_MIN, 1, threads * SHARES_FOR_EACH);
}

static gpointer
run_shares(gpointer data)
{
	struct run *run = data;
	guint i;

	while ((i = atomic_fetch_add(&run->taken, 1)) < run->count)
		run->work(run->shares + run->size * i,
		          (guint)((guint64)run->length * i / run->count),
		          (guint)((guint64)run->length * (i + 1) / run->count));
	return NULL;
}

void
shares_run(gpointer shares, gsize size, guint count, guint length, unsigned jobs, share_work *work)
{
	struct run run = { shares, size, count, length, work, 0 };
	GThread *threads[THREADS_MAX];
	guint started = 0, wanted = MIN(MIN(jobs, count), THREADS_MAX) - 1;

	g_assert(count >= 1 && count <= SHARES_MAX && jobs >= 1);
	while (started < wanted &&
	       (threads[started] = g_thread_try_new("share", run_shares, &run, NULL)) != NULL)
		started++;
	/* The thread that is here anyway works too. */
	run_shares(&run);
	for (guint i = 0; i < started; i++)
		g_thread_join(threads[i]);
}
