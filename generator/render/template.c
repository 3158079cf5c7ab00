#include "render/template_node.h"

#include "base/folder.h"

#include <string.h>

static gboolean
type_of_name(const char *name, enum template_type *type)
{
	static const struct {
		const char *ending;
		enum template_type type;
	} types[] = {
		{ ".html", TEMPLATE_TYPE_HTML }, { ".xml", TEMPLATE_TYPE_XML },
		{ ".atom", TEMPLATE_TYPE_XML },  { ".svg", TEMPLATE_TYPE_XML },
		{ ".txt", TEMPLATE_TYPE_PLAIN }, { ".md", TEMPLATE_TYPE_PLAIN },
	};
	gsize i;

	for (i = 0; i < G_N_ELEMENTS(types); i++) {
		if (g_str_has_suffix(name, types[i].ending)) {
			*type = types[i].type;
			return TRUE;
		}
	}
	return FALSE;
}

static gboolean
file_fail(const char *file, GError **error, const char *problem)
{
	g_set_error(error, TEMPLATE_ERROR, TEMPLATE_ERROR_FILE, "%s: %s", file, problem);
	return FALSE;
}

static gboolean
load_file(struct template_set *set, const char *folder, const char *name, GError **error)
{
	enum template_type type;
	struct template *template;
	gsize length;

	if (!type_of_name(name, &type))
		return TRUE;
	template = template_new(folder, name, type);
	g_ptr_array_add(set->templates, template);
	template->source = folder_read_file(template->file, 0, &length, NULL);
	if (template->source == NULL)
		return file_fail(template->file, error, "this template cannot be read");
	if (!g_utf8_validate(template->source, (gssize)length, NULL))
		return file_fail(template->file, error, "this template is not UTF-8");
	return TRUE;
}

static gint
compare_names(gconstpointer a, gconstpointer b)
{
	return strcmp(*(const char *const *)a, *(const char *const *)b);
}

/* In order of name, so that of several faults the same one is told. */
static gboolean
load_folder(struct template_set *set, const char *folder, const char *under, GError **error)
{
	g_autofree char *path = g_build_filename(folder, under, NULL);
	g_autoptr(GPtrArray) entries = g_ptr_array_new_with_free_func(g_free);
	g_autoptr(GDir) directory = g_dir_open(path, 0, NULL);
	const char *entry;
	guint i;

	if (directory == NULL)
		return file_fail(path, error, "this folder of templates cannot be read");
	while ((entry = g_dir_read_name(directory)) != NULL)
		if (entry[0] != '.')
			g_ptr_array_add(entries, g_strdup(entry));
	g_ptr_array_sort(entries, compare_names);
	for (i = 0; i < entries->len; i++) {
		const char *last = g_ptr_array_index(entries, i);
		g_autofree char *name =
			*under == '\0' ? g_strdup(last) : g_strconcat(under, "/", last, NULL);
		g_autofree char *file = g_build_filename(folder, name, NULL);
		gboolean done = g_file_test(file, G_FILE_TEST_IS_DIR)
		                        ? load_folder(set, folder, name, error)
		                        : load_file(set, folder, name, error);

		if (!done)
			return FALSE;
	}
	return TRUE;
}

static gboolean
link_node(struct template_set *set, const struct template *template, struct template_node *node,
          GError **error)
{
	const struct template *target = template_find(set, node->name);

	if (target == NULL) {
		g_autoptr(GPtrArray) known = g_ptr_array_new();
		g_autofree char *suggestion = NULL;
		guint i;

		for (i = 0; i < set->templates->len; i++)
			g_ptr_array_add(known, ((struct template *)set->templates->pdata[i])->name);
		suggestion = template_suggestion(node->name, known);
		return template_fail(template, node, TEMPLATE_ERROR_FILE, error,
		                     "there is no template \"%s\"%s", node->name, suggestion);
	}
	if (target->type != template->type)
		return template_fail(template, node, TEMPLATE_ERROR_SYNTAX, error,
		                     "\"%s\" is another type of file and is escaped otherwise",
		                     node->name);
	node->target = target;
	return TRUE;
}

static gboolean
link_template(struct template_set *set, const struct template *template, GError **error)
{
	guint i;

	for (i = 0; i < template->nodes->len; i++) {
		struct template_node *node =
			&g_array_index(template->nodes, struct template_node, i);

		if (node->kind != NODE_PARTIAL && node->kind != NODE_LAYOUT)
			continue;
		if (!link_node(set, template, node, error))
			return FALSE;
	}
	return TRUE;
}

gboolean
template_set_compile(struct template_set *set, GError **error)
{
	guint i;

	for (i = 0; i < set->templates->len; i++)
		if (!template_parse(set->templates->pdata[i], error))
			return FALSE;
	for (i = 0; i < set->templates->len; i++)
		if (!link_template(set, set->templates->pdata[i], error))
			return FALSE;
	for (i = 0; i < set->templates->len; i++)
		if (!template_place(set->templates->pdata[i], error))
			return FALSE;
	return TRUE;
}

struct template_set *
template_set_load(const char *folder, GError **error)
{
	AUTO(template_set) set = g_new0(struct template_set, 1);

	set->templates = g_ptr_array_new_with_free_func(template_free);
	if (!load_folder(set, folder, "", error) || !template_set_compile(set, error))
		return NULL;
	return g_steal_pointer(&set);
}

void
template_set_free(struct template_set *set)
{
	if (set == NULL)
		return;
	g_ptr_array_unref(set->templates);
	g_free(set);
}

void
template_set_digest(const struct template_set *set, struct digest *digest)
{
	for (guint i = 0; i < set->templates->len; i++) {
		const struct template *template = set->templates->pdata[i];

		digest_update(digest, template->name, strlen(template->name) + 1);
		digest_update(digest, template->source, strlen(template->source) + 1);
	}
}
