/* This is the door to libcrypto's SHA-256. */
#include "base/digest.h"

#include "base/folder.h"

#include <errno.h>
#include <openssl/evp.h>
#include <string.h>

/* It fails only where libcrypto is broken: nothing could be said then of what
 * is written. */
static void
must(int outcome)
{
	if (outcome != 1)
		g_error("libcrypto has no SHA-256");
}

struct digest {
	EVP_MD_CTX *context;
};

struct digest *
digest_new(void)
{
	struct digest *digest = g_new(struct digest, 1);

	digest->context = EVP_MD_CTX_new();
	must(EVP_DigestInit_ex(digest->context, EVP_sha256(), NULL));
	return digest;
}

void
digest_update(struct digest *digest, const void *bytes, gsize length)
{
	must(EVP_DigestUpdate(digest->context, bytes, length));
}

void
digest_update_text(struct digest *digest, const char *text)
{
	digest_update(digest, text, strlen(text));
}

bool
digest_update_file(struct digest *digest, int file)
{
	guint8 buffer[32 * 1024];
	gsize got;

	while ((got = folder_read(file, buffer, sizeof(buffer))) > 0)
		digest_update(digest, buffer, got);
	return errno == 0;
}

void
digest_free(struct digest *digest)
{
	if (digest == NULL)
		return;
	EVP_MD_CTX_free(digest->context);
	g_free(digest);
}

void
digest_end(struct digest *digest, guint8 raw[DIGEST_SIZE])
{
	must(EVP_DigestFinal_ex(digest->context, raw, NULL));
}

char *
digest_hex(struct digest *digest)
{
	guint8 raw[DIGEST_SIZE];

	digest_end(digest, raw);
	return digest_text(raw);
}

void
digest_raw_of(const void *bytes, gsize length, guint8 raw[DIGEST_SIZE])
{
	must(EVP_Digest(bytes, length, raw, NULL, EVP_sha256(), NULL));
}

char *
digest_of(const void *bytes, gsize length)
{
	guint8 raw[DIGEST_SIZE];

	digest_raw_of(bytes, length, raw);
	return digest_text(raw);
}

char *
digest_of_text(const char *text)
{
	return digest_of(text, strlen(text));
}

void
hex_print(const guint8 *bytes, gsize length, char *digits)
{
	static const char digit_of[] = "0123456789abcdef";

	for (gsize i = 0; i < length; i++) {
		digits[2 * i] = digit_of[bytes[i] >> 4];
		digits[2 * i + 1] = digit_of[bytes[i] & 15];
	}
}

char *
digest_text(const guint8 raw[DIGEST_SIZE])
{
	char *hex = g_malloc(DIGEST_HEX + 1);

	hex_print(raw, DIGEST_SIZE, hex);
	hex[DIGEST_HEX] = '\0';
	return hex;
}

void
digest_append(GString *out, const guint8 raw[DIGEST_SIZE])
{
	char hex[DIGEST_HEX];

	hex_print(raw, DIGEST_SIZE, hex);
	g_string_append_len(out, hex, DIGEST_HEX);
}

/* One more than the value of a digit; 0: none, as capitals are none here. */
static const guint8 value_of[256] = {
	['0'] = 1,  ['1'] = 2,  ['2'] = 3,  ['3'] = 4,  ['4'] = 5,  ['5'] = 6,
	['6'] = 7,  ['7'] = 8,  ['8'] = 9,  ['9'] = 10, ['a'] = 11, ['b'] = 12,
	['c'] = 13, ['d'] = 14, ['e'] = 15, ['f'] = 16,
};

bool
digest_parse(const char *hex, guint8 raw[DIGEST_SIZE])
{
	for (gsize i = 0; i < DIGEST_SIZE; i++) {
		guint high = value_of[(guint8)hex[2 * i]];
		guint low = high > 0 ? value_of[(guint8)hex[2 * i + 1]] : 0;

		if (low == 0)
			return false;
		raw[i] = (guint8)((high - 1) << 4 | (low - 1));
	}
	return true;
}
