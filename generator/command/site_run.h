/* The site is made ready for a run: its templates, and what it shows on a day. */
#pragma once

#include "command/command.h"
#include "site/site.h"

struct site_run {
	char *folder; /* of the templates */
	struct template_set *templates;
	struct site_edition *edition;
};

/* Makes the list as of the day ready, in comparison with `former` (NULL: with none), as
 * site_prepare() does. Until site_run_clear(), which is due all the same, all is borrowed. */
bool site_run_prepare(struct site_run *run, const struct request *request,
                      const struct registry *registry, struct date as_of, const char *former,
                      struct findings *findings, GError **error);
void site_run_clear(struct site_run *run);
