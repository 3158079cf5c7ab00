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

/* A blank form that is to be drawn. */
struct blank {
	int number;
	struct letter *letter;
	char *path, *key;
};

static void
blank_free(gpointer data)
{
	struct blank *blank = data;

	letter_free(blank->letter);
	g_free(blank->path);
	g_free(blank->key);
	g_free(blank);
}

/* The blank forms that the tree has not kept; NULL with `error` set. All are read
 * before any is drawn: the fonts are cut once. */
static GPtrArray *
read_blank_forms(const struct typesetting *typesetting, struct tree *tree, const char *prefix,
                 struct findings *findings, GError **error)
{
	g_autofree char *shared_key = typeset_shared_key(typesetting);
	g_autoptr(GPtrArray) blanks = g_ptr_array_new_with_free_func(blank_free);

	for (int number = 1; number <= FORM_COUNT; number++) {
		const char *author = sender_name(typesetting, number);
		GError *failure = NULL;
		AUTO(letter) letter = read_form(typesetting, number, NULL, findings, &failure);
		g_autofree char *key =
			typeset_key(typesetting, shared_key, number, NULL, author, NULL);
		g_autofree char *path =
			g_strdup_printf("%s%sform%02d.pdf", prefix == NULL ? "" : prefix,
		                        prefix == NULL ? "" : "/", number);
		struct blank *blank;

		if (failure != NULL) {
			g_propagate_error(error, failure);
			return NULL;
		}
		if (letter == NULL || tree_reuse(tree, path, key))
			continue;
		blank = g_new(struct blank, 1);
		*blank = (struct blank){ number, g_steal_pointer(&letter), g_steal_pointer(&path),
			                 g_steal_pointer(&key) };
		g_ptr_array_add(blanks, blank);
	}
	return g_steal_pointer(&blanks);
}

/* What is written. */
struct writing {
	const struct typesetting *typesetting;
	const GPtrArray *blanks;
};

static gboolean
write_blank(guint index, struct tree *tree, void *data, GError **error)
{
	const struct writing *writing = data;
	const struct blank *blank = writing->blanks->pdata[index];
	const char *author = sender_name(writing->typesetting, blank->number);
	g_autoptr(GByteArray) pdf = typeset_draw(writing->typesetting, blank->letter, blank->number,
	                                         author, NULL, error);

	return pdf != NULL &&
	       tree_write_keyed(tree, blank->path, blank->key, pdf->data, pdf->len, error);
}

gboolean
forms_write_blank(const struct typesetting *typesetting, struct tree *tree, const char *prefix,
                  unsigned jobs, struct findings *findings, GError **error)
{
	g_autoptr(GPtrArray) blanks = read_blank_forms(typesetting, tree, prefix, findings, error);
	struct writing writing = { typesetting, blanks };

	return blanks != NULL && tree_run(tree, blanks->len, jobs, write_blank, &writing, error);
}
