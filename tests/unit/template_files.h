/*
 * Templates in a folder of their own, which is gone after the test.
 */
#ifndef TESTS_TEMPLATE_FILES_H
#define TESTS_TEMPLATE_FILES_H

#include "render/template.h"

#include <glib.h>
#include <glib/gstdio.h>
#include <string.h>

struct file {
	const char *name; /* "a.html", "parts/a.html" */
	const char *text;
};

/* Loads `files`, which end with name NULL. Of a message, the folder is cut
 * off. The caller frees; NULL, and *message, on failure. */
static inline struct template_set *
load_files(const struct file *files, char **message)
{
	g_autofree char *folder = g_dir_make_tmp("ismapgen-XXXXXX", NULL);
	g_autofree char *parts = g_build_filename(folder, "parts", NULL);
	struct template_set *set;
	GError *error = NULL;

	g_mkdir(parts, 0700);
	for (gsize i = 0; files[i].name != NULL; i++) {
		g_autofree char *path = g_build_filename(folder, files[i].name, NULL);

		g_assert(g_file_set_contents(path, files[i].text, -1, NULL));
	}
	set = template_set_load(folder, &error);
	for (gsize i = 0; files[i].name != NULL; i++) {
		g_autofree char *path = g_build_filename(folder, files[i].name, NULL);

		g_unlink(path);
	}
	g_rmdir(parts);
	g_rmdir(folder);
	*message = NULL;
	if (error != NULL) {
		g_assert(g_str_has_prefix(error->message, folder));
		*message = g_strdup(error->message + strlen(folder) + 1);
		g_error_free(error);
	}
	return set;
}

/* The file of a message of template_check() or template_render() without the
 * folder, which is gone by then. */
static inline char *
without_folder(const char *message)
{
	const char *at = strstr(message, "/ismapgen-");

	return g_strdup(at != NULL ? strchr(at + 1, '/') + 1 : message);
}

/* What the first file gives with `root`, or the message of the failure. */
static inline char *
rendered(const struct file *files, const struct value *root)
{
	g_autoptr(GString) out = g_string_new(NULL);
	g_autoptr(GError) error = NULL;
	char *message;
	AUTO(template_set) set = load_files(files, &message);

	if (set == NULL)
		return message;
	if (template_render(set, files[0].name, root, out, &error))
		return g_strdup(out->str);
	g_assert(out->len == 0);
	return without_folder(error->message);
}

#endif
