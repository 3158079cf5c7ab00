/*
 * What changed in the public list: a page a year, a page a day, and the feeds.
 */
#ifndef SITE_CHANGES_H
#define SITE_CHANGES_H

#include "site/build.h"

/* The pages, in the language of the build. */
gboolean changes_write(struct build *build, GError **error);

/* A day on which the list changed, and how many changes there were. */
struct changes_day {
	struct date on;
	guint count;
};

/* The days, newest first: an array of struct changes_day. */
GArray *changes_days(const struct public_register *public_register);

/* The feeds of all and of each entry. */
gboolean changes_write_feeds(struct build *build, GError **error);

#endif
