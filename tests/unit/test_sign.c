/* Signatures: made twice alike, checked by anyone, broken by one byte. */
#include "unit.h"

#include "sign/sign.h"

#include <glib.h>
#include <glib/gstdio.h>
#include <openssl/pkcs12.h>
#include <string.h>
#include <sys/prctl.h>

#define RSA_SIGNATURE 256
#define MIDNIGHT 1795446000 /* 2026-11-24T00:00:00+09:00 */

static const struct date day = { 2026, 11, 24 };
static const char text[] = "0123  index.html\n";
static const struct sign_piece pieces[] = { { text, 5 }, { text + 5, sizeof(text) - 6 } };

static void
run(const char *folder, const char *command)
{
	g_autofree char *line = g_strdup_printf("sh -c '%s' sh %s", command, folder);
	g_autofree char *out = NULL, *err = NULL;
	int status = -1;

	assert_true(g_spawn_command_line_sync(line, &out, &err, &status, NULL));
	if (status != 0)
		print_error("%s\n%s%s", command, out, err);
	assert_int_equal(status, 0);
}

static int
make_keys(void **state)
{
	char *folder = g_dir_make_tmp("sign-XXXXXX", NULL);

	run(folder, "tests/sign/make-keys $1");
	*state = folder;
	return 0;
}

static int
remove_keys(void **state)
{
	run(*state, "rm -r $1");
	g_free(*state);
	return 0;
}

static char *
file_of(void **state, const char *name)
{
	return g_build_filename(*state, name, NULL);
}

static struct signer *
open_key(void **state, const char *name, GError **error)
{
	g_autofree char *key = file_of(state, name);
	g_autofree char *password = file_of(state, "password");

	return signer_open(key, password, day, error);
}

static GByteArray *
sign(void **state, const char *name, enum sign_time tells)
{
	AUTO(signer) signer = open_key(state, name, NULL);
	GByteArray *signature;

	assert_non_null(signer);
	signature = signer_sign(signer, pieces, G_N_ELEMENTS(pieces), tells, NULL);
	assert_non_null(signature);
	assert_true(tells == SIGN_TIME_TOLD || signature->len <= signer_size(signer));
	return signature;
}

static void
examine(void **state, const GByteArray *signature, const char *authority,
        struct sign_report *report)
{
	g_autofree char *path = authority == NULL ? NULL : file_of(state, authority);
	AUTO(authorities) authorities = path == NULL ? NULL : authorities_open(path, NULL, NULL);

	sign_examine(pieces, G_N_ELEMENTS(pieces), signature->data, signature->len, authorities,
	             MIDNIGHT, report);
}

static void
an_rsa_key_gives_the_same_bytes(void **state)
{
	AUTO(signer) signer = open_key(state, "rsa.p12", NULL);
	g_autoptr(GByteArray) first = sign(state, "rsa.p12", SIGN_TIME_UNTOLD);
	g_autoptr(GByteArray) second = sign(state, "rsa.p12", SIGN_TIME_UNTOLD);

	assert_int_equal(first->len, second->len);
	assert_memory_equal(first->data, second->data, first->len);
	assert_int_equal(first->len, signer_size(signer));
}

static void
tells_who_signed(void **state)
{
	static const char *const keys[] = { "rsa.p12", "ec.p12" };
	static const char *const subjects[] = { "CN=見本評価機構", "CN=見本委員会" };
	static const char *const serials[] = { "1002", "1003" };

	for (gsize i = 0; i < G_N_ELEMENTS(keys); i++) {
		g_autoptr(GByteArray) signature = sign(state, keys[i], SIGN_TIME_UNTOLD);
		struct sign_report report;

		examine(state, signature, "ca.pem", &report);
		assert_true(report.is_signature);
		assert_true(report.holds);
		assert_int_equal(report.trust, TRUST_GOOD);
		assert_string_equal(report.subject, subjects[i]);
		assert_string_equal(report.issuer, "CN=Throw-away CA");
		assert_string_equal(report.serial, serials[i]);
		assert_int_equal(report.time, MIDNIGHT);
		sign_report_clear(&report);
	}
}

