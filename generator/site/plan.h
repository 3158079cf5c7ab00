/* The work beside the entries, planned before it is done: files that can be
 * made in any order and by several processes. */
#pragma once

#include "site/build.h"

struct work;
typedef bool work_function(const struct build *build, struct tree *tree, const struct work *work,
                           GError **error);

/* One page or file to be made, in a language. */
struct work {
	work_function *write;
	enum language language;
	gconstpointer subject; /* what it is about, as `write` knows it */
	guint kind, from, to;  /* which part of that */
};

/* A page, and the day of its last change; unset: not told. */
struct plan_address {
	char *location;
	struct date changed_on;
};

struct plan {
	const struct build *build;
	GArray *works;        /* struct work */
	GPtrArray *addresses; /* struct plan_address *: of all pages, for the sitemap */
	GPtrArray *subjects;  /* struct plan_subject * */
};

struct plan *plan_new(const struct build *build);
void plan_free(struct plan *plan);
DEFINE_AUTO(plan)

/* Keeps what works are about until plan_free(). */
void plan_keep(struct plan *plan, gpointer subject, GDestroyNotify release);

/* Adds a file that is no page. */
void plan_file(struct plan *plan, struct work work);

/* Adds a page that stands at `path` below the top of work.language. */
void plan_page(struct plan *plan, const char *path, struct work work);

/* Adds the address of a page that is made otherwise. */
void plan_address(struct plan *plan, const char *path, enum language language,
                  struct date changed_on);

/* Does one work. */
bool plan_do(const struct plan *plan, guint index, struct tree *tree, GError **error);
