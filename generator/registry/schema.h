/* XML Schemas (XSD 1.0) from the field tables, so that editors check while
 * people type what the loader checks afterwards. They say the shape; what a
 * value means, duplicates and references are for the loader and the rules. */
#pragma once

#include "registry/field.h"

/* The schema of documents with this root. The caller frees. */
char *schema_render(const struct field *root);

/* All schemas: the four of the registry and one of each form. */
#define SCHEMA_COUNT 26

/* The root of a schema, by index; its file's name ("form07.xsd") in *name,
 * which the caller frees. */
const struct field *schema_root(unsigned index, char **name);
