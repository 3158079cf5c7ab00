/* A document is a list of pages with placed things, and the structure that tells them. */
#include "page/page.h"

static const char *const role_names[ROLES] = {
	[ROLE_DOCUMENT] = "Document", [ROLE_SECTION] = "Sect",  [ROLE_HEADING_1] = "H1",
	[ROLE_HEADING_2] = "H2",      [ROLE_PARAGRAPH] = "P",   [ROLE_LIST] = "L",
	[ROLE_LIST_ITEM] = "LI",      [ROLE_LABEL] = "Lbl",     [ROLE_LIST_BODY] = "LBody",
	[ROLE_TABLE] = "Table",       [ROLE_TABLE_ROW] = "TR",  [ROLE_TABLE_HEAD] = "TH",
	[ROLE_TABLE_DATA] = "TD",     [ROLE_FIGURE] = "Figure", [ROLE_SPAN] = "Span",
	[ROLE_RUBY] = "Ruby",         [ROLE_RUBY_BASE] = "RB",  [ROLE_RUBY_TEXT] = "RT",
	[ROLE_LINK] = "Link",         [ROLE_FORM] = "Form",
};

const char *
role_name(enum role role)
{
	g_assert(role < ROLES);
	return role_names[role];
}

static void
page_free(gpointer data)
{
	struct page *page = data;

	g_array_unref(page->things);
	g_free(page);
}

static void
bookmark_clear(gpointer data)
{
	g_free(((struct bookmark *)data)->title);
}

struct document *
document_new(void)
{
	struct document *document = g_new0(struct document, 1);

	document->pages = g_ptr_array_new_with_free_func(page_free);
	document->elements = g_array_new(false, true, sizeof(struct element));
	document->composed = g_ptr_array_new_with_free_func((GDestroyNotify)composed_free);
	document->bookmarks = g_array_new(false, false, sizeof(struct bookmark));
	g_array_set_clear_func(document->bookmarks, bookmark_clear);
	document_add_element(document, ROLE_DOCUMENT, -1);
	return document;
}

void
document_free(struct document *document)
{
	g_ptr_array_unref(document->pages);
	g_array_unref(document->elements);
	g_ptr_array_unref(document->composed);
	g_array_unref(document->bookmarks);
	g_free(document);
}

int
document_add_element(struct document *document, enum role role, int parent)
{
	struct element element = { .role = role, .parent = parent };

	g_array_append_val(document->elements, element);
	return (int)document->elements->len - 1;
}

/* The elements of the part follow; its own document becomes a section. */
static int
append_elements(struct document *document, const struct document *part)
{
	int first = (int)document->elements->len;

	for (guint i = 0; i < part->elements->len; i++) {
		struct element element = g_array_index(part->elements, struct element, i);

		element.parent = i == 0 ? 0 : element.parent + first;
		if (i == 0)
			element.role = ROLE_SECTION;
		g_array_append_val(document->elements, element);
	}
	return first;
}

static void *
take_over(gconstpointer item, gpointer data)
{
	(void)data;
	return (gpointer)item;
}

struct page *
document_add_page(struct document *document)
{
	struct page *page = g_new0(struct page, 1);

	page->things = g_array_new(false, true, sizeof(struct thing));
	g_ptr_array_add(document->pages, page);
	return page;
}

void
document_fill_sheet(struct document *document)
{
	if (document->pages->len % 2 == 1)
		document_add_page(document);
}

void
document_append(struct document *document, struct document *part, const char *title)
{
	struct bookmark bookmark = { g_strdup(title), document->pages->len };
	int first = append_elements(document, part);

	EACH (const struct page, page, part->pages)
		EACH_IN (struct thing, thing, page->things)
			if (thing->element != ARTIFACT)
				thing->element += first;
	g_array_append_val(document->bookmarks, bookmark);
	g_ptr_array_extend(document->pages, part->pages, take_over, NULL);
	g_ptr_array_extend(document->composed, part->composed, take_over, NULL);
	g_ptr_array_set_free_func(part->pages, NULL);
	g_ptr_array_set_free_func(part->composed, NULL);
	document_free(part);
}

char *
thing_text(const struct thing *thing)
{
	GString *text = g_string_new(NULL);

	EACH_IN (const struct placed_run, run, thing->line->runs)
		if (!run->decoration)
			g_string_append_len(text, run->text, run->length);
	return g_string_free(text, false);
}
