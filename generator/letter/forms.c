/* Filled forms and blank ones are typeset one at a time. */
#include "letter/forms.h"

#include "letter/form_xml.h"
#include "registry/form.h"

/* The letter of a form (NULL: of the blank one); NULL after findings of level error, or
 * with `error` set. */
static struct letter *
read_form(const struct typesetting *typesetting, int number, const struct form *form,
          struct findings *findings, GError **error)
{
	unsigned errors = findings_count(findings, FINDING_ERROR);
	AUTO(letter) letter = NULL;

	if (!typeset_read(typesetting, number, form == NULL ? NULL : form->body, findings, &letter,
	                  error))
		return NULL;
	return findings_count(findings, FINDING_ERROR) > errors ? NULL : g_steal_pointer(&letter);
}

/* NULL where a provider files the form. */
static const char *
sender_name(const struct typesetting *typesetting, int number, struct date day)
{
	const struct body *sender = typeset_sender(typesetting->registry, number, day);

	return sender != NULL ? sender->name.value : NULL;
}

GByteArray *
forms_typeset(const struct typesetting *typesetting, const struct form *form,
              struct findings *findings, GError **error)
{
	const char *author = sender_name(typesetting, form->number, form->filed_on.on);
	AUTO(letter) letter = read_form(typesetting, form->number, form, findings, error);
	g_autoptr(GString) xml = g_string_new(NULL);

	if (letter == NULL)
		return NULL;
	form_xml_append(xml, form->body);
	if (author == NULL)
		author = form_text(form, "filer/name");
	return typeset_draw(typesetting, letter, form->number, author, xml->str, error);
}

struct blank_forms {
	struct typesetting typesetting;
	struct letter *letters[FORM_COUNT]; /* the first is of form 1; NULL: it has faults */
};

struct blank_forms *
blank_forms_prepare(const struct typesetting *typesetting, struct findings *findings,
                    GError **error)
{
	AUTO(blank_forms) forms = g_new0(struct blank_forms, 1);

	forms->typesetting = *typesetting;
	for (int i = 0; i < FORM_COUNT; i++) {
		GError *failure = NULL;

		forms->letters[i] = read_form(typesetting, i + 1, NULL, findings, &failure);
		if (failure != NULL) {
			g_propagate_error(error, failure);
			return NULL;
		}
	}
	return g_steal_pointer(&forms);
}

void
blank_forms_free(struct blank_forms *forms)
{
	if (forms == NULL)
		return;
	for (int i = 0; i < FORM_COUNT; i++)
		if (forms->letters[i] != NULL)
			letter_free(forms->letters[i]);
	g_free(forms);
}

/* The forms that must be drawn, and where. */
struct writing {
	const struct blank_forms *forms;
	struct {
		int number;
		char *path, *key;
	} blanks[FORM_COUNT];
	guint count;
};

static void
writing_start(struct writing *writing, struct tree *tree, const char *prefix)
{
	const struct typesetting *typesetting = &writing->forms->typesetting;
	g_autofree char *shared_key = typeset_shared_key(typesetting);

	for (int number = 1; number <= FORM_COUNT; number++) {
		g_autofree char *path =
			g_strdup_printf("%s%sform%02d.pdf", prefix == NULL ? "" : prefix,
		                        prefix == NULL ? "" : "/", number);
		g_autofree char *key =
			typeset_key(typesetting, shared_key, number, NULL,
		                    sender_name(typesetting, number, typesetting->as_of), NULL);

		if (tree_reuse(tree, path, key))
			continue;
		writing->blanks[writing->count].number = number;
		writing->blanks[writing->count].path = g_steal_pointer(&path);
		writing->blanks[writing->count++].key = g_steal_pointer(&key);
	}
}

static void
writing_end(struct writing *writing)
{
	for (guint i = 0; i < writing->count; i++) {
		g_free(writing->blanks[i].path);
		g_free(writing->blanks[i].key);
	}
}

static gboolean
write_blank(guint index, struct tree *tree, void *data, GError **error)
{
	const struct writing *writing = data;
	const struct typesetting *typesetting = &writing->forms->typesetting;
	int number = writing->blanks[index].number;
	g_autoptr(GByteArray) pdf =
		typeset_draw(typesetting, writing->forms->letters[number - 1], number,
	                     sender_name(typesetting, number, typesetting->as_of), NULL, error);

	return pdf != NULL &&
	       tree_write_keyed(tree, writing->blanks[index].path, writing->blanks[index].key,
	                        pdf->data, pdf->len, error);
}

gboolean
blank_forms_write(const struct blank_forms *forms, struct tree *tree, const char *prefix,
                  unsigned jobs, GError **error)
{
	struct writing writing = { .forms = forms };
	gboolean good;

	writing_start(&writing, tree, prefix);
	good = tree_run(tree, writing.count, jobs, write_blank, &writing, error);
	writing_end(&writing);
	return good;
}
