/*
 * Runs the cases of the rules and prints TAP.
 *
 *	runner [--mutants | --coverage]
 *
 * tests/rules holds `base`, a content folder without any finding, and
 * a folder for each rule or limit with the cases `keeps` and `breaks` (and
 * more). A case is a text of lines:
 *
 *	as-of 2026-12-01
 *	S0001: OLD => NEW               one place of a service's file
 *	2025-12-15: OLD => NEW          of a meeting's
 *	S0003/2025-06-10-form07: …      of a form's
 *	drop S0003/2025-06-10-form07    the file is not there
 *	move S0003/… S0003/…            the file has another name
 *	copy S0003/… S0003/…            the file is there twice
 *	want error report-late at <report-on>2025-07-01
 *
 * OLD stands once in the file, or "S0001#2:" takes its second place. `want` names each finding that is expected, and
 * what the line holds that it points at; a case without `want` expects none.
 * "#" begins a remark.
 *
 * Last, one rule after the other is switched off: each time a case must fail.
 * --mutants does only that; --coverage prints COVERAGE.md. CASE=FOLDER or
 * CASE=FOLDER/NAME in the environment runs these cases alone.
 */
#include "registry/form.h"
#include "registry/registry.h"
#include "rules/coverage.h"
#include "rules/deadlines.h"
#include "rules/rules.h"

#include <glib/gstdio.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define DEFAULT_DAY "2026-12-01"

struct wanted {
	char *level;
	char *id;
	char *at;
};

/* What a finding says, kept past its registry. */
struct seen {
	const char *id;
	const char *level;
	char *file;
	int line;
	char *text; /* of the line */
	char *message;
};

struct test_case {
	char *name;
	char *fault;      /* of the case itself, or NULL */
	GPtrArray *wants; /* struct wanted * */
	GPtrArray *seen;  /* struct seen * */
};

struct runner {
	const char *folder;
	char *work;
	GHashTable *base;    /* path -> text */
	GHashTable *changed; /* path -> text; NULL: dropped */
	unsigned count, failed;
};

static void
want_free(gpointer data)
{
	struct wanted *want = data;

	g_free(want->level);
	g_free(want->id);
	g_free(want->at);
	g_free(want);
}

static void
seen_free(gpointer data)
{
	struct seen *seen = data;

	g_free(seen->file);
	g_free(seen->text);
	g_free(seen->message);
	g_free(seen);
}

static void
test_case_free(gpointer data)
{
	struct test_case *test = data;

	g_ptr_array_free(test->wants, true);
	g_ptr_array_free(test->seen, true);
	g_free(test->name);
	g_free(test->fault);
	g_free(test);
}

static void report(struct runner *runner, bool passed, const char *format, ...) G_GNUC_PRINTF(3, 4);

static void
report(struct runner *runner, bool passed, const char *format, ...)
{
	va_list arguments;

	runner->count++;
	runner->failed += !passed;
	printf(passed ? "ok - " : "not ok - ");
	va_start(arguments, format);
	vprintf(format, arguments);
	va_end(arguments);
	putchar('\n');
}

static char *
read_file(const char *path)
{
	char *text;

	if (!g_file_get_contents(path, &text, NULL, NULL)) {
		printf("Bail out! cannot read %s\n", path);
		exit(3);
	}
	return text;
}

static void
write_file(const struct runner *runner, const char *path, const char *text)
{
	g_autofree char *whole = g_build_filename(runner->work, path, NULL);
	g_autofree char *above = g_path_get_dirname(whole);

	if (text == NULL) {
		g_unlink(whole);
		return;
	}
	if (g_mkdir_with_parents(above, 0755) != 0 || !g_file_set_contents(whole, text, -1, NULL)) {
		printf("Bail out! cannot write %s\n", whole);
		exit(3);
	}
}

static int
compare_names(gconstpointer a, gconstpointer b)
{
	return strcmp(*(const char *const *)a, *(const char *const *)b);
}

/* The names in a folder, sorted. */
static GPtrArray *
list_folder(const char *folder)
{
	GPtrArray *names = g_ptr_array_new_with_free_func(g_free);
	GDir *dir = g_dir_open(folder, 0, NULL);
	const char *name;

	while (dir != NULL && (name = g_dir_read_name(dir)) != NULL)
		g_ptr_array_add(names, g_strdup(name));
	if (dir != NULL)
		g_dir_close(dir);
	g_ptr_array_sort(names, compare_names);
	return names;
}

