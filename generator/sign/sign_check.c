/* A signature is checked, and whom it names is told. */
#include "base/digest.h"
#include "base/folder.h"
#include "sign/sign_part.h"

#include <limits.h>
#include <openssl/err.h>
#include <openssl/ess.h>
#include <openssl/pem.h>
#include <openssl/x509_vfy.h>
#include <string.h>

/* Bits of security that every link to the authority must have (RSA of 2048 bits, no
 * SHA-1): level 2 of SSL_CTX_set_security_level(3). */
#define AUTH_LEVEL 2

struct authorities {
	X509_STORE *store;
	char *signer; /* a subject, or a digest without colons; NULL: whoever it is */
};

G_DEFINE_AUTOPTR_CLEANUP_FUNC(X509_STORE_CTX, X509_STORE_CTX_free)

/* "AB:CD" and "abcd" are the same digest; a subject is left as it is. */
static char *
plain_signer(const char *signer)
{
	g_auto(GStrv) parts = g_strsplit(signer, ":", -1);
	g_autofree char *joined = g_strjoinv("", parts);
	bool is_digest = strlen(joined) == DIGEST_HEX &&
	                 strspn(joined, "0123456789abcdefABCDEF") == DIGEST_HEX;

	return is_digest ? g_ascii_strdown(joined, -1) : g_strdup(signer);
}

/* Takes all certificates of a text in PEM; false where it has none. */
static bool
add_certificates(X509_STORE *store, const char *pem, gsize length)
{
	g_autoptr(BIO) text = BIO_new_mem_buf(pem, (int)length);
	STACK_OF(X509_INFO) *all = PEM_X509_INFO_read_bio(text, NULL, NULL, NULL);
	int count = 0;

	for (int i = 0; i < sk_X509_INFO_num(all); i++) {
		X509 *certificate = sk_X509_INFO_value(all, i)->x509;

		count += certificate != NULL && X509_STORE_add_cert(store, certificate) == 1;
	}
	sk_X509_INFO_pop_free(all, X509_INFO_free);
	return count > 0;
}

struct authorities *
authorities_open(const char *path, const char *signer, GError **error)
{
	AUTO(authorities) authorities = g_new0(struct authorities, 1);
	gsize length;
	g_autofree char *pem = folder_read_file(path, 0, &length, error);

	authorities->store = X509_STORE_new();
	authorities->signer = signer == NULL ? NULL : plain_signer(signer);
	/* Who trusts an office itself need not know its authority. */
	if (authorities->store != NULL)
		X509_STORE_set_flags(authorities->store, X509_V_FLAG_PARTIAL_CHAIN);
	if (pem != NULL && authorities->store != NULL &&
	    add_certificates(authorities->store, pem, length))
		/* cppcheck-suppress memleak ; it is the caller's now */
		return g_steal_pointer(&authorities);
	if (pem != NULL)
		sign_fail(
			error,
			FAILURE("sign-authorities",
		                "{0} を認証局の証明書（PEM）として読めません（libcryptoの番号 {1}）。",
		                "{0} cannot be read as certificates of authorities (PEM): {2}."),
			path);
	/* cppcheck-suppress memleak ; AUTO() frees it */
	return NULL;
}

void
authorities_free(struct authorities *authorities)
{
	X509_STORE_free(authorities->store);
	g_free(authorities->signer);
	g_free(authorities);
}

static char *
name_text(const X509_NAME *name)
{
	g_autoptr(BIO) text = BIO_new(BIO_s_mem());
	char *bytes = NULL;

	if (text == NULL ||
	    X509_NAME_print_ex(text, name, 0, XN_FLAG_RFC2253 & ~ASN1_STRFLGS_ESC_MSB) < 0)
		return NULL;
	long length = BIO_get_mem_data(text, &bytes);
	return g_strndup(bytes, (gsize)length);
}

static char *
serial_text(const ASN1_INTEGER *serial)
{
	gsize length = (gsize)ASN1_STRING_length(serial);
	char *text = g_malloc0(2 * length + 1);

	hex_print(ASN1_STRING_get0_data(serial), length, text);
	return text;
}

static void
tell_certificate(X509 *certificate, struct sign_report *report)
{
	report->subject = name_text(X509_get_subject_name(certificate));
	report->issuer = name_text(X509_get_issuer_name(certificate));
	report->serial = serial_text(X509_get0_serialNumber(certificate));

	unsigned char *der = NULL;
	int length = i2d_X509(certificate, &der);

	if (length > 0)
		report->digest = digest_of(der, (gsize)length);
	OPENSSL_free(der);
}

