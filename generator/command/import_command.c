/* `import` carries entries of another list over: each becomes the file of a service, after
 * all of them have passed what `check` asks for. */
#include "base/folder.h"
#include "base/territory.h"
#include "command/carried.h"
#include "command/command.h"
#include "command/import_read.h"
#include "disclosure/difference.h"
#include "rules/regions.h"

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define SERVICES "registry/services"

MESSAGE(message_differs, "import-differs", ERROR, NULL,
        "登録番号 {0} は {1} にあり、{2}が違います。書き換えません。--dry-run で違いを見て、変更は届出・決定として記録してください。",
        "{0} is {1} already, and differs in: {2}. It is not overwritten. See --dry-run, and record what changed as a notification or decision.");
MESSAGE(message_taken, "import-taken", ERROR, NULL,
        "登録番号 {0} は {1} のものですが、基準日のリストに掲載されていません（削除、失効など）。書き換えません。",
        "{0} is {1}, which is not listed on the day. It is not overwritten.");
MESSAGE(message_region, "import-region", WARNING, "7.5(6)",
        "リージョン「{0}」がどの国・都道府県にあるかが分かりません。この名前のセルに {1} のように、符号を後に付けて書いてください。",
        "It is not known where these regions are: {0}. In the cells of these names, write the code behind each, as in {1}.");
MESSAGE(message_base, "import-base", WARNING, NULL,
        "基盤として利用するサービス {1} の行が移せないため、この行も移しません。",
        "The service that it builds on, {1}, is not carried over, and so neither is this one.");

MESSAGE(message_twice, "import-number-twice", ERROR, "7.1",
        "登録番号 {0} は {1} 行目にもあります。同じ登録なら1行にし、違う登録なら番号を直してください。",
        "{0} is in row {1}, too. Keep one row of an entry, or mend the number.");
MESSAGE(message_shifted, "import-row", ERROR, NULL,
        "この行は、{1}個の項目が書かれるべき形と合いません。列がずれていないか、登録の行ではないもの（合計、注など）でないかを確かめてください。",
        "In this row {1} items are not of the form that they should have. See whether columns are shifted, or it is no entry (a total, a note).");

/* Values of a row that may be of the wrong form before the row as a whole is. */
#define ROW_FAULTS 5

/* One entry on its way. */
struct row {
	struct carried *carried;
	const struct service *known; /* that has its number; NULL: it is new */
	char id[16];
	GString *xml;
	GPtrArray *lines;
	unsigned faults; /* values of the wrong form; 0: none, or they were told of */
	bool bad;
};

struct import {
	const struct request *request;
	GArray *rows;
	const GPtrArray *missing;
	const struct registry *registry;
	GHashTable *by_id;     /* the row, from 1, of each service of the stage */
	GHashTable *by_number; /* the first of each number */
	GHashTable *told;      /* names of regions that were told of */
	char *stage;           /* a content folder of these services alone */
	struct findings *findings;
};

static struct row *
row_at(const struct import *import, guint i)
{
	return &g_array_index(import->rows, struct row, i);
}

static void
row_clear(gpointer data)
{
	struct row *row = data;

	g_string_free(row->xml, true);
	g_ptr_array_unref(row->lines);
}

/* The service that has, or had, the number. */
static const struct service *
find_number(const struct registry *registry, const char *number)
{
	for (guint i = 0; number != NULL && i < registry->services->len; i++) {
		const struct service *service = registry->services->pdata[i];

		EACH (const struct event, event, service->timeline) {
			if (event->decision != NULL &&
			    g_strcmp0(event->decision->number.value, number) == 0)
				return service;
		}
	}
	return NULL;
}

/* 「すべて」 is each objective of the edition that is not excluded. */
static void
name_objectives(const struct import *import, const struct carried *carried)
{
	static const char *const all_of_them[] = { "すべて", "全て", "全部", NULL };
	const char *said = carried_text(carried, "control-objectives/implemented");
	const char *edition = carried_text(carried, "control-objectives/edition");
	const struct criteria *criteria = NULL;
	g_autoptr(GString) all = g_string_new(" ");
	size_t i;
	json_t *excluded;

	if (said != NULL && g_strv_contains(all_of_them, said) && edition != NULL)
		criteria = registry_find_criteria(import->registry, edition);
	if (criteria == NULL)
		return;
	EACH (const struct criteria_domain, domain, criteria->domains)
		g_string_append_printf(all, "%s ", domain->objectives.value);
	json_array_foreach(carried_value(carried, "control-objectives/excluded"), i, excluded)
	{
		g_autofree char *word = g_strdup_printf(
			" %s ", json_string_value(json_object_get(excluded, "objective")));

		g_string_replace(all, word, " ", 1);
	}
	carried_set((struct carried *)carried, "control-objectives/implemented",
	            json_string(g_strstrip(all->str)));
}

