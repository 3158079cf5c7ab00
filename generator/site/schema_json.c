/* The JSON Schema of the data is walked from the table of items. */
#include "site/schema_json.h"

#include "disclosure/item.h"

#include <jansson.h>
#include <stdlib.h>

static json_t *object_schema(const struct item *members);

static json_t *
text(const char *string)
{
	return json_string(string);
}

static void
set_type(json_t *schema, const char *type, bool nullable)
{
	if (!nullable) {
		json_object_set_new(schema, "type", text(type));
		return;
	}
	json_t *types = json_array();
	json_array_append_new(types, text(type));
	json_array_append_new(types, text("null"));
	json_object_set_new(schema, "type", types);
}

static void
set_pattern(json_t *schema, const struct item *item)
{
	const char *pattern = item_pattern(item);
	g_autofree char *whole = pattern == NULL ? NULL : g_strdup_printf("^(%s)$", pattern);

	if (whole != NULL)
		json_object_set_new(schema, "pattern", text(whole));
}

static json_t *
value_schema(const struct item *item)
{
	static const char *const types[ITEM_KINDS] = {
		[ITEM_TEXT] = "string",   [ITEM_PROSE] = "string",   [ITEM_DATE] = "string",
		[ITEM_URL] = "string",    [ITEM_NUMBER] = "integer", [ITEM_FLAG] = "boolean",
		[ITEM_GROUP] = "object",  [ITEM_OBJECTS] = "array",  [ITEM_TEXTS] = "array",
		[ITEM_DOMAINS] = "array",
	};
	json_t *schema = item->kind == ITEM_GROUP ? object_schema(item->members) : json_object();
	json_t *items;

	json_object_set_new(schema, "title", text(item_term(item, LANGUAGE_JA)));
	json_object_set_new(schema, "description", text(item_term(item, LANGUAGE_EN)));
	set_type(schema, types[item->kind], item->nullable);
	switch (item->kind) {
	case ITEM_DATE:
		json_object_set_new(schema, "format", text("date"));
		break;
	case ITEM_URL:
		json_object_set_new(schema, "pattern", text("^https?://"));
		break;
	case ITEM_NUMBER:
		json_object_set_new(schema, "minimum", json_integer(0));
		break;
	case ITEM_TEXT:
		set_pattern(schema, item);
		break;
	case ITEM_OBJECTS:
	case ITEM_DOMAINS:
		json_object_set_new(schema, "items", object_schema(item->members));
		break;
	case ITEM_TEXTS:
		items = json_object();
		set_type(items, "string", false);
		set_pattern(items, item);
		json_object_set_new(schema, "items", items);
		break;
	default:
		break;
	}
	return schema;
}

static json_t *
object_schema(const struct item *members)
{
	json_t *schema = json_object(), *properties = json_object(), *required = json_array();

	for (; members->kind != ITEM_END; members++) {
		if (members->name == NULL)
			continue;
		json_object_set_new(properties, members->name, value_schema(members));
		if (!members->optional)
			json_array_append_new(required, text(members->name));
	}
	set_type(schema, "object", false);
	json_object_set_new(schema, "properties", properties);
	json_object_set_new(schema, "required", required);
	return schema;
}

static json_t *
reference(void)
{
	return json_pack("{s:s}", "$ref", "#/$defs/service");
}

/* All services, or one, with the day and the edition of the list. */
static json_t *
choices(void)
{
	return json_pack("[{s:[s,s,s]},{s:[s,s,s]}]", "required", "services", "as_of", "edition",
	                 "required", "service", "as_of", "edition");
}

void
schema_json_render(const struct public_register *public_register, GString *out)
{
	json_t *schema = json_object(), *body = object_schema(items_of_list);
	json_t *properties = json_object_get(body, "properties");
	g_autofree char *id =
		g_strconcat(public_register->base_url, "data/services.schema.json", NULL);

	json_object_set_new(properties, "services",
	                    json_pack("{s:s,s:o}", "type", "array", "items", reference()));
	json_object_set_new(properties, "service", reference());
	json_object_set_new(schema, "$schema",
	                    text("https://json-schema.org/draft/2020-12/schema"));
	json_object_set_new(schema, "$id", text(id));
	json_object_set_new(schema, "title", text(public_register->title));
	json_object_update(schema, body);
	json_decref(body);
	json_object_set_new(schema, "oneOf", choices());
	json_object_set_new(schema, "$defs",
	                    json_pack("{s:o}", "service", object_schema(items_of_entry)));
	char *dumped = json_dumps(schema, JSON_INDENT(1));
	json_decref(schema);
	g_string_append(out, dumped);
	g_string_append_c(out, '\n');
	free(dumped);
}
