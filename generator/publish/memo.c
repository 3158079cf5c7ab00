/*
 * A memo is read and written as lines of text:
 *
 *	ismapgen memo 1
 *	manifest DIGEST
 *	KEY DIGEST SIZE TIME INODE PATH		for each file; KEY may be -
 *	end DIGEST				of all before this line.
 */
#include "publish/memo.h"

#include "base/arena.h"
#include "base/folder.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define FIRST_LINE "ismapgen memo 1\nmanifest "
#define LAST_LINE "end "
#define NO_KEY "-"
#define PATHS_BLOCK (16 * 1024)
#define BLOCK (64 * 1024)
#define FIRST_LENGTH (strlen(FIRST_LINE) + DIGEST_HEX + 1)
#define LAST_LENGTH (strlen(LAST_LINE) + DIGEST_HEX + 1)

/* That of a million services is smaller. */
#define SIZE_MAX_BYTES ((off_t)2 << 30)

struct memo {
	struct arena paths;
	GArray *files;
	GHashTable *by_path; /* of pointers into files */
	guint8 all[DIGEST_SIZE];
};

void
memo_file_note(struct memo_file *file, const struct stat *found)
{
	file->size = (guint64)found->st_size;
	file->modified_ns = (guint64)found->st_mtim.tv_sec * G_GUINT64_CONSTANT(1000000000) +
	                    (guint64)found->st_mtim.tv_nsec;
	file->inode = (guint64)found->st_ino;
}

bool
memo_file_stands(const struct memo_file *file, const struct stat *found)
{
	struct memo_file now;

	memo_file_note(&now, found);
	return file->size == now.size && file->modified_ns == now.modified_ns &&
	       file->inode == now.inode;
}

/* The whole file, with a NUL after it; NULL where it is no file of ours. */
static char *
read_text(int at, const char *name, gsize *length)
{
	CLOSED file = openat(at, name, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC);
	struct stat found;
	char *text = NULL;

	if (file >= 0 && fstat(file, &found) == 0 && S_ISREG(found.st_mode) &&
	    found.st_size < SIZE_MAX_BYTES &&
	    (text = g_try_malloc((gsize)found.st_size + 1)) != NULL) {
		*length = folder_read(file, text, (gsize)found.st_size);
		text[*length] = '\0';
	}
	return text;
}

/* Moves past `text`, where it stands at `at`. */
static bool
skip(const char **at, const char *text)
{
	size_t length = strlen(text);

	if (strncmp(*at, text, length) != 0)
		return false;
	*at += length;
	return true;
}

/* The reading of a part of a line is false where it is not that. No line goes
 * over the NUL: none of these reads past it. */
static bool
read_digest(const char **at, guint8 raw[DIGEST_SIZE], const char *after)
{
	if (!digest_parse(*at, raw))
		return false;
	*at += DIGEST_HEX;
	return skip(at, after);
}

static bool
read_number(const char **at, guint64 *number)
{
	const char *digit = *at;

	*number = 0;
	for (; g_ascii_isdigit(*digit); digit++)
		if (__builtin_mul_overflow(*number, 10, number) ||
		    __builtin_add_overflow(*number, (guint64)(*digit - '0'), number))
			return false;
	if (digit == *at || *digit != ' ')
		return false;
	*at = digit + 1;
	return true;
}

/* Ends the path with a NUL. */
static bool
read_file(char **line, struct memo_file *file)
{
	const char *at = *line;

	*file = (struct memo_file){ .keyed = !skip(&at, NO_KEY " ") };
	if ((file->keyed && !read_digest(&at, file->key, " ")) ||
	    !read_digest(&at, file->digest, " ") || !read_number(&at, &file->size) ||
	    !read_number(&at, &file->modified_ns) || !read_number(&at, &file->inode))
		return false;
	file->path = at;
	char *end = *line + (at - *line);
	end = strchr(end, '\n');
	if (end == NULL || end == at)
		return false;
	*end = '\0';
	*line = end + 1;
	return true;
}

static bool
read_files(struct memo *memo, char *line, const char *end)
{
	struct memo_file file;

	while (line < end) {
		if (!read_file(&line, &file))
			return false;
		file.path = arena_text(&memo->paths, file.path, strlen(file.path));
		g_array_append_val(memo->files, file);
	}
	EACH_IN (struct memo_file, known, memo->files)
		g_hash_table_replace(memo->by_path, (gpointer)known->path, known);
	return line == end;
}

/* Whether the text begins and ends as it should, with the right digests. */
static bool
is_whole(const char *text, gsize length, const guint8 manifest[DIGEST_SIZE],
         guint8 all[DIGEST_SIZE])
{
	guint8 told[DIGEST_SIZE];
	const char *at = text;

	if (length < FIRST_LENGTH + LAST_LENGTH || !skip(&at, FIRST_LINE) ||
	    !read_digest(&at, told, "\n") || memcmp(told, manifest, DIGEST_SIZE) != 0)
		return false;
	at = text + length - LAST_LENGTH;
	digest_raw_of(text, length - LAST_LENGTH, all);
	return skip(&at, LAST_LINE) && read_digest(&at, told, "\n") &&
	       memcmp(told, all, DIGEST_SIZE) == 0;
}

