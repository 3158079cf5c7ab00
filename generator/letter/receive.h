/* Forms that were filled in at the keyboard come back as PDF: their values, and nothing else. */
#pragma once

#include "registry/registry.h"

/* Reads the values of the fields of a filled form, `items` of the file `path` as foreign_read()
 * found them, as a form of the registry, which owns it but does not list it, and appends the form
 * as a file of content/forms to `xml`. `service` is whose it is; NULL: the registration number
 * says it. What a form must not have, and what is wrong with a value, is a finding of the file in
 * the words of the form. NULL after one of level error. */
struct form *receive_form(struct registry *registry, const char *path, const GPtrArray *items,
                          const char *service, GString *xml, struct findings *findings);
