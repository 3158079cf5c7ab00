#include "site/json_xml.h"

#include "render/escape.h"

#include <jansson.h>
#include <string.h>

/* The names of arrays and those of their items. */
static const struct {
	const char *plural, *singular;
} items[] = {
	{ "services", "service" },
	{ "statuses", "status" },
	{ "sub_services", "sub-service" },
	{ "outside_services", "outside-service" },
	{ "regions", "region" },
	{ "domains", "domain" },
	{ "exclusions", "excluded" },
	{ "implemented", "objective" },
	{ "history", "event" },
	{ "changes", "change" },
	{ "amendments", "amendment" },
};

char *
json_xml_element(const char *name)
{
	return g_strdelimit(g_strdup(name), "_", '-');
}

const char *
json_xml_singular(const char *name)
{
	for (gsize i = 0; i < G_N_ELEMENTS(items); i++)
		if (strcmp(items[i].plural, name) == 0)
			return items[i].singular;
	g_assert_not_reached();
}

static void append_value(const char *name, const json_t *value, GString *out);

static void
append_members(const json_t *object, GString *out)
{
	const char *name;
	json_t *value;

	json_object_foreach((json_t *)object, name, value)
	{
		if (json_is_array(value)) {
			for (size_t i = 0; i < json_array_size(value); i++)
				append_value(json_xml_singular(name), json_array_get(value, i),
				             out);
		} else if (!json_is_null(value)) {
			append_value(name, value, out);
		}
	}
}

static void
append_value(const char *name, const json_t *value, GString *out)
{
	g_autofree char *element = json_xml_element(name);

	g_string_append_printf(out, "<%s>", element);
	if (json_is_object(value))
		append_members(value, out);
	else if (json_is_string(value))
		escape_xml(out, json_string_value(value));
	else if (json_is_integer(value))
		g_string_append_printf(out, "%" JSON_INTEGER_FORMAT, json_integer_value(value));
	else
		g_string_append(out, json_is_true(value) ? "true" : "false");
	g_string_append_printf(out, "</%s>", element);
	if (json_is_object(value))
		g_string_append_c(out, '\n');
}

void
json_xml_render(const char *json, const char *root, GString *out)
{
	json_t *object = json_loads(json, 0, NULL);

	g_assert(object != NULL);
	g_string_append(out, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
	g_string_append_printf(out, "<%s xmlns=\"" JSON_XML_NAMESPACE "\">\n", root);
	append_members(object, out);
	g_string_append_printf(out, "</%s>\n", root);
	json_decref(object);
}
