/* The door to libzip, and to libxml2's reader of XML that is none of ours: spreadsheets of
 * the kind .xlsx. */
#pragma once

#include "base/finding.h"
#include "source/sheet.h"

/* The first sheet of a workbook, each cell as its text: of rich text all runs, without the
 * readings (rPh) that Japanese Excel keeps beside kanji; of a formula what it came to;
 * days as the numbers that they are. It may be of anybody: no entry is unpacked beyond a
 * limit, nothing is fetched, no DOCTYPE is let in. NULL after a finding. */
struct sheet *xlsx_read(const char *bytes, gsize length, const char *name,
                        struct findings *findings);
