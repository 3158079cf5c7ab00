#include "site/list.h"

#include "site/facet.h"
#include "site/present.h"
#include "site/rows.h"

/* Above this the script fills the choices from the data that it searches. */
#define OPTIONS_SHOWN 200

static struct value *
present_facet(const struct build *build, enum facet_kind kind)
{
	g_autoptr(GPtrArray) values = facet_values(build->public_register, kind, build->language);
	struct value *list = value_list();

	for (guint i = 0; values->len <= OPTIONS_SHOWN && i < values->len; i++) {
		const struct facet_value *facet_value = values->pdata[i];
		struct value *option = value_object();

		value_set_text(option, "value", facet_value->key);
		value_set_text(option, "label", facet_value->label);
		value_set_number(option, "count", facet_value->entries->len);
		value_append(list, option);
	}
	return list;
}

static struct value *
present_facets(const struct build *build)
{
	struct value *facets = value_object();

	value_set(facets, "statuses", present_facet(build, FACET_STATUS));
	value_set(facets, "providers", present_facet(build, FACET_PROVIDER));
	value_set(facets, "regions", present_facet(build, FACET_REGION));
	return facets;
}

static gboolean
write_page(struct build *build, guint number, GError **error)
{
	struct rows_page rows = { build->public_register->entries, "", number, build->language };
	g_autofree char *path = rows_page_path(&rows);
	struct page page = { .path = path, .template = "list.html" };
	struct value *root = value_object();

	rows_page_present(&rows, root);
	value_set(root, "facets", present_facets(build));
	build_set_prose(build, root, "index", path);
	return build_page(build, &page, root, error);
}

gboolean
list_write(struct build *build, GError **error)
{
	guint count = rows_page_count(build->public_register->entries);

	for (guint number = 1; number <= count; number++)
		if (!write_page(build, number, error))
			return FALSE;
	return TRUE;
}
