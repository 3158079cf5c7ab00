/* The text inside a block of a letter: <em>, <ruby>, <nowrap>, <strong>, <br/>. */
#pragma once

#include "compose/compose.h"
#include "source/xml.h"

/* An array of struct span whose texts it owns. */
GArray *spans_new(void);

/* Appends a span of plain text; `text` is copied. */
void spans_append(GArray *spans, const char *text, enum face face, double size_pt);

/* True for an element that stands inside text, and for text itself. */
bool inline_is(const struct xml_node *node);

/* Appends one node to the spans. Line breaks of the file and the blanks beside
 * them are no text, except that one between two words of ASCII is a space;
 * other blanks are one space. Blanks at the block's start are dropped. Returns
 * the name of an element that may not stand here, or NULL. */
const char *inline_read(GArray *spans, const struct xml_node *node, enum face face, double size_pt);

/* Drops the blanks at the block's end. */
void inline_finish(GArray *spans);
