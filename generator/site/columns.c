/* The columns of the CSV files, and what is told of them, are walked from the table of items. */
#include "site/columns.h"

#include "disclosure/item_text.h"
#include "render/csv.h"

#include <jansson.h>
#include <stdlib.h>
#include <string.h>

const struct csv_table tables[] = {
	{ "data/services.csv", NULL, "一覧（CSV）" },
	{ "data/sub-services.csv", "sub_services", "対象のサブサービス（CSV）" },
	{ "data/outside-services.csv", "outside_services", "対象外のサービス（CSV）" },
	{ "data/regions.csv", "regions", "リージョン（CSV）" },
	{ "data/exclusions.csv", "exclusions", "対象外の統制目標（CSV）" },
	{ "data/events.csv", "history", "登録の経過（CSV）" },
	{ NULL, NULL, NULL },
};

/* The columns of services.csv before and behind those of the items that are copied from
 * fields. */
static const char *const first_columns[] = { "number",     "statuses",   "registered_on",
	                                     "renewed_on", "expires_on", "since",
	                                     "permalink" };
static const char *const last_columns[] = { "territories", "categories", "bases" };

/* What every row ends with: it says of which day and edition it is. */
static const char *const list_columns[] = { "as_of", "edition" };

static void
add_named(GPtrArray *items, const struct item *of, const char *const *names, gsize count)
{
	for (gsize i = 0; i < count; i++)
		g_ptr_array_add(items, (gpointer)item_find(of, names[i]));
}

/* What a row of the table begins with: the entry, by its number and its name. */
static const char *const key_columns[] = { "number", "name" };

GPtrArray *
columns_items(void)
{
	GPtrArray *items = g_ptr_array_sized_new(40);

	add_named(items, items_of_entry, first_columns, G_N_ELEMENTS(first_columns));
	g_ptr_array_extend_and_steal(items, items_listed());
	add_named(items, items_of_entry, last_columns, G_N_ELEMENTS(last_columns));
	return items;
}

/* All columns in their order: const struct item *; those of entries, then those of rows. */
static GPtrArray *
columns(const struct csv_table *table)
{
	GPtrArray *items = table->list == NULL ? columns_items() : g_ptr_array_sized_new(16);

	if (table->list != NULL) {
		add_named(items, items_of_entry, key_columns, G_N_ELEMENTS(key_columns));
		for (const struct item *item = item_find(items_of_entry, table->list)->members;
		     item->kind != ITEM_END; item++)
			if (item->name != NULL && item->kind != ITEM_OBJECTS)
				g_ptr_array_add(items, (gpointer)item);
	}
	add_named(items, items_of_list, list_columns, G_N_ELEMENTS(list_columns));
	return items;
}

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
columns_open(const struct csv_table *table, GString *out)
{
	g_autoptr(GPtrArray) fields = g_ptr_array_new_with_free_func(g_free);
	g_autoptr(GPtrArray) items = columns(table);

	g_string_append(out, CSV_BYTE_ORDER_MARK);
	EACH (const struct item, item, items)
		g_ptr_array_add(fields, g_strdup(item_label(item, LANGUAGE_JA)));
	append_row(out, fields);
}

void
columns_render_entry(const struct csv_table *table, const struct disclosure *entry,
                     struct date as_of, const char *edition, GString *out)
{
	g_autoptr(GPtrArray) fields = g_ptr_array_new_with_free_func(g_free);
	g_autoptr(GPtrArray) items = columns(table);
	const GPtrArray single = { .pdata = (gpointer *)&entry, .len = 1 };
	const struct item *list =
		table->list == NULL ? NULL : item_find(items_of_entry, table->list);
	const struct public_register header = { .as_of = as_of, .edition = edition };
	const GPtrArray *rows = list == NULL ? &single : *(GPtrArray *const *)item_at(list, entry);

	EACH (const void, row, rows) {
		for (guint i = 0; i < items->len; i++) {
			bool is_key = list != NULL && i < G_N_ELEMENTS(key_columns);
			bool is_of_list = i + G_N_ELEMENTS(list_columns) >= items->len;

			g_ptr_array_add(fields, item_text(items->pdata[i], is_of_list ? &header
			                                                   : is_key   ? entry
			                                                              : row));
		}
		append_row(out, fields);
	}
}

bool
columns_have(const struct item *item)
{
	g_autoptr(GPtrArray) items = columns(&tables[0]);

	return g_ptr_array_find(items, item, NULL);
}

/* What a column holds, in the words that CSVW and Table Schema share. */
static const char *
type_of(const struct item *item)
{
	return item->kind == ITEM_DATE ? "date" : item->kind == ITEM_NUMBER ? "integer" : "string";
}

/* Of one of two kinds of description, made of a table and its columns. */
static json_t *
describe_table(const struct csv_table *table, bool is_package)
{
	g_autoptr(GPtrArray) items = columns(table);
	json_t *list = json_array();
	const char *name = table->path + strlen("data/");
	guint number = 0;

	EACH (const struct item, item, items) {
		const char *label = item_label(item, LANGUAGE_JA), *pattern = item_pattern(item);
		json_t *column = json_object();

		if (item_is_list(item) || item->kind == ITEM_DATE)
			pattern = NULL;
		if (is_package) {
			json_object_set_new(column, "name", json_string(label));
			json_object_set_new(column, "title",
			                    json_string(item_label(item, LANGUAGE_EN)));
			json_object_set_new(column, "type", json_string(type_of(item)));
			if (pattern != NULL)
				json_object_set_new(column, "constraints",
				                    json_pack("{s:s}", "pattern", pattern));
		} else {
			g_autofree char *id = g_strdup_printf("c%u_%s", ++number, item->name);

			json_object_set_new(column, "name", json_string(id));
			json_object_set_new(column, "titles", json_string(label));
			json_object_set_new(column, "datatype",
			                    pattern == NULL
			                            ? json_string(type_of(item))
			                            : json_pack("{s:s,s:s}", "base", type_of(item),
			                                        "format", pattern));
			if (item_is_list(item))
				json_object_set_new(column, "separator", json_string("\n"));
		}
		json_array_append_new(list, column);
	}
	if (is_package)
		return json_pack("{s:s#,s:s,s:s,s:s,s:s,s:s,s:{s:o}}", "name", name,
		                 (int)(strlen(name) - strlen(".csv")), "path", name, "title",
		                 table->title, "format", "csv", "mediatype", "text/csv", "encoding",
		                 "utf-8", "schema", "fields", list);
	return json_pack("{s:s,s:{s:s},s:{s:o}}", "url", name, "dc:title", "ja", table->title,
	                 "tableSchema", "columns", list);
}

/* Takes `root` over, which has the descriptions as `name`. */
static void
append_described(json_t *root, const char *name, bool is_package, GString *out)
{
	json_t *list = json_array();

	for (const struct csv_table *table = tables; table->path != NULL; table++)
		json_array_append_new(list, describe_table(table, is_package));
	json_object_set_new(root, name, list);
	char *text = json_dumps(root, JSON_INDENT(1));
	g_string_append(out, text);
	g_string_append_c(out, '\n');
	free(text);
	json_decref(root);
}

void
columns_render_csvw(GString *out)
{
	append_described(json_pack("{s:[s,{s:s}]}", "@context", "http://www.w3.org/ns/csvw",
	                           "@language", "ja"),
	                 "tables", false, out);
}

void
columns_render_package(const struct public_register *public_register, GString *out)
{
	append_described(json_pack("{s:s,s:s,s:s}", "name", "ismap-cloud-service-list", "title",
	                           public_register->title, "homepage", public_register->base_url),
	                 "resources", true, out);
}
