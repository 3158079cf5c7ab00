/* The options: one table, each with the commands that take it, from which the command line is
 * read, checked and explained. */
#pragma once

#include "command/options.h"

enum option {
	OPTION_CONTENT,
	OPTION_OUTPUT,
	OPTION_AS_OF,
	OPTION_FORMAT,
	OPTION_LANG,
	OPTION_WITHIN,
	OPTION_FROM,
	OPTION_TO,
	OPTION_SINCE,
	OPTION_MERGE,
	OPTION_SIDES,
	OPTION_SENT_ON,
	OPTION_BY,
	OPTION_SERVICE,
	OPTION_RETURNED_ON,
	OPTION_DELIVERED_ON,
	OPTION_INTERNAL,
	OPTION_MAPPING,
	OPTION_OBJECTIVES,
	OPTION_PARTIAL,
	OPTION_DRY_RUN,
	OPTION_SHARD,
	OPTION_SIGN,
	OPTION_SIGN_PASSWORD_FILE,
	OPTION_CA,
	OPTION_SIGNER,
	OPTION_TEMPLATES,
	OPTION_FONTS,
	OPTION_JOBS,
	OPTION_STRICT,
	OPTION_ALLOW_SHRINK,
	OPTION_ACCEPT_UNRECORDED,
	OPTION_FORCE,
	OPTION_QUIET,
	OPTION_HELP,
	OPTION_VERSION,
	OPTIONS,
};

/* Where what is given goes in struct request: as it is, read as a day, or nowhere by itself. */
enum option_kind {
	OPTION_READ,
	OPTION_KEPT,
	OPTION_DAY,
};

struct option_row {
	const char *name;
	char letter;
	const char *value;    /* what it is followed by; NULL: nothing */
	const char *commands; /* that take it; NULL: all */
	struct wording what;
	enum option_kind kind;
	size_t at;
};
extern const struct option_row options[OPTIONS];

extern const char *const format_names[FORMATS];

bool option_is_taken(const struct command *command, enum option option);
