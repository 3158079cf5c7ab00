/*
 * CSV by RFC 4180: comma, CR LF, double quotes where needed.
 *
 * A field that a spreadsheet would take for a formula (it starts with
 * = + - @, their full-width forms, a tab or a CR) gets an apostrophe before
 * it. So does a field that starts with an apostrophe: taking one leading
 * apostrophe away always gives the text back.
 */
#pragma once

#include <glib.h>

/* Opens the file: the byte order mark by which spreadsheets know UTF-8. */
#define CSV_BYTE_ORDER_MARK "\xEF\xBB\xBF"

/* Appends one row and its line end. */
void csv_append_row(GString *out, const char *const *fields, gsize count);
