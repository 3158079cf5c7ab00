/* An edition that a new one is compared with may be torn or forged by now: a file is what
 * the manifest lists, and one that is missing is no edition without it. */
#include "publish/published.h"

#include "base/digest.h"
#include "base/folder.h"
#include "base/refusal.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define PIECE_SIZE (64 * 1024)

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

/* Where the manifest has the digest of the file; NULL: it does not list it. */
static const char *
listed_digest(const char *manifest, const char *path)
{
	g_autofree char *end_of_line = g_strconcat("  ", path, "\n", NULL);
	const char *listed = strstr(manifest, end_of_line);

	return listed == NULL || listed - manifest < DIGEST_HEX ? NULL : listed - DIGEST_HEX;
}

char *
published_text(const char *folder, const char *manifest, const char *path, gsize limit,
               GError **error)
{
	g_autofree char *full = g_build_filename(folder, path, NULL);
	const char *listed = listed_digest(manifest, path);
	gsize length;

	if (listed == NULL)
		return NULL;
	g_autofree char *text = folder_read_file(full, O_NOFOLLOW, &length, error);
	if (text == NULL)
		return NULL;
	g_autofree char *sha256 = digest_of(text, length);
	if (length <= limit && strlen(text) == length && strncmp(listed, sha256, DIGEST_HEX) == 0)
		return g_steal_pointer(&text);
	published_fail(folder, error);
	return NULL;
}

static bool
take_lines(int file, gsize limit, published_line *take, void *data, struct digest *digest)
{
	g_autofree char *piece = g_malloc(PIECE_SIZE);
	g_autoptr(GString) text = g_string_new(NULL);
	gsize length;

	while ((length = folder_read(file, piece, PIECE_SIZE)) > 0) {
		char *line, *end;

		digest_update(digest, piece, length);
		g_string_append_len(text, piece, (gssize)length);
		for (line = text->str; (end = strchr(line, '\n')) != NULL; line = end + 1) {
			*end = '\0';
			if (!take(line, data))
				return false;
		}
		g_string_erase(text, 0, line - text->str);
		if (text->len > limit)
			return false;
	}
	/* Neither what has no end nor what stands behind a NUL is a line. */
	return text->len == 0;
}

bool
published_lines(const char *folder, const char *manifest, const char *path, gsize limit,
                published_line *take, void *data, GError **error)
{
	g_autofree char *full = g_build_filename(folder, path, NULL), *sha256 = NULL;
	const char *listed = listed_digest(manifest, path);
	AUTO(digest) digest = digest_new();
	struct stat status;
	CLOSED file = listed == NULL ? -1 : folder_open_file(full, O_NOFOLLOW, &status);

	if (listed != NULL && file < 0)
		return folder_fail(error, FOLDER_READ, full);
	if (listed != NULL && take_lines(file, limit, take, data, digest)) {
		sha256 = digest_hex(digest);
		if (strncmp(listed, sha256, DIGEST_HEX) == 0)
			return true;
	}
	return published_fail(folder, error);
}
