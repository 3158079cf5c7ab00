#include "site/list.h"

#include "site/present.h"
#include "site/rows.h"

/* Above this the script fills the choices from the data that it searches. */
#define OPTIONS_SHOWN 200

static struct value *
present_facet(const GPtrArray *values)
{
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
present_facets(const struct facets *facets)
{
	struct value *value = value_object();

	value_set(value, "statuses", present_facet(facets->values[FACET_STATUS]));
	value_set(value, "providers", present_facet(facets->values[FACET_PROVIDER]));
	value_set(value, "regions", present_facet(facets->values[FACET_REGION]));
	return value;
}

static gboolean
write_page(struct build *build, const struct work *work, GError **error)
{
	struct rows_page rows = { build->public_register->entries, "", work->from, work->language };
	g_autofree char *path = rows_page_path(&rows);
	g_autofree char *rows_key = rows_page_key(&rows, build->dataset);
	struct page page = { .path = path,
		             .template = "list.html",
		             .of_list = true,
		             .complete = rows_page_complete,
		             .data = &rows,
		             .data_key = rows_key };
	struct value *root = value_object();

	rows_page_present(&rows, root);
	value_set(root, "facets", present_facets(work->subject));
	build_set_prose(build, root, "index", path);
	return build_page(build, &page, root, error);
}

void
list_plan(struct plan *plan, enum language language, const struct facets *facets)
{
	const GPtrArray *entries = plan->build->public_register->entries;
	guint count = rows_page_count(entries);

	for (guint number = 1; number <= count; number++) {
		struct rows_page rows = { entries, "", number, language };
		g_autofree char *path = rows_page_path(&rows);

		plan_page(plan, path,
		          (struct work){ .write = write_page,
		                         .language = language,
		                         .subject = facets,
		                         .from = number });
	}
}