static void
add_rows(struct import *import, const GPtrArray *entries)
{
	const GPtrArray *services = import->registry->services;
	int next = 0, known = 900000;

	for (guint i = 0; i < services->len; i++) {
		const char *id = ((const struct service *)services->pdata[i])->id.value;

		next = MAX(next, atoi(id + 1));
	}
	for (guint i = 0; i < entries->len; i++) {
		struct row row = { .carried = entries->pdata[i],
			           .xml = g_string_new(NULL),
			           .lines = g_ptr_array_new() };

		name_objectives(import, row.carried);
		row.bad = row.carried->refused;
		row.known = find_number(import->registry, carried_text(row.carried, "number"));
		g_snprintf(row.id, sizeof(row.id), "S%04d", row.known != NULL ? known++ : ++next);
		carried_render(row.carried, row.id, row.xml, row.lines);
		g_array_append_val(import->rows, row);
		g_hash_table_insert(import->by_id, g_strdup(row.id), GUINT_TO_POINTER(i + 1));
	}
}

static bool
write_row(const struct row *row, const char *folder, const char *id, GError **error)
{
	g_autofree char *name = g_strconcat(id, ".xml", NULL);
	g_autofree char *path = g_build_filename(folder, SERVICES, name, NULL);

	return folder_store(path, row->xml->str, row->xml->len, error);
}

/* Puts all rows into a folder of their own, beside the site's settings and the criteria. */
static bool
make_stage(const struct import *import, GError **error)
{
	static const char *const parts[] = { "site.xml", "criteria" };
	g_autofree char *services = g_build_filename(import->stage, SERVICES, NULL);
	bool good = folder_make_all(services, error);

	for (gsize i = 0; good && i < G_N_ELEMENTS(parts); i++) {
		g_autofree char *from = g_build_filename(import->request->content, parts[i], NULL);
		g_autofree char *to = g_build_filename(import->stage, parts[i], NULL);

		if (g_file_test(from, G_FILE_TEST_EXISTS))
			good = init_copy(from, to, error);
	}
	for (guint i = 0; good && i < import->rows->len; i++)
		good = write_row(row_at(import, i), import->stage, row_at(import, i)->id, error);
	return good;
}

/* The column of what is at the path; of a group, the first; 0: none. */
static guint
column_of(const struct row *row, const char *path)
{
	GHashTableIter iterator;
	gpointer key, value;
	guint first = 0;

	if (path == NULL)
		return 0;
	g_autofree char *group = g_strconcat(path, "/", NULL);
	g_hash_table_iter_init(&iterator, row->carried->places);
	while (g_hash_table_iter_next(&iterator, &key, &value))
		if (strcmp(key, path) == 0 || g_str_has_prefix(key, group))
			first = MIN(first - 1, GPOINTER_TO_UINT(value) - 1) + 1;
	return first;
}

/* Where in the file of the user the field stands. */
static struct place
place_of(const struct import *import, const struct row *row, const char *path)
{
	guint column = column_of(row, path);
	const char *number = carried_text(row->carried, "number");
	const struct field *field = column > 0 ? carried_field(path) : NULL;

	return (struct place){ .file = import->request->arguments[0],
		               .line = row->carried->row,
		               .column = (int)column,
		               .field_ja = field != NULL ? field->ja : NULL,
		               .field_en = field != NULL ? field->en : NULL,
		               .record = number };
}

static void
refuse_row(const struct import *import, struct row *row, const char *path,
           const struct message *message, const char *what, const char *changes)
{
	const char *number = carried_text(row->carried, "number");

	row->bad = true;
	findings_add(import->findings, message, place_of(import, row, path),
	             number != NULL ? number : "", what, changes, NULL);
}

/* The row of a service of the stage; NULL: it is none. */
static struct row *
find_row(const struct import *import, const char *id)
{
	guint number = GPOINTER_TO_UINT(g_hash_table_lookup(import->by_id, id));

	return number > 0 ? row_at(import, number - 1) : NULL;
}

