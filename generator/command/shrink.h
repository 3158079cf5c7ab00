/*
 * The guard against publishing a list that has lost many of its services: more
 * often a folder left out or a wrong day than a decision of the committee.
 */
#ifndef COMMAND_SHRINK_H
#define COMMAND_SHRINK_H

#include "base/wording.h"
#include "publish/tree.h"

#include <glib.h>

/*
 * FALSE with `error`, in the language, where more than a tenth of the services
 * that `target` ("output/site") shows now are missing in `tree`.
 */
gboolean shrink_check(const struct tree *tree, const char *target, GError **error);

#endif