static void
read_tree(struct runner *runner, const char *path)
{
	g_autofree char *folder = g_build_filename(runner->folder, "base", path, NULL);
	g_autoptr(GPtrArray) names = list_folder(folder);

	for (guint i = 0; i < names->len; i++) {
		g_autofree char *below = *path != '\0'
		                                 ? g_strconcat(path, "/", names->pdata[i], NULL)
		                                 : g_strdup(names->pdata[i]);
		g_autofree char *whole = g_build_filename(runner->folder, "base", below, NULL);

		if (g_file_test(whole, G_FILE_TEST_IS_DIR)) {
			read_tree(runner, below);
			continue;
		}
		g_hash_table_insert(runner->base, g_strdup(below), read_file(whole));
		write_file(runner, below, g_hash_table_lookup(runner->base, below));
	}
}

static void
remove_tree(const char *path)
{
	g_autoptr(GPtrArray) names = list_folder(path);

	for (guint i = 0; i < names->len; i++) {
		g_autofree char *below = g_build_filename(path, names->pdata[i], NULL);

		remove_tree(below);
	}
	g_remove(path);
}

/* "S0001", "2025-12-15", "S0003/2025-06-10-form07" */
static char *
path_of(const char *name)
{
	const char *folder = strchr(name, '/') != NULL ? "forms/"
	                     : g_ascii_isdigit(*name)  ? "registry/decisions/"
	                     : *name == 'S'            ? "registry/services/"
	                                               : "";

	return g_strconcat(folder, name, ".xml", NULL);
}

static const char *
text_of(const struct runner *runner, const char *path)
{
	if (g_hash_table_contains(runner->changed, path))
		return g_hash_table_lookup(runner->changed, path);
	return g_hash_table_lookup(runner->base, path);
}

static void
set_fault(struct test_case *test, const char *what, const char *line)
{
	if (test->fault == NULL)
		test->fault = g_strdup_printf("%s: %s", what, line);
}

/* Where `old` stands: in its only place, or in the one that is asked for. */
static const char *
find_place(const char *text, const char *old, const char *number)
{
	const char *at = text != NULL ? strstr(text, old) : NULL;

	if (number == NULL)
		return at != NULL && strstr(at + 1, old) == NULL ? at : NULL;
	for (int left = atoi(number) - 1; at != NULL && left > 0; left--)
		at = strstr(at + 1, old);
	return at;
}

static void
replace(struct runner *runner, struct test_case *test, const char *line)
{
	g_auto(GStrv) parts = g_strsplit(line, ": ", 2);
	g_auto(GStrv) texts = NULL;
	g_auto(GStrv) name = NULL;
	g_autofree char *path = NULL;
	const char *text, *at;

	if (g_strv_length(parts) == 2)
		texts = g_strsplit(parts[1], " => ", 2);
	if (texts == NULL || g_strv_length(texts) != 2) {
		set_fault(test, "not understood", line);
		return;
	}
	name = g_strsplit(parts[0], "#", 2);
	path = path_of(name[0]);
	text = text_of(runner, path);
	at = find_place(text, texts[0], name[1]);
	if (at == NULL) {
		set_fault(test, "the old text is not there, or more than once", line);
		return;
	}
	g_hash_table_insert(runner->changed, g_strdup(path),
	                    g_strdup_printf("%.*s%s%s", (int)(at - text), text, texts[1],
	                                    at + strlen(texts[0])));
}

/* "drop NAME", "move NAME NEW" or "copy NAME NEW" */
static void
place_file(struct runner *runner, struct test_case *test, const char *line)
{
	g_auto(GStrv) words = g_strsplit(line, " ", 3);
	const char *new_name = words[2];
	char *path = path_of(words[1]);
	char *text = g_strdup(text_of(runner, path));

	if (text == NULL)
		set_fault(test, "no such file", line);
	if (strcmp(words[0], "copy") == 0)
		g_free(path);
	else
		g_hash_table_insert(runner->changed, path, NULL);
	if (new_name != NULL)
		g_hash_table_insert(runner->changed, path_of(new_name), text);
	else
		g_free(text);
}

static void
add_want(struct test_case *test, const char *line)
{
	g_auto(GStrv) words = g_strsplit(line, " ", 4);
	struct wanted *want;

	if (g_strv_length(words) != 4 || !g_str_has_prefix(words[3], "at ")) {
		set_fault(test, "not understood", line);
		return;
	}
	want = g_new0(struct wanted, 1);
	want->level = g_strdup(words[1]);
	want->id = g_strdup(words[2]);
	want->at = g_strdup(words[3] + strlen("at "));
	g_ptr_array_add(test->wants, want);
}

