/* `rules` lists the rules, or explains those of a clause. */
#include "command/command.h"

#include "rules/coverage.h"
#include "rules/rules.h"

#include <stdio.h>
#include <string.h>

static const char *
level_name(enum finding_level level)
{
	return level == FINDING_ERROR ? "error" : level == FINDING_WARNING ? "warning" : "note";
}

/* "6.1" asks for 6.1 and 6.1(4), "6" for all of chapter 6; not "16". */
static bool
is_of_clause(const char *clause, const char *wanted)
{
	size_t length = strlen(wanted);

	return wanted[0] == '\0' ||
	       (strncmp(clause, wanted, length) == 0 && !g_ascii_isdigit(clause[length]));
}

static json_t *
rule_json(const struct rule *rule)
{
	return json_pack("{s:s, s:s, s:s, s:s, s:s}", "clause", rule->message.clause, "id",
	                 rule->message.id, "level", level_name(rule->message.level), "ja",
	                 rule->explain_ja, "en", rule->explain_en);
}

/* What becomes of the clauses that no rule of their own decides. */
static bool
append_coverage(GString *out, json_t *array, const char *wanted, enum language language)
{
	const struct coverage *row;
	bool some = false;

	for (guint i = 0; (row = coverage_row(i)) != NULL; i++) {
		const char *text = language == LANGUAGE_EN ? row->en : row->ja;

		if (text == NULL || !is_of_clause(row->clause, wanted))
			continue;
		some = true;
		g_string_append_printf(out, "%-10s %s\n", row->clause, text);
		json_array_append_new(array, json_pack("{s:s, s:s?, s:s?}", "clause", row->clause,
		                                       "ja", row->ja, "en", row->en));
	}
	return some;
}

enum outcome
command_rules(const struct request *request)
{
	const char *wanted = request->arguments[0] != NULL ? request->arguments[0] : "";
	g_autoptr(GString) text = g_string_new(NULL);
	json_t *array = json_array();
	bool none = true;

	for (const struct rule *rule = rules_next(NULL); rule != NULL; rule = rules_next(rule)) {
		if (!is_of_clause(rule->message.clause, wanted))
			continue;
		none = false;
		g_string_append_printf(text, "%-10s %-8s %s\n", rule->message.clause,
		                       level_name(rule->message.level), rule->message.id);
		if ((wanted[0] != '\0'))
			g_string_append_printf(text, "\t%s\n",
			                       request->language == LANGUAGE_EN ? rule->explain_en
			                                                        : rule->explain_ja);
		json_array_append_new(array, rule_json(rule));
	}
	if (wanted[0] != '\0' && append_coverage(text, array, wanted, request->language))
		none = false;
	if (none)
		request_say(request,
		            (struct wording){ "そのような条項はありません: {0}",
		                              "no such clause: {0}" },
		            wanted, NULL);
	if (request->format == FORMAT_JSON)
		print_json(json_incref(array));
	else
		fputs(text->str, stdout);
	json_decref(array);
	return none ? OUTCOME_USAGE : OUTCOME_DONE;
}
