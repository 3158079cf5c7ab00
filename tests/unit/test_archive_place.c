/* Where the signature of a PDF is found, and where none is. */
#include "unit.h"

#include "pdf/archive_signature.h"

#include <glib.h>
#include <string.h>
#include <time.h>

/* A file with a signature at `place`, in a dictionary that goes on with `after`. */
static char *
file_with(const char *dictionary, const char *place, const char *after)
{
	const char *head = "%PDF-1.7\n5 0 obj\n<< /Type /Sig ";
	g_autoptr(GString) file = g_string_new(head);
	gsize start;

	g_string_append(file, dictionary);
	start = file->len + strlen("/ByteRange [ 0 0000 0000 0000 ] /Contents ");

	gsize end = start + strlen(place);

	g_string_append_printf(file, "/ByteRange [ 0 %04zu %04zu %04zu ] /Contents %s%s", start,
	                       end, strlen(after), place, after);
	return g_strdup(file->str);
}

static gint64
time_of(const char *dictionary, const char *after)
{
	g_autofree char *file = file_with(dictionary, "<00ff>", after);
	struct archive_place place;

	assert_true(archive_find_signature(file, strlen(file), &place));
	return place.time;
}

static void
finds_the_place(void **state)
{
	(void)state;
	g_autofree char *file = file_with("", "<00fF1a>", " >>\nendobj\n");
	struct archive_place place;

	assert_true(archive_find_signature(file, strlen(file), &place));
	assert_int_equal(place.covered, strlen(file));
	assert_memory_equal(file + place.start, "<00fF1a>", 8);
	assert_int_equal(place.end - place.start, 8);

	g_autoptr(GByteArray) signature = archive_signature_at(file, &place);

	assert_int_equal(signature->len, 3);
	assert_memory_equal(signature->data, "\x00\xff\x1a", 3);

	/* What follows is not covered. */
	g_autofree char *longer = g_strconcat(file, "\n", NULL);

	assert_true(archive_find_signature(longer, strlen(longer), &place));
	assert_int_equal(place.covered, strlen(file));
}

static void
reads_the_time(void **state)
{
	(void)state;
	assert_int_equal(time_of("/M (D:20261124000000+09'00) ", " >>\nendobj\n"), 1795446000);
	assert_int_equal(time_of("", " /M(D:20261124000000+09'00') >>\nendobj\n"), 1795446000);
	assert_int_equal(time_of("/M (D:20261123150000Z) ", " >>\nendobj\n"), 1795446000);
	assert_int_equal(time_of("/M (D:20261123100000-05'00) ", " >>\nendobj\n"), 1795446000);
	assert_int_equal(time_of("/Ma (x) /M (D:20261123150000) ", " >>\nendobj\n"), 1795446000);
	assert_int_equal(time_of("", " >>\nendobj\n"), 0);
	assert_int_equal(time_of("/M (D:2026) ", " >>\nendobj\n"), 0);
	assert_int_equal(time_of("/M (D:20261324000000+09'00) ", " >>\nendobj\n"), 0);
	assert_int_equal(time_of("/M (D:20261124000000+", " >>\nendobj\n"), 0);
	/* A date of another object is none of the signature's. */
	assert_int_equal(time_of("", " >>\nendobj\n/M (D:20261124000000+09'00)"), 0);
}

/* Every day of 30 years, at another time of day each, in three writings. */
static void
reads_every_day_of_thirty_years(void **state)
{
	static const struct {
		const char *before, *after;
		int ahead;
	} writings[] = {
		{ "/M (D:", "+09'00) ", 9 * 3600 },
		{ "/M(D:", "-03'30)", -(3 * 3600 + 30 * 60) },
		{ "/M (D:", "Z)", 0 },
	};

	(void)state;
	for (int i = 0; i < 10958; i++) {
		gint64 expected = 1577836800 + i * 86400LL + i * 7919LL % 86400;

		for (gsize k = 0; k < G_N_ELEMENTS(writings); k++) {
			time_t there = expected + writings[k].ahead;
			struct tm parts;
			char date[64];

			assert_non_null(gmtime_r(&there, &parts));
			assert_true(strftime(date, sizeof(date), "%Y%m%d%H%M%S", &parts) > 0);

			g_autofree char *written =
				g_strconcat(writings[k].before, date, writings[k].after, NULL);

			if (time_of(written, " >>\nendobj\n") != expected)
				fail_msg("%s", written);
		}
	}
}

