/* Files of other lists are read, row by row, into the values of <carried-over>. */
#include "command/import_read.h"

#include "base/folder.h"
#include "command/carried.h"
#include "disclosure/item.h"
#include "history/state.h"
#include "site/columns.h"
#include "source/spreadsheet.h"

#include <string.h>

/* Rows in which the headings may stand. */
#define HEADING_ROWS 20

MESSAGE(message_json, "import-json", ERROR, NULL,
        "services.json として読めません（{0}）。ismapgen が公開した data/services.json を指定してください。",
        "This is no services.json: {0}. Name data/services.json as ismapgen publishes it.");
MESSAGE(message_headings, "import-headings", ERROR, NULL,
        "見出しの行が見つかりません。「登録番号」と、ほかの項目の名前を1つの行に書くか、--mapping で対応表を指定してください。",
        "There is no row of headings. Write \"registration number\" and the names of other items in one row, or name a --mapping.");
MESSAGE(message_no_rows, "import-no-rows", WARNING, NULL,
        "見出しの行のほかに、登録の行がありません。",
        "There is no row besides that of the headings.");
MESSAGE(message_unknown, "import-unknown-column", WARNING, NULL,
        "『{0}』が何の項目か分かりません。この列は読みません。読むときは --mapping の対応表に書いてください。",
        "It is not known what \"{0}\" is; the column is passed over. To have it read, put it into a --mapping.");
MESSAGE(message_twice, "import-column-twice", ERROR, NULL,
        "『{0}』の列が2つあります。1つにしてください。",
        "There are two columns of \"{1}\". Keep one.");
MESSAGE(message_missing, "import-column-missing", ERROR, NULL,
        "『{0}』の列がありません。列を加えるか、--mapping の対応表で列又はすべての行の値を示してください。",
        "There is no column of \"{1}\". Add it, or name the column, or a value for all rows, in a --mapping.");
MESSAGE(message_cell, "import-cell", ERROR, NULL,
        "セルが計算の誤り（{0}）のままです。値を書いてください。",
        "The cell holds an error of a formula, {0}. Write a value.");
MESSAGE(message_digits, "import-digits", ERROR, NULL,
        "値が {0} です。表計算ソフトが桁を失っています。セルの書式を「文字列」にして、番号を書き直してください。",
        "The value is {0}: the spreadsheet has lost digits. Make the cell one of text, and write the number again.");
MESSAGE(message_status, "import-status", ERROR, NULL,
        "状態が「{0}」ですが、いつからかが次の列にありません。当てはまる列のすべてに、「続いている一時停止」には 2026-10-01（9.3） のように、「続いている再監査」には日付を、「更新の判断を待っている」には「有」を書いてください。",
        "The status is {0}, but the columns do not say since when. Fill in all that apply: \"suspension that lasts\" (2026-10-01（9.3）), \"re-audit that lasts\" (a day) and \"renewal undecided\" (yes).");
MESSAGE(message_mapping, "import-mapping", ERROR, NULL,
        "対応表の「{0}」という項目はありません。1列目に元の見出し、2列目に項目の名前（services.csv の見出しなど）、3列目に空のときの値を書きます。",
        "There is no item {0}. A mapping has the other list's heading, the name of the item (as in services.csv), and the value where there is none.");
MESSAGE(message_objectives, "import-objectives", ERROR, NULL,
        "統制目標の番号（3.1.1 など）の列と、〇・× の列が見つかりません。",
        "There is no column of control objectives (such as 3.1.1) beside one of 〇 and ×.");

/* What is read, from where, to where. */
struct reading {
	const struct request *request;
	const char *file;
	const GPtrArray *columns; /* of <carried-over> */
	const struct sheet *mapping;
	GPtrArray *entries;
	GPtrArray *missing;
	struct findings *findings;
	guint headings;                                 /* the row of them */
	const struct carried_column *at[SHEET_COLUMNS]; /* what each column is; NULL: nothing */
};

