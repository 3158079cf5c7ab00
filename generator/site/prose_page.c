/* The pages of content/pages are read and rendered, and their links are resolved. */
#include "site/prose_page.h"

#include "render/markdown.h"
#include "site/files.h"
#include "source/entries.h"
#include "source/source.h"

#include <string.h>

MESSAGE(message_no_title, "page-without-title", ERROR, NULL,
        "1行目に「# 」で始まる表題がありません。",
        "the first line is no title that begins with \"# \".");

MESSAGE(message_title_marks, "page-title-marks", WARNING, NULL,
        "表題「{0}」の中の Markdown の記号は、そのまま表示されます。表題は文字だけで書いてください。",
        "the title \"{0}\" is shown as it stands, marks of Markdown and all; write it in plain words.");

MESSAGE(message_title_again, "page-title-again", WARNING, NULL,
        "本文に「# 」の見出しがあります。表題は1行目だけです。本文の見出しは「## 」から始めてください。",
        "there is a heading of \"# \" in the text. The title is the first line alone; headings begin with \"## \".");

MESSAGE(message_link_to_no_page, "page-link-to-no-page", ERROR, NULL,
        "リンク先のページ「{0}.md」がありません。",
        "there is no page \"{0}.md\" that the link could lead to.");

MESSAGE(message_link_to_no_heading, "page-link-to-no-heading", ERROR, NULL,
        "リンク先のページ「{0}.md」に、見出し「{1}」がありません。",
        "the page \"{0}.md\" has no heading \"{1}\" that the link could lead to.");

MESSAGE(message_link_to_no_file, "page-link-to-no-file", ERROR, NULL,
        "リンク又は画像「{0}」の指すもの（{1}）は、サイトにありません。名前と、ページから見た場所を確かめてください。",
        "the link or image \"{0}\" leads to {1}, which the site does not have; see to its name, and to its place as seen from the page.");

MESSAGE(message_name_taken, "page-name-taken", ERROR, NULL,
        "「{0}」という名前のページは作れません（サイトの別のものが使う名前です）。",
        "no page can be named \"{0}\": something else of the site has that name.");

MESSAGE(message_page_name, "page-name", ERROR, NULL,
        "ページのファイル名は、英小文字・数字・ハイフンに「.md」を付けたものにしてください（URLになります）。",
        "the name of a page's file is made of a-z, 0-9 and hyphens, with \".md\": it becomes a URL.");

/* What the site writes itself at its top. */
static const char *const taken_names[] = { "services",   "data",    "assets",    "list",
	                                   "by",         "compare", "answer",    "en",
	                                   "statistics", "removed", "providers", NULL };

static void
free_page(gpointer data)
{
	struct prose_page *page = data;

	g_free(page->name);
	g_free(page->title);
	g_free(page->body);
	g_free(page);
}

/* The text of the file. NULL after a finding where it is no text; one with
 * characters that we refuse is shown all the same, so that other faults are found. */
static char *
read_text(const char *path, const char *name, struct findings *findings)
{
	gsize length;
	g_autofree char *bytes = source_read(path, name, &length, findings);
	const char *text = bytes;

	if (bytes == NULL || !source_accept(&text, &length, SOURCE_SIZE_LIMIT, name, findings))
		return NULL;
	source_check_characters(text, length, 1, name, findings);
	return g_strndup(text, length);
}

/* A title is no Markdown, but may be written as if it were. */
static void
check_title(const struct prose_page *page, struct findings *findings)
{
	AUTO(findings) own = findings_new();
	g_autoptr(GString) html = g_string_new(NULL);
	g_autofree char *heading = g_strconcat("# ", page->title, NULL);

	if (!markdown_render(heading, NOTATION_PAGE, 0, place_in_file(page->file, 1, NULL), own,
	                     html) ||
	    !g_str_has_prefix(strchr(html->str + 1, '<'), "</h1>"))
		findings_add(findings, &message_title_marks, place_in_file(page->file, 1, NULL),
		             page->title, NULL);
}