static void
start(struct memo *memo)
{
	arena_init(&memo->paths, PATHS_BLOCK);
	memo->files = g_array_new(false, false, sizeof(struct memo_file));
	memo->by_path = g_hash_table_new(g_str_hash, g_str_equal);
}

static void
forget(struct memo *memo)
{
	g_hash_table_unref(memo->by_path);
	g_array_unref(memo->files);
	arena_clear(&memo->paths);
}

struct memo *
memo_read(int at, const char *name, const guint8 manifest[DIGEST_SIZE])
{
	gsize length;
	g_autofree char *text = read_text(at, name, &length);
	AUTO(memo) memo = NULL;

	if (text == NULL)
		return NULL;
	memo = g_new(struct memo, 1);
	start(memo);
	if (!is_whole(text, length, manifest, memo->all) ||
	    !read_files(memo, text + FIRST_LENGTH, text + length - LAST_LENGTH))
		return NULL;
	return g_steal_pointer(&memo);
}

const struct memo_file *
memo_find(const struct memo *memo, const char *path)
{
	return g_hash_table_lookup(memo->by_path, path);
}

void
memo_free(struct memo *memo)
{
	if (memo == NULL)
		return;
	forget(memo);
	g_free(memo);
}

static void
append_number(GString *text, guint64 number)
{
	char digits[24], *at = digits + sizeof(digits);

	*--at = ' ';
	do
		*--at = (char)('0' + number % 10);
	while ((number /= 10) > 0);
	g_string_append_len(text, at, digits + sizeof(digits) - at);
}

static void
append_file(GString *text, const struct memo_file *file)
{
	if (file->keyed)
		digest_append(text, file->key);
	else
		g_string_append(text, NO_KEY);
	g_string_append_c(text, ' ');
	digest_append(text, file->digest);
	g_string_append_c(text, ' ');
	append_number(text, file->size);
	append_number(text, file->modified_ns);
	append_number(text, file->inode);
	g_string_append(text, file->path);
	g_string_append_c(text, '\n');
}

/* Hands on all lines but the last, in blocks: of a large list they are as long as much of what
 * else is kept. */
static bool
for_each_block(const guint8 manifest[DIGEST_SIZE], const GPtrArray *files,
               bool (*take)(const GString *block, void *data), void *data)
{
	g_autoptr(GString) block = g_string_sized_new(2 * BLOCK);

	g_string_append(block, FIRST_LINE);
	digest_append(block, manifest);
	g_string_append_c(block, '\n');
	EACH (const struct memo_file, file, files) {
		append_file(block, file);
		if (block->len < BLOCK)
			continue;
		if (!take(block, data))
			return false;
		g_string_truncate(block, 0);
	}
	return take(block, data);
}

static bool
digest_block(const GString *block, void *data)
{
	digest_update(data, block->str, block->len);
	return true;
}

static bool
write_block(const GString *block, void *data)
{
	return folder_write(*(const int *)data, block->str, block->len);
}

static bool
write_and_close(int file, const guint8 manifest[DIGEST_SIZE], const GPtrArray *files,
                const guint8 all[DIGEST_SIZE])
{
	g_autoptr(GString) last_line = g_string_new(LAST_LINE);

	digest_append(last_line, all);
	g_string_append_c(last_line, '\n');
	/* It names letters, and nobody else has a use for it. */
	if (fchmod(file, S_IRUSR | S_IWUSR) == 0 &&
	    for_each_block(manifest, files, write_block, &file))
		return folder_write_and_close(file, last_line->str, last_line->len);
	int reason = errno;
	(void)close(file);
	errno = reason;
	return false;
}

/* Under another name until it is whole. */
static bool
replace(int at, const char *name, const guint8 manifest[DIGEST_SIZE], const GPtrArray *files,
        const guint8 all[DIGEST_SIZE])
{
	g_autofree char *fresh = g_strconcat(name, ".new", NULL);

	(void)unlinkat(at, fresh, 0);
	int file = folder_create(at, fresh);
	if (file >= 0 && write_and_close(file, manifest, files, all) &&
	    renameat(at, fresh, at, name) == 0)
		return true;
	int reason = errno;
	(void)unlinkat(at, fresh, 0);
	(void)unlinkat(at, name, 0);
	errno = reason;
	return false;
}

bool
memo_write(int at, const char *name, struct memo *former, const guint8 manifest[DIGEST_SIZE],
           const GPtrArray *files)
{
	AUTO(digest) digest = digest_new();
	guint8 all[DIGEST_SIZE];

	if (former != NULL) {
		forget(former);
		start(former);
	}
	(void)for_each_block(manifest, files, digest_block, digest);
	digest_end(digest, all);
	return (former != NULL && memcmp(former->all, all, DIGEST_SIZE) == 0) ||
	       replace(at, name, manifest, files, all);
}
