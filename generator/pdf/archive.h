/*
 * From cairo's PDF to one that lasts and that all can read: PDF/A-3u (2u
 * where no data is embedded) and PDF/UA-1 at once.
 */
#pragma once

#include "page/page.h"
#include "pdf/archive_signature.h"
#include "pdf/font_cut.h"

/* The facts of a letter or a page as a file that is embedded in it. */
struct archive_data {
	const char *name;        /* "form05.xml" */
	const char *description; /* what it is, and its schema */
	const char *type;        /* as a name of PDF: "application#2fxml" */
	const char *bytes;
	gsize length;
};

struct archive_info {
	const struct document *document;           /* that was painted */
	struct font_cut *cut;                      /* that it was painted with */
	const GArray *told;                        /* int; see paint() */
	const struct archive_data *data;           /* NULL: none is embedded */
	const struct archive_signature *signature; /* NULL: it is not signed */
	const char *duplex;                        /* how print is printed: "Simplex" */
	const char *form; /* "NAME=VALUE" of a field that no one sees; NULL: none */
	bool unmarked;    /* does not say that it is PDF/A: viewers would not let it be filled in */
};

/*
 * Replaces cairo's bytes by the finished file: outlines in the fonts, language,
 * metadata (XMP that says what Info says), sRGB as output intent, all that has
 * no meaning marked as artifact, scopes and spans of table cells, alternative
 * texts, bookmarks where there are more than three pages, the data, and the
 * signature. The same input gives the same bytes, but where an elliptic key
 * signs. False where the PDF is not what cairo was told to draw.
 */
bool archive_finish(GByteArray *bytes, const struct archive_info *info, GError **error);

/* The same for paper: outlines in the fonts, and nothing that is not seen. */
bool archive_finish_print(GByteArray *bytes, const struct archive_info *info, GError **error);

/* How many pages a file of archive_finish() says it has; 0: it is none. A NUL stands
 * behind its bytes. */
unsigned archive_count_pages(const char *bytes, gsize length);

/* What the file of archive_finish() says it was made with: "cairo 1.16.0 (…)". NULL: it
 * does not say. The caller frees; a NUL stands behind the bytes. */
char *archive_producer(const char *bytes, gsize length);
