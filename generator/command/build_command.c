/*
 * The straight line: read, examine, show, write. Nothing is written before
 * all has passed, and each tree appears at once.
 */
#include "command/command.h"

#include "base/digest.h"
#include "base/refusal.h"
#include "command/evidence.h"
#include "command/fingerprint.h"
#include "command/progress.h"
#include "command/shard.h"
#include "command/shrink.h"
#include "command/site_run.h"
#include "command/summary.h"
#include "command/target.h"
#include "command/workshop.h"
#include "letter/forms.h"
#include "letter/letter.h"
#include "letter/printable.h"
#include "publish/program.h"
#include "rules/rules.h"

#include <malloc.h>
#include <stdio.h>
#include <string.h>

/* What a run makes. */
struct run {
	const struct request *request;
	bool with_site, with_letters;
	struct findings *findings;
	struct registry *registry;
	char *former; /* the edition that is replaced */
	struct workshop workshop;
	struct letters *letters;
	struct blank_forms *forms; /* of the site; NULL: another part has them */
	struct site_run site;
	struct tree *site_tree, *letter_tree;
	char *edition; /* of what is read; NULL where the work is not shared */
	char *times;   /* of what is read, before it was */
};

static void
run_clear(struct run *run)
{
	tree_free(run->site_tree);
	tree_free(run->letter_tree);
	site_run_clear(&run->site);
	blank_forms_free(run->forms);
	g_clear_pointer(&run->letters, letters_free);
	workshop_clear(&run->workshop);
	g_clear_pointer(&run->registry, registry_free);
	findings_free(run->findings);
	g_free(run->former);
	g_free(run->edition);
	g_free(run->times);
}

static char *
target_of(const struct run *run, const char *name)
{
	const struct request *request = run->request;
	g_autofree char *since =
		date_is_set(request->since) ? date_iso(request->since) : g_strdup("");
	g_autofree char *part =
		request->part.of > 0 ? shard_name(name, request->part) : shard_target(name, since);

	return g_build_filename(request->output, part, NULL);
}

