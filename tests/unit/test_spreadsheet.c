/* Spreadsheets are read as people see them, and those that harm are refused. */
#include "source/spreadsheet.h"

#include "unit.h"

#include "base/date.h"

#include <string.h>
#include <zip.h>

#define WORKBOOK                                                               \
	"<workbook xmlns:r=\"r\"><sheets><sheet name=\"一覧\" r:id=\"rId7\"/>" \
	"<sheet name=\"別\" r:id=\"rId1\"/></sheets></workbook>"
#define LINKS                                                                         \
	"<Relationships><Relationship Id=\"rId1\" Target=\"worksheets/sheet1.xml\"/>" \
	"<Relationship Id=\"rId7\" Target=\"worksheets/sheet2.xml\"/></Relationships>"

/* Excel writes the reading of what was typed beside it; runs of rich text; line breaks. */
#define SHARED                                                                            \
	"<sst><si><t>東京都</t><rPh sb=\"0\" eb=\"3\"><t>トウキョウト</t></rPh></si>"     \
	"<si><r><rPr><b/></rPr><t>太字</t></r><r><t xml:space=\"preserve\"> 続き</t></r>" \
	"<rPh sb=\"0\" eb=\"2\"><t>フトジ</t></rPh><phoneticPr fontId=\"1\"/></si>"       \
	"<si><t>一行目_x000D_\n二行目</t></si><si><t/></si></sst>"

struct part {
	const char *name, *text;
};

/* A ZIP of the parts, the caller frees. */
static char *
zipped(const struct part *parts, gsize *length)
{
	zip_source_t *buffer = zip_source_buffer_create(NULL, 0, 0, NULL);
	zip_t *zip = zip_open_from_source(buffer, ZIP_TRUNCATE, NULL);
	char *bytes;

	assert_non_null(zip);
	zip_source_keep(buffer);
	for (; parts->name != NULL; parts++)
		assert_true(
			zip_file_add(zip, parts->name,
		                     zip_source_buffer(zip, parts->text, strlen(parts->text), 0),
		                     ZIP_FL_OVERWRITE) >= 0);
	assert_int_equal(zip_close(zip), 0);
	assert_int_equal(zip_source_open(buffer), 0);
	zip_source_seek(buffer, 0, SEEK_END);
	*length = (gsize)zip_source_tell(buffer);
	zip_source_seek(buffer, 0, SEEK_SET);
	bytes = g_malloc(*length);
	assert_int_equal(zip_source_read(buffer, bytes, *length), *length);
	zip_source_close(buffer);
	zip_source_free(buffer);
	return bytes;
}

/* Reads a workbook whose first sheet has these rows. */
static struct sheet *
read_sheet(const char *rows, const char *shared, struct findings *findings)
{
	g_autofree char *sheet =
		g_strdup_printf("<worksheet><sheetData>%s</sheetData></worksheet>", rows);
	const struct part parts[] = { { "xl/workbook.xml", WORKBOOK },
		                      { "xl/_rels/workbook.xml.rels", LINKS },
		                      { "xl/sharedStrings.xml", shared },
		                      { "xl/worksheets/sheet1.xml", "<worksheet/>" },
		                      { "xl/Worksheets/Sheet2.xml", sheet }, /* as OPC allows */
		                      { NULL, NULL } };
	gsize length;
	g_autofree char *bytes = zipped(parts, &length);

	return spreadsheet_read(bytes, length, "a.xlsx", findings);
}

