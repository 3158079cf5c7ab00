#include "letter/archive_part.h"

#include "base/digest.h"

#include <string.h>

/* Stands for three lengths that are known once the file is written. */
#define RANGE "/ByteRange [ 0 9999999999 9999999999 9999999999 ]"
#define RANGE_HEAD "/ByteRange [ 0 "

static gboolean
refuse(GError **error, const char *what)
{
	g_set_error(error, ARCHIVE_ERROR, 0, "a PDF that cannot be signed: %s", what);
	return FALSE;
}

/* Adds an element to the list from contents and annotations to elements, and
 * returns its key there; -1 where that is not as cairo makes it. */
static int
add_to_parent_tree(qpdf_data qpdf, qpdf_oh tree, qpdf_oh element)
{
	qpdf_oh numbers = qpdf_oh_get_key_if_dict(qpdf, tree, "/Nums");
	int key = 0;

	if (!qpdf_oh_is_array(qpdf, numbers))
		return -1;
	for (int i = 0; i < qpdf_oh_get_array_n_items(qpdf, numbers); i += 2) {
		qpdf_oh number = qpdf_oh_get_array_item(qpdf, numbers, i);

		key = MAX(key, qpdf_oh_get_int_value_as_int(qpdf, number) + 1);
	}
	qpdf_oh_append_item(qpdf, numbers, qpdf_oh_new_integer(qpdf, key));
	qpdf_oh_append_item(qpdf, numbers, element);
	return key;
}

static void
append_to(qpdf_data qpdf, qpdf_oh holder, const char *key, qpdf_oh item)
{
	qpdf_oh array = qpdf_oh_get_key(qpdf, holder, key);

	if (qpdf_oh_is_null(qpdf, array))
		array = qpdf_oh_new_array(qpdf);
	else if (!qpdf_oh_is_array(qpdf, array))
		array = qpdf_oh_wrap_in_array(qpdf, array);
	qpdf_oh_append_item(qpdf, array, item);
	qpdf_oh_replace_key(qpdf, holder, key, array);
}

/* "D:20261124000000+09'00" */
static char *
pdf_date(gint64 time)
{
	g_autofree char *iso = sign_time_text(time);
	g_autoptr(GString) date = g_string_new("D:");

	for (const char *at = iso; *at != '\0'; at++)
		if (*at == '+' || g_ascii_isdigit(*at))
			g_string_append_c(date, *at);
	g_string_insert_c(date, (gssize)date->len - 2, '\'');
	return g_strdup(date->str);
}

/* The signature with an empty place. */
static qpdf_oh
make_signature(qpdf_data qpdf, const struct archive_signature *signature)
{
	qpdf_oh dictionary = archive_make(qpdf, "<< /Type /Sig /Filter /Adobe.PPKLite"
	                                        " /SubFilter /ETSI.CAdES.detached " RANGE " >>");
	g_autofree char *date = pdf_date(signature->time);
	g_autofree char *zeros = g_malloc0(signature->size + 1);

	qpdf_oh_replace_key(qpdf, dictionary, "/M", qpdf_oh_new_string(qpdf, date));
	qpdf_oh_replace_key(qpdf, dictionary, "/Contents",
	                    qpdf_oh_new_binary_string(qpdf, zeros, signature->size));
	return qpdf_make_indirect_object(qpdf, dictionary);
}

/* Without a width the field is not seen, but told by its name (PDF/UA-1, 7.18.4). */
static qpdf_oh
make_field(qpdf_data qpdf, const struct archive_signature *signature, qpdf_oh page)
{
	qpdf_oh field = archive_make(qpdf, "<< /Type /Annot /Subtype /Widget /FT /Sig"
	                                   " /T (signature) /F 132 /Rect [ 0 0 0 0 ] >>");

	qpdf_oh_replace_key(qpdf, field, "/TU", qpdf_oh_new_unicode_string(qpdf, signature->name));
	qpdf_oh_replace_key(qpdf, field, "/P", page);
	qpdf_oh_replace_key(qpdf, field, "/V", make_signature(qpdf, signature));
	return qpdf_make_indirect_object(qpdf, field);
}

