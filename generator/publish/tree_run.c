#include "publish/tree_part.h"

#include "publish/jobs.h"

#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* How a worker tells of an entry; its path follows, with its NUL. */
struct record {
	struct memo_file file; /* its path is of no use to another process */
	bool kept;
};

struct run {
	struct tree *tree;
	tree_step *step;
	void *data;
};

static void
tell(GByteArray *journal, const struct memo_file *file, bool kept)
{
	struct record record;

	/* Also what lies between the members is sent. */
	memset(&record, 0, sizeof(record));
	record.file = *file;
	record.kept = kept;
	g_byte_array_append(journal, (const guint8 *)&record, sizeof(record));
	g_byte_array_append(journal, (const guint8 *)file->path, (guint)strlen(file->path) + 1);
}

static void
note_folders(struct tree *tree, const char *path)
{
	g_autofree char *folder = g_strdup(path);
	char *slash;

	while ((slash = strrchr(folder, '/')) != NULL) {
		*slash = '\0';
		if (g_hash_table_contains(tree->above, folder))
			break;
		g_hash_table_add(tree->above, g_strdup(folder));
	}
}

void
tree_add(struct tree *tree, const struct memo_file *file, bool kept)
{
	gsize size = strlen(file->path) + 1;
	struct entry *entry = g_malloc(sizeof(*entry) + size);

	*entry = (struct entry){ .file = *file, .kept = kept };
	memcpy(entry->path, file->path, size);
	entry->file.path = entry->path;
	if (!g_hash_table_insert(tree->entries, entry->path, entry))
		g_error("written twice: %s", file->path);
	note_folders(tree, entry->path);
	if (!kept)
		tree->changed++;
	if (tree->journal != NULL)
		tell(tree->journal, file, kept);
	if (tree->step != NULL)
		tree->step(tree->step_data);
}

/* Locks and masks are of a whole process: the lock is the parent's, so that it
 * is gone when that is; and a folder has its mode as soon as it stands, so that
 * another worker can write in it. */
static void
begin(void *data)
{
	struct run *run = data;
	struct tree *tree = run->tree;

	close(tree->lock_file);
	tree->lock_file = -1;
	tree->step = NULL;
	umask(0);
}

static gboolean
work(guint index, GByteArray *told, void *data, GError **error)
{
	struct run *run = data;

	run->tree->journal = told;
	return run->step(index, run->tree, run->data, error);
}

static void
take(const guint8 *told, gsize length, void *data)
{
	struct run *run = data;
	struct record record;

	for (const guint8 *at = told; at < told + length;) {
		memcpy(&record, at, sizeof(record));
		record.file.path = (const char *)at + sizeof(record);
		at += sizeof(record) + strlen(record.file.path) + 1;
		if (!tree_fits(run->tree, record.file.path))
			g_error("a file and a folder: %s", record.file.path);
		tree_add(run->tree, &record.file, record.kept);
	}
}

gboolean
tree_run(struct tree *tree, guint count, unsigned jobs, tree_step *step, void *data, GError **error)
{
	struct run run = { tree, step, data };
	const struct jobs shared = { begin, work, take, &run };

	tree->jobs = MAX(tree->jobs, jobs);
	if (jobs > 1 && count > 1)
		return jobs_run(&shared, count, jobs, error);
	for (guint i = 0; i < count; i++)
		if (!step(i, tree, data, error))
			return FALSE;
	return TRUE;
}
