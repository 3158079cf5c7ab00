/*
 * The objects of a PDF (PDF 32000-1, 7.3) that cairo wrote: read, changed and
 * written again, packed. Only what cairo writes is understood: libqpdf, which
 * reads the files of others (archive_data.c), takes three times as long.
 */
#pragma once

#include "base/auto.h"

struct pdf;

/* A number, name, string, array or dictionary, maybe with a stream, that the
 * file owns. One that is an object of its own is referred to wherever it
 * stands, others are written out there. NULL is the null of PDF; of it and of
 * what is of another kind than is asked for, all is NULL, none or false. */
struct pdf_value;

/* `bytes` must outlive the file. NULL with `error` where it is not like one of
 * cairo's: a table of cross references, streams with lengths, no encryption. */
struct pdf *pdf_read(const void *bytes, gsize length, GError **error);
void pdf_free(struct pdf *pdf);
DEFINE_AUTO(pdf)

/*
 * Appends the file with all that its catalog and information lead to: streams,
 * and in object streams (7.5.7) the rest, but for signatures. The same objects
 * give the same bytes, the identifier among them. Once for each file.
 */
void pdf_write(struct pdf *pdf, GByteArray *out);

struct pdf_value *pdf_catalog(const struct pdf *pdf);
struct pdf_value *pdf_information(const struct pdf *pdf);
guint pdf_page_count(const struct pdf *pdf);
struct pdf_value *pdf_page(const struct pdf *pdf, guint index);

/* What is set and written from now on is packed smaller, in several times the time. */
void pdf_make_small(struct pdf *pdf);

/* By name without its slash: pdf_get(page, "Contents"). */
struct pdf_value *pdf_get(const struct pdf_value *dictionary, const char *name);
bool pdf_is_array(const struct pdf_value *value);
bool pdf_is_dictionary(const struct pdf_value *value);
bool pdf_is_integer(const struct pdf_value *value);
gint64 pdf_integer(const struct pdf_value *value);

/* Of a name, without its slash; owned by the value. */
const char *pdf_name(const struct pdf_value *value);

/* Of a string, as UTF-8; the caller frees. */
char *pdf_text(const struct pdf_value *value);

/* Of an array, or one where the value is no array. */
guint pdf_item_count(const struct pdf_value *value);
struct pdf_value *pdf_item(struct pdf_value *value, guint index);

/* The names of a dictionary, in order; NULL behind the last. */
const char *pdf_name_at(const struct pdf_value *dictionary, guint index);

/* Of the stream, unpacked; the caller frees. NULL with `error`. */
GByteArray *pdf_content(const struct pdf_value *stream, GError **error);

/* What FlateDecode makes of the bytes, up to 64 MiB of it; the caller frees. NULL
 * with `error`. */
GByteArray *pdf_unpack(const void *bytes, gsize length, GError **error);

/* From its text, which is right: pdf_make(pdf, "<< /S /Table >>"). */
struct pdf_value *pdf_make(struct pdf *pdf, const char *text);
struct pdf_value *pdf_make_integer(struct pdf *pdf, gint64 number);
struct pdf_value *pdf_make_name(struct pdf *pdf, const char *name);
struct pdf_value *pdf_make_text(struct pdf *pdf, const char *text);
struct pdf_value *pdf_make_array(struct pdf *pdf);

/* Gives a dictionary, of which it makes an object, its stream: a copy of the
 * bytes, packed or for all to read. */
enum pdf_packing {
	PDF_PACKED,
	PDF_PLAIN
};
void pdf_set_content(struct pdf *pdf, struct pdf_value *dictionary, const void *bytes, gsize length,
                     enum pdf_packing packing);

/* Makes an object of its own of a value; returns it. */
struct pdf_value *pdf_add(struct pdf *pdf, struct pdf_value *value);

/* The name is not copied. */
void pdf_set(struct pdf_value *dictionary, const char *name, struct pdf_value *value);
void pdf_remove(struct pdf_value *dictionary, const char *name);

/* What a dictionary has by a name, made an array of one or none where it is
 * none yet. */
struct pdf_value *pdf_array_of(struct pdf *pdf, struct pdf_value *dictionary, const char *name);

void pdf_append(struct pdf_value *array, struct pdf_value *value);
void pdf_insert(struct pdf_value *array, guint index, struct pdf_value *value);
void pdf_replace(struct pdf_value *array, guint index, struct pdf_value *value);
void pdf_erase(struct pdf_value *array, guint index);

/* What ends a word besides blanks (7.2.2). */
bool pdf_is_delimiter(char c);
