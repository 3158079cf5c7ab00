/* libcrypto 3 still has engines, but no provider for tokens comes with Debian 12. */
#define OPENSSL_SUPPRESS_DEPRECATED

#include "sign/sign_part.h"

#include <openssl/engine.h>
#include <openssl/err.h>

/* What the engine's LOAD_CERT_CTRL takes and gives (libp11, engine.md). */
struct certificate_request {
	const char *uri;
	X509 *certificate;
};

static bool
load(ENGINE *engine, const char *uri, const char *pin, struct sign_key *key)
{
	struct certificate_request request = { uri, NULL };

	if (ENGINE_ctrl_cmd_string(engine, "PIN", pin, 0) != 1)
		return false;
	key->key = ENGINE_load_private_key(engine, uri, NULL, NULL);
	if (key->key == NULL ||
	    ENGINE_ctrl_cmd(engine, "LOAD_CERT_CTRL", 0, &request, NULL, 0) != 1)
		return false;
	key->certificate = request.certificate;
	return key->certificate != NULL;
}

bool
sign_open_token(const char *uri, const char *pin, struct sign_key *key)
{
	ENGINE *engine;
	bool good = false;

	ENGINE_load_dynamic();
	engine = ENGINE_by_id("pkcs11");
	if (engine != NULL && ENGINE_init(engine) == 1) {
		good = load(engine, uri, pin, key);
		/* The key holds on to the engine. */
		ENGINE_finish(engine);
	}
	ENGINE_free(engine);
	return good;
}
