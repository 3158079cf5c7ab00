#include "unit.h"

#include "fonts.h"

#include "page/composing.h"
#include "page/layout.h"

#include <glib.h>
#include <string.h>

/* Letters of blocks at random, always the same ones: none of them runs over an
 * edge, loses text, or leaves a heading alone at the foot of a page. */
#define LETTERS 400
#define SEED 20221101

/* What is made, and the text that stands in it in order, without blanks. */
struct making {
	GRand *random;
	GString *xml, *text;
};

static int
pick(struct making *making, int from, int to)
{
	return g_rand_int_range(making->random, from, to + 1);
}

static void
add_text(struct making *making, int most)
{
	static const char *const words[] = {
		"登録規則",
		"第3章",
		"に規定する",
		"、",
		"。",
		"（以下「本制度」という。）",
		"ISMAP",
		"クラウド",
		"12.1.5.P",
		"及び",
		"𠮷見",
		"辻󠄀",
		"か゚",
		"https://a.example.jp/b/c",
		"。」（",
		"2026年11月24日",
		"Ｗｉｄｅ",
		"―",
		"見本登第8-4001号",
		"supercalifragilistic",
		"・",
		"ー",
		"々",
		"か月以内に",
	};
	int count = pick(making, 1, most);

	for (int i = 0; i < count; i++) {
		const char *word = words[pick(making, 0, G_N_ELEMENTS(words) - 1)];

		g_string_append(making->xml, word);
		g_string_append(making->text, word);
	}
}

static void
add_element(struct making *making, const char *tag, const char *attributes, int most)
{
	g_string_append_printf(making->xml, "<%s%s>", tag, attributes);
	add_text(making, most);
	g_string_append_printf(making->xml, "</%s>", tag);
}

static void
add_list(struct making *making, int depth)
{
	int count = pick(making, 1, 4);

	g_string_append_printf(making->xml, "<list level=\"%d\">", pick(making, 1, 7));
	for (int i = 0; i < count; i++) {
		g_string_append(making->xml, "<item number=\"\">");
		add_text(making, 30);
		if (depth < 3 && pick(making, 0, 3) == 0)
			add_list(making, depth + 1);
		g_string_append(making->xml, "</item>");
	}
	g_string_append(making->xml, "</list>");
}

static void
add_table(struct making *making)
{
	static const char *const columns[] = { "rest rest rest", "content rest 30",
		                               "20 content content", "8 rest content" };
	int rows = pick(making, 1, 25);

	g_string_append_printf(making->xml, "<table columns=\"%s\"%s>", columns[pick(making, 0, 3)],
	                       pick(making, 0, 1) == 0 ? "" : " size=\"small\"");
	if (pick(making, 0, 1) == 1) {
		g_string_append(making->xml, "<head><row>");
		for (int i = 0; i < 3; i++)
			add_element(making, "th", "", 2);
		g_string_append(making->xml, "</row></head>");
	}
	for (int row = 0; row < rows; row++) {
		g_string_append_printf(making->xml, "<row lines=\"%d\">", pick(making, 0, 3));
		add_element(making, "th", "", 4);
		add_element(making, "td", pick(making, 0, 1) == 0 ? "" : " align=\"start\"",
		            pick(making, 0, 9) == 0 ? 200 : 12);
		g_string_append(making->xml, "<td>");
		if (pick(making, 0, 2) == 0)
			add_list(making, 2);
		else
			add_element(making, "p", "", 8);
		g_string_append(making->xml, "</td></row>");
	}
	g_string_append(making->xml, "</table>");
}

static void
add_block(struct making *making)
{
	switch (pick(making, 0, 9)) {
	case 0:
		add_element(making, "heading", "", 8);
		break;
	case 1:
		add_element(making, "centred", "", 2);
		break;
	case 2:
		add_list(making, 0);
		break;
	case 3:
		add_table(making);
		break;
	case 4:
		add_element(making, "note", "", 30);
		break;
	default:
		add_element(making, "p", pick(making, 0, 3) == 0 ? " hang=\"yes\"" : "", 90);
		break;
	}
}

static void
make_letter(struct making *making)
{
	int count = pick(making, 1, 14);

	g_string_append_printf(
		making->xml,
		"<letter xmlns=\"urn:ismapgen:1\" title=\"題\" size=\"%s\" margins-mm=\"20 %d 20 %d\""
		" line-end=\"%s\">",
		pick(making, 0, 1) == 0 ? "12" : "10.5", pick(making, 15, 60), pick(making, 15, 60),
		pick(making, 0, 1) == 0 ? "fit" : "hang");
	for (int i = 0; i < count; i++)
		add_block(making);
	add_element(making, "p", "", 3);
	g_string_append(making->xml, "<closing>以上</closing></letter>");
	g_string_append(making->text, "以上");
}

static bool
is_blank(gunichar character)
{
	return g_unichar_isspace(character) || character == 0x3000;
}

/* Sorted, so that the order in which the cells of a row are told, line by line
 * or cell by cell, does not matter. */
static GArray *
characters(const char *text)
{
	GArray *all = g_array_new(false, false, sizeof(gunichar));

	for (; *text != '\0'; text = g_utf8_next_char(text)) {
		gunichar character = g_utf8_get_char(text);

		if (!is_blank(character))
			g_array_append_val(all, character);
	}
	return all;
}

static int
compare_characters(gconstpointer left, gconstpointer right)
{
	const gunichar *a = left, *b = right;

	return (*a > *b) - (*a < *b);
}

static void
same_characters(const char *got, const char *want)
{
	g_autoptr(GArray) a = characters(got), b = characters(want);

	g_array_sort(a, compare_characters);
	g_array_sort(b, compare_characters);
	assert_int_equal(a->len, b->len);
	assert_memory_equal(a->data, b->data, a->len * sizeof(gunichar));
}

