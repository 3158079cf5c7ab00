#include "site/build.h"

#include "site/present.h"

#include <string.h>

#define EDITION_SHORT_LENGTH 12

/* The prose pages that have a template of their own, and those that the header
 * links to, in this order; the footer has the others. */
static const char *const built_in_pages[] = { "index", "changes", "open-data", "removed", NULL };
static const char *const header_pages[] = { "how-to-read", "about", NULL };

bool
build_is_built_in(const char *prose_name)
{
	return g_strv_contains(built_in_pages, prose_name);
}

gboolean
build_init(struct build *build, const struct site_request *request, struct findings *findings,
           GError **error)
{
	g_autofree char *edition_short = NULL;

	*build = (struct build){ .request = request, .findings = findings };
	build->prose_pages = prose_pages_load(request->content_folder, findings, error);
	if (build->prose_pages == NULL)
		return FALSE;
	build->addresses = g_ptr_array_new_with_free_func(g_free);
	build->public_register = public_register_new(request->registry, request->as_of);
	build->dataset = dataset_new(build->public_register);
	build->site = present_site(build->public_register);
	build->as_of = present_date(request->as_of);
	build->edition = value_object();
	edition_short = g_strndup(build->dataset->edition, EDITION_SHORT_LENGTH);
	value_set_text(build->edition, "id", build->dataset->edition);
	value_set_text(build->edition, "short", edition_short);
	return TRUE;
}

void
build_clear(struct build *build)
{
	g_clear_pointer(&build->prose_pages, g_ptr_array_unref);
	g_clear_pointer(&build->addresses, g_ptr_array_unref);
	public_register_free(build->public_register);
	dataset_free(build->dataset);
	value_free(build->site);
	value_free(build->as_of);
	value_free(build->edition);
}

char *
build_root(const char *path)
{
	GString *root = g_string_new(NULL);

	for (const char *slash = strchr(path, '/'); slash != NULL; slash = strchr(slash + 1, '/'))
		g_string_append(root, "../");
	return g_string_free(root, FALSE);
}

static struct value *
link_to(const struct prose_page *page, const char *root, const char *current)
{
	struct value *link = value_object();
	g_autofree char *href = g_strconcat(root, page->name, "/", NULL);

	value_set_text(link, "href", href);
	value_set_text(link, "title", page->title);
	value_set_flag(link, "current", g_strcmp0(page->name, current) == 0);
	return link;
}

static void
set_navigation(const struct build *build, struct value *value, const char *root,
               const char *current)
{
	struct value *header = value_list(), *footer = value_list();

	for (gsize i = 0; header_pages[i] != NULL; i++) {
		const struct prose_page *page =
			prose_page_find(build->prose_pages, header_pages[i]);

		if (page != NULL)
			value_append(header, link_to(page, root, current));
	}
	for (guint i = 0; i < build->prose_pages->len; i++) {
		const struct prose_page *page = build->prose_pages->pdata[i];

		if (!build_is_built_in(page->name) && !g_strv_contains(header_pages, page->name))
			value_append(footer, link_to(page, root, current));
	}
	value_set(value, "navigation", header);
	value_set(value, "footer-navigation", footer);
}

/* The address of a file, without the "index.html" at its end. */
static char *
address_of(const struct build *build, const char *path)
{
	const char *base = build->public_register->base_url;
	gsize length = strlen(path);

	if (g_str_has_suffix(path, "index.html"))
		length -= strlen("index.html");
	return g_strdup_printf("%s%.*s", base, (int)length, path);
}

/* The path of the base URL: links of the page for lost addresses start there,
 * as it is shown at any depth. */
static char *
absolute_root(const struct build *build)
{
	const char *host = strstr(build->public_register->base_url, "://");
	const char *path = host == NULL ? NULL : strchr(host + strlen("://"), '/');

	return g_strdup(path == NULL ? "/" : path);
}

gboolean
build_page(struct build *build, const struct page *page, struct value *root, GError **error)
{
	bool is_lost = strcmp(page->path, "404.html") == 0;
	g_autofree char *prefix = is_lost ? absolute_root(build) : build_root(page->path);
	g_autofree char *address = address_of(build, page->path);

	value_set_text(root, "root", prefix);
	value_set_text(root, "home", *prefix == '\0' ? "./" : prefix);
	value_set_flag(root, "at-home", strcmp(page->path, "index.html") == 0);
	value_set_flag(root, "removals-published", build->public_register->publishes_removals);
	value_set_flag(root, "at-data", strcmp(page->path, "open-data/index.html") == 0);
	value_set_flag(root, "at-changes", g_str_has_prefix(page->path, "changes/"));
	value_set_text(root, "canonical", address);
	set_navigation(build, root, prefix, page->current);
	value_borrow(root, "as-of", build->as_of);
	value_borrow(root, "edition", build->edition);
	if (!is_lost)
		g_ptr_array_add(build->addresses, g_strdup(address));
	return build_file(build, page->path, page->template, root, error);
}

void
build_set_prose(struct build *build, struct value *root, const char *name, const char *path)
{
	const struct prose_page *page = prose_page_find(build->prose_pages, name);
	g_autoptr(GString) html = g_string_new(NULL);
	g_autofree char *prefix = build_root(path);

	if (page != NULL)
		prose_page_render(page, build->prose_pages, prefix, build->findings, html);
	value_set_text(root, "heading", page != NULL ? page->title : NULL);
	value_set(root, "content", value_html(html->str));
}

gboolean
build_file(struct build *build, const char *path, const char *template, struct value *root,
           GError **error)
{
	g_autoptr(GString) text = g_string_new(NULL);
	gboolean done;

	value_borrow(root, "site", build->site);
	done = template_render(build->request->templates, template, root, text, error) &&
	       build_text(build, path, text, error);
	value_free(root);
	return done;
}

gboolean
build_text(struct build *build, const char *path, const GString *text, GError **error)
{
	return tree_write(build->tree, path, text->str, text->len, error);
}
