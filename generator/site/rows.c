/* A list of many rows goes over several pages. */
#include "site/rows.h"

#include "site/build.h"
#include "site/present.h"

#define ROWS_OF_A_PAGE 50

guint
rows_page_count(const GPtrArray *entries)
{
	return MAX(1, (entries->len + ROWS_OF_A_PAGE - 1) / ROWS_OF_A_PAGE);
}

/* The folder of page `number`, below the top. */
static char *
folder_of(const struct rows_page *page, guint number)
{
	if (number == 1)
		return g_strdup(page->folder);
	return g_strdup_printf("%s%u/", *page->folder == '\0' ? "list/" : page->folder, number);
}

char *
rows_page_path(const struct rows_page *page)
{
	g_autofree char *folder = folder_of(page, page->number);

	return g_strconcat(folder, "index.html", NULL);
}

/* Of many pages the first and the last, those beside this one, and each tenth. */
static bool
is_linked(guint number, guint current, guint count)
{
	return number == 1 || number == count || number % 10 == 0 ||
	       (number + 2 >= current && number <= current + 2);
}

/* Links to pages of the list; an empty text where there is one only. */
static struct value *
present_pager(const struct rows_page *page)
{
	guint count = rows_page_count(page->entries);
	g_autofree char *path = rows_page_path(page);
	g_autofree char *root = build_root(path);

	if (count == 1)
		return value_text("");
	struct value *pager = value_object();
	struct value *pages = value_list();
	for (guint number = 1, former = 0; number <= count; number++) {
		if (!is_linked(number, page->number, count))
			continue;
		struct value *link = value_object();
		g_autofree char *folder = folder_of(page, number);
		g_autofree char *href = g_strconcat(root, folder, NULL);

		value_set_text(link, "href", *href == '\0' ? "./" : href);
		value_set_number(link, "title", number);
		value_set_flag(link, "current", number == page->number);
		value_set_flag(link, "gap", number > former + 1);
		former = number;
		value_append(pages, link);
	}
	value_set(pager, "pages", pages);
	return pager;
}

void
rows_page_present(const struct rows_page *page, struct value *root)
{
	value_set_count(root, "row-count", page->entries->len);
	value_set(root, "pager", present_pager(page));
}

static guint
first_row(const struct rows_page *page)
{
	return (page->number - 1) * ROWS_OF_A_PAGE;
}

static guint
end_of_rows(const struct rows_page *page)
{
	return MIN(first_row(page) + ROWS_OF_A_PAGE, page->entries->len);
}

void
rows_page_complete(struct value *root, gconstpointer data)
{
	const struct rows_page *page = data;
	struct value *rows = value_list();

	for (guint i = first_row(page); i < end_of_rows(page); i++)
		value_append(rows, present_row(page->entries->pdata[i], page->language));
	value_set(root, "rows", rows);
}

char *
rows_page_key(const struct rows_page *page, const struct dataset *dataset)
{
	AUTO(digest) digest = digest_new();

	for (guint i = first_row(page); i < end_of_rows(page); i++) {
		const struct disclosure *entry = page->entries->pdata[i];

		digest_update(digest, dataset->digests[entry->index], DIGEST_SIZE);
	}
	return digest_hex(digest);
}
