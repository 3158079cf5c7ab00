/* These are the steps that commands share: to examine, to show findings, to say why a run
 * failed. */
#include "command/command.h"

#include "base/refusal.h"
#include "history/status.h"
#include "rules/rules.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

const struct command *
request_find_command(const struct request *request, const char *name)
{
	for (const struct command *command = request->commands; command->name != NULL; command++)
		if (strcmp(command->name, name) == 0)
			return command;
	return NULL;
}

struct registry *
request_examine(const struct request *request, struct findings *findings, GError **error)
{
	findings_set_root(findings, request->content);
	struct registry *registry =
		registry_load(request->content, (unsigned)request->jobs, findings, error);
	if (registry != NULL)
		rules_examine(registry, request->as_of, (unsigned)request->jobs, findings);
	return registry;
}

char *
request_count_listed(const struct registry *registry, struct date as_of)
{
	unsigned count = 0;

	EACH (const struct service, service, registry->services) {
		struct status status;

		status_compute(service, as_of, &status);
		count += status.listed;
	}
	return g_strdup_printf("%u", count);
}

static enum finding_format
finding_format(const struct request *request)
{
	switch (request->format) {
	case FORMAT_JSON:
		return FINDING_JSON;
	case FORMAT_GITHUB:
		return FINDING_GITHUB;
	case FORMAT_SARIF:
		return FINDING_SARIF;
	default:
		return FINDING_TEXT;
	}
}

static void
say_count(const struct request *request, unsigned errors, unsigned warnings)
{
	static const struct wording stopped = {
		"誤り {0}件、警告 {1}件。何も書き出していません。",
		"Errors: {0}, warnings: {1}. Nothing was written.",
	};

	request_say(request, stopped, NUMBER(errors), NUMBER(warnings), NULL);
}

bool
request_show(const struct request *request, struct findings *findings)
{
	g_autoptr(GString) text = g_string_new(NULL);
	unsigned errors = findings_count(findings, FINDING_ERROR);
	unsigned warnings = findings_count(findings, FINDING_WARNING);
	bool passes = errors == 0 && !(request->strict && warnings > 0);

	findings_render(findings, finding_format(request), request->language, text);
	/* Of a check they are what was asked for. */
	fputs(text->str,
	      strcmp(request->command->name, "check") == 0 && !request_is_for_people(request)
	              ? stdout
	              : stderr);
	if (!passes && request->format == FORMAT_TEXT && !request->partial && !request->dry_run)
		say_count(request, errors, warnings);
	return passes;
}

enum outcome
request_failed(const struct request *request, const GError *error)
{
	static const struct wording failed = { "失敗: ", "failed: " };
	const struct finding *finding = refusal_finding(error);
	g_autofree char *text = refusal_text(error, request->language);
	g_autofree char *why = wording_plain(text);

	if (finding != NULL && finding->place.file != NULL) {
		AUTO(findings) findings = findings_new();

		findings_add_copy(findings, finding);
		request_show(request, findings);
		return OUTCOME_FINDINGS;
	}
	fprintf(stderr, "ismapgen: %s%s\n", wording_text(failed, request->language), why);
	return OUTCOME_FAILED;
}

void
request_say(const struct request *request, struct wording wording, ...)
{
	g_autoptr(GString) line = g_string_new(NULL);
	va_list arguments;

	if (request->quiet)
		return;
	va_start(arguments, wording);
	wording_fill_list(wording_text(wording, request->language), arguments, line);
	va_end(arguments);
	fprintf(stderr, "%s\n", line->str);
}

bool
request_is_for_people(const struct request *request)
{
	return request->format != FORMAT_JSON && request->format != FORMAT_SARIF;
}

void
print_json(json_t *value)
{
	json_dumpf(value, stdout, JSON_INDENT(2));
	putchar('\n');
	json_decref(value);
}
