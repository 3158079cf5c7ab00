/* The steps of archive_finish(), each in a file of its own. */
#pragma once

#include "pdf/archive.h"
#include "pdf/pdf.h"

/* A page as it was painted, and the structure elements by the document's elements. */
struct archive_page {
	const struct page *page;
	struct pdf_value *value;
	struct pdf_value **values;
};

/* Appends the content stream of a page to `out`. What was painted without text for an element
 * and has no tag gets one of its own (cairo tags but text since 1.18), and everything else
 * outside the structure is marked as artifact (cairo before 1.18 cannot). False with `error`
 * where the stream is not well-formed. */
bool archive_mark_content(struct pdf *pdf, const struct archive_page *page,
                          const GByteArray *content, GString *out, GError **error);

/* Metadata of the catalog from the Info dictionary; sRGB as output intent. */
void archive_add_metadata(struct pdf *pdf, const struct archive_info *info);
void archive_add_output_intent(struct pdf *pdf);

/* Embeds the data and associates it with the document. */
void archive_add_data(struct pdf *pdf, const struct archive_data *data);

/* Gives the structure elements what cairo cannot: the scope and span of cells,
 * alternative texts; and makes one of an element that was told in parts
 * because a page ended in it. Fills `values` by the document's elements; NULL:
 * it is not told. Appends to `forms` the elements of fields, in order. False where the tree is
 * not as `info` says. */
bool archive_complete_structure(struct pdf *pdf, const struct archive_info *info,
                                struct pdf_value **values, GPtrArray *forms, GError **error);

/* Makes a field of each gap of the document, which its element of `forms` tells. */
void archive_add_fields(struct pdf *pdf, const struct archive_info *info, const GPtrArray *forms);

/* Appends content of the page to a structure element; its number on the page (MCID). */
guint archive_add_content(struct pdf *pdf, struct pdf_value *page, struct pdf_value *element);

/* Appends an element, or a page's list of them, to the list from contents and annotations to
 * elements; its key there. */
gint64 archive_add_parent(struct pdf *pdf, struct pdf_value *element);

/* Gives the links of a page what PDF/A and PDF/UA ask for, and cairo does not. */
void archive_complete_links(struct pdf *pdf, const struct pdf_value *page);

/* Adds the field of a signature to the first page and the end of the structure,
 * with a place for the signature that archive_sign() fills once all is written:
 * with one of all other bytes, or with nothing where there is no signer. With
 * an RSA key the same bytes give the same bytes. False with `error`. */
bool archive_add_signature(struct pdf *pdf, const struct archive_signature *signature,
                           GError **error);
bool archive_sign(GByteArray *pdf, const struct archive_signature *signature, GError **error);

/* Bookmarks to the headings. */
void archive_add_bookmarks(struct pdf *pdf, const struct document *document);