static void
read_line(struct runner *runner, struct test_case *test, const char *line, struct date *as_of)
{
	if (*line == '\0' || *line == '#')
		return;
	if (g_str_has_prefix(line, "as-of ")) {
		if (!date_parse(line + strlen("as-of "), as_of))
			set_fault(test, "no date", line);
	} else if (g_str_has_prefix(line, "want ")) {
		add_want(test, line);
	} else if (g_str_has_prefix(line, "drop ") || g_str_has_prefix(line, "move ") ||
	           g_str_has_prefix(line, "copy ")) {
		place_file(runner, test, line);
	} else {
		replace(runner, test, line);
	}
}

static char *
line_of(const char *text, int number)
{
	g_auto(GStrv) lines = g_strsplit(text != NULL ? text : "", "\n", -1);

	if (number < 1 || (guint)number > g_strv_length(lines))
		return g_strdup("");
	return g_strdup(lines[number - 1]);
}

static void
keep_findings(const struct runner *runner, struct test_case *test, struct findings *findings)
{
	static const char *const levels[] = { "note", "warning", "error" };
	const GPtrArray *all = findings_sorted(findings);

	for (guint i = 0; i < all->len; i++) {
		const struct finding *finding = all->pdata[i];
		struct seen *seen = g_new0(struct seen, 1);

		seen->id = finding->message->id;
		seen->level = levels[finding->level];
		seen->file = g_strdup(finding->place.file);
		seen->line = finding->place.line;
		seen->text = line_of(text_of(runner, seen->file), seen->line);
		seen->message = finding_text(finding, LANGUAGE_EN);
		g_ptr_array_add(test->seen, seen);
	}
}

static void
examine(const struct runner *runner, struct test_case *test, struct date as_of)
{
	AUTO(findings) findings = findings_new();
	g_autoptr(GError) error = NULL;
	AUTO(registry) registry = registry_load(runner->work, 1, findings, &error);

	if (registry == NULL) {
		set_fault(test, "not loaded", error->message);
		return;
	}
	rules_examine(registry, as_of, 1, findings);
	keep_findings(runner, test, findings);
}

static void
write_changed(const struct runner *runner, GHashTable *from)
{
	GHashTableIter iter;
	gpointer path;

	g_hash_table_iter_init(&iter, runner->changed);
	while (g_hash_table_iter_next(&iter, &path, NULL))
		write_file(runner, path, g_hash_table_lookup(from, path));
}

static struct test_case *
run_case(struct runner *runner, const char *name)
{
	struct test_case *test = g_new0(struct test_case, 1);
	g_autofree char *path = g_build_filename(runner->folder, name, NULL);
	g_autofree char *text = read_file(path);
	g_auto(GStrv) lines = g_strsplit(text, "\n", -1);
	struct date as_of;

	date_parse(DEFAULT_DAY, &as_of);
	test->name = g_strdup(name);
	test->wants = g_ptr_array_new_with_free_func(want_free);
	test->seen = g_ptr_array_new_with_free_func(seen_free);
	g_hash_table_remove_all(runner->changed);
	for (guint i = 0; lines[i] != NULL; i++)
		read_line(runner, test, lines[i], &as_of);
	write_changed(runner, runner->changed);
	examine(runner, test, as_of);
	write_changed(runner, runner->base);
	return test;
}

static bool
is_wanted(const struct wanted *want, const struct seen *seen)
{
	return strcmp(want->id, seen->id) == 0 && strcmp(want->level, seen->level) == 0 &&
	       strstr(seen->text, want->at) != NULL;
}

/* Whether the findings without those of `skipped` are those wanted, each once;
 * what is not goes to `faults` (may be NULL). */
