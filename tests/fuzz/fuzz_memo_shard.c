/*
 * What another wrote beside an edition, or what its owner may have damaged: the memo of
 * a tree, whose digest may be right all the same; the note of a part; the lists of letters
 * that `join` puts together.
 *
 * The first byte chooses; its upper bits damage the end of a memo.
 */
#include "base/folder.h"
#include "command/join_index.h"
#include "command/shard.h"
#include "publish/memo.h"

#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define NOTE "site.1-of-1.json"

int LLVMFuzzerInitialize(int *count, char ***arguments);
int LLVMFuzzerTestOneInput(const guint8 *data, gsize size);

static char *folder;
static int at;

int
LLVMFuzzerInitialize(int *count, char ***arguments)
{
	(void)count, (void)arguments;
	folder = g_dir_make_tmp("fuzz.XXXXXX", NULL);
	at = folder == NULL ? -1 : folder_open(AT_FDCWD, folder);
	if (at < 0)
		abort();
	return 0;
}

static void
put(const char *name, const void *bytes, gsize length)
{
	int file = openat(at, name, O_WRONLY | O_CREAT | O_TRUNC, 0600);

	if (file < 0 || !folder_write_and_close(file, bytes, length))
		abort();
}

/* What was read is written, and is the same when it is read again. */
static void
check_memo(const struct memo *memo, const char *text, const guint8 *manifest)
{
	g_auto(GStrv) lines = g_strsplit(text, "\n", -1);
	g_autoptr(GPtrArray) files = g_ptr_array_new();
	struct memo *again;

	for (char **line = lines; *line != NULL; line++) {
		const char *path = strrchr(*line, ' ');
		const struct memo_file *file = path == NULL ? NULL : memo_find(memo, path + 1);

		if (file != NULL)
			g_ptr_array_add(files, (gpointer)file);
	}
	if (!memo_write(at, "again", NULL, manifest, files) ||
	    (again = memo_read(at, "again", manifest)) == NULL)
		abort();
	for (guint i = 0; i < files->len; i++) {
		const struct memo_file *file = files->pdata[i];
		const struct memo_file *other = memo_find(again, file->path);

		if (*file->path == '\0' || other == NULL || other->size != file->size ||
		    memcmp(other->digest, file->digest, DIGEST_SIZE) != 0)
			abort();
	}
	memo_free(again);
}

static void
try_memo(guint8 damage, const guint8 *data, gsize size)
{
	static const guint8 manifest[DIGEST_SIZE];
	g_autoptr(GString) text = g_string_new("ismapgen memo 1\nmanifest ");
	guint8 all[DIGEST_SIZE];
	struct memo *memo;

	if ((damage & 0x80) != 0)
		g_string_truncate(text, size % text->len);
	digest_append(text, manifest);
	g_string_append_c(text, '\n');
	g_string_append_len(text, (const char *)data, (gssize)size);
	digest_raw_of(text->str, text->len, all);
	g_string_append(text, "end ");
	digest_append(text, all);
	g_string_append_c(text, (damage & 0x40) != 0 ? 'x' : '\n');
	put("memo", text->str, text->len);
	memo = memo_read(at, "memo", manifest);
	if (memo != NULL)
		check_memo(memo, text->str, manifest);
	memo_free(memo);
}

static void
unref_bytes(gpointer bytes)
{
	g_bytes_unref(bytes);
}

/* The lists stand one after the other, with a NUL between. */
static void
try_index(const guint8 *data, gsize size)
{
	g_autoptr(GPtrArray) lists = g_ptr_array_new_with_free_func(unref_bytes);
	g_autoptr(GString) joined = g_string_new(NULL);

	for (const guint8 *end = data + size;;) {
		const guint8 *stop = memchr(data, 0, (gsize)(end - data));

		g_ptr_array_add(lists,
		                g_bytes_new(data, (gsize)((stop != NULL ? stop : end) - data)));
		if (stop == NULL)
			break;
		data = stop + 1;
	}
	(void)join_index(lists, joined);
	if (joined->len > size)
		abort();
}

static void
try_note(const guint8 *data, gsize size)
{
	g_autoptr(GError) error = NULL;
	struct shard *shard;

	put(NOTE, data, size);
	shard = shard_read(folder, NOTE, &error);
	if ((shard == NULL) != (error != NULL) ||
	    (shard != NULL && (shard->part.number != 1 || shard->part.of != 1)))
		abort();
	if (shard != NULL)
		shard_free(shard);
}

int
LLVMFuzzerTestOneInput(const guint8 *data, gsize size)
{
	if (size < 2)
		return 0;
	if (data[0] % 3 == 0)
		try_memo(data[0], data + 1, size - 1);
	else if (data[0] % 3 == 1)
		try_index(data + 1, size - 1);
	else
		try_note(data + 1, size - 1);
	return 0;
}
