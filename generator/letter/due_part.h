/* What those who say which letters are due share: due.c knows decisions and forms,
 * due_notice.c events. */
#pragma once

#include "history/status.h"
#include "letter/due.h"

/* Takes what is in force on the day of the letter from the application, which is
 * status->application, and from what changed since. */
void due_set_names(struct due *due, const struct status *status);

/* A copy of the letter with its path, sender, and `xml`, which is taken over, read as
 * anybody who gets it as a file would. */
struct due *due_finish(const struct registry *registry, struct due *due, GString *xml);

/* Appends the notices that events and ends of registrations make due by the day. */
void due_add_notices(GPtrArray *letters, const struct registry *registry, struct date as_of);
