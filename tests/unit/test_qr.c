#include "unit.h"

#include "render/qr.h"

#include <stdio.h>
#include <string.h>

#define FINDER 7

static bool
is_dark(const struct qr *qr, unsigned x, unsigned y)
{
	return qr->dark[y * qr->width + x];
}

/* JIS X 0510: a dark square of 3 in a light ring in a dark ring, in three of
 * the corners. */
static void
check_finder(const struct qr *qr, unsigned left, unsigned top)
{
	for (unsigned y = 0; y < FINDER; y++)
		for (unsigned x = 0; x < FINDER; x++) {
			unsigned from_edge = MIN(MIN(x, FINDER - 1 - x), MIN(y, FINDER - 1 - y));

			assert_int_equal(is_dark(qr, left + x, top + y), from_edge != 1);
		}
}

static void
the_code_has_its_finders_and_its_size(void **state)
{
	AUTO(qr) qr = qr_encode("https://list.example.jp/services/C24-0061-2/");

	(void)state;
	assert_non_null(qr);
	/* 44 bytes at level M: version 4, of 33 modules a side. */
	assert_int_equal(qr->width, 33);
	check_finder(qr, 0, 0);
	check_finder(qr, qr->width - FINDER, 0);
	check_finder(qr, 0, qr->width - FINDER);
	assert_true(is_dark(qr, 8, qr->width - 8));
}

static void
another_text_has_another_code(void **state)
{
	AUTO(qr) one = qr_encode("https://list.example.jp/1");
	AUTO(qr) same = qr_encode("https://list.example.jp/1");
	AUTO(qr) other = qr_encode("https://list.example.jp/2");
	gsize size = sizeof(bool) * one->width * one->width;

	(void)state;
	assert_memory_equal(one->dark, same->dark, size);
	assert_memory_not_equal(one->dark, other->dark, size);
}

static void
what_is_too_long_has_none(void **state)
{
	g_autofree char *text = g_strnfill(4000, 'a');

	(void)state;
	assert_null(qr_encode(text));
}

/* The runs of the path cover each dark module, with a blank edge of four. */
static void
the_svg_has_all_dark_modules(void **state)
{
	AUTO(qr) qr = qr_encode("見本");
	g_autoptr(GString) svg = g_string_new(NULL);
	g_auto(GStrv) runs = NULL;
	unsigned covered = 0, dark = 0;

	(void)state;
	qr_render_svg(qr, svg);
	runs = g_strsplit(strstr(svg->str, "<path d="), "M", -1);
	for (char **run = runs + 1; *run != NULL; run++) {
		unsigned x, y, length;

		assert_int_equal(sscanf(*run, "%u %uh%u", &x, &y, &length), 3);
		for (unsigned i = 0; i < length; i++)
			assert_true(is_dark(qr, x - QR_QUIET_MODULES + i, y - QR_QUIET_MODULES));
		covered += length;
	}
	for (unsigned i = 0; i < qr->width * qr->width; i++)
		dark += qr->dark[i];
	assert_int_equal(covered, dark);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_code_has_its_finders_and_its_size),
		cmocka_unit_test(another_text_has_another_code),
		cmocka_unit_test(what_is_too_long_has_none),
		cmocka_unit_test(the_svg_has_all_dark_modules),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
