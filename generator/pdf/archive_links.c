/* The links of a page get what PDF/A and PDF/UA ask for. */
#include "pdf/archive_part.h"

/* Printed, as all that is seen is (PDF/A-3, 6.3.2). */
#define ANNOTATION_PRINT 4

void
archive_complete_links(struct pdf *pdf, const struct pdf_value *page)
{
	struct pdf_value *annotations = pdf_get(page, "Annots");

	for (guint i = 0; i < pdf_item_count(annotations); i++) {
		struct pdf_value *link = pdf_item(annotations, i);
		struct pdf_value *uri = pdf_get(pdf_get(link, "A"), "URI");

		if (uri == NULL)
			continue;
		pdf_set(link, "F", pdf_make_integer(pdf, ANNOTATION_PRINT));
		pdf_set(link, "Contents", uri);
	}
}
