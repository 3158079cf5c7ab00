/* The edition that is replaced becomes one of the past: its data are copied as they stood,
 * with its manifest and who vouched for that. */
#include "site/editions.h"

#include "base/date.h"
#include "base/digest.h"
#include "base/folder.h"
#include "publish/published.h"

#include <errno.h>
#include <fcntl.h>
#include <jansson.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define PIECE_SIZE (256 * 1024)

/* What is kept of an edition: its name there, and where it stands while it is published. */
static const struct {
	const char *name, *path;
} kept_files[] = {
	{ "services.json", "data/services.json" },
	{ "services.csv", "data/services.csv" },
	{ FOLDER_MANIFEST, FOLDER_MANIFEST },
	{ TREE_SIGNATURE, TREE_SIGNATURE },
};

struct keeping {
	struct tree *tree;
	const char *former;
	bool with_files;
};

static bool
copy_file(struct tree *tree, int file, const char *path, const char *key, GError **error)
{
	g_autofree char *piece = g_malloc(PIECE_SIZE);
	gsize length;

	if (tree_reuse(tree, path, key))
		return true;
	struct tree_file *copy = tree_file_open(tree, path, key, error);
	if (copy == NULL)
		return false;
	bool good = lseek(file, 0, SEEK_SET) == 0 || folder_fail(error, FOLDER_READ, path);
	while (good && (length = folder_read(file, piece, PIECE_SIZE)) > 0)
		good = tree_file_append(copy, piece, length, error);
	return tree_file_end(copy, good, error);
}

/* Keeps a file of the published tree at `path` of the new one, and tells it to `files`;
 * `sha256` is what it must have, or NULL. One that is not there has no row. */
static bool
keep_file(const struct keeping *keeping, const char *from, const char *name, const char *path,
          const char *sha256, json_t *files, GError **error)
{
	g_autofree char *full = g_build_filename(keeping->former, from, NULL), *found = NULL;
	AUTO(digest) digest = digest_new();
	struct stat status;
	int file = folder_open_file(full, O_NOFOLLOW, &status);
	bool good = true;

	if (file < 0)
		return (errno == ENOENT && sha256 == NULL) || folder_fail(error, FOLDER_READ, full);
	if (!digest_update_file(digest, file))
		good = folder_fail(error, FOLDER_READ, full);
	found = digest_hex(digest);
	if (good && sha256 != NULL && strcmp(found, sha256) != 0)
		good = published_fail(keeping->former, error);
	if (good && keeping->with_files) {
		good = copy_file(keeping->tree, file, path, found, error);
		g_autofree char *kept = good ? tree_digest(keeping->tree, path) : NULL;
		/* It changed since its digest was taken. */
		if (good && strcmp(kept, found) != 0)
			good = published_fail(keeping->former, error);
	}
	close(file);
	json_t *row = json_pack("{s:s, s:s}", "name", name, "sha256", found);
	if (keeping->with_files) {
		json_object_set_new(row, "path", json_string(path));
		json_object_set_new(row, "bytes", json_integer(status.st_size));
	}
	json_array_append_new(files, row);
	return good;
}

static char *
path_of(const char *day, const char *name)
{
	return g_strdup_printf("data/editions/%s/%s", day, name);
}

/* A file of an edition before the former one, as that told it. */
static bool
keep_row(const struct keeping *keeping, const char *day, json_t *row, json_t *files, GError **error)
{
	const char *name = json_string_value(json_object_get(row, "name"));
	const char *sha256 = json_string_value(json_object_get(row, "sha256"));
	guint8 raw[DIGEST_SIZE];
	gsize i = 0;

	while (i < G_N_ELEMENTS(kept_files) && g_strcmp0(kept_files[i].name, name) != 0)
		i++;
	if (i == G_N_ELEMENTS(kept_files) || sha256 == NULL || strlen(sha256) != DIGEST_HEX ||
	    !digest_parse(sha256, raw))
		return published_fail(keeping->former, error);
	g_autofree char *path = path_of(day, name);
	/* What was not kept then is told by its digest for ever. */
	if (keeping->with_files && json_object_get(row, "path") != NULL) {
		if (!tree_reuse(keeping->tree, path, sha256))
			return keep_file(keeping, path, name, path, sha256, files, error);
		json_array_append(files, row);
		return true;
	}
	json_array_append_new(files, json_pack("{s:s, s:s}", "name", name, "sha256", sha256));
	return true;
}

/* One edition before the new one, which is of `today`; `rows` are its files as they were
 * told, NULL: it is the one that is published. */
static bool
keep_edition(const struct keeping *keeping, const char *today, const json_t *told, json_t *rows,
             json_t *editions, GError **error)
{
	const char *day = json_string_value(json_object_get(told, "as_of"));
	const char *edition = json_string_value(json_object_get(told, "edition"));
	json_t *row;
	bool good = true;
	struct date on;
	size_t i;

	if (day == NULL || edition == NULL || !date_parse(day, &on))
		return published_fail(keeping->former, error);
	if (strcmp(day, today) == 0)
		return true;
	json_t *files = json_array();
	json_array_append_new(editions, json_pack("{s:s, s:s, s:o}", "as_of", day, "edition",
	                                          edition, "files", files));
	json_array_foreach(rows, i, row) good = good && keep_row(keeping, day, row, files, error);
	for (i = 0; good && rows == NULL && i < G_N_ELEMENTS(kept_files); i++) {
		g_autofree char *path = path_of(day, kept_files[i].name);

		good = keep_file(keeping, kept_files[i].path, kept_files[i].name, path, NULL, files,
		                 error);
	}
	return good;
}

/* All editions before the new one, the newest first. */
static bool
keep_all(const struct keeping *keeping, const char *today, json_t *editions, GError **error)
{
	GError *failure = NULL;
	g_autofree char *manifest = published_manifest(keeping->former, &failure);
	g_autofree char *text = manifest == NULL || *manifest == '\0'
	                                ? NULL
	                                : published_text(keeping->former, manifest, EDITIONS_INDEX,
	                                                 EDITIONS_INDEX_MAX, &failure);
	json_t *older;
	size_t i;

	if (failure != NULL)
		g_propagate_error(error, failure);
	if (text == NULL)
		return failure == NULL;
	json_t *told = json_loads(text, JSON_REJECT_DUPLICATES, NULL);
	bool good = keep_edition(keeping, today, told, NULL, editions, error);
	json_array_foreach(json_object_get(told, "past_editions"), i, older)
	{
		json_t *rows = json_object_get(older, "files");

		good = good && (json_is_array(rows) || published_fail(keeping->former, error)) &&
		       keep_edition(keeping, today, older, rows, editions, error);
	}
	json_decref(told);
	return good;
}

bool
editions_write_index(struct tree *tree, const char *former, const char *index, GError **error)
{
	json_t *told = json_loads(index, 0, NULL), *editions = json_array();
	const char *today = json_string_value(json_object_get(told, "as_of"));
	const struct keeping keeping = {
		tree, former, json_is_true(json_object_get(told, "keeps_past_editions"))
	};

	g_assert(today != NULL);
	bool good = former == NULL || keep_all(&keeping, today, editions, error);
	if (good) {
		json_object_set(told, "past_editions", editions);
		char *text = json_dumps(told, JSON_INDENT(1));
		good = tree_write(tree, EDITIONS_INDEX, text, strlen(text), error);
		free(text);
	}
	json_decref(editions);
	json_decref(told);
	return good;
}
