/* Single forms: one filled form as a PDF, or all fifteen blank ones. */
#include "command/form_run.h"
#include "command/target.h"

#include "base/folder.h"
#include "letter/forms.h"
#include "letter/printable.h"
#include "registry/form_file.h"

#include <string.h>

/* The path of the file within the content folder; NULL where it lies outside. */
static char *
path_in_content(const struct request *request, const char *file)
{
	g_autofree char *folder = g_canonicalize_filename(request->content, NULL);
	g_autofree char *path = g_canonicalize_filename(file, NULL);
	gsize length = strlen(folder);

	return g_str_has_prefix(path, folder) && path[length] == '/' ? g_strdup(path + length + 1)
	                                                             : NULL;
}

/* A form from elsewhere than the content is checked by itself. Findings show its path
 * as it was given, not as one below the content. */
static const struct form *
load_form(struct form_run *run, const char *file)
{
	g_autofree char *path =
		g_path_is_absolute(file) ? g_strdup(file) : g_strconcat("./", file, NULL);

	const struct form *form = form_load(run->registry, path, run->findings);

	if (form != NULL)
		printable_examine_form(form, run->workshop.fonts, run->findings);
	return form;
}

/* A form of the content has been read with it and is examined by the rules. */
static const struct form *
find_form(struct form_run *run, const char *file)
{
	g_autofree char *name = path_in_content(run->request, file);

	if (name == NULL)
		return load_form(run, file);
	findings_add_of_file(run->findings, run->others, name);
	EACH (const struct form, form, run->registry->forms)
		if (strcmp(form->file, name) == 0)
			return form;
	return findings_count(run->findings, FINDING_ERROR) > 0 ? NULL : load_form(run, file);
}

static bool
form_run_open(struct form_run *run, struct typesetting *typesetting, GError **error)
{
	findings_set_root(run->findings, run->request->content);
	run->registry = request_examine(run->request, run->others, error);
	if (run->registry == NULL || !workshop_open(&run->workshop, run->request, error))
		return false;
	printable_examine(run->registry, run->workshop.fonts, run->others);
	findings_add_of_file(run->findings, run->others, run->registry->site.file);
	*typesetting = workshop_typesetting(&run->workshop, run->registry);
	return true;
}

enum outcome
form_run(const struct request *request, form_step *step)
{
	g_autoptr(GError) error = NULL;
	struct typesetting typesetting;
	struct form_run run = {
		.request = request,
		.findings = findings_new(),
		.others = findings_new(),
	};
	enum outcome outcome = OUTCOME_FAILED;

	if (form_run_open(&run, &typesetting, &error))
		outcome = step(&run, &typesetting, &error);
	if (error != NULL)
		outcome = request_failed(request, error);
	workshop_clear(&run.workshop);
	g_clear_pointer(&run.registry, registry_free);
	findings_free(run.others);
	findings_free(run.findings);
	return outcome;
}

/* --output names the PDF, or the folder for "forms/S0012-2026-11-17-form03.pdf". */
static char *
target_of(const struct request *request, const struct form *form)
{
	if (g_str_has_suffix(request->output, ".pdf"))
		return g_strdup(request->output);

	g_autofree char *base = g_path_get_basename(form->file);
	g_autofree char *name = g_strdup_printf(
		"%s-%.*s.pdf", form->service.value == NULL ? "form" : form->service.value,
		(int)strcspn(base, "."), base);

	return g_build_filename(request->output, "forms", name, NULL);
}

bool
form_run_write(const struct form_run *run, const struct form *form, const GByteArray *pdf,
               GError **error)
{
	g_autofree char *target = target_of(run->request, form);
	g_autofree char *folder = g_path_get_dirname(target);

	if (!target_check_file(run->request, target, error) ||
	    !folder_make_private(folder, error) ||
	    !folder_store(target, pdf->data, pdf->len, error))
		return false;
	request_say(run->request, (struct wording){ "様式: {0}", "form: {0}" }, target, NULL);
	return true;
}

static enum outcome
make_filled(struct form_run *run, const struct typesetting *typesetting, GError **error)
{
	const struct form *form = find_form(run, run->request->arguments[0]);
	g_autoptr(GByteArray) pdf = NULL;

	if (form != NULL && findings_count(run->findings, FINDING_ERROR) == 0)
		pdf = forms_typeset(typesetting, form, run->findings, error);
	if (*error != NULL)
		return OUTCOME_FAILED;
	if (!request_show(run->request, run->findings) || pdf == NULL)
		return OUTCOME_FINDINGS;
	return form_run_write(run, form, pdf, error) ? OUTCOME_DONE : OUTCOME_FAILED;
}

static enum outcome
make_blank(struct form_run *run, const struct typesetting *typesetting, GError **error)
{
	g_autofree char *target = g_build_filename(run->request->output, "blank-forms", NULL);
	AUTO(blank_forms) forms = blank_forms_prepare(typesetting, run->findings, error);

	if (forms == NULL || !target_check(run->request, target, error))
		return OUTCOME_FAILED;
	if (!request_show(run->request, run->findings))
		return OUTCOME_FINDINGS;
	AUTO(tree) tree = tree_open(target, !run->request->force, error);
	if (tree == NULL ||
	    !blank_forms_write(forms, tree, NULL, (unsigned)run->request->jobs, error) ||
	    !tree_publish(tree, error))
		return OUTCOME_FAILED;
	request_say(run->request, (struct wording){ "様式: {0}", "forms: {0}" }, target, NULL);
	return OUTCOME_DONE;
}

enum outcome
command_form(const struct request *request)
{
	return form_run(request,
	                strcmp(request->arguments[0], "blank") == 0 ? make_blank : make_filled);
}
