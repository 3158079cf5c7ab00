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

/* The letter of a form (NULL: of the blank one), checked; NULL after findings of
 * level error, or with `error` set. */
static struct letter *
read_form(const struct typesetting *typesetting, int number, const struct form *form,
          struct findings *findings, GError **error)
{
	const struct xml_node *body = form == NULL ? NULL : form->body;
	struct origin origin = { typesetting->registry, form };
	g_autoptr(GHashTable) reported =
		g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
	unsigned errors = findings_count(findings, FINDING_ERROR);
	AUTO(letter) letter = NULL;

	if (!typeset_read(typesetting, number, body, findings, &letter, error) || letter == NULL)
		return NULL;
	typeset_check(letter, typesetting->fonts, number, trace, &origin, findings, reported);
	return findings_count(findings, FINDING_ERROR) > errors ? NULL : g_steal_pointer(&letter);
}

/* NULL where a provider files the form. */
static const char *
sender_name(const struct typesetting *typesetting, int number)
{
	const struct body *sender = typeset_sender(typesetting->registry, number);

	return sender != NULL ? sender->name.value : NULL;
}

GByteArray *
forms_typeset(const struct typesetting *typesetting, const struct form *form,
              struct findings *findings, GError **error)
{
	const char *author = sender_name(typesetting, form->number);
	AUTO(letter) letter = read_form(typesetting, form->number, form, findings, error);
	g_autoptr(GString) xml = g_string_new(NULL);

	if (letter == NULL)
		return NULL;
	form_xml_append(xml, form->body);
	if (author == NULL)
		author = form_text(form, "filer/name");
	return typeset_draw(typesetting, letter, form->number, author, xml->str, error);
}

/* What is written, and what the keys have in common. */
struct writing {
	const struct typesetting *typesetting;
	const char *shared_key;
	const char *prefix; /* NULL: none */
	const GPtrArray *letters;
};

static gboolean
write_blank(guint index, struct tree *tree, void *data, GError **error)
{
	const struct writing *writing = data;
	const struct typesetting *typesetting = writing->typesetting;
	const struct letter *letter = writing->letters->pdata[index];
	int number = (int)index + 1;
	const char *author = sender_name(typesetting, number), *prefix = writing->prefix;
	g_autofree char *path = g_strdup_printf("%s%sform%02d.pdf", prefix == NULL ? "" : prefix,
	                                        prefix == NULL ? "" : "/", number);
	g_autofree char *key =
		typeset_key(typesetting, writing->shared_key, number, NULL, author, NULL);
	g_autoptr(GByteArray) pdf = NULL;

	if (letter == NULL || tree_reuse(tree, path, key))
		return TRUE;
	pdf = typeset_draw(typesetting, letter, number, author, NULL, error);
	return pdf != NULL && tree_write_keyed(tree, path, key, pdf->data, pdf->len, error);
}

/* Takes the place of NULL, since what is freed by its own function must not be. */
static void
free_letter(gpointer letter)
{
	if (letter != NULL)
		letter_free(letter);
}

/* The letters of all blank forms by number, the first of form 1; NULL where findings
 * tell why there is none. All are read before any is drawn: the fonts are cut once. */
static GPtrArray *
read_blank_forms(const struct typesetting *typesetting, struct findings *findings, GError **error)
{
	g_autoptr(GPtrArray) letters = g_ptr_array_new_with_free_func(free_letter);

	for (int number = 1; number <= FORM_COUNT; number++) {
		GError *failure = NULL;

		g_ptr_array_add(letters, read_form(typesetting, number, NULL, findings, &failure));
		if (failure != NULL) {
			g_propagate_error(error, failure);
			return NULL;
		}
	}
	return g_steal_pointer(&letters);
}

gboolean
forms_write_blank(const struct typesetting *typesetting, struct tree *tree, const char *prefix,
                  unsigned jobs, struct findings *findings, GError **error)
{
	g_autofree char *shared_key = typeset_shared_key(typesetting);
	g_autoptr(GPtrArray) letters = read_blank_forms(typesetting, findings, error);
	struct writing writing = { typesetting, shared_key, prefix, letters };

	return letters != NULL && tree_run(tree, FORM_COUNT, jobs, write_blank, &writing, error);
}
