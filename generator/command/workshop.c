#include "command/workshop.h"

bool
workshop_open(struct workshop *workshop, const struct request *request, GError **error)
{
	g_autofree char *folder = g_build_filename(request->templates, "letters", NULL);

	workshop->templates = template_set_load(folder, error);
	if (workshop->templates == NULL || !typeset_check_templates(workshop->templates, error))
		return false;
	workshop->fonts = fonts_open(request->fonts, error);
	return workshop->fonts != NULL;
}

void
workshop_clear(struct workshop *workshop)
{
	if (workshop->fonts != NULL)
		fonts_free(workshop->fonts);
	if (workshop->templates != NULL)
		template_set_free(workshop->templates);
}

struct typesetting
workshop_typesetting(const struct workshop *workshop, const struct registry *registry)
{
	return (struct typesetting){ registry, workshop->templates, workshop->fonts };
}
