/* An edition that a new one is compared with may be torn or forged by now: a file is what
 * the manifest lists, and one that is missing is no edition without it. */
#include "publish/published.h"

#include "base/digest.h"
#include "base/folder.h"
#include "base/refusal.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>

bool
published_fail(const char *folder, GError **error)
{
	return REFUSE(error, "published-unreadable",
	              "{0} の公開中のリストを読めません。公開先から取り直してください。",
	              "The list published in {0} cannot be read. Fetch it again.", folder, NULL);
}

char *
published_manifest(const char *folder, GError **error)
{
	g_autofree char *path = g_build_filename(folder, FOLDER_MANIFEST, NULL);
	g_autoptr(GError) failure = NULL;
	gsize length;
	char *manifest = folder_read_file(path, O_NOFOLLOW, &length, &failure);

	if (manifest == NULL && errno != ENOENT)
		g_propagate_error(error, g_steal_pointer(&failure));
	return manifest;
}

char *
published_text(const char *folder, const char *manifest, const char *path, gsize limit,
               GError **error)
{
	g_autofree char *full = g_build_filename(folder, path, NULL);
	g_autofree char *end_of_line = g_strconcat("  ", path, "\n", NULL);
	const char *listed = strstr(manifest, end_of_line);
	gsize length;

	if (listed == NULL)
		return NULL;
	g_autofree char *text = folder_read_file(full, O_NOFOLLOW, &length, error);
	if (text == NULL)
		return NULL;
	g_autofree char *sha256 = digest_of(text, length);
	if (length <= limit && strlen(text) == length && listed - manifest >= DIGEST_HEX &&
	    strncmp(listed - DIGEST_HEX, sha256, DIGEST_HEX) == 0)
		return g_steal_pointer(&text);
	published_fail(folder, error);
	return NULL;
}
