/* These are the frame of all pages, and the keys by which a later run knows what they were made
 * of. */
#include "site/build.h"

#include "base/refusal.h"
#include "base/shares.h"
#include "publish/program.h"
#include "site/present.h"

#include <string.h>

#define EDITION_SHORT_LENGTH 12
#define FILE_SIZE_USUAL (64 * 1024)

/* The prose pages that have a template of their own, and those that the header
 * links to, in this order; the footer has the others. */
static const char *const built_in_pages[] = { "index", "changes", "open-data", "removed", NULL };
static const char *const header_pages[] = { "how-to-read", "about", NULL };

bool
build_is_built_in(const char *prose_name)
{
	return g_strv_contains(built_in_pages, prose_name);
}

const char *
build_folder(enum language language)
{
	return language == LANGUAGE_JA ? "" : "en/";
}

char *
build_root(const char *path)
{
	GString *root = g_string_new(NULL);

	for (const char *slash = strchr(path, '/'); slash != NULL; slash = strchr(slash + 1, '/'))
		g_string_append(root, "../");
	return g_string_free(root, false);
}

/* A prose page in *language, or else in Japanese, which *language then is. */
static const struct prose_page *
find_prose(const struct build *build, const char *name, enum language *language)
{
	const struct prose_page *page;

	page = prose_page_find(build->prose_pages[*language], name);
	if (page == NULL) {
		*language = LANGUAGE_JA;
		page = prose_page_find(build->prose_pages[LANGUAGE_JA], name);
	}
	return page;
}

/* Appends a link to the prose page of that name, if there is one. */
static void
append_link(const struct build *build, struct value *list, const char *name,
            const struct site_page *from)
{
	enum language language = from->language;
	const struct prose_page *page = find_prose(build, name, &language);
	g_autofree char *top = build_root(from->path);
	g_autofree char *href = NULL;
	struct value *link;

	if (page == NULL)
		return;
	href = g_strconcat(top, language != from->language ? "../" : "", page->name, "/", NULL);
	link = value_object();
	value_set_text(link, "href", href);
	value_set_text(link, "title", page->title);
	value_set_flag(link, "current", g_strcmp0(page->name, from->current) == 0);
	value_set_flag(link, "is-japanese", language == LANGUAGE_JA);
	value_append(list, link);
}

static void
set_navigation(const struct build *build, struct value *value, const struct site_page *page)
{
	struct value *header = value_list(), *footer = value_list();
	const GPtrArray *pages = build->prose_pages[LANGUAGE_JA];

	for (gsize i = 0; header_pages[i] != NULL; i++)
		append_link(build, header, header_pages[i], page);
	for (guint i = 0; i < pages->len; i++) {
		const char *name = ((const struct prose_page *)pages->pdata[i])->name;

		if (!build_is_built_in(name) && !g_strv_contains(header_pages, name))
			append_link(build, footer, name, page);
	}
	value_set(value, "navigation", header);
	value_set(value, "footer-navigation", footer);
}

char *
build_address(const struct build *build, const char *path, enum language language)
{
	const char *base = build->public_register->base_url;
	gsize length = strlen(path);

	if (g_str_has_suffix(path, "index.html"))
		length -= strlen("index.html");
	return g_strdup_printf("%s%s%.*s", base, build_folder(language), (int)length, path);
}

/* The page in each language, for those who look for the other one. */
static void
set_alternates(const struct build *build, struct value *root, const struct site_page *page)
{
	struct value *alternates = value_list();

	for (int language = 0; language < LANGUAGES && !page->single; language++) {
		struct value *alternate = value_object();
		g_autofree char *address =
			build_address(build, page->path, (enum language)language);

		value_set_text(alternate, "code", language_code((enum language)language));
		value_set_text(alternate, "address", address);
		value_append(alternates, alternate);
	}
	value_set(root, "alternates", alternates);
}

/* The same page in the other language, from this one; empty where there is
 * none. */
