/*
 * A letter as data: the tree of blocks that a template of templates/letters
 * makes. The vocabulary is described in templates/letters/README.md.
 */
#pragma once

#include "base/auto.h"
#include "base/date.h"
#include "base/finding.h"
#include "compose/compose.h"

enum block_kind {
	BLOCK_DOCUMENT_NUMBER, /* 文書番号 */
	BLOCK_DATE,            /* 日付 */
	BLOCK_ADDRESSEE,       /* 宛名: lines */
	BLOCK_SENDER,          /* 発信者: lines */
	BLOCK_LINE,            /* of an addressee, a sender or a contact */
	BLOCK_SUBJECT,         /* 件名 */
	BLOCK_PARAGRAPH,
	BLOCK_CENTRED, /* 記 */
	BLOCK_HEADING,
	BLOCK_NOTE,     /* small print: 注、記載要領 */
	BLOCK_LIST,     /* items */
	BLOCK_ITEM,     /* own text, then blocks */
	BLOCK_TABLE,    /* rows */
	BLOCK_ROW,      /* cells */
	BLOCK_CELL,     /* blocks */
	BLOCK_CLOSING,  /* 以上 */
	BLOCK_CONTACT,  /* 連絡先: lines */
	BLOCK_APPENDIX, /* 別紙: blocks on a new page */
	BLOCK_HERE,     /* blocks where all of the letter fits on one page, or */
	BLOCK_ANNEXED,  /* where it does not */
	BLOCK_KINDS,
};

enum seal {
	SEAL_NONE,
	SEAL_BOX,     /* the place of the seal, over the last character of the name */
	SEAL_SPACE,   /* the same place, left empty */
	SEAL_OMITTED, /* 「（公印省略）」 is a line of the sender */
};

enum column_kind {
	COLUMN_MM,      /* as wide as it says */
	COLUMN_CONTENT, /* as wide as its widest cell set solid */
	COLUMN_REST,    /* an equal part of what is left */
};

struct column {
	enum column_kind kind;
	double width_mm;
};

/* Where the page numbers of the second and later pages stand. */
enum page_numbers {
	PAGE_NUMBERS_CENTRE,
	PAGE_NUMBERS_OUTSIDE, /* printed on both sides: right on odd pages, left on even */
	PAGE_NUMBERS_NONE,
};

#define LIST_LEVELS 7

struct block {
	enum block_kind kind;
	int line;            /* of the XML */
	GArray *spans;       /* struct span, with face and size set; texts owned */
	GPtrArray *children; /* struct block *, owned */
	char *label;         /* item: its number; line: what it is; appendix: its title; or NULL */
	int level;           /* list and item: 1 (第1) to LIST_LEVELS ((a)) */
	enum alignment alignment; /* paragraph and cell */
	bool indented;            /* paragraph: one character at its start */
	bool hanging;             /* paragraph: one more from its second line on */
	bool head;                /* cell: <th>; row: of the table's <head> */
	enum seal seal;           /* sender */
	int minimum_lines;        /* row, paragraph: how many lines at least */
	int columns_spanned;      /* cell: 1 and up */
	int grid;                 /* cell: so many of its paragraphs side by side; 0: none */
	int fold;                 /* table: at most so many of its rows side by side */
	GArray *columns;          /* table: struct column */
	char *qr;                 /* contact: what the QR code beside it says; or NULL */
	char *qr_alternative;     /* what that is, for those who do not see it */
};

/* An array of struct block * that owns them. */
GPtrArray *blocks_new(void);

/* The number of the item `index` (from 0) of a list: 「第1」, "(1)", 「ア」. The
 * caller frees. */
char *item_number(int level, int index);

/* A whole letter. Lengths in points unless named otherwise. */
struct letter {
	char *title;            /* of the PDF */
	char *form_label;       /* 「様式5」, top left; or NULL */
	char *header;           /* at the head of the second and later pages; or NULL */
	char *sample;           /* the mark of a sample, 「見本」; NULL: it is none */
	char *seal_label;       /* in the seal's box: 「公印」 */
	char *seal_alternative; /* what the box is, for those who do not see it */
	char *signature;        /* what the signature is called, for the same */
	struct date dated_on;
	enum line_end line_end; /* of all paragraphs: ぶら下げ or not */
	enum page_numbers page_numbers;
	double size_pt;        /* of the body: 12 or 10.5 */
	double pitch_pt;       /* from baseline to baseline */
	double least_pitch_pt; /* down to this where it saves a page */
	double margin_top_mm, margin_right_mm, margin_bottom_mm, margin_left_mm;
	double window_mm[4]; /* of the envelope: left, top, width, height; 0: none */
	GPtrArray *blocks;   /* struct block * */
	bool has_annex;      /* a part of it may stand in an annex, */
	bool annexed;        /* and must, since it holds a table */
};

/*
 * Reads a letter from XML, which findings call `name`. NULL after a finding of
 * level error: not well-formed, or an element or attribute that is none of the
 * vocabulary.
 */
struct letter *letter_read(const char *xml, gsize length, const char *name,
                           struct findings *findings);
void letter_free(struct letter *letter);
DEFINE_AUTO(letter)

/* Calls `visit` with every text of the letter and the face it is set in. */
typedef void letter_visitor(const char *text, enum face face, void *data);
void letter_visit_texts(const struct letter *letter, letter_visitor *visit, void *data);
