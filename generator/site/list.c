#include "site/list.h"

#include "site/facet.h"
#include "site/present.h"

#define ROWS_OF_A_PAGE 200

static void
set_number(struct value *object, const char *name, unsigned number)
{
	g_autofree char *text = g_strdup_printf("%u", number);

	value_set_text(object, name, text);
}

static struct value *
present_facet(const struct public_register *public_register, enum facet_kind kind)
{
	g_autoptr(GPtrArray) values = facet_values(public_register, kind);
	struct value *list = value_list();

	for (guint i = 0; i < values->len; i++) {
		const struct facet_value *facet_value = values->pdata[i];
		struct value *option = value_object();

		value_set_text(option, "value", facet_value->key);
		value_set_text(option, "label", facet_value->label);
		set_number(option, "count", facet_value->entries->len);
		value_append(list, option);
	}
	return list;
}

static struct value *
present_facets(const struct public_register *public_register)
{
	struct value *facets = value_object();

	value_set(facets, "statuses", present_facet(public_register, FACET_STATUS));
	value_set(facets, "providers", present_facet(public_register, FACET_PROVIDER));
	value_set(facets, "regions", present_facet(public_register, FACET_REGION));
	return facets;
}

/* The first page of the list is the site's first page. */
static char *
page_path(guint number)
{
	return number == 1 ? g_strdup("index.html")
	                   : g_strdup_printf("list/%u/index.html", number);
}

/* Links to all pages of the list; an empty text where there is one only. */
static struct value *
present_pager(guint current, guint page_count)
{
	g_autofree char *here = page_path(current);
	g_autofree char *root = build_root(here);
	struct value *pager, *pages;

	if (page_count == 1)
		return value_text("");
	pager = value_object();
	pages = value_list();
	for (guint number = 1; number <= page_count; number++) {
		struct value *link = value_object();
		g_autofree char *href =
			number > 1 ? g_strdup_printf("%slist/%u/", root, number)
			           : g_strdup(*root == '\0' ? "./" : root);

		value_set_text(link, "href", href);
		set_number(link, "title", number);
		value_set_flag(link, "current", number == current);
		value_append(pages, link);
	}
	value_set(pager, "pages", pages);
	return pager;
}

static gboolean
write_page(struct build *build, guint number, guint page_count, GError **error)
{
	const GPtrArray *entries = build->public_register->entries;
	guint first = (number - 1) * ROWS_OF_A_PAGE;
	guint end = MIN(first + ROWS_OF_A_PAGE, entries->len);
	g_autofree char *path = page_path(number);
	struct page page = { .path = path, .template = "list.html", .current = "index" };
	struct value *root = value_object(), *rows = value_list();

	for (guint i = first; i < end; i++)
		value_append(rows, present_row(entries->pdata[i]));
	value_set(root, "rows", rows);
	set_number(root, "row-count", end - first);
	set_number(root, "entry-count", entries->len);
	value_set(root, "facets", present_facets(build->public_register));
	value_set(root, "pager", present_pager(number, page_count));
	build_set_prose(build, root, "index", path);
	return build_page(build, &page, root, error);
}

gboolean
list_write(struct build *build, GError **error)
{
	guint count = build->public_register->entries->len;
	guint page_count = MAX(1, (count + ROWS_OF_A_PAGE - 1) / ROWS_OF_A_PAGE);

	for (guint number = 1; number <= page_count; number++)
		if (!write_page(build, number, page_count, error))
			return FALSE;
	return TRUE;
}