static void
set_twin(struct value *root, const struct site_page *page)
{
	bool is_index = g_str_has_suffix(page->path, "index.html");
	g_autofree char *up = build_root(page->path);
	g_autofree char *here =
		g_strndup(page->path, strlen(page->path) - (is_index ? strlen("index.html") : 0));
	g_autofree char *twin = page->language == LANGUAGE_JA
	                                ? g_strconcat(up, build_folder(LANGUAGE_EN), here, NULL)
	                                : g_strconcat("../", up, here, NULL);

	value_set_text(root, "twin", page->single ? "" : twin);
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

/* The ways from the page to the top of its language and to that of the site. */
static void
set_ways(const struct build *build, struct value *root, const struct site_page *page)
{
	bool is_lost = strcmp(page->path, "404.html") == 0;
	g_autofree char *way = is_lost ? absolute_root(build) : build_root(page->path);
	g_autofree char *top = g_strconcat(way, page->language == LANGUAGE_JA ? "" : "../", NULL);

	value_set_text(root, "root", way);
	value_set_text(root, "top", top);
	value_set_text(root, "home", *way == '\0' ? "./" : way);
	value_set_flag(root, "at-home", strcmp(page->path, "index.html") == 0);
	value_set_flag(root, "at-data", strcmp(page->path, "open-data/index.html") == 0);
	value_set_flag(root, "at-changes", g_str_has_prefix(page->path, "changes/"));
}

/* All that stands around what a page is about. */
static void
set_frame(const struct build *build, struct value *root, const struct site_page *page)
{
	g_autofree char *canonical = build_address(build, page->path, page->language);

	set_ways(build, root, page);
	set_navigation(build, root, page);
	set_alternates(build, root, page);
	set_twin(root, page);
	value_set_text(root, "canonical", canonical);
	value_set_text(root, "language", language_code(page->language));
	value_set_flag(root, "in-english", page->language == LANGUAGE_EN);
	value_set_flag(root, "removals-published", build->public_register->publishes_removals);
	if (page->of_list) {
		value_borrow(root, "as-of", build->as_of);
		value_borrow(root, "edition", build->edition);
	}
}

/* Program, templates, words and site: what all pages of a language share. */
static void
set_shared_keys(struct build *build)
{
	for (int language = 0; language < LANGUAGES; language++) {
		AUTO(digest) digest = digest_new();

		program_digest(digest);
		template_set_digest(build->request->templates, digest);
		value_digest(build->wordings->words[language], digest);
		value_digest(build->site, digest);
		build->shared_keys[language] = digest_hex(digest);
	}
}

/* What the files of an entry are made of beside the entry. The frame of a page
 * differs from one entry to the next by the number alone, which the entry
 * tells: that of any page of the kind stands for all. */
static void
set_entry_key(struct build *build)
{
	AUTO(digest) digest = digest_new();
	g_autoptr(GString) around = g_string_new(NULL);

	for (int language = 0; language < LANGUAGES; language++) {
		AUTO(value) frame = value_object();

		set_frame(build, frame,
		          &(struct site_page){ .path = "services/0/index.html",
		                               .language = (enum language)language });
		digest_update_text(digest, build->shared_keys[language]);
		value_digest(frame, digest);
	}
	dataset_render_header(build->public_register, around);
	digest_update(digest, around->str, around->len);
	build->entry_key = digest_hex(digest);
}

void
build_load_prose(struct build *build)
{
	static const char *const folders[LANGUAGES] = {
		[LANGUAGE_JA] = "pages", [LANGUAGE_EN] = "pages/en"
	};

	for (int language = 0; language < LANGUAGES; language++)
		build->prose_pages[language] = prose_pages_load(build->request->content_folder,
		                                                folders[language], build->findings);
}

static struct value *
present_edition(const struct dataset *dataset)
{
	g_autofree char *edition_short = g_strndup(dataset->edition, EDITION_SHORT_LENGTH);
	struct value *edition = value_object();

	value_set_text(edition, "id", dataset->edition);
	value_set_text(edition, "short", edition_short);
	return edition;
}

static void
digest_entries(gpointer data, guint first, guint end)
{
	const struct build *build = *(struct build **)data;

	dataset_digest_entries(build->dataset, build->public_register, first, end);
}

static void
prepare_all(struct build *build, unsigned jobs)
{
	struct build *shares[SHARES_MAX];
	guint length = build->public_register->entries->len;
	guint count = shares_count(length, jobs);

	for (guint i = 0; i < count; i++)
		shares[i] = build;
	build->dataset = dataset_new(build->public_register);
	shares_run((gpointer)shares, sizeof(*shares), count, length, jobs, digest_entries);
	dataset_finish(build->dataset, build->public_register);
}

bool
build_init(struct build *build, const struct site_request *request, struct findings *findings,
           GError **error)
{
	unsigned jobs = MAX(1, request->jobs);

	*build = (struct build){ .request = request, .findings = findings };
	build->unheard = findings_new();
	build->wordings = wordings_load(request->templates_folder, error);
	if (build->wordings == NULL)
		return false;
	build_load_prose(build);
	build->public_register = public_register_new(request->registry, request->as_of, jobs);
	if (build->public_register->incomplete != NULL) {
		return REFUSE(
			error, "list-incomplete",
			"{0} は登録されていますが、必ず掲載する項目がありません。プログラムの誤りです。",
			"{0} is registered, but an item that is always listed is missing. This is "
			"a fault of the program.",
			build->public_register->incomplete, NULL);
	}
	prepare_all(build, jobs);
	build->site = present_site(build->public_register);
	build->as_of = present_date(request->as_of);
	build->edition = present_edition(build->dataset);
	set_shared_keys(build);
	set_entry_key(build);
	return true;
}

void
build_clear(struct build *build)
{
	wordings_free(build->wordings);
	for (int language = 0; language < LANGUAGES; language++) {
		g_clear_pointer(&build->prose_pages[language], g_ptr_array_unref);
		g_clear_pointer(&build->shared_keys[language], g_free);
	}
	g_clear_pointer(&build->entry_key, g_free);
	public_register_free(build->public_register);
	dataset_free(build->dataset);
	value_free(build->site);
	value_free(build->as_of);
	value_free(build->edition);
	g_clear_pointer(&build->unheard, findings_free);
}

void
build_render_prose(const struct build *build, const struct prose_page *page, const char *root,
                   enum language language, struct findings *findings, GString *out)
{
	g_autofree char *top = g_strconcat(root, "../", NULL);
	struct prose_links links = {
		.pages = build->prose_pages[language],
		.root = root,
		.other_pages = language == LANGUAGE_JA ? NULL : build->prose_pages[LANGUAGE_JA],
		.other_root = top,
		.language_folder = language == LANGUAGE_JA ? "/" : "/en/",
		.targets = build->targets,
		.templates_folder = build->request->templates_folder,
	};

	prose_page_render(page, &links, findings, out);
}

void
build_set_prose(const struct build *build, struct value *root, const char *name,
                const struct site_page *page)
{
	const struct prose_page *prose = prose_page_find(build->prose_pages[page->language], name);
	g_autoptr(GString) html = g_string_new(NULL);
	g_autofree char *prefix = build_root(page->path);

	if (prose != NULL)
		build_render_prose(build, prose, prefix, page->language, build->unheard, html);
	value_set_text(root, "heading", prose != NULL ? prose->title : NULL);
	value_set(root, "content", value_html(html->str));
}

/* The key of a file that is made of `root`, which has all but what is shared
 * and what is told by `data_key`. */
static char *
key_of(const struct build *build, const struct site_page *page, const struct value *root)
{
	AUTO(digest) digest = digest_new();

	digest_update_text(digest, build->shared_keys[page->language]);
	digest_update(digest, page->template, strlen(page->template) + 1);
	if (page->data_key != NULL)
		digest_update_text(digest, page->data_key);
	value_digest(root, digest);
	return digest_hex(digest);
}

bool
build_render(const struct build *build, const char *template, enum language language,
             struct value *root, GString *out, GError **error)
{
	value_borrow(root, "site", build->site);
	value_borrow(root, "words", build->wordings->words[language]);
	return template_render(build->request->templates, template, root, out, error);
}

/* Writes a file in the folder of all languages, unless it is published as it would be.
 * Takes `root` over. */
static bool
write_file(const struct build *build, struct tree *tree, const char *path,
           const struct site_page *page, const char *key, struct value *root, GError **error)
{
	g_autofree char *own_key = key == NULL ? key_of(build, page, root) : NULL;
	g_autoptr(GString) text = NULL;
	bool done = true;

	if (key != NULL || !tree_reuse(tree, path, own_key)) {
		text = g_string_sized_new(FILE_SIZE_USUAL);
		if (page->complete != NULL)
			page->complete(root, page->data);
		done = build_render(build, page->template, page->language, root, text, error) &&
		       tree_write_keyed(tree, path, key == NULL ? own_key : key, text->str,
		                        text->len, error);
	}
	value_free(root);
	return done;
}

bool
build_file(const struct build *build, struct tree *tree, const char *path, const char *template,
           const char *key, struct value *root, GError **error)
{
	const struct site_page page = { .template = template };

	return write_file(build, tree, path, &page, key, root, error);
}

bool
build_keyed_page(const struct build *build, struct tree *tree, const struct site_page *page,
                 const char *key, struct value *root, GError **error)
{
	g_autofree char *path = g_strconcat(build_folder(page->language), page->path, NULL);

	set_frame(build, root, page);
	return write_file(build, tree, path, page, key, root, error);
}

bool
build_page(const struct build *build, struct tree *tree, const struct site_page *page,
           struct value *root, GError **error)
{
	return build_keyed_page(build, tree, page, NULL, root, error);
}
