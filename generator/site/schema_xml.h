/* The XML Schema of services.xml and of a service.xml. */
#pragma once

#include <glib.h>

void schema_xml_render(GString *out);
