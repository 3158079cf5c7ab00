/* The works of a site are planned, and done together with those of the entries. */
#include "site/site.h"

#include "site/build.h"
#include "site/change_log.h"
#include "site/changes.h"
#include "site/data.h"
#include "site/dictionary.h"
#include "site/entry.h"
#include "site/figures.h"
#include "site/former.h"
#include "site/list.h"
#include "site/names.h"
#include "site/present.h"
#include "site/removed.h"
#include "site/view.h"

#include "base/folder.h"

#include <fcntl.h>

#define DATA_PAGE "open-data/index.html"

/* Pages with no data of their own: what their scripts fetch fills them. */
static const struct site_page tool_pages[] = {
	{ .path = "compare/index.html", .template = "compare.html" },
	{ .path = "answer/index.html", .template = "answer.html" },
	{ .path = "changes/between/index.html", .template = "between.html" },
};

static bool
check_templates(const struct build *build, GError **error)
{
	AUTO(pool) pool = pool_new();

	for (const struct site_template *row = site_templates; row->name != NULL; row++)
		if (!template_check(build->request->templates, row->name,
		                    site_template_names(row, build->wordings, pool), error))
			return false;
	return true;
}

/* Renders the prose of the pages to see its faults, and keeps nothing. */
static void
examine_prose(struct build *build)
{
	build->targets = targets_new(build->request, build->public_register);
	for (int language = 0; language < LANGUAGES; language++) {
		const GPtrArray *pages = build->prose_pages[language];

		for (guint i = 0; i < pages->len; i++) {
			g_autoptr(GString) html = g_string_new(NULL);

			build_render_prose(build, pages->pdata[i], "", (enum language)language,
			                   build->findings, html);
		}
	}
	g_clear_pointer(&build->targets, targets_free);
}

void
site_examine(const struct site_request *request, struct findings *findings)
{
	struct build build = { .request = request, .findings = findings };

	build_load_prose(&build);
	examine_prose(&build);
	build_clear(&build);
}

bool
site_compare_former(const struct site_request *request, struct findings *findings, GString *rows,
                    GError **error)
{
	struct build build = { .request = request, .findings = findings };
	bool done;

	build.public_register =
		public_register_new(request->registry, request->as_of, MAX(1, request->jobs));
	done = former_examine(&build, request->former, request->accept_unrecorded, rows, error);
	build_clear(&build);
	return done;
}

struct site_edition {
	struct site_request request;
	struct build build;
	GString *unrecorded; /* data/unrecorded.jsonl */
};

struct site_edition *
site_prepare(const struct site_request *request, struct findings *findings, GError **error)
{
	AUTO(site_edition) edition = g_new0(struct site_edition, 1);

	edition->request = *request;
	if (!build_init(&edition->build, &edition->request, findings, error) ||
	    !check_templates(&edition->build, error))
		/* cppcheck-suppress memleak ; AUTO() frees it */
		return NULL;
	examine_prose(&edition->build);
	edition->unrecorded = g_string_new(NULL);
	if (request->former != NULL &&
	    !former_examine(&edition->build, request->former, request->accept_unrecorded,
	                    edition->unrecorded, error))
		/* cppcheck-suppress memleak ; AUTO() frees it */
		return NULL;
	/* cppcheck-suppress memleak ; it is the caller's now */
	return g_steal_pointer(&edition);
}

void
site_edition_free(struct site_edition *edition)
{
	if (edition == NULL)
		return;
	build_clear(&edition->build);
	if (edition->unrecorded != NULL)
		g_string_free(edition->unrecorded, true);
	g_free(edition);
}

/* A prose page that has no template of its own: work->subject. */
static bool
write_prose_page(const struct build *build, struct tree *tree, const struct work *work,
                 GError **error)
{
	const struct prose_page *prose = work->subject;
	const GPtrArray *others = build->prose_pages[1 - work->language];
	g_autofree char *path = g_strconcat(prose->name, "/index.html", NULL);
	struct site_page page = { .language = work->language,
		                  .path = path,
		                  .template = "page.html",
		                  .current = prose->name,
		                  .single = prose_page_find(others, prose->name) == NULL };
	struct value *root = value_object();

	build_set_prose(build, root, prose->name, &page);
	return build_page(build, tree, &page, root, error);
}

