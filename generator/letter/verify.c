/* A letter is made anew from its own data and from the content, and compared. */
#include "letter/verify.h"

#include "base/digest.h"
#include "letter/form_xml.h"
#include "letter/forms.h"
#include "pdf/archive.h"
#include "pdf/foreign.h"

#include <string.h>

/* The start tag of the form, by which a letter is known. */
static const char *
start_tag(const char *xml, gsize *length)
{
	const char *start = strstr(xml, "<form ");

	if (start == NULL)
		start = strstr(xml, "<notice ");

	const char *end = start == NULL ? NULL : strchr(start, '>');

	*length = end == NULL ? 0 : (gsize)(end - start);
	return start;
}

/* Whether two forms are of the same number, service and document number. */
static bool
is_same_letter(const char *a, const char *b)
{
	static const char *const names[] = { " number=\"", " service=\"", " document-number=\"" };
	gsize length_a, length_b;
	const char *tag_a = start_tag(a, &length_a), *tag_b = start_tag(b, &length_b);

	if (length_a == 0 || length_b == 0)
		return false;
	for (gsize i = 0; i < G_N_ELEMENTS(names); i++) {
		const char *value_a = g_strstr_len(tag_a, (gssize)length_a, names[i]);
		const char *value_b = g_strstr_len(tag_b, (gssize)length_b, names[i]);

		if (value_a == NULL && value_b == NULL)
			continue;
		if (value_a == NULL || value_b == NULL)
			return false;
		value_a += strlen(names[i]);
		value_b += strlen(names[i]);

		gsize extent = strcspn(value_a, "\"");

		if (extent != strcspn(value_b, "\"") || strncmp(value_a, value_b, extent) != 0)
			return false;
	}
	return true;
}

static void
note_difference(struct verification *verification, const char *found, const char *expected)
{
	g_auto(GStrv) found_lines = g_strsplit(found, "\n", -1);
	g_auto(GStrv) expected_lines = g_strsplit(expected, "\n", -1);
	guint i = 0;

	while (found_lines[i] != NULL && g_strcmp0(found_lines[i], expected_lines[i]) == 0)
		i++;
	g_free(verification->found);
	g_free(verification->expected);
	verification->verdict = VERDICT_DATA;
	verification->found = g_strdup(found_lines[i] == NULL ? "" : found_lines[i]);
	verification->expected = g_strdup(expected_lines[i] == NULL ? "" : expected_lines[i]);
}

/* The file that is verified. */
struct file {
	const char *bytes;
	gsize length;
	struct archive_place place;         /* of its signature */
	struct archive_signature signature; /* as it is signed, for the comparison */
	bool is_signed;
};

static const struct archive_signature *
signature_of(const struct file *file)
{
	return file->is_signed ? &file->signature : NULL;
}

/* Other libraries write other bytes of the same page. */
static void
compare_pages(struct verification *verification, const struct file *file, const GByteArray *anew)
{
	g_autofree char *there = archive_producer(file->bytes, file->length);
	g_autofree char *here = archive_producer((const char *)anew->data, anew->len);
	GString *drawn, *expected;

	verification->verdict = VERDICT_PAGE;
	if (there == NULL || g_strcmp0(there, here) == 0)
		return;
	drawn = foreign_drawn(file->bytes, file->length);
	expected = foreign_drawn((const char *)anew->data, anew->len);
	verification->verdict = drawn != NULL && expected != NULL && g_string_equal(drawn, expected)
	                                ? VERDICT_LIBRARIES
	                                : VERDICT_REDRAWN;
	verification->found = g_steal_pointer(&there);
	verification->expected = g_steal_pointer(&here);
	if (drawn != NULL)
		g_string_free(drawn, true);
	if (expected != NULL)
		g_string_free(expected, true);
}

/* The signature itself cannot be made anew. */
static void
compare_bytes(struct verification *verification, const struct file *file, const GByteArray *anew)
{
	gsize start = file->is_signed ? file->place.start : 0;
	gsize end = file->is_signed ? file->place.end : 0;

	if (file->length < anew->len || anew->len < end ||
	    memcmp(file->bytes, anew->data, start) != 0 ||
	    memcmp(file->bytes + end, anew->data + end, anew->len - end) != 0)
		compare_pages(verification, file, anew);
	else
		verification->verdict = file->length > anew->len ? VERDICT_APPENDED : VERDICT_SAME;
}

/* Among the letters that decisions and forms make due. */
static bool
compare_letters(const struct letters *letters, const char *xml, const struct file *file,
                struct verification *verification, GError **error)
{
	for (unsigned i = 0; i < letters_count(letters); i++) {
		const char *own = letters_at(letters, i)->xml;

		if (own == NULL)
			continue;
		if (strcmp(own, xml) == 0) {
			g_autoptr(GByteArray) anew =
				letters_draw(letters, i, signature_of(file), error);

			if (anew == NULL)
				return false;
			compare_bytes(verification, file, anew);
			return true;
		}
		if (verification->verdict == VERDICT_UNKNOWN && is_same_letter(own, xml))
			note_difference(verification, xml, own);
	}
	return true;
}

/* Among the filled forms of the content; a copy of a letter that a decision
 * makes is none of its own. */
static bool
compare_forms(const struct typesetting *typesetting, const char *xml, const struct file *file,
              struct verification *verification, GError **error)
{
	struct typesetting as_signed = *typesetting;
	const GPtrArray *forms = typesetting->registry->forms;

