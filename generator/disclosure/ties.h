/* What the additions of an entry name by number or id: other entries and categories. */
#pragma once

#include "disclosure/disclosure.h"

/* Names the categories of each entry, and ties entries to those that they build on, and
 * back, each with its statuses. */
void ties_find(const struct public_register *public_register);
