/* The one door to PDFs that others may have written. libqpdf reads them in a process of its own,
 * which has so much memory and time and hands back so many bytes and no more: whatever becomes of
 * it is a refusal with its reason, and never ours to survive. */
#pragma once

#include <glib.h>

/* What is looked for. */
enum foreign_want {
	FOREIGN_WANT_DATA, /* that archive_add_data() embedded */
	FOREIGN_WANT_PAGES,
	FOREIGN_WANT_FORM, /* fields, and all that a filled form must not have */
};

enum foreign_kind {
	FOREIGN_DATA,  /* the bytes that are embedded as the document's data */
	FOREIGN_FIELD, /* its full name, and its value in UTF-8; of a button the state's name */
	/* What a form that is to be read must not have; the name says where or which. */
	FOREIGN_ENCRYPTION,
	FOREIGN_XFA,
	FOREIGN_ACTION, /* or a script; but links to pages, of this file or on the web */
	FOREIGN_FILE,   /* embedded or attached */
	FOREIGN_DOUBLE, /* a second field of the name */
	FOREIGN_VALUE,  /* no text, or none that is well-formed (a lone surrogate) */
	FOREIGN_PAGE,   /* the content of a page, unpacked */
	FOREIGN_KINDS,
};

struct foreign_item {
	enum foreign_kind kind;
	char *name;  /* UTF-8; "" of data */
	char *value; /* closed by a NUL that is not counted; NULL: the field is not filled in */
	gsize length;
};

/* struct foreign_item *, in the order of the file; of data one or none. The file is handed over as
 * its bytes, which the caller has read once: what is kept, compared or told by its digest is then
 * what was looked at. `shown` is its name for the message. NULL with `error` where it is no PDF,
 * asks for a password, or takes more than it may. Free with g_ptr_array_unref(). */
GPtrArray *foreign_read(const char *bytes, gsize length, const char *shown, enum foreign_want want,
                        GError **error);

/* The data alone, as bytes; NULL with `error` also where there are none. Free with
 * g_byte_array_unref(). */
GByteArray *foreign_read_data(const char *bytes, gsize length, const char *shown, GError **error);

/* What all pages of a file that stands in memory draw, without what versions of cairo write
 * otherwise: marks of the structure and names of resources. Equal where nothing else
 * changed. NULL where it cannot be read. */
GString *foreign_drawn(const char *bytes, gsize length);

/* A text string of a PDF (PDF 32000-1, 7.9.2.2; PDF 2.0) as UTF-8: UTF-16BE or UTF-8 behind their
 * marks, or else PDFDocEncoding. NULL where it is not well-formed in it, or has a NUL. The caller
 * frees. */
char *foreign_text(const void *bytes, gsize length);