static void
stands_on_the_page(const struct thing *thing, const struct letter *letter)
{
	double right_pt = PAGE_WIDTH_PT - letter->margin_right_mm * PT_PER_MM;
	double bottom_pt = PAGE_HEIGHT_PT - letter->margin_bottom_mm * PT_PER_MM;
	double hanging_pt = letter->line_end == LINE_END_HANG ? letter->size_pt / 2 : 0;

	if (thing->element == ARTIFACT && thing->kind == THING_TEXT)
		return;
	assert_true(thing->x_pt >= letter->margin_left_mm * PT_PER_MM - 0.01);
	assert_true(thing->y_pt <= bottom_pt + 0.01);
	if (thing->kind == THING_TEXT)
		assert_true(thing->x_pt + thing->line->width_pt <= right_pt + hanging_pt + 0.01);
	else
		assert_true(thing->x_pt + thing->width_pt <= right_pt + 0.01 &&
		            thing->y_pt + thing->height_pt <= bottom_pt + 0.01);
}

/* The lowest text of a page but the last is no heading. */
static void
ends_well(const struct document *document, guint index)
{
	const struct page *page = g_ptr_array_index(document->pages, index);
	const struct thing *lowest = NULL;

	for (guint i = 0; i < page->things->len; i++) {
		const struct thing *thing = &g_array_index(page->things, struct thing, i);

		if (thing->kind == THING_TEXT && thing->element != ARTIFACT &&
		    (lowest == NULL || thing->y_pt > lowest->y_pt))
			lowest = thing;
	}
	assert_non_null(lowest);
	if (index + 1 < document->pages->len)
		assert_int_not_equal(
			g_array_index(document->elements, struct element, lowest->element).role,
			ROLE_HEADING_2);
}

static void
check_letter(const char *xml, const char *text)
{
	AUTO(findings) findings = findings_new();
	AUTO(letter) letter = letter_read(xml, strlen(xml), "random.xml", findings);

	assert_non_null(letter);

	AUTO(document) document = layout(letter, fonts);
	g_autoptr(GString) got = g_string_new(NULL);

	for (guint i = 0; i < document->pages->len; i++) {
		const struct page *page = g_ptr_array_index(document->pages, i);

		for (guint j = 0; j < page->things->len; j++) {
			const struct thing *thing = &g_array_index(page->things, struct thing, j);

			stands_on_the_page(thing, letter);
			if (thing->kind == THING_TEXT && thing->element != ARTIFACT) {
				g_autofree char *line = thing_text(thing);

				g_string_append(got, line);
			}
		}
		ends_well(document, i);
	}
	same_characters(got->str, text);
}

static void
letters_at_random_are_laid_out_well(void **state)
{
	(void)state;
	GRand *random = g_rand_new_with_seed(SEED);

	for (int i = 0; i < LETTERS; i++) {
		g_autoptr(GString) xml = g_string_new(NULL);
		g_autoptr(GString) text = g_string_new(NULL);
		struct making making = { random, xml, text };

		make_letter(&making);
		if (g_getenv("PRINT_LETTER") != NULL)
			fprintf(stderr, "%d: %s\n", i, xml->str);
		check_letter(xml->str, text->str);
	}
	g_rand_free(random);
}

/* A paragraph is found again, and one that differs in anything is composed anew. */
static void
what_differs_is_composed_anew(void **state)
{
	int input = 0;
	const struct span plain = { .text = "甲", .face = FACE_MINCHO, .size_pt = 12 };
	struct span others[] = { plain, plain, plain, plain, plain, plain, plain, plain, plain };
	const struct paragraph column = { .spans = &plain, .span_count = 1, .width_pt = 120 };
	struct paragraph paragraphs[2 + 5 + G_N_ELEMENTS(others)];
	AUTO(composing) composing = composing_new(fonts);
	g_autoptr(GHashTable) seen = g_hash_table_new(NULL, NULL);
	guint count = G_N_ELEMENTS(paragraphs);

	(void)state;
	others[0].text = "乙";
	others[1].face = FACE_GOTHIC;
	others[2].size_pt = 10;
	others[3].ruby = "";
	others[4].emphasis = true;
	others[5].nowrap = true;
	others[6].parted = true;
	others[7].link = "https://example.jp/";
	others[8].input = (const struct input *)(const void *)&input;
	for (guint i = 0; i < count; i++)
		paragraphs[i] = column;
	paragraphs[1].span_count = 0;
	paragraphs[2].width_pt = 60;
	paragraphs[3].first_indent_pt = 12;
	paragraphs[4].indent_pt = 12;
	paragraphs[5].alignment = ALIGN_END;
	paragraphs[6].line_end = LINE_END_HANG;
	for (guint i = 0; i < G_N_ELEMENTS(others); i++)
		paragraphs[7 + i].spans = &others[i];
	for (guint i = 0; i < count; i++)
		g_hash_table_add(seen, composing_compose(composing, &paragraphs[i]));
	assert_int_equal(g_hash_table_size(seen), count);
	for (guint i = 0; i < count; i++)
		g_hash_table_add(seen, composing_compose(composing, &paragraphs[i]));
	assert_int_equal(g_hash_table_size(seen), count);
	for (int i = 0; i < 2; i++) {
		assert_true(composing_natural_width(composing, &plain, 1) > 11.9);
		assert_true(composing_natural_width(composing, &others[2], 1) < 10.1);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(letters_at_random_are_laid_out_well),
		cmocka_unit_test(what_differs_is_composed_anew),
	};

	return cmocka_run_group_tests(tests, open_fonts, close_fonts);
}
