/*
 * The cases of tests/letters/jlreq: text, measure, and the placed lines wanted,
 * with positions in thousandths of an em. A file holds cases of one part of
 * JLREQ; a case is
 *
 *	case SECTION WHAT
 *	width EM [FIRST-INDENT [INDENT]]
 *	set justify|start|centre|end|distribute|hang
 *	text TEXT, with {BASE|RUBY}, {TEXT|*} for emphasis dots, {TEXT|!} for nowrap,
 *	     {TEXT|_} for a name whose lines end at spaces first,
 *	     and / at the start of a further text line for U+2028
 *	want POSITION:CHARACTER …, one a line; ^ marks ruby and dots
 */
#include "unit.h"

#include "dump.h"
#include "fonts.h"

#include "compose/compose.h"

#include <stdlib.h>
#include <string.h>

static const char folder[] = "tests/letters/jlreq";
static const double em_pt = 10;

struct jlreq_case {
	char *name;
	double width, first_indent, indent;
	enum alignment alignment;
	enum line_end line_end;
	GString *text;
	GString *want;
};

static void
set_manner(struct jlreq_case *item, const char *manner)
{
	static const char *const names[] = { "justify", "start", "centre", "end", "distribute" };

	for (guint i = 0; i < G_N_ELEMENTS(names); i++) {
		if (strcmp(manner, names[i]) == 0)
			item->alignment = (enum alignment)i;
	}
	if (strcmp(manner, "hang") == 0)
		item->line_end = LINE_END_HANG;
}

static void
set_width(struct jlreq_case *item, const char *numbers)
{
	char *end;

	item->width = g_ascii_strtod(numbers, &end);
	item->first_indent = g_ascii_strtod(end, &end);
	item->indent = g_ascii_strtod(end, &end);
}

static struct jlreq_case *
new_case(const char *name)
{
	struct jlreq_case *item = g_new0(struct jlreq_case, 1);

	item->name = g_strdup(name);
	item->text = g_string_new(NULL);
	item->want = g_string_new(NULL);
	return item;
}

static void
read_line(GPtrArray *cases, const char *line)
{
	const char *value = strchr(line, ' ');
	struct jlreq_case *item;

	if (value == NULL || *line == '#')
		return;
	value++;
	if (g_str_has_prefix(line, "case ")) {
		g_ptr_array_add(cases, new_case(value));
		return;
	}
	item = g_ptr_array_index(cases, cases->len - 1);
	if (g_str_has_prefix(line, "width "))
		set_width(item, value);
	else if (g_str_has_prefix(line, "set "))
		set_manner(item, value);
	else if (g_str_has_prefix(line, "text "))
		g_string_append(item->text, value);
	else if (g_str_has_prefix(line, "/ "))
		g_string_append_printf(item->text, "\xE2\x80\xA8%s", value);
	else if (g_str_has_prefix(line, "want "))
		g_string_append_printf(item->want, "%s\n", value);
}

static void
read_file(GPtrArray *cases, const char *name)
{
	g_autofree char *path = g_build_filename(folder, name, NULL);
	g_autofree char *content = NULL;
	g_auto(GStrv) lines = NULL;

	assert_true(g_file_get_contents(path, &content, NULL, NULL));
	lines = g_strsplit(content, "\n", -1);
	for (char **line = lines; *line != NULL; line++)
		read_line(cases, *line);
}

static gint
compare_names(gconstpointer a, gconstpointer b)
{
	return strcmp(*(const char *const *)a, *(const char *const *)b);
}

static GPtrArray *
read_cases(void)
{
	GPtrArray *cases = g_ptr_array_new();
	g_autoptr(GPtrArray) names = g_ptr_array_new_with_free_func(g_free);
	GDir *dir = g_dir_open(folder, 0, NULL);
	const char *name;

	assert_non_null(dir);
	while ((name = g_dir_read_name(dir)) != NULL) {
		if (g_str_has_suffix(name, ".txt"))
			g_ptr_array_add(names, g_strdup(name));
	}
	g_dir_close(dir);
	g_ptr_array_sort(names, compare_names);
	for (guint i = 0; i < names->len; i++)
		read_file(cases, g_ptr_array_index(names, i));
	return cases;
}

static void
add_span(GArray *spans, GPtrArray *strings, const char *text, gsize length, const char *note)
{
	struct span span = { .face = FACE_MINCHO, .size_pt = em_pt };
	char *copy = g_strndup(text, length);

	g_ptr_array_add(strings, copy);
	span.text = copy;
	span.emphasis = g_strcmp0(note, "*") == 0;
	span.nowrap = g_strcmp0(note, "!") == 0;
	span.parted = g_strcmp0(note, "_") == 0;
	span.ruby = span.emphasis || span.nowrap || span.parted ? NULL : note;
	if (length > 0)
		g_array_append_val(spans, span);
}

static void
split_spans(const char *text, GArray *spans, GPtrArray *strings)
{
	const char *open;

	while ((open = strchr(text, '{')) != NULL) {
		const char *bar = strchr(open, '|');
		const char *close = strchr(open, '}');
		char *note;

		if (bar == NULL || close == NULL)
			break;
		note = g_strndup(bar + 1, (gsize)(close - bar - 1));
		g_ptr_array_add(strings, note);
		add_span(spans, strings, text, (gsize)(open - text), NULL);
		add_span(spans, strings, open + 1, (gsize)(bar - open - 1), note);
		text = close + 1;
	}
	add_span(spans, strings, text, strlen(text), NULL);
}

static void
run_case(void **state)
{
	const struct jlreq_case *item = *state;
	g_autoptr(GPtrArray) strings = g_ptr_array_new_with_free_func(g_free);
	g_autoptr(GArray) spans = g_array_new(false, true, sizeof(struct span));
	g_autoptr(GString) got = g_string_new(NULL);
	struct paragraph paragraph = {
		.width_pt = item->width * em_pt,
		.first_indent_pt = item->first_indent * em_pt,
		.indent_pt = item->indent * em_pt,
		.alignment = item->alignment,
		.line_end = item->line_end,
	};
	AUTO(composed) composed = NULL;

	split_spans(item->text->str, spans, strings);
	paragraph.spans = (const struct span *)(void *)spans->data;
	paragraph.span_count = spans->len;
	composed = compose(fonts, &paragraph);
	composed_dump(composed, em_pt, got);
	assert_string_equal(got->str, item->want->str);
}

int
main(void)
{
	g_autoptr(GPtrArray) cases = read_cases();
	g_autofree struct CMUnitTest *tests = g_new0(struct CMUnitTest, cases->len);
	int failed;

	for (guint i = 0; i < cases->len; i++) {
		struct jlreq_case *item = g_ptr_array_index(cases, i);

		tests[i].name = item->name;
		tests[i].test_func = run_case;
		tests[i].initial_state = item;
	}
	failed = _cmocka_run_group_tests("jlreq", tests, cases->len, open_fonts, close_fonts);
	for (guint i = 0; i < cases->len; i++) {
		struct jlreq_case *item = g_ptr_array_index(cases, i);

		g_free(item->name);
		g_string_free(item->text, true);
		g_string_free(item->want, true);
		g_free(item);
	}
	return failed;
}
