/* What somebody meant who wrote a name that we do not know. */
#pragma once

#include "registry/field.h"

/* The attribute or element of `group` whose name differs least from `name`,
 * or NULL where none is near. */
const struct field *nearest_field(const struct field *group, const char *name, bool attribute);
