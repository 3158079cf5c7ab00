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

/* The pages of services in a published manifest, and how many `tree` has no more. */
static void
count_services(char *manifest, const struct tree *tree, guint *published, guint *missing)
{
	char *end;

	*published = *missing = 0;
	for (char *line = manifest; (end = strchr(line, '\n')) != NULL; line = end + 1) {
		*end = '\0';
		if (end - line <= PATH_AT || !is_service(line + PATH_AT))
			continue;
		++*published;
		if (!tree_has(tree, line + PATH_AT))
			++*missing;
	}
}

static gboolean
refuse_shrunk(guint missing, guint published, GError **error)
{
	MESSAGE_LISTED static const struct message shrunk = {
		"shrink",
		FINDING_FAILURE,
		NULL,
		"公開中の{1}件のうち{0}件がリストから消えます（1割を超えます）。"
		"内容と基準日を確かめてください。正しければ --allow-shrink を付けてください。",
		"{0} of the {1} services published now would vanish, more than a tenth. Look at the "
		"content and the day, and add --allow-shrink where that is right.",
	};
	g_autofree char *missing_text = g_strdup_printf("%u", missing);
	g_autofree char *published_text = g_strdup_printf("%u", published);

	return refuse(error, &shrunk, missing_text, published_text, NULL);
}

gboolean
shrink_check(const struct tree *tree, const char *target, GError **error)
{
	g_autofree char *path = g_build_filename(target, FOLDER_MANIFEST, NULL);
	g_autofree char *manifest = NULL;
	guint published, missing;

	if (!g_file_get_contents(path, &manifest, NULL, NULL))
		return TRUE;
	count_services(manifest, tree, &published, &missing);
	return missing * TOLERATED <= published || refuse_shrunk(missing, published, error);
}
