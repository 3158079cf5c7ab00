/*
 * What changed in the public list: a page of all days, a page a day, and the
 * feed.
 */
#ifndef SITE_CHANGES_H
#define SITE_CHANGES_H

#include "site/build.h"

gboolean changes_write(struct build *build, GError **error);

#endif
