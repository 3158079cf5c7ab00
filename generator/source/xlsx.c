/* A workbook is a ZIP of XML: the sheet and the texts that its cells share are read from it,
 * guardedly. */
#include "source/xlsx.h"

#include <libxml/xmlreader.h>
#include <string.h>
#include <zip.h>

/* Entries of an archive, bytes of an entry, and how far bytes may have been packed. */
#define ENTRIES 4096
#define ENTRY_SIZE (64 * 1024 * 1024)
#define RATIO 500
/* Texts that cells share: each takes memory, also where it says nothing. */
#define SHARED (1024 * 1024)
#define DEPTH 64

MESSAGE(message_broken, "xlsx-broken", ERROR, NULL,
        "表計算ソフトのファイル（.xlsx）として読めません（{0}）。開いて保存し直してください。",
        "This cannot be read as a workbook (.xlsx), at {0}. Open it and save it again.");
MESSAGE(message_hostile, "xlsx-hostile", ERROR, NULL,
        "ファイルの中の {0} が、展開すると大きすぎるか、許されない書き方（DOCTYPE、深すぎる入れ子）をしています。受け取ったところに確かめてください。",
        "{0} in the file unpacks to too much, or has what is not allowed (a DOCTYPE, deep nesting). Ask where it comes from.");
MESSAGE(message_1904, "xlsx-1904", ERROR, NULL,
        "日付を1904年から数える設定のファイルです。設定を外し、日付を確かめて保存し直してください。",
        "The workbook counts days from 1904. Turn that off, look at the days, and save it again.");
MESSAGE(message_cells, "xlsx-cells", ERROR, NULL,
        "表が大きすぎます（{0}行、{1}列、文字は64 MiBまで）。余分な行と列を削除してください。",
        "The sheet is too large: {0} rows, {1} columns and 64 MiB are the limit. Delete what is not in use.");

MESSAGE(message_sheets, "xlsx-sheets", WARNING, NULL,
        "シートが{0}枚あります。『{1}』だけを読みます。ほかのシートも読むときは、シートごとに別のファイルにしてください。",
        "There are {0} sheets; only \"{1}\" is read. To have others read, make a file of each.");

struct book {
	zip_t *zip;
	const char *name;
	struct findings *findings;
	const char *part; /* that is read */
	bool failed;
};

static void
fail(struct book *book, const struct message *message)
{
	if (!book->failed)
		findings_add(book->findings, message, (struct place){ .file = book->name },
		             message == &message_cells ? G_STRINGIFY(SHEET_ROWS) : book->part,
		             G_STRINGIFY(SHEET_COLUMNS), NULL);
	book->failed = true;
}

/* The bytes of an entry; NULL where there is none, or it is refused. Names of parts are the
 * same without regard to case (ECMA-376-2, OPC). */
static char *
unpack(struct book *book, const char *part, gsize *length)
{
	zip_stat_t stat;

	book->part = part;
	if (zip_stat(book->zip, part, ZIP_FL_NOCASE, &stat) != 0)
		return NULL;
	if (stat.size > ENTRY_SIZE || stat.size / RATIO > stat.comp_size) {
		fail(book, &message_hostile);
		return NULL;
	}
	zip_file_t *file = zip_fopen(book->zip, part, ZIP_FL_NOCASE);
	g_autofree char *bytes = g_malloc(stat.size + 1);
	zip_int64_t count = file == NULL ? -1 : zip_fread(file, bytes, stat.size + 1);
	if (file == NULL || zip_fclose(file) != 0 || count < 0 ||
	    (zip_uint64_t)count != stat.size) {
		fail(book, &message_broken);
		return NULL;
	}
	*length = (gsize)count;
	return g_steal_pointer(&bytes);
}

/* What the reader stands on. */
static bool
is_at(xmlTextReader *reader, int type, const char *name)
{
	return xmlTextReaderNodeType(reader) == type &&
	       g_strcmp0((const char *)xmlTextReaderConstLocalName(reader), name) == 0;
}

/* Goes on by one node; False at the end, and where the XML is refused. */
static bool
next(struct book *book, xmlTextReader *reader)
{
	int more = xmlTextReaderRead(reader);

	if (more < 0)
		fail(book, &message_broken);
	else if (xmlTextReaderNodeType(reader) == XML_READER_TYPE_DOCUMENT_TYPE ||
	         xmlTextReaderDepth(reader) > DEPTH)
		fail(book, &message_hostile);
	return more == 1 && !book->failed;
}

