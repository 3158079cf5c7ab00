/*
 * Feeds of public changes, as Atom (RFC 4287) and as JSON Feed 1.1.
 */
#ifndef SITE_FEED_H
#define SITE_FEED_H

#include "site/build.h"

struct feed_item {
	const struct disclosure *entry;
	const struct disclosed_event *event;
};

/*
 * Writes feed.atom and feed.json into `folder` ("" or "services/C21-0004-2/")
 * with the items, an array of struct feed_item, newest first. `page` is the
 * folder of the page that shows the same.
 */
gboolean feeds_write(struct build *build, const char *folder, const char *page, const GArray *items,
                     GError **error);

/* The feeds of each entry. */
gboolean feeds_write_entries(struct build *build, GError **error);

#endif