static void
plan_prose_pages(struct plan *plan, enum language language)
{
	const GPtrArray *pages = plan->build->prose_pages[language];

	EACH (const struct prose_page, prose, pages) {
		g_autofree char *path = g_strconcat(prose->name, "/index.html", NULL);

		if (!build_is_built_in(prose->name))
			plan_page(plan, path,
			          (struct work){ .write = write_prose_page,
			                         .language = language,
			                         .subject = prose });
	}
}

static bool
write_data_page(const struct build *build, struct tree *tree, const struct work *work,
                GError **error)
{
	struct site_page page = { .language = work->language,
		                  .path = DATA_PAGE,
		                  .template = "data.html",
		                  .current = "open-data",
		                  .of_list = true };
	struct value *root = value_object();

	(void)work;
	value_set(root, "properties", dictionary_present(build, work->language));
	build_set_prose(build, root, "open-data", &page);
	return build_page(build, tree, &page, root, error);
}

static bool
write_tool_page(const struct build *build, struct tree *tree, const struct work *work,
                GError **error)
{
	struct site_page page = tool_pages[work->kind];

	page.language = work->language;
	return build_page(build, tree, &page, value_object(), error);
}

/* Servers show it for any address that leads nowhere: one for all languages. */
static bool
write_lost_page(const struct build *build, struct tree *tree, const struct work *work,
                GError **error)
{
	struct site_page page = { .language = work->language,
		                  .path = "404.html",
		                  .template = "404.html",
		                  .single = true };

	(void)work;
	return build_page(build, tree, &page, value_object(), error);
}

/* RFC 9116: whom to tell of a weakness, for less than a year from the day. */
static bool
write_security(const struct build *build, struct tree *tree, const struct work *work,
               GError **error)
{
	struct value *root = value_object();

	(void)work;
	value_set(root, "expires", present_date(date_add_days(build->request->as_of, 330)));
	return build_file(build, tree, ".well-known/security.txt", "security.txt", NULL, root,
	                  error);
}

/* The addresses of all pages: work->subject. */
static bool
write_sitemap(const struct build *build, struct tree *tree, const struct work *work, GError **error)
{
	struct value *root = value_object(), *pages = value_list();

	EACH (const struct plan_address, address, (const GPtrArray *)work->subject) {
		struct value *page = value_object();

		value_set_text(page, "location", address->location);
		value_set(page, "changed-on", present_date(address->changed_on));
		value_append(pages, page);
	}
	value_set(root, "pages", pages);
	return build_file(build, tree, "sitemap.xml", "sitemap.xml", NULL, root, error) &&
	       build_file(build, tree, "robots.txt", "robots.txt", NULL, value_object(), error);
}

/* What editors leave behind is not published. */
static bool
is_leftover(const char *name)
{
	static const char *const ends[] = { "~", "#", ".bak", ".orig", ".rej", ".tmp", ".swp" };

	for (gsize i = 0; i < G_N_ELEMENTS(ends); i++)
		if (g_str_has_suffix(name, ends[i]))
			return true;
	return false;
}

/* What is copied is public: a symbolic link must not bring in what stands
 * elsewhere. */
static bool
copy_asset(struct tree *tree, const char *path, const char *file, GError **error)
{
	gsize length;
	g_autofree char *bytes = folder_read_file(file, O_NOFOLLOW, &length, error);

	return bytes != NULL && tree_write(tree, path, bytes, length, error);
}

/* Copies templates/site/assets as it is. `path` is relative to the templates. */
static bool
copy_assets(const struct build *build, struct tree *tree, const char *path, GError **error)
{
	g_autofree char *folder = g_build_filename(build->request->templates_folder, path, NULL);
	g_autoptr(GPtrArray) names = folder_names(folder, error);

	if (names == NULL)
		return false;
	for (guint i = 0; i < names->len; i++) {
		g_autofree char *below = g_strconcat(path, "/", names->pdata[i], NULL);
		g_autofree char *file = g_build_filename(folder, names->pdata[i], NULL);
		bool is_folder = g_file_test(file, G_FILE_TEST_IS_DIR) &&
		                 !g_file_test(file, G_FILE_TEST_IS_SYMLINK);

		if (!is_leftover(names->pdata[i]) &&
		    (is_folder ? !copy_assets(build, tree, below, error)
		               : !copy_asset(tree, below, file, error)))
			return false;
	}
	return true;
}

