/* What a form must say that its table of fields cannot express. */
#pragma once

#include "registry/registry.h"

void form_check(const struct form *form, struct findings *findings);