/* The arguments of a finding, where a service of the stage is called by its row. */
static char **
arguments_of(const struct import *import, const struct finding *finding)
{
	char **arguments = g_strdupv(finding->arguments);

	for (char **argument = arguments; *argument != NULL; argument++) {
		const struct row *row = find_row(import, *argument);

		if (row == NULL || row->carried->row == 0)
			continue;
		g_free(*argument);
		*argument =
			g_strdup_printf("%s:%d", import->request->arguments[0], row->carried->row);
	}
	return arguments;
}

/* Whether no column has what is at the path, which was told. */
static bool
is_missing(const struct import *import, const char *path)
{
	return g_ptr_array_find((GPtrArray *)import->missing, path, NULL);
}

/* The path of what a finding about the file of the row is about. An attribute stands on the
 * line of its group. */
static const char *
path_of(const struct import *import, const struct row *row, const struct finding *finding)
{
	const char *path = NULL, *whole;
	guint line = MIN((guint)MAX(finding->place.line, 1), row->lines->len);
	g_autofree char *below = NULL;

	while (path == NULL && line > 0)
		path = row->lines->pdata[--line];
	below = g_strconcat(path != NULL ? path : "", "/", finding->place.field_en, NULL);
	whole = g_intern_string(below + (below[0] == '/'));
	return g_hash_table_contains(row->carried->places, whole) || is_missing(import, whole)
	               ? whole
	               : path;
}

/* Of the regions that a finding is about, "東京 / 大阪", tells those that were not told of; false: none. */
static bool
say_of_regions(const struct import *import, struct finding *finding, char **arguments)
{
	g_auto(GStrv) names = g_strsplit(arguments[0], REGIONS_PARTED, -1);
	g_autoptr(GString) told = g_string_new(NULL), proposed = g_string_new(NULL);

	for (char **name = names; *name != NULL; name++) {
		const struct territory *meant = territory_guess(*name);

		if (!g_hash_table_add(import->told, g_strdup(*name)))
			continue;
		g_string_append_printf(told, "%s%s", told->len > 0 ? REGIONS_PARTED : "", *name);
		g_string_append_printf(proposed, "%s%s（%s）", proposed->len > 0 ? "、" : "", *name,
		                       meant != NULL ? meant->code : "JP-…");
	}
	finding->message = &message_region;
	g_free(arguments[0]);
	g_free(arguments[1]);
	arguments[0] = g_strdup(told->str);
	arguments[1] = g_strdup(proposed->str);
	return told->len > 0;
}

/* Says of a finding what is to be written in the table. False where nothing is: a base is in
 * the register that the rows go into, the name of a region or a number was told of. */
static bool
say_of_table(const struct import *import, const struct row *row, struct finding *finding,
             char **arguments)
{
	const char *number = carried_text(row->carried, "number");

	if (strcmp(finding->message->id, "number-reused") == 0)
		return number == NULL || g_hash_table_lookup(import->by_number, number) == row;

	if (strcmp(finding->message->id, "reference-base") == 0)
		return find_number(import->registry, arguments[0]) == NULL;
	if (strcmp(finding->message->id, "region-code-missing") != 0 || finding->place.line == 0)
		return true;
	return say_of_regions(import, finding, arguments);
}

/* The row whose file of the stage the finding is about; NULL: none. */
static struct row *
row_of_finding(const struct import *import, const struct finding *finding)
{
	g_autofree char *name =
		finding->place.file != NULL ? g_path_get_basename(finding->place.file) : NULL;

	if (name == NULL || finding->level == FINDING_NOTE)
		return NULL;
	name[strcspn(name, ".")] = '\0';
	return find_row(import, name);
}

/* A row whose number another has, and one that is no entry. */
static void
check_row(const struct import *import, struct row *row)
{
	const char *number = carried_text(row->carried, "number");
	const struct row *first =
		number != NULL ? g_hash_table_lookup(import->by_number, number) : NULL;
	g_autofree char *count = g_strdup_printf("%u", row->faults);
	g_autofree char *other = first != NULL ? g_strdup_printf("%d", first->carried->row) : NULL;

	if (first != NULL)
		refuse_row(import, row, "number", &message_twice, other, NULL);
	else if (number != NULL)
		g_hash_table_insert(import->by_number, (gpointer)number, row);
	if (row->faults >= ROW_FAULTS)
		refuse_row(import, row, NULL, &message_shifted, count, NULL);
}

