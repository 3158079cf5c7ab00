/* The door to libxlsxwriter: a table as a workbook (.xlsx) for a spreadsheet. */
#pragma once

#include "base/date.h"

#include <glib.h>
#include <stdbool.h>

/* Writes rows of texts (GPtrArray *, of char *, NULL: nothing), the first of them headings,
 * to `path`. Days are days there, all else is text. `made_on` is what the file says of
 * itself. False where it cannot be written. */
bool workbook_write(const char *path, const GPtrArray *rows, struct date made_on);
