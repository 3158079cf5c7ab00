/*
 * Templates in a folder of their own, which is gone after the test.
 */
#ifndef TESTS_TEMPLATE_FILES_H
#define TESTS_TEMPLATE_FILES_H

#include "base/refusal.h"
#include "render/template.h"

#include <glib.h>
#include <glib/gstdio.h>
#include <string.h>

struct file {
	const char *name; /* "a.html", "parts/a.html" */
	const char *text;
};

/* "FILE:LINE:COLUMN: message" of a fault in a template, without the folder, which is gone
 * by then. Each is there in both languages. */
static inline char *
without_folder(const GError *error)
{
	const struct place place = refusal_finding(error)->place;
	const char *at = place.file != NULL ? strstr(place.file, "/ismapgen-") : NULL;
	g_autofree char *ja = refusal_text(error, LANGUAGE_JA);

	g_assert(g_str_has_suffix(ja, "。"));
	if (at == NULL)
		return g_strdup(error->message);
	at = strchr(at + 1, '/') + 1;
	return place.line == 0 ? g_strdup_printf("%s: %s", at, error->message)
	                       : g_strdup_printf("%s:%d:%d: %s", at, place.line, place.column,
	                                         error->message);
}

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
		*message = without_folder(error);
		g_error_free(error);
	}
	return set;
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
	return without_folder(error);
}

#endif
