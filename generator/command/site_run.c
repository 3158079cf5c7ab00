/* Those who publish the list, and those who check a page of it, make it ready alike. */
#include "command/site_run.h"

bool
site_run_prepare(struct site_run *run, const struct request *request,
                 const struct registry *registry, struct date as_of, const char *former,
                 struct findings *findings, GError **error)
{
	struct site_request site = {
		.registry = registry,
		.as_of = as_of,
		.content_folder = request->content,
		.part = request->part,
		.former = former,
		.accept_unrecorded = request->accept_unrecorded,
		.jobs = (unsigned)request->jobs,
	};

	run->folder = g_build_filename(request->templates, "site", NULL);
	run->templates = template_set_load(run->folder, error);
	if (run->templates == NULL)
		return false;
	site.templates = run->templates;
	site.templates_folder = run->folder;
	run->edition = site_prepare(&site, findings, error);
	return run->edition != NULL;
}

void
site_run_clear(struct site_run *run)
{
	g_clear_pointer(&run->edition, site_edition_free);
	g_clear_pointer(&run->templates, template_set_free);
	g_clear_pointer(&run->folder, g_free);
}
