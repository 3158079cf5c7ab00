/* What the files of pdf.h share. */
#pragma once

#include "pdf/pdf.h"

enum pdf_kind {
	PDF_NULL,
	PDF_NUMBER, /* or true and false */
	PDF_NAME,
	PDF_STRING,
	PDF_ARRAY,
	PDF_DICTIONARY,
};

/* Of an object: bytes of the file that was read, or own ones. */
struct pdf_stream {
	const guint8 *bytes;
	gsize length;
	GByteArray *own; /* NULL: none */
};

struct pdf_value {
	enum pdf_kind kind;
	guint number;     /* of the object; 0: it is none */
	guint written;    /* its number in the file that is written; 0: none yet */
	const char *text; /* of what has no parts, as it is written; a name without slash */
	GPtrArray *items; /* of an array, or the values of a dictionary */
	GPtrArray *names; /* of a dictionary, as many */
	struct pdf_stream *stream; /* NULL: none */
};

struct pdf {
	GPtrArray *blocks; /* of all values, which it owns */
	guint value_count;
	GPtrArray *objects;  /* by number; the first is NULL */
	GStringChunk *texts; /* of all values */
	struct pdf_value *trailer;
	struct libdeflate_compressor *packer; /* NULL: not needed yet */
	bool small;                           /* packed as well as it can be */
};

/* Without objects. */
struct pdf *pdf_new(void);

struct pdf_value *pdf_value_new(struct pdf *pdf, enum pdf_kind kind);

/* Bytes that are read, and where. */
struct pdf_reader {
	struct pdf *pdf;
	const char *at, *end;
};

/* The value at the reader, which moves behind it; NULL where there is none.
 * An object that is referred to is that of `pdf->objects`. */
struct pdf_value *pdf_read_value(struct pdf_reader *reader);

/* The keyword at the reader after blanks; false, and nowhere moved, where it is
 * another. */
bool pdf_read_word(struct pdf_reader *reader, const char *word);

/* The same of a number without a sign. */
bool pdf_read_number(struct pdf_reader *reader, guint *number);

/* Appends the packed bytes (zlib, RFC 1950). */
void pdf_pack(struct pdf *pdf, const void *bytes, gsize length, GByteArray *out);
