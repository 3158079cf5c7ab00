/* Pages are drawn with cairo: the decisions were made before. */
#include "pdf/paint.h"

#include "base/refusal.h"
#include "pdf/tags.h"
#include "render/qr.h"

#include <cairo-pdf.h>
#include <string.h>

#define ANY_SPAN G_MAXSIZE
#define QR_POINTS 3

/* A document that is painted. */
struct painting {
	cairo_t *cairo;
	const struct font_cut *cut;
	struct tags tags;
};

static cairo_status_t
append_bytes(void *bytes, const unsigned char *data, unsigned int length)
{
	g_byte_array_append(bytes, data, length);
	return CAIRO_STATUS_SUCCESS;
}

/* A run as cairo wants it. */
struct glyphs {
	GString *text;
	GArray *glyphs;   /* cairo_glyph_t */
	GArray *clusters; /* cairo_text_cluster_t */
};

/* The glyphs of a cluster, each with one character, since a PDF knows a text for each;
 * the last with all that are left. Those of a ligature that the font has not are its
 * letters. */
static void
add_glyphs(struct glyphs *painted, const char *text, gsize length, int count)
{
	g_autofree char *own = g_strndup(text, length);
	g_autofree char *read =
		g_utf8_strlen(own, -1) == 1 ? g_utf8_normalize(own, -1, G_NORMALIZE_NFKC) : NULL;
	const char *rest = read == NULL ? own : read;

	g_string_append(painted->text, rest);
	for (int i = 0; i < count; i++) {
		const char *next = *rest != '\0' && i + 1 < count ? g_utf8_next_char(rest)
		                                                  : rest + strlen(rest);
		cairo_text_cluster_t cluster = { (int)(next - rest), 1 };

		g_array_append_val(painted->clusters, cluster);
		rest = next;
	}
}

static void
add_cluster(struct glyphs *painted, const struct placed_run *run, int at, int end)
{
	const PangoGlyphString *string = run->glyphs;
	int start = string->log_clusters[at];
	int next = end < string->num_glyphs ? string->log_clusters[end] : run->length;
	cairo_text_cluster_t cluster = { next - start, 0 };

	for (int i = at; i < end; i++)
		cluster.num_glyphs += string->glyphs[i].glyph != PANGO_GLYPH_EMPTY ? 1 : 0;
	if (cluster.num_glyphs > 1) {
		add_glyphs(painted, run->text + start, (gsize)cluster.num_bytes,
		           cluster.num_glyphs);
		return;
	}
	g_string_append_len(painted->text, run->text + start, cluster.num_bytes);
	g_array_append_val(painted->clusters, cluster);
}

static void
paint_run(const struct painting *painting, const struct thing *thing, guint at)
{
	const struct placed_run *run = &g_array_index(thing->line->runs, struct placed_run, at);
	const PangoGlyphString *string = run->glyphs;
	struct glyphs painted = {
		g_string_sized_new((gsize)run->length),
		g_array_new(false, false, sizeof(cairo_glyph_t)),
		g_array_new(false, false, sizeof(cairo_text_cluster_t)),
	};
	double pen_pt = thing->x_pt + run->x_pt;

	for (int i = 0; i < string->num_glyphs;) {
		int end = i + 1;

		while (end < string->num_glyphs &&
		       string->log_clusters[end] == string->log_clusters[i])
			end++;
		add_cluster(&painted, run, i, end);
		for (; i < end; i++) {
			const PangoGlyphInfo *info = &string->glyphs[i];
			cairo_glyph_t glyph = {
				font_cut_glyph(painting->cut, thing->line, at, i),
				pen_pt + pango_units_to_double(info->geometry.x_offset),
				thing->y_pt - run->raise_pt +
					pango_units_to_double(info->geometry.y_offset),
			};

			pen_pt += pango_units_to_double(info->geometry.width);
			if (info->glyph != PANGO_GLYPH_EMPTY)
				g_array_append_val(painted.glyphs, glyph);
		}
	}
	cairo_set_scaled_font(painting->cairo, font_cut_scaled_font(painting->cut, run->font));
	cairo_show_text_glyphs(painting->cairo, painted.text->str, (int)painted.text->len,
	                       (cairo_glyph_t *)(void *)painted.glyphs->data,
	                       (int)painted.glyphs->len,
	                       (cairo_text_cluster_t *)(void *)painted.clusters->data,
	                       (int)painted.clusters->len, 0);
	g_string_free(painted.text, true);
	g_array_unref(painted.glyphs);
	g_array_unref(painted.clusters);
}

