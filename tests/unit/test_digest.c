#include "base/digest.h"

#include "unit.h"

#include <string.h>

/* The examples of FIPS 180-2. */
static const char abc[] = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
static const char nothing[] = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";
static const char million_a[] = "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0";

static void
digests_known_messages(void **state)
{
	g_autofree char *of_abc = digest_of("abc", 3);
	g_autofree char *of_text = digest_of_text("abc");
	g_autofree char *of_nothing = digest_of("", 0);

	(void)state;
	assert_string_equal(of_abc, abc);
	assert_string_equal(of_text, abc);
	assert_string_equal(of_nothing, nothing);
}

static void
pieces_make_the_same_digest(void **state)
{
	AUTO(digest) digest = digest_new();
	char piece[1000];
	g_autofree char *hex = NULL;

	(void)state;
	memset(piece, 'a', sizeof(piece));
	for (int i = 0; i < 1000; i++)
		digest_update(digest, piece, sizeof(piece));
	hex = digest_hex(digest);
	assert_string_equal(hex, million_a);
}

static void
hex_goes_both_ways(void **state)
{
	guint8 raw[DIGEST_SIZE], again[DIGEST_SIZE];
	g_autofree char *hex = NULL;

	(void)state;
	digest_raw_of("abc", 3, raw);
	hex = digest_text(raw);
	assert_string_equal(hex, abc);
	assert_true(digest_parse(hex, again));
	assert_memory_equal(raw, again, DIGEST_SIZE);
}

/* Each byte that is no digit, at each place. */
static void
refuses_what_is_no_hex(void **state)
{
	guint8 raw[DIGEST_SIZE];
	char hex[DIGEST_HEX + 1];

	(void)state;
	for (int byte = 0; byte < 256; byte++) {
		size_t at = (size_t)byte % DIGEST_HEX;
		bool digit = byte != 0 && strchr("0123456789abcdef", byte) != NULL;

		memcpy(hex, abc, sizeof(hex));
		hex[at] = (char)byte;
		assert_int_equal(digest_parse(hex, raw), digit);
	}
	assert_false(digest_parse("", raw));
	assert_false(digest_parse("ba78", raw));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(digests_known_messages),
		cmocka_unit_test(pieces_make_the_same_digest),
		cmocka_unit_test(hex_goes_both_ways),
		cmocka_unit_test(refuses_what_is_no_hex),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
