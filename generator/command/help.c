#include "command/command.h"
#include "command/options.h"

#include "letter/form_values.h"
#include "registry/form.h"
#include "site/names.h"

#include <stdio.h>

/* The names that each template may use: for people who edit templates. */
static void
append_names(enum language language, GString *out)
{
	for (const struct site_template *row = site_templates; row->name != NULL; row++) {
		g_string_append_printf(out, "## site/%s\n\n", row->name);
		template_names_render(row->names, language, out);
		g_string_append_c(out, '\n');
	}
	for (int number = 1; number <= FORM_COUNT; number++) {
		AUTO(form_names) names = form_names_new(number);

		g_string_append_printf(out, "## letters/form%02d.xml\n\n", number);
		template_names_render(form_names_table(names), language, out);
		g_string_append_c(out, '\n');
	}
}

enum outcome
command_help(const struct request *request)
{
	g_autoptr(GString) help = g_string_new(NULL);
	const char *name = request->arguments[0];
	const struct command *command = NULL;

	if (g_strcmp0(name, "templates") == 0) {
		append_names(request->language, help);
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