/* Paints the runs of one kind that belong to `span`, or, with ANY_SPAN, to any. */
static unsigned
paint_runs(const struct painting *painting, const struct thing *thing, enum decoration decoration,
           gsize span)
{
	unsigned count = 0;

	for (guint i = 0; i < thing->line->runs->len; i++) {
		const struct placed_run *run =
			&g_array_index(thing->line->runs, struct placed_run, i);

		if (run->decoration != decoration || (span != ANY_SPAN && run->span != span))
			continue;
		paint_run(painting, thing, i);
		count++;
	}
	return count;
}

static bool
has_decoration(const struct placed_line *line, enum decoration decoration, gsize span)
{
	EACH_IN (const struct placed_run, run, line->runs)
		if (run->decoration == decoration && (span == ANY_SPAN || run->span == span))
			return true;
	return false;
}

/* A base and its ruby. Returns the number of runs of the base. */
static unsigned
paint_ruby(struct painting *painting, const struct thing *thing, gsize span)
{
	struct tags *tags = &painting->tags;

	tags_begin_inside(tags, ROLE_RUBY);
	tags_begin_inside(tags, ROLE_RUBY_BASE);
	unsigned count = paint_runs(painting, thing, DECORATION_NONE, span);
	tags_end_inside(tags, ROLE_RUBY_BASE);
	tags_begin_inside(tags, ROLE_RUBY_TEXT);
	paint_runs(painting, thing, DECORATION_RUBY, span);
	tags_end_inside(tags, ROLE_RUBY_TEXT);
	tags_end_inside(tags, ROLE_RUBY);
	return count;
}

/* A part of a line that is told by itself; ROLES: none. */
struct line_part {
	enum role role;
	const char *link;
};

static struct line_part
part_of(const struct thing *thing, const struct placed_run *run, bool divided)
{
	struct line_part part = { ROLES, NULL };

	if (!divided)
		return part;
	part.role = ROLE_SPAN;
	if (has_decoration(thing->line, DECORATION_RUBY, run->span))
		part.role = ROLE_RUBY;
	else if (run->link != NULL)
		part = (struct line_part){ ROLE_LINK, run->link };
	return part;
}

/* Ruby begins and ends its parts itself. */
static void
move_to_part(struct tags *tags, struct line_part *open, struct line_part part)
{
	if (part.role == open->role && g_strcmp0(part.link, open->link) == 0)
		return;
	if (open->role == ROLE_SPAN || open->role == ROLE_LINK)
		tags_end_inside(tags, open->role);
	if (part.role == ROLE_SPAN)
		tags_begin_inside(tags, ROLE_SPAN);
	else if (part.role == ROLE_LINK)
		tags_begin_link(tags, part.link);
	*open = part;
}

static void
paint_line(struct painting *painting, const struct thing *thing)
{
	struct tags *tags = &painting->tags;
	const GArray *runs = thing->line->runs;
	bool divided = tags_is_divided(tags, thing->element);
	struct line_part open = { ROLES, NULL };

	for (guint i = 0; i < runs->len; i++) {
		const struct placed_run *run = &g_array_index(runs, struct placed_run, i);

		if (run->decoration != DECORATION_NONE)
			continue;
		if (run->input != NULL) {
			move_to_part(tags, &open, (struct line_part){ ROLES, NULL });
			tags_begin_inside(tags, ROLE_FORM);
			tags_end_inside(tags, ROLE_FORM);
			continue;
		}
		move_to_part(tags, &open, part_of(thing, run, divided));
		if (open.role == ROLE_RUBY)
			i += paint_ruby(painting, thing, run->span) - 1;
		else
			paint_run(painting, thing, i);
	}
	move_to_part(tags, &open, (struct line_part){ ROLES, NULL });
}

static void
paint_text(struct painting *painting, const struct thing *thing)
{
	paint_line(painting, thing);
	if (has_decoration(thing->line, DECORATION_DOTS, ANY_SPAN)) {
		tags_move_to(&painting->tags, ARTIFACT);
		paint_runs(painting, thing, DECORATION_DOTS, ANY_SPAN);
	}
}

static void
paint_rule(cairo_t *cairo, const struct thing *thing)
{
	cairo_set_line_width(cairo, thing->stroke_pt);
	cairo_set_dash(cairo, &thing->dash_pt, thing->dash_pt > 0 ? 1 : 0, 0);
	if (thing->kind == THING_BOX) {
		cairo_rectangle(cairo, thing->x_pt, thing->y_pt, thing->width_pt, thing->height_pt);
	} else {
		cairo_move_to(cairo, thing->x_pt, thing->y_pt);
		cairo_line_to(cairo, thing->x_pt + thing->width_pt, thing->y_pt + thing->height_pt);
	}
	cairo_stroke(cairo);
}

/* As black and white points, several for each module so that viewers which
 * smooth the points keep its edges. */
