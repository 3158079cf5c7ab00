/* The metadata of the document are written as XMP, with sRGB as its colours. */
#include "pdf/archive_part.h"

#include <lcms2.h>
#include <string.h>

/* How many pages there are, which a program without a reader of PDF finds. */
#define PAGES_BEGIN "<xmpTPg:NPages>"
#define PRODUCER_BEGIN "<pdf:Producer>"

/* The time in the header of an ICC profile (ICC.1, 7.2). */
#define ICC_TIME_AT 24
#define ICC_TIME_LENGTH 12

static const char packet_begin[] =
	"<?xpacket begin=\"\xef\xbb\xbf\" id=\"W5M0MpCehiHzreSzNTczkc9d\"?>\n"
	"<x:xmpmeta xmlns:x=\"adobe:ns:meta/\">\n"
	"<rdf:RDF xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\">\n"
	"<rdf:Description rdf:about=\"\"\n"
	" xmlns:dc=\"http://purl.org/dc/elements/1.1/\"\n"
	" xmlns:xmp=\"http://ns.adobe.com/xap/1.0/\"\n"
	" xmlns:pdf=\"http://ns.adobe.com/pdf/1.3/\"\n"
	" xmlns:xmpTPg=\"http://ns.adobe.com/xap/1.0/t/pg/\"\n"
	" xmlns:pdfaid=\"http://www.aiim.org/pdfa/ns/id/\"\n"
	" xmlns:pdfuaid=\"http://www.aiim.org/pdfua/ns/id/\"\n"
	" xmlns:pdfaExtension=\"http://www.aiim.org/pdfa/ns/extension/\"\n"
	" xmlns:pdfaSchema=\"http://www.aiim.org/pdfa/ns/schema#\"\n"
	" xmlns:pdfaProperty=\"http://www.aiim.org/pdfa/ns/property#\">\n"
	"<dc:format>application/pdf</dc:format>\n"
	"<dc:language><rdf:Bag><rdf:li>ja-JP</rdf:li></rdf:Bag></dc:language>\n"
	"<pdfuaid:part>1</pdfuaid:part>\n";

/* PDF/A must be told of properties that are not of XMP itself. */
static const char packet_end[] =
	"<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType=\"Resource\">\n"
	"<pdfaSchema:schema>PDF/UA identification</pdfaSchema:schema>\n"
	"<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>\n"
	"<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>\n"
	"<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType=\"Resource\">\n"
	"<pdfaProperty:name>part</pdfaProperty:name>\n"
	"<pdfaProperty:valueType>Integer</pdfaProperty:valueType>\n"
	"<pdfaProperty:category>internal</pdfaProperty:category>\n"
	"<pdfaProperty:description>Part of ISO 14289</pdfaProperty:description>\n"
	"</rdf:li></rdf:Seq></pdfaSchema:property>\n"
	"</rdf:li></rdf:Bag></pdfaExtension:schemas>\n"
	"</rdf:Description>\n"
	"</rdf:RDF>\n"
	"</x:xmpmeta>\n"
	"<?xpacket end=\"r\"?>\n";

/* "D:20261124000000+09'00" as "2026-11-24T00:00:00+09:00"; the caller frees. */
static char *
xmp_date(const char *date)
{
	if (g_str_has_prefix(date, "D:"))
		date += 2;
	if (strlen(date) < 20)
		return NULL;
	return g_strdup_printf("%.4s-%.2s-%.2sT%.2s:%.2s:%.2s%.3s:%.2s", date, date + 4, date + 6,
	                       date + 8, date + 10, date + 12, date + 14, date + 18);
}

static void
append_property(GString *packet, const char *begin, const char *value, const char *end)
{
	if (value == NULL)
		return;

	g_autofree char *escaped = g_markup_escape_text(value, -1);

	g_string_append_printf(packet, "%s%s%s\n", begin, escaped, end);
}

char *
archive_producer(const char *bytes, gsize length)
{
	const char *at = archive_find_last(bytes, length, PRODUCER_BEGIN);

	if (at == NULL)
		return NULL;
	at += strlen(PRODUCER_BEGIN);
	return g_strndup(at, strcspn(at, "<\n"));
}

