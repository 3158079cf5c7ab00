/* Skeletons: an XML file to be filled in by hand, from the field table. */
#pragma once

#include "registry/field.h"
#include "source/xml.h"

/* Appends `root` as XML with empty values, each with a comment that gives its
 * Japanese term, what a value looks like and the clause. What must be given
 * stands as an element; what may be given, and each kind of a sequence,
 * stands inside a comment, ready to be taken out of it. What `known`, an element
 * of the table or NULL, has is filled in, and no comment then. */
void skeleton_render(const struct field *root, const struct xml_node *known, GString *out);
