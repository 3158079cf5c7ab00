/* `verify` tells whether letters are the ones that the content makes, whether a list is
 * whole, and who signed them. */
#include "base/folder.h"
#include "base/refusal.h"
#include "command/command.h"
#include "command/evidence.h"
#include "command/verify_site.h"
#include "command/workshop.h"

#include "letter/verify.h"

#include <stdio.h>

struct run {
	const struct request *request;
	struct findings *findings;
	struct registry *registry;
	struct workshop workshop;
	struct letters *letters;
	struct authorities *authorities;
	struct evidence_again again;
};

static void
run_clear(struct run *run)
{
	site_run_clear(&run->again.site);
	g_clear_pointer(&run->authorities, authorities_free);
	g_clear_pointer(&run->letters, letters_free);
	workshop_clear(&run->workshop);
	g_clear_pointer(&run->registry, registry_free);
	findings_free(run->findings);
}

/* Only letters are compared with the content. */
static bool
has_letters(const struct request *request)
{
	for (char **path = request->arguments; *path != NULL; path++)
		if (!g_file_test(*path, G_FILE_TEST_IS_DIR))
			return true;
	return false;
}

static bool
prepare(struct run *run, GError **error)
{
	const struct request *request = run->request;

	if (request->authorities != NULL) {
		run->authorities = authorities_open(request->authorities, request->signer, error);
		if (run->authorities == NULL)
			return false;
	}
	if (!has_letters(request))
		return true;
	run->registry = request_examine(request, run->findings, error);
	if (run->registry == NULL || !workshop_open(&run->workshop, request, error))
		return false;

	const struct typesetting typesetting = workshop_typesetting(&run->workshop, run->registry);

	run->letters = letters_prepare(&typesetting, (struct date){ 0 }, request->as_of,
	                               run->findings, error);
	return run->letters != NULL;
}

/* What the ledger says of the letter, and what took its place. */
static void
say_issued(const struct request *request, const struct verification *verification)
{
	static const struct wording as_issued = { "発行日 {0}、文書番号 {1}",
		                                  "issued on {0}, document number {1}" };
	static const struct wording altered = {
		"文書番号 {1} の文書は {0} に発行していますが、このファイルは発行したものと違います",
		"the letter of document number {1} was issued on {0}, and this file is another"
	};
	static const struct wording replaced = { "{0} に文書番号 {1} の文書が代わっています",
		                                 "replaced on {0} by document number {1}" };
	const struct issued_letter *issued = verification->issued;
	const struct delivery *reissue = ledger_last(issued, DELIVERY_REISSUE);
	bool is_same = verification->verdict == VERDICT_ISSUED;
	g_autofree char *issued_on = date_iso(issued->issued_on.on);
	g_autofree char *reissued_on = reissue == NULL ? NULL : date_iso(reissue->on.on);
	const char *const words[] = { issued_on, issued->document_number.value, NULL };
	const char *const successor[] = { reissued_on,
		                          reissue == NULL ? NULL : reissue->document_number.value,
		                          NULL };
	g_autoptr(GString) text = g_string_new("\t");

	wording_fill(wording_text(is_same ? as_issued : altered, request->language), words, text);
	if (reissue != NULL) {
		g_string_append(text, "\n\t");
		wording_fill(wording_text(replaced, request->language), successor, text);
	}
	printf("%s\n", text->str);
}

