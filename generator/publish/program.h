/*
 * Which program runs: for what is remembered from one run to the next.
 */
#ifndef BASE_PROGRAM_H
#define BASE_PROGRAM_H

#include "base/digest.h"

/*
 * Adds to `digest` what tells this program and every library that it has
 * loaded from another build of them: file, size, inode and time. Only for
 * memory on this machine; nothing that is published may depend on it.
 */
void program_digest(struct digest *digest);

#endif
