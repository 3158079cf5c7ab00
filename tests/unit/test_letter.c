#include "unit.h"

#include "found.h"

#include "fonts.h"

#include "letter/due.h"
#include "letter/form_values.h"
#include "letter/forms.h"
#include "letter/letter.h"
#include "letter/printable.h"
#include "letter/prose.h"
#include "letter/typeset.h"
#include "page/block.h"
#include "page/layout.h"
#include "pdf/paint.h"
#include "registry/form.h"
#include "registry/form_file.h"

#include <glib.h>
#include <math.h>
#include <string.h>

/* Where the text of a line starts, without ruby and dots. */
static double
start_pt(const struct thing *thing)
{
	for (guint i = 0; thing->kind == THING_TEXT && i < thing->line->runs->len; i++) {
		const struct placed_run *run =
			&g_array_index(thing->line->runs, struct placed_run, i);

		if (!run->decoration)
			return thing->x_pt + run->x_pt;
	}
	return thing->x_pt;
}

static void
dump_text(const struct document *document, const struct thing *thing, GString *out)
{
	g_autofree char *text = thing_text(thing);
	const char *role = "-";

	if (thing->element != ARTIFACT)
		role = role_name(
			g_array_index(document->elements, struct element, thing->element).role);
	g_string_append_printf(out, " %s %s", role, text);
}

static long
tenths(double points)
{
	return lround(points * 10);
}

/*
 * Everything that is placed as text, for tests: a line a thing,
 * "PAGE X Y ROLE TEXT" or "PAGE X Y rule|box WIDTH HEIGHT", in tenths of a
 * point.
 */
static void
document_dump(const struct document *document, GString *out)
{
	static const char *const kinds[] = {
		[THING_RULE] = "rule",
		[THING_BOX] = "box",
		[THING_QR] = "qr",
	};

	for (guint i = 0; i < document->pages->len; i++) {
		const struct page *page = g_ptr_array_index(document->pages, i);

		EACH_IN (const struct thing, thing, page->things) {
			g_string_append_printf(out, "%u %5ld %5ld", i + 1, tenths(start_pt(thing)),
			                       tenths(thing->y_pt));
			if (thing->kind == THING_TEXT)
				dump_text(document, thing, out);
			else
				g_string_append_printf(out, " %s %ld %ld", kinds[thing->kind],
				                       tenths(thing->width_pt),
				                       tenths(thing->height_pt));
			g_string_append_c(out, '\n');
		}
	}
}

/* Written anew where UPDATE_LINES is set; the diff is read before it is kept. */
#define FOLDER "tests/letters/"

static struct letter *
read_letter(const char *xml, struct findings *findings)
{
	return letter_read(xml, strlen(xml), "test.xml", findings);
}

static struct document *
lay_out(const char *xml)
{
	AUTO(findings) findings = findings_new();
	AUTO(letter) letter = read_letter(xml, findings);

	assert_non_null(letter);
	assert_int_equal(findings_count(findings, FINDING_ERROR), 0);
	return layout(letter, fonts);
}

static void
lines_of_document_are(const struct document *document, const char *file)
{
	g_autofree char *want = NULL;
	g_autoptr(GString) lines = g_string_new(NULL);

	document_dump(document, lines);
	if (g_getenv("UPDATE_LINES") != NULL)
		assert_true(g_file_set_contents(file, lines->str, -1, NULL));
	assert_true(g_file_get_contents(file, &want, NULL, NULL));
	assert_string_equal(lines->str, want);
}

static void
lines_are(void **state)
{
	const char *name = *state;
	g_autofree char *from = g_strdup_printf(FOLDER "%s.xml", name);
	g_autofree char *to = g_strdup_printf(FOLDER "%s.lines", name);
	g_autofree char *xml = NULL;

	assert_true(g_file_get_contents(from, &xml, NULL, NULL));

	AUTO(document) document = lay_out(xml);

	lines_of_document_are(document, to);
}

static struct registry *load_sample(struct findings *findings);

static const struct date any_day;
static const struct date far_on = { 2100, 1, 1 };

