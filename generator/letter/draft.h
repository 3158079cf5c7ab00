/* What the record knows of a form before anybody fills it in. */
#pragma once

#include "registry/registry.h"

#include <glib.h>

/* Appends the form of a number about a service, as a file of its own, with all that is
 * known at the end of `day`: number, names, representative or addressee in force, and
 * what the decision, the application or the event says that it is about. */
void draft_append(GString *xml, const struct registry *registry, const struct service *service,
                  int form, struct date day);
