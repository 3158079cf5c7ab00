/* `diff` compares the public lists of two days or of two content folders. */
#include "command/command.h"

#include "base/refusal.h"
#include "disclosure/difference.h"

#include <stdio.h>
#include <string.h>

/* One side of the comparison. */
struct side {
	struct findings *findings;
	struct registry *registry;
	struct public_register *public_register;
};

static void
side_clear(struct side *side)
{
	g_clear_pointer(&side->public_register, public_register_free);
	g_clear_pointer(&side->registry, registry_free);
	findings_free(side->findings);
}

/* `name` is a day of the content folder, or another folder on the same day. */
static enum outcome
side_open(struct side *side, const struct request *request, const char *name, GError **error)
{
	struct request of_side = *request;
	struct date day;

	side->findings = findings_new();
	if (date_parse(name, &day)) {
		of_side.as_of = day;
	} else if (strspn(name, "0123456789-") == strlen(name) &&
	           !g_file_test(name, G_FILE_TEST_EXISTS)) {
		REFUSE(error, "diff-day",
		       "{0} という日はありません。1900-01-01 から 2199-12-31 までの日を書いてください。",
		       "There is no day {0}: write one from 1900-01-01 to 2199-12-31.", name, NULL);
		return OUTCOME_FAILED;
	} else {
		of_side.content = (char *)name;
	}
	side->registry = request_examine(&of_side, side->findings, error);
	if (side->registry == NULL)
		return OUTCOME_FAILED;
	if (findings_sorted(side->findings)->len > 0 && request_is_for_people(request))
		request_say(request, (struct wording){ "{0}：", "{0}:" }, name, NULL);
	if (!request_show(&of_side, side->findings))
		return OUTCOME_FINDINGS;
	side->public_register =
		public_register_new(side->registry, of_side.as_of, (unsigned)of_side.jobs);
	return OUTCOME_DONE;
}

static const struct wording kind_words[] = {
	[DIFFERENCE_ADDED] = { "掲載", "added" },
	[DIFFERENCE_REMOVED] = { "掲載の終了", "removed" },
	[DIFFERENCE_CHANGED] = { "変更", "changed" },
};

/* Each line of a text under a mark: "-" what went, "+" what came. */
static void
append_lines(GString *out, char mark, const char *text)
{
	g_auto(GStrv) lines = text != NULL ? g_strsplit(text, "\n", -1) : NULL;

	for (char **line = lines; line != NULL && *line != NULL; line++)
		g_string_append_printf(out, "    %c %s\n", mark, *line);
}

static void
append_difference(GString *out, const struct difference *difference, enum language language)
{
	g_string_append_printf(out, "%s  %s  %s\n", difference->entry->number,
	                       wording_text(kind_words[difference->kind], language),
	                       difference->entry->listing.name);
	EACH (const struct disclosed_change, change, difference->changes) {
		g_string_append_printf(out, "  %s", change->label);
		if (change->item > 0)
			g_string_append_printf(out, " [7.5(%u)]", change->item);
		g_string_append_c(out, '\n');
		append_lines(out, '-', change->before);
		append_lines(out, '+', change->after);
	}
}

static json_t *
difference_json(const struct difference *difference)
{
	json_t *changes = json_array();

	for (guint i = 0; i < difference->changes->len; i++) {
		const struct disclosed_change *change = difference->changes->pdata[i];

		json_array_append_new(changes,
		                      json_pack("{s:i, s:s, s:s?, s:s?}", "item", change->item,
		                                "label", change->label, "before", change->before,
		                                "after", change->after));
	}
	return json_pack("{s:s, s:s, s:s, s:o}", "number", difference->entry->number, "name",
	                 difference->entry->listing.name, "kind", kind_words[difference->kind].en,
	                 "changes", changes);
}

static void
show_text(const GPtrArray *differences, enum language language)
{
	g_autoptr(GString) out = g_string_new(NULL);

	for (guint i = 0; i < differences->len; i++)
		append_difference(out, differences->pdata[i], language);
	fputs(out->str, stdout);
}

static void
show_json(const GPtrArray *differences)
{
	json_t *array = json_array();

	for (guint i = 0; i < differences->len; i++)
		json_array_append_new(array, difference_json(differences->pdata[i]));
	print_json(array);
}

void
diff_show(const struct request *request, const GPtrArray *differences)
{
	if (request->format == FORMAT_JSON)
		show_json(differences);
	else
		show_text(differences, request->language);
}

enum outcome
command_diff(const struct request *request)
{
	g_autoptr(GError) error = NULL;
	AUTO(pool) pool = pool_new();
	struct side before = { 0 }, after = { 0 };
	enum outcome outcome = side_open(&before, request, request->arguments[0], &error);

	if (outcome == OUTCOME_DONE)
		outcome = side_open(&after, request, request->arguments[1], &error);
	if (outcome == OUTCOME_FAILED)
		outcome = request_failed(request, error);
	if (outcome == OUTCOME_DONE)
		diff_show(request,
		          difference_list(before.public_register, after.public_register, pool));
	if (after.findings != NULL)
		side_clear(&after);
	side_clear(&before);
	return outcome;
}