/* What the template of a form makes of `body`, in its place on the pages. */
static void
form_lines_are(const struct registry *registry, int number, const struct xml_node *body,
               const char *name)
{
	AUTO(findings) findings = findings_new();
	AUTO(template_set) templates = template_set_load("templates/letters", NULL);
	struct typesetting typesetting = { registry, templates, fonts, cut, NULL, any_day, false };
	g_autofree char *to = g_strdup_printf(FOLDER "%s.lines", name);
	AUTO(letter) letter = NULL;

	assert_true(typeset_read(&typesetting, number, body, findings, &letter, NULL));
	assert_non_null(letter);
	assert_int_equal(findings_count(findings, FINDING_ERROR), 0);

	AUTO(document) document = layout(letter, fonts);

	lines_of_document_are(document, to);
}

static void
sample_lines_are(const char *path, const char *name)
{
	AUTO(findings) findings = findings_new();
	AUTO(registry) registry = load_sample(findings);
	g_autoptr(GPtrArray) letters = due_letters(registry, NULL, any_day, far_on, findings);

	for (guint i = 0; i < letters->len; i++) {
		const struct due *due = g_ptr_array_index(letters, i);

		if (strcmp(due->path, path) != 0)
			continue;
		form_lines_are(registry, due->form, due_body(due), name);
		return;
	}
	fail_msg("no letter %s in the sample", path);
}

static void
places_the_letters_of_the_sample(void **state)
{
	(void)state;
	sample_lines_are("2024-12-13/様式5-C24-0061-2.pdf", "sample-form05-appendix");
	sample_lines_are("2026-11-20/様式5-C26-0101-2.pdf", "sample-form05");
	sample_lines_are("2026-11-20/様式6-見本登第8-4004号.pdf", "sample-form06");
	sample_lines_are("2026-11-20/様式13-C26-0094-2.pdf", "sample-form13");
}

/* A filled form of each kind, and of form 11 each use; the last is a form 1 of
 * a long scope, so that it runs over many pages. */
static void
places_filled_forms(void **state)
{
	(void)state;
	static const struct {
		const char *file, *name;
	} forms[] = {
		{ "content/forms/S0012/2026-11-17-form01.xml", "form01" },
		{ "content/forms/S0012/2026-11-17-form02.xml", "form02" },
		{ "content/forms/S0012/2026-11-17-form03.xml", "form03" },
		{ "content/forms/S0021/2026-10-28-form04.xml", "form04" },
		{ "content/forms/S0004/2026-06-23-form05.xml", "form05" },
		{ "content/forms/S0018/2026-06-23-form06.xml", "form06" },
		{ "content/forms/S0004/2026-07-13-form07.xml", "form07" },
		{ "content/forms/S0014/2026-08-05-form08.xml", "form08" },
		{ "content/forms/S0031/2026-08-17-form09.xml", "form09" },
		{ "content/forms/S0009/2026-06-24-form10.xml", "form10" },
		{ "content/forms/S0016/2025-05-28-form11.xml", "form11-confirmed" },
		{ "content/forms/S0020/2026-02-04-form11.xml", "form11-not-confirmed" },
		{ "content/forms/S0009/2026-08-19-form11.xml", "form11-reaudit" },
		{ "content/forms/S0028/2025-12-24-form11.xml", "form11-reaudit-confirmed" },
		{ "content/forms/S0013/2026-08-20-form12.xml", "form12" },
		{ "content/forms/S0022/2026-06-23-form13.xml", "form13" },
		{ "content/forms/S0018/2026-07-15-form14.xml", "form14" },
		{ "content/forms/S0018/2026-09-24-form15.xml", "form15" },
		{ FOLDER "form01-long.xml", "form01-long" },
	};
	AUTO(findings) findings = findings_new();
	AUTO(registry) registry = load_sample(findings);

	for (gsize i = 0; i < G_N_ELEMENTS(forms); i++) {
		const struct form *form = form_load(registry, forms[i].file, findings);

		if (form == NULL)
			fail_msg("%s cannot be read", forms[i].file);
		form_lines_are(registry, form->number, form->body, forms[i].name);
	}
}

static void
places_blank_forms(void **state)
{
	(void)state;
	AUTO(findings) findings = findings_new();
	AUTO(registry) registry = load_sample(findings);

	for (int number = 1; number <= FORM_COUNT; number++) {
		g_autofree char *name = g_strdup_printf("blank-form%02d", number);

		form_lines_are(registry, number, NULL, name);
	}
}

static void
collect_text(const char *text, enum face face, void *data)
{
	(void)face;
	g_string_append(data, text);
}

