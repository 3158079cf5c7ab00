/*
 * The floor of writing: the files of a tree again, with the same names and
 * bytes, as fast as the system takes them, and flushed once.
 *
 *	write_floor TREE COPY		all of the tree
 *	write_floor TREE COPY LIST	only the files that LIST names, one a line
 *	write_floor --stat TREE		only looks at each file
 *
 * Reading the tree is not counted; prints the seconds of writing, of writing and
 * flushing, and of the processor.
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

static void
print_times(double started, double written, clock_t busy)
{
	printf("%.3f %.3f %.3f\n", written - started, seconds() - started,
	       (double)(clock() - busy) / CLOCKS_PER_SEC);
}

static int
look_at(const char *path, const struct stat *status, int kind, struct FTW *at)
{
	(void)path;
	(void)status;
	(void)kind;
	(void)at;
	return 0;
}

static int
print_looking(const char *tree)
{
	double started = seconds();
	clock_t busy = clock();

	if (nftw(tree, look_at, 16, FTW_PHYS) != 0)
		return 1;
	print_times(started, seconds(), busy);
	return 0;
}

/* Adds the folders of `path`, then the file, below `tree`. */
static bool
read_listed(const char *tree, const char *path, GHashTable *known)
{
	struct file file = { .path = g_strconcat("/", path, NULL) };
	g_autofree char *from = g_strconcat(tree, file.path, NULL);

	for (const char *slash = strchr(path, '/'); slash != NULL; slash = strchr(slash + 1, '/')) {
		g_autofree char *below = g_strndup(path, (gsize)(slash - path));
		struct file folder = { .path = g_strconcat("/", below, NULL) };

		if (g_hash_table_add(known, g_strdup(below)))
			g_array_append_val(files, folder);
	}
	if (!g_file_get_contents(from, &file.bytes, &file.length, NULL))
		return false;
	g_array_append_val(files, file);
	return true;
}

static bool
read_list(const char *tree, const char *list)
{
	g_autoptr(GHashTable) known = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
	g_autofree char *text = NULL;
	g_auto(GStrv) paths = NULL;

	if (!g_file_get_contents(list, &text, NULL, NULL))
		return false;
	paths = g_strsplit(text, "\n", -1);
	for (char **path = paths; *path != NULL; path++)
		if (**path != '\0' && !read_listed(tree, *path, known))
			return false;
	return true;
}

static bool
read_tree(const char *tree, const char *list)
{
	if (list != NULL)
		return read_list(tree, list);
	top_length = strlen(tree);
	return nftw(tree, read_file, 16, FTW_PHYS) == 0;
}

int
main(int argc, char **argv)
{
	double started, written;
	clock_t busy;
	int copy;

	if (argc != 3 && argc != 4)
		return 2;
	if (strcmp(argv[1], "--stat") == 0)
		return print_looking(argv[2]);
	files = g_array_new(false, false, sizeof(struct file));
	if (!read_tree(argv[1], argv[3]) || mkdir(argv[2], 0755) != 0 ||
	    (copy = open(argv[2], O_RDONLY | O_DIRECTORY)) < 0) {
		perror(argv[0]);
		return 1;
	}
	busy = clock();
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
	print_times(started, written, busy);
	return 0;
}
