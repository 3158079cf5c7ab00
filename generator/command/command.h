/* The commands of ismapgen: what each takes, and the way they share from
 * input to findings. */
#pragma once

#include "publish/part.h"
#include "registry/registry.h"

#include <jansson.h>

/* What a run ends with. */
enum outcome {
	OUTCOME_DONE = 0,
	OUTCOME_FINDINGS = 1, /* findings of level error; nothing was written */
	OUTCOME_USAGE = 2,
	OUTCOME_FAILED = 3, /* the run itself failed */
};

enum format {
	FORMAT_TEXT,
	FORMAT_JSON,
	FORMAT_GITHUB,
	FORMAT_SARIF,
	FORMAT_ICS,
	FORMAT_CSV,
	FORMAT_XLSX,
	FORMATS,
};

/* What the user asked for. Borrowed by commands. */
struct request {
	const struct command *commands; /* all that there are; ends with name NULL */
	const struct command *command;
	char *content;
	char *output;
	char *templates;
	char *fonts;
	char *sign;               /* the key to sign with; NULL: nothing is signed */
	char *sign_password_file; /* where its password is */
	char *authorities;        /* of `verify`: whose certificates are trusted; NULL: not asked */
	char *signer;             /* of `verify`: who must have signed; NULL: whoever is trusted */
	struct date as_of;
	bool is_dated;        /* whether --as-of was given */
	struct date from, to; /* of `statistics`: the first day, or unset, and the last */
	struct date since;    /* of letters: the first day; unset: all */
	bool merge;           /* of letters: one PDF of all beside the single ones */
	bool one_sided;       /* and how it is printed */
	struct date sent_on;  /* of `issue`: the day letters were sent; unset: they were not */
	struct date returned_on, delivered_on; /* of `issue`: when they came back, or arrived */
	char *by;                              /* and how; may be NULL */
	char *service; /* of `receive`: its id; NULL: by the registration number */
	enum language language;
	enum format format;
	struct part part; /* of the work that others share */
	int jobs;
	int within_days; /* of `deadlines` */
	bool quiet;
	bool strict;
	bool accept_unrecorded; /* publish also what changes a published text without a record */
	bool allow_shrink;      /* publish also a list that lost many services */
	bool dry_run;           /* of `import`: show what would change, write nothing */
	bool partial;           /* and leave out what is wrong */
	bool objectives;        /* and read the annex of a statement */
	bool internal;          /* of `export`: also what is not public */
	char *mapping;          /* and what the headings of the file mean; may be NULL */
	bool force;             /* make every file anew, whatever a run remembers */
	char **arguments;       /* after the command's name; NULL-terminated */
};

typedef enum outcome command_run(const struct request *request);

struct command {
	const char *name;
	const char *arguments; /* for the usage line: "[ID]" */
	int arguments_min, arguments_max;
	unsigned formats; /* bits 1 << enum format */
	struct wording summary;
	const char *example;  /* without the program's name */
	struct wording files; /* what is read and written */
	command_run *run;
};

/* All commands, in the order of a working day; ends with name NULL. */
extern const struct command commands[];

/* The command of that name, or NULL. */
const struct command *request_find_command(const struct request *request, const char *name);

/* Loads the content folder and examines it by all rules. NULL with `error`
 * where the folder cannot be read; otherwise the registry, with what is wrong
 * in `findings`. */
struct registry *request_examine(const struct request *request, struct findings *findings,
                                 GError **error);

/* The same, and all that would stop a build: prose, pages, letters, characters that no font has. */
struct registry *request_check(const struct request *request, struct findings *findings,
                               GError **error);

/* How many services are listed on the day, in digits. The caller frees. */
char *request_count_listed(const struct registry *registry, struct date as_of);

/* Shows all findings on standard error; those of `check` for tools on standard output. True where nothing stands in the way:
 * no error, and with --strict no warning. */
bool request_show(const struct request *request, struct findings *findings);

/* Says on standard error why the run failed: OUTCOME_FAILED, or OUTCOME_FINDINGS where it is
 * a fault in a file, such as a template. */
enum outcome request_failed(const struct request *request, const GError *error);

/* Says a sentence on standard error unless --quiet; the arguments close with
 * NULL. */
void request_say(const struct request *request, struct wording wording, ...) G_GNUC_NULL_TERMINATED;

/* Whether standard error is for people: with --format json or sarif it holds
 * the findings for a tool, and nothing else. */
bool request_is_for_people(const struct request *request);

/* Prints a value on standard output, and frees it. */
void print_json(json_t *value);

/* Copies a file, or a folder with all in it; names that begin with "dot-" begin with ".". */
bool init_copy(const char *from, const char *to, GError **error);

/* All messages of findings and rules, by their names. The caller frees the array. */
GPtrArray *help_messages(void);

/* Prints differences of two public registers, struct difference *, as `diff` does. */
void diff_show(const struct request *request, const GPtrArray *differences);

command_run command_init, command_import, command_export, command_check, command_site,
	command_letters, command_build, command_issue, command_reissue, command_reprint,
	command_join, command_form, command_receive, command_status, command_deadlines,
	command_statistics, command_diff, command_rules, command_extract, command_verify,
	command_manual, command_new, command_schema, command_help;
