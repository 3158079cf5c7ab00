/* The columns of services.csv are walked from the table of items. */
#include "site/columns.h"

#include "disclosure/item_text.h"
#include "render/csv.h"

/* The columns that stand before those of the items that are copied from fields. */
static const char *const first_columns[] = { "number",     "statuses",   "registered_on",
	                                     "renewed_on", "expires_on", "since",
	                                     "permalink" };

GPtrArray *
columns_items(void)
{
	GPtrArray *items = g_ptr_array_sized_new(32);

	for (gsize i = 0; i < G_N_ELEMENTS(first_columns); i++)
		g_ptr_array_add(items, (gpointer)item_find(items_of_entry, first_columns[i]));
	g_ptr_array_extend_and_steal(items, items_listed());
	g_ptr_array_add(items,
	                (gpointer)item_find(item_find(items_of_entry, "statement_scope")->members,
	                                    "territories"));
	return items;
}

/* What stands in every row behind them: a row says of which day and edition it is. */
static const char *const last_columns[] = { "as_of", "edition" };

/* Takes the strings of `fields` over and empties it. */
static void
append_row(GString *out, GPtrArray *fields)
{
	for (guint i = 0; i < fields->len; i++)
		if (fields->pdata[i] == NULL)
			fields->pdata[i] = g_strdup("");
	csv_append_row(out, (const char *const *)fields->pdata, fields->len);
	g_ptr_array_set_size(fields, 0);
}

void
columns_open(GString *out)
{
	g_autoptr(GPtrArray) fields = g_ptr_array_new_with_free_func(g_free);
	g_autoptr(GPtrArray) items = columns_items();

	g_string_append(out, CSV_BYTE_ORDER_MARK);
	for (guint i = 0; i < items->len; i++)
		g_ptr_array_add(fields, g_strdup(item_label(items->pdata[i], LANGUAGE_JA)));
	for (gsize i = 0; i < G_N_ELEMENTS(last_columns); i++)
		g_ptr_array_add(fields,
		                g_strdup(item_label(item_find(items_of_list, last_columns[i]),
		                                    LANGUAGE_JA)));
	append_row(out, fields);
}

void
columns_render_entry(const struct disclosure *entry, struct date as_of, const char *edition,
                     GString *out)
{
	g_autoptr(GPtrArray) fields = g_ptr_array_new_with_free_func(g_free);
	g_autoptr(GPtrArray) items = columns_items();

	for (guint i = 0; i < items->len; i++)
		g_ptr_array_add(fields, item_text(items->pdata[i], entry));
	g_ptr_array_add(fields, date_iso(as_of));
	g_ptr_array_add(fields, g_strdup(edition));
	append_row(out, fields);
}

bool
columns_have(const struct item *item)
{
	g_autoptr(GPtrArray) items = columns_items();

	for (gsize i = 0; i < G_N_ELEMENTS(last_columns); i++)
		if (item == item_find(items_of_list, last_columns[i]))
			return true;
	return g_ptr_array_find(items, item, NULL);
}
