/* From what each file says to what belongs together: decisions and forms find
 * their services, and each service gets its timeline. */
#pragma once

#include "registry/registry.h"

/* Links all of a registry whose services are sorted by id. `doubtful` holds the
 * ids of services whose files are refused or misnamed: nothing is said about
 * references to them. Events that lack something are left out of timelines. */
void link_registry(struct registry *registry, GHashTable *doubtful, struct findings *findings);
