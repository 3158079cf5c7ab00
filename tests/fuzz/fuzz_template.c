/*
 * Any text as a template, filled with hostile values: no crash, and nothing
 * that a value says gets out of its place.
 */
#include "base/refusal.h"
#include "render/template.h"
#include "render/template_node.h"

#include <stdlib.h>
#include <string.h>

/* No template has it by itself: the fuzzer's input with it is left out. */
#define HOSTILE "-zq\"zq'zq<zq>zq&zq:-"

static struct value *
hostile_root(void)
{
	struct value *root = value_object();
	struct value *list = value_list();

	value_set_text(root, "a", HOSTILE);
	value_set_text(root, "b", "");
	value_set_flag(root, "c", true);
	for (int i = 0; i < 2; i++) {
		struct value *item = value_object();

		value_set_text(item, "a", HOSTILE);
		value_append(list, item);
	}
	value_set(root, "d", list);
	value_set(root, "e", value_html("<p>html</p>"));
	return root;
}

static void
assert_escaped(const char *out)
{
	if (strstr(out, "zq\"") != NULL || strstr(out, "zq'") != NULL ||
	    strstr(out, "<zq") != NULL || strstr(out, "zq>") != NULL || strstr(out, "&zq") != NULL)
		abort();
}

static struct template_set *
set_of_one(const char *name, enum template_type type, const char *source)
{
	struct template_set *set = g_new0(struct template_set, 1);

	set->templates = g_ptr_array_new_with_free_func(template_free);
	g_ptr_array_add(set->templates, template_new("", name, type));
	((struct template *)set->templates->pdata[0])->source = g_strdup(source);
	return set;
}

static void
fill(const char *name, enum template_type type, const char *source)
{
	AUTO(template_set) set = set_of_one(name, type, source);
	AUTO(value) root = hostile_root();
	g_autoptr(GString) out = g_string_new(NULL);
	GError *error = NULL;

	if (template_set_compile(set, &error) && template_render(set, name, root, out, &error)) {
		if (type != TEMPLATE_TYPE_PLAIN && strstr(source, "zq") == NULL)
			assert_escaped(out->str);
	} else if (error == NULL || refusal_finding(error) == NULL ||
	           refusal_finding(error)->place.file == NULL ||
	           !g_str_has_suffix(refusal_finding(error)->place.file, name)) {
		abort();
	}
	g_clear_error(&error);
}

int LLVMFuzzerTestOneInput(const guint8 *data, gsize size);

int
LLVMFuzzerTestOneInput(const guint8 *data, gsize size)
{
	g_autofree char *source = g_strndup((const char *)data, size);

	if (!g_utf8_validate(source, -1, NULL))
		return 0;
	fill("a.html", TEMPLATE_TYPE_HTML, source);
	fill("a.xml", TEMPLATE_TYPE_XML, source);
	fill("a.txt", TEMPLATE_TYPE_PLAIN, source);
	return 0;
}
