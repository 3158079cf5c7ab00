/* What paint.c hands to cairo: each glyph where it was placed, with its part of the text. */
#define _GNU_SOURCE /* RTLD_NEXT */
#include "unit.h"

#include "fonts.h"

#include "page/block.h"
#include "page/layout.h"
#include "pdf/paint.h"
#include "pdf/pdf.h"
#include "render/qr.h"

#include <dlfcn.h>
#include <string.h>

/* Runs with brackets at the head of a line, marks above and below, letters of a ligature that the
 * fonts lack, ruby and dots. */
static const char text[] =
	"<letter xmlns=\"urn:ismapgen:1\" title=\"題\"><subject>題</subject>"
	"<p>「（見本）」、<ruby text=\"ついたち\">一日</ruby>に<em>登録</em>、か゚セ゚ x̄ 葛\U000E0100城。</p>"
	"<p>oﬃce ﬁne、Cloud® Service</p></letter>";

/* Of each run that was painted, its glyphs as glyphs_of() tells them; in any order. */
static GPtrArray *painted;

static void
append_glyph(GString *glyphs, double x_pt, double y_pt)
{
	g_string_append_printf(glyphs, "%.2f,%.2f ", x_pt, y_pt);
}

/* Cairo's, which is what paint() calls. */
void
cairo_show_text_glyphs(cairo_t *cairo, const char *utf8, int length, const cairo_glyph_t *glyphs,
                       int count, const cairo_text_cluster_t *clusters, int cluster_count,
                       cairo_text_cluster_flags_t flags)
{
	static void (*own)(cairo_t *, const char *, int, const cairo_glyph_t *, int,
	                   const cairo_text_cluster_t *, int, cairo_text_cluster_flags_t);
	GString *told = g_string_new(NULL);
	int bytes_told = 0, glyphs_told = 0;

	for (int i = 0; i < count; i++)
		append_glyph(told, glyphs[i].x, glyphs[i].y);
	for (int i = 0; i < cluster_count; i++) {
		/* A PDF knows a text for each glyph. */
		assert_true(g_utf8_strlen(utf8 + bytes_told, clusters[i].num_bytes) <= 1 ||
		            clusters[i].num_glyphs <= 1);
		bytes_told += clusters[i].num_bytes;
		glyphs_told += clusters[i].num_glyphs;
	}
	assert_int_equal(bytes_told, length);
	assert_int_equal(glyphs_told, count);
	g_ptr_array_add(painted, g_string_free(told, false));
	*(void **)&own = dlsym(RTLD_NEXT, "cairo_show_text_glyphs");
	own(cairo, utf8, length, glyphs, count, clusters, cluster_count, flags);
}

/* The glyphs of a run by their places on the page; counts those that stand beside the pen, and
 * those that are of one cluster with the one before. */
static char *
glyphs_of(const struct thing *thing, const struct placed_run *run, unsigned *shifted,
          unsigned *joined)
{
	GString *glyphs = g_string_new(NULL);
	double pen_pt = thing->x_pt + run->x_pt;

	for (int i = 0; i < run->glyphs->num_glyphs; i++) {
		const PangoGlyphInfo *info = &run->glyphs->glyphs[i];
		double x_pt = pango_units_to_double(info->geometry.x_offset);
		double y_pt = pango_units_to_double(info->geometry.y_offset);

		if (info->glyph != PANGO_GLYPH_EMPTY)
			append_glyph(glyphs, pen_pt + x_pt, thing->y_pt - run->raise_pt + y_pt);
		*joined +=
			i > 0 && run->glyphs->log_clusters[i] == run->glyphs->log_clusters[i - 1];
		*shifted += info->glyph != PANGO_GLYPH_EMPTY && x_pt != 0;
		pen_pt += pango_units_to_double(info->geometry.width);
	}
	return g_string_free(glyphs, false);
}

static struct letter *
read_letter(const char *xml)
{
	AUTO(findings) findings = findings_new();
	struct letter *letter = letter_read(xml, strlen(xml), "letter", findings);

	assert_non_null(letter);
	return letter;
}

static void
every_glyph_is_painted_in_its_place(void **state)
{
	AUTO(letter) letter = read_letter(text);
	AUTO(document) document = layout(letter, fonts);
	g_autoptr(GArray) told = g_array_new(false, false, sizeof(int));
	g_autoptr(GPtrArray) placed = g_ptr_array_new_with_free_func(g_free);
	g_autoptr(GByteArray) pdf = NULL;
	unsigned shifted = 0, joined = 0;

	(void)state;
	EACH (const struct page, page, document->pages)
		EACH_IN (const struct thing, thing, page->things)
			if (thing->kind == THING_TEXT)
				EACH_IN (const struct placed_run, run, thing->line->runs)
					g_ptr_array_add(placed,
					                glyphs_of(thing, run, &shifted, &joined));
	painted = g_ptr_array_new_with_free_func(g_free);
	pdf = paint(document, NULL, &(struct paint_metadata){ NULL, NULL, { 0 } }, told, NULL);
	assert_non_null(pdf);
	EACH (const char, glyphs, placed) {
		guint at;

		if (!g_ptr_array_find_with_equal_func(painted, glyphs, g_str_equal, &at))
			fail_msg("not painted: %s", glyphs);
		g_ptr_array_remove_index_fast(painted, at);
	}
	assert_int_equal(painted->len, 0);
	assert_true(shifted > 0 && joined > 0);
	g_ptr_array_unref(painted);
}

