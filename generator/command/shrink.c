#include "command/shrink.h"

#include "base/digest.h"
#include "base/folder.h"
#include "base/refusal.h"

#include <stdbool.h>
#include <string.h>

/* One of so many may go at a time. */
#define TOLERATED 10

/* In a manifest the path follows the digest and two blanks. */
#define PATH_AT (DIGEST_HEX + 2)

/* "services/C21-0004-2/index.html", and not those of another language. */
static bool
is_service(const char *path)
{
	return g_str_has_prefix(path, "services/") && g_str_has_suffix(path, "/index.html");
}

/* The pages of services in a manifest, as a set. */
static GHashTable *
services_of(const char *manifest)
{
	GHashTable *services = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
	g_auto(GStrv) lines = g_strsplit(manifest, "\n", -1);

	for (char **line = lines; *line != NULL; line++)
		if (strlen(*line) > PATH_AT && is_service(*line + PATH_AT))
			g_hash_table_add(services, g_strdup(*line + PATH_AT));
	return services;
}

static guint
count_missing(GHashTable *published, GHashTable *next)
{
	GHashTableIter at;
	gpointer path;
	guint missing = 0;

	g_hash_table_iter_init(&at, published);
	while (g_hash_table_iter_next(&at, &path, NULL))
		missing += !g_hash_table_contains(next, path);
	return missing;
}

static gboolean
refuse_shrunk(guint missing, guint published, enum language language, GError **error)
{
	static const struct wording wording = {
		"公開中の{1}件のうち{0}件がリストから消えます（1割を超えます）。"
		"内容と基準日を確かめてください。正しければ --allow-shrink を付けてください。",
		"{0} of the {1} services published now would vanish, more than a tenth; "
		"look at the content and the day, and add --allow-shrink where that is right",
	};
	g_autofree char *missing_text = g_strdup_printf("%u", missing);
	g_autofree char *published_text = g_strdup_printf("%u", published);

	return refuse(error, language, wording, missing_text, published_text, NULL);
}

gboolean
shrink_check(const struct tree *tree, const char *target, enum language language, GError **error)
{
	g_autofree char *path = g_build_filename(target, FOLDER_MANIFEST, NULL);
	g_autofree char *published_manifest = NULL;
	g_autofree char *next_manifest = tree_manifest(tree);

	if (!g_file_get_contents(path, &published_manifest, NULL, NULL))
		return TRUE;

	g_autoptr(GHashTable) published = services_of(published_manifest);
	g_autoptr(GHashTable) next = services_of(next_manifest);
	guint missing = count_missing(published, next);

	if (missing * TOLERATED <= g_hash_table_size(published))
		return TRUE;
	return refuse_shrunk(missing, g_hash_table_size(published), language, error);
}
