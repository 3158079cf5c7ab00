/*
 * The door to libcmark-gfm: from one tree of a text to HTML that can be trusted, and to
 * the blocks of letters.
 *
 * Raw HTML, links that are not http, https, mailto or of the same host, images
 * from outside of assets/, a link that runs on into Japanese or whose text is another
 * address, emphasis that did not close, and what a reference brings in unseen are
 * findings, never silent loss. Emphasis beside Japanese punctuation works
 * (「**重要。**次」), and a line break between two Japanese characters is no space.
 */
#pragma once

#include "base/finding.h"

/* Longer text is refused: cmark-gfm has quadratic corners. */
#define MARKDOWN_SIZE_LIMIT (64 * 1024)

/* How a text is to be read. */
enum notation {
	NOTATION_PAGE,  /* Markdown; the line ends of the file are no text */
	NOTATION_FIELD, /* Markdown; each line end is one, numbers are as written, and lines
	                 * that begin with a mark, 「・」「（1）」「①」「※」, are items */
	NOTATION_PLAIN, /* every character stands for itself; lines as in a field */
};

/*
 * Appends `text` as HTML to `out`. `place` is where the text starts; findings
 * add its own lines. False after a finding of level error. `heading_shift` is
 * added to heading levels (a field's "#" below an <h2> is an <h3> with 2). Headings of
 * pages have ids, their letters and digits in lower case with "-" for blanks, and links to "#id" lead
 * to one of the same text.
 */
bool markdown_render(const char *text, enum notation notation, int heading_shift,
                     struct place place, struct findings *findings, GString *out);

/* Whether a link to "#id" leads to a heading of a page with that text. */
bool markdown_has_heading(const char *text, const char *id);

/*
 * Appends the same as blocks of a letter (templates/letters/README.md): no
 * character of the text but its marks is lost, and links are followed by where
 * they lead, 「題（URL）」. What markdown_render() refuses is set as plain text.
 */
void markdown_render_letter(const char *text, enum notation notation, GString *xml);