static void
assert_tells(const struct pdf *pdf, const char *name, const char *want)
{
	g_autofree char *found = pdf_text(pdf_get(pdf_information(pdf), name));

	if (want == NULL ? found != NULL : found == NULL || strstr(found, want) == NULL)
		fail_msg("%s is %s", name, found);
}

static void
a_file_says_what_it_is(void **state)
{
	static const struct {
		struct paint_metadata metadata;
		const char *created;
	} cases[] = {
		{ { "題", "発信者", { 2026, 11, 24 } }, "20261124000000+09'00" },
		{ { "題", NULL, { 0 } }, "20000101000000+09'00" },
		{ { NULL, "発信者", { 0 } }, "20000101000000+09'00" },
	};
	AUTO(letter) letter = read_letter(text);
	AUTO(document) document = layout(letter, fonts);

	(void)state;
	painted = g_ptr_array_new_with_free_func(g_free);
	for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
		const struct paint_metadata *metadata = &cases[i].metadata;
		g_autoptr(GArray) told = g_array_new(false, false, sizeof(int));
		g_autoptr(GByteArray) bytes = paint(document, NULL, metadata, told, NULL);
		AUTO(pdf) pdf = pdf_read(bytes->data, bytes->len, NULL);

		assert_tells(pdf, "Title", metadata->title);
		assert_tells(pdf, "Author", metadata->author);
		assert_tells(pdf, "CreationDate", cases[i].created);
	}
	g_ptr_array_unref(painted);
}

/* The first picture among the resources, also within a group. NULL: none. */
static struct pdf_value *
picture_in(const struct pdf_value *resources)
{
	struct pdf_value *drawn = pdf_get(resources, "XObject");
	struct pdf_value *found = NULL;

	for (guint i = 0; found == NULL && drawn != NULL && pdf_name_at(drawn, i) != NULL; i++) {
		struct pdf_value *one = pdf_get(drawn, pdf_name_at(drawn, i));

		found = g_strcmp0(pdf_name(pdf_get(one, "Subtype")), "Image") == 0
		                ? one
		                : picture_in(pdf_get(one, "Resources"));
	}
	return found;
}

static void
each_module_of_a_qr_code_is_painted(void **state)
{
	static const char link[] = "https://list.example.jp/services/C24-0061-2/";
	g_autofree char *xml = g_strdup_printf("<letter xmlns=\"urn:ismapgen:1\" title=\"題\">"
	                                       "<contact qr=\"%s\" qr-alternative=\"題\">"
	                                       "<line>問合せ先</line></contact></letter>",
	                                       link);
	AUTO(letter) letter = read_letter(xml);
	AUTO(document) document = layout(letter, fonts);
	AUTO(qr) qr = qr_encode(link);
	g_autoptr(GArray) told = g_array_new(false, false, sizeof(int));
	g_autoptr(GByteArray) bytes = NULL;

	(void)state;
	painted = g_ptr_array_new_with_free_func(g_free);
	bytes = paint(document, NULL, &(struct paint_metadata){ "題", NULL, { 0 } }, told, NULL);
	g_ptr_array_unref(painted);

	AUTO(pdf) pdf = pdf_read(bytes->data, bytes->len, NULL);
	struct pdf_value *picture = picture_in(pdf_get(pdf_page(pdf, 0), "Resources"));
	gint64 width = pdf_integer(pdf_get(picture, "Width"));
	g_autoptr(GByteArray) points = pdf_content(picture, NULL);

	assert_string_equal(pdf_name(pdf_get(picture, "ColorSpace")), "DeviceGray");
	assert_int_equal(width, pdf_integer(pdf_get(picture, "Height")));
	assert_int_equal(width % qr->width, 0);
	assert_int_equal(pdf_integer(pdf_get(picture, "BitsPerComponent")), 1);
	for (gint64 y = 0; y < width; y++)
		for (gint64 x = 0; x < width; x++) {
			guint8 part = points->data[(width + 7) / 8 * y + x / 8];
			gint64 module = width / qr->width;
			bool light = (part >> (7 - x % 8) & 1) != 0;

			assert_int_equal(light, !qr->dark[y / module * qr->width + x / module]);
		}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_glyph_is_painted_in_its_place),
		cmocka_unit_test(a_file_says_what_it_is),
		cmocka_unit_test(each_module_of_a_qr_code_is_painted),
	};

	return cmocka_run_group_tests(tests, open_fonts, close_fonts);
}
