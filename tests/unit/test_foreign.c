/* The door to foreign PDFs: what a form holds and must not have, texts as they are stored, and
 * what becomes of a reader that breaks down. */
#define _GNU_SOURCE /* RTLD_NEXT */
#include "unit.h"

#include "pdf/foreign_part.h"

#include <dlfcn.h>
#include <qpdf/qpdf-c.h>
#include <signal.h>
#include <string.h>
#include <unistd.h>

static int (*breakdown)(void);

/* libqpdf's, which the reader calls first: it may break down there. */
QPDF_ERROR_CODE
qpdf_read_memory(qpdf_data qpdf, const char *description, const char *buffer,
                 unsigned long long size, const char *password)
{
	static QPDF_ERROR_CODE (*own)(qpdf_data, const char *, const char *, unsigned long long,
	                              const char *);

	if (breakdown != NULL)
		return breakdown();
	*(void **)&own = dlsym(RTLD_NEXT, "qpdf_read_memory");
	return own(qpdf, description, buffer, size, password);
}

/* Without a table of objects, which libqpdf makes itself. */
static GPtrArray *
read_pdf(const char *form, const char *more, enum foreign_want want, GError **error)
{
	g_autofree char *bytes = g_strdup_printf(
		"%%PDF-1.7\n1 0 obj\n<< /Type /Catalog /Pages 2 0 R %s >>\nendobj\n"
		"2 0 obj\n<< /Type /Pages /Kids [ 3 0 R ] /Count 1 >>\nendobj\n"
		"3 0 obj\n<< /Type /Page /Parent 2 0 R /MediaBox [ 0 0 9 9 ] >>\nendobj\n%s\n"
		"trailer\n<< /Size 99 /Root 1 0 R >>\n%%%%EOF\n",
		form, more);
	GPtrArray *items = foreign_read(bytes, strlen(bytes), "a.pdf", want, error);

	assert_int_equal(items == NULL, *error != NULL);
	return items;
}

/* "KIND NAME=VALUE" of each item, by lines. */
static void
finds(const char *form, const char *more, const char *want)
{
	static const char *const kinds[FOREIGN_KINDS] = {
		"data", "field", "encryption", "xfa", "action", "file", "double", "value",
	};
	g_autoptr(GError) error = NULL;
	g_autoptr(GPtrArray) items = read_pdf(form, more, FOREIGN_WANT_FORM, &error);
	g_autoptr(GString) found = g_string_new(NULL);

	assert_non_null(items);
	for (guint i = 0; i < items->len; i++) {
		const struct foreign_item *item = g_ptr_array_index(items, i);

		g_string_append_printf(found, "%s %s%s%s\n", kinds[item->kind], item->name,
		                       item->value == NULL ? "" : "=",
		                       item->value == NULL ? "" : item->value);
		assert_true(item->value == NULL || strlen(item->value) == item->length);
	}
	assert_string_equal(found->str, want);
}

#define FORM(fields) "/AcroForm << /Fields [ " fields " ] >>"

static void
fields_have_their_full_names_and_values(void **state)
{
	(void)state;
	finds(FORM("10 0 R 11 0 R 14 0 R 15 0 R 16 0 R"),
	      "10 0 obj\n<< /T (filer) /FT /Tx /Kids [ 12 0 R 13 0 R ] >>\nendobj\n"
	      "11 0 obj\n<< /T (kind) /FT /Btn /V /renewal /Kids [ << /Subtype /Widget >> ] >>\nendobj\n"
	      "12 0 obj\n<< /T (name) /V <FEFF9AD9D842DFB7> >>\nendobj\n"
	      "13 0 obj\n<< /T (post) >>\nendobj\n"
	      "14 0 obj\n<< /T <FEFF7F72> /FT /Sig /V << /Type /Sig >> >>\nendobj\n"
	      "15 0 obj\n<< /T (lines) /FT /Tx /V (a\\r\\nb) >>\nendobj\n"
	      "16 0 obj\n<< /T (box) /FT /Btn /V /Off >>\nendobj",
	      "field filer.name=髙𠮷\nfield filer.post\nfield kind=renewal\nfield 署\n"
	      "field lines=a\r\nb\nfield box=Off\n");
	finds("", "", "");
}

