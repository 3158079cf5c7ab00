/*
 * The names that the templates of the site may use: checked when the
 * templates are loaded, and the documentation for those who edit them.
 */
#ifndef SITE_NAMES_H
#define SITE_NAMES_H

#include "render/template.h"
#include "site/wordings.h"

struct site_template {
	const char *name; /* under templates/site */
	const struct template_name *names;
};

/* Every template that is rendered by itself; ends with name NULL. */
extern const struct site_template site_templates[];

/* `names` and {{words.…}}, closed with name NULL; borrows from both. */
GArray *names_with_words(const struct template_name *names, const struct wordings *wordings);

#endif