/* Why a signature is worth nothing: `code` is X509_V_ERR_*, and nothing else has words. */
static const struct wording *
words_of(int code)
{
	static const struct {
		int code;
		struct wording words;
	} reasons[] = {
		{ X509_V_ERR_CERT_HAS_EXPIRED,
		  { "証明書の有効期間が終わっています", "the certificate had expired" } },
		{ X509_V_ERR_CERT_NOT_YET_VALID,
		  { "証明書の有効期間がまだ始まっていません",
		    "the certificate was not yet valid" } },
		{ X509_V_ERR_UNABLE_TO_GET_ISSUER_CERT_LOCALLY,
		  { "発行者の証明書が --ca のファイルにありません",
		    "the issuer's certificate is not in the file of --ca" } },
		{ X509_V_ERR_UNABLE_TO_GET_ISSUER_CERT,
		  { "上位の認証局の証明書が --ca のファイルにありません",
		    "the certificate of a higher authority is not in the file of --ca" } },
		{ X509_V_ERR_UNABLE_TO_VERIFY_LEAF_SIGNATURE,
		  { "発行者を確かめられません", "who issued the certificate cannot be verified" } },
		{ X509_V_ERR_DEPTH_ZERO_SELF_SIGNED_CERT,
		  { "自己署名の証明書で、--ca のファイルにありません",
		    "the certificate is self-signed, and not in the file of --ca" } },
		{ X509_V_ERR_SELF_SIGNED_CERT_IN_CHAIN,
		  { "根の認証局が --ca のファイルにありません",
		    "the root authority is not in the file of --ca" } },
		{ X509_V_ERR_CERT_SIGNATURE_FAILURE,
		  { "証明書の署名が合いません", "the signature of the certificate is wrong" } },
		{ X509_V_ERR_INVALID_CA,
		  { "発行者の証明書は、証明書を発行するためのものではありません",
		    "the issuer's certificate is none that may issue certificates" } },
		{ X509_V_ERR_PATH_LENGTH_EXCEEDED,
		  { "認証局の段数が、証明書の許す数を超えています",
		    "there are more authorities in the chain than a certificate allows" } },
		{ X509_V_ERR_EE_KEY_TOO_SMALL,
		  { "証明書の鍵が短すぎます", "the certificate's key is too small" } },
		{ X509_V_ERR_CA_KEY_TOO_SMALL,
		  { "認証局の鍵が短すぎます", "an authority's key is too small" } },
		{ X509_V_ERR_CA_MD_TOO_WEAK,
		  { "証明書の署名のハッシュが弱すぎます",
		    "the digest of a certificate's signature is too weak" } },
		{ X509_V_ERR_UNHANDLED_CRITICAL_EXTENSION,
		  { "証明書に、知らない重要な拡張があります",
		    "the certificate has a critical extension that is not known" } },
	};
	static const struct wording other = { "証明書を確かめられません（番号{0}）",
		                              "the certificate cannot be verified (number {0})" };

	for (gsize i = 0; i < G_N_ELEMENTS(reasons); i++)
		if (reasons[i].code == code)
			return &reasons[i].words;
	return &other;
}

/* What cannot be read as a signature of one certificate, or is not of the bytes. */
static void
tell_broken(struct sign_report *report)
{
	static const struct wording broken = { "電子署名が内容に合いません",
		                               "the signature is not of these bytes" };

	report->why = &broken;
	ERR_clear_error();
}

/* The first value of a signed attribute; NULL where it is not of the type. */
static const void *
attribute(const CMS_SignerInfo *info, int nid, int type)
{
	return CMS_signed_get0_data_by_OBJ(info, OBJ_nid2obj(nid), -3, type);
}

/* That the certificate is the one that was signed for, where that is told. */
static bool
names_certificate(const CMS_SignerInfo *info, X509 *certificate)
{
	const ASN1_STRING *told =
		attribute(info, NID_id_smime_aa_signingCertificateV2, V_ASN1_SEQUENCE);
	const unsigned char *der = told == NULL ? NULL : ASN1_STRING_get0_data(told);
	ESS_SIGNING_CERT_V2 *named =
		told == NULL ? NULL : d2i_ESS_SIGNING_CERT_V2(NULL, &der, ASN1_STRING_length(told));
	STACK_OF(X509) *chain = sk_X509_new_null();
	bool good = named != NULL && chain != NULL && sk_X509_push(chain, certificate) > 0 &&
	            OSSL_ESS_check_signing_certs(NULL, named, chain, 1) == 1;

	sk_X509_free(chain);
	ESS_SIGNING_CERT_V2_free(named);
	return told == NULL || good;
}

static gint64
told_time(const CMS_SignerInfo *info)
{
	const ASN1_TIME *time = attribute(info, NID_pkcs9_signingTime, V_ASN1_UTCTIME);

	if (time == NULL)
		time = attribute(info, NID_pkcs9_signingTime, V_ASN1_GENERALIZEDTIME);
	ERR_clear_error();
	return time == NULL ? 0 : sign_seconds(time);
}

static bool
is_pinned(const struct authorities *authorities, const struct sign_report *report)
{
	return authorities->signer == NULL || g_strcmp0(authorities->signer, report->digest) == 0 ||
	       g_strcmp0(authorities->signer, report->subject) == 0;
}

/* libcrypto's own purposes are not asked: those of S/MIME, its default, are none of a
 * document's. */
