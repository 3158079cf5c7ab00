/* Files are held against the letters and forms that the sample makes. */
#include "letter/verify.h"

#include "letter/forms.h"
#include "registry/form.h"
#include "typesetting.h"
#include "unit.h"

#include <string.h>

#define SINCE ((struct date){ 2026, 11, 20 })
#define AS_OF ((struct date){ 2026, 11, 24 })

static struct letters *letters;

static void
verifies(const GByteArray *file, enum letter_verdict verdict, enum signature signature)
{
	struct verification verification;
	g_autoptr(GError) error = NULL;
	g_autofree char *bytes = g_strndup("", file->len);

	/* A NUL stands behind them. */
	memcpy(bytes, file->data, file->len);
	if (!verify_letter(&typesetting, letters, NULL, NULL, "a.pdf", bytes, file->len,
	                   &verification, &error))
		fail_msg("%s", error == NULL ? "no reason" : error->message);
	assert_null(error);
	assert_int_equal(verification.verdict, verdict);
	assert_int_equal(verification.signature, signature);
	verification_clear(&verification);
}

/* The file with another byte at a place of it, or one more. */
static void
verifies_with(GByteArray *file, gsize at, char other, enum letter_verdict verdict,
              enum signature signature)
{
	g_autoptr(GByteArray) copy = g_byte_array_new();

	g_byte_array_append(copy, file->data, file->len);
	if (at == file->len)
		g_byte_array_append(copy, (guint8 *)&other, 1);
	else
		copy->data[at] = (guint8)other;
	verifies(copy, verdict, signature);
}

static void
the_letter_that_the_content_makes_is_known(void **state)
{
	(void)state;
	assert_true(letters_count(letters) > 1);
	/* The first and the last. */
	for (unsigned i = 0; i < letters_count(letters); i += letters_count(letters) - 1) {
		g_autoptr(GByteArray) file = letters_draw(letters, i, NULL, NULL);

		assert_non_null(file);
		verifies(file, VERDICT_SAME, SIGNATURE_NONE);
		verifies_with(file, file->len, 'x', VERDICT_APPENDED, SIGNATURE_NONE);
		verifies_with(file, file->len - 1, 'x', VERDICT_PAGE, SIGNATURE_NONE);
	}
}

/* All but the signature, which cannot be made anew, is compared. */
static void
a_signed_letter_is_compared_around_its_signature(void **state)
{
	const struct archive_signature signature = { .time = 1764000000, .size = 64 };
	g_autoptr(GByteArray) file = letters_draw(letters, 0, &signature, NULL);
	struct archive_place place;

	(void)state;
	assert_non_null(file);
	assert_true(archive_find_signature(file->data, file->len, &place));
	verifies(file, VERDICT_SAME, SIGNATURE_UNREADABLE);
	verifies_with(file, place.start + 1, '1', VERDICT_SAME, SIGNATURE_UNREADABLE);
	verifies_with(file, file->len, 'x', VERDICT_APPENDED, SIGNATURE_UNREADABLE);
	verifies_with(file, file->len - 1, 'x', VERDICT_PAGE, SIGNATURE_UNREADABLE);
	verifies_with(file, 12, 'x', VERDICT_PAGE, SIGNATURE_UNREADABLE);
}

static void
a_form_of_the_content_is_known(void **state)
{
	const GPtrArray *forms = typesetting.registry->forms;
	guint known = 0;

	(void)state;
	for (guint i = 0; i < forms->len && known < 2; i++) {
		const struct form *form = g_ptr_array_index(forms, i);
		AUTO(findings) findings = findings_new();
		g_autoptr(GByteArray) file = NULL;

		if (form->number != 9 && form->number != 12)
			continue;
		file = forms_typeset(&typesetting, form, findings, NULL);
		assert_non_null(file);
		verifies(file, VERDICT_SAME, SIGNATURE_NONE);
		verifies_with(file, file->len - 1, 'x', VERDICT_PAGE, SIGNATURE_NONE);
		known++;
	}
	assert_int_equal(known, 2);
}

