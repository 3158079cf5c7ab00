/* Filled forms as XML: what a letter says, as data. */
#pragma once

#include "registry/form.h"

/* Appends a checked form as a file of its own, without the comments of the one
 * it was read from: they are for staff. */
void form_xml_append(GString *xml, const struct xml_node *form);

/* Begins a file of XML; form_xml_begin() does. */
void form_xml_declare(GString *xml);

/* Writing a form. The elements between belong to the one that was begun last;
 * one whose text is NULL is left out. */
void form_xml_begin(GString *xml, const struct form_kind *kind, const char *service,
                    struct date filed_on);
void form_xml_attribute(GString *xml, const char *name, const char *value);
void form_xml_open(GString *xml, const char *name);
void form_xml_element(GString *xml, const char *name, const char *text);
void form_xml_date(GString *xml, const char *name, struct date date);
void form_xml_close(GString *xml, const char *name);

/* Appends what stands at `source`, a member of a struct of the registry, by its row of
 * the field table: as it would be bound. */
void form_xml_field(GString *xml, const struct field *field, const void *source);
