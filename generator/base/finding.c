/* Findings are gathered as they come, and sorted by their place once, when they are shown. */
#include "base/finding.h"

#include <string.h>

struct findings {
	GPtrArray *all; /* struct finding *, owned */
	unsigned counts[FINDING_FAILURE + 1];
	bool sorted;
	char *root;          /* NULL: none */
	GStringChunk *texts; /* of their places; of files with the root before them */
	findings_excuse *excuse;
	void *excuse_data;
};

static void
finding_free(gpointer data)
{
	struct finding *finding = data;

	g_strfreev(finding->arguments);
	g_free(finding);
}

struct findings *
findings_new(void)
{
	struct findings *findings = g_new0(struct findings, 1);

	findings->all = g_ptr_array_new_with_free_func(finding_free);
	findings->texts = g_string_chunk_new(1024);
	return findings;
}

void
findings_free(struct findings *findings)
{
	if (findings == NULL)
		return;
	g_ptr_array_free(findings->all, true);
	g_string_chunk_free(findings->texts);
	g_free(findings->root);
	g_free(findings);
}

void
findings_set_root(struct findings *findings, const char *root)
{
	g_free(findings->root);
	findings->root = g_strdup(root);
}

/* The caller frees. */
static char *
path_below_root(const struct findings *findings, const char *file)
{
	if (file == NULL || findings->root == NULL || file[0] == '/' ||
	    g_str_has_prefix(file, "./"))
		return g_strdup(file);
	return g_build_filename(findings->root, file, NULL);
}

static void
keep_text(struct findings *findings, const char **text)
{
	if (*text != NULL)
		*text = g_string_chunk_insert_const(findings->texts, *text);
}

/* Takes the finding over, and the texts of its place as copies. */
static void
keep(struct findings *findings, struct finding *finding)
{
	struct place *place = &finding->place;

	keep_text(findings, &place->file);
	keep_text(findings, &place->record);
	keep_text(findings, &place->field_ja);
	keep_text(findings, &place->field_en);
	keep_text(findings, &place->clause);
	keep_text(findings, &place->within_ja);
	keep_text(findings, &place->within_en);
	g_ptr_array_add(findings->all, finding);
	findings->counts[finding->level]++;
	findings->sorted = false;
}

/* The same, of a finding whose file is as it was told. */
static void
keep_below_root(struct findings *findings, struct finding *finding)
{
	g_autofree char *path = path_below_root(findings, finding->place.file);

	finding->place.file = path;
	keep(findings, finding);
}

void
findings_add(struct findings *findings, const struct message *message, struct place place, ...)
{
	struct finding *finding = g_new0(struct finding, 1);
	va_list list;

	finding->message = message;
	finding->level = message->level;
	finding->place = place;
	if (findings->excuse != NULL)
		finding->excuse = findings->excuse(findings->excuse_data, message, &place);
	if (finding->excuse != NULL)
		finding->level = FINDING_NOTE;
	va_start(list, place);
	finding->arguments = wording_arguments(list);
	va_end(list);
	keep_below_root(findings, finding);
}

void
findings_set_excuse(struct findings *findings, findings_excuse *excuse, void *data)
{
	findings->excuse = excuse;
	findings->excuse_data = data;
}

void
findings_add_copy(struct findings *findings, const struct finding *finding)
{
	struct finding *copy = g_memdup2(finding, sizeof(*finding));

	copy->arguments = g_strdupv(finding->arguments);
	keep(findings, copy);
}

void
findings_take(struct findings *findings, struct findings *from)
{
	g_assert(from->root == NULL);
	for (guint i = 0; i < from->all->len; i++)
		keep_below_root(findings, from->all->pdata[i]);
	g_ptr_array_set_free_func(from->all, NULL);
	g_ptr_array_set_size(from->all, 0);
	g_ptr_array_set_free_func(from->all, finding_free);
	memset(from->counts, 0, sizeof(from->counts));
}

void
findings_take_new(struct findings *findings, const struct findings *from)
{
	guint before = findings->all->len;

	EACH (const struct finding, finding, from->all) {
		bool told = false;

		for (guint i = 0; i < before && !told; i++) {
			const struct finding *other = findings->all->pdata[i];

			told = other->message == finding->message &&
			       g_strcmp0(other->place.file, finding->place.file) == 0;
		}
		if (!told)
			findings_add_copy(findings, finding);
	}
}

void
findings_add_of_file(struct findings *findings, const struct findings *from, const char *file)
{
	g_autofree char *path = path_below_root(from, file);

	EACH (const struct finding, finding, from->all)
		if (g_strcmp0(finding->place.file, path) == 0)
			findings_add_copy(findings, finding);
}

unsigned
findings_count(const struct findings *findings, enum finding_level level)
{
	return findings->counts[level];
}

static int
compare_arguments(char **a, char **b)
{
	for (; *a != NULL && *b != NULL; a++, b++) {
		int order = strcmp(*a, *b);

		if (order != 0)
			return order;
	}
	return (*a != NULL) - (*b != NULL);
}

/* What has no column comes last. */
static unsigned
column_of(const struct finding *finding)
{
	return (unsigned)finding->place.column - 1;
}

static int
compare_findings(gconstpointer left, gconstpointer right)
{
	const struct finding *a = *(const struct finding *const *)left;
	const struct finding *b = *(const struct finding *const *)right;
	int order = g_strcmp0(a->place.file, b->place.file);

	if (order == 0)
		order = (a->place.line > b->place.line) - (a->place.line < b->place.line);
	if (order == 0)
		order = (column_of(a) > column_of(b)) - (column_of(a) < column_of(b));
	if (order == 0)
		order = strcmp(a->message->id, b->message->id);
	if (order == 0)
		order = compare_arguments(a->arguments, b->arguments);
	if (order == 0)
		order = g_strcmp0(a->place.record, b->place.record);
	if (order == 0)
		order = g_strcmp0(a->place.field_en, b->place.field_en);
	return order;
}

const GPtrArray *
findings_sorted(struct findings *findings)
{
	if (!findings->sorted)
		g_ptr_array_sort(findings->all, compare_findings);
	findings->sorted = true;
	return findings->all;
}

char *
finding_text(const struct finding *finding, enum language language)
{
	struct wording wording = { finding->message->ja, finding->message->en };
	GString *text = g_string_new(NULL);

	wording_fill(wording_text(wording, language), (const char *const *)finding->arguments,
	             text);
	if (finding->excuse != NULL)
		g_string_append_printf(text,
		                       language == LANGUAGE_EN
		                               ? " (accepted as a deviation: %s)"
		                               : "（逸脱として認められています：%s）",
		                       finding->excuse);
	return g_string_free(text, false);
}

static int
compare_messages(gconstpointer left, gconstpointer right)
{
	const struct message *a = *(const struct message *const *)left;
	const struct message *b = *(const struct message *const *)right;

	return strcmp(a->id, b->id);
}

void
messages_sort(GPtrArray *messages)
{
	g_ptr_array_sort(messages, compare_messages);
}