/* All that test_prose.c shows the blocks of a prose to say. */
static void
says_prose(const struct field *field, const char *prose, const char *text)
{
	AUTO(findings) findings = findings_new();
	AUTO(value) blocks = prose_value(field, prose);
	g_autofree char *xml = g_strdup_printf(
		"<letter xmlns=\"urn:ismapgen:1\" title=\"題\">%s</letter>", value_string(blocks));
	AUTO(letter) letter = read_letter(xml, findings);
	g_autoptr(GString) own = g_string_new(NULL);

	assert_non_null(letter);
	letter_visit_texts(letter, collect_text, own);
	if (own->len == 0 || strstr(text, own->str) == NULL)
		fail_msg("\"%s\" is not said", own->str);
}

static void
says_date(const char *day, const char *text)
{
	struct date date;

	assert_true(date_parse(day, &date));

	g_autofree char *era = date_era(date);

	if (strstr(text, era) == NULL)
		fail_msg("%s is not said", era);
}

/* A form says all that stands in it: every text of its fields and every date. */
static void
says_all(const struct field *group, const struct xml_node *node, const char *text)
{
	for (const struct field *field = group->children; field->name != NULL; field++) {
		const struct xml_node *child = form_first(node, field->name);

		for (; child != NULL; child = form_next(child)) {
			/* Where a letter goes stands in the window of its envelope alone. */
			bool is_window = strcmp(group->name, "recipient") == 0 &&
			                 (strcmp(field->name, "address") == 0 ||
			                  strcmp(field->name, "postal-code") == 0);
			bool is_shown = !is_window &&
			                (field->kind == FIELD_LINE || field->kind == FIELD_URL);
			g_autofree char *name = prose_name(child->text);

			if (field->kind == FIELD_GROUP)
				says_all(field, child, text);
			else if (field->kind == FIELD_PROSE || field->kind == FIELD_TEXT)
				says_prose(field, child->text, text);
			else if (field->kind == FIELD_DATE)
				says_date(child->text, text);
			else if (is_shown && strcmp(field->name, "service-reading") != 0 &&
			         strstr(text, child->text) == NULL && strstr(text, name) == NULL)
				fail_msg("<%s> %s is not said", field->name, child->text);
		}
	}
}

static void
forms_say_all_their_fields(void **state)
{
	(void)state;
	AUTO(findings) findings = findings_new();
	AUTO(registry) registry = load_sample(findings);
	AUTO(template_set) templates = template_set_load("templates/letters", NULL);
	struct typesetting typesetting = { registry, templates, fonts, cut, NULL, any_day, false };
	unsigned seen = 0;

	for (guint i = 0; i < registry->forms->len; i++) {
		const struct form *form = g_ptr_array_index(registry->forms, i);
		g_autoptr(GString) text = g_string_new(NULL);
		AUTO(letter) letter = NULL;

		assert_true(typeset_read(&typesetting, form->number, form->body, findings, &letter,
		                         NULL));
		letter_visit_texts(letter, collect_text, text);
		says_all(form_field(form_kind_find(form->number)), form->body, text->str);
		seen |= 1u << form->number;
	}
	assert_int_equal(seen, 0xfffe);
}

/* The page of the first line that holds `text`; 0: none. */
static unsigned
page_of(const char *lines, const char *text)
{
	const char *at = strstr(lines, text);

	if (at == NULL)
		return 0;
	while (at > lines && at[-1] != '\n')
		at--;
	return (unsigned)g_ascii_strtoull(at, NULL, 10);
}

/* Whatever the number of rows: the head has two rows below it, and 以上 has two
 * rows above it. */
static void
breaks_tables_of_any_length_well(void **state)
{
	(void)state;
	for (int rows = 1; rows <= 90; rows++) {
		g_autoptr(GString) xml = g_string_new(
			"<letter xmlns=\"urn:ismapgen:1\" title=\"題\"><p>前文</p><centred>記</centred>"
			"<table columns=\"20 rest\"><head><row><th>番号</th><th>名</th></row></head>");
		g_autoptr(GString) lines = g_string_new(NULL);

		for (int row = 1; row <= rows; row++)
			g_string_append_printf(xml, "<row><td>[%d]</td><td>名</td></row>", row);
		g_string_append(xml, "</table><closing>以上</closing></letter>");

		AUTO(document) document = lay_out(xml->str);

		document_dump(document, lines);

		g_autofree char *last = g_strdup_printf("[%d]", rows);
		g_autofree char *before = g_strdup_printf("[%d]", MAX(rows - 1, 1));

		assert_int_equal(page_of(lines->str, "番号"), page_of(lines->str, "[1]"));
		assert_int_equal(page_of(lines->str, "記"), page_of(lines->str, "[1]"));
		if (rows > 2)
			assert_int_equal(page_of(lines->str, "[1]"), page_of(lines->str, "[2]"));
		assert_int_equal(page_of(lines->str, "以上"), page_of(lines->str, last));
		assert_int_equal(page_of(lines->str, "以上"), page_of(lines->str, before));
		for (guint i = 0; i < document->pages->len; i++) {
			const struct page *page = g_ptr_array_index(document->pages, i);

			for (guint j = 0; j < page->things->len; j++)
				assert_true(g_array_index(page->things, struct thing, j).y_pt <
				            PAGE_HEIGHT_PT - 20);
		}
	}
}

