/* Stands for the provider of tokens of Debian 13, where that is not installed: it reaches a token
 * on which there is nothing, asks for the PIN and writes what it is told into the file PIN_TOLD. */
#include <openssl/core.h>
#include <openssl/core_dispatch.h>
#include <openssl/core_names.h>

#include <stdio.h>
#include <stdlib.h>

static int token, is_read;

static void *
open_token(void *provider, const char *uri)
{
	(void)provider;
	(void)uri;
	is_read = 0;
	return &token;
}

static int
take_parameters(void *store, const OSSL_PARAM parameters[])
{
	(void)store;
	(void)parameters;
	return 1;
}

static int
load_nothing(void *store, OSSL_CALLBACK *object, void *object_data, OSSL_PASSPHRASE_CALLBACK *pin,
             void *pin_data)
{
	char told[64];
	size_t length;
	FILE *file;

	(void)store;
	(void)object;
	(void)object_data;
	is_read = 1;
	if (pin(told, sizeof(told), &length, NULL, pin_data) &&
	    (file = fopen(getenv("PIN_TOLD"), "w")) != NULL) {
		fwrite(told, 1, length, file);
		fclose(file);
	}
	return 0;
}

static int
is_at_end(void *store)
{
	(void)store;
	return is_read;
}

static int
succeed(void *store)
{
	(void)store;
	return 1;
}

static const OSSL_ALGORITHM *
query(void *provider, int operation, int *no_cache)
{
	static const OSSL_DISPATCH functions[] = {
		{ OSSL_FUNC_STORE_OPEN, (void (*)(void))open_token },
		{ OSSL_FUNC_STORE_SET_CTX_PARAMS, (void (*)(void))take_parameters },
		{ OSSL_FUNC_STORE_LOAD, (void (*)(void))load_nothing },
		{ OSSL_FUNC_STORE_EOF, (void (*)(void))is_at_end },
		{ OSSL_FUNC_STORE_CLOSE, (void (*)(void))succeed },
		{ 0, NULL },
	};
	static const OSSL_ALGORITHM stores[] = {
		{ "pkcs11", "provider=pkcs11", functions, NULL },
		{ NULL, NULL, NULL, NULL },
	};

	(void)provider;
	*no_cache = 0;
	return operation == OSSL_OP_STORE ? stores : NULL;
}

int OSSL_provider_init(const OSSL_CORE_HANDLE *core, const OSSL_DISPATCH *in,
                       const OSSL_DISPATCH **out, void **provider);

int
OSSL_provider_init(const OSSL_CORE_HANDLE *core, const OSSL_DISPATCH *in, const OSSL_DISPATCH **out,
                   void **provider)
{
	static const OSSL_DISPATCH functions[] = {
		{ OSSL_FUNC_PROVIDER_QUERY_OPERATION, (void (*)(void))query },
		{ 0, NULL },
	};

	(void)core;
	(void)in;
	*out = functions;
	*provider = &token;
	return 1;
}
