/*
 * The list of all entries, on one page or, above 200 entries, on several.
 */
#ifndef SITE_LIST_H
#define SITE_LIST_H

#include "site/build.h"

gboolean list_write(struct build *build, GError **error);

#endif