static struct prose_page *
read_page(const char *path, const char *file, const char *name, struct findings *findings)
{
	g_autofree char *text = read_text(path, file, findings);

	if (text == NULL)
		return NULL;
	struct prose_page *page = g_new0(struct prose_page, 1);
	page->name = g_strdup(name);
	page->file = file;
	page->body_line = 2;
	const char *end = strchr(text, '\n');
	if (end == NULL)
		end = text + strlen(text);
	if (!g_str_has_prefix(text, "# ")) {
		findings_add(findings, &message_no_title, place_in_file(page->file, 1, NULL), NULL);
		page->title = g_strdup(name);
		page->body = g_strdup(text);
		page->body_line = 1;
		return page;
	}
	page->title = g_strstrip(g_strndup(text + 2, end - text - 2));
	page->body = g_strdup(*end == '\0' ? "" : end + 1);
	check_title(page, findings);
	return page;
}

GPtrArray *
prose_pages_load(const char *content_folder, const char *folder, struct findings *findings)
{
	g_autoptr(GPtrArray) names = entries_list(content_folder, folder, ENTRIES_PAGES, findings);
	GPtrArray *pages = g_ptr_array_new_with_free_func(free_page);

	EACH (const char, entry, names) {
		g_autofree char *shown = g_strconcat(folder, "/", entry, NULL);
		g_autofree char *path = g_build_filename(content_folder, shown, NULL);
		g_autofree char *name = g_strndup(entry, strlen(entry) - strlen(".md"));
		const char *file = g_intern_string(shown);
		struct prose_page *page = read_page(path, file, name, findings);

		if (*name == '\0' || name[strspn(name, G_CSET_a_2_z G_CSET_DIGITS "-")] != '\0')
			findings_add(findings, &message_page_name, (struct place){ .file = file },
			             NULL);
		else if (g_strv_contains(taken_names, name))
			findings_add(findings, &message_name_taken, (struct place){ .file = file },
			             name, NULL);
		if (page != NULL)
			g_ptr_array_add(pages, page);
	}
	return pages;
}