static struct place
place_at(const char *file, guint row, guint column)
{
	g_autofree char *name = sheet_column_name(column);
	g_autofree char *ja = g_strconcat(name, "列", NULL);
	g_autofree char *en = g_strconcat("column ", name, NULL);

	return (struct place){ .file = file,
		               .line = (int)row + 1,
		               .column = (int)column + 1,
		               .field_ja = g_intern_string(ja),
		               .field_en = g_intern_string(en) };
}

/* The cell of a mapping; NULL: there is none. */
static const char *
mapped(const struct reading *reading, guint row, guint column)
{
	return reading->mapping != NULL ? sheet_cell(reading->mapping, row, column) : NULL;
}

static guint
mapping_length(const struct reading *reading)
{
	return reading->mapping != NULL ? reading->mapping->rows->len : 0;
}

/* What the heading means, by the mapping or by itself; NULL: no item. */
static const struct carried_column *
column_of(const struct reading *reading, const char *heading)
{
	for (guint i = 0; heading != NULL && i < mapping_length(reading); i++)
		if (g_strcmp0(mapped(reading, i, 0), heading) == 0) {
			heading = mapped(reading, i, 1);
			break;
		}
	return heading != NULL ? carried_column_find(reading->columns, heading) : NULL;
}

/* Finds the first row whose headings are a number and another item. */
static bool
find_headings(struct reading *reading, const struct sheet *sheet)
{
	for (guint row = 0; row < MIN(sheet->rows->len, HEADING_ROWS); row++) {
		guint known = 0;
		bool has_number = false;

		for (guint i = 0; i < SHEET_COLUMNS; i++) {
			reading->at[i] = column_of(reading, sheet_cell(sheet, row, i));
			known += reading->at[i] != NULL;
			has_number |= reading->at[i] != NULL &&
			              strcmp(reading->at[i]->path, "number") == 0;
		}
		reading->headings = row;
		if (has_number && known > 1)
			return true;
	}
	return false;
}

/* Each item that a mapping names is one. */
static void
check_mapping(const struct reading *reading)
{
	for (guint i = 1; i < mapping_length(reading); i++) {
		const char *name = mapped(reading, i, 1);

		if (name != NULL && carried_column_find(reading->columns, name) == NULL)
			findings_add(reading->findings, &message_mapping,
			             place_at(reading->request->mapping, i, 1), name, NULL);
	}
}

/* Whether our own list has the heading: what no field holds follows from the others. */
static bool
is_of_list(const char *heading)
{
	g_autoptr(GPtrArray) items = columns_items();

	EACH (const struct item, item, items)
		if (strcmp(heading, item_label(item, LANGUAGE_JA)) == 0)
			return true;
	return false;
}

/* Headings that are there twice, or mean nothing. */
static void
check_headings(const struct reading *reading, const struct sheet *sheet)
{
	for (guint i = 0; i < SHEET_COLUMNS; i++) {
		const char *heading = sheet_cell(sheet, reading->headings, i);
		const struct carried_column *column = reading->at[i];
		struct place place = place_at(reading->file, reading->headings, i);
		guint before = 0;

		while (column != NULL && reading->at[before] != column)
			before++;
		if (column != NULL && before < i)
			findings_add(reading->findings, &message_twice, place, column->field->ja,
			             column->field->en, NULL);
		else if (column == NULL && heading != NULL && !is_of_list(heading))
			findings_add(reading->findings, &message_unknown, place, heading, NULL);
	}
}

static void
refuse_cell(const struct reading *reading, struct carried *carried, guint column,
            const struct message *message, const char *text)
{
	carried->refused = true;
	findings_add(reading->findings, message,
	             place_at(reading->file, (guint)carried->row - 1, column), text, NULL);
}