static void
what_a_filled_form_must_not_have_is_told(void **state)
{
	(void)state;
	finds("/AcroForm << /Fields [ ] /XFA (x) >>", "", "xfa /XFA\n");
	finds("/OpenAction << /S /JavaScript /JS (x) >>", "",
	      "action /OpenAction\naction /JS\naction /JavaScript\n");
	finds("/AA << >>", "", "action /AA\n");
	finds("/Names << /JavaScript << >> >>", "", "action /JavaScript\n");
	finds("/Outlines << /First 10 0 R >>",
	      "10 0 obj\n<< /A << /S /URI /URI (https://example.jp/) /Next << /S /Launch >> >> "
	      "/Next 10 0 R >>\nendobj",
	      "action /Launch\n");
	finds("/Names << /EmbeddedFiles << >> >>", "", "file /EmbeddedFiles\n");
	finds("/AF [ << /EF << >> >> ]", "", "file /EF\n");
	finds(FORM("<< /T (a) /FT /Tx /Subtype /Widget /A << /S /URI >> >>"), "",
	      "field a\naction /A\n");
	finds(FORM("<< /AA << /JS 1 >> >> << /AA << /JS 1 >> >>"), "", "action /AA\naction /JS\n");
	finds(FORM("<< /T (a) /V (1) >> << /T (a) /V (2) >>"), "",
	      "field a=1\ndouble a\nfield a=2\n");
	/* A value that is no text, half a pair (as a viewer stores U+20BB7), a name that is none. */
	finds(FORM("<< /T (a) /FT /Tx /V [ (x) ] >> << /T (b) /FT /Tx /V <FEFFD842> >> << /T 5 >>"),
	      "", "value a\nvalue b\nvalue /T\n");
	/* A state whose name is no UTF-8. */
	finds(FORM("<< /T (a) /FT /Btn /V /x#FC >>"), "", "value a\n");
}

/* A field that is the last of `count` in each other. */
static char *
fields_in_fields(int count)
{
	GString *objects = g_string_new(NULL);

	for (int i = 0; i < count - 1; i++)
		g_string_append_printf(objects, "%d 0 obj\n<< /T (a) /Kids [ %d 0 R ] >>\nendobj\n",
		                       10 + i, 11 + i);
	g_string_append_printf(objects, "%d 0 obj\n<< /T (a) /FT /Tx /V (x) >>\nendobj", 9 + count);
	return g_string_free(objects, FALSE);
}

/* More deeply, or for ever, is more than a form has. */
static void
fields_stand_in_each_other_sixteen_deep(void **state)
{
	g_autofree char *sixteen = fields_in_fields(16);
	g_autofree char *seventeen = fields_in_fields(17);
	const char *const refused[] = {
		seventeen,
		"10 0 obj\n<< /T (a) /Kids [ 10 0 R ] >>\nendobj",
	};

	(void)state;
	finds(FORM("10 0 R"), sixteen, "field a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a=x\n");
	for (gsize i = 0; i < G_N_ELEMENTS(refused); i++) {
		g_autoptr(GError) error = NULL;

		assert_null(read_pdf(FORM("10 0 R"), refused[i], FOREIGN_WANT_FORM, &error));
		assert_non_null(strstr(error->message, "holds more than any letter or form"));
	}
}

static void
reads(const char *bytes, gsize length, const char *want)
{
	g_autofree char *text = foreign_text(bytes, length);

	if (want == NULL)
		assert_null(text);
	else
		assert_string_equal(text, want);
}

static void
texts_are_read_strictly(void **state)
{
	(void)state;
#define READS(bytes, want) reads(bytes, sizeof(bytes) - 1, want)
	READS("", "");
	READS("plain\r\n", "plain\r\n");
	READS("caf\xE9 \xA0 \x80 \x92 \x18 \x1F", "café € • ™ ˘ ˜");
	READS("\xFE\xFF\x9A\xD9\xD8\x42\xDF\xB7", "髙𠮷");
	READS("\xFE\xFF", "");
	READS("\xEF\xBB\xBF髙", "髙");
	READS("\xEF\xBB\xBF", "");
	/* Half a pair, the other half, pairs the wrong way round, half a unit, a NUL. */
	READS("\xFE\xFF\xD8\x42", NULL);
	READS("\xFE\xFF\xD8\x42\x00\x61", NULL);
	READS("\xFE\xFF\xDF\xB7", NULL);
	READS("\xFE\xFF\xDF\xB7\xD8\x42", NULL);
	READS("\xFE\xFF\x9A", NULL);
	READS("\xFE\xFF\x00\x00", NULL);
	READS("a\0b", NULL);
	READS("\xEF\xBB\xBF\xED\xA1\x82", NULL);
	READS("\xEF\xBB\xBF\xC0\x80", NULL);
	READS("\xFF\xFE\x61\x00", NULL);
	READS("\x7F", NULL);
	READS("\x9F", NULL);
	READS("\xAD", NULL);
	READS("\x01", NULL);
}

