/*
 * Rows and columns of texts, as somebody kept them in a spreadsheet.
 */
#pragma once

#include "base/auto.h"

#include <glib.h>

/* Of a file, and of all texts of a table. */
#define SHEET_SIZE_LIMIT (64 * 1024 * 1024)
#define SHEET_LINE_COST 64 /* bytes that a line of a cell counts as */
#define SHEET_ROWS 20000
#define SHEET_COLUMNS 256

struct sheet {
	GPtrArray *rows; /* GPtrArray * of char *, NULL: an empty cell; a row may be empty, and
	                  * rows->pdata[0] is row 1 */
	gsize size;      /* of all texts */
};

struct sheet *sheet_new(void);
void sheet_free(struct sheet *table);
DEFINE_AUTO(sheet)

/* Cuts white space at both ends, that of full width, too; returns its argument. */
char *sheet_strip(char *text);

/* The cell, without white space at its ends; NULL where nothing is there. Rows and columns
 * begin with 0. */
const char *sheet_cell(const struct sheet *table, guint row, guint column);

/* "H" of column 7; the caller frees. */
char *sheet_column_name(guint column);

/* Puts a text, which is taken over, in its place. False where that is too much. */
bool sheet_put(struct sheet *table, guint row, guint column, char *text);
