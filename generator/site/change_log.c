/* The log of changes for programs: what, of which number, by which clause, the old and the
 * new text, when it took effect and when the list showed it. */
#include "site/change_log.h"

#include "render/csv.h"
#include "site/feed.h"
#include "site/record.h"

/* A cell or member of a row, by its name in JSON and its heading in CSV. */
static const struct {
	const char *name, *heading;
} columns[] = {
	{ "published_on", "公開日（版）" },
	{ "effective_on", "効力の日" },
	{ "number", "登録番号" },
	{ "name", "そのときの名称" },
	{ "id", "識別子" },
	{ "code", "できごとの符号" },
	{ "label", "できごと" },
	{ "clause", "登録規則の条項" },
	{ "item", "7.5の号" },
	{ "item_label", "変更された項目" },
	{ "item_label_en", "変更された項目（英語）" },
	{ "old", "変更前" },
	{ "new", "変更後" },
	{ "reason", "訂正の理由" },
	{ "label_en", "できごと（英語）" },
};

/* The cells of one row in the order of the columns; NULL: nothing. */
struct row {
	const char *cells[G_N_ELEMENTS(columns)];
};

static void
append_row(const struct row *row, GString *json, GString *csv)
{
	struct record record = record_begin(json, RECORD_JSON);
	const char *cells[G_N_ELEMENTS(columns)];

	record_open(&record, NULL);
	for (gsize i = 0; i < G_N_ELEMENTS(columns); i++) {
		record_text(&record, columns[i].name, row->cells[i]);
		cells[i] = row->cells[i] == NULL ? "" : row->cells[i];
	}
	record_close(&record);
	g_string_append_c(json, '\n');
	csv_append_row(csv, cells, G_N_ELEMENTS(cells));
}

static void
append_change(const struct change *change, GString *json, GString *csv)
{
	const struct disclosed_event *event = change->event;
	g_autofree char *published = date_iso(event->published_on),
			*effective = date_iso(event->on);
	struct row row = { { published, effective, change->entry->number, event->name, event->id,
		             event->code, event->label, event->clause } };

	row.cells[13] = event->reason;
	row.cells[14] = event->label_en;

	if (event->changes->len == 0)
		append_row(&row, json, csv);
	EACH (const struct disclosed_change, item, event->changes) {
		char number[DECIMAL_ROOM + 1];

		*decimal_put(number, item->item, 1) = '\0';
		row.cells[8] = number;
		row.cells[9] = item->label;
		row.cells[10] = item->label_en;
		row.cells[11] = item->before;
		row.cells[12] = item->after;
		append_row(&row, json, csv);
	}
}

static bool
write_log(const struct build *build, struct tree *tree, const struct work *work, GError **error)
{
	const GArray *changes = work->subject;
	g_autoptr(GString) json = g_string_new(NULL), csv = g_string_new(CSV_BYTE_ORDER_MARK);
	const char *headings[G_N_ELEMENTS(columns)];

	for (gsize i = 0; i < G_N_ELEMENTS(columns); i++)
		headings[i] = columns[i].heading;
	csv_append_row(csv, headings, G_N_ELEMENTS(headings));
	for (guint i = changes->len; i > 0; i--)
		append_change(&g_array_index(changes, struct change, i - 1), json, csv);
	(void)build;
	return tree_write(tree, "data/changes.jsonl", json->str, json->len, error) &&
	       tree_write(tree, "data/changes.csv", csv->str, csv->len, error);
}

void
change_log_plan(struct plan *plan, const GArray *changes)
{
	plan_file(plan, (struct work){ .write = write_log, .subject = changes });
}
