/* The files of the parts are copied into the tree of the edition. */
#include "command/join_copy.h"

#include "base/digest.h"
#include "base/folder.h"
#include "base/refusal.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <unistd.h>

/* The part that is copied. */
struct source {
	const struct joining *joining;
	const char *shown; /* "parts/site.2-of-5" */
	int folder;
};

/* Opens a file below the folder, through no symbolic link and no "..". */
static int
open_below(int folder, const char *path)
{
	g_auto(GStrv) parts = g_strsplit(path, "/", -1);
	int at = dup(folder);

	for (char **part = parts; at >= 0 && *part != NULL; part++) {
		bool last = part[1] == NULL;
		CLOSED above = at;

		at = -1;
		if (**part == '\0' || strcmp(*part, ".") == 0 || strcmp(*part, "..") == 0)
			errno = EINVAL;
		else if (last)
			at = openat(above, *part,
			            O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC | O_NOCTTY);
		else
			at = folder_open(above, *part);
	}
	return at;
}

/* NULL with `error` where the file cannot be read or has another digest. */
static GBytes *
read_checked(const struct source *source, const char *path, const char *expected, GError **error)
{
	MESSAGE(changed, "join-changed", FAILURE, NULL,
	        "{0}/{1} は、作られた後に変わっています（SHA-256が一致しません）。",
	        "{0}/{1} has changed since it was made: its SHA-256 is another.");
	int file = open_below(source->folder, path);
	gsize length;
	g_autofree char *bytes = file >= 0 ? folder_read_and_close(file, &length) : NULL;

	if (bytes == NULL) {
		g_autofree char *shown = g_strconcat(source->shown, "/", path, NULL);

		folder_fail(error, FOLDER_READ, shown);
		return NULL;
	}
	g_autofree char *digest = digest_of(bytes, length);
	if (strcmp(digest, expected) == 0)
		return g_bytes_new_take(g_steal_pointer(&bytes), length);
	refuse(error, &changed, source->shown, path, NULL);
	return NULL;
}

static bool
refuse_both(const struct source *source, const struct message *message, const char *path,
            const char *owner, GError **error)
{
	return refuse(error, message, path, owner, source->shown, NULL);
}

MESSAGE(in_the_way, "join-in-the-way", FAILURE, NULL,
        "{0} が、{1} と {2} で、一方ではファイル、他方ではフォルダーです。",
        "{0} is a file in one of {1} and {2}, and a folder in the other.");

/* Notes the folders of a path, as names that end with "/". */
static bool
claim_folders(const struct source *source, const char *path, GError **error)
{
	GHashTable *owners = source->joining->owners;

	for (const char *slash = strchr(path, '/'); slash != NULL; slash = strchr(slash + 1, '/')) {
		g_autofree char *file = g_strndup(path, (gsize)(slash - path));
		const char *owner = g_hash_table_lookup(owners, file);

		if (owner != NULL)
			return refuse_both(source, &in_the_way, file, owner, error);
		char *folder = g_strconcat(file, "/", NULL);
		if (g_hash_table_contains(owners, folder))
			g_free(folder);
		else
			g_hash_table_insert(owners, folder, g_strdup(source->shown));
	}
	return true;
}

/* A path is one part's alone, and no folder of another's. */
static bool
claim(const struct source *source, const char *path, GError **error)
{
	MESSAGE(twice, "join-file-twice", FAILURE, NULL, "{0} が二つの部分にあります（{1}、{2}）。",
	        "{0} is in two parts: {1} and {2}.");
	GHashTable *owners = source->joining->owners;
	g_autofree char *as_folder = g_strconcat(path, "/", NULL);
	const char *owner = g_hash_table_lookup(owners, path);

	if (owner != NULL)
		return refuse_both(source, &twice, path, owner, error);
	owner = g_hash_table_lookup(owners, as_folder);
	if (owner != NULL)
		return refuse_both(source, &in_the_way, path, owner, error);
	g_hash_table_insert(owners, g_strdup(path), g_strdup(source->shown));
	return claim_folders(source, path, error);
}

static bool
copy_file(const struct source *source, const char *digest, const char *path, GError **error)
{
	const struct joining *joining = source->joining;
	g_autoptr(GBytes) bytes = NULL;
	gsize length;

	if (strcmp(path, joining->held) == 0) {
		bytes = read_checked(source, path, digest, error);
		if (bytes == NULL)
			return false;
		g_ptr_array_add(joining->indexes, g_steal_pointer(&bytes));
		return true;
	}
	if (!claim(source, path, error))
		return false;
	bytes = read_checked(source, path, digest, error);
	if (bytes == NULL)
		return false;

	const void *data = g_bytes_get_data(bytes, &length);

	return tree_write(joining->tree, path, data, length, error);
}

/* "DIGEST  PATH", and no path that only the tree itself may write. */
static bool
is_line(const char *line)
{
	return strspn(line, "0123456789abcdef") == DIGEST_HEX &&
	       g_str_has_prefix(line + DIGEST_HEX, "  ") &&
	       !g_str_has_prefix(line + DIGEST_HEX + 2, FOLDER_MANIFEST);
}

static bool
copy_all(const struct source *source, GBytes *manifest, GError **error)
{
	MESSAGE(faulty, "join-manifest", FAILURE, NULL,
	        "{0} の manifest.sha256 の{1}行目は、この形のものではありません。",
	        "Line {1} of manifest.sha256 in {0} is not one of a manifest.");
	gsize length;
	const char *bytes = g_bytes_get_data(manifest, &length);
	const bool is_text = strlen(bytes) == length;
	g_auto(GStrv) lines = g_strsplit(bytes, "\n", -1);

	for (guint i = 0; lines[i] != NULL; i++) {
		const bool is_last = lines[i + 1] == NULL;

		/* After the last line end, unless a NUL hides more. */
		if (lines[i][0] == '\0' && is_last && is_text)
			break;
		if (!is_line(lines[i]) || (is_last && !is_text))
			return refuse(error, &faulty, source->shown, NUMBER(i + 1), NULL);
		lines[i][DIGEST_HEX] = '\0';
		if (!copy_file(source, lines[i], lines[i] + DIGEST_HEX + 2, error))
			return false;
	}
	return true;
}

bool
join_copy(const struct joining *joining, const struct shard *shard, GError **error)
{
	g_autofree char *name = shard_name(shard->kind, shard->part);
	g_autofree char *shown = g_build_filename(shard->folder, name, NULL);
	CLOSED above = open(shard->folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	CLOSED folder = above >= 0 ? folder_open(above, name) : -1;
	const struct source source = { joining, shown, folder };

	if (folder < 0)
		return folder_fail(error, FOLDER_READ, shown);
	g_autoptr(GBytes) manifest = read_checked(&source, FOLDER_MANIFEST, shard->manifest, error);
	return manifest != NULL && copy_all(&source, manifest, error);
}