static void
test_cells(void **state)
{
	AUTO(findings) findings = findings_new();
	AUTO(sheet) sheet = read_sheet(
		"<row r=\"2\"><c r=\"A2\" t=\"s\"><v>0</v></c><c r=\"C2\" t=\"s\"><v>1</v></c>"
		"<c t=\"s\"><v>2</v></c><c r=\"AA2\" t=\"inlineStr\"><is><t>𠮷野</t><rPh><t>ヨシノ</t></rPh>"
		"</is></c></row><row><c><v>46350</v></c><c><v>7.123456789012E12</v></c>"
		"<c t=\"str\"><f>A1&amp;\"x\"</f><v>式の値</v></c><c t=\"s\"><v>99</v></c>"
		"<c t=\"e\"><v>#N/A</v></c></row>",
		SHARED, findings);

	(void)state;
	assert_non_null(sheet);
	assert_int_equal(sheet->rows->len, 3);
	assert_null(sheet_cell(sheet, 0, 0));
	assert_string_equal(sheet_cell(sheet, 1, 0), "東京都");
	assert_null(sheet_cell(sheet, 1, 1));
	assert_string_equal(sheet_cell(sheet, 1, 2), "太字 続き");
	assert_string_equal(sheet_cell(sheet, 1, 3), "一行目\n二行目");
	assert_string_equal(sheet_cell(sheet, 1, 26), "𠮷野");
	assert_string_equal(sheet_cell(sheet, 2, 0), "46350");
	assert_string_equal(sheet_cell(sheet, 2, 1), "7123456789012");
	assert_string_equal(sheet_cell(sheet, 2, 2), "式の値");
	assert_null(sheet_cell(sheet, 2, 3));
	assert_string_equal(sheet_cell(sheet, 2, 4), "#N/A");
}

/* There is one finding, and it is this. */
static void
assert_one(struct findings *findings, const char *id)
{
	const GPtrArray *all = findings_sorted(findings);

	assert_int_equal(all->len, 1);
	assert_string_equal(((const struct finding *)all->pdata[0])->message->id, id);
}

static void
assert_refused(const char *rows, const char *shared, const char *id)
{
	AUTO(findings) findings = findings_new();

	assert_null(read_sheet(rows, shared, findings));
	assert_one(findings, id);
}

static void
test_hostile(void **state)
{
	g_autofree char *large = g_strnfill(8 * 1024 * 1024, ' ');
	g_autofree char *bomb = g_strconcat("<sst>", large, "</sst>", NULL);
	g_autoptr(GString) deep = g_string_new(NULL);
	g_autoptr(GString) many = g_string_new("<row>");
	g_autofree char *text = g_strnfill(300 * 1024, 'x');
	unsigned random = 1;
	g_autofree char *shared = NULL;
	g_autoptr(GString) empty = g_string_new("<sst>");

	(void)state;
	for (int i = 0; i < 100; i++)
		g_string_append(deep, "<a>");
	for (int i = 0; i < 100; i++)
		g_string_append(deep, "</a>");
	for (char *at = text; *at != '\0'; at++)
		*at = (char)('a' + (random = random * 1103515245 + 12345) / 65536 % 26);
	shared = g_strconcat("<sst><si><t>", text, "</t></si></sst>", NULL);
	/* One text, which many cells share, is more than there is memory for. */
	for (int i = 0; i < 250; i++)
		g_string_append(many, "<c t=\"s\"><v>0</v></c>");
	/* Two gigabytes of texts that say nothing. */
	for (int i = 0; i < 1100000; i++)
		g_string_append_printf(empty, "<si a=\"%d\"/>", i);
	g_string_append(empty, "</sst>");
	assert_refused("", empty->str, "xlsx-cells");
	assert_refused("", bomb, "xlsx-hostile");
	assert_refused("", "<!DOCTYPE sst [<!ENTITY a \"b\">]><sst><si><t>&a;</t></si></sst>",
	               "xlsx-hostile");
	assert_refused("", "<!DOCTYPE sst SYSTEM \"http://127.0.0.1/x.dtd\"><sst/>",
	               "xlsx-hostile");
	assert_refused(deep->str, SHARED, "xlsx-hostile");
	assert_refused(many->str, shared, "xlsx-cells");
	assert_refused("<row r=\"9999999999\"><c><v>1</v></c></row>", SHARED, "xlsx-cells");
	assert_refused("<row><c r=\"XFD1\"><v>1</v></c></row>", SHARED, "xlsx-cells");
	assert_refused("<row><c><v>1</v></row>", SHARED, "xlsx-broken");
}

