/* What is public of an application and of site.xml, copied out of the registry by the
 * table of items: what no row names stays behind. */
#pragma once

#include "disclosure/item.h"
#include "disclosure/objectives.h"
#include "history/in_force.h"
#include "registry/registry.h"

/* Sets the items of `entry` of what is in force; the
 * others stay as they are. Texts are borrowed from the registry. */
void items_copy_application(struct disclosure *entry, struct objectives *objectives,
                            const struct service *service, const struct in_force *in_force,
                            struct pool *pool);

/* The same of the list as a whole and site.xml on the day of the register. */
void items_copy_site(struct public_register *public_register, const struct registry *registry);
