/* What the files of base/sign*.c share; libcrypto shows here. */
#pragma once

#include "base/refusal.h"
#include "sign/sign.h"

#include <openssl/cms.h>
#include <openssl/evp.h>
#include <openssl/x509.h>

/* A key with its certificate and those above it. */
struct sign_key {
	EVP_PKEY *key;
	X509 *certificate;
	STACK_OF(X509) * chain; /* may be NULL */
};

/* Sets `error` to the message: {0} is `what`, {1} the number of libcrypto's reason and {2}
 * its words, which are English. False, to be returned. */
bool sign_fail(GError **error, const struct message *message, const char *what);

/* Takes key and certificate from the token that a "pkcs11:" URI names. False with
 * `error`; what was filled is to be freed all the same. */
bool sign_open_token(const char *uri, const char *pin, struct sign_key *key, GError **error);

/* Seconds since 1970. */
gint64 sign_seconds(const ASN1_TIME *time);

/* What keeps the certificate from signing documents, as X.509 names it; NULL: nothing.
 * It must have a keyUsage for signatures (ETSI EN 319 412-2, 4.3.2), and where it has an
 * extendedKeyUsage, one for documents or mail (RFC 9336, 3): one for servers, OCSP, code
 * or time stamps, by the same authority, is nobody's seal. */
const char *sign_unfit(X509 *certificate);

/* The digest of the pieces; `digest` has EVP_MAX_MD_SIZE bytes. */
bool sign_digest(const EVP_MD *kind, const struct sign_piece *pieces, guint count, guint8 *digest,
                 unsigned *length);

/* The time as ASN.1 writes it; the caller frees. */
ASN1_TIME *sign_asn1_time(gint64 time);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(ASN1_TIME, ASN1_TIME_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC(BIO, BIO_free_all)
G_DEFINE_AUTOPTR_CLEANUP_FUNC(CMS_ContentInfo, CMS_ContentInfo_free)