/* The columns of a table by the rules between them: where none takes the rest, the last does. */
static void
the_last_column_takes_what_is_left(void **state)
{
	static const struct {
		const char *columns;
		double left_mm, right_mm; /* of the rule, from the edges; 0: what is left */
	} cases[] = { { "40 50", 40, 0 }, { "40 rest", 40, 0 }, { "rest 50", 0, 50 } };

	(void)state;
	for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
		g_autofree char *xml = g_strdup_printf(
			"<letter xmlns=\"urn:ismapgen:1\" title=\"題\" margins-mm=\"20 20 20 20\">"
			"<table columns=\"%s\"><row><td>甲</td><td>乙</td></row></table></letter>",
			cases[i].columns);
		AUTO(document) document = lay_out(xml);
		const struct page *page = g_ptr_array_index(document->pages, 0);
		const struct thing *frame = NULL, *rule = NULL;

		EACH_IN (const struct thing, thing, page->things) {
			frame = thing->kind == THING_BOX ? thing : frame;
			rule = thing->kind == THING_RULE ? thing : rule;
		}
		assert_true(frame != NULL && rule != NULL);

		double left_mm = (rule->x_pt - frame->x_pt) / PT_PER_MM;
		double right_mm = frame->width_pt / PT_PER_MM - left_mm;

		assert_true(cases[i].left_mm == 0 || fabs(left_mm - cases[i].left_mm) < 0.1);
		assert_true(cases[i].right_mm == 0 || fabs(right_mm - cases[i].right_mm) < 0.1);
	}
}

/* Rules above the rows of a table go from side to side of its frame, also in an item. */
static void
rules_end_at_the_frame(void **state)
{
	AUTO(document) document =
		lay_out("<letter xmlns=\"urn:ismapgen:1\" title=\"題\"><list><item>文"
	                "<table columns=\"40 rest\"><row><td>甲</td><td>乙</td></row>"
	                "<row><td>丙</td><td>丁</td></row></table></item></list></letter>");
	const struct page *page = g_ptr_array_index(document->pages, 0);
	const struct thing *frame = NULL;
	int count = 0;

	(void)state;
	EACH_IN (const struct thing, thing, page->things)
		frame = thing->kind == THING_BOX ? thing : frame;
	assert_non_null(frame);
	EACH_IN (const struct thing, thing, page->things) {
		if (thing->kind != THING_RULE || thing->height_pt > 0)
			continue;
		assert_true(fabs(thing->x_pt - frame->x_pt) < 0.01);
		assert_true(fabs(thing->width_pt - frame->width_pt) < 0.01);
		count++;
	}
	assert_int_equal(count, 2);
}

/* A place to fill in is as high as its row, be it in the first cell or in the last. */
static void
an_input_fills_its_row(void **state)
{
	AUTO(document) document = lay_out(
		"<letter xmlns=\"urn:ismapgen:1\" title=\"題\"><table columns=\"60 rest 60\"><row>"
		"<td><field name=\"a\" label=\"甲\"/></td><td>"
		"長い題は、幅の中で何行にもなり、左右の欄もその高さになる。長い題は、幅の中で何行にもなる。</td>"
		"<td><field name=\"b\" label=\"乙\"/></td></row></table></letter>");
	const struct page *page = g_ptr_array_index(document->pages, 0);
	double heights_pt[2] = { 0 };
	int count = 0;

	(void)state;
	EACH_IN (const struct thing, thing, page->things)
		if (thing->kind == THING_TEXT && count < 2 &&
		    g_array_index(thing->line->runs, struct placed_run, 0).input != NULL)
			heights_pt[count++] = thing->height_pt;
	assert_int_equal(count, 2);
	assert_true(heights_pt[0] > 10 && heights_pt[0] == heights_pt[1]);
}

