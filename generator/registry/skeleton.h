/* Skeletons: an XML file to be filled in by hand, from the field table. */
#pragma once

#include "registry/field.h"

/*
 * Appends `root` as XML with empty values, each with a comment that gives its
 * Japanese term, what a value looks like and the clause. What must be given
 * stands as an element; what may be given, and each kind of a sequence,
 * stands inside a comment, ready to be taken out of it. `prefilled` are
 * attribute names and values for the root, closed with NULL.
 */
void skeleton_render(const struct field *root, const char *const *prefilled, GString *out);
