/*
 * The tables of pairs of JLREQ (tests/letters/pairs.txt) against what is between two
 * characters here: each cell is as there, or is listed with a reason.
 */
#include "unit.h"

#include "fonts.h"

#include "compose/unit.h"

#include <math.h>
#include <string.h>

#define CLASSES 20

static char names[CLASSES][3];
static char *characters[CLASSES];
static char **lines;

static int
class_at(const char *name)
{
	for (int i = 0; i < CLASSES; i++)
		if (strncmp(names[i], name, 2) == 0)
			return i;
	return -1;
}

static char
sign_of(double em, const char *signs)
{
	for (int i = 0; signs[i] != '\0'; i++)
		if (fabs(em - i / 4.0) < 1e-9)
			return signs[i];
	return '?';
}

static char
shrink_sign(const struct gap *gap)
{
	double dot = gap->shrink_pt[SHRINK_MIDDLE_DOT], quarter = gap->shrink_pt[SHRINK_QUARTER];
	double closed = gap->shrink_pt[SHRINK_PUNCTUATION] + gap->shrink_pt[SHRINK_CLOSED];

	if (gap->shrink_pt[SHRINK_PUNCTUATION] != gap->shrink_pt[SHRINK_CLOSED] ||
	    (dot > 0) + (quarter > 0) + (closed > 0) > 1)
		return '?';
	if (dot > 0)
		return sign_of(dot, ".mM");
	return quarter > 0 ? sign_of(quarter * 2, ".e") : sign_of(closed, "..p");
}

/* What is between them here, as a sign of the table. */
static char
ours(const char *table, const char *before, const char *after)
{
	g_autofree char *text = g_strconcat(before, after, NULL);
	struct span span = { .text = text, .face = FACE_MINCHO, .size_pt = 1 };
	AUTO(shaped) shaped = shape_spans(fonts, &span, 1);
	const struct gap *gap = shaped_gap(shaped, 1);

	if (strcmp(table, "spaces") == 0)
		return sign_of(gap->natural_pt - (*before == ' ' ? 1.0 / 3 : 0), ".123");
	if (strcmp(table, "breaks") == 0)
		return gap->level == BREAK_FREE ? '.' : 'n';
	if (strcmp(table, "shrink") == 0)
		return shrink_sign(gap);
	return gap->stretch_pt[STRETCH_QUARTER] > 0 ? 'h'
	       : gap->stretch_pt[STRETCH_EVEN] > 0  ? 'q'
	                                            : '.';
}

/* What is listed for a pair instead of the table's sign. */
static char
listed(const char *table, const char *before, const char *after, bool *used)
{
	for (guint i = 0; lines[i] != NULL; i++) {
		g_auto(GStrv) words = g_strsplit(lines[i], " ", 6);

		if (g_strv_length(words) == 6 && strcmp(words[0], "but") == 0 &&
		    strcmp(words[1], table) == 0 &&
		    (words[2][0] == '*' || strstr(words[2], before) != NULL) &&
		    (words[3][0] == '*' || strstr(words[3], after) != NULL)) {
			used[i] = true;
			return words[4][0];
		}
	}
	return '\0';
}

static int
open_tables(void **state)
{
	g_autofree char *content = NULL;
	int count = 0;

	if (!g_file_get_contents("tests/letters/pairs.txt", &content, NULL, NULL))
		return -1;
	lines = g_strsplit(content, "\n", -1);
	for (char **line = lines; *line != NULL; line++)
		if (g_str_has_prefix(*line, "class ") && count < CLASSES) {
			memcpy(names[count], *line + strlen("class "), 2);
			characters[count++] = *line + strlen("class 00 ");
		}
	return count == CLASSES ? open_fonts(state) : -1;
}

static int
close_tables(void **state)
{
	g_strfreev(lines);
	return close_fonts(state);
}

static void
pairs_are_as_listed(void **state)
{
	const char *table = "";
	g_autofree bool *used = g_new0(bool, g_strv_length(lines));
	guint pairs = 0, faults = 0;

	(void)state;
	for (char **line = lines; *line != NULL; line++) {
		int before = class_at(*line);

		if (g_str_has_prefix(*line, "table "))
			table = *line + strlen("table ");
		for (int i = 0; before >= 0 && i < CLASSES; i++, pairs++) {
			char want = (*line)[strlen("00 ") + (size_t)i];
			char got = ours(table, characters[before], characters[i]);
			bool same = want == got || (want == 'r' && (got == 'q' || got == '.'));
			char other = same ? '\0' : listed(table, names[before], names[i], used);

			if (!same && other != got) {
				print_message("%s %s %s: %c, here %c\n", table, names[before],
				              names[i], want, got);
				faults++;
			}
		}
	}
	for (guint i = 0; lines[i] != NULL; i++)
		if (g_str_has_prefix(lines[i], "but ") && !used[i]) {
			print_message("no difference: %s\n", lines[i]);
			faults++;
		}
	assert_int_equal(pairs, 4 * CLASSES * CLASSES);
	assert_int_equal(faults, 0);
}

static void
lines_begin_strictly(void **state)
{
	guint count = 0;

	(void)state;
	for (char **line = lines; *line != NULL; line++) {
		const char *at = *line + strlen("strict n ");

		if (!g_str_has_prefix(*line, "strict "))
			continue;
		for (; *at != '\0'; at = g_utf8_next_char(at), count++) {
			char character[7] = "";

			g_utf8_strncpy(character, at, 1);
			if (ours("breaks", "国", character) != (*line)[strlen("strict ")])
				fail_msg("%s: %s", *line, character);
		}
	}
	assert_int_equal(count, 51 + 10 + 4 + 6 + 3 + 6);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(pairs_are_as_listed),
		cmocka_unit_test(lines_begin_strictly),
	};

	return cmocka_run_group_tests_name("pairs", tests, open_tables, close_tables);
}
