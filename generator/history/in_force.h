/* What holds of an entry on a day: the application in force with all that changed
 * since, by form 9 (10.2), by another party, by a correction. The list, letters,
 * `status` and the rules read it, so that they say the same. */
#pragma once

#include "history/status.h"
#include "registry/listing_change.h"

#define IN_FORCE_ITEMS 17

struct in_force {
	/* A copy whose lists and texts are shared with what they came from. */
	struct application application;
	/* The file that each of listing_items[] comes from, by its index. */
	const char *files[IN_FORCE_ITEMS];
	/* 7.5(12): the body's own remark; value NULL: none. */
	struct text special_notes;
	const char *special_notes_file;
};

/* Of status->application, at the end of `as_of`; the caller may set that to another
 * application of the service, such as the one decided on. It is not NULL. */
void in_force_on(const struct service *service, const struct status *status, struct date as_of,
                 struct in_force *in_force);

/* The same where of all changes those after `last` have not happened yet; NULL: all. */
void in_force_after(const struct service *service, const struct status *status, struct date as_of,
                    const struct event *last, struct in_force *in_force);

/* An item as text, as listing_item_text() has it; special notes are those of 7.5(12). */
char *in_force_text(const struct in_force *in_force, const struct listing_item *item);

/* The file that an item at a path below <application> comes from. */
const char *in_force_file(const struct in_force *in_force, const char *path);

/* The name that the service goes by on the day, also before it is registered; 「–」
 * where there is none. */
const char *service_name_on(const struct service *service, struct date as_of);
