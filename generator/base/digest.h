/* SHA-256: the door to libcrypto, which uses what the processor has for it. */
#pragma once

#include "base/auto.h"

#define DIGEST_SIZE 32

/* In hex, without the NUL. */
#define DIGEST_HEX 64

/* Of bytes that come piece by piece. */
struct digest;

struct digest *digest_new(void);
void digest_update(struct digest *digest, const void *bytes, gsize length);
void digest_update_text(struct digest *digest, const char *text);

/* Adds all that is left of an open file; false with errno where it cannot be read. */
bool digest_update_file(struct digest *digest, int file);

void digest_free(struct digest *digest);
DEFINE_AUTO(digest)

/* End the digest: of all its calls only digest_free() may follow. The caller
 * frees the hex. */
void digest_end(struct digest *digest, guint8 raw[DIGEST_SIZE]);
char *digest_hex(struct digest *digest);

/* Of bytes that are all there; the caller frees the hex. */
void digest_raw_of(const void *bytes, gsize length, guint8 raw[DIGEST_SIZE]);
char *digest_of(const void *bytes, gsize length);
char *digest_of_text(const char *text);

/* From and to hex, in small letters; digest_parse() is false where the first
 * DIGEST_HEX bytes of `hex` are not that. The caller frees the text. */
char *digest_text(const guint8 raw[DIGEST_SIZE]);
void digest_append(GString *out, const guint8 raw[DIGEST_SIZE]);
bool digest_parse(const char *hex, guint8 raw[DIGEST_SIZE]);

/* Any bytes in hex, in small letters: two digits each, and no NUL. */
void hex_print(const guint8 *bytes, gsize length, char *digits);
