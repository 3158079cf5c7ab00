#include "site/schema_json.h"

#include "disclosure/item.h"

#include <jansson.h>
#include <stdlib.h>

static json_t *object_schema(const struct shape *members);

static json_t *
text(const char *string)
{
	return json_string(string);
}

static void
set_type(json_t *schema, const char *type, bool nullable)
{
	json_t *types;

	if (!nullable) {
		json_object_set_new(schema, "type", text(type));
		return;
	}
	types = json_array();
	json_array_append_new(types, text(type));
	json_array_append_new(types, text("null"));
	json_object_set_new(schema, "type", types);
}

static void
set_pattern(json_t *schema, const struct shape *shape)
{
	const char *pattern = shape_pattern(shape);
	g_autofree char *whole = pattern == NULL ? NULL : g_strdup_printf("^(%s)$", pattern);

	if (whole != NULL)
		json_object_set_new(schema, "pattern", text(whole));
}

static json_t *
value_schema(const struct shape *shape)
{
	static const char *const types[SHAPE_KINDS] = {
		[SHAPE_TEXT] = "string",   [SHAPE_MARKDOWN] = "string", [SHAPE_DATE] = "string",
		[SHAPE_URL] = "string",    [SHAPE_INTEGER] = "integer", [SHAPE_FLAG] = "boolean",
		[SHAPE_OBJECT] = "object", [SHAPE_OBJECTS] = "array",   [SHAPE_TEXTS] = "array",
	};
	json_t *schema =
		shape->kind == SHAPE_OBJECT ? object_schema(shape->members) : json_object();
	json_t *items;

	json_object_set_new(schema, "title", text(shape_term(shape, LANGUAGE_JA)));
	json_object_set_new(schema, "description", text(shape_term(shape, LANGUAGE_EN)));
	set_type(schema, types[shape->kind], shape->nullable);
	switch (shape->kind) {
	case SHAPE_DATE:
		json_object_set_new(schema, "format", text("date"));
		break;
	case SHAPE_URL:
		json_object_set_new(schema, "pattern", text("^https?://"));
		break;
	case SHAPE_INTEGER:
		json_object_set_new(schema, "minimum", json_integer(0));
		break;
	case SHAPE_TEXT:
		set_pattern(schema, shape);
		break;
	case SHAPE_OBJECTS:
		json_object_set_new(schema, "items", object_schema(shape->members));
		break;
	case SHAPE_TEXTS:
		items = json_object();
		set_type(items, "string", false);
		set_pattern(items, shape);
		json_object_set_new(schema, "items", items);
		break;
	default:
		break;
	}
	return schema;
}

static json_t *
object_schema(const struct shape *members)
{
	json_t *schema = json_object(), *properties = json_object(), *required = json_array();

	for (; members->name != NULL; members++) {
		json_object_set_new(properties, members->name, value_schema(members));
		if (!members->optional)
			json_array_append_new(required, text(members->name));
	}
	set_type(schema, "object", false);
	json_object_set_new(schema, "properties", properties);
	json_object_set_new(schema, "required", required);
	json_object_set_new(schema, "additionalProperties", json_false());
	return schema;
}

static json_t *
reference(void)
{
	return json_pack("{s:s}", "$ref", "#/$defs/service");
}

/* All services, with the day and the edition of the list; or one, without. */
static json_t *
choices(void)
{
	return json_pack("[{s:[s,s,s]},{s:[s],s:{s:b,s:b}}]", "required", "services", "as_of",
	                 "edition", "required", "service", "properties", "as_of", 0, "edition", 0);
}

void
schema_json_render(const struct public_register *public_register, GString *out)
{
	json_t *schema = json_object(), *body = object_schema(shape_header);
	json_t *properties = json_object_get(body, "properties");
	g_autofree char *id =
		g_strconcat(public_register->base_url, "data/services.schema.json", NULL);
	char *dumped;

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
	                    json_pack("{s:o}", "service", object_schema(shape_service)));
	dumped = json_dumps(schema, JSON_INDENT(1));
	json_decref(schema);
	g_string_append(out, dumped);
	g_string_append_c(out, '\n');
	free(dumped);
}
