#include "site/view.h"

#include "site/facet.h"
#include "site/present.h"
#include "site/rows.h"
#include "site/words.h"

/* Above this, a page links to the overview of the values instead of to each: as
 * many pages as values would each have as many links. */
#define LINKS_SHOWN 60

static char *
folder_of(enum facet_kind kind, const struct facet_value *value)
{
	return g_strdup_printf("by/%s/%s/", facet_words[kind].code, value->slug);
}

/* A value as a link from below `root`. */
static struct value *
link_to(enum facet_kind kind, const struct facet_value *facet_value, const char *root, bool current)
{
	struct value *link = value_object();
	g_autofree char *folder = folder_of(kind, facet_value);
	g_autofree char *href = g_strconcat(root, folder, NULL);

	value_set_text(link, "href", href);
	value_set_text(link, "title", facet_value->label);
	value_set_flag(link, "current", current);
	value_set_flag(link, "is-data", kind == FACET_PROVIDER || kind == FACET_REGION);
	value_set_number(link, "count", facet_value->entries->len);
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

static gboolean
write_page(struct build *build, enum facet_kind kind, const GPtrArray *values, guint index,
           guint number, GError **error)
{
	const struct facet_value *facet_value = values->pdata[index];
	g_autofree char *folder = folder_of(kind, facet_value);
	struct rows_page rows = { facet_value->entries, folder, number, build->language };
	g_autofree char *path = rows_page_path(&rows);
	g_autofree char *prefix = build_root(path);
	struct page page = { .path = path, .template = "view.html" };
	struct value *root = value_object();

	rows_page_present(&rows, root);
	value_set_text(root, "facet", word_text(&facet_words[kind], build->language));
	value_set_text(root, "facet-code", facet_words[kind].code);
	value_set_text(root, "label", facet_value->label);
	value_set_flag(root, "is-data", kind == FACET_PROVIDER || kind == FACET_REGION);
	value_set_flag(root, "links-exist", values->len <= LINKS_SHOWN);
	value_set(root, "links",
	          values->len > LINKS_SHOWN ? value_list()
	                                    : links_to(kind, values, prefix, facet_value));
	return build_page(build, &page, root, error);
}

static gboolean
write_view(struct build *build, enum facet_kind kind, const GPtrArray *values, guint index,
           GError **error)
{
	const struct facet_value *facet_value = values->pdata[index];
	guint count = rows_page_count(facet_value->entries);

	for (guint number = 1; number <= count; number++)
		if (!write_page(build, kind, values, index, number, error))
			return FALSE;
	return TRUE;
}

/* All values of all facets. */
static gboolean
write_overview(struct build *build, GPtrArray *const values[FACET_KINDS], GError **error)
{
	struct page page = { .path = "by/index.html", .template = "views.html" };
	struct value *root = value_object(), *facets = value_list();

	for (int kind = 0; kind < FACET_KINDS; kind++) {
		struct value *facet = value_object();

		value_set_text(facet, "code", facet_words[kind].code);
		value_set_text(facet, "label", word_text(&facet_words[kind], build->language));
		value_set(facet, "links",
		          links_to((enum facet_kind)kind, values[kind], "../", NULL));
		value_append(facets, facet);
	}
	value_set(root, "facets", facets);
	return build_page(build, &page, root, error);
}

gboolean
views_write(struct build *build, GError **error)
{
	GPtrArray *values[FACET_KINDS];
	gboolean done = TRUE;

	for (int kind = 0; kind < FACET_KINDS; kind++)
		values[kind] = facet_values(build->public_register, (enum facet_kind)kind,
		                            build->language);
	for (int kind = 0; kind < FACET_KINDS; kind++)
		for (guint i = 0; done && i < values[kind]->len; i++)
			done = write_view(build, (enum facet_kind)kind, values[kind], i, error);
	done = done && write_overview(build, values, error);
	for (int kind = 0; kind < FACET_KINDS; kind++)
		g_ptr_array_unref(values[kind]);
	return done;
}
