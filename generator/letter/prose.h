/* Text of the registry as letters set it. */
#pragma once

#include "registry/field.h"
#include "render/value.h"

/* The blocks that a prose of this kind of field is; of NULL there are none. */
struct value *prose_value(const struct field *field, const char *text);

/* A name of a person as a letter sets it: a full-width space between family
 * and given name where they are Japanese. NULL gives NULL. The caller frees. */
char *prose_name(const char *name);
