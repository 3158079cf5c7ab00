/* What works in several processes tell arrives whole, or the run says why it
 * does not. */
#include "publish/jobs.h"

#include "base/refusal.h"
#include "unit.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#define COUNT 100

/* Larger than a pipe holds. */
#define LARGE 200000

struct plan {
	guint fails_at; /* G_MAXUINT: nowhere */
	guint dies_at;
	guint mute_from; /* its process cannot tell any more */
	guint8 taken[COUNT];
};

static const struct plan no_fault = { .fails_at = G_MAXUINT,
	                              .dies_at = G_MAXUINT,
	                              .mute_from = G_MAXUINT };

/* Tells its index, and as many bytes of it as it has. */
static bool
work(guint index, GByteArray *told, void *data, GError **error)
{
	const struct plan *plan = data;
	guint before = told->len;

	if (index == plan->dies_at)
		_exit(9);
	if (index == plan->mute_from)
		for (int file = 3; file < 64; file++)
			close(file);
	if (index == plan->fails_at) {
		g_autofree char *number = g_strdup_printf("%u", index);

		return refuse_at(error, (struct place){ .file = "work", .line = 5, .column = 3 },
		                 FAULT("test-work", "作業{0}がありません。", "no work {0}"), number,
		                 NULL);
	}
	g_byte_array_append(told, (const guint8 *)&index, sizeof(index));
	g_byte_array_set_size(told, told->len + index * LARGE / COUNT);
	memset(told->data + before + sizeof(index), (int)index, index * LARGE / COUNT);
	return true;
}

static void
take(const guint8 *told, gsize length, void *data)
{
	struct plan *plan = data;
	guint index;

	for (gsize at = 0; at < length;) {
		memcpy(&index, told + at, sizeof(index));
		at += sizeof(index);
		plan->taken[index]++;
		for (guint i = 0; i < index * LARGE / COUNT; i++)
			if (told[at++] != index)
				fail_msg("byte %u of work %u is %u", i, index, told[at - 1]);
	}
}

static bool
run(struct plan *plan, guint count, unsigned processes, GError **error)
{
	const struct jobs jobs = { .work = work, .take = take, .data = plan };
	bool good = jobs_run(&jobs, count, processes, error);

	/* No process is left. */
	assert_int_equal(waitpid(-1, NULL, WNOHANG), -1);
	return good;
}

static void
all_is_told_once_for_any_number_of_processes(void **state)
{
	static const unsigned processes[] = { 1, 2, 3, COUNT, COUNT + 5, 256 };

	(void)state;
	for (size_t i = 0; i < G_N_ELEMENTS(processes); i++) {
		struct plan plan = no_fault;
		g_autoptr(GError) error = NULL;

		assert_true(run(&plan, COUNT, processes[i], &error));
		for (guint k = 0; k < COUNT; k++)
			assert_int_equal(plan.taken[k], 1);
	}
}

static void
no_work_is_no_failure(void **state)
{
	struct plan plan = no_fault;
	g_autoptr(GError) error = NULL;

	(void)state;
	assert_true(run(&plan, 0, 4, &error));
}

static void
a_failure_is_told_as_it_was(void **state)
{
	(void)state;
	for (unsigned processes = 1; processes < 6; processes++) {
		struct plan plan = no_fault;
		g_autoptr(GError) error = NULL;

		plan.fails_at = 61;
		assert_false(run(&plan, COUNT, processes, &error));
		g_autofree char *text = refusal_text(error, LANGUAGE_JA);

		assert_string_equal(error->message, "no work 61");
		assert_string_equal(text, "作業61がありません。");
		assert_string_equal(refusal_finding(error)->message->id, "test-work");
		assert_string_equal(refusal_finding(error)->place.file, "work");
		assert_int_equal(refusal_finding(error)->place.line, 5);
		assert_int_equal(refusal_finding(error)->place.column, 3);
	}
}

static void
a_process_that_ends_early_is_told(void **state)
{
	struct plan plan = no_fault;
	g_autoptr(GError) error = NULL;

	(void)state;
	plan.dies_at = 8;
	assert_false(run(&plan, COUNT, 3, &error));
	assert_string_equal(error->message, "A worker process ended early. Run again.");
}

static void
a_process_that_cannot_tell_is_told(void **state)
{
	struct plan plan = no_fault;
	g_autoptr(GError) error = NULL;

	(void)state;
	plan.mute_from = 50;
	assert_false(run(&plan, COUNT, 3, &error));
	assert_string_equal(error->message, "A worker process ended early. Run again.");
}

/* In a process of its own, since it gives away for good what it may have; says
 * how its run ended. */
static int
outcome_under(int resource, rlim_t limit, unsigned processes)
{
	pid_t process = fork();
	int status;

	if (process == 0) {
		struct rlimit few = { limit, limit };
		struct plan plan = no_fault;
		g_autoptr(GError) error = NULL;
		const struct jobs jobs = { .work = work, .take = take, .data = &plan };

		setrlimit(resource, &few);
		if (jobs_run(&jobs, COUNT, processes, &error))
			_exit(plan.taken[COUNT - 1] == 1 ? 0 : 1);
		_exit(strstr(error->message, "Cannot start a process") != NULL ? 2 : 3);
	}
	assert_int_equal(waitpid(process, &status, 0), process);
	assert_true(WIFEXITED(status));
	return WEXITSTATUS(status);
}

static void
too_few_descriptors_are_told(void **state)
{
	(void)state;
	assert_int_equal(outcome_under(RLIMIT_NOFILE, 4, 3), 2);
}

/* Where only some processes can be had, they do all the work. */
static void
fewer_processes_do_the_same(void **state)
{
	(void)state;
	assert_int_equal(outcome_under(RLIMIT_NOFILE, 8, 40), 0);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(all_is_told_once_for_any_number_of_processes),
		cmocka_unit_test(no_work_is_no_failure),
		cmocka_unit_test(a_failure_is_told_as_it_was),
		cmocka_unit_test(a_process_that_ends_early_is_told),
		cmocka_unit_test(a_process_that_cannot_tell_is_told),
		cmocka_unit_test(too_few_descriptors_are_told),
		cmocka_unit_test(fewer_processes_do_the_same),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