/* One line for a file: its name, the verdict, and where the data differ. */
static void
say(const struct request *request, const char *path, const struct verification *verification)
{
	static const struct wording verdicts[] = {
		[VERDICT_ISSUED] = { "発行したとおりです", "as it was issued" },
		[VERDICT_SAME] = { "同じです", "same" },
		[VERDICT_APPENDED] = { "違います：同じ文書の後ろに付け足しがあります",
		                       "different: something follows the same letter" },
		[VERDICT_LIBRARIES] = { "同じです（ほかの版のライブラリーで作られたものです。データと、描かれた文字や線は同じです）",
		                        "same, but made with other libraries: data and what is "
		                        "drawn are the same, the bytes are not" },
		[VERDICT_REDRAWN] = { "ほかの版のライブラリーで作られたものです。データは内容と同じですが、描かれた文字や線が違います",
		                      "made with other libraries: the data are the content's, what is "
		                      "drawn is not" },
		[VERDICT_PAGE] = { "違います：データは内容と同じですが、紙面が違います",
		                   "different: the data are the content's, the page is not" },
		[VERDICT_DATA] = { "違います：内容と異なるデータです",
		                   "different: the data are not the content's" },
		[VERDICT_UNKNOWN] = { "不明です：この内容に対応する文書がありません",
		                      "unknown: the content has no such letter" },
		[VERDICT_NO_LETTER] = { "不明です：文書のデータを読めません",
		                        "unknown: the data of a letter cannot be read" },
	};
	static const struct wording signatures[] = {
		[SIGNATURE_UNREADABLE] = { "電子署名が壊れていて、読めません",
		                           "signature: broken, it cannot be read" },
		[SIGNATURE_BROKEN] = { "電子署名が合いません：署名の後に変えられています",
		                       "signature: broken, the file was changed after it" },
		[SIGNATURE_PARTIAL] = { "電子署名は合いますが、署名の後に付け足しがあります",
		                        "signature: good, but something was appended after it" },
		[SIGNATURE_WHOLE] = { "電子署名が合います（ファイル全体）",
		                      "signature: good, of the whole file" },
	};
	enum signature signature = verification->signature;

	printf("%s: %s\n", path, wording_text(verdicts[verification->verdict], request->language));
	if (verification->unread != NULL) {
		g_autofree char *why = refusal_text(verification->unread, request->language);

		printf("\t%s\n", why);
	}
	if (verification->issued != NULL)
		say_issued(request, verification);
	if (verification->found != NULL) {
		g_autofree char *found = wording_plain(verification->found);
		g_autofree char *expected = wording_plain(verification->expected);

		printf("\t- %s\n\t+ %s\n", found, expected);
	}
	printf("\t%s\n", wording_text(signature == SIGNATURE_NONE ? unsigned_words(request)
	                                                          : signatures[signature],
	                              request->language));
	say_signer(request, &verification->signer);
}

static bool
verify_one(struct run *run, const char *path, bool *good, GError **error)
{
	const struct typesetting typesetting = workshop_typesetting(&run->workshop, run->registry);
	const struct verify_others others = { evidence_draw_again, &run->again };
	struct verification verification;
	gsize length;
	g_autofree char *bytes = folder_read_file(path, 0, &length, error);

	run->again.request = run->request;
	run->again.findings = run->findings;
	run->again.typesetting = typesetting;
	if (bytes == NULL || !verify_letter(&typesetting, run->letters, &others, run->authorities,
	                                    path, bytes, length, &verification, error))
		return false;
	say(run->request, path, &verification);
	*good = verification_is_good(&verification, run->authorities != NULL);
	verification_clear(&verification);
	return true;
}

/* What cannot be read is told, and does not keep the others from being verified. */
static enum outcome
verify_all(struct run *run)
{
	enum outcome outcome = OUTCOME_DONE;

	for (char **path = run->request->arguments; *path != NULL; path++) {
		g_autoptr(GError) error = NULL;
		bool good = false;
		bool done =
			g_file_test(*path, G_FILE_TEST_IS_DIR)
				? verify_site(run->request, run->authorities, *path, &good, &error)
				: verify_one(run, *path, &good, &error);

		enum outcome own = !done  ? request_failed(run->request, error)
		                   : good ? OUTCOME_DONE
		                          : OUTCOME_FINDINGS;

		outcome = MAX(outcome, own);
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
		                  : verify_all(&run);
	}
	if (error != NULL)
		outcome = request_failed(request, error);
	run_clear(&run);
	return outcome;
}
