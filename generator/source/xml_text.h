/* What has to hold of the text of a document before it is parsed: no label of
 * another encoding, no element with a flood of attributes. */
#pragma once

#include "base/finding.h"

#include "base/arena.h"

/* Attributes an element may have. The parser's time grows with their square,
 * so that they are counted before it sees them. */
#define XML_ATTRIBUTE_LIMIT 64

/* Whether a whole document may be parsed. False after a finding of level error.
 * Takes time linear in the length. */
bool xml_text_accept(const char *bytes, gsize length, const char *name, struct findings *findings);

/* The value of an attribute as libxml2 hands it over, which leaves each
 * ampersand as "&#38;" for entities to be replaced later. */
const char *xml_text_of_attribute(struct arena *arena, const char *value, gsize length);
