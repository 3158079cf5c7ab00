/* The public life of one service. */
#pragma once

#include "disclosure/disclosure.h"
#include "disclosure/objectives.h"
#include "registry/registry.h"

/* Appends the entry of the service, where it is listed at the end of the register's day, with
 * its history, and the numbers of it that have left the list. What a listed entry lacks goes
 * to public_register->incomplete. */
void life_disclose(struct public_register *public_register, struct objectives *objectives,
                   const struct site *site, const struct service *service);
