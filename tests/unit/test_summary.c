#include "unit.h"

#include "command/summary.h"

/* The seconds are rounded to thousandths, half of one upwards. */
static void
seconds_are_rounded(void **state)
{
	static const struct {
		double seconds;
		const char *said;
	} cases[] = {
		{ 0, "\"seconds\": 0.0}" },        { 0.0004, "\"seconds\": 0.0}" },
		{ 0.0005, "\"seconds\": 0.001}" }, { 1.2344, "\"seconds\": 1.234}" },
		{ 1.2346, "\"seconds\": 1.235}" },
	};

	for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
		AUTO(findings) findings = findings_new();
		g_autoptr(GString) out = g_string_new(NULL);
		const struct summary summary = {
			.as_of = { 2026, 11, 24 },
			.services = 3,
			.findings = findings,
			.seconds = cases[i].seconds,
		};

		summary_render(&summary, out);
		if (strstr(out->str, cases[i].said) == NULL)
			fail_msg("%s instead of %s", out->str, cases[i].said);
		assert_non_null(strstr(out->str, "\"as-of\": \"2026-11-24\", \"services\": 3"));
		assert_null(strstr(out->str, "site"));
	}
	(void)state;
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(seconds_are_rounded),
	};

	return cmocka_run_group_tests_name("summary", tests, NULL, NULL);
}