static char *
attribute(xmlTextReader *reader, const char *name)
{
	xmlChar *value = xmlTextReaderGetAttribute(reader, (const xmlChar *)name);
	char *copy = g_strdup((const char *)value);

	xmlFree(value);
	return copy;
}

/* All text in the <t> and <v> of the element that the reader stands on, up to its end, but
 * not that of readings. */
static char *
read_text(struct book *book, xmlTextReader *reader)
{
	GString *text = g_string_new(NULL);
	int depth = xmlTextReaderDepth(reader), reading = G_MAXINT;
	bool inside = false;

	if (xmlTextReaderIsEmptyElement(reader) == 1)
		return g_string_free(text, false);
	while (next(book, reader) && xmlTextReaderDepth(reader) > depth) {
		int type = xmlTextReaderNodeType(reader), at = xmlTextReaderDepth(reader);

		if (at <= reading)
			reading = is_at(reader, XML_READER_TYPE_ELEMENT, "rPh") ? at : G_MAXINT;
		if (type == XML_READER_TYPE_ELEMENT)
			inside = at < reading &&
			         (is_at(reader, type, "t") || is_at(reader, type, "v"));
		else if (type == XML_READER_TYPE_END_ELEMENT)
			inside = false;
		else if (inside && xmlTextReaderHasValue(reader) == 1)
			g_string_append(text, (const char *)xmlTextReaderConstValue(reader));
	}
	g_string_replace(text, "_x000D_", "", 0);
	return g_string_free(text, false);
}

/* Calls `handle` at each element of the part. False where there is no such part. */
typedef void handle_element(struct book *book, xmlTextReader *reader, void *data);

static bool
read_part(struct book *book, const char *part, handle_element *handle, void *data)
{
	gsize length = 0;
	g_autofree char *bytes = unpack(book, part, &length);

	if (bytes == NULL)
		return false;
	if (g_strstr_len(bytes, (gssize)length, "<!DOCTYPE") != NULL) {
		fail(book, &message_hostile);
		return false;
	}
	xmlTextReader *reader =
		xmlReaderForMemory(bytes, (int)length, NULL, NULL,
	                           XML_PARSE_NONET | XML_PARSE_NOERROR | XML_PARSE_NOWARNING);
	while (next(book, reader))
		if (xmlTextReaderNodeType(reader) == XML_READER_TYPE_ELEMENT)
			handle(book, reader, data);
	xmlFreeTextReader(reader);
	return true;
}

/* What leads to the first sheet that is shown, or else to the first. */
struct link {
	char *id, *name, *target; /* owned */
	bool is_shown;
	int shown; /* sheets */
};

static void
link_clear(struct link *link)
{
	g_free(link->id);
	g_free(link->name);
	g_free(link->target);
}

static void
take_sheet(struct link *link, xmlTextReader *reader)
{
	g_autofree char *state = attribute(reader, "state");
	bool is_shown = state == NULL || strcmp(state, "visible") == 0;

	link->shown += is_shown;
	if (link->id != NULL && (link->is_shown || !is_shown))
		return;
	link_clear(link);
	link->id = attribute(reader, "r:id");
	link->name = attribute(reader, "name");
	link->is_shown = is_shown;
}

static void
handle_workbook(struct book *book, xmlTextReader *reader, void *data)
{
	struct link *link = data;
	g_autofree char *old = attribute(reader, "date1904");

	if (is_at(reader, XML_READER_TYPE_ELEMENT, "workbookPr") &&
	    (g_strcmp0(old, "1") == 0 || g_strcmp0(old, "true") == 0))
		fail(book, &message_1904);
	if (is_at(reader, XML_READER_TYPE_ELEMENT, "sheet"))
		take_sheet(link, reader);
}

static void
handle_relationship(struct book *book, xmlTextReader *reader, void *data)
{
	struct link *link = data;
	g_autofree char *id = attribute(reader, "Id");

	(void)book;
	if (link->target == NULL && id != NULL && g_strcmp0(id, link->id) == 0)
		link->target = attribute(reader, "Target");
}

static void
handle_shared(struct book *book, xmlTextReader *reader, void *data)
{
	const GPtrArray *shared = data;

	if (is_at(reader, XML_READER_TYPE_ELEMENT, "si"))
		g_ptr_array_add(data, read_text(book, reader));
	if (shared->len > SHARED)
		fail(book, &message_cells);
}

