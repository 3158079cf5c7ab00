/* The list is divided by each value of a facet. */
#include "site/view.h"

#include "disclosure/words.h"
#include "site/present.h"
#include "site/rows.h"

/* Above this, a page links to the overview of the values instead of to each: as
 * many pages as values would each have as many links. */
#define LINKS_SHOWN 60

#define OVERVIEW "by/index.html"

/* A value as a link from below `root`. */
static struct value *
link_to(enum facet_kind kind, const struct facet_value *facet_value, const char *root, bool current)
{
	struct value *link = value_object();
	g_autofree char *folder = facet_folder(kind, facet_value);
	g_autofree char *href = g_strconcat(root, folder, NULL);

	value_set_text(link, "href", href);
	value_set_text(link, "title", facet_value->label);
	value_set_flag(link, "current", current);
	value_set_flag(link, "is-data", facet_value->is_data);
	value_set_count(link, "count", facet_value->entries->len);
	return link;
}

static struct value *
links_to(enum facet_kind kind, const GPtrArray *values, const char *root,
         const struct facet_value *current)
{
	struct value *links = value_list();

	for (guint i = 0; i < values->len; i++)
		value_append(links, link_to(kind, values->pdata[i], root,
		                            current != NULL && values->pdata[i] == current));
	return links;
}

/* Page work->to of value work->from of facet work->kind. */
static bool
write_page(const struct build *build, struct tree *tree, const struct work *work, GError **error)
{
	enum facet_kind kind = (enum facet_kind)work->kind;
	const GPtrArray *values = ((const struct facets *)work->subject)->values[kind];
	const struct facet_value *facet_value = values->pdata[work->from];
	g_autofree char *folder = facet_folder(kind, facet_value);
	struct rows_page rows = { facet_value->entries, folder, work->to, work->language };
	g_autofree char *path = rows_page_path(&rows);
	g_autofree char *prefix = build_root(path);
	g_autofree char *rows_key = rows_page_key(&rows, build->dataset);
	struct site_page page = { .language = work->language,
		                  .path = path,
		                  .template = "view.html",
		                  .complete = rows_page_complete,
		                  .data = &rows,
		                  .data_key = rows_key };
	struct value *root = value_object();
	g_autofree char *feed = kind == FACET_PROVIDER
	                                ? g_strdup_printf("providers/%s/feed", facet_value->slug)
	                                : NULL;

	rows_page_present(&rows, root);
	value_set_text(root, "facet", word_text(&facet_words[kind], work->language));
	value_set_text(root, "facet-code", facet_words[kind].code);
	value_set_text(root, "provider-feed", feed);
	value_set_text(root, "label", facet_value->label);
	value_set_flag(root, "is-data", facet_value->is_data);
	value_set_flag(root, "links-exist", values->len <= LINKS_SHOWN);
	value_set(root, "links",
	          values->len > LINKS_SHOWN ? value_list()
	                                    : links_to(kind, values, prefix, facet_value));
	return build_page(build, tree, &page, root, error);
}

/* All values of all facets. */
static bool
write_overview(const struct build *build, struct tree *tree, const struct work *work,
               GError **error)
{
	const struct facets *all = work->subject;
	struct site_page page = { .language = work->language,
		                  .path = OVERVIEW,
		                  .template = "views.html",
		                  .of_list = true };
	struct value *root = value_object(), *facets = value_list();

	for (int kind = 0; kind < FACET_KINDS; kind++) {
		struct value *facet;

		if (all->values[kind]->len == 0)
			continue;
		facet = value_object();
		value_set_text(facet, "code", facet_words[kind].code);
		value_set_text(facet, "label", word_text(&facet_words[kind], work->language));
		value_set(facet, "links",
		          links_to((enum facet_kind)kind, all->values[kind], "../", NULL));
		value_append(facets, facet);
	}
	value_set(root, "facets", facets);
	return build_page(build, tree, &page, root, error);
}

static void
plan_value(struct plan *plan, enum language language, const struct facets *facets,
           enum facet_kind kind, guint index)
{
	const struct facet_value *facet_value = facets->values[kind]->pdata[index];
	g_autofree char *folder = facet_folder(kind, facet_value);
	guint count = rows_page_count(facet_value->entries);

	for (guint number = 1; number <= count; number++) {
		struct rows_page rows = { facet_value->entries, folder, number, language };
		g_autofree char *path = rows_page_path(&rows);

		plan_page(plan, path,
		          (struct work){ .write = write_page,
		                         .language = language,
		                         .subject = facets,
		                         .kind = kind,
		                         .from = index,
		                         .to = number });
	}
}

void
views_plan(struct plan *plan, enum language language, const struct facets *facets)
{
	for (int kind = 0; kind < FACET_KINDS; kind++)
		for (guint i = 0; i < facets->values[kind]->len; i++)
			plan_value(plan, language, facets, (enum facet_kind)kind, i);
	plan_page(
		plan, OVERVIEW,
		(struct work){ .write = write_overview, .language = language, .subject = facets });
}
