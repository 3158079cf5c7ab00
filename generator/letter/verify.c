#include "letter/verify.h"

#include "letter/archive.h"
#include "letter/form_xml.h"
#include "letter/forms.h"

#include <string.h>

/* The start tag of the form, by which a letter is known. */
static const char *
start_tag(const char *xml, gsize *length)
{
	const char *start = strstr(xml, "<form ");
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
	verification_clear(verification);
	verification->verdict = VERDICT_DATA;
	verification->found = g_strdup(found_lines[i] == NULL ? "" : found_lines[i]);
	verification->expected = g_strdup(expected_lines[i] == NULL ? "" : expected_lines[i]);
}

static void
compare_bytes(struct verification *verification, const char *file, gsize length,
              const GByteArray *anew)
{
	bool same = length >= anew->len && memcmp(file, anew->data, anew->len) == 0;

	verification->verdict = same ? VERDICT_SAME : VERDICT_PAGE;
	verification->rest = same ? length - anew->len : 0;
}

/* Among the letters that decisions and forms make due. */
static gboolean
compare_letters(const struct letters *letters, const char *xml, const char *file, gsize length,
                struct verification *verification, GError **error)
{
	for (unsigned i = 0; i < letters_count(letters); i++) {
		const char *own = letters_xml(letters, i);

		if (strcmp(own, xml) == 0) {
			g_autoptr(GByteArray) anew = letters_draw(letters, i, error);

			if (anew == NULL)
				return FALSE;
			compare_bytes(verification, file, length, anew);
			return TRUE;
		}
		if (verification->verdict == VERDICT_UNKNOWN && is_same_letter(own, xml))
			note_difference(verification, xml, own);
	}
	return TRUE;
}

/* Among the filled forms of the content; a copy of a letter that a decision
 * makes is none of its own. */
static gboolean
compare_forms(const struct typesetting *typesetting, const char *xml, const char *file,
              gsize length, struct verification *verification, GError **error)
{
	const GPtrArray *forms = typesetting->registry->forms;

	for (guint i = 0; i < forms->len; i++) {
		const struct form *form = g_ptr_array_index(forms, i);
		g_autoptr(GString) own = g_string_new(NULL);

		form_xml_append(own, form->body);
		if (strcmp(own->str, xml) == 0) {
			AUTO(findings) findings = findings_new();
			g_autoptr(GByteArray) anew =
				forms_typeset(typesetting, form, findings, error);

			if (*error != NULL)
				return FALSE;
			if (anew != NULL)
				compare_bytes(verification, file, length, anew);
			return TRUE;
		}
		if (verification->verdict == VERDICT_UNKNOWN && is_same_letter(own->str, xml))
			note_difference(verification, xml, own->str);
	}
	return TRUE;
}

void
verification_clear(struct verification *verification)
{
	g_clear_pointer(&verification->found, g_free);
	g_clear_pointer(&verification->expected, g_free);
}

gboolean
verify_letter(const struct typesetting *typesetting, const struct letters *letters,
              const char *path, struct verification *verification, GError **error)
{
	g_autofree char *file = NULL;
	g_autofree char *xml = NULL;
	g_autoptr(GError) failure = NULL;
	gsize length;

	*verification = (struct verification){ .verdict = VERDICT_UNKNOWN };
	if (!g_file_get_contents(path, &file, &length, error))
		return FALSE;

	g_autoptr(GByteArray) data = archive_extract(path, NULL);

	if (data == NULL) {
		verification->verdict = VERDICT_NO_LETTER;
		return TRUE;
	}
	xml = g_strndup((const char *)data->data, data->len);
	if (compare_letters(letters, xml, file, length, verification, &failure) &&
	    (verification->verdict != VERDICT_UNKNOWN ||
	     compare_forms(typesetting, xml, file, length, verification, &failure)))
		return TRUE;
	g_propagate_error(error, g_steal_pointer(&failure));
	return FALSE;
}
