/*
 * One run of making the site: what all pages share, how a page is made, and by
 * which key a later run knows what it was made of.
 */
#pragma once

#include "disclosure/disclosure.h"
#include "site/dataset.h"
#include "site/prose_page.h"
#include "site/site.h"
#include "site/wordings.h"

struct build {
	const struct site_request *request;
	struct findings *findings; /* of what is examined */
	struct findings *unheard;  /* of what is made, which were heard before */
	struct public_register *public_register;
	struct dataset *dataset;
	struct wordings *wordings;
	GPtrArray *prose_pages[LANGUAGES];    /* struct prose_page * */
	struct targets *targets;              /* while prose is examined; NULL otherwise */
	struct value *site, *as_of, *edition; /* shared by pages */
	char *shared_keys[LANGUAGES];         /* of what all pages of a language are made of */
	char *entry_key;                      /* of what stands around each entry */
};

/* A page to be made. */
struct site_page {
	const char *path; /* "changes/index.html", below the top of its language */
	enum language language;
	const char *template;
	const char *current; /* name of the prose page it stands for; or NULL */
	bool single;         /* has no twin in the other language */
	bool of_list;        /* is of the whole list: tells its day and its edition */

	/* Of a page with much on it: what `complete` sets in its values, told by a
	 * digest, and only made where the page must be. NULL: nothing. */
	void (*complete)(struct value *root, gconstpointer data);
	gconstpointer data;
	const char *data_key;
};

/* Reads and computes what all pages need, and examines the prose of the entries. */
bool build_init(struct build *build, const struct site_request *request, struct findings *findings,
                GError **error);
void build_clear(struct build *build);

/* The part of it that reads the pages of content/pages. */
void build_load_prose(struct build *build);

/* "" of Japanese, "en/" of English: where the pages of a language stand. */
const char *build_folder(enum language language);

/* "../../" for "services/C21-0004-2/index.html". The caller frees. */
char *build_root(const char *path);

/* The address of a page below the top of its language, without the
 * "index.html" at its end. The caller frees. */
char *build_address(const struct build *build, const char *path, enum language language);

/*
 * Fills `page`'s template with `root` and what all pages have, and writes it
 * into the folder of the language. Takes `root` over.
 *
 * A page that an earlier run made of the same values and templates is kept,
 * and nothing is rendered.
 */
bool build_page(const struct build *build, struct tree *tree, const struct site_page *page,
                struct value *root, GError **error);

/* The same of a page whose maker knows it by `key` and has not found it: it is not
 * looked for. */
bool build_keyed_page(const struct build *build, struct tree *tree, const struct site_page *page,
                      const char *key, struct value *root, GError **error);

/* Whether the prose page of that name stands on a page with a template of its
 * own: the list, the changes, the data. */
bool build_is_built_in(const char *prose_name);

/* Sets "heading" and "content" from the prose page of that name in the language of the
 * page on which it will stand; both empty where there is none. */
void build_set_prose(const struct build *build, struct value *root, const char *name,
                     const struct site_page *page);

/* Appends a prose page of a language as HTML that stands at `root`'s page. */
void build_render_prose(const struct build *build, const struct prose_page *page, const char *root,
                        enum language language, struct findings *findings, GString *out);

/* Appends a template that is filled with `root` and what all have, which `root` then borrows. */
bool build_render(const struct build *build, const char *template, enum language language,
                  struct value *root, GString *out, GError **error);

/* Renders a template that is no page, in Japanese, and writes it, as build_page() does;
 * with `key`, as build_keyed_page(). Takes `root` over. */
bool build_file(const struct build *build, struct tree *tree, const char *path,
                const char *template, const char *key, struct value *root, GError **error);