static void
trusts_no_other_authority(void **state)
{
	g_autoptr(GByteArray) signature = sign(state, "rsa.p12", SIGN_TIME_UNTOLD);
	struct sign_report report;

	examine(state, signature, "other.pem", &report);
	assert_true(report.holds);
	assert_int_equal(report.trust, TRUST_NONE);
	assert_string_equal(report.why->ja, "発行者の証明書が --ca のファイルにありません");
	sign_report_clear(&report);

	examine(state, signature, NULL, &report);
	assert_true(report.holds);
	assert_int_equal(report.trust, TRUST_UNASKED);
	sign_report_clear(&report);
}

/* What counts is the time of the signature, which need not be in the signature. */
static void
trusts_nobody_before_the_certificate(void **state)
{
	g_autoptr(GByteArray) signature = sign(state, "rsa.p12", SIGN_TIME_UNTOLD);
	g_autofree char *path = file_of(state, "ca.pem");
	AUTO(authorities) authorities = authorities_open(path, NULL, NULL);
	struct sign_report report;

	sign_examine(pieces, G_N_ELEMENTS(pieces), signature->data, signature->len, authorities,
	             MIDNIGHT - (gint64)10 * 366 * 24 * 60 * 60, &report);
	assert_true(report.holds);
	assert_int_equal(report.trust, TRUST_NONE);
	assert_string_equal(report.why->ja, "証明書の有効期間がまだ始まっていません");
	sign_report_clear(&report);
}

static void
every_byte_counts(void **state)
{
	g_autoptr(GByteArray) signature = sign(state, "rsa.p12", SIGN_TIME_TOLD);
	g_autofree char *path = file_of(state, "ca.pem");
	AUTO(authorities) authorities = authorities_open(path, NULL, NULL);
	struct sign_report report;

	for (guint i = 0; i < sizeof(text) - 1; i++) {
		g_autofree char *other = g_strdup(text);
		const struct sign_piece piece = { other, sizeof(text) - 1 };

		other[i] ^= 1;
		sign_examine(&piece, 1, signature->data, signature->len, authorities, 0, &report);
		assert_true(report.is_signature);
		assert_false(report.holds);
		assert_non_null(report.why);
		sign_report_clear(&report);
	}
	/* What is around the signed attributes and the signature need not be signed,
	 * but says nothing else of who signed. */
	for (guint i = 0; i < signature->len; i++) {
		signature->data[i] ^= 1;
		examine(state, signature, "ca.pem", &report);
		if (report.holds && report.trust == TRUST_GOOD)
			assert_string_equal(report.subject, "CN=見本評価機構");
		assert_false(report.holds && i >= signature->len - RSA_SIGNATURE);
		sign_report_clear(&report);
		signature->data[i] ^= 1;
	}
}

static void
zeros_may_follow_and_nothing_else(void **state)
{
	g_autoptr(GByteArray) signature = sign(state, "ec.p12", SIGN_TIME_UNTOLD);
	const guint8 zeros[] = { 0, 0 }, one = 1;
	struct sign_report report;

	g_byte_array_append(signature, zeros, sizeof(zeros));
	examine(state, signature, NULL, &report);
	assert_true(report.holds);
	sign_report_clear(&report);
	g_byte_array_append(signature, &one, 1);
	examine(state, signature, NULL, &report);
	assert_false(report.is_signature);
	sign_report_clear(&report);
}

/* "TYPE": whether the stock tool prints an attribute of that type. */
static bool
has_attribute(void **state, const GByteArray *signature, const char *type)
{
	g_autofree char *file = file_of(state, "signature");
	g_autofree char *line =
		g_strdup_printf("openssl cms -cmsout -print -inform DER -in %s -noout", file);
	g_autofree char *out = NULL, *err = NULL;

	assert_true(g_file_set_contents(file, (const char *)signature->data, signature->len, NULL));
	assert_true(g_spawn_command_line_sync(line, &out, &err, NULL, NULL));
	assert_non_null(strstr(out, "messageDigest"));
	return strstr(out, type) != NULL;
}