static void
refuses_letter(const char *xml, const char *id)
{
	AUTO(findings) findings = findings_new();

	assert_null(read_letter(xml, findings));
	assert_int_equal(findings_count(findings, FINDING_ERROR), 1);

	const struct finding *finding = g_ptr_array_index(findings_sorted(findings), 0);

	assert_string_equal(finding->message->id, id);
	assert_string_equal(finding->place.file, "test.xml");
}

static void
refuses(const char *body, const char *id)
{
	g_autofree char *xml =
		g_strdup_printf("<letter xmlns=\"urn:ismapgen:1\" title=\"題\">%s</letter>", body);

	refuses_letter(xml, id);
}

/* The field that a signature stands in has a name, whether the template says one or not. */
static void
a_signature_has_a_name(void **state)
{
	static const struct {
		const char *attributes, *name;
	} cases[] = { { "", "signature" }, { " signature=\"電子署名\"", "電子署名" } };

	(void)state;
	for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
		AUTO(findings) findings = findings_new();
		g_autofree char *xml = g_strdup_printf(
			"<letter xmlns=\"urn:ismapgen:1\" title=\"題\"%s><p>文</p></letter>",
			cases[i].attributes);
		AUTO(letter) letter = read_letter(xml, findings);

		assert_non_null(letter);
		assert_string_equal(letter->signature, cases[i].name);
	}
}

/* PDF/UA-1, 7.1: the title is what is shown and read first. */
static void
refuses_what_has_no_title(void **state)
{
	(void)state;
	refuses_letter("<letter xmlns=\"urn:ismapgen:1\"><p>文</p></letter>", "letter-title");
	refuses_letter("<letter xmlns=\"urn:ismapgen:1\" title=\"\"><p>文</p></letter>",
	               "letter-title");
}

static void
refuses_what_is_no_block(void **state)
{
	(void)state;
	refuses("<paragraph>文</paragraph>", "letter-element");
	refuses("<p>文<b>字</b></p>", "letter-element");
	refuses("<table columns=\"rest\"><p>文</p></table>", "letter-element");
	refuses("<table><row><td>文</td></row></table>", "letter-element");
	refuses("<table columns=\"rest wide\"><row><td>文</td></row></table>", "letter-attribute");
	refuses("<p align=\"left\">文</p>", "letter-attribute");
	refuses("<list level=\"8\"><item>文</item></list>", "letter-attribute");
	refuses("文", "letter-element");
	/* Parts without their whole. */
	refuses("<list><item>文<item>文</item></item></list>", "letter-element");
	refuses("<item>文</item>", "letter-element");
	refuses("<row><th>文</th></row>", "letter-element");
	refuses("<appendix title=\"別紙\"><line>文</line></appendix>", "letter-element");
	refuses("<table columns=\"rest\"><row><th>文<td>字</td></th></row></table>",
	        "letter-element");
}

static char *
folded(const char *body)
{
	AUTO(findings) findings = findings_new();
	g_autofree char *xml = g_strdup_printf(
		"<letter xmlns=\"urn:ismapgen:1\" title=\"題\"><p>%s</p></letter>", body);
	AUTO(letter) letter = read_letter(xml, findings);
	const struct block *block = g_ptr_array_index(letter->blocks, 0);
	GString *text = g_string_new(NULL);

	for (guint i = 0; i < block->spans->len; i++)
		g_string_append(text, g_array_index(block->spans, struct span, i).text);
	return g_string_free(text, false);
}

static void
folds_to(const char *body, const char *want)
{
	g_autofree char *text = folded(body);

	assert_string_equal(text, want);
}

static void
folds_the_breaks_of_a_template(void **state)
{
	(void)state;
	folds_to("\n\t一行目\n\t二行目\n", "一行目二行目");
	folds_to("Cloud\n\tService", "Cloud Service");
	folds_to("和文 と  欧文", "和文 と 欧文");
	folds_to("全角　の空き", "全角　の空き");
	folds_to("前<br/>\n後", "前\u2028後");
	folds_to("前 <em>圏点</em> 後 ", "前 圏点 後");
}

static struct registry *
load_sample(struct findings *findings)
{
	struct registry *registry = registry_load("content", 1, findings, NULL);

	assert_non_null(registry);
	assert_int_equal(findings_count(findings, FINDING_ERROR), 0);
	return registry;
}

