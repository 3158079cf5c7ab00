/* The names that the templates of the site may use: checked when the
 * templates are loaded, and the documentation for those who edit them. */
#pragma once

#include "disclosure/item.h"
#include "render/template.h"
#include "site/wordings.h"

struct site_template {
	const char *name; /* under templates/site */
	const struct template_name *names;
	const struct item *items; /* whose names it has beside these; or NULL */
};

/* Every template that is rendered by itself; ends with name NULL. */
extern const struct site_template site_templates[];

/* All names of a template, closed with name NULL, with {{words.…}} unless `wordings` is
 * NULL; in the pool, borrowing from `wordings`. */
const struct template_name *site_template_names(const struct site_template *template,
                                                const struct wordings *wordings, struct pool *pool);