static void
tells_its_time_where_it_is_asked_to(void **state)
{
	g_autoptr(GByteArray) told = sign(state, "rsa.p12", SIGN_TIME_TOLD);
	g_autoptr(GByteArray) untold = sign(state, "rsa.p12", SIGN_TIME_UNTOLD);
	struct sign_report report;

	assert_true(has_attribute(state, told, "signingTime"));
	assert_false(has_attribute(state, untold, "signingTime"));
	assert_true(has_attribute(state, untold, "signingCertificateV2"));
	assert_true(has_attribute(state, told, "Nov 23 15:00:00 2026 GMT"));
	sign_examine(pieces, G_N_ELEMENTS(pieces), told->data, told->len, NULL, 0, &report);
	assert_int_equal(report.time, MIDNIGHT);
	sign_report_clear(&report);
}

static void
the_stock_tool_agrees(void **state)
{
	static const char *const keys[] = { "rsa.p12", "ec.p12" };
	g_autofree char *content = file_of(state, "content");
	g_autofree char *file = file_of(state, "signature");

	assert_true(g_file_set_contents(content, text, -1, NULL));
	for (gsize i = 0; i < G_N_ELEMENTS(keys); i++) {
		g_autoptr(GByteArray) signature = sign(state, keys[i], SIGN_TIME_TOLD);

		assert_true(g_file_set_contents(file, (const char *)signature->data, signature->len,
		                                NULL));
		run(*state, "cd $1 && openssl cms -verify -binary -cades -inform DER -in signature "
		            "-content content -CAfile ca.pem -attime 1795446000");
	}
}

static void
refuses(void **state, const char *key, const char *why)
{
	g_autoptr(GError) error = NULL;

	assert_null(open_key(state, key, &error));
	assert_non_null(error);
	if (strstr(error->message, why) == NULL)
		fail_msg("%s", error->message);
	assert_null(strstr(error->message, "well kept"));
}

static void
keys_that_do_not_fit_are_refused(void **state)
{
	refuses(state, "old.p12", "expired at 2025-01-01T09:00:00+09:00");
	refuses(state, "new.p12", "not in force before 2100-10-01T09:00:00+09:00");
	refuses(state, "server.p12", "keyUsage");
	refuses(state, "tls.p12", "extendedKeyUsage");
	refuses(state, "ocsp.p12", "extendedKeyUsage");
	refuses(state, "bare.p12", "keyUsage");
	refuses(state, "ed.p12", "ED25519");
	refuses(state, "ca.pem", "PKCS#12");
	refuses(state, "none.p12", "none.p12");
}

/* The password opens the file, but not what is in it: bags of another password,
 * and bags that are none. */
static void
keys_whose_inside_is_broken_are_refused_with_a_reason(void **state)
{
	g_autofree char *path = file_of(state, "inside.p12");
	g_autofree char *source = file_of(state, "rsa.p12");
	BIO *file = BIO_new_file(source, "rb");
	PKCS12 *store = d2i_PKCS12_bio(file, NULL);
	EVP_PKEY *key = NULL;
	X509 *certificate = NULL;
	STACK_OF(PKCS7) *bags = sk_PKCS7_new_null();
	PKCS12 *stores[2];

	assert_int_equal(PKCS12_parse(store, "well kept", &key, &certificate, NULL), 1);
	PKCS12_free(store);
	BIO_free(file);
	stores[0] = PKCS12_create("another", "key", key, certificate, NULL, 0, 0, 0, -1, 0);
	assert_non_null(stores[0]);
	assert_int_equal(sk_PKCS7_push(bags, PKCS7_new()) > 0, 1);
	assert_int_equal(PKCS7_set_type(sk_PKCS7_value(bags, 0), NID_pkcs7_data), 1);
	assert_int_equal(
		ASN1_OCTET_STRING_set(sk_PKCS7_value(bags, 0)->d.data, (const guint8 *)"no bag", 6),
		1);
	stores[1] = PKCS12_add_safes(bags, 0);
	assert_non_null(stores[1]);
	for (int i = 0; i < 2; i++) {
		assert_int_equal(PKCS12_set_mac(stores[i], "well kept", -1, NULL, 0, 1, NULL), 1);
		file = BIO_new_file(path, "wb");
		assert_int_equal(i2d_PKCS12_bio(file, stores[i]), 1);
		BIO_free(file);
		refuses(state, "inside.p12", "inside.p12");
		PKCS12_free(stores[i]);
	}
	sk_PKCS7_pop_free(bags, PKCS7_free);
	EVP_PKEY_free(key);
	X509_free(certificate);
}

