/* A filled form goes the whole way: values, template, blocks, pages, PDF. */
#include "letter/typeset.h"

#include "letter/form_inputs.h"
#include "letter/form_values.h"
#include "letter/printable.h"
#include "page/layout.h"
#include "pdf/archive.h"
#include "pdf/font_cut.h"
#include "pdf/paint.h"
#include "publish/program.h"
#include "registry/form.h"

#include <string.h>

static char *
template_of(int number)
{
	g_autofree char *stem = form_stem(form_kind_find(number));

	return g_strconcat(stem, ".xml", NULL);
}

bool
typeset_check_templates(const struct template_set *templates, GError **error)
{
	for (int number = 1; number <= LETTER_KINDS; number++) {
		AUTO(form_names) names = form_names_new(number);
		g_autofree char *name = template_of(number);

		if (!template_check(templates, name, form_names_table(names), error))
			return false;
	}
	return true;
}

/* While the texts of a letter are checked. Those of the content have been, and are
 * where its faults are told; what is left is the template's. */
struct check {
	struct fonts *fonts;
	const char *template;
	struct findings *findings;
};

static void
check_text(const char *text, enum face face, void *data)
{
	const struct check *check = data;
	gsize length;

	if (fonts_find_missing(check->fonts, face, text, &length) >= 0)
		printable_examine_text(text, check->fonts,
		                       (struct place){ .file = g_intern_string(check->template) },
		                       check->findings);
}

struct letter *
typeset_read_blocks(const struct typesetting *typesetting, const GString *xml, const char *name,
                    struct findings *findings)
{
	struct letter *letter = letter_read(xml->str, xml->len, name, findings);
	struct check check = { typesetting->fonts, name, findings };

	if (letter != NULL && findings_count(findings, FINDING_ERROR) == 0)
		letter_visit_texts(letter, check_text, &check);
	return letter;
}

bool
typeset_read(const struct typesetting *typesetting, int number, const struct xml_node *body,
             struct findings *findings, struct letter **letter, GError **error)
{
	AUTO(value) values = form_values(typesetting->registry, number, body, typesetting->as_of,
	                                 typesetting->signature != NULL, typesetting->example);
	g_autofree char *name = template_of(number);
	g_autofree char *shown = g_strdup_printf("./templates/letters/%s", name);
	g_autoptr(GString) xml = g_string_new(NULL);
	AUTO(findings) own = findings_new();

	*letter = NULL;
	if (!template_render(typesetting->templates, name, values, xml, error))
		return false;
	*letter = typeset_read_blocks(typesetting, xml, shown, own);
	findings_take_new(findings, own);
	return true;
}

char *
typeset_shared_key(const struct typesetting *typesetting)
{
	AUTO(digest) digest = digest_new();

	program_digest(digest);
	template_set_digest(typesetting->templates, digest);
	fonts_digest(typesetting->fonts, digest);
	return digest_hex(digest);
}

/* Appends a text that may be missing, so that no two lists of them are alike. */
static void
add_text(struct digest *digest, const char *text)
{
	gint64 length = text == NULL ? -1 : (gint64)strlen(text);

	digest_update(digest, &length, sizeof(length));
	if (text != NULL)
		digest_update(digest, text, (gsize)length);
}

char *
typeset_key(const struct typesetting *typesetting, const char *shared, int number,
            const struct xml_node *body, const char *author, const char *xml)
{
	AUTO(digest) digest = NULL;
	AUTO(value) values = NULL;

	if (typesetting->signature != NULL && xml != NULL)
		return NULL;
	digest = digest_new();
	values = form_values(typesetting->registry, number, body, typesetting->as_of,
	                     typesetting->signature != NULL, typesetting->example);
	digest_update_text(digest, shared);
	digest_update(digest, &number, sizeof(number));
	add_text(digest, author);
	add_text(digest, xml);
	value_digest(values, digest);
	return digest_hex(digest);
}

const struct body *
typeset_sender(const struct registry *registry, int number, struct date day)
{
	return form_body(registry, form_kind_find(number)->from, day);
}

GByteArray *
typeset_finish(const struct typesetting *typesetting, const struct letter *letter,
               struct archive_info info, const char *author, GError **error)
{
	struct paint_metadata metadata = {
		.title = letter->title,
		.author = author,
		.dated_on = letter->dated_on,
	};
	g_autoptr(GArray) told = g_array_new(false, false, sizeof(int));
	struct archive_signature signature;
	g_autoptr(GByteArray) pdf = NULL;

	info.cut = typesetting->cut;
	info.told = told;
	if (info.data != NULL && typesetting->signature != NULL) {
		signature = *typesetting->signature;
		signature.name = letter->signature;
		info.signature = &signature;
	}
	font_cut_take(typesetting->cut, info.document);
	pdf = paint(info.document, typesetting->cut, &metadata, told, error);
	if (pdf == NULL || !archive_finish(pdf, &info, error))
		return NULL;
	return g_steal_pointer(&pdf);
}

GByteArray *
typeset_draw(const struct typesetting *typesetting, const struct letter *letter, int number,
             const char *author, const char *xml, GError **error)
{
	AUTO(document) document = layout(letter, typesetting->fonts);
	g_autofree char *name = template_of(number);
	const struct form_kind *kind = form_kind_find(number);
	g_autofree char *stem = form_stem(kind);
	g_autofree char *label = form_label(kind);
	g_autofree char *description =
		g_strdup_printf("%s%s%s (%s %s.xsd)", label, form_is_notice(kind) ? "" : " ",
	                        form_is_notice(kind) ? "" : kind->title_ja, XML_NAMESPACE, stem);
	g_autofree char *form_number = g_strdup_printf(FORM_INPUT_NUMBER "=%d", number);
	struct archive_data data = { name, description, "application#2fxml", xml,
		                     xml == NULL ? 0 : strlen(xml) };
	struct archive_info info = {
		.document = document,
		.data = xml == NULL ? NULL : &data,
		.form = xml == NULL ? form_number : NULL,
		.unmarked =
			xml == NULL && typesetting->registry->site.archived_blanks.value == NULL,
	};

	return typeset_finish(typesetting, letter, info, author, error);
}
