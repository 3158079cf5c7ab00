/*
 * One run of making the site: what all pages share, and how a page is made.
 */
#ifndef SITE_BUILD_H
#define SITE_BUILD_H

#include "site/dataset.h"
#include "site/disclosure.h"
#include "site/prose.h"
#include "site/site.h"
#include "site/wordings.h"

struct build {
	const struct site_request *request;
	struct findings *findings;
	struct tree *tree;
	struct public_register *public_register;
	struct dataset *dataset;
	struct wordings *wordings;
	GPtrArray *prose_pages[LANGUAGES];    /* struct prose_page * */
	enum language language;               /* of the pages being made */
	GPtrArray *addresses;                 /* char *: of pages, for the sitemap */
	struct value *site, *as_of, *edition; /* shared by all pages */
};

/* A page to be made, in the language of the build. */
struct page {
	const char *path; /* "changes/index.html", below the top of its language */
	const char *template;
	const char *current; /* name of the prose page it stands for; or NULL */
	bool single;         /* has no twin in the other language */
};

/* Reads and computes what all pages need. */
gboolean build_init(struct build *build, const struct site_request *request,
                    struct findings *findings, GError **error);
void build_clear(struct build *build);

/* "" of Japanese, "en/" of English: where the pages of a language stand. */
const char *build_folder(enum language language);

/* "../../" for "services/C21-0004-2/index.html". The caller frees. */
char *build_root(const char *path);

/*
 * Fills `page`'s template with `root` and what all pages have, and writes it
 * into the folder of the language. Takes `root` over.
 */
gboolean build_page(struct build *build, const struct page *page, struct value *root,
                    GError **error);

/* Whether the prose page of that name stands on a page with a template of its
 * own: the list, the changes, the data. */
bool build_is_built_in(const char *prose_name);

/* Sets "heading" and "content" from the prose page of that name; both empty
 * where there is none. `path` is where they will stand. */
void build_set_prose(struct build *build, struct value *root, const char *name, const char *path);

/* Appends a prose page of the language as HTML that stands at `root`'s page. */
void build_render_prose(const struct build *build, const struct prose_page *page, const char *root,
                        GString *out);

/* Renders a template that is no page and writes it. Takes `root` over. */
gboolean build_file(struct build *build, const char *path, const char *template, struct value *root,
                    GError **error);

/* Writes text. */
gboolean build_text(struct build *build, const char *path, const GString *text, GError **error);

#endif
