/* Removals by 14.2(4), after which no registration is given again: 6.1(7). */
#pragma once

#include "registry/registry.h"

/* All of a registry, looked up fast; borrows the registry. */
struct refusers;

struct refusers *refusers_new(const struct registry *registry);
void refusers_free(struct refusers *refusers);
DEFINE_AUTO(refusers)

/* The first decision, in order of day and not annulled, that removed a service by
 * 14.2(4) when this applicant was its registrant; NULL where there is none. A provider
 * is known again by its corporate number or, where one of the two has none, by its name
 * in any spelling. */
const struct decision *refusers_find(const struct refusers *refusers,
                                     const struct applicant *applicant);