/* The form of the letter that a decision made; 0: none. */
static int
form_of(const GPtrArray *letters, const struct decision *decision)
{
	int form = 0;

	for (guint i = 0; i < letters->len; i++) {
		const struct due *due = g_ptr_array_index(letters, i);

		if (due->decision == decision) {
			assert_int_equal(form, 0);
			form = due->form;
		}
	}
	return form;
}

static int
expected_form(const struct decision *decision)
{
	static const int by_ground[] = { 0, 0, 0, 13, 13, 13 };

	if (decision->kind == DECISION_REMOVE)
		return by_ground[*decision->ground.value - '0'];
	return decision->kind == DECISION_REFUSE ? 6 : 5;
}

static void
form_13_is_for_grounds_3_to_5_only(void **state)
{
	(void)state;
	AUTO(findings) findings = findings_new();
	AUTO(registry) registry = load_sample(findings);
	unsigned removals = 0, others = 0;

	for (int ground = 1; ground <= 5; ground++) {
		g_autofree char *digit = g_strdup_printf("%d", ground);

		for (guint i = 0; i < registry->meetings->len; i++) {
			const struct meeting *meeting = g_ptr_array_index(registry->meetings, i);

			for (guint j = 0; j < meeting->decisions->len; j++) {
				struct decision *decision =
					g_ptr_array_index(meeting->decisions, j);

				if (decision->kind == DECISION_REMOVE)
					decision->ground.value = digit;
			}
		}

		g_autoptr(GPtrArray) letters =
			due_letters(registry, NULL, any_day, far_on, findings);

		for (guint i = 0; i < registry->meetings->len; i++) {
			const struct meeting *meeting = g_ptr_array_index(registry->meetings, i);

			for (guint j = 0; j < meeting->decisions->len; j++) {
				const struct decision *decision =
					g_ptr_array_index(meeting->decisions, j);

				assert_int_equal(form_of(letters, decision),
				                 expected_form(decision));
				if (decision->kind == DECISION_REMOVE)
					removals++;
				else
					others++;
			}
		}
	}
	assert_true(removals > 0 && others > 0);
}

static void
letters_have_their_sender_and_a_name(void **state)
{
	(void)state;
	AUTO(findings) findings = findings_new();
	AUTO(registry) registry = load_sample(findings);
	g_autoptr(GPtrArray) letters = due_letters(registry, NULL, any_day, far_on, findings);
	g_autoptr(GHashTable) paths = g_hash_table_new(g_str_hash, g_str_equal);

	for (guint i = 0; i < letters->len; i++) {
		const struct due *due = g_ptr_array_index(letters, i);
		g_autofree char *day = date_iso(due->day);
		bool by_committee = due->form == 13 || due->form == 15;

		assert_ptr_equal(due->sender,
		                 form_body(registry,
		                           by_committee ? PARTY_COMMITTEE : PARTY_OPERATIONS_BODY,
		                           due->dated_on));
		assert_true(g_str_has_prefix(due->path, day));
		assert_true(g_hash_table_add(paths, due->path));
		if (due->form != 6 && due->form != 15)
			assert_non_null(strstr(due->path, due->number));
	}

	struct date first_on = ((struct due *)letters->pdata[0])->day;
	g_autoptr(GPtrArray) none =
		due_letters(registry, NULL, any_day, date_add_days(first_on, -1), findings);
	g_autoptr(GPtrArray) some = due_letters(registry, NULL, any_day, first_on, findings);

	assert_int_equal(none->len, 0);
	assert_true(some->len > 0 && some->len < letters->len);
}

/* Forms 5, 6 and 13 of the sample are copies of what decisions print; 10, 11
 * and 15 are printed from the forms, never also from the events. */
static void
no_letter_is_printed_twice(void **state)
{
	(void)state;
	AUTO(findings) findings = findings_new();
	AUTO(registry) registry = load_sample(findings);
	g_autoptr(GPtrArray) letters = due_letters(registry, NULL, any_day, far_on, findings);
	g_autoptr(GHashTable) numbers = g_hash_table_new(g_str_hash, g_str_equal);
	unsigned forms = 0;

	for (guint i = 0; i < letters->len; i++) {
		const struct due *due = g_ptr_array_index(letters, i);

		assert_true(g_hash_table_add(numbers, (gpointer)due->document_number));
		assert_true((due->filled != NULL) ==
		            (due->form == 10 || due->form == 11 || due->form == 15));
		forms |= 1u << due->form;
	}
	assert_int_equal(forms, 1u << 5 | 1u << 6 | 1u << 10 | 1u << 11 | 1u << 13 | 1u << 15);
}

