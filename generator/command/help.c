/* `help` explains the program, a command, or the names that templates may use. */
#include "command/command.h"
#include "command/options.h"

#include "letter/form_values.h"
#include "registry/form.h"
#include "rules/rules.h"
#include "site/names.h"

#include <stdio.h>

/* The names that each template may use: for people who edit templates. */
static void
append_names(enum language language, GString *out)
{
	AUTO(pool) pool = pool_new();

	for (const struct site_template *row = site_templates; row->name != NULL; row++) {
		g_string_append_printf(out, "## site/%s\n\n", row->name);
		template_names_render(site_template_names(row, NULL, pool), language, out);
		g_string_append_c(out, '\n');
	}
	for (int number = 1; number <= LETTER_KINDS; number++) {
		AUTO(form_names) names = form_names_new(number);

		g_autofree char *stem = form_stem(form_kind_find(number));

		g_string_append_printf(out, "## letters/%s.xml\n\n", stem);
		template_names_render(form_names_table(names), language, out);
		g_string_append_c(out, '\n');
	}
}

GPtrArray *
help_messages(void)
{
	GPtrArray *all = messages_all();

	for (const struct rule *rule = rules_next(NULL); rule != NULL; rule = rules_next(rule)) {
		g_ptr_array_add(all, (gpointer)&rule->message);
		if (rule->pending.id != NULL)
			g_ptr_array_add(all, (gpointer)&rule->pending);
	}
	messages_sort(all);
	return all;
}

enum outcome
command_help(const struct request *request)
{
	g_autoptr(GString) help = g_string_new(NULL);
	const char *name = request->arguments[0];
	const struct command *command = NULL;

	if (g_strcmp0(name, "templates") == 0) {
		append_names(request->language, help);
	} else if (g_strcmp0(name, "messages") == 0) {
		/* All that the program may say is wrong, so that an office can read the wording as a whole. */
		g_autoptr(GPtrArray) all = help_messages();

		g_string_append(help, request->language == LANGUAGE_JA
		                              ? "| 名前 | 段階 | 条項 | 日本語 | 英語 |\n"
		                              : "| Name | Level | Clause | Japanese | English |\n");
		g_string_append(help, "| --- | --- | --- | --- | --- |\n");
		EACH (const struct message, message, all)
			g_string_append_printf(
				help, "| `%s` | %s | %s | %s | %s |\n", message->id,
				finding_level_word(message->level, request->language),
				message->clause != NULL ? message->clause : "", message->ja,
				message->en);
	} else if (name != NULL && (command = request_find_command(request, name)) == NULL) {
		request_say(request,
		            (struct wording){ "そのようなコマンドはありません: {0}",
		                              "no such command: {0}" },
		            name, NULL);
		return OUTCOME_USAGE;
	} else {
		options_help(request, command, help);
	}
	fputs(help->str, stdout);
	return OUTCOME_DONE;
}
