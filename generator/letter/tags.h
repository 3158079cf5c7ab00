/* The structure of a document as tags around what is drawn. */
#ifndef LETTER_TAGS_H
#define LETTER_TAGS_H

#include "letter/page.h"

#include <cairo.h>

/* The elements that are open, outermost first. */
struct tags {
	const struct document *document;
	cairo_t *cairo;
	GArray *open; /* int */
	bool *begun;  /* by element */
	bool artifact;
};

void tags_init(struct tags *tags, const struct document *document, cairo_t *cairo);

/* Closes and opens so that `element` (or ARTIFACT) is the innermost. */
void tags_move_to(struct tags *tags, int element);

/* Before a page ends: closes the paragraph that runs over it, which the next
 * page opens anew; cairo would count the next page's artifacts in. */
void tags_end_page(struct tags *tags);

/* Closes all. */
void tags_finish(struct tags *tags);

#endif
