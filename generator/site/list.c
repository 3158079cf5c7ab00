#include "site/list.h"

#include "site/facet.h"
#include "site/present.h"
#include "site/rows.h"

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
		value_set_number(option, "count", facet_value->entries->len);
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

static gboolean
write_page(struct build *build, guint number, GError **error)
{
	struct rows_page rows = { build->public_register->entries, "", number };
	g_autofree char *path = rows_page_path(&rows);
	struct page page = { .path = path, .template = "list.html" };
	struct value *root = value_object();

	rows_page_present(&rows, root);
	value_set(root, "facets", present_facets(build->public_register));
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
