/* Whether a letter is the one that the content makes. */
#ifndef LETTER_VERIFY_H
#define LETTER_VERIFY_H

#include "letter/letter.h"
#include "letter/typeset.h"

#include <glib.h>

enum verdict {
	VERDICT_SAME,      /* byte for byte, but for what was appended */
	VERDICT_PAGE,      /* the data are those of the content, the rest is not */
	VERDICT_DATA,      /* the content has a letter of this number with other data */
	VERDICT_UNKNOWN,   /* the content has no such letter */
	VERDICT_NO_LETTER, /* no PDF of this program: no data is embedded */
};

struct verification {
	enum verdict verdict;
	gsize rest; /* VERDICT_SAME: bytes that follow those of the letter */
	/* VERDICT_DATA: the first lines that differ, in the file and as the content
	 * has it; owned. */
	char *found, *expected;
};

void verification_clear(struct verification *verification);

/*
 * Makes the letter or form anew from the content and compares it with the file
 * at `path`. `typesetting` and `letters` are of the same content. False with
 * `error` where that fails or the file cannot be read.
 */
gboolean verify_letter(const struct typesetting *typesetting, const struct letters *letters,
                       const char *path, struct verification *verification, GError **error);

#endif
