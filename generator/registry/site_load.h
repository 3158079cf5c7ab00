/* site.xml of a content folder. */
#pragma once

#include "registry/registry.h"

/* Reads site.xml of the registry's folder into its `site`, whose line stays 0 after a finding
 * where nothing could be read. */
void site_load(struct registry *registry, struct findings *findings);
