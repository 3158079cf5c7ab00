/* Text of the registry as letters set it. */
#ifndef LETTER_PROSE_H
#define LETTER_PROSE_H

#include "render/value.h"

/*
 * Paragraphs and items of a text with the marks of Markdown taken off: a list
 * of objects with "text" and "is-item". The rows of a table are items, each cell
 * behind the first named by the head where there are more than two columns. NULL
 * gives an empty list.
 */
struct value *prose_value(const char *text);

/* A name of a person as a letter sets it: a full-width space between family
 * and given name where they are Japanese. NULL gives NULL. The caller frees. */
char *prose_name(const char *name);

#endif
