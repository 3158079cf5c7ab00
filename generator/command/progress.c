/* On a terminal, a line tells how much of a long work is done. */
#include "command/progress.h"

#include <stdio.h>
#include <unistd.h>

#define INTERVAL_US (G_USEC_PER_SEC / 10)

void
progress_start(struct progress *progress, const struct request *request, const char *what)
{
	*progress = (struct progress){
		.what = what,
		.shown = !request->quiet && isatty(STDERR_FILENO),
		.started_us = g_get_monotonic_time(),
	};
	progress->told_us = progress->started_us;
}

void
progress_step(void *data)
{
	struct progress *progress = data;

	progress->count++;
	if (!progress->shown)
		return;
	gint64 now_us = g_get_monotonic_time();
	if (now_us - progress->told_us < INTERVAL_US)
		return;
	progress->told_us = now_us;
	fprintf(stderr, "\r\033[K%s: %u (%u/s)", progress->what, progress->count,
	        (unsigned)(progress->count * G_USEC_PER_SEC / (now_us - progress->started_us)));
	fflush(stderr);
}

void
progress_end(struct progress *progress)
{
	if (progress->shown)
		fputs("\r\033[K", stderr);
	progress->shown = false;
}
