/* A field for a signature is added, and filled once all other bytes are known. */
#include "pdf/archive_part.h"

#include "base/refusal.h"

#include <string.h>

/* Stands for three lengths that are known once the file is written. */
#define RANGE "/ByteRange [0 9999999999 9999999999 9999999999]"
#define RANGE_HEAD "/ByteRange [0 "
#define RANGE_END "]"
#define CONTENTS "/Contents "

static bool
refuse_signature(GError **error, const char *ja, const char *en)
{
	return REFUSE(error, "pdf-sign", "PDFに署名できません（{0}）。",
	              "The PDF cannot be signed: {1}.", ja, en, NULL);
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
static struct pdf_value *
make_signature(struct pdf *pdf, const struct archive_signature *signature)
{
	g_autofree char *zeros = g_strnfill(2 * signature->size, '0');
	g_autofree char *text = g_strdup_printf("<< /Type /Sig /Filter /Adobe.PPKLite"
	                                        " /SubFilter /ETSI.CAdES.detached %s %s<%s> >>",
	                                        RANGE, CONTENTS, zeros);
	g_autofree char *date = pdf_date(signature->time);
	struct pdf_value *dictionary = pdf_make(pdf, text);

	pdf_set(dictionary, "M", pdf_make_text(pdf, date));
	return pdf_add(pdf, dictionary);
}

/* Without a width the field is not seen, but told by its name (PDF/UA-1, 7.18.4). */
static struct pdf_value *
make_field(struct pdf *pdf, const struct archive_signature *signature, struct pdf_value *page)
{
	struct pdf_value *field = pdf_make(pdf, "<< /Type /Annot /Subtype /Widget /FT /Sig"
	                                        " /T (signature) /F 132 /Rect [ 0 0 0 0 ] >>");

	pdf_set(field, "TU", pdf_make_text(pdf, signature->name));
	pdf_set(field, "P", page);
	pdf_set(field, "V", make_signature(pdf, signature));
	return pdf_add(pdf, field);
}

static struct pdf_value *
make_element(struct pdf *pdf, struct pdf_value *document, struct pdf_value *page,
             struct pdf_value *field)
{
	struct pdf_value *element =
		pdf_make(pdf, "<< /Type /StructElem /S /Form /K << /Type /OBJR >> >>");

	pdf_set(pdf_get(element, "K"), "Pg", page);
	pdf_set(pdf_get(element, "K"), "Obj", field);
	pdf_set(element, "P", document);
	pdf_set(element, "Pg", page);
	return pdf_add(pdf, element);
}

bool
archive_add_signature(struct pdf *pdf, const struct archive_signature *signature, GError **error)
{
	struct pdf_value *tree = pdf_get(pdf_catalog(pdf), "StructTreeRoot");
	struct pdf_value *document = pdf_item(pdf_get(tree, "K"), 0);
	struct pdf_value *page = pdf_page(pdf, 0);
	struct pdf_value *form = pdf_make(pdf, "<< /SigFlags 3 /Fields [ ] >>");

	if (!pdf_is_dictionary(document) || !pdf_is_dictionary(pdf_get(tree, "ParentTree")))
		return refuse_signature(error, "構造がありません", "it has no structure");

	struct pdf_value *field = make_field(pdf, signature, page);
	struct pdf_value *element = make_element(pdf, document, page, field);

	pdf_set(field, "StructParent", pdf_make_integer(pdf, archive_add_parent(pdf, element)));
	pdf_append(pdf_array_of(pdf, document, "K"), element);
	pdf_append(pdf_array_of(pdf, page, "Annots"), field);
	pdf_append(pdf_get(form, "Fields"), field);
	pdf_set(pdf_catalog(pdf), "AcroForm", form);
	return true;
}

/* Fills in the range, and finds the place behind it. */
static bool
fill_range(GByteArray *pdf, const struct archive_signature *signature, gsize *start, gsize *end)
{
	char *bytes = (char *)pdf->data;
	char *range = (char *)archive_find_last(bytes, pdf->len, RANGE);

	if (range == NULL)
		return false;
	*start = (gsize)(range - bytes) + strlen(RANGE) + strlen(CONTENTS);
	*end = *start + 2 * signature->size + 2;
	if (*end >= pdf->len || memcmp(range + strlen(RANGE), CONTENTS, strlen(CONTENTS)) != 0 ||
	    bytes[*start] != '<' || bytes[*end - 1] != '>')
		return false;
	g_autofree char *lengths = g_strdup_printf("%zu %zu %zu", *start, *end, pdf->len - *end);
	range += strlen(RANGE_HEAD);
	memset(range, ' ', strlen(RANGE) - strlen(RANGE_HEAD RANGE_END));
	memcpy(range, lengths, strlen(lengths));
	return true;
}

/* Puts the signature of all but the place into the place. */
bool
archive_sign(GByteArray *pdf, const struct archive_signature *signature, GError **error)
{
	gsize start, end;

	if (!fill_range(pdf, signature, &start, &end))
		return refuse_signature(error, "署名の場所がありません", "no place is found in it");
	if (signature->signer == NULL)
		return true;

	const struct sign_piece pieces[] = {
		{ pdf->data, start },
		{ pdf->data + end, pdf->len - end },
	};
	g_autoptr(GByteArray) own = signer_sign(signature->signer, pieces, G_N_ELEMENTS(pieces),
	                                        SIGN_TIME_UNTOLD, error);

	if (own == NULL)
		return false;
	if (own->len > signature->size)
		return refuse_signature(error, "署名が見込みより大きくなりました",
		                        "the signature is larger than was told");
	hex_print(own->data, own->len, (char *)pdf->data + start + 1);
	return true;
}
