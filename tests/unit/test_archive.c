/* What archive.c does to the content of pages and to the structure. */
#include "unit.h"

#include "fonts.h"

#include "page/block.h"
#include "page/layout.h"
#include "pdf/archive.h"
#include "pdf/archive_part.h"
#include "pdf/foreign.h"
#include "pdf/paint.h"

#include <math.h>
#include <qpdf/qpdf-c.h>
#include <string.h>

static bool
mark(struct pdf *pdf, const struct archive_page *page, const char *content, GString *out)
{
	g_autoptr(GByteArray) bytes = g_byte_array_new();
	g_autoptr(GError) error = NULL;
	bool marked;

	g_byte_array_append(bytes, (const guint8 *)content, (guint)strlen(content));
	marked = archive_mark_content(pdf, page, bytes, out, &error);
	assert_int_equal(marked, error == NULL);
	return marked;
}

/* The content of a page on which nothing is said to be drawn but text. */
static bool
mark_bare(const char *content, GString *out)
{
	g_autoptr(GArray) things = g_array_new(false, false, sizeof(struct thing));
	const struct page page = { things };
	const struct archive_page bare = { &page, NULL, NULL };

	return mark(NULL, &bare, content, out);
}

static void
marks(const char *content, const char *want)
{
	g_autoptr(GString) out = g_string_new(NULL);

	assert_true(mark_bare(content, out));
	assert_string_equal(out->str, want);
}

static void
refuses(const char *content)
{
	g_autoptr(GString) out = g_string_new(NULL);

	assert_false(mark_bare(content, out));
}

static void
what_is_painted_outside_the_structure_is_an_artifact(void **state)
{
	(void)state;
	marks("0 0 m 1 1 l S", "/Artifact BMC\n0 0 m 1 1 l S\nEMC\n");
	marks("q 0 g /P <</MCID 0>> BDC BT (a) Tj ET EMC Q",
	      "q 0 g /P <</MCID 0>> BDC BT (a) Tj ET EMC Q");
	marks("1 w S /P <</MCID 0>> BDC f EMC 0 0 9 9 re f",
	      "/Artifact BMC\n1 w S\nEMC\n /P <</MCID 0>> BDC f EMC/Artifact BMC\n"
	      " 0 0 9 9 re f\nEMC\n");
	marks("/P <</MCID 0>> BDC EMC/P <</MCID 1>> BDC f EMC",
	      "/P <</MCID 0>> BDC EMC/P <</MCID 1>> BDC f EMC");
	marks("", "");
}

static void
marked_content_inside_is_left_alone(void **state)
{
	(void)state;
	marks("/P <</MCID 0>> BDC /Span <</ActualText (x)>> BDC f EMC f EMC",
	      "/P <</MCID 0>> BDC /Span <</ActualText (x)>> BDC f EMC f EMC");
	marks("/Artifact BMC f EMC", "/Artifact BMC f EMC");
	marks("/Artifact <</Type /Layout>> BDC f EMC", "/Artifact <</Type /Layout>> BDC f EMC");
	/* A span without identifier is none of the structure. */
	marks("BT /Span <</ActualText (x)>> BDC (y) Tj EMC ET",
	      "/Artifact BMC\nBT /Span <</ActualText (x)>> BDC (y) Tj EMC ET\nEMC\n");
}

static void
strings_and_comments_are_no_operators(void **state)
{
	(void)state;
	marks("[(S) (\\) f (nested) EMC) <5320> -250 <AB EMC>] pop % S EMC\n",
	      "[(S) (\\) f (nested) EMC) <5320> -250 <AB EMC>] pop % S EMC\n");
	marks("/S gs /f 1 Tf << /B /b >> d", "/S gs /f 1 Tf << /B /b >> d");
}

static void
what_is_not_well_formed_is_refused(void **state)
{
	(void)state;
	refuses("EMC");
	refuses("/P <</MCID 0>> BDC f");
	refuses("(open Tj");
	refuses("BT /Span <</ActualText (x)>> BDC (y) Tj ET");
	refuses("BI /W 1 ID x EI");
}

static GByteArray *
make(struct document *document, struct archive_info *info, GArray *told)
{
	static const struct paint_metadata metadata = { "題", "発信者", { 2026, 11, 24 } };
	GByteArray *pdf = paint(document, NULL, &metadata, told, NULL);
	static const struct archive_data data = { "form05.xml", "urn:ismapgen:1",
		                                  "application#2fxml", "<form/>", 7 };

	assert_non_null(pdf);
	info->document = document;
	info->told = told;
	info->data = &data;
	return pdf;
}

