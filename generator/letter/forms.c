#include "letter/forms.h"

#include "letter/form_xml.h"
#include "letter/trace.h"
#include "registry/form.h"

/* A form whose texts are checked; NULL: a blank one. */
struct origin {
	const struct registry *registry;
	const struct form *form;
};

static struct place
trace(const char *text, const void *data)
{
	const struct origin *origin = data;

	if (origin->form == NULL)
		return (struct place){ .file = origin->registry->site.file };
	return trace_form(origin->registry, origin->form, text);
}

static GByteArray *
make(const struct typesetting *typesetting, int number, const struct form *form,
     struct findings *findings, GError **error)
{
	const struct xml_node *body = form == NULL ? NULL : form->body;
	struct origin origin = { typesetting->registry, form };
	const struct body *sender = typeset_sender(typesetting->registry, number);
	const char *author = sender != NULL ? sender->name.value : NULL;
	g_autoptr(GHashTable) reported =
		g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
	unsigned errors = findings_count(findings, FINDING_ERROR);
	g_autoptr(GString) xml = g_string_new(NULL);
	AUTO(letter) letter = NULL;

	if (!typeset_read(typesetting, number, body, findings, &letter, error) || letter == NULL)
		return NULL;
	typeset_check(letter, typesetting->fonts, number, trace, &origin, findings, reported);
	if (findings_count(findings, FINDING_ERROR) > errors)
		return NULL;
	if (form != NULL) {
		form_xml_append(xml, body);
		if (author == NULL)
			author = form_text(form, "filer/name");
	}
	return typeset_draw(typesetting, letter, number, author, form == NULL ? NULL : xml->str,
	                    error);
}

GByteArray *
forms_typeset(const struct typesetting *typesetting, const struct form *form,
              struct findings *findings, GError **error)
{
	return make(typesetting, form->number, form, findings, error);
}

gboolean
forms_write_blank(const struct typesetting *typesetting, struct tree *tree, const char *prefix,
                  struct findings *findings, GError **error)
{
	for (int number = 1; number <= FORM_COUNT; number++) {
		g_autoptr(GError) failure = NULL;
		g_autoptr(GByteArray) pdf = make(typesetting, number, NULL, findings, &failure);
		g_autofree char *path =
			g_strdup_printf("%s%sform%02d.pdf", prefix == NULL ? "" : prefix,
		                        prefix == NULL ? "" : "/", number);

		if (failure != NULL) {
			g_propagate_error(error, g_steal_pointer(&failure));
			return FALSE;
		}
		if (pdf != NULL && !tree_write(tree, path, pdf->data, pdf->len, error))
			return FALSE;
	}
	return TRUE;
}
