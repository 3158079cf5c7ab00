/* Trees written by several processes, and in pieces. */
#include "base/refusal.h"
#include "tree_fixture.h"

#include "publish/jobs.h"

#include <errno.h>
#include <signal.h>

#define KEY "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
#define COUNT 500

/* What steps are to do. */
struct plan {
	guint bad, worse; /* indices that fail */
	guint killed;     /* an index whose process is killed */
	bool silent;      /* it exits instead */
};

static const struct plan plain = { G_MAXUINT, G_MAXUINT, G_MAXUINT, false };

static bool
step(guint index, struct tree *tree, void *data, GError **error)
{
	const struct plan *plan = data;
	g_autofree char *page = g_strdup_printf("services/%u/index.html", index);
	g_autofree char *other = g_strdup_printf("data/%u.json", index);
	g_autofree char *text = g_strdup_printf("%u;", index);

	if (index == plan->bad || index == plan->worse) {
		g_autofree char *number = g_strdup_printf("%u", index);

		return refuse(error, FAILURE("test-number", "{0}番がありません。", "no number {0}"),
		              number, NULL);
	}
	if (index == plan->killed && plan->silent)
		_exit(0);
	if (index == plan->killed)
		raise(SIGKILL);
	return (tree_reuse(tree, other, KEY) ||
	        tree_write_keyed(tree, other, KEY, text, strlen(text), error)) &&
	       (index >= 50 || tree_write(tree, page, text, strlen(text), error));
}

static void
count_step(void *data)
{
	guint *count = data;

	++*count;
}

/* Publishes what the steps write; the manifest. */
static char *
run(const struct fixture *fixture, unsigned jobs, guint *changed)
{
	AUTO(tree) tree = opened(fixture);
	g_autoptr(GError) error = NULL;
	struct plan plan = plain;
	guint steps = 0;

	tree_watch(tree, count_step, &steps);
	if (!tree_run(tree, COUNT, jobs, step, &plan, &error))
		fail_msg("%s", error->message);
	assert_int_equal(steps, tree_files(tree));
	*changed = tree_changed(tree);
	publish(tree);
	return tree_manifest(tree);
}

static void
any_number_of_jobs_makes_the_same_tree(void **state)
{
	const struct fixture *fixture = *state;
	g_autofree char *expected = NULL;
	guint changed;

	expected = run(fixture, 1, &changed);
	assert_int_equal(changed, COUNT + 50);
	for (unsigned jobs = 1; jobs < 12; jobs += 3) {
		g_autofree char *recycled = run(fixture, jobs, &changed), *fresh = NULL;
		g_autofree char *site = at(fixture, "out");

		assert_string_equal(recycled, expected);
		assert_int_equal(changed, 0);
		assert_true(folder_remove_any(AT_FDCWD, site));
		fresh = run(fixture, jobs, &changed);
		assert_string_equal(fresh, expected);
		assert_int_equal(changed, COUNT + 50);
	}
	assert_file(fixture, "out/site/data/499.json", "499;");
}

static void
the_lowest_failure_is_told(void **state)
{
	const struct fixture *fixture = *state;

	for (unsigned jobs = 1; jobs <= 9; jobs += 2) {
		AUTO(tree) tree = opened(fixture);
		g_autoptr(GError) error = NULL;
		struct plan plan = plain;

		plan.bad = 301;
		plan.worse = 299;
		assert_false(tree_run(tree, COUNT, jobs, step, &plan, &error));
		assert_string_equal(error->message, "no number 299");
		assert_string_equal(refusal_finding(error)->message->id, "test-number");
	}
	assert_absent(fixture, "out/site");
}

static void
a_killed_process_is_told(void **state)
{
	const struct fixture *fixture = *state;
	AUTO(tree) tree = opened(fixture);
	g_autoptr(GError) error = NULL;
	struct plan plan = plain;

	plan.killed = 7;
	assert_false(tree_run(tree, COUNT, 3, step, &plan, &error));
	assert_non_null(strstr(error->message, "A worker process was killed by signal 9."));
}

static void
a_process_that_ends_early_is_told(void **state)
{
	const struct fixture *fixture = *state;
	AUTO(tree) tree = opened(fixture);
	g_autoptr(GError) error = NULL;
	struct plan plan = plain;

	plan.killed = 7;
	plan.silent = true;
	assert_false(tree_run(tree, COUNT, 3, step, &plan, &error));
	assert_string_equal(error->message, "A worker process ended early. Run again.");
}

/* The lock is gone with the process that took it, whatever its workers do. */
static bool
look_at_lock(guint index, struct tree *tree, void *data, GError **error)
{
	const struct fixture *fixture = data;
	g_autofree char *lock = at(fixture, "out/site.lock");
	g_autofree char *shown = NULL;

	(void)index;
	for (int file = 3; file < 64; file++) {
		g_autofree char *link = g_strdup_printf("/proc/self/fd/%d", file);
		g_autofree char *to = g_file_read_link(link, NULL);

		if (to != NULL && strcmp(to, lock) == 0)
			shown = g_strdup(to);
	}
	return tree_write(tree, index == 0 ? "first" : "second", shown == NULL ? "free" : "held", 4,
	                  error);
}

static void
workers_do_not_hold_the_lock(void **state)
{
	const struct fixture *fixture = *state;
	AUTO(tree) tree = opened(fixture);
	g_autoptr(GError) error = NULL;

	assert_true(tree_run(tree, 2, 2, look_at_lock, (void *)fixture, &error));
	assert_file(fixture, "out/site.next/first", "free");
	assert_file(fixture, "out/site.next/second", "free");
	assert_open_fails(fixture, "Another run is writing");
}

