#include "letter/archive_part.h"
#include "letter/tags.h"

/* A structure element of the PDF, and the element that it tells. */
struct told {
	qpdf_oh handle;
	int number;  /* of the object */
	int element; /* or TOLD_ROLE() */
};

struct completion {
	qpdf_data qpdf;
	const struct archive_info *info;
	GArray *told;         /* struct told, in order */
	qpdf_oh *handles;     /* by element; 0: it is not told */
	GHashTable *replaced; /* number of the object -> the told that took it in */
};

static const struct element *
element_at(const struct completion *completion, guint index)
{
	return &g_array_index(completion->info->document->elements, struct element, index);
}

/* Kids may be one thing or an array; as an array they can be added to. */
static qpdf_oh
kids_of(qpdf_data qpdf, qpdf_oh element)
{
	qpdf_oh kids = qpdf_oh_get_key(qpdf, element, "/K");

	if (qpdf_oh_is_array(qpdf, kids))
		return kids;
	kids = qpdf_oh_is_null(qpdf, kids) ? qpdf_oh_new_array(qpdf)
	                                   : qpdf_oh_wrap_in_array(qpdf, kids);
	return kids;
}

/* Structure elements in order, without what they hold of pages. */
static bool
collect(struct completion *completion, qpdf_oh handle)
{
	qpdf_data qpdf = completion->qpdf;
	guint at = completion->told->len;
	struct told told = {
		.handle = handle,
		.number = qpdf_oh_get_object_id(qpdf, handle),
	};
	qpdf_oh kids = kids_of(qpdf, handle);
	int count = qpdf_oh_get_array_n_items(qpdf, kids);

	if (at >= completion->info->told->len)
		return false;
	told.element = g_array_index(completion->info->told, int, at);
	g_array_append_val(completion->told, told);

	enum role role = told.element >= 0 ? element_at(completion, (guint)told.element)->role
	                                   : (enum role)TOLD_ROLE(told.element);
	const char *name = role_name(role);
	qpdf_oh type = qpdf_oh_get_key(qpdf, handle, "/S");

	if (!qpdf_oh_is_name(qpdf, type) || g_strcmp0(qpdf_oh_get_name(qpdf, type) + 1, name) != 0)
		return false;
	for (int i = 0; i < count; i++) {
		qpdf_oh kid = qpdf_oh_get_array_item(qpdf, kids, i);

		if (qpdf_oh_is_dictionary(qpdf, kid) && qpdf_oh_has_key(qpdf, kid, "/S") &&
		    !collect(completion, kid))
			return false;
	}
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
describe(const struct completion *completion, const struct element *element, qpdf_oh handle)
{
	qpdf_data qpdf = completion->qpdf;
	g_autoptr(GString) text = g_string_new(NULL);

	if (attributes(element, text))
		qpdf_oh_replace_key(qpdf, handle, "/A", archive_make(qpdf, text->str));
	if (element->alternative != NULL)
		qpdf_oh_replace_key(qpdf, handle, "/Alt",
		                    qpdf_oh_new_unicode_string(qpdf, element->alternative));
}

/* Marked content needs to say its page once an element has more of them. */
static qpdf_oh
kid_with_page(qpdf_data qpdf, qpdf_oh kid, qpdf_oh page)
{
	qpdf_oh reference;

	if (!qpdf_oh_is_integer(qpdf, kid))
		return kid;
	reference = archive_make(qpdf, "<< /Type /MCR >>");
	qpdf_oh_replace_key(qpdf, reference, "/Pg", page);
	qpdf_oh_replace_key(qpdf, reference, "/MCID", kid);
	return reference;
}

/* Appends the kids of `from` to `kids`; elements among them become `parent`'s. */
static void
append_kids(qpdf_data qpdf, qpdf_oh kids, qpdf_oh from, qpdf_oh parent)
{
	qpdf_oh source = kids_of(qpdf, from);
	qpdf_oh page = qpdf_oh_get_key(qpdf, from, "/Pg");
	int count = qpdf_oh_get_array_n_items(qpdf, source);

	for (int i = 0; i < count; i++) {
		qpdf_oh kid = qpdf_oh_get_array_item(qpdf, source, i);

		if (qpdf_oh_is_dictionary(qpdf, kid) && qpdf_oh_has_key(qpdf, kid, "/S"))
			qpdf_oh_replace_key(qpdf, kid, "/P", parent);
		qpdf_oh_append_item(qpdf, kids, kid_with_page(qpdf, kid, page));
	}
}

static void
remove_kid(qpdf_data qpdf, qpdf_oh parent, int number)
{
	qpdf_oh kids = kids_of(qpdf, parent);

	for (int i = qpdf_oh_get_array_n_items(qpdf, kids) - 1; i >= 0; i--)
		if (qpdf_oh_get_object_id(qpdf, qpdf_oh_get_array_item(qpdf, kids, i)) == number)
			qpdf_oh_erase_item(qpdf, kids, i);
	qpdf_oh_replace_key(qpdf, parent, "/K", kids);
}

/* A part that was told later goes into the first. */
static void
merge(struct completion *completion, qpdf_oh first, const struct told *later)
{
	qpdf_data qpdf = completion->qpdf;
	qpdf_oh kids = qpdf_oh_new_array(qpdf);

	append_kids(qpdf, kids, first, first);
	append_kids(qpdf, kids, later->handle, first);
	remove_kid(qpdf, qpdf_oh_get_key(qpdf, later->handle, "/P"), later->number);
	qpdf_oh_replace_key(qpdf, first, "/K", kids);
	g_hash_table_insert(completion->replaced, GINT_TO_POINTER(later->number),
	                    GINT_TO_POINTER(first));
}

/* The lists from the content of each page to its elements follow. */
static void
correct_parent_tree(const struct completion *completion, qpdf_oh tree)
{
	qpdf_data qpdf = completion->qpdf;
	qpdf_oh numbers = qpdf_oh_get_key(qpdf, tree, "/Nums");
	int count = qpdf_oh_get_array_n_items(qpdf, numbers);

	for (int i = 1; i < count; i += 2) {
		qpdf_oh page = qpdf_oh_get_array_item(qpdf, numbers, i);
		int length =
			qpdf_oh_is_array(qpdf, page) ? qpdf_oh_get_array_n_items(qpdf, page) : 0;

		for (int j = 0; j < length; j++) {
			qpdf_oh element = qpdf_oh_get_array_item(qpdf, page, j);
			int number = qpdf_oh_get_object_id(qpdf, element);
			gpointer taker =
				g_hash_table_lookup(completion->replaced, GINT_TO_POINTER(number));

			if (taker != NULL)
				qpdf_oh_set_array_item(qpdf, page, j,
				                       (qpdf_oh)GPOINTER_TO_INT(taker));
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
	qpdf_data qpdf = completion->qpdf;
	const struct element *element = element_at(completion, index);
	qpdf_oh parent = completion->handles[element->parent];
	qpdf_oh kids = kids_of(qpdf, parent);
	qpdf_oh handle = archive_make(qpdf, "<< /Type /StructElem >>");
	g_autofree char *name = g_strconcat("/", role_name(element->role), NULL);
	int at = 0;

	for (guint i = (guint)element->parent + 1; i < index; i++)
		if (element_at(completion, i)->parent == element->parent &&
		    completion->handles[i] != 0)
			at++;
	qpdf_oh_replace_key(qpdf, handle, "/S", qpdf_oh_new_name(qpdf, name));
	qpdf_oh_replace_key(qpdf, handle, "/P", parent);
	handle = qpdf_make_indirect_object(qpdf, handle);
	qpdf_oh_insert_item(qpdf, kids, at, handle);
	qpdf_oh_replace_key(qpdf, parent, "/K", kids);
	completion->handles[index] = handle;
	describe(completion, element, handle);
}

static void
complete(struct completion *completion)
{
	for (guint i = 0; i < completion->told->len; i++) {
		const struct told *told = &g_array_index(completion->told, struct told, i);

		if (told->element < 0)
			continue;

		qpdf_oh *handle = &completion->handles[told->element];

		if (*handle != 0) {
			merge(completion, *handle, told);
			continue;
		}
		*handle = told->handle;
		describe(completion, element_at(completion, (guint)told->element), told->handle);
	}
	/* Cells where nothing is written are cells all the same. */
	for (guint i = 1; i < completion->info->document->elements->len; i++)
		if (completion->handles[i] == 0 && is_of_table(element_at(completion, i)->role) &&
		    completion->handles[element_at(completion, i)->parent] != 0)
			add_empty(completion, i);
}

gboolean
archive_complete_structure(qpdf_data qpdf, qpdf_oh root, const struct archive_info *info,
                           GError **error)
{
	g_autoptr(GArray) told = g_array_new(FALSE, FALSE, sizeof(struct told));
	g_autoptr(GHashTable) replaced = g_hash_table_new(NULL, NULL);
	g_autofree qpdf_oh *handles = g_new0(qpdf_oh, info->document->elements->len);
	struct completion completion = { qpdf, info, told, handles, replaced };
	qpdf_oh tree = qpdf_oh_get_key(qpdf, root, "/StructTreeRoot");
	qpdf_oh kids =
		qpdf_oh_is_dictionary(qpdf, tree) ? kids_of(qpdf, tree) : qpdf_oh_new_array(qpdf);

	if (qpdf_oh_get_array_n_items(qpdf, kids) != 1 ||
	    !collect(&completion, qpdf_oh_get_array_item(qpdf, kids, 0)) ||
	    told->len != info->told->len) {
		g_set_error(error, ARCHIVE_ERROR, 0,
		            "the structure of the PDF is not that of the document (element %u)",
		            told->len);
		return FALSE;
	}
	complete(&completion);
	if (g_hash_table_size(replaced) > 0)
		correct_parent_tree(&completion, qpdf_oh_get_key(qpdf, tree, "/ParentTree"));
	return TRUE;
}
