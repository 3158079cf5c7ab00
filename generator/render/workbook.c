/* Workbooks are written by libxlsxwriter, with the headings kept in sight and filters on. */
#include "render/workbook.h"

#include <xlsxwriter.h>

/* As wide as a name is; longer texts are wrapped. */
#define COLUMN_WIDTH 24

bool
workbook_write(const char *path, const GPtrArray *rows, struct date made_on)
{
	const struct date epoch = { 1970, 1, 1 };
	lxw_workbook *book = workbook_new(path);
	lxw_worksheet *sheet = workbook_add_worksheet(book, "一覧");
	lxw_format *text = workbook_add_format(book), *bold = workbook_add_format(book);
	lxw_format *day = workbook_add_format(book);
	lxw_doc_properties properties = { .created = (time_t)date_days_between(epoch, made_on) *
		                                     24 * 60 * 60 };
	guint columns = ((const GPtrArray *)rows->pdata[0])->len;

	workbook_set_properties(book, &properties);
	format_set_text_wrap(text);
	format_set_num_format(text, "@");
	format_set_bold(bold);
	format_set_num_format(day, "yyyy-mm-dd");
	worksheet_set_column(sheet, 0, (lxw_col_t)columns - 1, COLUMN_WIDTH, NULL);
	worksheet_freeze_panes(sheet, 1, 1);
	worksheet_autofilter(sheet, 0, 0, rows->len - 1, (lxw_col_t)columns - 1);
	for (guint i = 0; i < rows->len; i++)
		for (guint k = 0; k < columns; k++) {
			const char *cell = ((const GPtrArray *)rows->pdata[i])->pdata[k];
			struct date date;

			if (cell != NULL && date_parse(cell, &date)) {
				lxw_datetime at = { .year = date.year,
					            .month = date.month,
					            .day = date.day };

				worksheet_write_datetime(sheet, i, (lxw_col_t)k, &at, day);
			} else if (cell != NULL) {
				worksheet_write_string(sheet, i, (lxw_col_t)k, cell,
				                       i == 0 ? bold : text);
			}
		}
	return workbook_close(book) == LXW_NO_ERROR;
}
