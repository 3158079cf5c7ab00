/* Keys are opened, and signatures made, with libcrypto's CMS. */
#include "sign/sign.h"

#include "base/folder.h"
#include "sign/sign_part.h"

#include <errno.h>
#include <fcntl.h>
#include <openssl/crypto.h>
#include <openssl/err.h>
#include <openssl/pkcs12.h>
#include <openssl/x509v3.h>
#include <poll.h>
#include <string.h>
#include <sys/prctl.h>
#include <unistd.h>

/* How the name of a key on a token starts (RFC 7512). */
#define TOKEN "pkcs11:"

#define SECONDS_PER_DAY (24 * 60 * 60)
#define JAPAN_AHEAD_SECONDS (9 * 60 * 60)

/* ECDSA signatures are DER of two numbers: shorter by chance, and the lengths
 * around them with them. */
#define LENGTH_OCTETS 8

/* What is behind so many bytes of the file is not read. */
#define PASSWORD_MAX 1024

/* How long a pipe is waited for: a program asks for the PIN, and somebody types it. */
#define PASSWORD_SECONDS 60

struct signer {
	struct sign_key own;
	gint64 time;
	gsize size;
};

G_DEFINE_AUTOPTR_CLEANUP_FUNC(PKCS12, PKCS12_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC(EVP_MD_CTX, EVP_MD_CTX_free)

bool
sign_fail(GError **error, const struct message *message, const char *what)
{
	unsigned long told = ERR_peek_last_error();
	const char *reason = ERR_reason_error_string(told);
	g_autofree char *number = g_strdup_printf("%lX", told);

	ERR_clear_error();
	return refuse(error, message, what, number, reason != NULL ? reason : "?", NULL);
}

ASN1_TIME *
sign_asn1_time(gint64 time)
{
	return ASN1_TIME_set(NULL, (time_t)time);
}

gint64
sign_seconds(const ASN1_TIME *time)
{
	g_autoptr(ASN1_TIME) epoch = sign_asn1_time(0);
	int days = 0, seconds = 0;

	if (epoch == NULL || ASN1_TIME_diff(&days, &seconds, epoch, time) != 1)
		return 0;
	return (gint64)days * SECONDS_PER_DAY + seconds;
}

const char *
sign_unfit(X509 *certificate)
{
	/* Of RFC 9336, RFC 5280 (mail, any), Adobe and Microsoft: documents. */
	static const char *const purposes[] = { "1.3.6.1.5.5.7.3.36", "1.3.6.1.5.5.7.3.4",
		                                "2.5.29.37.0", "1.2.840.113583.1.1.5",
		                                "1.3.6.1.4.1.311.10.3.12" };
	EXTENDED_KEY_USAGE *told = X509_get_ext_d2i(certificate, NID_ext_key_usage, NULL, NULL);
	bool fits = told == NULL && X509_get_ext_by_NID(certificate, NID_ext_key_usage, -1) < 0;

	for (int i = 0; told != NULL && i < sk_ASN1_OBJECT_num(told); i++) {
		char name[80];

		OBJ_obj2txt(name, sizeof(name), sk_ASN1_OBJECT_value(told, i), 1);
		for (gsize k = 0; k < G_N_ELEMENTS(purposes); k++)
			fits |= strcmp(name, purposes[k]) == 0;
	}
	EXTENDED_KEY_USAGE_free(told);
	if ((X509_get_extension_flags(certificate) & EXFLAG_KUSAGE) == 0 ||
	    (X509_get_key_usage(certificate) & (KU_DIGITAL_SIGNATURE | KU_NON_REPUDIATION)) == 0)
		return "keyUsage";
	return fits ? NULL : "extendedKeyUsage";
}

char *
sign_time_text(gint64 time)
{
	g_autoptr(GTimeZone) japan = g_time_zone_new_offset(JAPAN_AHEAD_SECONDS);
	g_autoptr(GDateTime) utc = g_date_time_new_from_unix_utc(time);
	g_autoptr(GDateTime) there = utc == NULL ? NULL : g_date_time_to_timezone(utc, japan);

	return there == NULL ? g_strdup("?") : g_date_time_format(there, "%Y-%m-%dT%H:%M:%S%:z");
}

/* PBMAC1 (RFC 9579) came with OpenSSL 3.4: before, no password would fit. */
static bool
can_check_mac(const PKCS12 *store)
{
	const X509_ALGOR *algorithm = NULL;
	const ASN1_OBJECT *name = NULL;

	PKCS12_get0_mac(NULL, &algorithm, NULL, NULL, store);
	if (algorithm != NULL)
		X509_ALGOR_get0(&name, NULL, NULL, algorithm);
	return name == NULL || OBJ_obj2nid(name) != NID_pbmac1 ||
	       OPENSSL_version_major() * 100 + OPENSSL_version_minor() >= 304;
}

static bool
open_file(const char *path, const char *password, struct sign_key *own, GError **error)
{
	MESSAGE(no_file, "sign-file", FAILURE, NULL, "{0} をPKCS#12の鍵として読めません。",
	        "{0} cannot be read as a key in PKCS#12.");
	MESSAGE(wrong_password, "sign-password", FAILURE, NULL, "{0} の鍵のパスワードが違います。",
	        "The password is not that of the key {0}.");
	MESSAGE(new_mac, "sign-new-mac", FAILURE, NULL,
	        "{0} の検査値（PBMAC1）は、OpenSSL 3.4より前では読めません。openssl pkcs12 "
	        "-exportで、-pbmac1_pbkdf2を付けずに書き出し直してください。",
	        "The integrity check of {0} (PBMAC1) cannot be read before OpenSSL 3.4; export the key "
	        "anew with openssl pkcs12 -export without -pbmac1_pbkdf2.");
	MESSAGE(old_cipher, "sign-old-cipher", FAILURE, NULL,
	        "{0} は古い暗号（RC2など）で書かれていて読めません。openssl pkcs12 -legacy "
	        "-nodesで取り出し、openssl pkcs12 -exportで書き出し直してください（Debian "
	        "13では、取り出すときにパッケージopenssl-provider-legacyが要ります）。",
	        "{0} is encrypted as of old (RC2 or the like) and cannot be read; take the key out with "
	        "openssl pkcs12 -legacy -nodes and export it anew with openssl pkcs12 -export (on Debian "
	        "13 taking it out needs the package openssl-provider-legacy).");
	MESSAGE(no_key, "sign-no-key", FAILURE, NULL,
	        "{0} には、署名の鍵とその証明書が入っていません。",
	        "{0} holds no key for signatures with its certificate.");
	gsize length;
	g_autofree char *bytes = folder_read_file(path, 0, &length, error);
	const unsigned char *der = (const unsigned char *)bytes;
	g_autoptr(PKCS12) store = bytes != NULL ? d2i_PKCS12(NULL, &der, (long)length) : NULL;

	if (bytes == NULL)
		return false;
	if (store == NULL)
		return refuse(error, &no_file, path, NULL);
	if (!can_check_mac(store))
		return refuse(error, &new_mac, path, NULL);
	if (PKCS12_mac_present(store) && PKCS12_verify_mac(store, password, -1) != 1 &&
	    (*password != '\0' || PKCS12_verify_mac(store, NULL, 0) != 1))
		return refuse(error, &wrong_password, path, NULL);
	if (PKCS12_parse(store, password, &own->key, &own->certificate, &own->chain) != 1)
		return ERR_GET_REASON(ERR_peek_last_error()) == ERR_R_UNSUPPORTED
		               ? refuse(error, &old_cipher, path, NULL)
		               : sign_fail(error, &no_file, path);
	if (own->key == NULL || own->certificate == NULL)
		return refuse(error, &no_key, path, NULL);
	return true;
}

/* Reads on until a line is there, or nothing more comes; false with errno. Who writes into a
 * pipe may need a while to begin, but not for ever. */
static bool
read_line(int file, char *line, gsize size)
{
	const gint64 last = g_get_monotonic_time() + PASSWORD_SECONDS * G_TIME_SPAN_SECOND;
	struct pollfd ready = { file, POLLIN, 0 };
	ssize_t got = 1;

	for (gsize length = 0; got > 0 && length < size && strchr(line, '\n') == NULL;) {
		gint64 left = (last - g_get_monotonic_time()) / G_TIME_SPAN_MILLISECOND;

		errno = ETIMEDOUT;
		if (left <= 0 || poll(&ready, 1, (int)left) == 0)
			return false;
		got = read(file, line + length, size - length);
		if (got < 0 && errno != EINTR && errno != EAGAIN)
			return false;
		length += (gsize)MAX(got, 0);
		got = got < 0 ? 1 : got;
	}
	return true;
}

/* The first line of the file or pipe, in memory of which nothing is left. */
static char *
read_password(const char *path, gsize *length, GError **error)
{
	CLOSED file = open(path, O_RDONLY | O_CLOEXEC | O_NOCTTY | O_NONBLOCK);
	char *password = g_malloc0(PASSWORD_MAX + 1);

	*length = PASSWORD_MAX;
	if (file < 0 || !read_line(file, password, PASSWORD_MAX)) {
		folder_fail(error, FOLDER_READ, path);
		OPENSSL_cleanse(password, PASSWORD_MAX);
		g_clear_pointer(&password, g_free);
	} else {
		password[strcspn(password, "\r\n")] = '\0';
	}
	return password;
}

static bool
is_in_force(struct signer *signer, struct date day, const char *key, GError **error)
{
	MESSAGE(too_early, "sign-early", FAILURE, NULL, "{0} の証明書は {1} まで有効になりません。",
	        "The certificate of {0} is not in force before {1}.");
	MESSAGE(too_late, "sign-late", FAILURE, NULL,
	        "{0} の証明書の有効期間は {1} に終わりました。",
	        "The certificate of {0} expired at {1}.");
	gint64 first = sign_seconds(X509_get0_notBefore(signer->own.certificate));
	gint64 last = sign_seconds(X509_get0_notAfter(signer->own.certificate));
	gint64 days = date_days_between((struct date){ 1970, 1, 1 }, day);

	gint64 midnight = days * SECONDS_PER_DAY - JAPAN_AHEAD_SECONDS;
	g_autofree char *first_text = sign_time_text(first);
	g_autofree char *last_text = sign_time_text(last);

	signer->time = MAX(midnight, first);
	if (signer->time >= midnight + SECONDS_PER_DAY)
		return refuse(error, &too_early, key, first_text, NULL);
	if (signer->time > last)
		return refuse(error, &too_late, key, last_text, NULL);
	return true;
}

static bool
fits(const struct signer *signer, const char *key, GError **error)
{
	MESSAGE(other_use, "sign-use", FAILURE, NULL,
	        "{0} の証明書の{1}が、文書の電子署名のためのものではありません。keyUsage は digitalSignature 又は "
	        "nonRepudiation、extendedKeyUsage は documentSigning 又は emailProtection が必要です。",
	        "The {1} of the certificate of {0} is not for signing documents: keyUsage must have digitalSignature or "
	        "nonRepudiation, and extendedKeyUsage documentSigning or emailProtection.");
	MESSAGE(other_kind, "sign-kind", FAILURE, NULL,
	        "{0} の鍵の種類（{1}）では署名できません。RSA又は楕円曲線の鍵が要ります。",
	        "{0} is a key of type {1}, which cannot sign here: it takes an RSA or elliptic one.");
	MESSAGE(no_pair, "sign-pair", FAILURE, NULL, "{0} の鍵と証明書は組になっていません。",
	        "Key and certificate of {0} are no pair.");
	int kind = EVP_PKEY_get_base_id(signer->own.key);
	const char *unfit = sign_unfit(signer->own.certificate);

	if (kind != EVP_PKEY_RSA && kind != EVP_PKEY_EC)
		return refuse(error, &other_kind, key, OBJ_nid2sn(kind), NULL);
	if (unfit != NULL)
		return refuse(error, &other_use, key, unfit, NULL);
	if (X509_check_private_key(signer->own.certificate, signer->own.key) != 1)
		return refuse(error, &no_pair, key, NULL);
	return true;
}

/* Who checks has the authority's own certificate, or does not trust it. */
static void
drop_roots(STACK_OF(X509) * chain)
{
	for (int i = sk_X509_num(chain) - 1; i >= 0; i--)
		if ((X509_get_extension_flags(sk_X509_value(chain, i)) & EXFLAG_SS) != 0)
			X509_free(sk_X509_delete(chain, i));
}

static bool
try_key(struct signer *signer, GError **error)
{
	const struct sign_piece piece = { "", 0 };
	g_autoptr(GByteArray) told = signer_sign(signer, &piece, 1, SIGN_TIME_UNTOLD, error);

	if (told == NULL)
		return false;
	signer->size = told->len;
	if (EVP_PKEY_get_base_id(signer->own.key) != EVP_PKEY_RSA)
		signer->size += LENGTH_OCTETS;
	return true;
}

/* Others can read a command line, and messages repeat the name of the key. */
static bool
hides_its_pin(const char *uri, GError **error)
{
	MESSAGE(shown, "sign-pin", FAILURE, NULL,
	        "{0} のURIには pin-value を書かず、PINはファイルに書いてください。",
	        "A {0} URI must not tell the PIN (pin-value). Write it into the file.");

	return strstr(uri, "pin-value") == NULL || refuse(error, &shown, TOKEN, NULL);
}

static bool
open_key(const char *key, const char *password, struct sign_key *own, GError **error)
{
	if (!g_str_has_prefix(key, TOKEN))
		return open_file(key, password, own, error);
	return hides_its_pin(key, error) && sign_open_token(key, password, own, error);
}

struct signer *
signer_open(const char *key, const char *password_path, struct date day, GError **error)
{
	AUTO(signer) signer = g_new0(struct signer, 1);
	gsize length = 0;

	/* From here on, no dump of memory and no other process of the user shows the key. */
	(void)prctl(PR_SET_DUMPABLE, 0, 0, 0, 0);
	char *password = read_password(password_path, &length, error);
	if (password == NULL)
		/* cppcheck-suppress memleak ; AUTO() frees it */
		return NULL;
	bool open = open_key(key, password, &signer->own, error);
	OPENSSL_cleanse(password, length);
	g_free(password);
	if (!open || !fits(signer, key, error) || !is_in_force(signer, day, key, error)) {
		/* Where ours are said, libcrypto's words are not. */
		ERR_clear_error();
		return NULL;
	}
	if (signer->own.chain != NULL)
		drop_roots(signer->own.chain);
	return try_key(signer, error) ? g_steal_pointer(&signer) : NULL;
}

void
signer_free(struct signer *signer)
{
	EVP_PKEY_free(signer->own.key);
	X509_free(signer->own.certificate);
	sk_X509_pop_free(signer->own.chain, X509_free);
	g_free(signer);
}

gint64
signer_time(const struct signer *signer)
{
	return signer->time;
}

gsize
signer_size(const struct signer *signer)
{
	return signer->size;
}

bool
sign_digest(const EVP_MD *kind, const struct sign_piece *pieces, guint count, guint8 *digest,
            unsigned *length)
{
	g_autoptr(EVP_MD_CTX) context = EVP_MD_CTX_new();
	bool good = context != NULL && EVP_DigestInit_ex(context, kind, NULL) == 1;

	for (guint i = 0; good && i < count; i++)
		good = EVP_DigestUpdate(context, pieces[i].bytes, pieces[i].length) == 1;
	return good && EVP_DigestFinal_ex(context, digest, length) == 1;
}

static bool
add_attributes(const struct signer *signer, CMS_SignerInfo *info, const guint8 *digest,
               unsigned length, enum sign_time tells)
{
	g_autoptr(ASN1_TIME) time = sign_asn1_time(signer->time);

	return time != NULL &&
	       CMS_signed_add1_attr_by_NID(info, NID_pkcs9_contentType, V_ASN1_OBJECT,
	                                   OBJ_nid2obj(NID_pkcs7_data), -1) == 1 &&
	       CMS_signed_add1_attr_by_NID(info, NID_pkcs9_messageDigest, V_ASN1_OCTET_STRING,
	                                   digest, (int)length) == 1 &&
	       (tells == SIGN_TIME_UNTOLD ||
	        CMS_signed_add1_attr_by_NID(info, NID_pkcs9_signingTime, ASN1_STRING_type(time),
	                                    time, -1) == 1);
}

/* The attributes as they are signed: SET OF in DER (RFC 5652, 5.4). */
static int
encode_attributes(const CMS_SignerInfo *info, unsigned char **der)
{
	STACK_OF(ASN1_TYPE) *set = sk_ASN1_TYPE_new_null();
	int count = CMS_signed_get_attr_count(info), length = -1;

	for (int i = 0; set != NULL && i < count; i++) {
		unsigned char *bytes = NULL;
		int size = i2d_X509_ATTRIBUTE(CMS_signed_get_attr(info, i), &bytes);
		const unsigned char *at = bytes;
		ASN1_TYPE *one = size > 0 ? d2i_ASN1_TYPE(NULL, &at, size) : NULL;

		if (one != NULL)
			sk_ASN1_TYPE_push(set, one);
		OPENSSL_free(bytes);
	}
	if (set != NULL && sk_ASN1_TYPE_num(set) == count)
		length = i2d_ASN1_SET_ANY(set, der);
	sk_ASN1_TYPE_pop_free(set, ASN1_TYPE_free);
	return length;
}

/* CMS_final() would add the clock's time where none stands. */
static bool
sign_attributes(const struct signer *signer, CMS_SignerInfo *info)
{
	g_autoptr(EVP_MD_CTX) context = EVP_MD_CTX_new();
	unsigned char *der = NULL;
	int length = encode_attributes(info, &der);
	size_t size = (size_t)EVP_PKEY_get_size(signer->own.key);
	g_autofree unsigned char *signature = g_malloc(size);
	bool good = length > 0 && context != NULL &&
	            EVP_DigestSignInit(context, NULL, EVP_sha256(), NULL, signer->own.key) == 1 &&
	            EVP_DigestSign(context, signature, &size, der, (size_t)length) == 1 &&
	            ASN1_STRING_set(CMS_SignerInfo_get0_signature(info), signature, (int)size) == 1;

	OPENSSL_free(der);
	return good;
}

GByteArray *
signer_sign(const struct signer *signer, const struct sign_piece *pieces, guint count,
            enum sign_time tells, GError **error)
{
	const unsigned flags = CMS_DETACHED | CMS_BINARY | CMS_CADES | CMS_NOSMIMECAP | CMS_PARTIAL;
	const struct sign_key *own = &signer->own;
	g_autoptr(CMS_ContentInfo) cms = CMS_sign(NULL, NULL, own->chain, NULL, flags);
	CMS_SignerInfo *info =
		cms == NULL ? NULL
			    : CMS_add1_signer(cms, own->certificate, own->key, EVP_sha256(), flags);
	guint8 digest[EVP_MAX_MD_SIZE];
	unsigned digest_length = 0;
	unsigned char *der = NULL;
	int size = 0;

	if (info == NULL || !sign_digest(EVP_sha256(), pieces, count, digest, &digest_length) ||
	    !add_attributes(signer, info, digest, digest_length, tells) ||
	    !sign_attributes(signer, info) || (size = i2d_CMS_ContentInfo(cms, &der)) <= 0) {
		sign_fail(error,
		          FAILURE("sign-failed", "{0} の署名を作れません（libcryptoの番号 {1}）。",
		                  "The signature of {0} cannot be made: {2}."),
		          "CMS");
		return NULL;
	}

	GByteArray *signature = g_byte_array_sized_new((guint)size);

	g_byte_array_append(signature, der, (guint)size);
	OPENSSL_free(der);
	return signature;
}
