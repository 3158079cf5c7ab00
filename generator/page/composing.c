/* What was composed is found again by all that decides how it comes out: its key. */
#include "page/composing.h"

#include <string.h>

struct composing {
	struct fonts *fonts;
	GHashTable *composed; /* key (GBytes) -> struct composed * */
	GHashTable *widths;   /* key (GBytes) -> double * */
};

struct composing *
composing_new(struct fonts *fonts)
{
	struct composing *composing = g_new0(struct composing, 1);

	composing->fonts = fonts;
	composing->composed =
		g_hash_table_new_full(g_bytes_hash, g_bytes_equal, (GDestroyNotify)g_bytes_unref,
	                              (GDestroyNotify)composed_free);
	composing->widths = g_hash_table_new_full(g_bytes_hash, g_bytes_equal,
	                                          (GDestroyNotify)g_bytes_unref, g_free);
	return composing;
}

void
composing_free(struct composing *composing)
{
	g_hash_table_unref(composing->composed);
	g_hash_table_unref(composing->widths);
	g_free(composing);
}

static void
append(GByteArray *key, const void *bytes, gsize length)
{
	g_byte_array_append(key, bytes, (guint)length);
}

/* With its end, so that two texts are never one; NULL is told from an empty one. */
static void
append_text(GByteArray *key, const char *text)
{
	guint8 is_text = text != NULL;

	append(key, &is_text, sizeof(is_text));
	if (text != NULL)
		append(key, text, strlen(text) + 1);
}

/* Links and inputs are handed on as they are: the same text with another is another. */
static void
append_spans(GByteArray *key, const struct span *spans, gsize span_count)
{
	for (gsize i = 0; i < span_count; i++) {
		const struct span *span = &spans[i];
		guint8 style[] = { (guint8)span->face, span->emphasis, span->nowrap, span->parted };

		append_text(key, span->text);
		append_text(key, span->ruby);
		append(key, style, sizeof(style));
		append(key, &span->size_pt, sizeof(span->size_pt));
		append(key, &span->link, sizeof(span->link));
		append(key, &span->input, sizeof(span->input));
	}
}

struct composed *
composing_compose(struct composing *composing, const struct paragraph *paragraph)
{
	double sizes[] = { paragraph->width_pt, paragraph->first_indent_pt, paragraph->indent_pt };
	guint8 style[] = { (guint8)paragraph->alignment, (guint8)paragraph->line_end };
	GByteArray *bytes = g_byte_array_new();

	append(bytes, sizes, sizeof(sizes));
	append(bytes, style, sizeof(style));
	append_spans(bytes, paragraph->spans, paragraph->span_count);
	g_autoptr(GBytes) key = g_byte_array_free_to_bytes(bytes);
	struct composed *composed = g_hash_table_lookup(composing->composed, key);
	if (composed == NULL) {
		composed = compose(composing->fonts, paragraph);
		g_hash_table_insert(composing->composed, g_steal_pointer(&key), composed);
	}
	return composed;
}

double
composing_natural_width(struct composing *composing, const struct span *spans, gsize span_count)
{
	GByteArray *bytes = g_byte_array_new();

	append_spans(bytes, spans, span_count);
	g_autoptr(GBytes) key = g_byte_array_free_to_bytes(bytes);
	double *width = g_hash_table_lookup(composing->widths, key);
	if (width == NULL) {
		width = g_new(double, 1);
		*width = compose_natural_width(composing->fonts, spans, span_count);
		g_hash_table_insert(composing->widths, g_steal_pointer(&key), width);
	}
	return *width;
}
