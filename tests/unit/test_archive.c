/* What archive.c does to the content of pages and to the structure. */
#include "unit.h"

#include "fonts.h"

#include "pdf/archive.h"
#include "pdf/archive_part.h"
#include "page/block.h"
#include "page/layout.h"
#include "pdf/paint.h"

#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>

static void
marks(const char *content, const char *want)
{
	g_autoptr(GString) out = g_string_new(NULL);
	g_autoptr(GError) error = NULL;

	assert_true(archive_mark_artifacts(content, strlen(content), out, &error));
	assert_null(error);
	assert_string_equal(out->str, want);
}

static void
refuses(const char *content)
{
	g_autoptr(GString) out = g_string_new(NULL);
	g_autoptr(GError) error = NULL;

	assert_false(archive_mark_artifacts(content, strlen(content), out, &error));
	assert_non_null(error);
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
	GByteArray *pdf = paint(document, &metadata, told, NULL);
	static const struct archive_data data = { "form05.xml", "urn:ismapgen:1", "<form/>", 7 };

	assert_non_null(pdf);
	info->document = document;
	info->fonts = fonts;
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

static const char one_page[] = "<letter xmlns=\"urn:ismapgen:1\"><subject>題</subject>"
			       "<p>本文</p></letter>";

static void
the_same_document_gives_the_same_bytes(void **state)
{
	(void)state;
	AUTO(document) document = lay_out(one_page);
	g_autoptr(GArray) told = g_array_new(FALSE, FALSE, sizeof(int));
	g_autoptr(GArray) told_again = g_array_new(FALSE, FALSE, sizeof(int));
	struct archive_info info = { 0 }, info_again = { 0 };
	g_autoptr(GByteArray) pdf = make(document, &info, told);
	g_autoptr(GByteArray) again = make(document, &info_again, told_again);

	assert_true(archive_finish(pdf, &info, NULL));
	assert_true(archive_finish(again, &info_again, NULL));
	assert_int_equal(pdf->len, again->len);
	assert_memory_equal(pdf->data, again->data, pdf->len);
}

static void
a_structure_of_another_document_is_refused(void **state)
{
	(void)state;
	AUTO(document) document = lay_out(one_page);
	g_autoptr(GArray) told = g_array_new(FALSE, FALSE, sizeof(int));
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
	g_autoptr(GArray) told = g_array_new(FALSE, FALSE, sizeof(int));
	struct archive_info info = { .document = document, .told = told };
	g_autoptr(GByteArray) pdf = g_byte_array_new();
	g_autoptr(GError) error = NULL;

	g_byte_array_append(pdf, (const guint8 *)"no PDF", 6);
	assert_false(archive_finish(pdf, &info, &error));
	assert_non_null(error);
}

static void
the_data_is_given_back(void **state)
{
	(void)state;
	AUTO(document) document = lay_out(one_page);
	g_autoptr(GArray) told = g_array_new(FALSE, FALSE, sizeof(int));
	struct archive_info info = { 0 };
	g_autoptr(GByteArray) pdf = make(document, &info, told);
	g_autofree char *path = NULL;
	g_autoptr(GError) error = NULL;
	int file = g_file_open_tmp("ismapgen-XXXXXX.pdf", &path, NULL);

	assert_true(file >= 0);
	assert_true(g_close(file, NULL));
	assert_true(archive_finish(pdf, &info, NULL));
	assert_true(g_file_set_contents(path, (const char *)pdf->data, pdf->len, NULL));

	g_autoptr(GByteArray) data = archive_extract(path, NULL);

	assert_non_null(data);
	assert_int_equal(data->len, info.data->length);
	assert_memory_equal(data->data, info.data->bytes, data->len);

	assert_true(g_file_set_contents(path, "no PDF", -1, NULL));
	assert_null(archive_extract(path, &error));
	assert_non_null(error);
	assert_int_equal(g_unlink(path), 0);

	/* A pipe is not waited for, nor a device read for ever. */
	g_clear_error(&error);
	assert_int_equal(mkfifo(path, 0600), 0);
	assert_null(archive_extract(path, &error));
	assert_non_null(error);
	g_clear_error(&error);
	assert_null(archive_extract("/dev/zero", &error));
	assert_non_null(error);
	assert_int_equal(g_unlink(path), 0);
}

/* A few kilobytes, packed twice, would be gigabytes. */
static void
data_that_is_packed_twice_is_refused(void **state)
{
	static const char pdf[] =
		"%%PDF-1.7\n"
		"1 0 obj\n<< /Type /Catalog /Pages 2 0 R /AF [ 5 0 R ] >>\nendobj\n"
		"2 0 obj\n<< /Type /Pages /Kids [ 3 0 R ] /Count 1 >>\nendobj\n"
		"3 0 obj\n<< /Type /Page /Parent 2 0 R /MediaBox [ 0 0 9 9 ] >>\nendobj\n"
		"4 0 obj\n<< /Filter %s /Length 1 >>\nstream\nx\nendstream\nendobj\n"
		"5 0 obj\n<< /AFRelationship /Data /EF << /F 4 0 R >> >>\nendobj\n"
		"trailer\n<< /Size 6 /Root 1 0 R >>\n%%%%EOF\n";
	static const char *const filters[] = { "null", "[ /FlateDecode /FlateDecode ]" };
	g_autofree char *path = NULL;
	int file = g_file_open_tmp("ismapgen-XXXXXX.pdf", &path, NULL);

	(void)state;
	assert_true(file >= 0);
	assert_true(g_close(file, NULL));
	for (gsize i = 0; i < G_N_ELEMENTS(filters); i++) {
		g_autofree char *bytes = g_strdup_printf(pdf, filters[i]);
		g_autoptr(GError) error = NULL;
		g_autoptr(GByteArray) data = NULL;

		assert_true(g_file_set_contents(path, bytes, -1, NULL));
		data = archive_extract(path, &error);
		assert_int_equal(data != NULL, i == 0);
		assert_int_equal(error == NULL, i == 0);
	}
	assert_int_equal(g_unlink(path), 0);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(what_is_painted_outside_the_structure_is_an_artifact),
		cmocka_unit_test(marked_content_inside_is_left_alone),
		cmocka_unit_test(strings_and_comments_are_no_operators),
		cmocka_unit_test(what_is_not_well_formed_is_refused),
		cmocka_unit_test(the_same_document_gives_the_same_bytes),
		cmocka_unit_test(a_structure_of_another_document_is_refused),
		cmocka_unit_test(what_is_no_pdf_is_refused),
		cmocka_unit_test(the_data_is_given_back),
		cmocka_unit_test(data_that_is_packed_twice_is_refused),
	};

	return cmocka_run_group_tests(tests, open_fonts, close_fonts);
}
