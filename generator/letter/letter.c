#include "letter/letter.h"

#include "letter/batch.h"
#include "letter/block.h"
#include "letter/due.h"
#include "letter/index.h"
#include "letter/layout.h"
#include "letter/paint.h"
#include "letter/trace.h"
#include "letter/values.h"

#include <string.h>

static const struct message character_missing = {
	"letter-character",
	FINDING_ERROR,
	NULL,
	"文字「{0}」（{1}）は、どのフォントにもないため、様式{2}に印刷できません",
	"no font has the character '{0}' ({1}), so form {2} cannot be printed",
};

struct prepared {
	const struct due *due;
	struct letter *letter;
};

struct letters {
	const struct template_set *templates;
	struct fonts *fonts;
	GPtrArray *due;   /* struct due * */
	GArray *prepared; /* struct prepared */
};

static void
prepared_clear(gpointer data)
{
	letter_free(((struct prepared *)data)->letter);
}

/* While the texts of a letter are checked. */
struct check {
	const struct letters *letters;
	const struct registry *registry;
	const struct due *due;
	struct findings *findings;
	GHashTable *reported; /* "FILE:LINE:SEQUENCE", of all letters */
};

/* "U+8FBB U+E0100" */
static char *
code_points(const char *text)
{
	GString *points = g_string_new(NULL);

	for (; *text != '\0'; text = g_utf8_next_char(text))
		g_string_append_printf(points, "%sU+%04X", points->len > 0 ? " " : "",
		                       g_utf8_get_char(text));
	return g_string_free(points, FALSE);
}

static void
check_text(const char *text, enum face face, void *data)
{
	struct check *check = data;
	gsize length = 0;

	for (;;) {
		gssize at = fonts_find_missing(check->letters->fonts, face, text, &length);

		if (at < 0)
			return;

		g_autofree char *sequence = g_strndup(text + at, length);
		g_autofree char *points = code_points(sequence);
		g_autofree char *form = g_strdup_printf("%d", check->due->form);
		struct place place = trace_text(check->registry, check->due, sequence);

		text += (gsize)at + length;
		if (g_hash_table_add(check->reported,
		                     g_strdup_printf("%s:%d:%s", place.file, place.line, sequence)))
			findings_add(check->findings, &character_missing, place, sequence, points,
			             form, NULL);
	}
}

static char *
template_of(const struct due *due)
{
	return g_strdup_printf("form%02d.xml", due->form);
}

static gboolean
check_templates(const struct template_set *templates, GError **error)
{
	static const char *const forms[] = { "form05.xml", "form06.xml", "form13.xml" };

	for (gsize i = 0; i < G_N_ELEMENTS(forms); i++)
		if (!template_check(templates, forms[i], letter_names, error))
			return FALSE;
	return TRUE;
}

static gboolean
prepare(struct letters *letters, const struct registry *registry, const struct due *due,
        struct findings *findings, GHashTable *reported, GError **error)
{
	AUTO(value) values = letter_values(registry, due);
	g_autofree char *name = template_of(due);
	g_autofree char *shown = g_strdup_printf("templates/letters/%s", name);
	g_autoptr(GString) xml = g_string_new(NULL);
	struct prepared prepared = { .due = due };

	if (!template_render(letters->templates, name, values, xml, error))
		return FALSE;
	prepared.letter = letter_read(xml->str, xml->len, shown, findings);
	if (prepared.letter == NULL)
		return TRUE;

	struct check check = { letters, registry, due, findings, reported };

	letter_visit_texts(prepared.letter, check_text, &check);
	g_array_append_val(letters->prepared, prepared);
	return TRUE;
}

struct letters *
letters_prepare(const struct registry *registry, const struct template_set *templates,
                struct fonts *fonts, struct date as_of, struct findings *findings, GError **error)
{
	AUTO(letters) letters = g_new0(struct letters, 1);
	g_autoptr(GHashTable) reported =
		g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);

	letters->templates = templates;
	letters->fonts = fonts;
	letters->due = due_letters(registry, as_of);
	letters->prepared = g_array_new(FALSE, TRUE, sizeof(struct prepared));
	g_array_set_clear_func(letters->prepared, prepared_clear);
	if (!check_templates(templates, error))
		return NULL;
	for (guint i = 0; i < letters->due->len; i++)
		if (!prepare(letters, registry, g_ptr_array_index(letters->due, i), findings,
		             reported, error))
			return NULL;
	return g_steal_pointer(&letters);
}

void
letters_free(struct letters *letters)
{
	g_array_unref(letters->prepared);
	g_ptr_array_unref(letters->due);
	g_free(letters);
}

unsigned
letters_count(const struct letters *letters)
{
	return letters->prepared->len;
}

static GByteArray *
draw(guint index, const void *data, GError **error)
{
	const struct letters *letters = data;
	const struct prepared *prepared = &g_array_index(letters->prepared, struct prepared, index);
	AUTO(document) document = layout(prepared->letter, letters->fonts);
	struct paint_metadata metadata = {
		.title = prepared->letter->title,
		.author = prepared->due->sender->name.value,
		.dated_on = prepared->letter->dated_on,
	};

	return paint(document, &metadata, error);
}

/* Where drawn letters go. */
struct output {
	const struct letters *letters;
	struct tree *tree;
	GString *csv;
};

static gboolean
write_letter(guint index, const GByteArray *pdf, void *data, GError **error)
{
	struct output *output = data;
	const struct due *due =
		g_array_index(output->letters->prepared, struct prepared, index).due;
	g_autofree char *sha256 =
		g_compute_checksum_for_data(G_CHECKSUM_SHA256, pdf->data, pdf->len);

	index_append(output->csv, due, sha256);
	return tree_write(output->tree, due->path, pdf->data, pdf->len, error);
}

gboolean
letters_write(const struct letters *letters, struct tree *tree, unsigned jobs, GError **error)
{
	g_autoptr(GString) csv = g_string_new(NULL);
	struct output output = { letters, tree, csv };

	index_begin(csv);
	return batch_run(letters->prepared->len, jobs, draw, letters, write_letter, &output,
	                 error) &&
	       tree_write(tree, "index.csv", csv->str, csv->len, error);
}