/* Whether the columns say since when all of a status lasts: one mark stands for no other. */
static bool
is_status_told(const struct carried *carried, const char *status)
{
	static const char *const marks[][2] = {
		{ "一時停止", "suspended" },
		{ "再監査", "under-reaudit" },
		{ "継続", "renewal-pending" },
	};
	bool is_told = false;

	for (size_t i = 0; i < G_N_ELEMENTS(marks); i++)
		if (carried_value(carried, marks[i][1]) != NULL)
			is_told = true;
		else if (strstr(status, marks[i][0]) != NULL)
			return false;
	return is_told;
}

/* What a cell of our own table says of statuses, one a line, 「一時停止（9.3） 2026-11-06から」, as the
 * open data have it; NULL: it is written in another way. */
static json_t *
statuses_of_cell(const char *text)
{
	g_auto(GStrv) lines = g_strsplit(text, "\n", -1);
	json_t *statuses = json_array();

	for (char **line = lines; *line != NULL; line++) {
		enum state state = STATE_SUSPENDED_INCIDENT;
		struct date since;

		while (state <= STATE_CONTINUED && !g_str_has_prefix(*line, state_terms[state].ja))
			state++;

		bool is_ours = state <= STATE_CONTINUED && g_str_has_suffix(*line, "から");
		const char *begin = is_ours ? *line + strlen(state_terms[state].ja) : *line;
		g_autofree char *day =
			is_ours ? g_strndup(begin, strlen(begin) - strlen("から")) : NULL;

		if (!is_ours || !date_parse_written(sheet_strip(day), &since)) {
			json_decref(statuses);
			return NULL;
		}
		g_autofree char *iso = date_iso(since);

		json_array_append_new(statuses, json_pack("{s:s, s:s}", "code",
		                                          state_terms[state].id, "since", iso));
	}
	return statuses;
}

/* Where no other column says anything of it. */
static bool
take_status(struct carried *carried, const char *status)
{
	json_t *statuses = carried_value(carried, "suspended") == NULL &&
	                                   carried_value(carried, "under-reaudit") == NULL &&
	                                   carried_value(carried, "renewal-pending") == NULL
	                           ? statuses_of_cell(status)
	                           : NULL;

	if (statuses != NULL)
		carried_take_statuses(carried, statuses);
	json_decref(statuses);
	return statuses != NULL;
}

/* An entry that is more than registered says since when. */
static void
check_status(const struct reading *reading, const struct sheet *sheet, struct carried *carried)
{
	const char *statuses = item_label(item_find(items_of_entry, "statuses"), LANGUAGE_JA);

	for (guint i = 0; i < SHEET_COLUMNS; i++) {
		const char *status = sheet_cell(sheet, (guint)carried->row - 1, i);

		if (status != NULL && strcmp(status, "登録") != 0 &&
		    g_strcmp0(sheet_cell(sheet, reading->headings, i), statuses) == 0 &&
		    !is_status_told(carried, status) && !take_status(carried, status))
			refuse_cell(reading, carried, i, &message_status, status);
	}
}

static void
take_row(const struct reading *reading, const struct sheet *sheet, guint row)
{
	struct carried *carried = carried_new((int)row + 1);

	for (guint i = 0; i < SHEET_COLUMNS; i++) {
		const struct carried_column *column = reading->at[i];
		const char *text = column != NULL ? sheet_cell(sheet, row, i) : NULL;

		if (column == NULL)
			continue;
		g_hash_table_insert(carried->places, (gpointer)column->path,
		                    GUINT_TO_POINTER(i + 1));
		/* Other fields say themselves that it is none of theirs. */
		if (text != NULL && text[0] == '#' && strchr("NRVD", text[1]) != NULL &&
		    column->field->pattern == NULL && column->field->kind <= FIELD_TEXT)
			refuse_cell(reading, carried, i, &message_cell, text);
		if (text != NULL && column->field->pattern != NULL && strpbrk(text, "Ee") != NULL &&
		    strspn(text, "0123456789.Ee+") == strlen(text))
			refuse_cell(reading, carried, i, &message_digits, text);
		else if (text != NULL)
			carried_take_cell(carried, column, text);
	}
	if (json_object_size(carried->values) == 0) {
		carried_free(carried);
		return;
	}
	check_status(reading, sheet, carried);
	g_ptr_array_add(reading->entries, carried);
}

