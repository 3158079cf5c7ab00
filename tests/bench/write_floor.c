/*
 * The floor of writing: the files of a tree again, with the same names and
 * bytes, as fast as the system takes them, and flushed once.
 *
 *	write_floor TREE COPY
 *
 * Reading the tree is not counted; prints the seconds of writing and flushing.
 */
#define _GNU_SOURCE /* nftw(), syncfs() */

#include <fcntl.h>
#include <ftw.h>
#include <glib.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

struct file {
	char *path;
	char *bytes; /* NULL: a folder */
	gsize length;
};

/* nftw() hands nothing through. */
static GArray *files;
static size_t top_length;

static int
read_file(const char *path, const struct stat *status, int kind, struct FTW *at)
{
	struct file file = { .path = g_strdup(path + top_length) };

	(void)status;
	(void)at;
	if (kind == FTW_F && !g_file_get_contents(path, &file.bytes, &file.length, NULL))
		return 1;
	g_array_append_val(files, file);
	return 0;
}

static bool
write_file(int copy, const struct file *file)
{
	const char *path = file->path[0] == '/' ? file->path + 1 : ".";
	const char *bytes = file->bytes;
	gsize left = file->length;
	int out;

	if (bytes == NULL)
		return strcmp(path, ".") == 0 || mkdirat(copy, path, 0755) == 0;
	out = openat(copy, path, O_WRONLY | O_CREAT | O_EXCL, 0644);
	while (out >= 0 && left > 0) {
		ssize_t written = write(out, bytes, left);

		if (written <= 0)
			return false;
		bytes += written;
		left -= (gsize)written;
	}
	return out >= 0 && close(out) == 0;
}

static double
seconds(void)
{
	struct timespec now;

	clock_gettime(CLOCK_MONOTONIC, &now);
	return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}

int
main(int argc, char **argv)
{
	double started, written;
	int copy;

	if (argc != 3)
		return 2;
	files = g_array_new(FALSE, FALSE, sizeof(struct file));
	top_length = strlen(argv[1]);
	if (nftw(argv[1], read_file, 16, FTW_PHYS) != 0 || mkdir(argv[2], 0755) != 0 ||
	    (copy = open(argv[2], O_RDONLY | O_DIRECTORY)) < 0) {
		perror(argv[0]);
		return 1;
	}
	started = seconds();
	for (guint i = 0; i < files->len; i++) {
		if (!write_file(copy, &g_array_index(files, struct file, i))) {
			perror(argv[0]);
			return 1;
		}
	}
	written = seconds();
	if (syncfs(copy) != 0)
		return 1;
	printf("%.3f %.3f\n", written - started, seconds() - started);
	return 0;
}
