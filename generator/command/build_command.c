/*
 * The straight line: read, examine, show, write. Nothing is written before
 * all has passed, and each tree appears at once.
 */
#include "command/command.h"

#include "base/digest.h"
#include "base/refusal.h"
#include "command/fingerprint.h"
#include "command/progress.h"
#include "command/shard.h"
#include "command/shrink.h"
#include "command/summary.h"
#include "command/workshop.h"
#include "letter/forms.h"
#include "letter/letter.h"
#include "publish/program.h"
#include "site/site.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

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
	struct blank_forms *forms; /* of the site; NULL: another part has them */
	struct site_edition *site;
	struct tree *site_tree, *letter_tree;
	char *edition; /* of what is read; NULL where the work is not shared */
};

static void
run_clear(struct run *run)
{
	tree_free(run->site_tree);
	tree_free(run->letter_tree);
	site_edition_free(run->site);
	blank_forms_free(run->forms);
	if (run->letters != NULL)
		letters_free(run->letters);
	workshop_clear(&run->workshop);
	if (run->site_templates != NULL)
		template_set_free(run->site_templates);
	if (run->registry != NULL)
		registry_free(run->registry);
	findings_free(run->findings);
	g_free(run->site_templates_folder);
	g_free(run->edition);
}

static bool
prepare_site(struct run *run, GError **error)
{
	const struct request *request = run->request;
	struct site_request site = {
		.registry = run->registry,
		.as_of = request->as_of,
		.content_folder = request->content,
		.part = request->part,
		.jobs = (unsigned)request->jobs,
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

/* For registrants to download. */
static bool
prepare_forms(struct run *run, GError **error)
{
	const struct typesetting typesetting = workshop_typesetting(&run->workshop, run->registry);

	if (!part_is_first(run->request->part))
		return true;
	run->forms = blank_forms_prepare(&typesetting, run->findings, error);
	return run->forms != NULL;
}

static bool
prepare_letters(struct run *run, GError **error)
{
	const struct request *request = run->request;

	const struct typesetting typesetting = workshop_typesetting(&run->workshop, run->registry);

	run->letters =
		letters_prepare(&typesetting, request->since, request->as_of, run->findings, error);
	if (run->letters == NULL)
		return false;
	letters_keep_part(run->letters, request->part);
	return true;
}

/* Those who share a work must have read the same. */
static bool
take_fingerprint(struct run *run, GError **error)
{
	const struct request *request = run->request;
	const char *const folders[] = { request->content, request->templates, request->fonts,
		                        NULL };

	if (request->part.of == 0)
		return true;
	run->edition = fingerprint(folders, error);
	return run->edition != NULL;
}

/* Everything but writing; false with `error` where the run itself failed. */
static bool
prepare(struct run *run, GError **error)
{
	if (!take_fingerprint(run, error))
		return false;
	run->registry = request_examine(run->request, run->findings, error);
	return run->registry != NULL && workshop_open(&run->workshop, run->request, error) &&
	       (!run->with_site || (prepare_site(run, error) && prepare_forms(run, error))) &&
	       (!run->with_letters || prepare_letters(run, error));
}

static char *
target_of(const struct run *run, const char *name)
{
	const struct request *request = run->request;
	g_autofree char *part =
		request->part.of > 0 ? shard_name(name, request->part) : g_strdup(name);

	return g_build_filename(request->output, part, NULL);
}

static struct tree *
open_tree(const struct run *run, const char *name, struct progress *progress, GError **error)
{
	g_autofree char *target = target_of(run, name);
	struct tree *tree = tree_open(target, !run->request->force, error);

	progress_start(progress, run->request, name);
	if (tree != NULL)
		tree_watch(tree, progress_step, progress);
	return tree;
}

static bool
write_site(struct run *run, GError **error)
{
	g_autofree char *target = target_of(run, "site");
	struct progress progress;
	bool done;

	run->site_tree = open_tree(run, "site", &progress, error);
	if (run->site_tree != NULL && run->request->part.of == 0)
		workshop_sign(&run->workshop, run->site_tree);
	done = run->site_tree != NULL && site_write(run->site, run->site_tree, error) &&
	       (run->forms == NULL || blank_forms_write(run->forms, run->site_tree, "forms",
	                                                (unsigned)run->request->jobs, error));
	progress_end(&progress);
	/* A part is not published; `join` looks at the whole. */
	return done && (run->request->allow_shrink || run->request->part.of > 0 ||
	                shrink_check(run->site_tree, target, error));
}

static bool
write_letters(struct run *run, GError **error)
{
	struct progress progress;
	bool done;

	run->letter_tree = open_tree(run, "letters", &progress, error);
	done = run->letter_tree != NULL && tree_keep_private(run->letter_tree, error) &&
	       letters_write(run->letters, run->letter_tree, (unsigned)run->request->jobs, error) &&
	       (!run->request->merge || !part_is_first(run->request->part) ||
	        letters_write_merged(run->letters, run->letter_tree, error));
	progress_end(&progress);
	return done;
}

/* The note by which `join` knows the tree of a part; only once the tree is there. */
static bool
note_part(const struct run *run, const char *kind, const struct tree *tree, GError **error)
{
	const struct request *request = run->request;
	g_autofree char *as_of = date_iso(request->as_of);
	g_autofree char *since =
		date_is_set(request->since) ? date_iso(request->since) : g_strdup("");
	g_autofree char *listed = tree_manifest(tree);
	g_autofree char *manifest = digest_of_text(listed);
	g_autofree char *libraries = program_libraries();
	const struct shard shard = {
		.part = request->part,
		.kind = (char *)kind,
		.as_of = as_of,
		.since = since,
		.is_signed = request->sign != NULL,
		.is_paired = run->with_site && run->with_letters,
		.version = (char *)ISMAPGEN_VERSION,
		.libraries = libraries,
		.edition = run->edition,
		.manifest = manifest,
	};

	return shard_write(&shard, request->output, error);
}

static bool
publish(const struct run *run, const char *kind, struct tree *tree, GError **error)
{
	if (tree == NULL)
		return true;
	if (!tree_publish(tree, error))
		return false;
	return run->request->part.of == 0 || note_part(run, kind, tree, error);
}

/* Whether what stands at `path` is the folder or in it. */
static bool
is_within(const char *path, const char *folder)
{
	g_autofree char *real = realpath(path, NULL);
	g_autofree char *above = realpath(folder, NULL);

	return real != NULL && above != NULL && g_str_has_prefix(real, above) &&
	       strchr("/", real[strlen(above)]) != NULL;
}

/* An edition is exchanged as a whole, and what was the former one is swept: not
 * with what the run reads in it. */
static bool
check_place(const struct run *run, const char *kind, GError **error)
{
	MESSAGE_LISTED static const struct message inside = {
		"build-inside",
		FINDING_FAILURE,
		NULL,
		"{0} は {1} の中にあります。別の場所を --output に指定してください。",
		"{0} is inside {1}, which will be replaced. Choose another --output.",
	};
	static const char *const generations[] = { "", ".next", ".prev" };
	const struct request *request = run->request;
	const char *const sources[] = { request->content, request->templates, request->fonts };
	g_autofree char *target = target_of(run, kind);

	for (gsize i = 0; i < G_N_ELEMENTS(generations); i++) {
		g_autofree char *folder = g_strconcat(target, generations[i], NULL);

		for (gsize k = 0; k < G_N_ELEMENTS(sources); k++)
			if (is_within(sources[k], folder))
				return refuse(error, &inside, sources[k], folder, NULL);
	}
	return true;
}

/* Both trees are whole before the first is published. */
static bool
write_all(struct run *run, GError **error)
{
	if ((run->with_site && !check_place(run, "site", error)) ||
	    (run->with_letters && !check_place(run, "letters", error)))
		return false;
	if ((run->with_site && !write_site(run, error)) ||
	    (run->with_letters && !write_letters(run, error)))
		return false;
	return publish(run, "letters", run->letter_tree, error) &&
	       publish(run, "site", run->site_tree, error);
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
		g_strdup_printf("%u", run->letters != NULL ? letters_in_part(run->letters) : 0);
	g_autofree char *site_target = target_of(run, "site");
	g_autofree char *letter_target = target_of(run, "letters");

	if (run->with_site)
		request_say(request,
		            (struct wording){ "リスト: {0} （{1}件のサービスを調べました）",
		                              "list: {0} ({1} services examined)" },
		            site_target, services, NULL);
	if (run->with_letters)
		request_say(request,
		            (struct wording){ "通知書: {0} （{1}通）", "letters: {0} ({1})" },
		            letter_target, letters, NULL);
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
	if (request_is_for_people(run->request))
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
		outcome = request_failed(request, error);
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
