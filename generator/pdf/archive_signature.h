/* The signature of a letter: PAdES baseline B (ETSI EN 319 142-1), in a field
 * that is told but not seen. */
#pragma once

#include "sign/sign.h"

struct archive_signature {
	const struct signer *signer; /* NULL: the place stays empty, to compare with */
	gint64 time;                 /* that is told, in seconds since 1970, UTC */
	gsize size;                  /* bytes of the place */
	const char *name;            /* what the field is called */
};

/* Where the signature of a PDF stands. */
struct archive_place {
	gsize start, end; /* of what it does not cover: <, hexadecimal digits, > */
	gsize covered;    /* it covers the bytes up to here, but for those */
	gint64 time;      /* that is told; 0: none */
};

/* Where `word` stands last in the bytes; NULL: nowhere. */
const char *archive_find_last(const char *bytes, gsize length, const char *word);

/* Finds the last signature of a PDF by its /ByteRange, also in a file that is
 * broken elsewhere. False where there is none whose range lies in the file and
 * leaves out just one string. */
bool archive_find_signature(const void *pdf, gsize length, struct archive_place *place);

/* The signature itself, whose digits stand at `place`; NULL where there are
 * others than hexadecimal ones. */
GByteArray *archive_signature_at(const void *pdf, const struct archive_place *place);
