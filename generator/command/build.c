/*
 * The straight line: read, examine, show, write. Nothing is written before
 * all has passed, and each tree appears at once.
 */
#include "command/command.h"

#include "command/progress.h"
#include "command/shrink.h"
#include "command/summary.h"
#include "command/workshop.h"
#include "letter/forms.h"
#include "letter/letter.h"
#include "site/site.h"

#include <stdio.h>

/* What a run makes. */
struct run {
	const struct request *request;
	bool with_site, with_letters;
	struct findings *findings;
	struct registry *registry;
	struct template_set *site_templates;
	char *site_templates_folder;
	struct workshop workshop;
	struct letters *letters;
	struct site_edition *site;
	struct tree *site_tree, *letter_tree;
};

static void
run_clear(struct run *run)
{
	tree_free(run->site_tree);
	tree_free(run->letter_tree);
	site_edition_free(run->site);
	if (run->letters != NULL)
		letters_free(run->letters);
	workshop_clear(&run->workshop);
	if (run->site_templates != NULL)
		template_set_free(run->site_templates);
	if (run->registry != NULL)
		registry_free(run->registry);
	findings_free(run->findings);
	g_free(run->site_templates_folder);
}

static bool
prepare_site(struct run *run, GError **error)
{
	const struct request *request = run->request;
	struct site_request site = {
		.registry = run->registry,
		.as_of = request->as_of,
		.content_folder = request->content,
	};

	run->site_templates_folder = g_build_filename(request->templates, "site", NULL);
	run->site_templates = template_set_load(run->site_templates_folder, error);
	if (run->site_templates == NULL)
		return false;
	site.templates = run->site_templates;
	site.templates_folder = run->site_templates_folder;
	run->site = site_prepare(&site, run->findings, error);
	return run->site != NULL;
}

static bool
prepare_letters(struct run *run, GError **error)
{
	const struct request *request = run->request;

	run->letters = letters_prepare(run->registry, run->workshop.templates, run->workshop.fonts,
	                               request->since, request->as_of, run->findings, error);
	return run->letters != NULL;
}

/* Everything but writing; false with `error` where the run itself failed. */
static bool
prepare(struct run *run, GError **error)
{
	run->registry = request_examine(run->request, run->findings, error);
	return run->registry != NULL && workshop_open(&run->workshop, run->request, error) &&
	       (!run->with_site || prepare_site(run, error)) &&
	       (!run->with_letters || prepare_letters(run, error));
}

static char *
target_of(const struct run *run, const char *name)
{
	return g_build_filename(run->request->output, name, NULL);
}

static struct tree *
open_tree(const struct run *run, const char *name, struct progress *progress, GError **error)
{
	g_autofree char *target = target_of(run, name);
	struct tree *tree = tree_open(target, error);

	progress_start(progress, run->request, name);
	if (tree != NULL)
		tree_watch(tree, progress_step, progress);
	return tree;
}

/* For registrants to download. */
static bool
write_blank_forms(struct run *run, GError **error)
{
	struct typesetting typesetting = workshop_typesetting(&run->workshop, run->registry);

	return forms_write_blank(&typesetting, run->site_tree, "forms", run->findings, error);
}

static bool
write_site(struct run *run, GError **error)
{
	g_autofree char *target = target_of(run, "site");
	struct progress progress;
	bool done;

	run->site_tree = open_tree(run, "site", &progress, error);
	done = run->site_tree != NULL && site_write(run->site, run->site_tree, error) &&
	       write_blank_forms(run, error);
	progress_end(&progress);
	return done && (run->request->allow_shrink ||
	                shrink_check(run->site_tree, target, run->request->language, error));
}

static bool
write_letters(struct run *run, GError **error)
{
	struct progress progress;
	bool done;

	run->letter_tree = open_tree(run, "letters", &progress, error);
	done = run->letter_tree != NULL &&
	       letters_write(run->letters, run->letter_tree, (unsigned)run->request->jobs, error) &&
	       (!run->request->merge ||
	        letters_write_merged(run->letters, run->letter_tree, error));
	progress_end(&progress);
	return done;
}

/* Both trees are whole before the first is published. */
static bool
write_all(struct run *run, GError **error)
{
	if ((run->with_site && !write_site(run, error)) ||
	    (run->with_letters && !write_letters(run, error)))
		return false;
	return (!run->with_letters || tree_publish(run->letter_tree, error)) &&
	       (!run->with_site || tree_publish(run->site_tree, error));
}

static void
print_summary(const struct run *run, gint64 started_us)
{
	struct summary summary = {
		.as_of = run->request->as_of,
		.services = run->registry->services->len,
		.findings = run->findings,
		.site = run->site_tree,
		.letters = run->letter_tree,
		.seconds = (double)(g_get_monotonic_time() - started_us) / G_USEC_PER_SEC,
	};
	g_autoptr(GString) line = g_string_new(NULL);

	summary_render(&summary, line);
	fputs(line->str, stdout);
}

static void
say_what_was_made(const struct run *run)
{
	const struct request *request = run->request;
	g_autofree char *services = g_strdup_printf("%u", run->registry->services->len);
	g_autofree char *letters =
		g_strdup_printf("%u", run->letters != NULL ? letters_count(run->letters) : 0);

	if (run->with_site)
		request_say(request,
		            (struct wording){ "リスト: {0}/site （{1}件のサービスを調べました）",
		                              "list: {0}/site ({1} services examined)" },
		            request->output, services, NULL);
	if (run->with_letters)
		request_say(request,
		            (struct wording){ "通知書: {0}/letters （{1}通）",
		                              "letters: {0}/letters ({1})" },
		            request->output, letters, NULL);
}

static enum outcome
run_all(struct run *run, GError **error)
{
	gint64 started_us = g_get_monotonic_time();

	if (!prepare(run, error))
		return OUTCOME_FAILED;
	if (!request_show(run->request, run->findings))
		return OUTCOME_FINDINGS;
	if (!write_all(run, error))
		return OUTCOME_FAILED;
	if (run->request->format == FORMAT_JSON)
		print_summary(run, started_us);
	say_what_was_made(run);
	return OUTCOME_DONE;
}

static enum outcome
make(const struct request *request, bool with_site, bool with_letters)
{
	g_autoptr(GError) error = NULL;
	struct run run = {
		.request = request,
		.with_site = with_site,
		.with_letters = with_letters,
		.findings = findings_new(),
	};
	enum outcome outcome = run_all(&run, &error);

	if (outcome == OUTCOME_FAILED)
		request_failed(request, error);
	run_clear(&run);
	return outcome;
}

enum outcome
command_site(const struct request *request)
{
	return make(request, true, false);
}

enum outcome
command_letters(const struct request *request)
{
	return make(request, false, true);
}

enum outcome
command_build(const struct request *request)
{
	return make(request, true, true);
}
