/* From what each file says to what belongs together: decisions and forms find
 * their services, and each service gets its timeline. */
#pragma once

#include "registry/registry.h"

/* Links all of a registry whose services are sorted by id. `doubtful` holds the
 * ids of services whose files are refused or misnamed: nothing is said about
 * references to them. Events that lack something are left out of timelines. */
void link_registry(struct registry *registry, GHashTable *doubtful, struct findings *findings);

/* Adds a form that just arrived to a linked registry, which owns it, as if it had been read with
 * it: after the forms of its day, before what is decided on that day. What it refers to in vain is
 * a finding. */
void link_arrival(struct registry *registry, struct form *form, struct findings *findings);
