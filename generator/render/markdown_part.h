/* What the files of the door to libcmark-gfm share. */
#pragma once

#include "render/markdown.h"

#include <cmark-gfm.h>

/* How custom blocks, the items that begin with a mark of their own, are entered. */
#define MARKED_LIST "<ul class=\"marked\">"
#define MARKED_ITEM "<li>"

/* While a text is examined. */
struct examiner {
	struct place place;
	struct findings *findings;
	enum notation notation;
	bool failed; /* a finding of level error */
};

/* Adds a finding on the line `line` (from 1) of the text. */
void markdown_report(struct examiner *examiner, const struct message *message, int line,
                     const char *argument);

/* Reports what is wrong with the tree as it was parsed. */
void markdown_examine(struct examiner *examiner, cmark_node *root);

/* Reports links to "#id" that none of `ids`, a set, is. */
void markdown_examine_fragments(struct examiner *examiner, cmark_node *root, GHashTable *ids);

/* The tree of a text in which every character stands for itself. */
cmark_node *markdown_plain_tree(const char *text);

/* Takes the markers out and gives lines, items and numbers the form of the
 * notation; `source` is what was parsed. */
void markdown_settle(cmark_node *root, const char *source, enum notation notation,
                     int heading_shift);

/* The bytes of the mark of an item that a line begins with, 「・」「(1)」「①」; 0: none. */
gsize markdown_mark_length(const char *text, enum notation notation);

/* The text inside a node, without its markup. The caller frees. */
char *markdown_text_inside(cmark_node *root);

/* Appends a settled tree as blocks of a letter. */
void markdown_letter_append(cmark_node *root, enum notation notation, GString *xml);
