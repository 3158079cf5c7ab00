/* The command line: ismapgen COMMAND [OPTION…] [ARGUMENT…]. */
#pragma once

#include "command/command.h"

/* Fills `request` from the command line; what is set before stands as the
 * default. False where the run ends here, with *outcome: after --version or
 * --help, or after a fault of usage, which is told on standard error. */
bool options_parse(struct request *request, char **argv, enum outcome *outcome);

/* Frees what options_parse() set. */
void options_clear(struct request *request);

/* Appends the general help, or that of one command. */
void options_help(const struct request *request, const struct command *command, GString *out);