static struct document *
lay_out(const char *xml)
{
	AUTO(findings) findings = findings_new();
	AUTO(letter) letter = NULL;

	letter = letter_read(xml, strlen(xml), "letter", findings);
	assert_non_null(letter);
	return layout(letter, fonts);
}

static const char one_page[] = "<letter xmlns=\"urn:ismapgen:1\" title=\"題\"><subject>題</subject>"
			       "<p>本文</p></letter>";

static void
the_same_document_gives_the_same_bytes(void **state)
{
	(void)state;
	AUTO(document) document = lay_out(one_page);
	g_autoptr(GArray) told = g_array_new(false, false, sizeof(int));
	g_autoptr(GArray) told_again = g_array_new(false, false, sizeof(int));
	struct archive_info info = { 0 }, info_again = { 0 };
	g_autoptr(GByteArray) pdf = make(document, &info, told);
	g_autoptr(GByteArray) again = make(document, &info_again, told_again);

	assert_true(archive_finish(pdf, &info, NULL));
	assert_true(archive_finish(again, &info_again, NULL));
	assert_int_equal(pdf->len, again->len);
	assert_memory_equal(pdf->data, again->data, pdf->len);
}

/* A Figure of a frame and of a QR code among rules that mean nothing, as cairo writes them since
 * 1.18: without tags. */
static const char drawings[] = "BT (a) Tj ET 1 w 0 0 m 1 1 l S 5 w 0 0 9 9 re S\n"
			       "q 1 0 0 1 0 0 cm /x5 Do Q 2 w 0 0 m 3 3 l S";

static void
what_is_drawn_without_text_is_content_of_its_element(void **state)
{
	(void)state;
	AUTO(document) document = lay_out(one_page);
	g_autoptr(GArray) told = g_array_new(false, false, sizeof(int));
	struct archive_info info = { 0 };
	g_autoptr(GByteArray) bytes = make(document, &info, told);
	AUTO(pdf) pdf = pdf_read(bytes->data, bytes->len, NULL);
	const struct thing drawn[] = {
		{ .kind = THING_RULE, .element = ARTIFACT }, { .kind = THING_TEXT, .element = 0 },
		{ .kind = THING_BOX, .element = 0 },         { .kind = THING_QR, .element = 0 },
		{ .kind = THING_RULE, .element = ARTIFACT },
	};
	g_autoptr(GArray) things = g_array_new(false, false, sizeof(struct thing));
	const struct page page = { things };
	struct pdf_value *figure = pdf_make(pdf, "<< /S /Figure >>");
	struct archive_page painted = { &page, pdf_page(pdf, 0), &figure };
	g_autoptr(GString) out = g_string_new(NULL);
	struct pdf_value *tree = pdf_get(pdf_get(pdf_catalog(pdf), "StructTreeRoot"), "ParentTree");
	struct pdf_value *elements = pdf_item(pdf_get(tree, "Nums"), 1);
	guint first = pdf_item_count(elements);
	g_autofree char *want =
		g_strdup_printf("/Artifact BMC\nBT (a) Tj ET 1 w 0 0 m 1 1 l S 5 w\nEMC\n"
	                        "/Figure << /MCID %u >> BDC\n 0 0 9 9 re S\nEMC"
	                        "\nq 1 0 0 1 0 0 cm/Figure << /MCID %u >> BDC\n /x5 Do\nEMC"
	                        "/Artifact BMC\n Q 2 w 0 0 m 3 3 l S\nEMC\n",
	                        first, first + 1);

	g_array_append_vals(things, drawn, G_N_ELEMENTS(drawn));
	assert_true(mark(pdf, &painted, drawings, out));
	assert_string_equal(out->str, want);
	assert_int_equal(pdf_item_count(pdf_get(figure, "K")), 2);
	assert_int_equal(pdf_integer(pdf_item(pdf_get(figure, "K"), 1)), first + 1);
	assert_ptr_equal(pdf_get(figure, "Pg"), pdf_page(pdf, 0));
	assert_int_equal(pdf_item_count(elements), first + 2);
	assert_ptr_equal(pdf_item(elements, first + 1), figure);

	/* Where more is drawn than the page says, nobody knows whose it is. */
	g_array_set_size(things, 4);
	assert_false(mark(pdf, &painted, drawings, out));
}