static bool
write_assets(const struct build *build, struct tree *tree, const struct work *work, GError **error)
{
	(void)work;
	return copy_assets(build, tree, "assets", error);
}

static void
plan_pages(struct plan *plan, enum language language, const GArray *changes)
{
	const struct build *build = plan->build;
	struct facets *facets = facets_new(build->public_register, language);

	plan_keep(plan, facets, (GDestroyNotify)facets_free);
	list_plan(plan, language, facets);
	views_plan(plan, language, facets);
	figures_plan(plan, language, facets);
	changes_plan(plan, language, changes);
	plan_prose_pages(plan, language);
	plan_page(plan, DATA_PAGE, (struct work){ .write = write_data_page, .language = language });
	removed_plan(plan, language);
	for (guint i = 0; i < G_N_ELEMENTS(tool_pages); i++)
		plan_page(
			plan, tool_pages[i].path,
			(struct work){ .write = write_tool_page, .language = language, .kind = i });
}

static void
plan_entry_addresses(struct plan *plan, enum language language)
{
	EACH (const struct disclosure, entry, plan->build->public_register->entries) {
		g_autofree char *path = entry_page_path(entry);

		plan_address(plan, path, language, present_changed_on(entry));
	}
}

bool
site_write_unrecorded(struct tree *tree, const GString *rows, GError **error)
{
	return rows->len == 0 ||
	       tree_write(tree, "data/unrecorded.jsonl", rows->str, rows->len, error);
}

/* What was published and changed without a record: work->subject. */
static bool
write_unrecorded(const struct build *build, struct tree *tree, const struct work *work,
                 GError **error)
{
	(void)build;
	return site_write_unrecorded(tree, work->subject, error);
}

/* All but the files of entries; the longest works stand first. */
static void
plan_whole(struct plan *plan)
{
	GArray *changes = changes_all(plan->build->public_register);

	plan_keep(plan, changes, (GDestroyNotify)g_array_unref);
	data_plan(plan);
	for (int language = 0; language < LANGUAGES; language++) {
		plan_entry_addresses(plan, (enum language)language);
		plan_pages(plan, (enum language)language, changes);
	}
	changes_plan_feeds(plan, changes);
	change_log_plan(plan, changes);
	plan_file(plan, (struct work){ .write = write_sitemap, .subject = plan->addresses });
	plan_file(plan, (struct work){ .write = write_lost_page });
	plan_file(plan, (struct work){ .write = write_security });
	plan_file(plan, (struct work){ .write = write_assets });
}

/* The works of the plan, then the entries of the part. */
static bool
write_step(guint index, struct tree *tree, void *data, GError **error)
{
	const struct plan *plan = data;
	const struct build *build = plan->build;

	if (index < plan->works->len)
		return plan_do(plan, index, tree, error);
	return entry_write(build, part_index(build->request->part, index - plan->works->len), tree,
	                   error);
}

guint
site_evidence_count(const struct site_edition *edition)
{
	const struct public_register *public_register = edition->build.public_register;

	return public_register->publishes_evidence
	               ? part_count(edition->request.part, public_register->entries->len)
	               : 0;
}

void
site_evidence(const struct site_edition *edition, guint index, char **path, char **key)
{
	entry_evidence(&edition->build, part_index(edition->request.part, index), path, key);
}

bool
site_evidence_render(const struct site_edition *edition, guint index, bool brief, GString *blocks,
                     GString *data, GError **error)
{
	return entry_render_evidence(&edition->build, part_index(edition->request.part, index),
	                             brief, blocks, data, error);
}

bool
site_write(struct site_edition *edition, struct tree *tree, GError **error)
{
	struct build *build = &edition->build;
	const struct part part = build->request->part;
	AUTO(plan) plan = plan_new(build);
	guint entries = part_count(part, build->public_register->entries->len);

	if (part_is_first(part)) {
		plan_whole(plan);
		plan_file(plan, (struct work){ .write = write_unrecorded,
		                               .subject = edition->unrecorded });
	}
	return tree_run(tree, plan->works->len + entries, MAX(1, build->request->jobs), write_step,
	                plan, error);
}