static cairo_surface_t *
qr_image(const struct qr *qr)
{
	int width = (int)qr->width * QR_POINTS;
	cairo_surface_t *image = cairo_image_surface_create(CAIRO_FORMAT_RGB24, width, width);
	guint32 *points = (guint32 *)(void *)cairo_image_surface_get_data(image);
	int stride = cairo_image_surface_get_stride(image) / (int)sizeof(*points);

	for (int y = 0; y < width; y++)
		for (int x = 0; x < width; x++)
			points[y * stride + x] =
				qr->dark[y / QR_POINTS * (int)qr->width + x / QR_POINTS] ? 0
											 : 0xffffff;
	cairo_surface_mark_dirty(image);
	return image;
}

static void
paint_qr(cairo_t *cairo, const struct thing *thing)
{
	AUTO(qr) qr = qr_encode(thing->code);

	if (qr == NULL)
		return;
	cairo_surface_t *image = qr_image(qr);
	double point_pt = thing->width_pt / qr->width / QR_POINTS;
	cairo_save(cairo);
	cairo_translate(cairo, thing->x_pt, thing->y_pt);
	cairo_scale(cairo, point_pt, point_pt);
	cairo_set_source_surface(cairo, image, 0, 0);
	cairo_pattern_set_filter(cairo_get_source(cairo), CAIRO_FILTER_NEAREST);
	cairo_paint(cairo);
	cairo_restore(cairo);
	cairo_surface_destroy(image);
}

static void
paint_page(struct painting *painting, const struct page *page)
{
	cairo_t *cairo = painting->cairo;

	EACH_IN (const struct thing, thing, page->things) {
		tags_move_to(&painting->tags, thing->element);
		cairo_set_source_rgb(cairo, thing->grey, thing->grey, thing->grey);
		if (thing->kind == THING_TEXT)
			paint_text(painting, thing);
		else if (thing->kind == THING_QR)
			paint_qr(cairo, thing);
		else
			paint_rule(cairo, thing);
	}
	tags_end_page(&painting->tags);
}

static void
set_metadata(cairo_surface_t *surface, const struct paint_metadata *metadata)
{
	g_autofree char *day = NULL;

	if (metadata->title != NULL)
		cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_TITLE, metadata->title);
	if (metadata->author != NULL)
		cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_AUTHOR,
		                               metadata->author);
	/* Without a date of ours cairo would write the time of the run. */
	if (date_is_set(metadata->dated_on))
		day = date_iso(metadata->dated_on);
	g_autofree char *created =
		g_strdup_printf("%sT00:00:00+09:00", day == NULL ? "2000-01-01" : day);
	cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_CREATE_DATE, created);
}

static void
add_bookmarks(cairo_surface_t *surface, const struct document *document)
{
	EACH_IN (const struct bookmark, bookmark, document->bookmarks) {
		g_autofree char *place = g_strdup_printf("page=%u pos=[0 0]", bookmark->page + 1);

		cairo_pdf_surface_add_outline(surface, CAIRO_PDF_OUTLINE_ROOT, bookmark->title,
		                              place, CAIRO_PDF_OUTLINE_FLAG_OPEN);
	}
}

GByteArray *
paint(const struct document *document, const struct font_cut *cut,
      const struct paint_metadata *metadata, GArray *told, GError **error)
{
	g_autoptr(GByteArray) bytes = g_byte_array_new();
	cairo_surface_t *surface = cairo_pdf_surface_create_for_stream(
		append_bytes, bytes, PAGE_WIDTH_PT, PAGE_HEIGHT_PT);
	cairo_t *cairo = cairo_create(surface);
	struct painting painting = { .cairo = cairo, .cut = cut };

	/* Since 1.18 cairo packs objects into streams in later versions; pdf.h does
	 * that when all is complete. */
	cairo_pdf_surface_restrict_to_version(surface, CAIRO_PDF_VERSION_1_4);
	set_metadata(surface, metadata);
	tags_init(&painting.tags, document, cairo, told);
	for (guint i = 0; i < document->pages->len; i++) {
		paint_page(&painting, g_ptr_array_index(document->pages, i));
		/* What is closed behind the last page makes one more since cairo 1.18. */
		if (i + 1 == document->pages->len)
			tags_finish(&painting.tags);
		cairo_show_page(cairo);
	}
	add_bookmarks(surface, document);
	cairo_surface_finish(surface);

	cairo_status_t status = cairo_status(cairo);

	if (status == CAIRO_STATUS_SUCCESS)
		status = cairo_surface_status(surface);
	cairo_destroy(cairo);
	cairo_surface_destroy(surface);
	if (status != CAIRO_STATUS_SUCCESS) {
		REFUSE(error, "pdf-paint", "cairoがPDFを描けません（cairoの番号 {0}）。",
		       "cairo cannot paint the PDF: {1}.", NUMBER((int)status),
		       cairo_status_to_string(status), NULL);
		return NULL;
	}
	return g_steal_pointer(&bytes);
}
