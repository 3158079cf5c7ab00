/* Where an edition may stand: in a folder of its own. */
#pragma once

#include "command/command.h"

/* False with `error` where `target` ("output/site") must not be written: it is inside of what the
 * run reads, or the other way round, since an edition is exchanged as a whole and what was the
 * former one is swept; or --output is the top of the file system, or a folder that holds other
 * things and nothing that ismapgen made. */
bool target_check(const struct request *request, const char *target, GError **error);

/* The same of one file, which takes the place of no other: only what is read is no place
 * for it. */
bool target_check_file(const struct request *request, const char *target, GError **error);
