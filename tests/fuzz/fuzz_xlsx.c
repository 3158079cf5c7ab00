/*
 * Any bytes as a spreadsheet of somebody's: a table of texts, or a finding.
 *
 * The input is a file, or the parts of a workbook with a NUL after each: what a fuzzer changes in
 * a ZIP would only be another sum.
 */
#include "source/spreadsheet.h"

#include <stdlib.h>
#include <string.h>
#include <zip.h>

static void
read_any(const char *bytes, gsize length)
{
	AUTO(findings) findings = findings_new();
	AUTO(sheet) sheet = spreadsheet_read(bytes, length, "a.xlsx", findings);

	if ((sheet == NULL) != (findings_count(findings, FINDING_ERROR) > 0))
		abort();
	for (guint row = 0; sheet != NULL && row < sheet->rows->len; row++)
		for (guint column = 0; column < SHEET_COLUMNS; column++) {
			const char *text = sheet_cell(sheet, row, column);

			if (text != NULL && !g_utf8_validate(text, -1, NULL))
				abort();
		}
}

static void
read_parts(const char *bytes, gsize length)
{
	static const char *const names[] = { "xl/worksheets/sheet1.xml", "xl/sharedStrings.xml",
		                             "xl/workbook.xml", "xl/_rels/workbook.xml.rels" };
	zip_source_t *buffer = zip_source_buffer_create(NULL, 0, 0, NULL);
	zip_t *zip = zip_open_from_source(buffer, ZIP_TRUNCATE, NULL);
	g_autofree char *file = NULL;
	gsize size;

	zip_source_keep(buffer);
	for (gsize i = 0, start = 0; i < G_N_ELEMENTS(names) && start < length; i++) {
		gsize end = start + strnlen(bytes + start, length - start);
		zip_int64_t at = zip_file_add(
			zip, names[i], zip_source_buffer(zip, bytes + start, end - start, 0), 0);

		if (at < 0 || zip_set_file_compression(zip, (zip_uint64_t)at, ZIP_CM_STORE, 0) != 0)
			abort();
		start = end + 1;
	}
	if (zip_close(zip) != 0 || zip_source_open(buffer) != 0)
		abort();
	zip_source_seek(buffer, 0, SEEK_END);
	size = (gsize)zip_source_tell(buffer);
	zip_source_seek(buffer, 0, SEEK_SET);
	file = g_malloc(size);
	if (zip_source_read(buffer, file, size) != (zip_int64_t)size)
		abort();
	zip_source_close(buffer);
	zip_source_free(buffer);
	read_any(file, size);
}

int LLVMFuzzerTestOneInput(const guint8 *data, gsize size);

int
LLVMFuzzerTestOneInput(const guint8 *data, gsize size)
{
	/* A copy of the very size: what is read behind it is found. */
	g_autofree char *bytes = g_memdup2(data, size);

	read_any(bytes, size);
	if (size > 0)
		read_parts(bytes, size);
	return 0;
}
