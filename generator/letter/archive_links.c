#include "letter/archive_part.h"

/* Printed, as all that is seen is (PDF/A-3, 6.3.2). */
#define ANNOTATION_PRINT 4

void
archive_complete_links(qpdf_data qpdf, qpdf_oh page)
{
	qpdf_oh annotations = qpdf_oh_get_key(qpdf, page, "/Annots");
	int count = qpdf_oh_is_array(qpdf, annotations)
	                    ? qpdf_oh_get_array_n_items(qpdf, annotations)
	                    : 0;

	for (int i = 0; i < count; i++) {
		qpdf_oh link = qpdf_oh_get_array_item(qpdf, annotations, i);
		qpdf_oh action = qpdf_oh_get_key_if_dict(qpdf, link, "/A");
		qpdf_oh uri = qpdf_oh_get_key_if_dict(qpdf, action, "/URI");

		if (!qpdf_oh_is_string(qpdf, uri))
			continue;
		qpdf_oh_replace_key(qpdf, link, "/F", qpdf_oh_new_integer(qpdf, ANNOTATION_PRINT));
		qpdf_oh_replace_key(qpdf, link, "/Contents", uri);
	}
}
