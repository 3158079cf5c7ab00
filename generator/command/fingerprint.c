/* The fingerprint of a part tells what it was made of, so that only parts of one work are
 * joined. */
#include "command/fingerprint.h"

#include "base/digest.h"
#include "base/folder.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* Deeper than any folder of ours; a circle of links ends here. */
#define DEPTH_MAX 32

struct file_walk {
	struct digest *digest;
	gsize root_length; /* of a path: where the folder stands is the machine's own matter */
	bool times;        /* instead of the bytes */
};

/* A word and its end, so that none can be taken for the begin of the next. */
static void
add_word(const struct file_walk *walk, const char *word)
{
	digest_update(walk->digest, word, strlen(word) + 1);
}

static bool
add_file(const struct file_walk *walk, int file, const char *path, goffset size)
{
	g_autofree char *length = g_strdup_printf("%" G_GINT64_FORMAT, (gint64)size);

	add_word(walk, path + walk->root_length);
	add_word(walk, length);
	return digest_update_file(walk->digest, file);
}

static bool add_folder(const struct file_walk *walk, int folder, const char *path, int depth,
                       GError **error);

/* A file, or a folder with all in it; whatever else stands there is no input. */
static bool
add_open(const struct file_walk *walk, int file, const char *path, int depth, GError **error)
{
	struct stat found;

	if (fstat(file, &found) != 0)
		return folder_fail(error, FOLDER_READ, path);
	if (S_ISDIR(found.st_mode))
		return add_folder(walk, file, path, depth + 1, error);
	return !S_ISREG(found.st_mode) || add_file(walk, file, path, found.st_size) ||
	       folder_fail(error, FOLDER_READ, path);
}

static bool
add_any(const struct file_walk *walk, int at, const char *name, const char *path, int depth,
        GError **error)
{
	struct stat found;

	if (walk->times && fstatat(at, name, &found, 0) == 0 && !S_ISDIR(found.st_mode)) {
		/* The time of the last change of the inode is in nobody's hands. */
		g_autofree char *text = g_strdup_printf(
			"%" G_GINT64_FORMAT " %" G_GINT64_FORMAT ".%09ld %" G_GINT64_FORMAT
			".%09ld",
			(gint64)found.st_size, (gint64)found.st_mtim.tv_sec, found.st_mtim.tv_nsec,
			(gint64)found.st_ctim.tv_sec, found.st_ctim.tv_nsec);

		add_word(walk, path + walk->root_length);
		add_word(walk, text);
		return true;
	}
	CLOSED file = openat(at, name, O_RDONLY | O_NONBLOCK | O_CLOEXEC | O_NOCTTY);
	return file < 0 ? folder_fail(error, FOLDER_READ, path)
	                : add_open(walk, file, path, depth, error);
}

static bool
add_folder(const struct file_walk *walk, int folder, const char *path, int depth, GError **error)
{
	g_autoptr(GPtrArray) names = NULL;

	if (depth > DEPTH_MAX)
		errno = ELOOP;
	else
		names = folder_list(folder);
	if (names == NULL)
		return folder_fail(error, FOLDER_READ, path);
	EACH (const char, name, names) {
		g_autofree char *below = g_strconcat(path, "/", name, NULL);

		if (name[0] != '.' && !add_any(walk, folder, name, below, depth, error))
			return false;
	}
	return true;
}

static char *
fingerprint_all(const char *const *folders, bool times, GError **error)
{
	AUTO(digest) digest = digest_new();

	for (const char *const *path = folders; *path != NULL; path++) {
		struct file_walk walk = { digest, strlen(*path), times };
		CLOSED folder = open(*path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);

		add_word(&walk, "");
		if (folder < 0)
			folder_fail(error, FOLDER_READ, *path);
		if (folder < 0 || !add_folder(&walk, folder, *path, 0, error))
			return NULL;
	}
	return digest_hex(digest);
}

char *
fingerprint(const char *const *folders, GError **error)
{
	return fingerprint_all(folders, false, error);
}

char *
fingerprint_of_times(const char *const *folders, GError **error)
{
	return fingerprint_all(folders, true, error);
}