static bool
prepare_site(struct run *run, GError **error)
{
	const struct request *request = run->request;
	const struct typesetting typesetting = workshop_typesetting(&run->workshop, run->registry);

	/* A part replaces nothing: the edition is made by `join`. */
	run->former = request->part.of == 0 ? target_of(run, "site") : NULL;
	return site_run_prepare(&run->site, request, run->registry, request->as_of, run->former,
	                        run->findings, error) &&
	       evidence_examine(run->site.edition, &typesetting, run->findings, error);
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

static char *
take_times(const struct request *request, GError **error)
{
	const char *const folders[] = { request->content, request->templates, request->fonts,
		                        NULL };

	return fingerprint_of_times(folders, error);
}

/* Those who share a work must have read the same; and what is read must not change while
 * it is. */
static bool
take_fingerprint(struct run *run, GError **error)
{
	const struct request *request = run->request;
	const char *const folders[] = { request->content, request->templates, request->fonts,
		                        NULL };

	run->times = take_times(request, error);
	if (run->times == NULL || request->part.of == 0)
		return run->times != NULL;
	run->edition = fingerprint(folders, error);
	return run->edition != NULL;
}

/* An edition is of one state of what was read, and of the one that its note tells. */
static bool
check_unchanged(const struct run *run, GError **error)
{
	g_autofree char *now = take_times(run->request, error);

	if (now == NULL)
		return false;
	return strcmp(now, run->times) == 0 ||
	       REFUSE(error, "build-changed",
	              "読み込んでいる間に、内容・テンプレート・フォントのどれかが変わりました。"
	              "何も公開していません。もう一度実行してください。",
	              "The content, templates or fonts changed while they were read; nothing was "
	              "published. Run again.",
	              NULL);
}

static bool
check_places(const struct run *run, GError **error)
{
	g_autofree char *site = target_of(run, "site"), *letters = target_of(run, "letters");

	return (!run->with_site || target_check(run->request, site, error)) &&
	       (!run->with_letters || target_check(run->request, letters, error));
}

/* Everything but writing; false with `error` where the run itself failed. */
static bool
prepare(struct run *run, GError **error)
{
	if (!check_places(run, error) || !take_fingerprint(run, error))
		return false;
	run->registry = request_examine(run->request, run->findings, error);
	if (run->registry == NULL || !workshop_open(&run->workshop, run->request, error))
		return false;
	rules_tell_ahead(run->registry, run->request->as_of, run->findings);
	printable_examine(run->registry, run->workshop.fonts, run->findings);
	return (!run->with_site || (prepare_site(run, error) && prepare_forms(run, error))) &&
	       (!run->with_letters || prepare_letters(run, error));
}

static struct tree *
open_tree(const struct run *run, const char *name, struct progress *progress, GError **error)
{
	g_autofree char *target = target_of(run, name);
	struct tree *tree = strcmp(name, "letters") == 0
	                            ? tree_open_private(target, !run->request->force, error)
	                            : tree_open(target, !run->request->force, error);

	progress_start(progress, run->request, name);
	if (tree != NULL)
		tree_watch(tree, progress_step, progress);
	return tree;
}

/* A part is not published; `join` looks at the whole. */
static bool
may_shrink(const struct request *request)
{
	return request->allow_shrink || request->part.of > 0;
}

static bool
write_site(struct run *run, GError **error)
{
	const struct typesetting typesetting = workshop_typesetting(&run->workshop, run->registry);
	g_autofree char *target = target_of(run, "site");
	unsigned jobs = (unsigned)run->request->jobs;
	struct progress progress;
	bool done;

	run->site_tree = open_tree(run, "site", &progress, error);
	if (run->site_tree != NULL && run->request->part.of == 0)
		workshop_sign(&run->workshop, run->site_tree);
	done = run->site_tree != NULL && site_write(run->site.edition, run->site_tree, error) &&
	       evidence_write(run->site.edition, &typesetting, run->site_tree, jobs, error);
	/* What follows needs memory of its own, and nothing of the list. */
	site_run_clear(&run->site);
	malloc_trim(0);
	done = done && (run->forms == NULL ||
	                blank_forms_write(run->forms, run->site_tree, "forms", jobs, error));
	/* Forms leave behind what nobody needs again. */
	malloc_trim(0);
	progress_end(&progress);
	if (!done || may_shrink(run->request))
		return done;

	g_autofree char *known = shrink_known_numbers(run->registry, run->request->as_of);

	return shrink_check_site(run->site_tree, target, run->request->as_of, known, error);
}

static bool
write_letters(struct run *run, GError **error)
{
	g_autofree char *target = target_of(run, "letters");
	struct progress progress;
	bool done;

	run->letter_tree = open_tree(run, "letters", &progress, error);
	done = run->letter_tree != NULL &&
	       letters_write(run->letters, run->letter_tree, (unsigned)run->request->jobs, error) &&
	       (!run->request->merge || !part_is_first(run->request->part) ||
	        letters_write_merged(run->letters, run->letter_tree, run->request->one_sided,
	                             error));
	progress_end(&progress);
	return done &&
	       (may_shrink(run->request) || shrink_check_letters(run->letter_tree, target, error));
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
	g_autofree char *numbers = strcmp(kind, "site") == 0 && part_is_first(request->part)
	                                   ? shrink_known_numbers(run->registry, request->as_of)
	                                   : g_strdup("");
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
		.numbers = numbers,
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

/* Both trees are whole before the first is published. */
static bool
write_all(struct run *run, GError **error)
{
	if ((run->with_site && !write_site(run, error)) ||
	    (run->with_letters && !write_letters(run, error)) || !check_unchanged(run, error))
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
	g_autofree char *listed = request_count_listed(run->registry, request->as_of);

	if (run->with_site)
		request_say(
			request,
			(struct wording){ "リスト: {0} （掲載 {2}件、{1}件のサービスを調べました）",
		                          "list: {0} ({2} listed, {1} services examined)" },
			site_target, services, listed, NULL);
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
	/* What the former edition was compared with is large, and gone. */
	malloc_trim(0);
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
