/* Spreadsheets that somebody else made: CSV and .xlsx. */
#pragma once

#include "base/finding.h"
#include "source/sheet.h"

/* The table in the bytes of the file that findings call `name`: .xlsx (its first sheet), or
 * CSV, whose fields are parted by commas or tabs, in UTF-8, UTF-16 or CP932. NULL after a
 * finding. */
struct sheet *spreadsheet_read(const char *bytes, gsize length, const char *name,
                               struct findings *findings);
