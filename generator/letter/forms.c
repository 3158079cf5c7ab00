/* Filled forms and blank ones are typeset one at a time, and examples of both. */
#include "letter/forms.h"

#include "letter/form_xml.h"
#include "registry/form.h"
#include "registry/form_file.h"
#include "registry/skeleton.h"

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
	struct typesetting typesetting, of_examples;
	struct letter *letters[FORM_COUNT]; /* the first is of form 1; NULL: it has faults */
	const struct form *examples[FORM_COUNT];
};

/* The filled example of a form. NULL after a finding, or with `error` set. */
static const struct form *
read_example(const struct typesetting *typesetting, int number, struct findings *findings,
             GError **error)
{
	g_autofree char *name = g_strdup_printf("examples/form%02d.xml", number);
	g_autofree char *shown = g_strconcat("./templates/letters/", name, NULL);
	const char *file = g_intern_string(shown);
	g_autoptr(GString) xml = g_string_new(NULL);
	AUTO(value) nothing = value_object();

	if (!template_render(typesetting->templates, name, nothing, xml, error))
		return NULL;
	struct xml_document *document = xml_parse(xml->str, xml->len, file, false, findings);
	return document == NULL ? NULL : form_take(typesetting->registry, document, file, findings);
}

struct blank_forms *
blank_forms_prepare(const struct typesetting *typesetting, struct findings *findings,
                    GError **error)
{
	AUTO(blank_forms) forms = g_new0(struct blank_forms, 1);

	forms->typesetting = forms->of_examples = *typesetting;
	forms->of_examples.example = true;
	forms->of_examples.signature = NULL;
	for (int i = 0; i < FORM_COUNT; i++) {
		GError *failure = NULL;

		forms->letters[i] = read_form(typesetting, i + 1, NULL, findings, &failure);
		if (failure == NULL)
			forms->examples[i] = read_example(typesetting, i + 1, findings, &failure);
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

/* What is written of each form. */
static const char *const endings[] = { ".pdf", "-example.pdf", ".xml" };
enum {
	BLANK,
	EXAMPLE,
	SKELETON,
};

/* What must be made, and where. */
struct writing {
	const struct blank_forms *forms;
	struct {
		int number;
		guint kind;
		char *path, *key;
	} files[FORM_COUNT * G_N_ELEMENTS(endings)];
	guint count;
};

/* What a file is made of; the caller frees. */
static char *
key_of(const struct writing *writing, int number, guint kind, const char *shared)
{
	const struct typesetting *typesetting =
		kind == EXAMPLE ? &writing->forms->of_examples : &writing->forms->typesetting;
	const struct form *example = writing->forms->examples[number - 1];

	if (kind == SKELETON) {
		AUTO(digest) digest = digest_new();

		digest_update_text(digest, shared);
		digest_update_text(digest, endings[kind]);
		digest_update(digest, &number, sizeof(number));
		return digest_hex(digest);
	}
	return typeset_key(typesetting, shared, number, kind == EXAMPLE ? example->body : NULL,
	                   sender_name(typesetting, number, typesetting->as_of), NULL);
}

static void
writing_start(struct writing *writing, struct tree *tree, const char *prefix)
{
	g_autofree char *shared = typeset_shared_key(&writing->forms->typesetting);

	for (guint i = 0; i < FORM_COUNT * (prefix == NULL ? 1 : G_N_ELEMENTS(endings)); i++) {
		int number = (int)(i % FORM_COUNT) + 1;
		guint kind = i / FORM_COUNT;
		g_autofree char *path =
			g_strdup_printf("%s%sform%02d%s", prefix == NULL ? "" : prefix,
		                        prefix == NULL ? "" : "/", number, endings[kind]);
		g_autofree char *key = key_of(writing, number, kind, shared);

		if (tree_reuse(tree, path, key))
			continue;
		writing->files[writing->count].number = number;
		writing->files[writing->count].kind = kind;
		writing->files[writing->count].path = g_steal_pointer(&path);
		writing->files[writing->count++].key = g_steal_pointer(&key);
	}
}

static GByteArray *
make_file(const struct blank_forms *forms, int number, guint kind, GError **error)
{
	const struct typesetting *typesetting = &forms->typesetting;
	AUTO(findings) findings = findings_new();

	if (kind == SKELETON) {
		/* As `ismapgen new form` prints it. */
		g_autofree char *text = g_strdup_printf("%d", number);
		const struct xml_attribute attribute = { "number", text };
		const struct xml_node known = { .attribute_count = 1, .attributes = &attribute };
		g_autoptr(GString) xml = g_string_new(NULL);

		skeleton_render(form_field(form_kind_find(number)), &known, xml);
		return g_byte_array_append(g_byte_array_new(), (const guint8 *)xml->str,
		                           (guint)xml->len);
	}
	if (kind == EXAMPLE)
		return forms_typeset(&forms->of_examples, forms->examples[number - 1], findings,
		                     error);
	return typeset_draw(typesetting, forms->letters[number - 1], number,
	                    sender_name(typesetting, number, typesetting->as_of), NULL, error);
}

static bool
write_file(guint index, struct tree *tree, void *data, GError **error)
{
	const struct writing *writing = data;
	g_autoptr(GByteArray) bytes = make_file(writing->forms, writing->files[index].number,
	                                        writing->files[index].kind, error);

	return bytes != NULL &&
	       tree_write_keyed(tree, writing->files[index].path, writing->files[index].key,
	                        bytes->data, bytes->len, error);
}

bool
blank_forms_write(const struct blank_forms *forms, struct tree *tree, const char *prefix,
                  unsigned jobs, GError **error)
{
	struct writing writing = { .forms = forms };

	writing_start(&writing, tree, prefix);
	bool good = tree_run(tree, writing.count, jobs, write_file, &writing, error);
	for (guint i = 0; i < writing.count; i++) {
		g_free(writing.files[i].path);
		g_free(writing.files[i].key);
	}
	return good;
}
