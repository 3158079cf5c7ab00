/* A line on the terminal that says how far a long run is. Nothing where
 * standard error is no terminal, or with --quiet. */
#pragma once

#include "command/command.h"

struct progress {
	const char *what; /* "site"; borrowed */
	bool shown;       /* whether there is somebody who looks */
	gint64 started_us, told_us;
	unsigned count;
};

void progress_start(struct progress *progress, const struct request *request, const char *what);

/* Counts one more file; `data` is the progress. Fits tree_watch(). */
void progress_step(void *data);

/* Clears the line. */
void progress_end(struct progress *progress);