/* The font of a finished file that is called so on its first page. */
static qpdf_oh
finished_font(qpdf_data pdf, const char *name)
{
	const char *const path[] = { "/Root", "/Pages", "/Kids", "/Resources", "/Font" };
	qpdf_oh value = qpdf_get_trailer(pdf);

	for (gsize i = 0; i < G_N_ELEMENTS(path); i++) {
		value = qpdf_oh_get_key(pdf, value, path[i]);
		if (qpdf_oh_is_array(pdf, value))
			value = qpdf_oh_get_array_item(pdf, value, 0);
	}
	g_autofree char *key = g_strconcat("/", name, NULL);
	return qpdf_oh_get_key(pdf, value, key);
}

/* Readers place the next letter by them; cairo before 1.18 wrote no fractions. */
static void
assert_widths_are_cairos(qpdf_data pdf, qpdf_oh font, struct pdf_value *told)
{
	qpdf_oh widths = qpdf_oh_get_key(pdf, font, "/Widths");
	guint used = 0;

	assert_int_equal(qpdf_oh_get_array_n_items(pdf, widths), pdf_item_count(told));
	for (guint i = 0; i < pdf_item_count(told); i++) {
		qpdf_oh width = qpdf_oh_get_array_item(pdf, widths, (int)i);
		gint64 was = pdf_integer(pdf_item(told, i));

		assert_true(fabs(qpdf_oh_get_numeric_value(pdf, width) - (double)was) <= 1);
		used += was != 0;
	}
	assert_true(used > 0);
}

/* Each font of the page has another tag than cairo's, which depends on other letters. */
static void
all_fonts_of_a_page_are_completed(void **state)
{
	(void)state;
	AUTO(document) document =
		lay_out("<letter xmlns=\"urn:ismapgen:1\" title=\"題\"><subject>題</subject>"
	                "<p>Cloud Service の<em>本文</em></p></letter>");
	g_autoptr(GArray) told = g_array_new(false, false, sizeof(int));
	struct archive_info info = { 0 };
	g_autoptr(GByteArray) finished = make(document, &info, told);
	g_autoptr(GByteArray) copy = g_byte_array_new();
	const char *name, *was;
	guint simple = 0, count = 0;

	g_byte_array_append(copy, finished->data, finished->len);
	AUTO(pdf) before = pdf_read(copy->data, copy->len, NULL);
	const struct pdf_value *fonts_before =
		pdf_get(pdf_get(pdf_page(before, 0), "Resources"), "Font");
	assert_true(archive_finish(finished, &info, NULL));

	qpdf_data after = qpdf_init();
	assert_int_equal(
		qpdf_read_memory(after, "a.pdf", (const char *)finished->data, finished->len, NULL),
		QPDF_SUCCESS);
	for (; (name = pdf_name_at(fonts_before, count)) != NULL; count++) {
		struct pdf_value *font = pdf_get(fonts_before, name);
		qpdf_oh completed = finished_font(after, name);
		const char *now =
			qpdf_oh_get_name(after, qpdf_oh_get_key(after, completed, "/BaseFont"));

		was = pdf_name(pdf_get(font, "BaseFont"));
		assert_string_equal(strchr(now, '+'), strchr(was, '+'));
		assert_memory_not_equal(now + 1, was, strcspn(was, "+"));
		if (pdf_get(font, "DescendantFonts") == NULL) {
			assert_widths_are_cairos(after, completed, pdf_get(font, "Widths"));
			simple++;
		}
	}
	assert_true(simple > 0 && simple < count);
	qpdf_cleanup(&after);
}

static void
a_structure_of_another_document_is_refused(void **state)
{
	(void)state;
	AUTO(document) document = lay_out(one_page);
	g_autoptr(GArray) told = g_array_new(false, false, sizeof(int));
	struct archive_info info = { 0 };
	g_autoptr(GByteArray) pdf = make(document, &info, told);
	g_autoptr(GError) error = NULL;
	int last = g_array_index(told, int, told->len - 1);

	g_array_append_val(told, last);
	assert_false(archive_finish(pdf, &info, &error));
	assert_non_null(error);
}

