/* What a build made, as one line of JSON for those who run it by machine. */
#pragma once

#include "base/date.h"
#include "base/finding.h"
#include "publish/tree.h"

#include <jansson.h>

struct summary {
	struct date as_of;
	guint services; /* examined, on the list or not */
	const struct findings *findings;
	const struct tree *site, *letters; /* published; NULL: not made */
	double seconds;
};

/* Appends an object and a line end: "as-of", "services", "errors", "warnings",
 * "seconds" and for each tree "edition" (SHA-256 of its manifest), "files" and
 * "changed" (written, not linked from the former edition). */
void summary_render(const struct summary *summary, GString *out);

/* What is said of a tree. */
json_t *summary_of_tree(const struct tree *tree);
