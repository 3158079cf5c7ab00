/*
 * Signatures with a key of the office: the door to libcrypto's CMS.
 *
 * A signature tells a time only where it is asked to, and never the clock's.
 */
#pragma once

#include "base/auto.h"
#include "base/date.h"
#include "base/wording.h"

struct signer;

/* Bytes that are signed stand in pieces, one after the other. */
struct sign_piece {
	const void *bytes;
	gsize length;
};

/*
 * Opens the key and certificates at `key`: the path of a PKCS#12 file, or a
 * "pkcs11:" URI (RFC 7512) of a token. The password, or PIN, is the first line
 * of the file at `password_path`; it stands in no message. Signs once to see
 * that the key works. From then on the process is not dumped (prctl(2)).
 *
 * NULL with `error` where they cannot be read or do not fit, the
 * certificate is not in force on `day` (in Japan), its key is not for signing
 * documents (X.509 keyUsage, extendedKeyUsage) or neither RSA nor elliptic.
 */
struct signer *signer_open(const char *key, const char *password_path, struct date day,
                           GError **error);
void signer_free(struct signer *signer);
DEFINE_AUTO(signer)

/* When all is signed, in seconds since 1970, UTC: midnight in Japan as the day
 * begins, or the moment of that day from which the certificate is in force. */
gint64 signer_time(const struct signer *signer);

/* The most bytes that a signature takes that does not tell its time; with an RSA
 * key, each takes as many. */
gsize signer_size(const struct signer *signer);

/* Whether the signature tells its time itself: that of a PDF does not, since
 * its dictionary does (ETSI EN 319 142-1, 5.3, 6.3). */
enum sign_time {
	SIGN_TIME_UNTOLD,
	SIGN_TIME_TOLD,
};

/* A detached signature of the pieces: CMS (RFC 5652) in DER, SHA-256, CAdES
 * baseline B (the certificate is signed, too), with the certificates up to the
 * authority's. With an RSA key (PKCS#1 v1.5) the same bytes give the same
 * signature; an elliptic one (ECDSA) has chance in it. The caller frees; NULL
 * with `error`. */
GByteArray *signer_sign(const struct signer *signer, const struct sign_piece *pieces, guint count,
                        enum sign_time tells, GError **error);

/* "2026-11-24T00:00:00+09:00", in Japan; the caller frees. */
char *sign_time_text(gint64 time);

/* Whom one trusts. */
struct authorities;

/* Certificates of authorities, or of the office itself, from a PEM file. `signer`, unless
 * NULL, is the one who is trusted among all that they vouch for: the SHA-256 of the
 * certificate in hex (colons between may be), or its subject as RFC 2253 writes it.
 * NULL with `error`. */
struct authorities *authorities_open(const char *path, const char *signer, GError **error);
void authorities_free(struct authorities *authorities);
DEFINE_AUTO(authorities)

enum trust {
	TRUST_UNASKED, /* no authorities are given */
	TRUST_GOOD,
	TRUST_NONE,
};

/* What a signature is worth. Texts are owned, and NULL where unknown. */
struct sign_report {
	bool is_signature;               /* it can be read, and has one signer */
	bool holds;                      /* of these bytes, by the certificate that it names */
	char *subject, *issuer, *serial; /* of the certificate: RFC 2253; hexadecimal */
	char *digest;                    /* its SHA-256 in hex */
	gint64 time;                     /* that it tells; else the one that was given */
	enum trust trust;                /* of the certificate at that time */
	const struct wording *why;       /* it does not hold or is not trusted; else NULL */
	int reason;                      /* X509_V_*, for the hole of `why` */
};

/* Examines a detached signature in DER; what follows it must be zeros. `time`
 * counts where it tells none itself. `authorities` may be NULL. */
void sign_examine(const struct sign_piece *pieces, guint count, const void *signature, gsize length,
                  const struct authorities *authorities, gint64 time, struct sign_report *report);
void sign_report_clear(struct sign_report *report);
