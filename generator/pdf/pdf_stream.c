/* The content of streams is packed and unpacked with libdeflate. */
#include "pdf/pdf_part.h"

#include "base/refusal.h"

#include <libdeflate.h>

/* A hundredth larger than at 6, what zlib does by itself, in two thirds of the
 * time. */
#define PACKING_LEVEL 4
#define PACKING_LEVEL_SMALL 10

/* Of a stream when it is unpacked: cairo's are of a page or a font. */
#define CONTENT_BYTES_MAX ((gsize)64 << 20)

void
pdf_pack(struct pdf *pdf, const void *bytes, gsize length, GByteArray *out)
{
	gsize room, start = out->len;

	if (pdf->packer == NULL)
		pdf->packer = libdeflate_alloc_compressor(pdf->small ? PACKING_LEVEL_SMALL
		                                                     : PACKING_LEVEL);
	room = libdeflate_zlib_compress_bound(pdf->packer, length);
	g_byte_array_set_size(out, (guint)(start + room));
	room = libdeflate_zlib_compress(pdf->packer, bytes, length, out->data + start, room);
	g_assert(room > 0);
	g_byte_array_set_size(out, (guint)(start + room));
}

void
pdf_make_small(struct pdf *pdf)
{
	pdf->small = true;
}

void
pdf_set_content(struct pdf *pdf, struct pdf_value *dictionary, const void *bytes, gsize length,
                enum pdf_packing packing)
{
	struct pdf_stream *stream = dictionary->stream;

	g_assert(pdf_is_dictionary(dictionary));
	if (dictionary->number == 0)
		pdf_add(pdf, dictionary);
	if (stream == NULL)
		stream = dictionary->stream = g_new0(struct pdf_stream, 1);
	g_clear_pointer(&stream->own, g_byte_array_unref);
	stream->own = g_byte_array_new();
	if (packing == PDF_PACKED) {
		pdf_pack(pdf, bytes, length, stream->own);
		pdf_set(dictionary, "Filter", pdf_make_name(pdf, "FlateDecode"));
	} else {
		g_byte_array_append(stream->own, bytes, (guint)length);
		pdf_remove(dictionary, "Filter");
	}
	stream->bytes = stream->own->data;
	stream->length = stream->own->len;
}

static GByteArray *
refuse_stream(GError **error, const char *ja, const char *en)
{
	REFUSE(error, "pdf-stream", "PDFの中のデータ（stream）{0}。", "A stream of the PDF {1}.",
	       ja, en, NULL);
	return NULL;
}

GByteArray *
pdf_unpack(const void *bytes, gsize length, GError **error)
{
	struct libdeflate_decompressor *unpacker = libdeflate_alloc_decompressor();
	g_autoptr(GByteArray) content = g_byte_array_new();
	enum libdeflate_result result = LIBDEFLATE_INSUFFICIENT_SPACE;
	gsize unpacked = 0;

	for (gsize room = 4096 + length * 8;
	     result == LIBDEFLATE_INSUFFICIENT_SPACE && room <= CONTENT_BYTES_MAX; room *= 4) {
		g_byte_array_set_size(content, (guint)room);
		result = libdeflate_zlib_decompress(unpacker, bytes, length, content->data,
		                                    content->len, &unpacked);
	}
	libdeflate_free_decompressor(unpacker);
	if (result != LIBDEFLATE_SUCCESS)
		return refuse_stream(error, "を展開できません", "cannot be unpacked");
	g_byte_array_set_size(content, (guint)unpacked);
	return g_steal_pointer(&content);
}

GByteArray *
pdf_content(const struct pdf_value *stream, GError **error)
{
	const struct pdf_value *filter = pdf_get(stream, "Filter");
	GByteArray *content;

	if (stream == NULL || stream->stream == NULL)
		return refuse_stream(error, "がありません", "is missing");
	if (g_strcmp0(pdf_name(filter), "FlateDecode") == 0)
		return pdf_unpack(stream->stream->bytes, stream->stream->length, error);
	if (filter != NULL)
		return refuse_stream(error, "の圧縮の方式が違います",
		                     "is packed as cairo packs none");
	content = g_byte_array_new();
	g_byte_array_append(content, stream->stream->bytes, (guint)stream->stream->length);
	return content;
}