static void
what_is_good_may_be_relied_on(void **state)
{
	static const struct issued_letter issued;
	static const struct {
		enum letter_verdict verdict;
		const struct issued_letter *issued;
		enum signature signature;
		enum trust trust;
		bool is_good, is_good_signed; /* where it need not be signed, and where it must */
	} cases[] = {
		{ VERDICT_SAME, NULL, SIGNATURE_NONE, TRUST_UNASKED, true, false },
		{ VERDICT_SAME, NULL, SIGNATURE_WHOLE, TRUST_GOOD, true, true },
		{ VERDICT_SAME, NULL, SIGNATURE_WHOLE, TRUST_UNASKED, true, true },
		{ VERDICT_SAME, NULL, SIGNATURE_WHOLE, TRUST_NONE, false, false },
		{ VERDICT_SAME, NULL, SIGNATURE_PARTIAL, TRUST_GOOD, false, false },
		{ VERDICT_SAME, NULL, SIGNATURE_BROKEN, TRUST_GOOD, false, false },
		{ VERDICT_SAME, NULL, SIGNATURE_UNREADABLE, TRUST_GOOD, false, false },
		{ VERDICT_SAME, &issued, SIGNATURE_WHOLE, TRUST_GOOD, false, false },
		{ VERDICT_ISSUED, &issued, SIGNATURE_NONE, TRUST_UNASKED, true, false },
		{ VERDICT_ISSUED, &issued, SIGNATURE_WHOLE, TRUST_GOOD, true, true },
		{ VERDICT_ISSUED, &issued, SIGNATURE_BROKEN, TRUST_GOOD, false, false },
		{ VERDICT_LIBRARIES, NULL, SIGNATURE_NONE, TRUST_UNASKED, false, false },
		{ VERDICT_LIBRARIES, NULL, SIGNATURE_WHOLE, TRUST_GOOD, true, true },
		{ VERDICT_APPENDED, NULL, SIGNATURE_NONE, TRUST_UNASKED, false, false },
		{ VERDICT_REDRAWN, NULL, SIGNATURE_WHOLE, TRUST_GOOD, false, false },
		{ VERDICT_PAGE, NULL, SIGNATURE_WHOLE, TRUST_GOOD, false, false },
		{ VERDICT_DATA, NULL, SIGNATURE_WHOLE, TRUST_GOOD, false, false },
		{ VERDICT_UNKNOWN, NULL, SIGNATURE_WHOLE, TRUST_GOOD, false, false },
		{ VERDICT_NO_LETTER, NULL, SIGNATURE_NONE, TRUST_UNASKED, false, false },
	};

	(void)state;
	for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
		const struct verification verification = {
			.verdict = cases[i].verdict,
			.issued = cases[i].issued,
			.signature = cases[i].signature,
			.signer = { .trust = cases[i].trust },
		};

		if (verification_is_good(&verification, false) != cases[i].is_good ||
		    verification_is_good(&verification, true) != cases[i].is_good_signed)
			fail_msg("case %zu", i);
	}
}

static int
open_letters(void **state)
{
	AUTO(findings) findings = findings_new();

	if (open_typesetting(state) != 0)
		return -1;
	letters = letters_prepare(&typesetting, SINCE, AS_OF, findings, NULL);
	return letters == NULL ? -1 : 0;
}

static int
close_letters(void **state)
{
	letters_free(letters);
	return close_typesetting(state);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_letter_that_the_content_makes_is_known),
		cmocka_unit_test(a_signed_letter_is_compared_around_its_signature),
		cmocka_unit_test(a_form_of_the_content_is_known),
		cmocka_unit_test(what_is_good_may_be_relied_on),
	};

	return cmocka_run_group_tests(tests, open_letters, close_letters);
}
