/*
 * The list divided, for those without script: by 五十音, provider, status,
 * region and month of expiry.
 */
#ifndef SITE_VIEW_H
#define SITE_VIEW_H

#include "site/build.h"

/* One page for each value, and one of all of them: "by/index.html". */
gboolean views_write(struct build *build, GError **error);

#endif
