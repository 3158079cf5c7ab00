#include "command/command.h"
#include "command/options.h"

#include <stdio.h>

enum outcome
command_help(const struct request *request)
{
	g_autoptr(GString) help = g_string_new(NULL);
	const char *name = request->arguments[0];
	const struct command *command = NULL;

	if (name != NULL && (command = command_find(name)) == NULL) {
		request_say(request,
		            (struct wording){ "そのようなコマンドはありません: {0}",
		                              "no such command: {0}" },
		            name, NULL);
		return OUTCOME_USAGE;
	}
	options_help(request->language, command, help);
	fputs(help->str, stdout);
	return OUTCOME_DONE;
}
