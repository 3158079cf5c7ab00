/* The structure of a document as tags around what is drawn. */
#pragma once

#include "page/page.h"

#include <cairo.h>

/* The elements that are open, outermost first. */
struct tags {
	const struct document *document;
	cairo_t *cairo;
	GArray *open;  /* int */
	GArray *told;  /* int: each element that was begun, or TOLD_ROLE(); borrowed */
	bool *divided; /* by element: a line of it has parts */
	bool artifact;
};

/* Stands in `told` for an element inside a line, which the document lacks. */
#define TOLD_ROLE(role) (-1 - (int)(role))

/* Appends to `told` the element of each tag that is begun. */
void tags_init(struct tags *tags, const struct document *document, cairo_t *cairo, GArray *told);

/* Closes and opens so that `element` (or ARTIFACT) is the innermost. */
void tags_move_to(struct tags *tags, int element);

/* A part of a line in the element that is open: ruby, a link. An element with such parts
 * has all its text in them: cairo before 1.18 leaves text beside them untagged. */
void tags_begin_inside(struct tags *tags, enum role role);

/* The same for a part of the role Link that leads to `uri`: what is drawn in it
 * can be clicked. */
void tags_begin_link(struct tags *tags, const char *uri);
void tags_end_inside(struct tags *tags, enum role role);
bool tags_is_divided(const struct tags *tags, int element);

/* Before a page ends: closes the paragraph that runs over it, which the next
 * page opens anew; archive.c makes one of both. */
void tags_end_page(struct tags *tags);

/* Closes all, before the last page ends. */
void tags_finish(struct tags *tags);
