/* The parts that all files of the template engine stand on: a template with its
 * nodes, how it is found by its name, and how a fault of it is told. */
#include "render/template_node.h"

#include <string.h>

static void
node_clear(gpointer data)
{
	struct template_node *node = data;

	g_free(node->name);
	g_strfreev(node->path);
}

void
template_free(gpointer data)
{
	struct template *template = data;

	g_free(template->name);
	g_free(template->file);
	g_free(template->source);
	g_array_unref(template->nodes);
	g_ptr_array_unref(template->slots);
	g_free(template);
}

struct template *
template_new(const char *folder, const char *name, enum template_type type)
{
	struct template *template = g_new0(struct template, 1);

	template->name = g_strdup(name);
	template->file = g_build_filename(folder, name, NULL);
	template->type = type;
	template->nodes = g_array_new(false, false, sizeof(struct template_node));
	g_array_set_clear_func(template->nodes, node_clear);
	template->slots = g_ptr_array_new_with_free_func(g_free);
	return template;
}

struct template *
template_find(const struct template_set *set, const char *name)
{
	EACH (struct template, template, set->templates)
		if (strcmp(template->name, name) == 0)
			return template;
	return NULL;
}

struct place
template_spot(const struct template *template, const struct template_node *node)
{
	return (struct place){ .file = template->file, .line = node->line, .column = node->column };
}
