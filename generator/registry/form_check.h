/*
 * What a form must say that its table of fields cannot express.
 */
#ifndef REGISTRY_FORM_CHECK_H
#define REGISTRY_FORM_CHECK_H

#include "base/finding.h"
#include "registry/registry.h"

void form_check(const struct form *form, struct findings *findings);

#endif