static bool
is_as_wanted(const struct test_case *test, const char *skipped, GString *faults)
{
	g_autoptr(GPtrArray) left = g_ptr_array_new();
	bool good = test->fault == NULL;

	for (guint i = 0; i < test->seen->len; i++) {
		const struct seen *seen = test->seen->pdata[i];

		if (skipped == NULL || strcmp(seen->id, skipped) != 0)
			g_ptr_array_add(left, test->seen->pdata[i]);
	}
	if (!good && faults != NULL)
		g_string_append_printf(faults, "#   %s\n", test->fault);
	for (guint i = 0; i < test->wants->len; i++) {
		const struct wanted *want = test->wants->pdata[i];
		guint k = 0;

		while (k < left->len && !is_wanted(want, left->pdata[k]))
			k++;
		if (k < left->len) {
			g_ptr_array_remove_index(left, k);
			continue;
		}
		good = false;
		if (faults != NULL)
			g_string_append_printf(faults, "#   not there: %s %s at %s\n", want->level,
			                       want->id, want->at);
	}
	for (guint i = 0; i < left->len && faults != NULL; i++) {
		const struct seen *seen = left->pdata[i];

		g_string_append_printf(faults, "#   not wanted: %s:%d: %s: %s: %s\n", seen->file,
		                       seen->line, seen->level, seen->id, seen->message);
	}
	return good && left->len == 0;
}

/* CASE in the environment names one folder, or one case of a folder. */
static bool
is_asked(const char *folder, const char *path)
{
	const char *only = g_getenv("CASE");

	return only == NULL || *only == '\0' || strcmp(only, folder) == 0 ||
	       strcmp(only, path) == 0;
}

static GPtrArray *
run_cases(struct runner *runner)
{
	GPtrArray *cases = g_ptr_array_new_with_free_func(test_case_free);
	g_autoptr(GPtrArray) folders = list_folder(runner->folder);

	for (guint i = 0; i < folders->len; i++) {
		const char *name = folders->pdata[i];
		g_autofree char *folder = g_build_filename(runner->folder, name, NULL);
		g_autoptr(GPtrArray) names = NULL;

		if (!g_ascii_isdigit(*name))
			continue;
		names = list_folder(folder);
		for (guint k = 0; k < names->len; k++) {
			g_autofree char *path = g_strconcat(name, "/", names->pdata[k], NULL);

			if (is_asked(name, path))
				g_ptr_array_add(cases, run_case(runner, path));
		}
	}
	return cases;
}

static void
report_cases(struct runner *runner, const GPtrArray *cases)
{
	for (guint i = 0; i < cases->len; i++) {
		g_autoptr(GString) faults = g_string_new(NULL);
		const struct test_case *test = cases->pdata[i];

		report(runner, is_as_wanted(test, NULL, faults), "%s", test->name);
		fputs(faults->str, stdout);
	}
}

static void
report_mutants(struct runner *runner, const GPtrArray *cases)
{
	for (const struct rule *rule = rules_next(NULL); rule != NULL; rule = rules_next(rule)) {
		guint failing = 0;

		for (guint i = 0; i < cases->len; i++)
			failing += !is_as_wanted(cases->pdata[i], rule->message.id, NULL);
		report(runner, failing > 0, "without %s (%s) a case fails", rule->message.id,
		       rule->message.clause);
	}
}

static bool
has_row(const char *clause)
{
	const struct coverage *row;

	for (guint i = 0; (row = coverage_row(i)) != NULL; i++)
		if (strcmp(row->clause, clause) == 0)
			return true;
	return false;
}

/* What the tables of rules, forms and deadlines say of themselves. */
static unsigned
means_of(const struct coverage *row)
{
	unsigned means = row->means;

	for (const struct rule *rule = rules_next(NULL); rule != NULL; rule = rules_next(rule))
		if (strcmp(rule->message.clause, row->clause) == 0)
			means |= COVERAGE_RULE |
			         (rule->scope == RULE_ORDER ? (unsigned)COVERAGE_STATE : 0);
	for (int i = 0; i < LETTER_KINDS; i++)
		if (strcmp(form_kinds[i].clause, row->clause) == 0)
			means |= form_kinds[i].to == PARTY_COMMITTEE ? COVERAGE_FORM
			                                             : COVERAGE_LETTER;
	return means | (deadlines_have_clause(row->clause) ? (unsigned)COVERAGE_DEADLINE : 0);
}

static void
append_means(const struct coverage *row, GString *out)
{
	static const char *const names[] = {
		"rule", "state", "form", "letter", "page", "deadline", "not decidable",
	};
	unsigned means = means_of(row);
	const char *separator = "";

	for (size_t i = 0; i < G_N_ELEMENTS(names); i++)
		if ((means & (1u << i)) != 0) {
			g_string_append_printf(out, "%s%s", separator, names[i]);
			separator = ", ";
		}
}