static void
letters_since_a_day_are_those_not_before_it(void **state)
{
	(void)state;
	AUTO(findings) findings = findings_new();
	AUTO(registry) registry = load_sample(findings);
	struct date since = { 2026, 11, 20 };
	g_autoptr(GPtrArray) all = due_letters(registry, NULL, any_day, far_on, findings);
	g_autoptr(GPtrArray) late = due_letters(registry, NULL, since, far_on, findings);
	g_autoptr(GPtrArray) early =
		due_letters(registry, NULL, any_day, date_add_days(since, -1), findings);

	assert_true(late->len > 0 && early->len > 0);
	assert_int_equal(late->len + early->len, all->len);
	for (guint i = 0; i < late->len; i++)
		assert_true(date_compare(((struct due *)late->pdata[i])->day, since) >= 0);
}

/* The one finding of the sample with `name` as its first provider's name. */
static void
misses(const char *id, const char *name, const char *sequence, const char *points)
{
	AUTO(findings) findings = findings_new();
	AUTO(registry) registry = load_sample(findings);
	const struct meeting *meeting = g_ptr_array_index(registry->meetings, 0);
	const struct decision *decision = g_ptr_array_index(meeting->decisions, 0);
	struct application *application = g_ptr_array_index(decision->target->applications, 0);

	application->applicant.name.value = name;
	printable_examine(registry, fonts, findings);
	assert_int_equal(findings_count(findings, FINDING_ERROR), 1);

	const struct finding *finding = g_ptr_array_index(findings_sorted(findings), 0);

	assert_string_equal(finding->message->id, id);
	assert_string_equal(finding->place.record, decision->target->id.value);
	assert_string_equal(finding->place.file, decision->target->file);
	assert_int_equal(finding->place.line, application->applicant.name.line);
	assert_string_equal(finding->place.field_en, "name");
	assert_string_equal(finding->arguments[0], sequence);
	assert_string_equal(finding->arguments[1], points);
}

static void
a_character_without_a_glyph_is_found_before_drawing(void **state)
{
	(void)state;
	misses("letter-character", "株式会社🦄見本", "🦄", "U+1F984");
	misses("letter-character", "辻\U000E01EF株式会社", "辻\U000E01EF", "U+8FBB U+E01EF");
	misses("letter-radical", "⽤途株式会社", "⽤", "U+2F64");
	misses("letter-character", "株式\u3164会社", "\u3164", "U+3164");
}

/* The same in two fields is told of both, each once and where it stands. */
static void
each_value_is_blamed_where_it_stands(void **state)
{
	(void)state;
	AUTO(findings) findings = findings_new();
	AUTO(registry) registry = load_sample(findings);
	const struct service *service = g_ptr_array_index(registry->services, 0);
	struct application *application = g_ptr_array_index(service->applications, 0);
	struct text *const texts[] = { &application->applicant.address,
		                       &application->statement.service_name };
	static const char *const fields[] = { "address", "service-name" };

	for (gsize i = 0; i < G_N_ELEMENTS(texts); i++)
		texts[i]->value = "見本😀クラウド😀";
	printable_examine(registry, fonts, findings);
	assert_int_equal(findings_count(findings, FINDING_ERROR), G_N_ELEMENTS(texts));
	for (guint i = 0; i < G_N_ELEMENTS(texts); i++) {
		const struct finding *finding = g_ptr_array_index(findings_sorted(findings), i);

		assert_string_equal(finding->place.field_en, fields[i]);
		assert_int_equal(finding->place.line, texts[i]->line);
		assert_string_equal(finding->arguments[0], "😀");
	}
}

/* Also the last decision of a meeting. */
static void
each_decision_is_blamed_for_its_own(void **state)
{
	(void)state;
	AUTO(findings) findings = findings_new();
	AUTO(registry) registry = load_sample(findings);
	guint blamed = 0, last = 0;

	EACH (const struct meeting, meeting, registry->meetings) {
		EACH (struct decision, decision, meeting->decisions) {
			if (decision->document_number.value == NULL)
				continue;
			decision->document_number.value = "見本😀号";
			blamed++;
			last += decision == meeting->decisions->pdata[meeting->decisions->len - 1];
		}
	}
	assert_true(last > 0 && last < blamed);
	printable_examine(registry, fonts, findings);
	assert_int_equal(findings_count(findings, FINDING_ERROR), blamed);
}

