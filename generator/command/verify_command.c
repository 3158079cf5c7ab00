/* verify: whether letters are the ones that the content makes. */
#include "command/command.h"
#include "command/workshop.h"

#include "letter/verify.h"

#include <stdio.h>

struct run {
	const struct request *request;
	struct findings *findings;
	struct registry *registry;
	struct workshop workshop;
	struct letters *letters;
};

static void
run_clear(struct run *run)
{
	if (run->letters != NULL)
		letters_free(run->letters);
	workshop_clear(&run->workshop);
	if (run->registry != NULL)
		registry_free(run->registry);
	findings_free(run->findings);
}

static bool
prepare(struct run *run, GError **error)
{
	const struct request *request = run->request;

	run->registry = request_examine(request, run->findings, error);
	if (run->registry == NULL || !workshop_open(&run->workshop, request, error))
		return false;
	run->letters = letters_prepare(run->registry, run->workshop.templates, run->workshop.fonts,
	                               (struct date){ 0 }, request->as_of, run->findings, error);
	return run->letters != NULL;
}

/* One line for a file: its name, the verdict, and where the data differ. */
static void
say(const struct request *request, const char *path, const struct verification *verification)
{
	static const struct wording verdicts[] = {
		[VERDICT_SAME] = { "同じ", "same" },
		[VERDICT_PAGE] = { "違う：データは内容と同じだが、紙面が違う",
		                   "different: the data are the content's, the page is not" },
		[VERDICT_DATA] = { "違う：内容と異なるデータ",
		                   "different: the data are not the content's" },
		[VERDICT_UNKNOWN] = { "不明：この内容に対応する文書がない",
		                      "unknown: the content has no such letter" },
		[VERDICT_NO_LETTER] = { "不明：データが埋め込まれていない",
		                        "unknown: no data is embedded" },
	};

	printf("%s: %s\n", path, wording_text(verdicts[verification->verdict], request->language));
	if (verification->verdict == VERDICT_DATA)
		printf("\t- %s\n\t+ %s\n", verification->found, verification->expected);
}

static enum outcome
verify_all(struct run *run, GError **error)
{
	const struct typesetting typesetting = workshop_typesetting(&run->workshop, run->registry);
	enum outcome outcome = OUTCOME_DONE;

	for (char **path = run->request->arguments; *path != NULL; path++) {
		struct verification verification;

		if (!verify_letter(&typesetting, run->letters, *path, &verification, error))
			return OUTCOME_FAILED;
		say(run->request, *path, &verification);
		if (verification.verdict != VERDICT_SAME)
			outcome = OUTCOME_FINDINGS;
		verification_clear(&verification);
	}
	return outcome;
}

enum outcome
command_verify(const struct request *request)
{
	g_autoptr(GError) error = NULL;
	struct run run = { .request = request, .findings = findings_new() };
	enum outcome outcome = OUTCOME_FAILED;

	if (prepare(&run, &error)) {
		outcome = findings_count(run.findings, FINDING_ERROR) > 0 &&
		                          !request_show(request, run.findings)
		                  ? OUTCOME_FINDINGS
		                  : verify_all(&run, &error);
	}
	if (error != NULL)
		outcome = request_failed(request, error);
	run_clear(&run);
	return outcome;
}