static void
assert_unread(const char *bytes, gsize length, const char *id)
{
	AUTO(findings) findings = findings_new();

	assert_null(spreadsheet_read(bytes, length, "a", findings));
	assert_one(findings, id);
}

static void
test_other_files(void **state)
{
	const struct part none[] = { { "word/document.xml", "<w/>" }, { NULL, NULL } };
	const struct part old[] = { { "xl/workbook.xml",
		                      "<workbook><workbookPr date1904=\"1\"/></workbook>" },
		                    { "xl/worksheets/sheet1.xml", "<worksheet/>" },
		                    { NULL, NULL } };
	gsize length;
	g_autofree char *word = zipped(none, &length);

	(void)state;
	assert_unread(word, length, "xlsx-broken");
	assert_unread(word, length / 2, "xlsx-broken");
	g_free(word);
	word = zipped(old, &length);
	assert_unread(word, length, "xlsx-1904");
	assert_unread("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", 8, "table-old");
	assert_unread("a\xFF\xFE\xFFz,b", 7, "table-encoding");
	assert_unread("a,\"b\nc", 6, "table-quotes");
}

static void
assert_csv(const char *bytes, gsize length, const char *first, const char *last)
{
	AUTO(findings) findings = findings_new();
	AUTO(sheet) sheet = spreadsheet_read(bytes, length, "a.csv", findings);

	assert_non_null(sheet);
	assert_string_equal(sheet_cell(sheet, 0, 0), first);
	assert_string_equal(sheet_cell(sheet, 1, 1), last);
}

static void
test_csv(void **state)
{
	static const char cp932[] = "\x96\xBC\x8F\xCC,b\r\n1,\x8B\xE0\x8A\x7A\x81\x60\x87\x40\r\n";
	static const char quoted[] = "\xEF\xBB\xBF\"a \"\"b\"\"\",c\n1,\"x,\ny\"\n";
	static const char tabs[] = "a\tb\r\n1\t'=2\r\n";
	static const char utf16[] = "\xFF\xFE"
				    "a\0\t\0b\0\n\0"
				    "1\0\t\0B0";

	(void)state;
	assert_csv(cp932, sizeof(cp932) - 1, "名称", "金額～①");
	assert_csv(quoted, sizeof(quoted) - 1, "a \"b\"", "x,\ny");
	assert_csv(tabs, sizeof(tabs) - 1, "a", "=2");
	assert_csv(utf16, sizeof(utf16) - 1, "a", "あ");
}

static void
test_days(void **state)
{
	static const struct {
		const char *text, *iso;
	} days[] = {
		{ "2026/11/24", "2026-11-24" },
		{ "2026-11-24", "2026-11-24" },
		{ "2026−11–24", "2026-11-24" },
		{ "2026/1/5", "2026-01-05" },
		{ "2026年11月24日", "2026-11-24" },
		{ "令和8年11月24日", "2026-11-24" },
		{ "令和元年5月1日", "2019-05-01" },
		{ "平成３１年４月３０日", "2019-04-30" },
		{ "R8.11.24", "2026-11-24" },
		{ "46350", "2026-11-24" },
		{ "2026/11/24 0:00:00", "2026-11-24" },
		{ "2026/2/30", NULL },
		{ "26/11/24", NULL },
		{ "令和8年", NULL },
		{ "11/24/2026", NULL },
		{ "123", NULL },
		{ "", NULL },
	};

	(void)state;
	for (gsize i = 0; i < G_N_ELEMENTS(days); i++) {
		struct date date;
		bool good = date_parse_written(days[i].text, &date);
		g_autofree char *iso = good ? date_iso(date) : NULL;

		assert_int_equal(good, days[i].iso != NULL);
		if (good)
			assert_string_equal(iso, days[i].iso);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_cells),       cmocka_unit_test(test_hostile),
		cmocka_unit_test(test_other_files), cmocka_unit_test(test_csv),
		cmocka_unit_test(test_days),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
