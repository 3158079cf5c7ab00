/* `check` examines the content and writes nothing. */
#include "base/folder.h"
#include "command/command.h"
#include "letter/letter.h"
#include "letter/printable.h"
#include "letter/typeset.h"
#include "rules/rules.h"
#include "site/site.h"

#include <stdio.h>
#include <unistd.h>

struct registry *
request_check(const struct request *request, struct findings *findings, GError **error)
{
	AUTO(registry) registry = request_examine(request, findings, error);
	AUTO(fonts) fonts = registry == NULL ? NULL : fonts_open(request->fonts, error);
	g_autofree char *templates = g_build_filename(request->templates, "site", NULL);

	if (fonts == NULL)
		return NULL;
	printable_examine(registry, fonts, findings);
	site_examine(&(struct site_request){ .registry = registry,
	                                     .as_of = request->as_of,
	                                     .content_folder = request->content,
	                                     .templates_folder = templates,
	                                     .jobs = (unsigned)request->jobs },
	             findings);
	letters_examine(registry, request->as_of, findings);
	return g_steal_pointer(&registry);
}

/* Each template must be one, and letters name what they may. */
static void
check_templates(const struct request *request, GError **error)
{
	g_autofree char *letters = g_build_filename(request->templates, "letters", NULL);
	g_autofree char *site = g_build_filename(request->templates, "site", NULL);
	AUTO(template_set) of_letters = template_set_load(letters, error);

	if (of_letters != NULL && typeset_check_templates(of_letters, error))
		template_set_free(template_set_load(site, error));
}

enum outcome
command_check(const struct request *request)
{
	g_autoptr(GError) error = NULL;
	AUTO(findings) findings = findings_new();
	AUTO(registry) registry = request_check(request, findings, &error);

	if (registry != NULL && access(request->templates, R_OK | X_OK) != 0)
		folder_fail(&error, FOLDER_READ, request->templates);
	else if (registry != NULL)
		check_templates(request, &error);
	if (registry == NULL || error != NULL)
		return request_failed(request, error);
	rules_tell_ahead(registry, request->as_of, findings);
	if (!request_show(request, findings))
		return OUTCOME_FINDINGS;
	g_autofree char *count = g_strdup_printf("%u", registry->services->len);
	g_autofree char *listed = request_count_listed(registry, request->as_of);
	if (request_is_for_people(request))
		request_say(request,
		            (struct wording){ "{0}件のサービスに誤りはありません（掲載 {1}件）。",
		                              "{0} services, no errors ({1} listed)." },
		            count, listed, NULL);
	/* The findings are the report. */
	return ferror(stderr) ? OUTCOME_FAILED : OUTCOME_DONE;
}
