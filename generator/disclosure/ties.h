/* What entries are to one another: their order, their providers, and what their additions
 * name by number or id. */
#pragma once

#include "disclosure/disclosure.h"

/* Ranks names and providers, and gives each provider its key: its 法人番号, or the first
 * number of those that bear its name, or bore it; names change, and make no addresses.
 * Names the categories of each entry, and ties entries to those that they build on, and
 * back, each with its statuses. */
void ties_find(const struct public_register *public_register);
