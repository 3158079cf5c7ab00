/* Templates, fonts and the key of letters are opened for a run, and closed after it. */
#include "command/workshop.h"

#include <stdio.h>
#include <sys/stat.h>

/* Who can read the key can sign as the office, and who can write it can take its place. */
static void
warn_of_rights(const struct request *request, const char *path)
{
	static const struct wording open = {
		"注意: {0} は、ほかの利用者が読み書きできます。chmod 600 で閉じてください",
		"warning: {0} can be read or written by other users: close it with chmod 600",
	};
	g_autoptr(GString) line = g_string_new("ismapgen: ");
	const char *arguments[] = { path, NULL };
	struct stat found;

	if (!request_is_for_people(request) || stat(path, &found) != 0 ||
	    (found.st_mode & (S_IRWXO | S_IWGRP)) == 0)
		return;
	wording_fill(wording_text(open, request->language), arguments, line);
	fprintf(stderr, "%s\n", line->str);
}

bool
workshop_open_key(struct workshop *workshop, const struct request *request, GError **error)
{
	if (request->sign == NULL)
		return true;
	warn_of_rights(request, request->sign);
	warn_of_rights(request, request->sign_password_file);
	workshop->signer =
		signer_open(request->sign, request->sign_password_file, request->as_of, error);
	if (workshop->signer == NULL)
		return false;
	workshop->signature = (struct archive_signature){
		.signer = workshop->signer,
		.time = signer_time(workshop->signer),
		.size = signer_size(workshop->signer),
	};
	return true;
}

bool
workshop_open(struct workshop *workshop, const struct request *request, GError **error)
{
	g_autofree char *folder = g_build_filename(request->templates, "letters", NULL);

	workshop->as_of = request->as_of;
	workshop->templates = template_set_load(folder, error);
	if (workshop->templates == NULL || !typeset_check_templates(workshop->templates, error))
		return false;
	workshop->fonts = fonts_open(request->fonts, error);
	if (workshop->fonts == NULL)
		return false;
	workshop->cut = font_cut_new(workshop->fonts);
	return workshop_open_key(workshop, request, error);
}

void
workshop_clear(struct workshop *workshop)
{
	g_clear_pointer(&workshop->signer, signer_free);
	font_cut_free(workshop->cut);
	g_clear_pointer(&workshop->fonts, fonts_free);
	g_clear_pointer(&workshop->templates, template_set_free);
}

static GByteArray *
sign_manifest(const void *manifest, gsize length, void *data, GError **error)
{
	const struct sign_piece piece = { manifest, length };

	return signer_sign(data, &piece, 1, SIGN_TIME_TOLD, error);
}

void
workshop_sign(const struct workshop *workshop, struct tree *tree)
{
	if (workshop->signer != NULL)
		tree_set_sign(tree, sign_manifest, workshop->signer);
}

struct typesetting
workshop_typesetting(const struct workshop *workshop, const struct registry *registry)
{
	return (struct typesetting){
		.registry = registry,
		.templates = workshop->templates,
		.fonts = workshop->fonts,
		.cut = workshop->cut,
		.signature = workshop->signer == NULL ? NULL : &workshop->signature,
		.as_of = workshop->as_of,
	};
}
