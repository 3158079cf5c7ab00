/*
 * A letter laid out: pages of placed things and the structure they belong to.
 * Nothing is decided after this; painting draws what stands here.
 *
 * Lengths are points; x runs right, y down from the page's top left corner;
 * the y of text is its baseline.
 */
#pragma once

#include "compose/compose.h"

/* A4 */
#define PAGE_WIDTH_PT 595.276
#define PAGE_HEIGHT_PT 841.89
#define PT_PER_MM (72 / 25.4)

/* What a thing is, for those who do not see it (PDF 1.7, 14.8.4). */
enum role {
	ROLE_DOCUMENT,
	ROLE_SECTION,
	ROLE_HEADING_1,
	ROLE_HEADING_2,
	ROLE_PARAGRAPH,
	ROLE_LIST,
	ROLE_LIST_ITEM,
	ROLE_LABEL,
	ROLE_LIST_BODY,
	ROLE_TABLE,
	ROLE_TABLE_ROW,
	ROLE_TABLE_HEAD,
	ROLE_TABLE_DATA,
	ROLE_FIGURE,
	ROLE_SPAN,
	ROLE_RUBY,
	ROLE_RUBY_BASE,
	ROLE_RUBY_TEXT,
	ROLE_LINK,
	ROLE_FORM,
	ROLES,
};

/* The name of a role in a PDF. */
const char *role_name(enum role role);

enum scope {
	SCOPE_NONE,
	SCOPE_ROW,
	SCOPE_COLUMN,
};

/* A node of the structure; elements stand in reading order. */
struct element {
	enum role role;
	int parent;              /* index; -1: the document itself */
	enum scope scope;        /* of a table head */
	int columns_spanned;     /* of a cell; 0 is 1 */
	const char *alternative; /* what a figure shows, in words; NULL else; borrowed */
};

#define ARTIFACT (-1)

enum thing_kind {
	THING_TEXT,
	THING_RULE, /* from x, y to x + width, y + height */
	THING_BOX,  /* a frame */
	THING_QR,   /* a QR code of width_pt, without its quiet zone */
};

struct thing {
	enum thing_kind kind;
	int element; /* index in the document's elements, or ARTIFACT */
	double x_pt, y_pt;
	double width_pt, height_pt;     /* rule and box; text: of its column, and below its line
	                                 * as far as an input in it reaches */
	double stroke_pt;               /* rule and box */
	double dash_pt;                 /* box; 0: not dashed */
	double grey;                    /* 0 black to 1 white */
	const struct placed_line *line; /* text; owned by the document */
	const char *code;               /* QR code: what it says; borrowed from the letter */
};

struct page {
	GArray *things; /* struct thing, in reading order */
};

/* Where a part of a document starts, for those who leaf through it. */
struct bookmark {
	char *title;
	guint page; /* from 0 */
};

struct document {
	GPtrArray *pages;    /* struct page * */
	GArray *elements;    /* struct element */
	GPtrArray *composed; /* struct composed *, which own the lines */
	GArray *bookmarks;   /* struct bookmark */
};

struct document *document_new(void);
void document_free(struct document *document);
DEFINE_AUTO(document)

/* Appends an element and returns its index. */
int document_add_element(struct document *document, enum role role, int parent);

/* Appends an empty page; borrowed. */
struct page *document_add_page(struct document *document);

/* Adds an empty page where the last one is the front of a sheet, whose back the
 * next would be. */
void document_fill_sheet(struct document *document);

/* Appends the pages of another document as a part of their own with a bookmark;
 * takes it over. */
void document_append(struct document *document, struct document *part, const char *title);

/* The text of a line without ruby and dots; the caller frees. */
char *thing_text(const struct thing *thing);
