/* What pdf.h reads, changes and writes; libqpdf reads it again. */
#include "unit.h"

#include "pdf/pdf.h"

#include <glib.h>
#include <qpdf/qpdf-c.h>
#include <string.h>

/* A PDF as cairo writes it, of objects whose text is given: the first is the
 * catalog, the second the information. NULL ends them. */
static GByteArray *
pdf_of(const char *const *objects, const char *trailer)
{
	GByteArray *bytes = g_byte_array_new();
	g_autoptr(GString) table = g_string_new("0000000000 65535 f \n");
	g_autofree char *end = NULL;
	guint count = 1;

	g_byte_array_append(bytes, (const guint8 *)"%PDF-1.5\n", 9);
	for (; *objects != NULL; objects++, count++) {
		g_autofree char *object =
			g_strdup_printf("%u 0 obj\n%s\nendobj\n", count, *objects);

		g_string_append_printf(table, "%010u 00000 n \n", bytes->len);
		g_byte_array_append(bytes, (const guint8 *)object, (guint)strlen(object));
	}
	end = g_strdup_printf("xref\n0 %u\n%strailer\n<< /Size %u\n /Root 1 0 R /Info 2 0 R %s>>\n"
	                      "startxref\n%u\n%%%%EOF\n",
	                      count, table->str, count, trailer, bytes->len);
	g_byte_array_append(bytes, (const guint8 *)end, (guint)strlen(end));
	return bytes;
}

static struct pdf *
read_back(const GByteArray *bytes)
{
	g_autoptr(GError) error = NULL;
	struct pdf *pdf = pdf_read(bytes->data, bytes->len, &error);

	assert_null(error);
	assert_non_null(pdf);
	return pdf;
}

/* What another reader finds in the catalog by a name, with all that it refers
 * to but once; the caller frees. */
static char *
seen_in_catalog(const GByteArray *bytes, const char *name)
{
	qpdf_data qpdf = qpdf_init();
	char *text;

	qpdf_silence_errors(qpdf);
	assert_int_equal(
		qpdf_read_memory(qpdf, "test", (const char *)bytes->data, bytes->len, NULL),
		QPDF_SUCCESS);
	assert_int_equal(qpdf_check_pdf(qpdf), QPDF_SUCCESS);
	text = g_strdup(
		qpdf_oh_unparse_resolved(qpdf, qpdf_oh_get_key(qpdf, qpdf_get_root(qpdf), name)));
	qpdf_cleanup(&qpdf);
	return text;
}

static const char catalog[] = "<< /Type /Catalog /Pages << /Type /Pages /Kids [] /Count 0 >> %s>>";

static GByteArray *
with_catalog(const char *entries)
{
	g_autofree char *root = g_strdup_printf(catalog, entries);
	const char *const objects[] = { root,      "<< /Title (x) >>",
		                        "[ 1 2 ]", "<< /A 3 0 R >>",
		                        "null",    NULL };

	return pdf_of(objects, "");
}

static void
every_kind_of_value_is_kept(void **state)
{
	(void)state;
	g_autoptr(GByteArray) bytes = with_catalog(
		"/X [ null true false 1 -2 +3.5 .5 /Name#20x /() (a\\(b\\)(c)\\\\) <FEFF 984C>\n"
		"<</K/V/L[/M]>><</N<AB>>> % a comment ( [\n 4]");
	AUTO(pdf) pdf = read_back(bytes);
	g_autoptr(GByteArray) written = g_byte_array_new();
	g_autofree char *before = seen_in_catalog(bytes, "/X");
	g_autofree char *after = NULL;

	pdf_write(pdf, written);
	after = seen_in_catalog(written, "/X");
	assert_string_equal(before, after);
	assert_non_null(strstr(after, "/Name#20x"));
	assert_non_null(strstr(after, "/N <ab>"));
}

static void
an_object_is_the_same_wherever_it_stands(void **state)
{
	(void)state;
	g_autoptr(GByteArray) bytes = with_catalog("/X 3 0 R /Y 4 0 R /Z 9 /Null 5 0 R ");
	AUTO(pdf) pdf = read_back(bytes);
	struct pdf_value *array = pdf_get(pdf_catalog(pdf), "X");

	assert_ptr_equal(array, pdf_get(pdf_get(pdf_catalog(pdf), "Y"), "A"));
	assert_int_equal(pdf_item_count(array), 2);
	assert_int_equal(pdf_integer(pdf_item(array, 1)), 2);
	assert_null(pdf_item(array, 2));
	assert_null(pdf_get(array, "X"));
	assert_null(pdf_get(pdf_catalog(pdf), "Null"));
	assert_false(pdf_is_integer(array));
	assert_true(pdf_is_integer(pdf_get(pdf_catalog(pdf), "Z")));
	assert_null(pdf_name(array));
	assert_null(pdf_text(array));
}

