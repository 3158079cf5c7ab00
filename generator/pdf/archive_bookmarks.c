/* Headings become bookmarks with titles and the structure that they lead to. */
#include "pdf/archive_part.h"

/* A letter of so many pages is read without bookmarks. */
#define PAGES_WITHOUT_BOOKMARKS 3

static bool
is_heading(enum role role)
{
	return role == ROLE_HEADING_1 || role == ROLE_HEADING_2;
}

/* A bookmark to the page and height of a line, of which it has the text. */
static struct pdf_value *
bookmark(struct pdf *pdf, guint page, const struct thing *thing)
{
	g_autofree char *text = thing_text(thing);
	struct pdf_value *item = pdf_make(pdf, "<< >>");
	struct pdf_value *destination = pdf_make(pdf, "[ /XYZ null 0 null ]");

	pdf_replace(destination, 2,
	            pdf_make_integer(pdf, (gint64)(PAGE_HEIGHT_PT - thing->y_pt + 2 * 12)));
	pdf_insert(destination, 0, pdf_page(pdf, page));
	pdf_set(item, "Title", pdf_make_text(pdf, text));
	pdf_set(item, "Dest", destination);
	return pdf_add(pdf, item);
}

/* One for the first line of each heading, in order. */
static GPtrArray *
bookmarks(struct pdf *pdf, const struct document *document)
{
	GPtrArray *items = g_ptr_array_new();
	int last = -1;

	for (guint i = 0; i < document->pages->len; i++) {
		const struct page *page = g_ptr_array_index(document->pages, i);

		EACH_IN (const struct thing, thing, page->things) {
			if (thing->kind != THING_TEXT || thing->element == ARTIFACT ||
			    thing->element == last ||
			    !is_heading(g_array_index(document->elements, struct element,
			                              thing->element)
			                        .role))
				continue;
			last = thing->element;
			g_ptr_array_add(items, bookmark(pdf, i, thing));
		}
	}
	return items;
}

void
archive_add_bookmarks(struct pdf *pdf, const struct document *document)
{
	if (document->pages->len <= PAGES_WITHOUT_BOOKMARKS)
		return;

	g_autoptr(GPtrArray) items = bookmarks(pdf, document);

	if (items->len == 0)
		return;
	struct pdf_value *outline = pdf_add(pdf, pdf_make(pdf, "<< /Type /Outlines >>"));
	for (guint i = 0; i < items->len; i++) {
		struct pdf_value *item = g_ptr_array_index(items, i);

		pdf_set(item, "Parent", outline);
		if (i > 0)
			pdf_set(item, "Prev", g_ptr_array_index(items, i - 1));
		if (i + 1 < items->len)
			pdf_set(item, "Next", g_ptr_array_index(items, i + 1));
	}
	pdf_set(outline, "First", g_ptr_array_index(items, 0));
	pdf_set(outline, "Last", g_ptr_array_index(items, items->len - 1));
	pdf_set(outline, "Count", pdf_make_integer(pdf, items->len));
	pdf_set(pdf_catalog(pdf), "Outlines", outline);
	pdf_set(pdf_catalog(pdf), "PageMode", pdf_make_name(pdf, "UseOutlines"));
}
