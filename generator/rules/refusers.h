/*
 * Removals by 14.2(4), after which no registration is given again: 6.1(7).
 */
#ifndef RULES_REFUSERS_H
#define RULES_REFUSERS_H

#include "base/auto.h"
#include "registry/registry.h"

/* All of a registry, looked up fast; borrows the registry. */
struct refusers;

struct refusers *refusers_new(const struct registry *registry);
void refusers_free(struct refusers *refusers);
DEFINE_AUTO(refusers)

/*
 * The first decision, in order of day, that removed `service` or a service of
 * this applicant by 14.2(4); NULL where there is none. A provider is known again
 * by its corporate number or, where one of the two has none, by its name.
 */
const struct decision *refusers_find(const struct refusers *refusers, const struct service *service,
                                     const struct applicant *applicant);

#endif
