/* The structure of a PDF, completed: what cairo cannot tell of an element, and elements that were
 * told in parts. */
#include "pdf/archive_part.h"

#include "base/refusal.h"
#include "pdf/tags.h"

/* A structure element of the PDF, and the element that it tells. */
struct told {
	struct pdf_value *value;
	int element; /* or TOLD_ROLE() */
};

struct completion {
	struct pdf *pdf;
	const struct archive_info *info;
	GArray *told;              /* struct told, in order */
	struct pdf_value **values; /* by element; NULL: it is not told */
	GPtrArray *forms;          /* structure elements of fields */
	GHashTable *replaced;      /* a structure element -> the one that took it in */
};

static const struct element *
element_at(const struct completion *completion, guint index)
{
	return &g_array_index(completion->info->document->elements, struct element, index);
}

static bool
is_element(const struct pdf_value *kid)
{
	return pdf_get(kid, "S") != NULL;
}

/* Structure elements in order, without what they hold of pages. */
static bool
collect(struct completion *completion, struct pdf_value *value)
{
	struct pdf_value *kids = pdf_get(value, "K");
	guint at = completion->told->len;
	struct told told = { .value = value };

	if (at >= completion->info->told->len)
		return false;
	told.element = g_array_index(completion->info->told, int, at);
	g_array_append_val(completion->told, told);

	enum role role = told.element >= 0 ? element_at(completion, (guint)told.element)->role
	                                   : (enum role)TOLD_ROLE(told.element);

	if (g_strcmp0(pdf_name(pdf_get(value, "S")), role_name(role)) != 0)
		return false;
	for (guint i = 0; i < pdf_item_count(kids); i++)
		if (is_element(pdf_item(kids, i)) && !collect(completion, pdf_item(kids, i)))
			return false;
	return true;
}

/* An attribute object of a cell or a figure; false where it needs none. */
static bool
attributes(const struct element *element, GString *text)
{
	static const char *const scopes[] = {
		[SCOPE_NONE] = "",
		[SCOPE_ROW] = " /Scope /Row",
		[SCOPE_COLUMN] = " /Scope /Column",
	};

	if (element->scope == SCOPE_NONE && element->columns_spanned <= 1)
		return false;
	g_string_append_printf(text, "<< /O /Table%s", scopes[element->scope]);
	if (element->columns_spanned > 1)
		g_string_append_printf(text, " /ColSpan %d", element->columns_spanned);
	g_string_append(text, " >>");
	return true;
}

static void
describe(const struct completion *completion, const struct element *element,
         struct pdf_value *value)
{
	struct pdf *pdf = completion->pdf;
	g_autoptr(GString) text = g_string_new(NULL);

	if (attributes(element, text))
		pdf_set(value, "A", pdf_make(pdf, text->str));
	if (element->alternative != NULL)
		pdf_set(value, "Alt", pdf_make_text(pdf, element->alternative));
}

/* Marked content needs to say its page once an element has more of them. */
static struct pdf_value *
kid_with_page(struct pdf *pdf, struct pdf_value *kid, struct pdf_value *page)
{
	if (!pdf_is_integer(kid))
		return kid;
	struct pdf_value *reference = pdf_make(pdf, "<< /Type /MCR >>");
	pdf_set(reference, "Pg", page);
	pdf_set(reference, "MCID", kid);
	return reference;
}

/* Appends the kids of `from` to `kids`; elements among them become `parent`'s. */
static void
append_kids(struct pdf *pdf, struct pdf_value *kids, const struct pdf_value *from,
            struct pdf_value *parent)
{
	struct pdf_value *source = pdf_get(from, "K");
	struct pdf_value *page = pdf_get(from, "Pg");

	for (guint i = 0; i < pdf_item_count(source); i++) {
		struct pdf_value *kid = pdf_item(source, i);

		if (is_element(kid))
			pdf_set(kid, "P", parent);
		pdf_append(kids, kid_with_page(pdf, kid, page));
	}
}

static void
remove_kid(struct pdf *pdf, struct pdf_value *parent, const struct pdf_value *kid)
{
	struct pdf_value *kids = pdf_array_of(pdf, parent, "K");

	for (guint i = pdf_item_count(kids); i > 0; i--)
		if (pdf_item(kids, i - 1) == kid)
			pdf_erase(kids, i - 1);
}

/* A part that was told later goes into the first. */
static void
merge(struct completion *completion, struct pdf_value *first, struct pdf_value *later)
{
	struct pdf_value *kids = pdf_make_array(completion->pdf);

	append_kids(completion->pdf, kids, first, first);
	append_kids(completion->pdf, kids, later, first);
	remove_kid(completion->pdf, pdf_get(later, "P"), later);
	pdf_set(first, "K", kids);
	g_hash_table_insert(completion->replaced, later, first);
}

/* The lists from the content of each page to its elements follow. */
static void
correct_parent_tree(const struct completion *completion, const struct pdf_value *tree)
{
	struct pdf_value *numbers = pdf_get(tree, "Nums");

	for (guint i = 1; i < pdf_item_count(numbers); i += 2) {
		struct pdf_value *page = pdf_item(numbers, i);

		for (guint j = 0; pdf_is_array(page) && j < pdf_item_count(page); j++) {
			struct pdf_value *taker =
				g_hash_table_lookup(completion->replaced, pdf_item(page, j));

			if (taker != NULL)
				pdf_replace(page, j, taker);
		}
	}
}

