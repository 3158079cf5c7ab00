/* The lists of letters (index.csv) of all parts as one. */
#pragma once

#include <glib.h>
#include <stdbool.h>

/* Part K of N lists every N-th letter from the K-th: appends the headings and
 * the rows of the texts (GBytes), which are those of parts 1 to N, in turn.
 * False where the texts do not fit together so. */
bool join_index(const GPtrArray *texts, GString *out);