static void
no_steps_are_no_failure(void **state)
{
	const struct fixture *fixture = *state;
	AUTO(tree) tree = opened(fixture);
	struct plan plan = plain;

	assert_true(tree_run(tree, 0, 4, step, &plan, NULL));
	assert_int_equal(tree_files(tree), 0);
}

/* A megabyte from each work: more than a pipe holds. */
static bool
tell_much(guint index, GByteArray *told, void *data, GError **error)
{
	guint length = told->len;

	(void)data;
	(void)error;
	g_byte_array_set_size(told, length + (1 << 20));
	memset(told->data + length, (int)index, 1 << 20);
	return true;
}

static void
take_much(const guint8 *told, gsize length, void *data)
{
	guint64 *sum = data;

	for (gsize i = 0; i < length; i++)
		*sum += told[i];
}

static void
all_that_is_told_comes(void **state)
{
	guint64 sum = 0;
	const struct jobs jobs = { NULL, tell_much, take_much, &sum };

	(void)state;
	assert_true(jobs_run(&jobs, 20, 3, NULL));
	assert_int_equal(sum, (guint64)190 << 20);
}

/* Publishes one file that comes in pieces of a size. */
static guint
publish_pieces(const struct fixture *fixture, const char *key, gsize size, char fill)
{
	AUTO(tree) tree = opened(fixture);
	g_autoptr(GError) error = NULL;
	struct tree_file *file = tree_file_open(tree, "data/all", key, &error);
	g_autofree char *bytes = g_malloc(size);

	assert_non_null(file);
	memset(bytes, fill, size);
	for (gsize left = 300000, length; left > 0; left -= length) {
		length = MIN(left, size);
		assert_true(tree_file_append(file, bytes, length, &error));
	}
	if (!tree_file_close(file, &error))
		fail_msg("%s", error->message);
	publish(tree);
	return tree_changed(tree);
}

static void
pieces_of_any_size_make_one_file(void **state)
{
	static const gsize sizes[] = { 1, 1000, 65535, 65536, 65537, 300000, 1000000 };
	const struct fixture *fixture = *state;
	g_autofree char *expected = g_strnfill(300000, 'x');
	struct stat before;

	assert_int_equal(publish_pieces(fixture, NULL, 777, 'x'), 1);
	before = stat_of(fixture, "out/site/data/all");
	for (size_t i = 0; i < G_N_ELEMENTS(sizes); i++) {
		assert_int_equal(publish_pieces(fixture, NULL, sizes[i], 'x'), 0);
		assert_file(fixture, "out/site/data/all", expected);
	}
	assert_int_equal(stat_of(fixture, "out/site/data/all").st_ino, before.st_ino);
	assert_int_equal(publish_pieces(fixture, NULL, 1000, 'y'), 1);
}

static void
pieces_are_compared_where_nothing_is_remembered(void **state)
{
	const struct fixture *fixture = *state;
	g_autofree char *memo = at(fixture, "out/site.memo");

	publish_pieces(fixture, NULL, 1000, 'x');
	assert_int_equal(unlink(memo), 0);
	assert_int_equal(publish_pieces(fixture, NULL, 1000, 'x'), 0);
	assert_int_equal(unlink(memo), 0);
	assert_int_equal(publish_pieces(fixture, NULL, 1000, 'y'), 1);
}

static void
pieces_have_a_key_too(void **state)
{
	const struct fixture *fixture = *state;
	AUTO(tree) tree = NULL;

	publish_pieces(fixture, KEY, 1000, 'x');
	tree = opened(fixture);
	assert_true(tree_reuse(tree, "data/all", KEY));
}

/* Into a new target.next, and into one that is recycled. */
static void
a_file_that_is_dropped_is_not_published(void **state)
{
	const struct fixture *fixture = *state;

	for (int edition = 0; edition < 4; edition++) {
		AUTO(tree) tree = opened(fixture);
		struct tree_file *file = tree_file_open(tree, "dropped", NULL, NULL);

		assert_non_null(file);
		assert_true(tree_file_append(file, "x", 1, NULL));
		tree_file_drop(file);
		put(tree, "index.html", "page");
		publish(tree);
		assert_absent(fixture, "out/site/dropped");
	}
}

static void
pieces_do_not_lead_out(void **state)
{
	const struct fixture *fixture = *state;
	AUTO(tree) tree = opened(fixture);
	g_autoptr(GError) error = NULL;

	assert_null(tree_file_open(tree, "../out", NULL, &error));
	assert_string_equal(refusal_finding(error)->message->id, "tree-path");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		TREE_TEST(any_number_of_jobs_makes_the_same_tree),
		TREE_TEST(the_lowest_failure_is_told),
		TREE_TEST(a_killed_process_is_told),
		TREE_TEST(a_process_that_ends_early_is_told),
		TREE_TEST(workers_do_not_hold_the_lock),
		TREE_TEST(no_steps_are_no_failure),
		cmocka_unit_test(all_that_is_told_comes),
		TREE_TEST(pieces_of_any_size_make_one_file),
		TREE_TEST(pieces_are_compared_where_nothing_is_remembered),
		TREE_TEST(pieces_have_a_key_too),
		TREE_TEST(a_file_that_is_dropped_is_not_published),
		TREE_TEST(pieces_do_not_lead_out),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
