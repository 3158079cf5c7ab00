/*
 * The door to libcmark-gfm: Markdown to HTML that can be trusted.
 *
 * Raw HTML, links that are not http, https, mailto or of the same host, images
 * from outside of assets/, a link that runs on into Japanese or whose text is another
 * address, and emphasis that did not close are findings, never silent loss. Emphasis beside Japanese punctuation works (「**重要。**次」),
 * and a line break between two Japanese characters is no space.
 */
#ifndef RENDER_MARKDOWN_H
#define RENDER_MARKDOWN_H

#include "base/finding.h"

#include <glib.h>

/* Longer text is refused: cmark-gfm has quadratic corners. */
#define MARKDOWN_SIZE_LIMIT (32 * 1024)

/*
 * Appends `markdown` as HTML to `out`. `place` is where the text starts;
 * findings add its own lines. False after a finding of level error.
 * `heading_shift` is added to heading levels (a field's "#" below an <h2> is
 * an <h3> with 2).
 */
gboolean markdown_render(const char *markdown, int heading_shift, struct place place,
                         struct findings *findings, GString *out);

#endif