unsigned
archive_count_pages(const char *bytes, gsize length)
{
	const char *at = archive_find_last(bytes, length, PAGES_BEGIN);

	return at == NULL ? 0 : (unsigned)g_ascii_strtoull(at + strlen(PAGES_BEGIN), NULL, 10);
}

void
archive_add_metadata(struct pdf *pdf, const struct archive_info *info)
{
	const struct pdf_value *told = pdf_information(pdf);
	struct pdf_value *metadata = pdf_make(pdf, "<< /Type /Metadata /Subtype /XML >>");
	g_autoptr(GString) packet = g_string_new(packet_begin);
	g_autofree char *title = pdf_text(pdf_get(told, "Title"));
	g_autofree char *author = pdf_text(pdf_get(told, "Author"));
	g_autofree char *producer = pdf_text(pdf_get(told, "Producer"));
	g_autofree char *creator = pdf_text(pdf_get(told, "Creator"));
	g_autofree char *created = pdf_text(pdf_get(told, "CreationDate"));
	g_autofree char *created_iso = created == NULL ? NULL : xmp_date(created);

	if (!info->unmarked)
		append_property(packet, "<pdfaid:conformance>U</pdfaid:conformance><pdfaid:part>",
		                info->data != NULL ? "3" : "2", "</pdfaid:part>");
	append_property(packet, "<dc:title><rdf:Alt><rdf:li xml:lang=\"x-default\">", title,
	                "</rdf:li></rdf:Alt></dc:title>");
	append_property(packet, "<dc:creator><rdf:Seq><rdf:li>", author,
	                "</rdf:li></rdf:Seq></dc:creator>");
	append_property(packet, PRODUCER_BEGIN, producer, "</pdf:Producer>");
	append_property(packet, "<xmp:CreatorTool>", creator, "</xmp:CreatorTool>");
	append_property(packet, "<xmp:CreateDate>", created_iso, "</xmp:CreateDate>");
	append_property(packet, PAGES_BEGIN, NUMBER(pdf_page_count(pdf)), "</xmpTPg:NPages>");
	g_string_append(packet, packet_end);
	pdf_set_content(pdf, metadata, packet->str, packet->len, PDF_PLAIN);
	pdf_set(pdf_catalog(pdf), "Metadata", metadata);
}

/* The bytes of an sRGB profile without the time of the run. */
static GByteArray *
make_srgb_profile(void)
{
	cmsHPROFILE profile = cmsCreate_sRGBProfile();
	g_autoptr(GByteArray) bytes = g_byte_array_new();
	cmsUInt32Number length = 0;

	if (!cmsSaveProfileToMem(profile, NULL, &length))
		length = 0;
	g_byte_array_set_size(bytes, length);
	if (!cmsSaveProfileToMem(profile, bytes->data, &length))
		g_assert_not_reached();
	cmsCloseProfile(profile);
	g_assert(bytes->len > ICC_TIME_AT + ICC_TIME_LENGTH);

	/* 2000-01-01T00:00:00, six numbers of 16 bits. */
	static const guint8 fixed[ICC_TIME_LENGTH] = { 0x07, 0xd0, 0, 1, 0, 1 };

	memcpy(bytes->data + ICC_TIME_AT, fixed, sizeof(fixed));
	return g_steal_pointer(&bytes);
}

void
archive_add_output_intent(struct pdf *pdf)
{
	/* The same in every file, and made once: lcms takes as long as a page does to
	 * be laid out. */
	static gsize made;

	if (g_once_init_enter(&made))
		g_once_init_leave(&made, (gsize)make_srgb_profile());
	const GByteArray *bytes = (const GByteArray *)made;
	struct pdf_value *profile = pdf_make(pdf, "<< /N 3 >>");
	struct pdf_value *intents = pdf_make(pdf, "[ << /Type /OutputIntent /S /GTS_PDFA1"
	                                          " /OutputConditionIdentifier (sRGB IEC61966-2.1)"
	                                          " /Info (sRGB IEC61966-2.1) >> ]");

	pdf_set_content(pdf, profile, bytes->data, bytes->len, PDF_PACKED);
	pdf_set(pdf_item(intents, 0), "DestOutputProfile", profile);
	pdf_set(pdf_catalog(pdf), "OutputIntents", intents);
}