static void
check_trust(const struct authorities *authorities, CMS_ContentInfo *cms, X509 *certificate,
            struct sign_report *report)
{
	STACK_OF(X509) *others = CMS_get1_certs(cms);
	g_autoptr(X509_STORE_CTX) context = X509_STORE_CTX_new();
	static const struct wording unfit = {
		"文書の署名のための証明書ではありません（keyUsageかextendedKeyUsageが違います）",
		"the certificate is none for signing documents (keyUsage, extendedKeyUsage)",
	};
	static const struct wording another = { "--signer で指定した署名者ではありません",
		                                "not the signer whom --signer names" };

	report->trust = TRUST_NONE;
	report->reason = X509_V_ERR_UNSPECIFIED;
	if (context != NULL &&
	    X509_STORE_CTX_init(context, authorities->store, certificate, others) == 1) {
		X509_VERIFY_PARAM_set_time(X509_STORE_CTX_get0_param(context),
		                           (time_t)report->time);
		X509_VERIFY_PARAM_set_auth_level(X509_STORE_CTX_get0_param(context), AUTH_LEVEL);
		report->reason = X509_verify_cert(context) == 1 ? X509_V_OK
		                                                : X509_STORE_CTX_get_error(context);
	}
	sk_X509_pop_free(others, X509_free);
	ERR_clear_error();
	if (report->reason != X509_V_OK)
		report->why = words_of(report->reason);
	else if (sign_unfit(certificate) != NULL)
		report->why = &unfit;
	else if (!is_pinned(authorities, report))
		report->why = &another;
	else
		report->trust = TRUST_GOOD;
}

/* SHA-256 or better: with a weaker one, two texts may have one signature. */
static bool
is_strong(const EVP_MD *kind)
{
	return kind != NULL && EVP_MD_get_size(kind) >= DIGEST_SIZE;
}

/* The signature is of attributes, and one of these is the digest of the bytes. */
static bool
holds(CMS_SignerInfo *info, const struct sign_piece *pieces, guint count)
{
	const ASN1_STRING *told = attribute(info, NID_pkcs9_messageDigest, V_ASN1_OCTET_STRING);
	const ASN1_OBJECT *name = NULL;
	X509_ALGOR *algorithm = NULL;
	guint8 digest[EVP_MAX_MD_SIZE];
	unsigned length = 0;

	CMS_SignerInfo_get0_algs(info, NULL, NULL, &algorithm, NULL);
	X509_ALGOR_get0(&name, NULL, NULL, algorithm);
	const EVP_MD *kind = EVP_get_digestbyobj(name);
	return told != NULL && is_strong(kind) &&
	       sign_digest(kind, pieces, count, digest, &length) &&
	       ASN1_STRING_length(told) == (int)length &&
	       memcmp(ASN1_STRING_get0_data(told), digest, length) == 0 &&
	       CMS_SignerInfo_verify(info) == 1;
}

static CMS_ContentInfo *
read_signature(const unsigned char *der, gsize length)
{
	const unsigned char *end = der + length;
	CMS_ContentInfo *cms =
		length > LONG_MAX ? NULL : d2i_CMS_ContentInfo(NULL, &der, (long)length);

	while (cms != NULL && der < end && *der == 0)
		der++;
	if (cms != NULL && der < end)
		g_clear_pointer(&cms, CMS_ContentInfo_free);
	return cms;
}

void
sign_examine(const struct sign_piece *pieces, guint count, const void *signature, gsize length,
             const struct authorities *authorities, gint64 time, struct sign_report *report)
{
	g_autoptr(CMS_ContentInfo) cms = read_signature(signature, length);
	STACK_OF(CMS_SignerInfo) *signers = cms == NULL ? NULL : CMS_get0_SignerInfos(cms);
	X509 *certificate = NULL;

	*report = (struct sign_report){ .time = time };
	if (signers == NULL || sk_CMS_SignerInfo_num(signers) != 1) {
		tell_broken(report);
		return;
	}
	report->is_signature = true;
	CMS_SignerInfo *info = sk_CMS_SignerInfo_value(signers, 0);
	CMS_set1_signers_certs(cms, NULL, 0);
	CMS_SignerInfo_get0_algs(info, NULL, &certificate, NULL, NULL);
	if (certificate == NULL) {
		tell_broken(report);
		return;
	}
	tell_certificate(certificate, report);
	if (told_time(info) != 0)
		report->time = told_time(info);

	ERR_clear_error();
	report->holds = holds(info, pieces, count) && names_certificate(info, certificate);
	if (!report->holds)
		tell_broken(report);
	if (authorities != NULL)
		check_trust(authorities, cms, certificate, report);
}

void
sign_report_clear(struct sign_report *report)
{
	g_clear_pointer(&report->subject, g_free);
	g_clear_pointer(&report->issuer, g_free);
	g_clear_pointer(&report->serial, g_free);
	g_clear_pointer(&report->digest, g_free);
}
