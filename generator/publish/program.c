/* The program and its libraries as they are loaded: which build runs here, and which versions. */
#define _GNU_SOURCE /* dl_iterate_phdr() */
#include "publish/program.h"

#include <link.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

/* The first object is the program itself, which has no name. */
static int
add_object(struct dl_phdr_info *object, size_t size, void *data)
{
	const char *path = *object->dlpi_name == '\0' ? "/proc/self/exe" : object->dlpi_name;
	struct stat found;

	(void)size;
	digest_update(data, path, strlen(path) + 1);
	if (stat(path, &found) == 0) {
		gint64 facts[] = { (gint64)found.st_dev, (gint64)found.st_ino,
			           (gint64)found.st_size, (gint64)found.st_mtim.tv_sec,
			           (gint64)found.st_mtim.tv_nsec };

		digest_update(data, facts, sizeof(facts));
	}
	return 0;
}

void
program_digest(struct digest *digest)
{
	dl_iterate_phdr(add_object, digest);
}

/* Whether what is published depends on the library of this file. */
static bool
decides_bytes(const char *file)
{
	static const char *const names[] = { "cairo",   "pango-1.0", "harfbuzz", "freetype",
		                             "fribidi", "cmark-gfm", "qrencode", "deflate",
		                             "lcms2",   "z" };

	for (gsize i = 0; i < G_N_ELEMENTS(names); i++) {
		gsize length = strlen(names[i]);

		if (g_str_has_prefix(file, "lib") && strncmp(file + 3, names[i], length) == 0 &&
		    g_str_has_prefix(file + 3 + length, ".so"))
			return true;
	}
	return false;
}

/* A library is loaded by the name of a link to the file, whose name tells the version. */
static int
add_library(struct dl_phdr_info *object, size_t size, void *data)
{
	char *path = realpath(object->dlpi_name, NULL);
	g_autofree char *file = g_path_get_basename(path != NULL ? path : object->dlpi_name);

	(void)size;
	free(path);
	if (decides_bytes(file))
		g_ptr_array_add(data, g_steal_pointer(&file));
	return 0;
}

static gint
compare_texts(gconstpointer a, gconstpointer b)
{
	return strcmp(*(char *const *)a, *(char *const *)b);
}

char *
program_libraries(void)
{
	g_autoptr(GPtrArray) files = g_ptr_array_new_with_free_func(g_free);

	dl_iterate_phdr(add_library, files);
	g_ptr_array_sort(files, compare_texts);
	g_ptr_array_add(files, NULL);
	return g_strjoinv(" ", (char **)files->pdata);
}
