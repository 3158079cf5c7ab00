/* One filled form from its file. */
#pragma once

#include "registry/bind.h"
#include "registry/registry.h"

/* The table of the form whose number the name of a file gives; NULL: it gives none. */
const struct field *form_field_of(const char *name);

/* Checks a form by its table and gives its struct, which the store owns with
 * the document. `name` is the file's, which tells the number where the form
 * does not. binding->record is its service. NULL after a finding. */
struct form *form_read(const struct binding *binding, struct xml_document *document,
                       const char *name);

/* Reads and checks the file at `path`, wherever it lies, for a registry, which
 * owns the form but does not list it. NULL after a finding of level error. */
const struct form *form_load(struct registry *registry, const char *path,
                             struct findings *findings);

/* The same of a document, which it takes over; findings say `file`, which the registry owns. */
struct form *form_take(const struct registry *registry, struct xml_document *document,
                       const char *file, struct findings *findings);
