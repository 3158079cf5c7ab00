/*
 * A content folder that a test makes and removes.
 */
#ifndef TESTS_CONTENT_H
#define TESTS_CONTENT_H

#include "unit.h"

#include <glib.h>
#include <glib/gstdio.h>
#include <string.h>

/* A content folder of one test, with files as they are written into it. */
struct content {
	char *folder;
	GPtrArray *made; /* paths, folders before what is in them */
};

static inline void
content_init(struct content *content)
{
	content->folder = g_dir_make_tmp("ismapgen-load-XXXXXX", NULL);
	content->made = g_ptr_array_new_with_free_func(g_free);
	assert_non_null(content->folder);
}

static inline void
content_clear(struct content *content)
{
	for (guint i = content->made->len; i > 0; i--)
		g_remove(content->made->pdata[i - 1]);
	g_remove(content->folder);
	g_ptr_array_unref(content->made);
	g_free(content->folder);
}

/* The path of `name`, whose folders it makes. */
static inline char *
content_path(struct content *content, const char *name)
{
	for (const char *slash = strchr(name, '/'); slash != NULL; slash = strchr(slash + 1, '/')) {
		g_autofree char *part = g_strndup(name, (gsize)(slash - name));
		char *path = g_build_filename(content->folder, part, NULL);

		if (g_mkdir(path, 0700) == 0)
			g_ptr_array_add(content->made, path);
		else
			g_free(path);
	}

	char *path = g_build_filename(content->folder, name, NULL);

	g_ptr_array_add(content->made, path);
	return path;
}

static inline void
put(struct content *content, const char *name, const char *text)
{
	assert_true(g_file_set_contents(content_path(content, name), text, -1, NULL));
}

#endif
