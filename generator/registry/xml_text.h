/*
 * What has to hold of a file's bytes before they are parsed: UTF-8, no
 * character that cannot be seen or printed, no element with a flood of
 * attributes.
 */
#ifndef REGISTRY_XML_TEXT_H
#define REGISTRY_XML_TEXT_H

#include "base/finding.h"

#include "registry/arena.h"

#include <glib.h>

/* Attributes an element may have. The parser's time grows with their square,
 * so that they are counted before it sees them. */
#define XML_ATTRIBUTE_LIMIT 64

/*
 * Whether a whole document may be parsed; steps over its byte order mark.
 * False after a finding of level error. Takes time linear in the length.
 */
gboolean xml_text_accept(const char **bytes, gsize *length, const char *name,
                         struct findings *findings);

/*
 * Reports each character of valid UTF-8 that we refuse; the text starts on
 * `line`. Returns whether there was none.
 */
gboolean xml_text_check_characters(const char *text, gsize length, int line, const char *name,
                                   struct findings *findings);

/* The value of an attribute as libxml2 hands it over, which leaves each
 * ampersand as "&#38;" for entities to be replaced later. */
const char *xml_text_of_attribute(struct arena *arena, const char *value, gsize length);

#endif
