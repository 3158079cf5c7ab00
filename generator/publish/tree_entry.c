/* The files of a tree in the making: which are noted, where one may stand beside
 * the others, and how a worker process tells its parent of those that it wrote. */
#include "publish/tree_part.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>

/* How a worker tells of an entry; its path follows, with its NUL. */
struct told_entry {
	struct memo_file file; /* its path is of no use to another process */
	bool kept;
};

bool
tree_fail(const struct tree *tree, enum folder_doing doing, const char *path, GError **error)
{
	int reason = errno;
	g_autofree char *shown = g_strdup_printf("%s.next/%s", tree->target, path);

	errno = reason;
	return folder_fail(error, doing, shown);
}

bool
tree_fits(const struct tree *tree, const char *path)
{
	errno = EISDIR;
	if (g_hash_table_contains(tree->above, path))
		return false;
	errno = ENOTDIR;
	for (const char *slash = strchr(path, '/'); slash != NULL; slash = strchr(slash + 1, '/')) {
		g_autofree char *folder = g_strndup(path, (gsize)(slash - path));

		if (g_hash_table_contains(tree->entries, folder))
			return false;
	}
	return true;
}

bool
tree_may_keep(const struct stat *found)
{
	return S_ISREG(found->st_mode) && (found->st_mode & 07777) == FOLDER_FILE_MODE;
}

int
tree_open_published(const struct tree *tree, const char *path)
{
	if (tree->published_folder < 0)
		return -1;
	return openat(tree->published_folder, path, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC);
}

static void
tell(GByteArray *journal, const struct memo_file *file, bool kept)
{
	struct told_entry record;

	/* Also what lies between the members is sent. */
	memset(&record, 0, sizeof(record));
	record.file = *file;
	record.kept = kept;
	g_byte_array_append(journal, (const guint8 *)&record, sizeof(record));
	g_byte_array_append(journal, (const guint8 *)file->path, (guint)strlen(file->path) + 1);
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
	g_autofree char *folder = g_strdup(entry->path);
	char *slash;

	while ((slash = strrchr(folder, '/')) != NULL) {
		*slash = '\0';
		if (g_hash_table_contains(tree->above, folder))
			break;
		g_hash_table_add(tree->above, g_strdup(folder));
	}
	if (!kept)
		tree->changed++;
	if (tree->journal != NULL)
		tell(tree->journal, file, kept);
	if (tree->step != NULL)
		tree->step(tree->step_data);
}

void
tree_add_told(struct tree *tree, const guint8 *told, gsize length)
{
	struct told_entry record;

	for (const guint8 *at = told; at < told + length;) {
		memcpy(&record, at, sizeof(record));
		record.file.path = (const char *)at + sizeof(record);
		at += sizeof(record) + strlen(record.file.path) + 1;
		if (!tree_fits(tree, record.file.path))
			g_error("a file and a folder: %s", record.file.path);
		tree_add(tree, &record.file, record.kept);
	}
}