/* What a finding about a file of the stage says of the row that the file was made of. */
static void
take_finding(const struct import *import, const struct finding *finding)
{
	struct finding copy = *finding;
	g_auto(GStrv) arguments = arguments_of(import, finding);
	struct row *row = row_of_finding(import, finding);
	const char *path = row != NULL ? path_of(import, row, finding) : NULL;

	if (row == NULL || row->faults >= ROW_FAULTS)
		return;
	copy.arguments = arguments;
	copy.place = place_of(import, row, path);
	if (!say_of_table(import, row, &copy, arguments))
		return;
	row->bad = row->bad || finding->level == FINDING_ERROR;
	if (is_missing(import, path))
		return;
	if (copy.place.column == 0)
		copy.place = place_of_field(copy.place, finding->place.field_ja,
		                            finding->place.field_en);
	copy.place.clause = finding->place.clause;
	findings_add_copy(import->findings, &copy);
}

/* Leaves out what builds on a row that is left out, and what builds on that, in any order. */
static void
leave_dependents(const struct import *import)
{
	g_autoptr(GHashTable) lost = g_hash_table_new(g_str_hash, g_str_equal);
	bool more = true;

	while (more) {
		more = false;
		for (guint i = 0; i < import->rows->len; i++) {
			struct row *row = row_at(import, i);
			const char *number = carried_text(row->carried, "number");
			size_t k;
			json_t *base;

			json_array_foreach(carried_value(row->carried, "additions/base"), k, base)
			{
				if (!row->bad &&
				    g_hash_table_contains(lost, json_string_value(base)))
					refuse_row(import, row, "additions/base", &message_base,
					           json_string_value(base), NULL);
			}
			if (row->bad && row->known == NULL && number != NULL)
				more |= g_hash_table_add(lost, (gpointer)number);
		}
	}
}

/* Tells what differs between a service and its row, and that it is not overwritten. */
static void
check_known(const struct import *import, struct row *row, const GPtrArray *differences)
{
	g_autoptr(GString) labels = g_string_new(NULL);

	EACH (const struct difference, difference, differences) {
		if (strcmp(difference->entry->number, carried_text(row->carried, "number")) != 0)
			continue;
		if (difference->kind == DIFFERENCE_ADDED) {
			refuse_row(import, row, "number", &message_taken, row->known->id.value,
			           NULL);
			return;
		}
		for (guint k = 0; k < difference->changes->len; k++) {
			const struct disclosed_change *change = difference->changes->pdata[k];

			g_string_append_printf(labels, "%s%s", k > 0 ? "、" : "", change->label);
		}
		refuse_row(import, row, "number", &message_differs, row->known->id.value,
		           labels->str);
		return;
	}
}

/* Of a number that two rows have, the first is shown; differences come by number. */
static bool
is_same_entry(const struct difference *a, const struct difference *b)
{
	return strcmp(a->entry->number, b->entry->number) == 0;
}

/* Examines the rows as `check` would, and compares those that are here already. With
 * --dry-run, shows what would change. False with `error`. */
static bool
examine(const struct import *import, GError **error)
{
	const struct request *request = import->request;
	struct request of_stage = *request;
	AUTO(findings) found = findings_new();
	AUTO(registry) staged = NULL;
	AUTO(public_register) before = NULL;
	AUTO(public_register) after = NULL;
	AUTO(pool) pool = pool_new();
	GPtrArray *differences;
	const GPtrArray *sorted;

	of_stage.content = import->stage;
	staged = request_check(&of_stage, found, error);
	if (staged == NULL)
		return false;
	sorted = findings_sorted(found);
	EACH (const struct finding, finding, sorted) {
		struct row *row = row_of_finding(import, finding);

		if (row != NULL && row->carried->row > 0 && finding->level == FINDING_ERROR &&
		    !is_missing(import, path_of(import, row, finding)))
			row->faults += g_str_has_prefix(finding->message->id, "value-");
	}
	for (guint i = 0; i < import->rows->len; i++)
		check_row(import, row_at(import, i));
	EACH (const struct finding, finding, sorted)
		take_finding(import, finding);
	before = public_register_new(import->registry, request->as_of, (unsigned)request->jobs);
	after = public_register_new(staged, request->as_of, (unsigned)request->jobs);
	differences = difference_list(before, after, pool);
	for (guint i = 0; i < import->rows->len; i++) {
		struct row *row = row_at(import, i);

		if (row->known != NULL && !row->bad)
			check_known(import, row, differences);
	}
	leave_dependents(import);
	for (guint i = differences->len; request->dry_run && i > 0; i--)
		if (((struct difference *)differences->pdata[i - 1])->kind == DIFFERENCE_REMOVED ||
		    (i > 1 && is_same_entry(differences->pdata[i - 2], differences->pdata[i - 1])))
			g_ptr_array_remove_index(differences, i - 1);
	if (request->dry_run)
		diff_show(request, differences);
	return true;
}