	as_signed.signature = signature_of(file);
	EACH (const struct form, form, forms) {
		g_autoptr(GString) own = g_string_new(NULL);

		form_xml_append(own, form->body);
		if (strcmp(own->str, xml) == 0) {
			AUTO(findings) findings = findings_new();
			g_autoptr(GByteArray) anew =
				forms_typeset(&as_signed, form, findings, error);

			if (*error != NULL)
				return false;
			if (anew != NULL)
				compare_bytes(verification, file, anew);
			return true;
		}
		if (verification->verdict == VERDICT_UNKNOWN && is_same_letter(own->str, xml))
			note_difference(verification, xml, own->str);
	}
	return true;
}

static bool
compare_others(const struct verify_others *others, const char *data, const struct file *file,
               struct verification *verification, GError **error)
{
	g_autofree char *own = NULL;
	g_autoptr(GByteArray) anew =
		others->draw(data, signature_of(file), &own, others->user, error);

	if (anew != NULL && strcmp(own, data) == 0)
		compare_bytes(verification, file, anew);
	else if (anew != NULL)
		note_difference(verification, data, own);
	return *error == NULL;
}

/* The letter that was issued under the number that the data say. */
static const struct issued_letter *
find_issued(const struct ledger *ledger, const char *xml, gsize length)
{
	AUTO(findings) findings = findings_new();
	AUTO(xml_document) document = xml_parse(xml, length, "letter", false, findings);

	return document == NULL
	               ? NULL
	               : ledger_find(ledger, xml_attribute(xml_root(document), "document-number"));
}

static bool
compare(const struct typesetting *typesetting, const struct letters *letters,
        const struct verify_others *others, const char *path, const struct file *file,
        struct verification *verification, GError **error)
{
	g_autoptr(GByteArray) data =
		foreign_read_data(file->bytes, file->length, path, &verification->unread);
	g_autoptr(GError) failure = NULL;

	if (data == NULL) {
		verification->verdict = VERDICT_NO_LETTER;
		return true;
	}

	g_autofree char *xml = g_strndup((const char *)data->data, data->len);

	verification->issued = find_issued(letters_ledger(letters), xml, data->len);

	if (compare_letters(letters, xml, file, verification, &failure) &&
	    (verification->verdict != VERDICT_UNKNOWN ||
	     compare_forms(typesetting, xml, file, verification, &failure)) &&
	    (verification->verdict != VERDICT_UNKNOWN || others == NULL ||
	     compare_others(others, xml, file, verification, &failure)))
		return true;
	g_propagate_error(error, g_steal_pointer(&failure));
	return false;
}

/* Whether anything of a signature is there, found or not. */
static bool
has_traces(const struct file *file)
{
	static const char *const words[] = { "/ByteRange", "/ETSI.CAdES", "/SigFlags",
		                             "/Contents <" };

	for (gsize i = 0; i < G_N_ELEMENTS(words); i++)
		if (archive_find_last(file->bytes, file->length, words[i]) != NULL)
			return true;
	return false;
}

static void
examine_signature(const struct file *file, const struct authorities *authorities,
                  struct verification *verification)
{
	const struct archive_place *place = &file->place;
	const struct sign_piece pieces[] = {
		{ file->bytes, place->start },
		{ file->bytes + place->end, place->covered - place->end },
	};
	struct sign_report *report = &verification->signer;
	g_autoptr(GByteArray) signature =
		file->is_signed ? archive_signature_at(file->bytes, place) : NULL;

	if (signature == NULL) {
		verification->signature =
			file->is_signed || has_traces(file) ? SIGNATURE_UNREADABLE : SIGNATURE_NONE;
		return;
	}
	sign_examine(pieces, G_N_ELEMENTS(pieces), signature->data, signature->len, authorities,
	             place->time, report);
	if (!report->is_signature)
		verification->signature = SIGNATURE_UNREADABLE;
	else if (!report->holds)
		verification->signature = SIGNATURE_BROKEN;
	else
		verification->signature =
			place->covered < file->length ? SIGNATURE_PARTIAL : SIGNATURE_WHOLE;
}

bool
verification_is_good(const struct verification *verification, bool must_be_signed)
{
	bool is_issued = verification->verdict == VERDICT_ISSUED;

	/* Fonts are not compared: a signature must vouch for what other libraries made. */
	bool is_same = verification->verdict == VERDICT_SAME ||
	               (verification->verdict == VERDICT_LIBRARIES &&
	                verification->signature == SIGNATURE_WHOLE);

	if (!is_issued && (!is_same || verification->issued != NULL))
		return false;
	return (verification->signature == SIGNATURE_NONE && !must_be_signed) ||
	       (verification->signature == SIGNATURE_WHOLE &&
	        verification->signer.trust != TRUST_NONE);
}

void
verification_clear(struct verification *verification)
{
	g_clear_error(&verification->unread);
	g_clear_pointer(&verification->found, g_free);
	g_clear_pointer(&verification->expected, g_free);
	sign_report_clear(&verification->signer);
}

bool
verify_letter(const struct typesetting *typesetting, const struct letters *letters,
              const struct verify_others *others, const struct authorities *authorities,
              const char *path, const char *bytes, gsize length, struct verification *verification,
              GError **error)
{
	struct file file = { .bytes = bytes, .length = length };
	g_autofree char *sha256 = digest_of(bytes, length);

	*verification = (struct verification){
		.verdict = VERDICT_UNKNOWN,
		.issued = ledger_find_file(letters_ledger(letters), sha256),
	};
	file.is_signed = archive_find_signature(bytes, length, &file.place);
	file.signature.time = file.place.time;
	file.signature.size = (file.place.end - file.place.start) / 2 - 1;
	examine_signature(&file, authorities, verification);
	if (verification->issued == NULL)
		return compare(typesetting, letters, others, path, &file, verification, error);
	verification->verdict = VERDICT_ISSUED;
	return true;
}