static void
set_where_missing(struct carried *carried, const char *path, const char *text)
{
	if (carried_value(carried, path) == NULL)
		carried_set(carried, path, json_string(text));
}

/* What the mapping says where nothing is, then what the file as a whole does. A company is
 * addressed as 御中; how a person is, is not guessed. */
static void
complete(const struct reading *reading, struct carried *carried, const char *on, const char *from)
{
	for (guint i = 0; i < mapping_length(reading); i++) {
		const char *name = mapped(reading, i, 1), *otherwise = mapped(reading, i, 2);
		const struct carried_column *column =
			name != NULL ? carried_column_find(reading->columns, name) : NULL;

		if (column != NULL && otherwise != NULL &&
		    carried_value(carried, column->path) == NULL)
			carried_take_cell(carried, column, otherwise);
	}
	set_where_missing(carried, "on", on);
	set_where_missing(carried, "from", from);
	if (carried_text(carried, "applicant/representative/name") == NULL)
		set_where_missing(carried, "applicant/honorific", "御中");
}

/* Columns that an entry of a table needs, and that are not there. */
static void
check_missing(const struct reading *reading, const struct carried *carried)
{
	EACH (const struct carried_column, column, reading->columns) {
		if (column->field->min == 0 || strstr(column->path, "representative/") != NULL ||
		    carried_value(carried, column->path) != NULL ||
		    g_hash_table_contains(carried->places, column->path))
			continue;
		g_ptr_array_add(reading->missing, (gpointer)column->path);
		findings_add(reading->findings, &message_missing,
		             (struct place){ .file = reading->file }, column->field->ja,
		             column->field->en, NULL);
	}
}

static void
read_table(struct reading *reading, const struct sheet *sheet)
{
	g_autofree char *on = date_iso(reading->request->as_of);
	g_autofree char *from = g_path_get_basename(reading->file);

	check_mapping(reading);
	if (!find_headings(reading, sheet)) {
		findings_add(reading->findings, &message_headings,
		             (struct place){ .file = reading->file }, NULL);
		return;
	}
	check_headings(reading, sheet);
	for (guint row = reading->headings + 1; row < sheet->rows->len; row++)
		take_row(reading, sheet, row);
	for (guint i = 0; i < reading->entries->len; i++)
		complete(reading, reading->entries->pdata[i], on, from);
	if (reading->entries->len == 0)
		findings_add(reading->findings, &message_no_rows,
		             (struct place){ .file = reading->file }, NULL);
	else
		check_missing(reading, reading->entries->pdata[0]);
}

static void
read_json(const struct reading *reading, const char *bytes, gsize length)
{
	json_error_t fault;
	json_t *all = json_loadb(bytes, length, JSON_REJECT_DUPLICATES, &fault), *entry;
	const json_t *list = json_object_get(all, "services");
	g_autofree char *today = date_iso(reading->request->as_of);
	const char *on = json_string_value(json_object_get(all, "as_of"));
	const char *title = json_string_value(json_object_get(all, "title"));
	size_t i;

	if (!json_is_array(list))
		findings_add(reading->findings, &message_json,
		             (struct place){ .file = reading->file,
		                             .line = all == NULL ? fault.line : 0 },
		             all == NULL ? fault.text : "services", NULL);
	json_array_foreach(list, i, entry)
	{
		struct carried *carried = carried_new(0);

		carried_take_data(carried, entry);
		complete(reading, carried, on != NULL ? on : today,
		         title != NULL ? title : reading->file);
		g_ptr_array_add(reading->entries, carried);
	}
	json_decref(all);
}

/* The table of a file that an option or argument names. */
static struct sheet *
open_table(const char *file, struct findings *findings, GError **error)
{
	gsize length;
	g_autofree char *bytes = folder_read_file(file, 0, &length, error);

	return bytes != NULL ? spreadsheet_read(bytes, length, file, findings) : NULL;
}

