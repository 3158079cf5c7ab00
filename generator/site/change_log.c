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

struct log {
	struct tree_file *json, *csv;
};

/* One row, its cells in the order of the columns; NULL: nothing. */
static bool
append_row(const struct log *log, const char *const cells[G_N_ELEMENTS(columns)], GError **error)
{
	g_autoptr(GString) json = g_string_new(NULL), csv = g_string_new(NULL);
	struct record record = record_begin(json, RECORD_JSON);
	const char *filled[G_N_ELEMENTS(columns)];

	record_open(&record, NULL);
	for (gsize i = 0; i < G_N_ELEMENTS(columns); i++) {
		record_text(&record, columns[i].name, cells[i]);
		filled[i] = cells[i] == NULL ? "" : cells[i];
	}
	record_close(&record);
	g_string_append_c(json, '\n');
	csv_append_row(csv, filled, G_N_ELEMENTS(filled));
	return tree_file_append(log->json, json->str, json->len, error) &&
	       tree_file_append(log->csv, csv->str, csv->len, error);
}

static bool
append_change(const struct log *log, const struct change *change, GError **error)
{
	const struct disclosed_event *event = change->event;
	g_autofree char *published = date_iso(event->published_on),
			*effective = date_iso(event->on);
	const char *cells[G_N_ELEMENTS(columns)] = {
		published, effective,   change->entry->number, event->name,
		event->id, event->code, event->label,          event->clause
	};

	cells[13] = event->reason;
	cells[14] = event->label_en;

	if (event->changes->len == 0)
		return append_row(log, cells, error);
	EACH (const struct disclosed_change, item, event->changes) {
		char number[DECIMAL_ROOM + 1];

		*decimal_put(number, item->item, 1) = '\0';
		cells[8] = item->item == 0 ? NULL : number;
		cells[9] = item->label;
		cells[10] = item->label_en;
		cells[11] = item->before;
		cells[12] = item->after;
		if (!append_row(log, cells, error))
			return false;
	}
	return true;
}

static bool
append_all(const struct log *log, const GArray *changes, GError **error)
{
	g_autoptr(GString) head = g_string_new(CSV_BYTE_ORDER_MARK);
	const char *headings[G_N_ELEMENTS(columns)];
	bool good;

	for (gsize i = 0; i < G_N_ELEMENTS(columns); i++)
		headings[i] = columns[i].heading;
	csv_append_row(head, headings, G_N_ELEMENTS(headings));
	good = tree_file_append(log->csv, head->str, head->len, error);
	for (guint i = changes->len; good && i > 0; i--)
		good = append_change(log, &g_array_index(changes, struct change, i - 1), error);
	return good;
}

/* work->subject: GArray of struct change. */
static bool
write_log(const struct build *build, struct tree *tree, const struct work *work, GError **error)
{
	struct log log = { .json = tree_file_open(tree, "data/changes.jsonl", NULL, error) };
	bool good = log.json != NULL;

	(void)build;
	if (good)
		log.csv = tree_file_open(tree, "data/changes.csv", NULL, error);
	good = log.csv != NULL && append_all(&log, work->subject, error);
	good = tree_file_end(log.json, good, error);
	return tree_file_end(log.csv, good, error);
}

void
change_log_plan(struct plan *plan, const GArray *changes)
{
	plan_file(plan, (struct work){ .write = write_log, .subject = changes });
}