static qpdf_oh
make_element(qpdf_data qpdf, qpdf_oh document, qpdf_oh page, qpdf_oh field)
{
	qpdf_oh element = archive_make(qpdf, "<< /Type /StructElem /S /Form >>");
	qpdf_oh object = archive_make(qpdf, "<< /Type /OBJR >>");

	qpdf_oh_replace_key(qpdf, object, "/Pg", page);
	qpdf_oh_replace_key(qpdf, object, "/Obj", field);
	qpdf_oh_replace_key(qpdf, element, "/K", object);
	qpdf_oh_replace_key(qpdf, element, "/P", document);
	qpdf_oh_replace_key(qpdf, element, "/Pg", page);
	return qpdf_make_indirect_object(qpdf, element);
}

gboolean
archive_add_signature(qpdf_data qpdf, qpdf_oh root, const struct archive_signature *signature,
                      GError **error)
{
	qpdf_oh tree = qpdf_oh_get_key_if_dict(qpdf, root, "/StructTreeRoot");
	qpdf_oh document = qpdf_oh_get_key_if_dict(qpdf, tree, "/K");
	qpdf_oh page = qpdf_get_page_n(qpdf, 0);
	qpdf_oh form = archive_make(qpdf, "<< /SigFlags 3 >>");

	if (qpdf_oh_is_array(qpdf, document))
		document = qpdf_oh_get_array_item(qpdf, document, 0);
	if (!qpdf_oh_is_dictionary(qpdf, document))
		return refuse(error, "no structure");

	qpdf_oh field = make_field(qpdf, signature, page);
	qpdf_oh element = make_element(qpdf, document, page, field);
	int key = add_to_parent_tree(qpdf, qpdf_oh_get_key(qpdf, tree, "/ParentTree"), element);

	if (key < 0)
		return refuse(error, "no list of parents");
	qpdf_oh_replace_key(qpdf, field, "/StructParent", qpdf_oh_new_integer(qpdf, key));
	append_to(qpdf, document, "/K", element);
	append_to(qpdf, page, "/Annots", field);
	qpdf_oh_replace_key(qpdf, form, "/Fields", qpdf_oh_wrap_in_array(qpdf, field));
	qpdf_oh_replace_key(qpdf, root, "/AcroForm", form);
	return TRUE;
}

/* Fills in the range, and finds the place behind it. */
static bool
fill_range(GByteArray *pdf, const struct archive_signature *signature, gsize *start, gsize *end)
{
	static const char contents[] = " /Contents ";
	char *bytes = (char *)pdf->data;
	char *range = (char *)archive_find_last(bytes, pdf->len, RANGE);
	g_autofree char *lengths = NULL;

	if (range == NULL)
		return false;
	*start = (gsize)(range - bytes) + strlen(RANGE) + strlen(contents);
	*end = *start + 2 * signature->size + 2;
	if (*end >= pdf->len || memcmp(range + strlen(RANGE), contents, strlen(contents)) != 0 ||
	    bytes[*start] != '<' || bytes[*end - 1] != '>')
		return false;
	lengths = g_strdup_printf("%zu %zu %zu", *start, *end, pdf->len - *end);
	range += strlen(RANGE_HEAD);
	memset(range, ' ', strlen(RANGE) - strlen(RANGE_HEAD " ]"));
	memcpy(range, lengths, strlen(lengths));
	return true;
}

/* Puts the signature of all but the place into the place. */
gboolean
archive_sign(GByteArray *pdf, const struct archive_signature *signature, GError **error)
{
	gsize start, end;

	if (!fill_range(pdf, signature, &start, &end))
		return refuse(error, "no place is found");
	if (signature->signer == NULL)
		return TRUE;

	const struct sign_piece pieces[] = {
		{ pdf->data, start },
		{ pdf->data + end, pdf->len - end },
	};
	g_autoptr(GByteArray) own = signer_sign(signature->signer, pieces, G_N_ELEMENTS(pieces),
	                                        SIGN_TIME_UNTOLD, error);

	if (own == NULL)
		return FALSE;
	if (own->len > signature->size)
		return refuse(error, "the signature is larger than was told");
	hex_print(own->data, own->len, (char *)pdf->data + start + 1);
	return TRUE;
}
