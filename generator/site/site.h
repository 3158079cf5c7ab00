/*
 * The public list as a folder of files: pages, data, feeds.
 */
#ifndef SITE_SITE_H
#define SITE_SITE_H

#include "base/date.h"
#include "base/finding.h"
#include "base/tree.h"
#include "registry/registry.h"
#include "render/template.h"

#include <glib.h>

/* What the site is made from; all borrowed. */
struct site_request {
	const struct registry *registry;
	struct date as_of;
	const char *content_folder;
	const struct template_set *templates;
	const char *templates_folder; /* whose assets/ is copied */
};

/*
 * Looks at all that could go wrong without writing: faults of public prose and
 * of content/pages become findings. FALSE with `error` where a template uses
 * an unknown name or a file cannot be read.
 */
gboolean site_examine(const struct site_request *request, struct findings *findings,
                      GError **error);

/* Writes all files of the site, but for manifest.sha256, which tree_publish()
 * adds. Call after site_examine() found no error. */
gboolean site_write(const struct site_request *request, struct tree *tree,
                    struct findings *findings, GError **error);

#endif
