/* The evidence of entries: the site says it, and the letters' typesetter draws it. */
#pragma once

#include "command/site_run.h"
#include "letter/verify.h"

/* What is wrong with the template of the evidence, by the first entry, goes to `findings`; all
 * others have the same words and data that were examined. */
bool evidence_examine(const struct site_edition *edition, const struct typesetting *typesetting,
                      struct findings *findings, GError **error);

/* Draws the evidence of each entry of the part into the tree, `jobs` at a time, or keeps what an
 * earlier run drew of the same. */
bool evidence_write(const struct site_edition *edition, const struct typesetting *typesetting,
                    struct tree *tree, unsigned jobs, GError **error);

/* What evidence_draw_again(), the `draw` of struct verify_others, is handed: the evidence that the
 * content makes of the entry and the day that the data tell. */
struct evidence_again {
	const struct request *request;
	struct typesetting typesetting;
	struct findings *findings;
	struct site_run site; /* as of the day that was asked for last; for site_run_clear() */
	struct date as_of;
};
GByteArray *evidence_draw_again(const char *data, const struct archive_signature *signature,
                                char **own, void *user, GError **error);