static void
a_wrong_password_is_refused(void **state)
{
	g_autofree char *key = file_of(state, "rsa.p12");
	g_autofree char *wrong = file_of(state, "wrong-password");
	g_autofree char *none = file_of(state, "no-password");
	g_autoptr(GError) error = NULL, missing = NULL;

	assert_null(signer_open(key, wrong, day, &error));
	assert_non_null(strstr(error->message, "password"));
	assert_null(strstr(error->message, "guessed"));
	assert_null(signer_open(key, none, day, &missing));
	assert_non_null(missing);
}

/* A key may be made in the morning and used in the afternoon. */
static void
the_day_a_certificate_begins_is_good(void **state)
{
	AUTO(signer) signer = open_key(state, "noon.p12", NULL);

	assert_non_null(signer);
	assert_int_equal(signer_time(signer), MIDNIGHT + 12 * 60 * 60);
}

/* Whose key is in memory, is not dumped. */
static void
a_process_with_a_key_leaves_no_dump(void **state)
{
	assert_return_code(prctl(PR_SET_DUMPABLE, 1, 0, 0, 0), 0);

	AUTO(signer) signer = open_key(state, "rsa.p12", NULL);

	assert_non_null(signer);
	assert_int_equal(prctl(PR_GET_DUMPABLE, 0, 0, 0, 0), 0);
}

/* Neither is waited for. A password may come through a pipe. */
static void
pipes_and_devices_are_no_keys(void **state)
{
	g_autofree char *key = file_of(state, "rsa.p12"), *password = file_of(state, "password");
	g_autofree char *pipe = file_of(state, "pipe");
	const char *const bad[][2] = {
		{ pipe, password },
		{ "/dev/zero", password },
		{ key, "/dev/zero" },
	};

	run(*state, "cd $1 && rm -f pipe && mkfifo pipe");
	for (gsize i = 0; i < G_N_ELEMENTS(bad); i++) {
		g_autoptr(GError) error = NULL;

		assert_null(signer_open(bad[i][0], bad[i][1], day, &error));
		assert_non_null(error);
	}
	assert_null(authorities_open(pipe, NULL, NULL));
}

static void
authorities_must_be_certificates(void **state)
{
	g_autofree char *path = file_of(state, "password");
	g_autoptr(GError) error = NULL;

	assert_null(authorities_open(path, NULL, &error));
	assert_non_null(error);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(an_rsa_key_gives_the_same_bytes),
		cmocka_unit_test(tells_who_signed),
		cmocka_unit_test(trusts_no_other_authority),
		cmocka_unit_test(trusts_nobody_before_the_certificate),
		cmocka_unit_test(every_byte_counts),
		cmocka_unit_test(zeros_may_follow_and_nothing_else),
		cmocka_unit_test(tells_its_time_where_it_is_asked_to),
		cmocka_unit_test(the_stock_tool_agrees),
		cmocka_unit_test(keys_that_do_not_fit_are_refused),
		cmocka_unit_test(keys_whose_inside_is_broken_are_refused_with_a_reason),
		cmocka_unit_test(a_wrong_password_is_refused),
		cmocka_unit_test(the_day_a_certificate_begins_is_good),
		cmocka_unit_test(a_process_with_a_key_leaves_no_dump),
		cmocka_unit_test(pipes_and_devices_are_no_keys),
		cmocka_unit_test(authorities_must_be_certificates),
	};

	return cmocka_run_group_tests(tests, make_keys, remove_keys);
}
