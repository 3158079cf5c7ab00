/* Whether a letter is the one that the content makes. */
#pragma once

#include "letter/letter.h"
#include "letter/typeset.h"
#include "sign/sign.h"

enum letter_verdict {
	VERDICT_ISSUED,    /* the very bytes that were issued */
	VERDICT_SAME,      /* byte for byte, but for the signature itself */
	VERDICT_APPENDED,  /* the same, and something follows */
	VERDICT_LIBRARIES, /* made with other libraries: data and what is drawn are the same */
	VERDICT_REDRAWN,   /* made with other libraries: the data are the same, the page is not */
	VERDICT_PAGE,      /* the data are those of the content, the rest is not */
	VERDICT_DATA,      /* the content has a letter of this number with other data */
	VERDICT_UNKNOWN,   /* the content has no such letter */
	VERDICT_NO_LETTER, /* no PDF of this program: no data is embedded, or none can be read */
};

enum signature {
	SIGNATURE_NONE,
	SIGNATURE_UNREADABLE, /* there is one, or the rest of one */
	SIGNATURE_BROKEN,     /* what it covers, or itself, was changed */
	SIGNATURE_PARTIAL,    /* it holds, but something follows what it covers */
	SIGNATURE_WHOLE,      /* it holds, of the whole file */
};

struct verification {
	enum letter_verdict verdict;
	/* Of the ledger: the letter of these bytes, or, where they are others, of the
	 * same document number; NULL: none was issued. */
	const struct issued_letter *issued;
	GError *unread; /* VERDICT_NO_LETTER: why; owned */
	/* VERDICT_DATA: the first lines that differ, in the file and as the content
	 * has it; owned. */
	char *found, *expected; /* or what the libraries are, there and here */
	enum signature signature;
	struct sign_report signer; /* from SIGNATURE_BROKEN on, as far as it is known */
};

/* As it was issued, or where nothing was, the same letter (by other libraries only where
 * it is signed); and where it is signed, the signature holds and, where there are
 * authorities, is trusted. One that is not signed is good where it need not be. */
bool verification_is_good(const struct verification *verification, bool must_be_signed);

void verification_clear(struct verification *verification);

/* What else the content makes that is signed and has data. */
struct verify_others {
	/* The bytes of the one that `data` tell of, with `signature`, and its own data in
	 * *own; the caller frees both. NULL: there is none, or it fails with `error`. */
	GByteArray *(*draw)(const char *data, const struct archive_signature *signature, char **own,
	                    void *user, GError **error);
	void *user;
};

/*
 * Looks for the letter of these bytes, of the file `path`, in the ledger. Where it is not as it
 * was issued, makes the letter or form anew from the content, signed as the file is, compares it
 * with that, and examines the signature as of the time that it tells; `authorities` and `others`
 * may be NULL. `typesetting` and `letters` are of the same content. False with `error` where that
 * fails.
 */
bool verify_letter(const struct typesetting *typesetting, const struct letters *letters,
                   const struct verify_others *others, const struct authorities *authorities,
                   const char *path, const char *bytes, gsize length,
                   struct verification *verification, GError **error);