static void
what_is_no_pdf_is_refused(void **state)
{
	(void)state;
	AUTO(document) document = lay_out(one_page);
	g_autoptr(GArray) told = g_array_new(false, false, sizeof(int));
	struct archive_info info = { .document = document, .told = told };
	g_autoptr(GByteArray) pdf = g_byte_array_new();
	g_autoptr(GError) error = NULL;

	g_byte_array_append(pdf, (const guint8 *)"no PDF", 6);
	assert_false(archive_finish(pdf, &info, &error));
	assert_non_null(error);
}

/* Whatever cairo's file has at any place: it is finished, or it is told why not. */
static void
a_file_that_is_spoilt_is_finished_or_refused_with_a_reason(void **state)
{
	AUTO(document) document = lay_out(one_page);
	g_autoptr(GArray) told = g_array_new(false, false, sizeof(int));
	struct archive_info info = { 0 };
	g_autoptr(GByteArray) pdf = make(document, &info, told);
	guint refused = 0, tried = 0;

	(void)state;
	for (guint at = 0; at < pdf->len; at += MAX(1, pdf->len / 150), tried++) {
		for (int print = 0; print <= 1; print++) {
			g_autoptr(GByteArray) spoilt = g_byte_array_new();
			g_autoptr(GError) error = NULL;
			bool finished;

			g_byte_array_append(spoilt, pdf->data, pdf->len);
			memset(spoilt->data + at, '!', MIN(8, pdf->len - at));
			finished = print ? archive_finish_print(spoilt, &info, &error)
			                 : archive_finish(spoilt, &info, &error);
			assert_int_equal(finished, error == NULL);
			refused += !finished;
		}
	}
	assert_true(refused > tried / 10);
}

/* The time of a signature stands in the file as it was given, on days of 30 years. */
static void
the_time_of_a_signature_is_given_back(void **state)
{
	AUTO(document) document = lay_out(one_page);
	g_autoptr(GArray) told = g_array_new(false, false, sizeof(int));
	struct archive_info info = { 0 };
	g_autoptr(GByteArray) pdf = make(document, &info, told);

	(void)state;
	/* A prime number of seconds, about 97 days: all digits at all places. */
	for (gint64 time = 1577836800; time < 2524608000; time += 8380417) {
		struct archive_signature signature = { .time = time, .size = 64, .name = "署名" };
		struct archive_place place;
		g_autoptr(GByteArray) copy = g_byte_array_new();

		info.signature = &signature;
		g_byte_array_append(copy, pdf->data, pdf->len);
		assert_true(archive_finish(copy, &info, NULL));
		assert_true(archive_find_signature(copy->data, copy->len, &place));
		assert_int_equal(place.time, time);
		assert_int_equal(place.end - place.start, 2 * signature.size + 2);
	}
}

static void
the_data_is_given_back(void **state)
{
	(void)state;
	AUTO(document) document = lay_out(one_page);
	g_autoptr(GArray) told = g_array_new(false, false, sizeof(int));
	struct archive_info info = { 0 };
	g_autoptr(GByteArray) pdf = make(document, &info, told);
	g_autoptr(GByteArray) data = NULL;

	assert_true(archive_finish(pdf, &info, NULL));
	data = foreign_read_data((const char *)pdf->data, pdf->len, "a.pdf", NULL);
	assert_non_null(data);
	assert_int_equal(data->len, info.data->length);
	assert_memory_equal(data->data, info.data->bytes, data->len);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(what_is_painted_outside_the_structure_is_an_artifact),
		cmocka_unit_test(marked_content_inside_is_left_alone),
		cmocka_unit_test(strings_and_comments_are_no_operators),
		cmocka_unit_test(what_is_not_well_formed_is_refused),
		cmocka_unit_test(what_is_drawn_without_text_is_content_of_its_element),
		cmocka_unit_test(the_same_document_gives_the_same_bytes),
		cmocka_unit_test(all_fonts_of_a_page_are_completed),
		cmocka_unit_test(a_structure_of_another_document_is_refused),
		cmocka_unit_test(what_is_no_pdf_is_refused),
		cmocka_unit_test(a_file_that_is_spoilt_is_finished_or_refused_with_a_reason),
		cmocka_unit_test(the_time_of_a_signature_is_given_back),
		cmocka_unit_test(the_data_is_given_back),
	};

	return cmocka_run_group_tests(tests, open_fonts, close_fonts);
}