static void
an_object_that_is_not_where_it_should_be_is_null(void **state)
{
	(void)state;
	g_autoptr(GByteArray) bytes = with_catalog("/X 3 0 R ");
	char *moved = g_strstr_len((const char *)bytes->data, bytes->len, "3 0 obj");

	*moved = '4';

	AUTO(pdf) pdf = read_back(bytes);

	assert_null(pdf_get(pdf_catalog(pdf), "X"));
}

static void
texts_come_back(void **state)
{
	(void)state;
	static const char *const texts[] = { "", "plain", "a(b)c\\d)(", "題（一）",
		                             "\U00020BB7野家 \u8FBB\U000E0100 か\u3099" };
	g_autoptr(GByteArray) bytes = with_catalog("");
	AUTO(pdf) pdf = read_back(bytes);
	g_autofree char *title = pdf_text(pdf_get(pdf_information(pdf), "Title"));

	assert_string_equal(title, "x");
	for (gsize i = 0; i < G_N_ELEMENTS(texts); i++) {
		g_autofree char *text = pdf_text(pdf_make_text(pdf, texts[i]));

		assert_string_equal(text, texts[i]);
	}
	g_autofree char *odd = pdf_text(pdf_make(pdf, "<41 4>"));

	assert_string_equal(odd, "A@");
}

static void
what_is_changed_is_written(void **state)
{
	(void)state;
	g_autoptr(GByteArray) bytes = with_catalog("/X 4 0 R /K 5 /Gone 3 0 R ");
	AUTO(pdf) pdf = read_back(bytes);
	struct pdf_value *root = pdf_catalog(pdf);
	struct pdf_value *array = pdf_array_of(pdf, root, "K");
	g_autoptr(GByteArray) written = g_byte_array_new();
	g_autofree char *seen = NULL, *gone = NULL, *added = NULL;

	assert_ptr_equal(pdf_array_of(pdf, root, "K"), array);
	pdf_append(array, pdf_make_integer(pdf, 7));
	pdf_insert(array, 0, pdf_make_name(pdf, "First"));
	pdf_append(array, pdf_make(pdf, "(erased)"));
	pdf_erase(array, 3);
	pdf_replace(array, 1, pdf_make(pdf, "[ true ]"));
	pdf_remove(root, "Gone");
	pdf_remove(root, "NeverThere");
	pdf_set(root, "New", pdf_add(pdf, pdf_make(pdf, "<< /A 1 >>")));
	pdf_set(pdf_get(root, "New"), "A", pdf_make_integer(pdf, -2));
	pdf_write(pdf, written);
	seen = seen_in_catalog(written, "/K");
	gone = seen_in_catalog(written, "/Gone");
	added = seen_in_catalog(written, "/New");
	assert_string_equal(seen, "[ /First [ true ] 7 ]");
	assert_string_equal(gone, "null");
	assert_string_equal(added, "<< /A -2 >>");
}

/* A stream's length may be an object behind it, its line end be either. */
static void
streams_are_kept_and_made(void **state)
{
	(void)state;
	g_autofree char *root = g_strdup_printf(catalog, "/S 3 0 R /T 5 0 R /U 6 0 R ");
	const char *const objects[] = {
		root,
		"<< >>",
		"<< /Length 4 0 R >>\nstream\nendobj 5 0 obj\nendstream",
		"14",
		"<< /Length 2 >>\nstream\r\nab\r\nendstream",
		"<< /Length 0 >>\nstream\n\nendstream",
		NULL,
	};
	g_autoptr(GByteArray) bytes = pdf_of(objects, "");
	AUTO(pdf) pdf = read_back(bytes);
	struct pdf_value *first = pdf_get(pdf_catalog(pdf), "S");
	struct pdf_value *second = pdf_get(pdf_catalog(pdf), "T");
	g_autoptr(GByteArray) content = pdf_content(first, NULL);
	g_autoptr(GByteArray) nothing = pdf_content(pdf_get(pdf_catalog(pdf), "U"), NULL);
	g_autoptr(GByteArray) zeros = g_byte_array_new();
	g_autoptr(GByteArray) unpacked = NULL, again = NULL;
	g_autoptr(GByteArray) written = g_byte_array_new();
	g_autoptr(GError) error = NULL;

	assert_int_equal(content->len, 14);
	assert_memory_equal(content->data, "endobj 5 0 obj", 14);
	assert_int_equal(nothing->len, 0);
	/* Far more than eight times as long as it is packed. */
	g_byte_array_set_size(zeros, 1000000);
	memset(zeros->data, 0, zeros->len);
	pdf_set_content(pdf, second, zeros->data, zeros->len, PDF_PACKED);
	unpacked = pdf_content(second, NULL);
	assert_int_equal(unpacked->len, zeros->len);
	assert_memory_equal(unpacked->data, zeros->data, zeros->len);
	pdf_write(pdf, written);
	assert_true(written->len < 10000);

	AUTO(pdf) other = read_back(bytes);

	pdf_set_content(other, pdf_get(pdf_catalog(other), "S"), "plain", 5, PDF_PACKED);
	pdf_set_content(other, pdf_get(pdf_catalog(other), "S"), "plain", 5, PDF_PLAIN);
	again = pdf_content(pdf_get(pdf_catalog(other), "S"), NULL);
	assert_int_equal(again->len, 5);
	assert_null(pdf_content(pdf_catalog(other), &error));
	assert_non_null(error);
}