/* Writes what is new and right. */
static bool
write_rows(const struct import *import, GError **error)
{
	g_autofree char *services = g_build_filename(import->request->content, SERVICES, NULL);
	bool good = folder_make_all(services, error);

	for (guint i = 0; good && i < import->rows->len; i++) {
		const struct row *row = row_at(import, i);

		if (!row->bad && row->known == NULL)
			good = write_row(row, import->request->content, row->id, error);
	}
	return good;
}

static void
say_counts(const struct import *import)
{
	unsigned counts[3] = { 0 }; /* new, there already, left out */
	g_auto(GStrv) shown = g_new0(char *, 4);

	for (guint i = 0; i < import->rows->len; i++) {
		const struct row *row = row_at(import, i);

		counts[row->bad ? 2 : row->known != NULL ? 1 : 0]++;
	}
	for (int i = 0; i < 3; i++)
		shown[i] = g_strdup_printf("%u", counts[i]);
	request_say(
		import->request,
		import->request->dry_run
			? (struct
	                   wording){ "新しいもの {0}件、すでにあるもの {1}件、誤りのあるもの {2}件。何も書き出していません。",
	                             "{0} new, {1} there already, {2} with errors; nothing was written." }
			: (struct
	                   wording){ "{0}件を移行しました（すでにあるもの {1}件、除いたもの {2}件）。",
	                             "{0} carried over ({1} there already, {2} left out)." },
		shown[0], shown[1], shown[2], NULL);
}

static enum outcome
run(struct import *import, const GPtrArray *entries, GError **error)
{
	const struct request *request = import->request;
	bool passes;

	add_rows(import, entries);
	if (!make_stage(import, error) || !examine(import, error))
		return OUTCOME_FAILED;
	passes = request_show(request, import->findings);
	if (!request->dry_run && (passes || request->partial) && !write_rows(import, error))
		return OUTCOME_FAILED;
	if (passes || request->partial || request->dry_run)
		say_counts(import);
	return passes ? OUTCOME_DONE : OUTCOME_FINDINGS;
}

/* Prints <control-objectives> of the annex of a statement. */
static enum outcome
show_objectives(const struct request *request, struct findings *findings)
{
	g_autoptr(GError) error = NULL;
	g_autofree char *text = import_read_objectives(request, findings, &error);

	if (error != NULL)
		return request_failed(request, error);
	if (!request_show(request, findings) || text == NULL)
		return OUTCOME_FINDINGS;
	fputs(text, stdout);
	return OUTCOME_DONE;
}

enum outcome
command_import(const struct request *request)
{
	g_autoptr(GError) error = NULL;
	AUTO(findings) findings = findings_new();
	AUTO(findings) ignored = findings_new();
	AUTO(registry) registry = NULL;
	g_autoptr(GPtrArray) missing = g_ptr_array_new();
	g_autoptr(GPtrArray) entries = NULL;
	g_autoptr(GArray) rows = g_array_new(false, false, sizeof(struct row));
	g_autoptr(GHashTable) by_id = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
	g_autoptr(GHashTable) by_number = g_hash_table_new(g_str_hash, g_str_equal);
	g_autoptr(GHashTable) told = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
	struct import import = { .request = request,
		                 .rows = rows,
		                 .missing = missing,
		                 .by_id = by_id,
		                 .by_number = by_number,
		                 .told = told,
		                 .findings = findings };
	enum outcome outcome = OUTCOME_FAILED;

	if (request->objectives)
		return show_objectives(request, findings);
	g_array_set_clear_func(rows, row_clear);
	entries = import_read(request, missing, findings, &error);
	if (entries == NULL && error == NULL) {
		request_show(request, findings);
		return OUTCOME_FINDINGS;
	}
	registry = entries == NULL ? NULL
	                           : registry_load(request->content, (unsigned)request->jobs,
	                                           ignored, &error);
	if (registry != NULL)
		import.stage = folder_make_temporary(&error);
	import.registry = registry;
	if (import.stage != NULL) {
		outcome = run(&import, entries, &error);
		folder_remove_any(AT_FDCWD, import.stage);
	}
	g_free(import.stage);
	return outcome == OUTCOME_FAILED ? request_failed(request, error) : outcome;
}