struct cells {
	struct sheet *table;
	const GPtrArray *shared;
	guint row, column; /* that come next */
};

/* "7.990001E12" is a number of 13 digits, which somebody typed as one. */
static char *
number_text(char *text)
{
	g_autofree char *owned = text;
	double value = strpbrk(text, "eE") != NULL ? g_ascii_strtod(text, NULL) : 0;

	if (value < 1e15 && value >= 1 && value == (double)(gint64)value)
		return g_strdup_printf("%" G_GINT64_FORMAT, (gint64)value);
	return g_steal_pointer(&owned);
}

/* "H12" is column 7 of row 11; without a reference it is the next one. */
static void
take_reference(struct cells *cells, const char *reference)
{
	guint64 column = 0;

	if (reference == NULL)
		return;
	for (; g_ascii_isupper(*reference) && column < SHEET_COLUMNS * 26; reference++)
		column = column * 26 + (guint64)(*reference - 'A' + 1);
	if (column > 0)
		cells->column = (guint)column - 1;
	if (g_ascii_isdigit(*reference))
		cells->row = (guint)MIN(g_ascii_strtoull(reference, NULL, 10), SHEET_ROWS + 1) - 1;
}

static void
handle_sheet(struct book *book, xmlTextReader *reader, void *data)
{
	struct cells *cells = data;

	if (is_at(reader, XML_READER_TYPE_ELEMENT, "row")) {
		g_autofree char *row = attribute(reader, "r");

		cells->row = cells->row + 1;
		cells->column = 0;
		take_reference(cells, row);
	}
	if (!is_at(reader, XML_READER_TYPE_ELEMENT, "c"))
		return;
	g_autofree char *reference = attribute(reader, "r");
	g_autofree char *type = attribute(reader, "t");
	take_reference(cells, reference);
	char *text = read_text(book, reader);
	if (g_strcmp0(type, "s") == 0) {
		guint64 index = g_ascii_strtoull(text, NULL, 10);

		g_free(text);
		text = g_strdup(index < cells->shared->len ? cells->shared->pdata[index] : "");
	} else if (type == NULL || strcmp(type, "n") == 0) {
		text = number_text(text);
	}
	if (text[0] == '\0')
		g_free(text);
	else if (!sheet_put(cells->table, cells->row, cells->column, text))
		fail(book, &message_cells);
	cells->column++;
}

static struct sheet *
read_book(struct book *book)
{
	struct link link = { 0 };
	g_autoptr(GPtrArray) shared = g_ptr_array_new_with_free_func(g_free);
	AUTO(sheet) table = sheet_new();
	struct cells cells = { table, shared, G_MAXUINT, 0 };
	g_autofree char *part = NULL;

	read_part(book, "xl/workbook.xml", handle_workbook, &link);
	read_part(book, "xl/_rels/workbook.xml.rels", handle_relationship, &link);
	if (link.target != NULL)
		part = link.target[0] == '/' ? g_strdup(link.target + 1)
		                             : g_strconcat("xl/", link.target, NULL);
	read_part(book, "xl/sharedStrings.xml", handle_shared, shared);
	if (!read_part(book, part != NULL ? part : "xl/worksheets/sheet1.xml", handle_sheet,
	               &cells))
		fail(book, &message_broken);
	if (link.shown > 1 && !book->failed)
		findings_add(book->findings, &message_sheets, (struct place){ .file = book->name },
		             NUMBER(link.shown), link.name != NULL ? link.name : "–", NULL);
	link_clear(&link);
	return book->failed ? NULL : g_steal_pointer(&table);
}

struct sheet *
xlsx_read(const char *bytes, gsize length, const char *name, struct findings *findings)
{
	zip_source_t *source = zip_source_buffer_create(bytes, length, 0, NULL);
	struct book book = { .name = name, .findings = findings, .part = name };
	struct sheet *table = NULL;

	book.zip = source == NULL ? NULL : zip_open_from_source(source, ZIP_RDONLY, NULL);
	if (book.zip == NULL) {
		zip_source_free(source);
		fail(&book, &message_broken);
		return NULL;
	}
	if (zip_get_num_entries(book.zip, 0) > ENTRIES)
		fail(&book, &message_hostile);
	else
		table = read_book(&book);
	zip_discard(book.zip);
	return table;
}
