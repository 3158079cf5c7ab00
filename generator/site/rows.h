/* A list of entries as pages of at most 50 rows. */
#pragma once

#include "disclosure/disclosure.h"
#include "render/value.h"
#include "site/dataset.h"

/* One page of a list. */
struct rows_page {
	const GPtrArray *entries; /* of the whole list: struct disclosure * */
	const char *folder;       /* of its first page: "" or "by/kana/ka/" */
	guint number;             /* 1 and up */
	enum language language;
};

/* How many pages the list has; at least one. */
guint rows_page_count(const GPtrArray *entries);

/* "index.html", "list/2/index.html"; "by/kana/ka/2/index.html". The caller
 * frees. */
char *rows_page_path(const struct rows_page *page);

/* Sets "row-count", the count of the whole list, and "pager". */
void rows_page_present(const struct rows_page *page, struct value *root);

/* Sets "rows"; `data` is a struct rows_page. */
void rows_page_complete(struct value *root, gconstpointer data);

/* A digest of all that the rows are made of. The caller frees. */
char *rows_page_key(const struct rows_page *page, const struct dataset *dataset);
