/* Any bytes as one of cairo's PDFs: what is read can be unpacked and written. */
#include "pdf/pdf.h"

int LLVMFuzzerTestOneInput(const guint8 *data, gsize size);

int
LLVMFuzzerTestOneInput(const guint8 *data, gsize size)
{
	/* Of its own, so that a byte too far is seen. */
	g_autofree guint8 *bytes = g_memdup2(data, size);
	AUTO(pdf) pdf = bytes == NULL ? NULL : pdf_read(bytes, size, NULL);
	g_autoptr(GByteArray) written = g_byte_array_new();

	if (pdf == NULL)
		return 0;
	for (guint i = 0; i < pdf_page_count(pdf); i++) {
		struct pdf_value *contents = pdf_get(pdf_page(pdf, i), "Contents");
		GByteArray *content = pdf_content(pdf_item(contents, 0), NULL);

		if (content != NULL)
			g_byte_array_unref(content);
	}
	pdf_write(pdf, written);
	return 0;
}
