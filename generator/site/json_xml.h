/*
 * JSON of ours as XML: the same names and the same order, members as elements.
 */
#ifndef SITE_JSON_XML_H
#define SITE_JSON_XML_H

#include <glib.h>

/* The namespace of what is written. */
#define JSON_XML_NAMESPACE "urn:ismapgen:1:list"

/*
 * Appends the JSON object `json` as an XML document whose root is `root`. Names
 * get "-" for "_"; an item of an array is an element of the singular; null is
 * no element.
 */
void json_xml_render(const char *json, const char *root, GString *out);

/* "sub-services" for "sub_services"; the caller frees. */
char *json_xml_element(const char *name);

/* "sub-service" for the array "sub_services". */
const char *json_xml_singular(const char *name);

#endif
