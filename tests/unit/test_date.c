#include "base/date.h"

#include "unit.h"

#include <glib.h>

static struct date
day(const char *text)
{
	struct date date;

	if (!date_parse(text, &date))
		fail_msg("no date: %s", text);
	return date;
}

static void
assert_day(struct date date, const char *expected)
{
	g_autofree char *text = date_iso(date);

	assert_string_equal(text, expected);
}

struct vector {
	const char *event_on, *end;
};

static void
assert_deadlines(const struct vector *vectors, struct period period)
{
	for (; vectors->event_on != NULL; vectors++)
		assert_day(date_deadline(day(vectors->event_on), period), vectors->end);
}

static void
parses_existing_days(void **state)
{
	static const char *const good[] = { "1900-01-01", "2199-12-31", "2024-02-29", "2000-02-29",
		                            "2026-04-30" };

	(void)state;
	for (size_t i = 0; i < G_N_ELEMENTS(good); i++)
		assert_day(day(good[i]), good[i]);
}

static void
refuses_what_is_no_day(void **state)
{
	static const char *const bad[] = {
		"",
		"2026",
		"2026-1-1",
		"2026-01-01 ",
		" 2026-01-01",
		"2026/01/01",
		"20260101",
		"2026-00-10",
		"2026-13-10",
		"2026-01-00",
		"2026-01-32",
		"2026-04-31",
		"2023-02-29",
		"1900-02-29",
		"2100-02-29",
		"1899-12-31",
		"2200-01-01",
		"+026-01-01",
		"2026-01-1x",
		"2026-01-+1",
		"２０２６-01",
		"2026-01-010",
	};

	(void)state;
	for (size_t i = 0; i < G_N_ELEMENTS(bad); i++) {
		struct date date = { 1, 2, 3 };

		if (date_parse(bad[i], &date))
			fail_msg("taken for a date: \"%s\"", bad[i]);
		assert_false(date_is_set(date));
	}
}

static void
compares_by_year_month_day(void **state)
{
	(void)state;
	assert_true(date_compare(day("2025-12-31"), day("2026-01-01")) < 0);
	assert_true(date_compare(day("2026-02-01"), day("2026-01-31")) > 0);
	assert_true(date_compare(day("2026-02-02"), day("2026-02-01")) > 0);
	assert_int_equal(date_compare(day("2026-02-01"), day("2026-02-01")), 0);
}

static void
counts_days_over_leap_years_and_back(void **state)
{
	(void)state;
	assert_day(date_add_days(day("2024-02-28"), 1), "2024-02-29");
	assert_day(date_add_days(day("2023-02-28"), 1), "2023-03-01");
	assert_day(date_add_days(day("2026-01-01"), -1), "2025-12-31");
	assert_day(date_add_days(day("2026-01-01"), 0), "2026-01-01");
	assert_int_equal(date_days_between(day("2024-02-28"), day("2024-03-01")), 2);
	assert_int_equal(date_days_between(day("2026-01-01"), day("2025-01-01")), -365);
}

/* 基本規程 3.5: one year and four months from the audit period's last day. */
static void
deadline_of_expiry(void **state)
{
	static const struct vector vectors[] = {
		{ "2021-09-30", "2023-01-31" },
		{ "2022-10-28", "2024-02-28" },
		{ "2022-10-29", "2024-02-29" },
		{ "2022-10-30", "2024-02-29" },
		{ "2022-10-31", "2024-02-29" },
		{ "2023-02-28", "2024-06-30" },
		{ "2024-02-29", "2025-06-30" },
		{ "2024-06-14", "2025-10-14" },
		{ NULL, NULL },
	};

	(void)state;
	assert_deadlines(vectors, (struct period){ .months = 16 });
}

/* 登録規則 3.2: three months from the audit period's last day. */
static void
deadline_of_the_report(void **state)
{
	static const struct vector vectors[] = {
		{ "2023-02-28", "2023-05-31" },
		{ "2022-06-15", "2022-09-15" },
		{ NULL, NULL },
	};

	(void)state;
	assert_deadlines(vectors, (struct period){ .months = 3 });
}

/* 登録規則 4.2: one month from the report's date. */
static void
deadline_of_the_application(void **state)
{
	static const struct vector vectors[] = {
		{ "2023-01-28", "2023-02-28" }, { "2023-01-29", "2023-02-28" },
		{ "2023-01-30", "2023-02-28" }, { "2023-01-31", "2023-02-28" },
		{ "2023-02-28", "2023-03-31" }, { NULL, NULL },
	};

	(void)state;
	assert_deadlines(vectors, (struct period){ .months = 1 });
}

/* 登録規則 6.1(4): two months from the report's date; 6.3: six months. */
static void
deadlines_of_the_examination(void **state)
{
	static const struct vector mending[] = {
		{ "2022-12-29", "2023-02-28" },
		{ "2022-12-30", "2023-02-28" },
		{ "2022-12-31", "2023-02-28" },
		{ NULL, NULL },
	};
	static const struct vector decision[] = {
		{ "2022-08-29", "2023-02-28" },
		{ NULL, NULL },
	};

	(void)state;
	assert_deadlines(mending, (struct period){ .months = 2 });
	assert_deadlines(decision, (struct period){ .months = 6 });
}

/* 登録規則 5.3: two weeks from the receipt. */
static void
deadline_in_weeks(void **state)
{
	static const struct vector vectors[] = {
		{ "2024-02-20", "2024-03-05" },
		{ "2026-12-25", "2027-01-08" },
		{ NULL, NULL },
	};

	(void)state;
	assert_deadlines(vectors, (struct period){ .days = 14 });
}

static void
deadline_in_december(void **state)
{
	static const struct vector vectors[] = {
		{ "2025-11-30", "2025-12-31" },
		{ "2025-11-29", "2025-12-29" },
		{ "2025-12-31", "2026-01-31" },
		{ "2025-12-30", "2026-01-30" },
		{ NULL, NULL },
	};

	(void)state;
	assert_deadlines(vectors, (struct period){ .months = 1 });
}

static void
writes_the_era_of_the_day(void **state)
{
	static const struct {
		const char *day, *era;
	} cases[] = {
		{ "2026-11-20", "令和8年11月20日" },  { "2019-05-01", "令和元年5月1日" },
		{ "2020-01-01", "令和2年1月1日" },    { "2019-04-30", "平成31年4月30日" },
		{ "1989-12-31", "平成元年12月31日" }, { "1989-01-08", "平成元年1月8日" },
		{ "1990-01-01", "平成2年1月1日" },    { "1989-01-07", "1989年1月7日" },
	};

	(void)state;
	for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
		g_autofree char *era = date_era(day(cases[i].day));

		assert_string_equal(era, cases[i].era);
	}
}

static void
writes_the_western_form(void **state)
{
	g_autofree char *text = date_western(day("2026-01-02"));

	(void)state;
	assert_string_equal(text, "2026年1月2日");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(parses_existing_days),
		cmocka_unit_test(refuses_what_is_no_day),
		cmocka_unit_test(compares_by_year_month_day),
		cmocka_unit_test(counts_days_over_leap_years_and_back),
		cmocka_unit_test(deadline_of_expiry),
		cmocka_unit_test(deadline_of_the_report),
		cmocka_unit_test(deadline_of_the_application),
		cmocka_unit_test(deadlines_of_the_examination),
		cmocka_unit_test(deadline_in_weeks),
		cmocka_unit_test(deadline_in_december),
		cmocka_unit_test(writes_the_era_of_the_day),
		cmocka_unit_test(writes_the_western_form),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
