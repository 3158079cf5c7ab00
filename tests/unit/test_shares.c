#include "base/shares.h"

#include "unit.h"

#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>

#define LENGTH 1000

struct share {
	guint8 *seen;
	guint first, end, calls;
};

static void
see(gpointer data, guint first, guint end)
{
	struct share *share = data;

	share->calls++;
	share->first = first;
	share->end = end;
	for (guint i = first; i < end; i++)
		share->seen[i]++;
}

/* Each element once, in the order of the shares. */
static void
check(guint length, guint count, unsigned jobs)
{
	struct share shares[SHARES_MAX] = { 0 };
	guint8 seen[LENGTH] = { 0 };
	guint next = 0;

	for (guint i = 0; i < count; i++)
		shares[i].seen = seen;
	shares_run(shares, sizeof(*shares), count, length, jobs, see);
	for (guint i = 0; i < count; i++) {
		assert_int_equal(shares[i].calls, 1);
		assert_int_equal(shares[i].first, next);
		next = shares[i].end;
	}
	assert_int_equal(next, length);
	for (guint i = 0; i < length; i++)
		assert_int_equal(seen[i], 1);
}

static void
each_element_is_in_one_share(void **state)
{
	(void)state;
	for (guint count = 1; count <= SHARES_MAX; count++) {
		check(0, count, 1);
		check(1, count, 2);
		check(count, count, 5);
		check(LENGTH - 1, count, 3);
		check(LENGTH, count, 1000);
	}
}

static void
short_lists_make_few_shares(void **state)
{
	(void)state;
	assert_int_equal(shares_count(0, 1), 1);
	assert_int_equal(shares_count(0, 8), 1);
	assert_int_equal(shares_count(100, 8), 1);
	assert_int_equal(shares_count(130, 8), 2);
	assert_int_equal(shares_count(100000, 1), 1);
	assert_int_equal(shares_count(100000, 2), 32);
	assert_int_equal(shares_count(100000, 8), 128);
	assert_int_equal(shares_count(G_MAXUINT, 1000), SHARES_MAX);
}

/* No room for the stack of any thread. */
static void
no_thread_is_no_failure(void **state)
{
	struct rlimit before, none;

	(void)state;
#ifdef __SANITIZE_ADDRESS__
	skip(); /* it needs room itself */
#endif
	assert_int_equal(getrlimit(RLIMIT_AS, &before), 0);
	none = before;
	none.rlim_cur = 1;
	assert_int_equal(setrlimit(RLIMIT_AS, &none), 0);
	check(LENGTH, SHARES_MAX, 16);
	assert_int_equal(setrlimit(RLIMIT_AS, &before), 0);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(each_element_is_in_one_share),
		cmocka_unit_test(short_lists_make_few_shares),
		cmocka_unit_test(no_thread_is_no_failure),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