GPtrArray *
import_read(const struct request *request, GPtrArray *missing, struct findings *findings,
            GError **error)
{
	g_autoptr(GPtrArray) entries = g_ptr_array_new_with_free_func((GDestroyNotify)carried_free);
	g_autoptr(GPtrArray) columns = carried_columns();
	struct reading reading = { .request = request,
		                   .file = request->arguments[0],
		                   .columns = columns,
		                   .entries = entries,
		                   .missing = missing,
		                   .findings = findings };
	AUTO(sheet) mapping = NULL;
	AUTO(sheet) sheet = NULL;
	gsize length;
	g_autofree char *bytes = folder_read_file(reading.file, 0, &length, error);

	if (bytes == NULL)
		return NULL;
	if (request->mapping != NULL &&
	    (mapping = open_table(request->mapping, findings, error)) == NULL)
		return NULL;
	reading.mapping = mapping;
	if (bytes[strspn(bytes, "\xEF\xBB\xBF \t\r\n")] == '{')
		read_json(&reading, bytes, length);
	else if ((sheet = spreadsheet_read(bytes, length, reading.file, findings)) != NULL)
		read_table(&reading, sheet);
	return findings_count(findings, FINDING_ERROR) > 0 && entries->len == 0
	               ? NULL
	               : g_steal_pointer(&entries);
}

static bool
is_objective(const char *text)
{
	return text != NULL &&
	       g_regex_match_simple("^[0-9]+\\.[0-9]+\\.[0-9]+(\\.(P|B|PB))?$", text, 0, 0);
}

/* Which mark a cell is: 1 yes, 0 no, -1 none. */
static int
mark_of(const char *text)
{
	static const char *const marks[2][8] = {
		{ "×", "✕", "✖", "x", "X", "無", "対象外", NULL },
		{ "〇", "○", "◯", "●", "◎", "有", "対象", NULL },
	};

	for (int i = 0; i < 2 && text != NULL; i++)
		if (g_strv_contains(marks[i], text))
			return i;
	return -1;
}

/* A row of an annex: an identifier, then a mark, then for what is left out the reason. */
static void
take_objective(const struct sheet *sheet, guint row, GString *implemented, json_t *excluded)
{
	const char *objective = NULL, *reason = NULL;
	int mark = -1;

	for (guint i = 0; i < SHEET_COLUMNS; i++) {
		const char *text = sheet_cell(sheet, row, i);

		if (objective == NULL && is_objective(text))
			objective = text;
		else if (objective != NULL && mark < 0)
			mark = mark_of(text);
		else if (mark >= 0 && reason == NULL)
			reason = text;
	}
	if (mark == 1)
		g_string_append_printf(implemented, "%s ", objective);
	else if (mark == 0)
		json_array_append_new(excluded, json_pack("{s:s, s:s?}", "objective", objective,
		                                          "reason", reason));
}

char *
import_read_objectives(const struct request *request, struct findings *findings, GError **error)
{
	const char *file = request->arguments[0];
	AUTO(sheet) sheet = open_table(file, findings, error);
	AUTO(carried) carried = carried_new(0);
	g_autoptr(GString) implemented = g_string_new(NULL);
	json_t *excluded = json_array();
	GString *out;

	for (guint row = 0; sheet != NULL && row < sheet->rows->len; row++)
		take_objective(sheet, row, implemented, excluded);
	carried_set(carried, "control-objectives/implemented",
	            json_string(g_strchomp(implemented->str)));
	carried_set(carried, "control-objectives/excluded", excluded);
	if (sheet == NULL)
		return NULL;
	if (implemented->str[0] == '\0') {
		findings_add(findings, &message_objectives, (struct place){ .file = file }, NULL);
		return NULL;
	}
	out = g_string_new(NULL);
	carried_render_group(carried, "control-objectives", out);
	return g_string_free(out, false);
}