static bool
is_of_table(enum role role)
{
	return role == ROLE_TABLE_ROW || role == ROLE_TABLE_HEAD || role == ROLE_TABLE_DATA;
}

/* An element without content, after those of its parent that come before it. */
static void
add_empty(struct completion *completion, guint index)
{
	struct pdf *pdf = completion->pdf;
	const struct element *element = element_at(completion, index);
	struct pdf_value *parent = completion->values[element->parent];
	struct pdf_value *value = pdf_add(pdf, pdf_make(pdf, "<< /Type /StructElem >>"));
	guint at = 0;

	for (guint i = (guint)element->parent + 1; i < index; i++)
		if (element_at(completion, i)->parent == element->parent &&
		    completion->values[i] != NULL)
			at++;
	pdf_set(value, "S", pdf_make_name(pdf, role_name(element->role)));
	pdf_set(value, "P", parent);
	pdf_insert(pdf_array_of(pdf, parent, "K"), at, value);
	completion->values[index] = value;
	describe(completion, element, value);
}

static void
complete(struct completion *completion)
{
	EACH_IN (const struct told, told, completion->told) {
		if (told->element == TOLD_ROLE(ROLE_FORM))
			g_ptr_array_add(completion->forms, told->value);
		if (told->element < 0)
			continue;

		struct pdf_value **value = &completion->values[told->element];

		if (*value != NULL) {
			merge(completion, *value, told->value);
			continue;
		}
		*value = told->value;
		describe(completion, element_at(completion, (guint)told->element), told->value);
	}
	/* Cells where nothing is written are cells all the same. */
	for (guint i = 1; i < completion->info->document->elements->len; i++)
		if (completion->values[i] == NULL && is_of_table(element_at(completion, i)->role) &&
		    completion->values[element_at(completion, i)->parent] != NULL)
			add_empty(completion, i);
}

gint64
archive_add_parent(struct pdf *pdf, struct pdf_value *element)
{
	struct pdf_value *tree = pdf_get(pdf_get(pdf_catalog(pdf), "StructTreeRoot"), "ParentTree");
	struct pdf_value *numbers = pdf_array_of(pdf, tree, "Nums");
	gint64 key = 0;

	for (guint i = 0; i < pdf_item_count(numbers); i += 2)
		key = MAX(key, pdf_integer(pdf_item(numbers, i)) + 1);
	pdf_append(numbers, pdf_make_integer(pdf, key));
	pdf_append(numbers, element);
	return key;
}

/* The elements of a page by the numbers of its content. */
static struct pdf_value *
elements_of(struct pdf *pdf, struct pdf_value *page)
{
	const struct pdf_value *tree =
		pdf_get(pdf_get(pdf_catalog(pdf), "StructTreeRoot"), "ParentTree");
	const struct pdf_value *key = pdf_get(page, "StructParents");
	struct pdf_value *numbers = pdf_get(tree, "Nums"), *elements;

	for (guint i = 0; key != NULL && i + 1 < pdf_item_count(numbers); i += 2)
		if (pdf_integer(pdf_item(numbers, i)) == pdf_integer(key))
			return pdf_item(numbers, i + 1);
	elements = pdf_make_array(pdf);
	pdf_set(page, "StructParents", pdf_make_integer(pdf, archive_add_parent(pdf, elements)));
	return elements;
}

guint
archive_add_content(struct pdf *pdf, struct pdf_value *page, struct pdf_value *element)
{
	struct pdf_value *elements = elements_of(pdf, page);
	guint number = pdf_item_count(elements);
	struct pdf_value *kid = pdf_make_integer(pdf, number);

	pdf_append(elements, element);
	if (pdf_get(element, "Pg") == NULL)
		pdf_set(element, "Pg", page);
	if (pdf_get(element, "Pg") != page)
		kid = kid_with_page(pdf, kid, page);
	pdf_append(pdf_array_of(pdf, element, "K"), kid);
	return number;
}

bool
archive_complete_structure(struct pdf *pdf, const struct archive_info *info,
                           struct pdf_value **values, GPtrArray *forms, GError **error)
{
	g_autoptr(GArray) told = g_array_new(false, false, sizeof(struct told));
	g_autoptr(GHashTable) replaced = g_hash_table_new(NULL, NULL);
	struct completion completion = { pdf, info, told, values, forms, replaced };
	const struct pdf_value *tree = pdf_get(pdf_catalog(pdf), "StructTreeRoot");
	struct pdf_value *kids = pdf_get(tree, "K");

	if (pdf_item_count(kids) != 1 || !collect(&completion, pdf_item(kids, 0)) ||
	    told->len != info->told->len) {
		return REFUSE(error, "pdf-structure",
		              "cairoが書いたPDFの構造が、文書の構造と一致しません（{0}番の要素）。",
		              "The structure of the PDF is not that of the document (element {0}).",
		              NUMBER(told->len), NULL);
	}
	complete(&completion);
	if (g_hash_table_size(replaced) > 0)
		correct_parent_tree(&completion, pdf_get(tree, "ParentTree"));
	return true;
}
