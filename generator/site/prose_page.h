/* The prose pages: content/pages/<name>.md, and content/pages/en/<name>.md in
 * English, whose first line is "# title". */
#pragma once

#include "base/finding.h"
#include "site/targets.h"

struct prose_page {
	char *name;       /* "how-to-read" */
	const char *file; /* "pages/how-to-read.md"; outlives findings */
	char *title;
	char *body; /* Markdown below the title */
	int body_line;
};

/* Reads all pages of `folder` ("pages", "pages/en") of `content_folder`, in order of
 * name: an array of struct prose_page *, freed with it. What cannot be a page of
 * the site is a finding, and so is a page without a title; no folder is no page. */
GPtrArray *prose_pages_load(const char *content_folder, const char *folder,
                            struct findings *findings);

/* The page of that name, or NULL. */
const struct prose_page *prose_page_find(const GPtrArray *pages, const char *name);

/* Where links of a page lead: to a page of `pages` at its name below `root`,
 * or else of `other_pages` (NULL: none) below `other_root`. */
struct prose_links {
	const GPtrArray *pages;
	const char *root;
	const GPtrArray *other_pages;
	const char *other_root;
	const char *language_folder; /* of the page: "/" or "/en/" */
	struct targets *targets;     /* of links to what is listed; NULL: they are not followed */
	const char
		*templates_folder; /* whose assets/ the site has; NULL: they are not looked for */
};

/* Appends the body as HTML. Links to another page's file ("terms.md#data")
 * become links to its address; one to no page is a finding, and so is one, or an image, that
 * leads to no file of the site. */
void prose_page_render(const struct prose_page *page, const struct prose_links *links,
                       struct findings *findings, GString *out);
