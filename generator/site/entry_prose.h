/*
 * Faults of the prose of the entries.
 */
#ifndef SITE_ENTRY_PROSE_H
#define SITE_ENTRY_PROSE_H

#include "disclosure/disclosure.h"

/* Looks at the prose of all entries; its faults become findings. One thread at a
 * time: the library that reads Markdown bears no more. */
void entry_prose_examine(const struct public_register *public_register, struct findings *findings);

#endif
