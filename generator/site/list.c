/* The front page is the list. */
#include "site/list.h"

#include "site/present.h"
#include "site/rows.h"

/* The choices of status; those of regions and providers come from the data of the search. */
static struct value *
present_statuses(const struct facets *facets)
{
	const GPtrArray *values = facets->values[FACET_STATUS];
	struct value *list = value_list();

	EACH (const struct facet_value, facet_value, values) {
		struct value *option = value_object();

		value_set_text(option, "value", facet_value->key);
		value_set_text(option, "label", facet_value->label);
		value_set_count(option, "count", facet_value->entries->len);
		value_append(list, option);
	}
	return list;
}

static bool
write_page(const struct build *build, struct tree *tree, const struct work *work, GError **error)
{
	struct rows_page rows = { build->public_register->entries, "", work->from, work->language };
	g_autofree char *path = rows_page_path(&rows);
	g_autofree char *rows_key = rows_page_key(&rows, build->dataset);
	struct site_page page = { .language = work->language,
		                  .path = path,
		                  .template = "list.html",
		                  .of_list = true,
		                  .complete = rows_page_complete,
		                  .data = &rows,
		                  .data_key = rows_key };
	struct value *root = value_object();

	rows_page_present(&rows, root);
	value_set(root, "statuses", present_statuses(work->subject));
	build_set_prose(build, root, "index", &page);
	return build_page(build, tree, &page, root, error);
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