const struct prose_page *
prose_page_find(const GPtrArray *pages, const char *name)
{
	EACH (const struct prose_page, page, pages)
		if (strcmp(page->name, name) == 0)
			return page;
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

/* What hangs on the day or on what is listed. */
static bool
is_of_list(const struct prose_links *links, const char *top, const char *path)
{
	static const char *const listed[] = { "services", "by", "providers", NULL };

	if (strcmp(top, "changes") == 0)
		return g_regex_match_simple("^changes/(between|\\d{4}(-\\d\\d-\\d\\d)?)$", path, 0,
		                            0);
	if (links->targets != NULL && g_strv_contains(listed, top))
		return targets_have(links->targets, path);
	return strcmp(top, "data") != 0 && g_strv_contains(taken_names, top);
}

/* Whether the site has what a path from its top ("en/contact") leads to. */
static bool
is_of_site(const struct prose_links *links, const char *path)
{
	static const char index[] = "/index.html";
	g_autofree char *folder =
		g_strndup(path, strlen(path) - (g_str_has_suffix(path, index) ? strlen(index) : 0));
	const char *own = g_str_has_prefix(folder, "en/") ? folder + strlen("en/") : folder;
	g_auto(GStrv) parts = g_strsplit(own, "/", 2);

	if (parts[0] == NULL || strcmp(own, "en") == 0 || site_has_file(path))
		return true;
	if (parts[1] == NULL &&
	    (prose_page_find(links->pages, own) != NULL ||
	     (links->other_pages != NULL && prose_page_find(links->other_pages, own) != NULL)))
		return true;
	if (strcmp(parts[0], "forms") == 0)
		return g_regex_match_simple("^forms/form(0[1-9]|1[0-5])(-example)?\\.(pdf|xml)$",
		                            own, 0, 0);
	if (strcmp(parts[0], "assets") == 0 && links->templates_folder != NULL) {
		g_autofree char *file = g_build_filename(links->templates_folder, path, NULL);

		return g_file_test(file, G_FILE_TEST_IS_REGULAR);
	}
	return is_of_list(links, parts[0], own);
}

/* Where the page has the text first; of what is escaped otherwise there, no line. */
static struct place
place_of_text(const struct prose_page *page, const char *text)
{
	const char *at = strstr(page->body, text);

	return place_in_file(
		page->file,
		at == NULL ? 0
			   : page->body_line +
				     source_count_lines(page->body, (gsize)(at - page->body)),
		NULL);
}

/* Tells of links and images that lead to no file; those to pages are followed by their names. */
static void
follow_links(const struct prose_page *page, const struct prose_links *links, const char *html,
             struct findings *findings)
{
	g_autoptr(GRegex) link = g_regex_new("(?:href|src)=\"([^\"#?:]+)[\"#?]", 0, 0, NULL);
	g_autoptr(GMatchInfo) match = NULL;
	g_autofree char *folder = g_strconcat(
		links->language_folder, strcmp(page->name, "index") == 0 ? "" : page->name, NULL);

	for (g_regex_match(link, html, 0, &match); g_match_info_matches(match);
	     g_match_info_next(match, NULL)) {
		g_autofree char *escaped = g_match_info_fetch(match, 1);
		g_autofree char *url = g_uri_unescape_string(escaped, NULL);
		g_autofree char *path =
			g_canonicalize_filename(url != NULL ? url : escaped, folder);

		if (!g_str_has_suffix(escaped, ".md") && !is_of_site(links, path + 1))
			findings_add(findings, &message_link_to_no_file,
			             place_of_text(page, escaped), escaped, path, NULL);
	}
}

struct rewriting {
	const struct prose_page *page;
	const struct prose_links *links;
	struct findings *findings;
};

static gboolean
rewrite_link(const GMatchInfo *match, GString *out, gpointer data)
{
	const struct rewriting *rewriting = data;
	const struct prose_links *links = rewriting->links;
	g_autofree char *name = g_match_info_fetch(match, 1);
	g_autofree char *file = g_strconcat(name, ".md", NULL);
	struct place place = place_of_text(rewriting->page, file);
	g_autofree char *escaped = g_match_info_fetch(match, 2);
	g_autofree char *id = escaped == NULL ? NULL : g_uri_unescape_string(escaped, NULL);
	const struct prose_page *target = prose_page_find(links->pages, name);
	bool is_other = target == NULL && links->other_pages != NULL;

	/* In the same language, or another. */
	if (is_other)
		target = prose_page_find(links->other_pages, name);
	if (target == NULL) {
		findings_add(rewriting->findings, &message_link_to_no_page, place, name, NULL);
		return false;
	}
	if (id != NULL && *id != '\0' && !markdown_has_heading(target->body, id))
		findings_add(rewriting->findings, &message_link_to_no_heading, place, name, id,
		             NULL);

	g_autofree char *address = address_of(target, is_other ? links->other_root : links->root);

	g_string_append_printf(out, "href=\"%s", address);
	return false;
}

void
prose_page_render(const struct prose_page *page, const struct prose_links *links,
                  struct findings *findings, GString *out)
{
	struct rewriting rewriting = { page, links, findings };
	struct place place = place_in_file(page->file, page->body_line, NULL);
	g_autoptr(GString) html = g_string_new(NULL);
	g_autoptr(GRegex) link =
		g_regex_new("href=\"([^\":/?#]+)\\.md(?=(?:#([^\"]*))?\")", 0, 0, NULL);

	if (!markdown_render(page->body, NOTATION_PAGE, 0, place, findings, html))
		return;
	/* Without a title, it is what is missing in the first line. */
	if (page->body_line > 1 && strstr(html->str, "<h1") != NULL) {
		bool is_first = g_str_has_prefix(page->body, "# ");
		struct place again = place_of_text(page, is_first ? "# " : "\n# ");

		again.line += again.line > 0 && !is_first;
		findings_add(findings, &message_title_again, again, NULL);
	}
	follow_links(page, links, html->str, findings);
	g_autofree char *linked = g_regex_replace_eval(link, html->str, (gssize)html->len, 0, 0,
	                                               rewrite_link, &rewriting, NULL);
	g_string_append(out, linked);
}
