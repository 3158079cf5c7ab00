#include "letter/archive_part.h"

/* A letter of so many pages is read without bookmarks. */
#define PAGES_WITHOUT_BOOKMARKS 3

static bool
is_heading(enum role role)
{
	return role == ROLE_HEADING_1 || role == ROLE_HEADING_2;
}

/* A bookmark to the page and height of a line, of which it has the text. */
static qpdf_oh
bookmark(qpdf_data qpdf, guint page, const struct thing *thing)
{
	g_autofree char *text = thing_text(thing);
	qpdf_oh item = qpdf_oh_new_dictionary(qpdf);
	qpdf_oh destination = qpdf_oh_new_array(qpdf);

	qpdf_oh_append_item(qpdf, destination, qpdf_get_page_n(qpdf, page));
	qpdf_oh_append_item(qpdf, destination, qpdf_oh_new_name(qpdf, "/XYZ"));
	qpdf_oh_append_item(qpdf, destination, qpdf_oh_new_null(qpdf));
	qpdf_oh_append_item(
		qpdf, destination,
		qpdf_oh_new_integer(qpdf, (long long)(PAGE_HEIGHT_PT - thing->y_pt + 2 * 12)));
	qpdf_oh_append_item(qpdf, destination, qpdf_oh_new_null(qpdf));
	qpdf_oh_replace_key(qpdf, item, "/Title", qpdf_oh_new_unicode_string(qpdf, text));
	qpdf_oh_replace_key(qpdf, item, "/Dest", destination);
	return qpdf_make_indirect_object(qpdf, item);
}

/* One for the first line of each heading, in order. */
static GArray *
bookmarks(qpdf_data qpdf, const struct document *document)
{
	GArray *items = g_array_new(FALSE, FALSE, sizeof(qpdf_oh));
	int last = -1;

	for (guint i = 0; i < document->pages->len; i++) {
		const struct page *page = g_ptr_array_index(document->pages, i);

		for (guint j = 0; j < page->things->len; j++) {
			const struct thing *thing = &g_array_index(page->things, struct thing, j);

			if (thing->kind != THING_TEXT || thing->element == ARTIFACT ||
			    thing->element == last ||
			    !is_heading(g_array_index(document->elements, struct element,
			                              thing->element)
			                        .role))
				continue;

			qpdf_oh item = bookmark(qpdf, i, thing);

			last = thing->element;
			g_array_append_val(items, item);
		}
	}
	return items;
}

void
archive_add_bookmarks(qpdf_data qpdf, qpdf_oh root, const struct document *document)
{
	if (document->pages->len <= PAGES_WITHOUT_BOOKMARKS)
		return;

	g_autoptr(GArray) items = bookmarks(qpdf, document);
	qpdf_oh outline =
		qpdf_make_indirect_object(qpdf, archive_make(qpdf, "<< /Type /Outlines >>"));

	if (items->len == 0)
		return;
	for (guint i = 0; i < items->len; i++) {
		qpdf_oh item = g_array_index(items, qpdf_oh, i);

		qpdf_oh_replace_key(qpdf, item, "/Parent", outline);
		if (i > 0)
			qpdf_oh_replace_key(qpdf, item, "/Prev",
			                    g_array_index(items, qpdf_oh, i - 1));
		if (i + 1 < items->len)
			qpdf_oh_replace_key(qpdf, item, "/Next",
			                    g_array_index(items, qpdf_oh, i + 1));
	}
	qpdf_oh_replace_key(qpdf, outline, "/First", g_array_index(items, qpdf_oh, 0));
	qpdf_oh_replace_key(qpdf, outline, "/Last", g_array_index(items, qpdf_oh, items->len - 1));
	qpdf_oh_replace_key(qpdf, outline, "/Count", qpdf_oh_new_integer(qpdf, (int)items->len));
	qpdf_oh_replace_key(qpdf, root, "/Outlines", outline);
	qpdf_oh_replace_key(qpdf, root, "/PageMode", qpdf_oh_new_name(qpdf, "/UseOutlines"));
}
