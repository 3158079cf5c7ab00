#include "base/shares.h"

/* A thread is not worth it for less. */
#define SHARE_MIN 64

struct worker {
	gpointer share;
	guint first, end;
	share_work *work;
	GThread *thread; /* NULL: the system gave none */
};

guint
shares_count(guint length, unsigned jobs)
{
	return CLAMP(length / SHARE_MIN, 1, MIN(jobs, SHARES_MAX));
}

static gpointer
run(gpointer data)
{
	const struct worker *worker = data;

	worker->work(worker->share, worker->first, worker->end);
	return NULL;
}

void
shares_run(gpointer shares, gsize size, guint count, guint length, share_work *work)
{
	struct worker workers[SHARES_MAX];

	g_assert(count >= 1 && count <= SHARES_MAX);
	for (guint i = 0; i < count; i++) {
		struct worker *worker = &workers[i];

		*worker = (struct worker){
			.share = (char *)shares + size * i,
			.first = (guint)((guint64)length * i / count),
			.end = (guint)((guint64)length * (i + 1) / count),
			.work = work,
		};
		if (i > 0)
			worker->thread = g_thread_try_new("share", run, worker, NULL);
	}
	/* The first is for the thread that is here anyway. */
	for (guint i = 0; i < count; i++)
		if (workers[i].thread == NULL)
			run(&workers[i]);
	for (guint i = 0; i < count; i++)
		if (workers[i].thread != NULL)
			g_thread_join(workers[i].thread);
}
