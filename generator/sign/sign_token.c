/* Keys that stay on a token (PKCS#11): through OpenSSL's provider for tokens, or, where there is
 * none, as on Debian 12, through the engine that came before it. */
#define OPENSSL_SUPPRESS_DEPRECATED

#include "sign/sign_part.h"

#include <openssl/err.h>
#include <openssl/provider.h>
#include <openssl/store.h>
#include <openssl/ui.h>
#include <string.h>
#ifndef OPENSSL_NO_ENGINE
#include <fcntl.h>
#include <openssl/engine.h>
#include <unistd.h>
#endif

/* What is looked for, and where what is found goes. */
struct search {
	const char *uri; /* without the type of the object */
	const char *pin;
	struct sign_key *key;
};

/* Answers the provider, which asks as if somebody sat there. */
static int
tell_pin(UI *ui, UI_STRING *string)
{
	const struct search *search = UI_get0_user_data(ui);

	if (UI_get_string_type(string) != UIT_PROMPT && UI_get_string_type(string) != UIT_VERIFY)
		return 1;
	return UI_set_result(ui, string, search->pin) == 0;
}

/* The first object of the kind. False: the provider reaches no token at all, since it finds no
 * module for them. */
static bool
find(struct search *search, int kind, const UI_METHOD *method)
{
	OSSL_STORE_CTX *store =
		OSSL_STORE_open_ex(search->uri, NULL, NULL, method, search, NULL, NULL, NULL);
	bool found = store == NULL || OSSL_STORE_expect(store, kind) != 1;
	bool reaches = store != NULL;

	while (!found && !OSSL_STORE_eof(store)) {
		OSSL_STORE_INFO *info = OSSL_STORE_load(store);

		if (info == NULL && OSSL_STORE_error(store))
			break;
		found = info != NULL && OSSL_STORE_INFO_get_type(info) == kind;
		if (found && kind == OSSL_STORE_INFO_PKEY)
			search->key->key = OSSL_STORE_INFO_get1_PKEY(info);
		else if (found)
			search->key->certificate = OSSL_STORE_INFO_get1_CERT(info);
		OSSL_STORE_INFO_free(info);
	}
	OSSL_STORE_close(store);
	return reaches;
}

static bool
try_provider(struct search *search)
{
	/* Once one is loaded by name, the one that does the rest must be, too. */
	if (OSSL_PROVIDER_load(NULL, "default") == NULL ||
	    OSSL_PROVIDER_load(NULL, "pkcs11") == NULL)
		return false;
	UI_METHOD *method = UI_create_method("PIN");
	bool reaches = method != NULL && UI_method_set_reader(method, tell_pin) == 0 &&
	               find(search, OSSL_STORE_INFO_CERT, method) &&
	               find(search, OSSL_STORE_INFO_PKEY, method);
	UI_destroy_method(method);
	return reaches;
}

#ifndef OPENSSL_NO_ENGINE
/* What the engine's LOAD_CERT_CTRL takes and gives (libp11, engine.md). */
struct certificate_request {
	const char *uri;
	X509 *certificate;
};

static void
find_by_engine(ENGINE *engine, struct search *search)
{
	struct certificate_request request = { search->uri, NULL };

	if (ENGINE_ctrl_cmd_string(engine, "PIN", search->pin, 0) != 1)
		return;
	if (ENGINE_ctrl_cmd(engine, "LOAD_CERT_CTRL", 0, &request, NULL, 0) == 1)
		search->key->certificate = request.certificate;
	search->key->key = ENGINE_load_private_key(engine, search->uri, NULL, NULL);
}

static bool
try_engine(struct search *search)
{
	ENGINE_load_dynamic();
	ENGINE *engine = ENGINE_by_id("pkcs11");
	bool there = engine != NULL && ENGINE_init(engine) == 1;
	if (there) {
		/* It tells the terminal what went wrong, which is told in words of ours. */
		int terminal = dup(STDERR_FILENO), silence = open("/dev/null", O_WRONLY);

		dup2(silence, STDERR_FILENO);
		find_by_engine(engine, search);
		dup2(terminal, STDERR_FILENO);
		close(terminal);
		close(silence);
		/* The key holds on to the engine. */
		ENGINE_finish(engine);
	}
	ENGINE_free(engine);
	return there;
}
#else
static bool
try_engine(struct search *search)
{
	(void)search;
	return false;
}
#endif

/* A URI of one kind of object names both the key and its certificate. */
static char *
without_type(const char *uri)
{
	static const char scheme[] = "pkcs11:";
	gsize path = strcspn(uri, "?");
	g_autofree char *attributes = g_strndup(uri + strlen(scheme), path - strlen(scheme));
	g_auto(GStrv) parts = g_strsplit(attributes, ";", -1);
	g_autoptr(GString) kept = g_string_new(scheme);

	for (char **part = parts; *part != NULL; part++)
		if (!g_str_has_prefix(*part, "type="))
			g_string_append_printf(kept, "%s%s", kept->len > strlen(scheme) ? ";" : "",
			                       *part);
	return g_strconcat(kept->str, uri + path, NULL);
}

bool
sign_open_token(const char *uri, const char *pin, struct sign_key *key, GError **error)
{
	MESSAGE(no_door, "sign-token-library", FAILURE, NULL,
	        "{0}: トークンを使うためのOpenSSLの部品がありません。パッケージpkcs11-providerとp11-kit-"
	        "modules（Debian 12ではlibengine-pkcs11-openssl）を入れてください。",
	        "{0}: OpenSSL has nothing to use a token with; install the packages pkcs11-provider "
	        "and p11-kit-modules (on Debian 12 libengine-pkcs11-openssl).");
	MESSAGE(no_object, "sign-token-object", FAILURE, NULL,
	        "{0}: この名前の鍵も証明書もトークンにありません。トークンがつながっているか、URIが正しいか確かめてください。",
	        "{0}: no token has a key or a certificate of that name; is the token plugged in and "
	        "the URI right?");
	MESSAGE(no_certificate, "sign-token-certificate", FAILURE, NULL,
	        "{0}: 鍵はありますが、その証明書がトークンにありません。",
	        "{0}: the key is there, but the token lacks its certificate.");
	MESSAGE(no_key, "sign-token-key", FAILURE, NULL,
	        "{0}: 証明書はありますが、鍵を開けません。PIN（パスワードのファイルの1行目）が違うか、鍵がトークンにありません。",
	        "{0}: the certificate is there, but the key cannot be opened: the PIN (first line of "
	        "the password file) is wrong, or the token lacks the key.");
	g_autofree char *both = without_type(uri);
	struct search search = { .uri = both, .pin = pin, .key = key };

	if (!try_provider(&search) && !try_engine(&search))
		return refuse(error, &no_door, uri, NULL);
	if (key->key != NULL && key->certificate != NULL)
		return true;
	return refuse(error,
	              key->key != NULL           ? &no_certificate
	              : key->certificate != NULL ? &no_key
	                                         : &no_object,
	              uri, NULL);
}