/* More than one object stream takes, and what nothing refers to left out. */
static void
many_objects_come_back(void **state)
{
	(void)state;
	g_autoptr(GByteArray) bytes = with_catalog("/X [] ");
	AUTO(pdf) pdf = read_back(bytes);
	struct pdf_value *array = pdf_get(pdf_catalog(pdf), "X");
	g_autoptr(GByteArray) written = g_byte_array_new();
	qpdf_data qpdf = qpdf_init();

	pdf_add(pdf, pdf_make(pdf, "(nobody's)"));
	for (int i = 0; i < 1400; i++)
		pdf_append(array, pdf_add(pdf, pdf_make_integer(pdf, i)));
	pdf_write(pdf, written);
	assert_int_equal(
		qpdf_read_memory(qpdf, "test", (const char *)written->data, written->len, NULL),
		QPDF_SUCCESS);

	qpdf_oh seen = qpdf_oh_get_key(qpdf, qpdf_get_root(qpdf), "/X");

	for (int i = 0; i < 1400; i++) {
		qpdf_oh item = qpdf_oh_get_array_item(qpdf, seen, i);

		assert_true(qpdf_oh_is_indirect(qpdf, item));
		assert_int_equal(qpdf_oh_get_int_value_as_int(qpdf, item), i);
	}
	/* Catalog, information, the numbers, four object streams, the table. */
	assert_int_equal(qpdf_oh_get_int_value_as_int(
				 qpdf, qpdf_oh_get_key(qpdf, qpdf_get_trailer(qpdf), "/Size")),
	                 1 + 2 + 1400 + 4 + 1);
	qpdf_cleanup(&qpdf);
}

static void
refuses(const GByteArray *bytes)
{
	g_autoptr(GError) error = NULL;

	assert_null(pdf_read(bytes->data, bytes->len, &error));
	assert_non_null(error);
}

static void
what_is_not_like_cairos_is_refused(void **state)
{
	(void)state;
	static const char *const broken[] = {
		"/X [ 1 ",  "/X << /A >> ", "/X << 1 2 >> ", "/X (open ", "/X <AB ",
		"/X word ", "/X 99 0 R ",   "/X ) ",         "/X ] ",     "/X 0 0 R ",
	};
	g_autofree char *root = g_strdup_printf(catalog, "");
	const char *const too_long[] = { root, "<< >>", "<< /Length 99 >>\nstream\nx\nendstream",
		                         NULL };
	const char *const no_length[] = { root, "<< >>", "<< >>\nstream\nx\nendstream", NULL };
	const char *const no_catalog[] = { "[ ]", "<< >>", NULL };
	const char *const not_closed[] = { root, "<< >> 7", NULL };
	g_autoptr(GByteArray) whole = with_catalog("/X 3 0 R ");
	g_autoptr(GString) deep = g_string_new("/X ");
	g_autoptr(GString) deeper = g_string_new("/X ");

	for (gsize i = 0; i < G_N_ELEMENTS(broken); i++) {
		g_autoptr(GByteArray) bytes = with_catalog(broken[i]);

		refuses(bytes);
	}
	for (int i = 0; i < 1000000; i++) {
		g_string_append_c(deep, '[');
		g_string_append(deeper, "<</X ");
	}

	g_autoptr(GByteArray) nested = with_catalog(deep->str);
	g_autoptr(GByteArray) named = with_catalog(deeper->str);
	g_autoptr(GByteArray) first = pdf_of(too_long, "");
	g_autoptr(GByteArray) second = pdf_of(no_length, "");
	g_autoptr(GByteArray) third = pdf_of(no_catalog, "");
	g_autoptr(GByteArray) fourth = pdf_of(not_closed, "");
	g_autoptr(GByteArray) secret = pdf_of(not_closed + 1, "/Encrypt 1 0 R ");

	refuses(nested);
	refuses(named);
	refuses(first);
	refuses(second);
	refuses(third);
	refuses(fourth);
	refuses(secret);
	/* Wherever it ends. */
	for (guint length = 1; length + 8 < whole->len; length++) {
		g_autofree guint8 *part = g_memdup2(whole->data, length);

		assert_null(pdf_read(part, length, NULL));
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_kind_of_value_is_kept),
		cmocka_unit_test(an_object_is_the_same_wherever_it_stands),
		cmocka_unit_test(an_object_that_is_not_where_it_should_be_is_null),
		cmocka_unit_test(texts_come_back),
		cmocka_unit_test(what_is_changed_is_written),
		cmocka_unit_test(streams_are_kept_and_made),
		cmocka_unit_test(many_objects_come_back),
		cmocka_unit_test(what_is_not_like_cairos_is_refused),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
