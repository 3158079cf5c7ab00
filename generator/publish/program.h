/* Which program runs: for what is remembered from one run to the next. */
#pragma once

#include "base/digest.h"

/* Adds to `digest` what tells this program and every library that it has
 * loaded from another build of them: file, size, inode and time. Only for
 * memory on this machine; nothing that is published may depend on it. */
void program_digest(struct digest *digest);

/* The libraries on which the bytes of what is published depend, by the names of their files,
 * which tell their versions, in order: "libcairo.so.2.11804.4 libfreetype.so.6.20.2 …". The
 * caller frees. */
char *program_libraries(void);