static void
append_rules(const char *clause, GString *out)
{
	static const char *const levels[] = { "note", "warning", "error" };
	const char *separator = "";

	for (const struct rule *rule = rules_next(NULL); rule != NULL; rule = rules_next(rule)) {
		if (strcmp(rule->message.clause, clause) != 0)
			continue;
		g_string_append_printf(out, "%s`%s` (%s%s)", separator, rule->message.id,
		                       levels[rule->message.level],
		                       rule->binding == BINDING_ACCEPTED     ? " once accepted"
		                       : rule->binding == BINDING_REGISTERED ? " once registered"
		                                                             : "");
		separator = ", ";
	}
}

/* COVERAGE.md: the rows with the rules that name each. */
static void
coverage_render(GString *out)
{
	g_string_append(
		out,
		"# What becomes of each clause\n"
		"\n"
		"Chapters 3 to 15 of the 登録規則 (2022-11-01), made from the rule table and\n"
		"`generator/rules/coverage.c`; `tests/rules/run --coverage` prints it.\n"
		"\n"
		"*rule*: a finding of `ismapgen check`; *state*: what may follow what, and what a\n"
		"service is on a day; *form*: an element of the data or a filled form; *letter* "
		"and\n"
		"*page*: what is generated; *deadline*: a row of `ismapgen deadlines`; *not\n"
		"decidable*: data cannot show it, for the reason given. A rule that binds \"once\n"
		"accepted\" or \"once registered\" is a warning till then.\n"
		"\n"
		"| clause | by | rules | how | 内容 |\n"
		"| --- | --- | --- | --- | --- |\n");
	const struct coverage *row;

	for (guint i = 0; (row = coverage_row(i)) != NULL; i++) {
		g_string_append_printf(out, "| %s | ", row->clause);
		append_means(row, out);
		g_string_append(out, " | ");
		append_rules(row->clause, out);
		g_string_append_printf(out, " | %s | %s |\n", row->en, row->ja);
	}
}

/* The table in the tree is the one that the rules give. */
static void
report_coverage(struct runner *runner)
{
	g_autofree char *path = g_build_filename(runner->folder, "COVERAGE.md", NULL);
	g_autofree char *text = NULL;
	g_autoptr(GString) want = g_string_new(NULL);

	coverage_render(want);
	report(runner, g_file_get_contents(path, &text, NULL, NULL) && strcmp(text, want->str) == 0,
	       "COVERAGE.md is what `--coverage` prints");
}

/* Each clause of the regulation has a row. */
static void
report_clauses(struct runner *runner)
{
	g_autofree char *path = g_build_filename(runner->folder, "clauses.txt", NULL);
	g_autofree char *text = read_file(path);
	g_auto(GStrv) clauses = g_strsplit(g_strchomp(text), "\n", -1);
	guint count = g_strv_length(clauses);
	bool same = true;

	for (guint i = 0; i < count; i++) {
		const struct coverage *row = coverage_row(i);

		if (row == NULL || strcmp(row->clause, clauses[i]) != 0) {
			same = false;
			printf("# clause %s: no row in its place\n", clauses[i]);
			break;
		}
	}
	report(runner, same && coverage_row(count) == NULL,
	       "each clause of chapters 3 to 15 has a row");
}

/* A rule that no row leads to would be about no clause. */
static void
report_rules_covered(struct runner *runner)
{
	for (const struct rule *rule = rules_next(NULL); rule != NULL; rule = rules_next(rule))
		if (!has_row(rule->message.clause))
			report(runner, false, "%s: no clause %s", rule->message.id,
			       rule->message.clause);
}

int
main(int argc, char **argv)
{
	const char *asked = argc > 1 ? argv[1] : "";
	struct runner runner = { .folder = "tests/rules" };
	g_autoptr(GPtrArray) cases = NULL;

	if (strcmp(asked, "--coverage") == 0) {
		g_autoptr(GString) table = g_string_new(NULL);

		coverage_render(table);
		fputs(table->str, stdout);
		return 0;
	}
	runner.work = g_dir_make_tmp("ismapgen-rules-XXXXXX", NULL);
	runner.base = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
	runner.changed = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
	read_tree(&runner, "");
	cases = run_cases(&runner);
	if (strcmp(asked, "--mutants") != 0) {
		report_cases(&runner, cases);
		report_coverage(&runner);
		report_clauses(&runner);
		report_rules_covered(&runner);
	}
	if (is_asked("", ""))
		report_mutants(&runner, cases);
	printf("1..%u\n", runner.count);
	remove_tree(runner.work);
	g_hash_table_destroy(runner.base);
	g_hash_table_destroy(runner.changed);
	g_free(runner.work);
	return runner.failed > 0;
}
