/* The guard against publishing a list, or letters, that have lost many of their own: more
 * often a folder left out or a wrong day than a decision of the committee. */
#pragma once

#include "publish/tree.h"
#include "registry/registry.h"

/* The registration numbers that decisions have given by the end of the day, with a blank
 * between: an entry of these that is not listed any more has ended by what is recorded.
 * The caller frees. */
char *shrink_known_numbers(const struct registry *registry, struct date as_of);

/* False with `error` where more than a tenth of the services that
 * `target` ("output/site") shows now are missing in `tree`, with those that went within the
 * last SHRINK_DAYS, and are not among the `known` numbers; or where what is published cannot
 * be read. Notes how many went in `tree`, for the next time. */
#define SHRINK_DAYS 30
bool shrink_check_site(struct tree *tree, const char *target, struct date as_of, const char *known,
                       GError **error);

/* The same of letters; no record makes one vanish. */
bool shrink_check_letters(const struct tree *tree, const char *target, GError **error);