static void
refuses(const char *file)
{
	struct archive_place place;

	if (archive_find_signature(file, strlen(file), &place))
		fail_msg("%s", file);
}

static void
finds_none_where_the_range_is_wrong(void **state)
{
	(void)state;
	static const char good[] = "/ByteRange [ 0 27 29 0 ]   <>";
	struct archive_place place;

	assert_true(archive_find_signature(good, strlen(good), &place));
	refuses("");
	refuses("/ByteRange");
	refuses("/ByteRange [");
	refuses("/ByteRange [ 0 28 30 0 ]<");
	refuses("/ByteRange [ 0 27 29 0 ]   (>");
	refuses("/ByteRange [ 0 27 29 0 ]   <)");
	refuses("/ByteRange [ 1 27 29 0 ]   <>");
	refuses("/ByteRange [ 0 27 29 1 ]   <>");
	refuses("/ByteRange [ 0 29 27 0 ]   <>");
	refuses("/ByteRange [ 0 27 29 ]   <>");
	refuses("/ByteRange [ 0 27 29 0 0 ]   <>");
	refuses("/ByteRange [ 0 27 29 99999999999999999999999999999 ]   <>");
	refuses("/ByteRange [ 0 99999999999999999999 29 0 ]   <>");
	refuses("/ByteRange [ 0 -27 29 0 ]   <>");
}

static void
a_signature_is_hexadecimal(void **state)
{
	(void)state;
	static const char *const places[] = { "<0g>", "<0>", "<-1>", "< 0>", "<0<>" };

	for (gsize i = 0; i < G_N_ELEMENTS(places); i++) {
		g_autofree char *file = file_with("", places[i], " >>");
		struct archive_place place;

		assert_true(archive_find_signature(file, strlen(file), &place));
		assert_null(archive_signature_at(file, &place));
	}
}

/* What follows the signed bytes tells no time of theirs. */
static void
reads_no_time_beyond(void **state)
{
	g_autofree char *file = file_with("", "<00ff>", " ");
	g_autofree char *longer =
		g_strconcat(file, "/M (D:20261124000000+09'00) >>\nendobj\n", NULL);
	struct archive_place place;

	(void)state;
	assert_true(archive_find_signature(longer, strlen(longer), &place));
	assert_int_equal(place.covered, strlen(file));
	assert_int_equal(place.time, 0);
	assert_true(time_of("", " /M (D:20261124000000+09'00) >>\nendobj\n") > 0);
}

static void
finds_the_last_word(void **state)
{
	static const char text[] = "obj 1 obj 2 obj";

	(void)state;
	assert_ptr_equal(archive_find_last(text, 15, "obj"), text + 12);
	assert_ptr_equal(archive_find_last(text, 14, "obj"), text + 6);
	assert_ptr_equal(archive_find_last(text, 3, "obj"), text);
	assert_null(archive_find_last(text, 2, "obj"));
	assert_null(archive_find_last(text, 15, "obj 3"));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(finds_the_place),
		cmocka_unit_test(reads_the_time),
		cmocka_unit_test(reads_every_day_of_thirty_years),
		cmocka_unit_test(finds_none_where_the_range_is_wrong),
		cmocka_unit_test(a_signature_is_hexadecimal),
		cmocka_unit_test(reads_no_time_beyond),
		cmocka_unit_test(finds_the_last_word),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
