/* From pages to a PDF. */
#pragma once

#include "base/date.h"
#include "page/page.h"
#include "pdf/font_cut.h"

/* What the PDF says about itself. */
struct paint_metadata {
	const char *title;    /* may be NULL */
	const char *author;   /* the sender; may be NULL */
	struct date dated_on; /* its creation, at midnight in Japan; may be unset */
};

/* Draws the document as a tagged PDF; text can be taken out again as it was
 * put in. Appends to `told` (int) the element that each structure element of
 * the PDF tells, in order: an element more than once where a page ends in it,
 * TOLD_ROLE() for ruby.
 * `cut` has taken the document; where it is NULL, fonts are embedded whole.
 * The same document gives the same bytes. NULL where cairo fails. */
GByteArray *paint(const struct document *document, const struct font_cut *cut,
                  const struct paint_metadata *metadata, GArray *told, GError **error);
