/* Several processes write the files of one tree, and tell their parent what they wrote. */
#include "publish/tree_part.h"

#include "publish/jobs.h"

#include <sys/stat.h>
#include <unistd.h>

struct run {
	struct tree *tree;
	tree_step *step;
	void *data;
};

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

static bool
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

	tree_add_told(run->tree, told, length);
}

bool
tree_run(struct tree *tree, guint count, unsigned jobs, tree_step *step, void *data, GError **error)
{
	struct run run = { tree, step, data };
	const struct jobs shared = { begin, work, take, &run };

	tree->jobs = MAX(tree->jobs, jobs);
	if (jobs > 1 && count > 1)
		return jobs_run(&shared, count, jobs, error);
	for (guint i = 0; i < count; i++)
		if (!step(i, tree, data, error))
			return false;
	return true;
}