static int
be_killed(void)
{
	return raise(SIGKILL);
}

static int
be_out_of_bounds(void)
{
	signal(SIGSEGV, SIG_DFL);
	return raise(SIGSEGV);
}

static int
give_up(void)
{
	abort();
}

static int
say_nothing_and_end_well(void)
{
	_exit(0);
}

/* Answers to whoever listens. */
static void
end_well(const GByteArray *answer)
{
	for (int file = 3; file < 64; file++)
		(void)!write(file, answer->data, answer->len);
	_exit(FOREIGN_END_WELL);
}

/* A whole answer by its lengths, whose field has a value that is no UTF-8. */
static int
say_no_text_and_end_well(void)
{
	GByteArray *answer = g_byte_array_new();

	foreign_append(answer, FOREIGN_FIELD, "a", "\xFC", 1);
	foreign_append(answer, FOREIGN_KINDS, "", NULL, 0);
	end_well(answer);
	return 0;
}

/* A field, and one byte in the place of the end. */
static int
say_more_and_end_well(void)
{
	GByteArray *answer = g_byte_array_new();

	foreign_append(answer, FOREIGN_FIELD, "a", "x", 1);
	g_byte_array_append(answer, (const guint8 *)"", 1);
	end_well(answer);
	return 0;
}

static int
run_for_ever(void)
{
	for (volatile unsigned i = 1; i != 0; i |= 1)
		;
	return 0;
}

static void
a_reader_that_breaks_down_is_a_refusal(void **state)
{
	static const struct {
		int (*how)(void);
		const char *said;
	} cases[] = {
		{ be_killed, "broke down" },
		{ be_out_of_bounds, "broke down" },
		{ give_up, "far more memory" },
		{ say_nothing_and_end_well, "broke down" },
		{ run_for_ever, "far longer" },
		{ say_no_text_and_end_well, "broke down" },
		{ say_more_and_end_well, "broke down" },
	};

	(void)state;
	for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
		g_autoptr(GError) error = NULL;

		breakdown = cases[i].how;
		assert_null(read_pdf("", "", FOREIGN_WANT_FORM, &error));
		breakdown = NULL;
		assert_non_null(strstr(error->message, cases[i].said));
	}
}

/* For what it is, however much memory the program has in use itself. */
static void
what_is_no_pdf_is_refused(void **state)
{
	const gsize in_use = (gsize)64 << 20;
	g_autofree char *used = g_malloc(in_use);
	g_autoptr(GError) error = NULL;

	(void)state;
	memset(used, 1, in_use);
	assert_null(foreign_read_data("no PDF", 6, "a.pdf", &error));
	assert_string_equal(error->message, "a.pdf cannot be read as a PDF.");
}

/* A few kilobytes, packed twice, would be gigabytes. */
static void
data_that_is_packed_twice_is_refused(void **state)
{
	static const char *const filters[] = { "null", "[ /FlateDecode /FlateDecode ]" };

	(void)state;
	for (gsize i = 0; i < G_N_ELEMENTS(filters); i++) {
		g_autofree char *more = g_strdup_printf(
			"4 0 obj\n<< /Filter %s /Length 1 >>\nstream\nx\nendstream\nendobj\n"
			"5 0 obj\n<< /AFRelationship /Data /EF << /F 4 0 R >> >>\nendobj",
			filters[i]);
		g_autoptr(GError) error = NULL;
		g_autoptr(GPtrArray) items =
			read_pdf("/AF [ 5 0 R ]", more, FOREIGN_WANT_DATA, &error);

		assert_int_equal(items != NULL, i == 0);
		if (items != NULL) {
			const struct foreign_item *data = g_ptr_array_index(items, 0);

			assert_int_equal(items->len, 1);
			assert_string_equal(data->value, "x");
		} else {
			assert_non_null(strstr(error->message, "embedded as no letter's are"));
		}
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(fields_have_their_full_names_and_values),
		cmocka_unit_test(what_a_filled_form_must_not_have_is_told),
		cmocka_unit_test(fields_stand_in_each_other_sixteen_deep),
		cmocka_unit_test(texts_are_read_strictly),
		cmocka_unit_test(a_reader_that_breaks_down_is_a_refusal),
		cmocka_unit_test(what_is_no_pdf_is_refused),
		cmocka_unit_test(data_that_is_packed_twice_is_refused),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