static void
what_applicants_write_has_glyphs(void **state)
{
	static const char *const texts[] = {
		"CO₂ 10⁻³ x⁸",
		"株式会社腾讯云 华为 简 络",
		"한국클라우드",
		"Điện ệ ơ ư ạ ế ș ț Ş ğ ł ő",
		"Ελληνικά έ Русский",
		"▪▫►‣⁃☐☑✔✗✘➔➢➤✓℠₩",
		"ﬁ ﬃ\u2009a\u202Fb\u2007c\u2011d",
		"邉\U000E0102 𠮷 﨑 髙",
	};
	AUTO(findings) findings = findings_new();

	(void)state;
	for (gsize i = 0; i < G_N_ELEMENTS(texts); i++)
		printable_examine_text(texts[i], fonts, (struct place){ .line = (int)i + 1 },
		                       findings);
	assert_found(findings, "");
}

static void
the_same_letter_gives_the_same_bytes(void **state)
{
	(void)state;
	struct paint_metadata metadata = { "題", "発信者", { 2026, 11, 24 } };
	AUTO(document) document =
		lay_out("<letter xmlns=\"urn:ismapgen:1\" title=\"題\"><p>本文</p></letter>");
	g_autoptr(GArray) told = g_array_new(false, false, sizeof(int));
	g_autoptr(GByteArray) first = paint(document, NULL, &metadata, told, NULL);
	g_autoptr(GByteArray) second = paint(document, NULL, &metadata, told, NULL);

	assert_non_null(first);
	assert_int_equal(first->len, second->len);
	assert_memory_equal(first->data, second->data, first->len);
}

static void
names_of_persons_are_spaced(void **state)
{
	(void)state;
	g_autofree char *japanese = prose_name("見本 花子");
	g_autofree char *western = prose_name("Anna Muster");

	assert_string_equal(japanese, "見本　花子");
	assert_string_equal(western, "Anna Muster");
	assert_null(prose_name(NULL));
}

#define LINES(what, name) { #what, lines_are, NULL, NULL, name }

int
main(void)
{
	const struct CMUnitTest tests[] = {
		LINES(places_a_notice, "notice"),
		LINES(places_items_of_all_levels, "items"),
		LINES(repeats_the_head_of_a_long_table, "long-table"),
		LINES(splits_a_high_row, "split-row"),
		LINES(splits_a_row_of_two_long_cells, "two-columns"),
		LINES(keeps_widows_and_orphans_together, "widow"),
		LINES(puts_the_address_into_a_window, "window"),
		LINES(parts_names_and_offices_at_spaces, "long-addressee"),
		LINES(hangs_stops_and_numbers_both_sides, "options"),
		LINES(annexes_what_does_not_fit_on_the_page, "annex"),
		LINES(annexes_nothing_where_all_fits, "here"),
		cmocka_unit_test(places_the_letters_of_the_sample),
		cmocka_unit_test(places_filled_forms),
		cmocka_unit_test(places_blank_forms),
		cmocka_unit_test(forms_say_all_their_fields),
		cmocka_unit_test(breaks_tables_of_any_length_well),
		cmocka_unit_test(rules_end_at_the_frame),
		cmocka_unit_test(an_input_fills_its_row),
		cmocka_unit_test(the_last_column_takes_what_is_left),
		cmocka_unit_test(a_signature_has_a_name),
		cmocka_unit_test(refuses_what_has_no_title),
		cmocka_unit_test(refuses_what_is_no_block),
		cmocka_unit_test(folds_the_breaks_of_a_template),
		cmocka_unit_test(form_13_is_for_grounds_3_to_5_only),
		cmocka_unit_test(letters_have_their_sender_and_a_name),
		cmocka_unit_test(no_letter_is_printed_twice),
		cmocka_unit_test(letters_since_a_day_are_those_not_before_it),
		cmocka_unit_test(a_character_without_a_glyph_is_found_before_drawing),
		cmocka_unit_test(each_value_is_blamed_where_it_stands),
		cmocka_unit_test(each_decision_is_blamed_for_its_own),
		cmocka_unit_test(what_applicants_write_has_glyphs),
		cmocka_unit_test(the_same_letter_gives_the_same_bytes),
		cmocka_unit_test(names_of_persons_are_spaced),
	};

	return cmocka_run_group_tests(tests, open_fonts, close_fonts);
}
