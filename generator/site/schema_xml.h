/*
 * The XML Schema of services.xml and of a service.xml.
 */
#ifndef SITE_SCHEMA_XML_H
#define SITE_SCHEMA_XML_H

#include <glib.h>

void schema_xml_render(GString *out);

#endif
