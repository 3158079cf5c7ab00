#include "site/prose.h"

#include "render/markdown.h"

#include <errno.h>
#include <string.h>

static const struct message message_no_title = {
	.id = "page-without-title",
	.level = FINDING_ERROR,
	.ja = "1行目に「# 」で始まる表題がありません",
	.en = "the first line is no title that begins with \"# \"",
};

static const struct message message_link_to_no_page = {
	.id = "page-link-to-no-page",
	.level = FINDING_ERROR,
	.ja = "リンク先のページ「{0}.md」がありません",
	.en = "there is no page \"{0}.md\" that the link could lead to",
};

static const struct message message_name_taken = {
	.id = "page-name-taken",
	.level = FINDING_ERROR,
	.ja = "「{0}」という名前のページは作れません（サイトの別のものが使う名前です）",
	.en = "no page can be named \"{0}\": something else of the site has that name",
};

/* What the site writes itself at its top. */
static const char *const taken_names[] = { "services", "data",    "assets", "list",
	                                   "by",       "compare", "en",     NULL };

static void
free_page(gpointer data)
{
	struct prose_page *page = data;

	g_free(page->name);
	g_free(page->title);
	g_free(page->body);
	g_free(page);
}

static struct prose_page *
read_page(const char *folder, const char *below, const char *name, struct findings *findings,
          GError **error)
{
	struct prose_page *page;
	g_autofree char *file = g_strconcat(name, ".md", NULL);
	g_autofree char *path = g_build_filename(folder, file, NULL);
	g_autofree char *shown = g_strconcat("pages/", below, file, NULL);
	g_autofree char *text = NULL;
	const char *end;

	if (!g_file_get_contents(path, &text, NULL, error))
		return NULL;
	page = g_new0(struct prose_page, 1);
	page->name = g_strdup(name);
	page->file = g_intern_string(shown);
	page->body_line = 2;
	end = strchr(text, '\n');
	if (end == NULL)
		end = text + strlen(text);
	if (!g_str_has_prefix(text, "# ")) {
		findings_add(findings, &message_no_title,
		             (struct place){ .file = page->file, .line = 1 }, NULL);
		page->title = g_strdup(name);
		page->body = g_strdup(text);
		page->body_line = 1;
		return page;
	}
	page->title = g_strstrip(g_strndup(text + 2, end - text - 2));
	page->body = g_strdup(*end == '\0' ? "" : end + 1);
	return page;
}

static int
compare_names(gconstpointer a, gconstpointer b)
{
	return strcmp(*(const char *const *)a, *(const char *const *)b);
}

/* The names of the .md files of the folder, sorted; NULL with `error`. */
static GPtrArray *
list_names(const char *folder, GError **error)
{
	GPtrArray *names = g_ptr_array_new_with_free_func(g_free);
	g_autoptr(GError) reason = NULL;
	g_autoptr(GDir) directory = g_dir_open(folder, 0, &reason);
	const char *name;

	if (directory == NULL) {
		if (g_error_matches(reason, G_FILE_ERROR, G_FILE_ERROR_NOENT))
			return names;
		g_propagate_error(error, g_steal_pointer(&reason));
		g_ptr_array_unref(names);
		return NULL;
	}
	while ((name = g_dir_read_name(directory)) != NULL)
		if (*name != '.' && g_str_has_suffix(name, ".md"))
			g_ptr_array_add(names, g_strndup(name, strlen(name) - strlen(".md")));
	g_ptr_array_sort(names, compare_names);
	return names;
}

GPtrArray *
prose_pages_load(const char *content_folder, const char *below, struct findings *findings,
                 GError **error)
{
	g_autofree char *folder = g_build_filename(content_folder, "pages", below, NULL);
	g_autoptr(GPtrArray) pages = g_ptr_array_new_with_free_func(free_page);
	g_autoptr(GPtrArray) names = list_names(folder, error);

	if (names == NULL)
		return NULL;
	for (guint i = 0; i < names->len; i++) {
		struct prose_page *page =
			read_page(folder, below, names->pdata[i], findings, error);

		if (page == NULL)
			return NULL;
		g_ptr_array_add(pages, page);
		if (g_strv_contains(taken_names, page->name))
			findings_add(findings, &message_name_taken,
			             (struct place){ .file = page->file }, page->name, NULL);
	}
	return g_steal_pointer(&pages);
}

const struct prose_page *
prose_page_find(const GPtrArray *pages, const char *name)
{
	for (guint i = 0; i < pages->len; i++) {
		const struct prose_page *page = pages->pdata[i];

		if (strcmp(page->name, name) == 0)
			return page;
	}
	return NULL;
}

/* Where the page stands below the top of the site. The list is the top. */
static char *
address_of(const struct prose_page *page, const char *root)
{
	if (strcmp(page->name, "index") != 0)
		return g_strconcat(root, page->name, "/", NULL);
	return g_strdup(*root == '\0' ? "./" : root);
}

struct rewriting {
	const struct prose_page *page;
	const struct prose_links *links;
	struct findings *findings;
};

/* The address of the page of that name, in the same language or another; NULL
 * where there is none. */
static char *
find_address(const struct prose_links *links, const char *name)
{
	const struct prose_page *target = prose_page_find(links->pages, name);

	if (target != NULL)
		return address_of(target, links->root);
	target = links->other_pages == NULL ? NULL : prose_page_find(links->other_pages, name);
	return target == NULL ? NULL : address_of(target, links->other_root);
}

static gboolean
rewrite_link(const GMatchInfo *match, GString *out, gpointer data)
{
	const struct rewriting *rewriting = data;
	g_autofree char *name = g_match_info_fetch(match, 1);
	g_autofree char *address = find_address(rewriting->links, name);

	if (address == NULL)
		findings_add(rewriting->findings, &message_link_to_no_page,
		             (struct place){ .file = rewriting->page->file }, name, NULL);
	else
		g_string_append_printf(out, "href=\"%s", address);
	return FALSE;
}

void
prose_page_render(const struct prose_page *page, const struct prose_links *links,
                  struct findings *findings, GString *out)
{
	struct rewriting rewriting = { page, links, findings };
	struct place place = { .file = page->file, .line = page->body_line };
	g_autoptr(GString) html = g_string_new(NULL);
	g_autoptr(GRegex) link = g_regex_new("href=\"([^\":/?#]+)\\.md(?=[\"#])", 0, 0, NULL);
	g_autofree char *linked = NULL;

	if (!markdown_render(page->body, 0, place, findings, html))
		return;
	linked = g_regex_replace_eval(link, html->str, (gssize)html->len, 0, 0, rewrite_link,
	                              &rewriting, NULL);
	g_string_append(out, linked);
}
