/* All templates of a folder are read, compiled and linked with each other. */
#include "render/template_node.h"

#include "base/folder.h"

#include <string.h>

static bool
type_of_name(const char *name, enum template_type *type)
{
	static const struct {
		const char *ending;
		enum template_type type;
	} types[] = {
		{ ".html", TEMPLATE_TYPE_HTML }, { ".xml", TEMPLATE_TYPE_XML },
		{ ".atom", TEMPLATE_TYPE_XML },  { ".svg", TEMPLATE_TYPE_XML },
		{ ".txt", TEMPLATE_TYPE_PLAIN },
	};

	for (gsize i = 0; i < G_N_ELEMENTS(types); i++) {
		if (g_str_has_suffix(name, types[i].ending)) {
			*type = types[i].type;
			return true;
		}
	}
	return false;
}

static bool
load_file(struct template_set *set, const char *folder, const char *name, GError **error)
{
	enum template_type type;
	gsize length;

	if (!type_of_name(name, &type))
		return true;
	struct template *template = template_new(folder, name, type);
	g_ptr_array_add(set->templates, template);
	template->source = folder_read_file(template->file, 0, &length, error);
	if (template->source == NULL)
		return false;
	if (!g_utf8_validate(template->source, (gssize)length, NULL))
		return REFUSE_AT(error, (struct place){ .file = template->file },
		                 "template-encoding",
		                 "文字コードがUTF-8ではありません。UTF-8で保存してください。",
		                 "This template is not UTF-8. Save it as UTF-8.", NULL);
	if (template->source[strspn(template->source, " \t\r\n")] == '\0')
		return REFUSE_AT(
			error, (struct place){ .file = template->file }, "template-empty",
			"雛形が空です。保存に失敗していないかを確かめ、内容を書いてください。",
			"This template is empty. See whether saving it failed, and write what "
			"it shall say.",
			NULL);
	/* Lines may end as they do on Windows: the same pages are made. */
	char *to = template->source;

	for (const char *at = template->source; *at != '\0'; at++)
		if (at[0] != '\r' || at[1] != '\n')
			*to++ = *at;
	*to = '\0';
	return true;
}

/* In order of name, so that of several faults the same one is told. */
static bool
load_folder(struct template_set *set, const char *folder, const char *under, GError **error)
{
	g_autofree char *path = g_build_filename(folder, under, NULL);
	g_autoptr(GPtrArray) entries = folder_names(path, error);

	if (entries == NULL)
		return false;
	EACH (const char, last, entries) {
		g_autofree char *name =
			*under == '\0' ? g_strdup(last) : g_strconcat(under, "/", last, NULL);
		g_autofree char *file = g_build_filename(folder, name, NULL);

		if (g_file_test(file, G_FILE_TEST_IS_DIR) ? !load_folder(set, folder, name, error)
		                                          : !load_file(set, folder, name, error))
			return false;
	}
	return true;
}

static bool
link_node(struct template_set *set, const struct template *template, struct template_node *node,
          GError **error)
{
	const struct template *target = template_find(set, node->name);

	if (target == NULL) {
		g_autoptr(GPtrArray) known = g_ptr_array_new();

		for (guint i = 0; i < set->templates->len; i++)
			g_ptr_array_add(known, ((struct template *)set->templates->pdata[i])->name);
		return template_refuse_name(error, template_spot(template, node),
		                            FAULT("template-missing",
		                                  "「{0}」というテンプレートはありません。{2}",
		                                  "There is no template \"{0}\".{3}"),
		                            node->name, "", known);
	}
	if (target->type != template->type)
		return REFUSE_AT(error, template_spot(template, node), "template-type",
		                 "「{0}」は種類の違うファイルなので、ここには置けません。",
		                 "\"{0}\" is another type of file and is escaped otherwise.",
		                 node->name, NULL);
	node->target = target;
	return true;
}

static bool
link_template(struct template_set *set, const struct template *template, GError **error)
{
	EACH_IN (struct template_node, node, template->nodes) {
		if (node->kind != NODE_PARTIAL && node->kind != NODE_LAYOUT)
			continue;
		if (!link_node(set, template, node, error))
			return false;
	}
	return true;
}

bool
template_set_compile(struct template_set *set, GError **error)
{
	for (guint i = 0; i < set->templates->len; i++)
		if (!template_parse(set->templates->pdata[i], error))
			return false;
	for (guint i = 0; i < set->templates->len; i++)
		if (!link_template(set, set->templates->pdata[i], error))
			return false;
	for (guint i = 0; i < set->templates->len; i++)
		if (!template_place(set->templates->pdata[i], error))
			return false;
	return true;
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
	EACH (const struct template, template, set->templates) {
		digest_update(digest, template->name, strlen(template->name) + 1);
		digest_update(digest, template->source, strlen(template->source) + 1);
	}
}
