#include "letter/letter.h"

#include "letter/batch.h"
#include "letter/due.h"
#include "letter/font_cut.h"
#include "letter/index.h"
#include "letter/layout.h"
#include "letter/paint.h"
#include "letter/trace.h"
#include "letter/typeset.h"

struct prepared {
	const struct due *due;
	struct letter *letter;
};

struct letters {
	struct typesetting typesetting;
	GPtrArray *due;   /* struct due * */
	GArray *prepared; /* struct prepared */
};

static void
prepared_clear(gpointer data)
{
	letter_free(((struct prepared *)data)->letter);
}

/* A letter whose texts are checked. */
struct origin {
	const struct registry *registry;
	const struct due *due;
};

static struct place
trace(const char *text, const void *data)
{
	const struct origin *origin = data;

	return trace_text(origin->registry, origin->due, text);
}

static gboolean
prepare(struct letters *letters, const struct due *due, struct findings *findings,
        GHashTable *reported, GError **error)
{
	const struct typesetting *typesetting = &letters->typesetting;
	struct origin origin = { typesetting->registry, due };
	struct prepared prepared = { .due = due };

	if (!typeset_read(typesetting, due->form, due_body(due), findings, &prepared.letter, error))
		return FALSE;
	if (prepared.letter == NULL)
		return TRUE;
	typeset_check(prepared.letter, typesetting->fonts, due->form, trace, &origin, findings,
	              reported);
	g_array_append_val(letters->prepared, prepared);
	return TRUE;
}

struct letters *
letters_prepare(const struct registry *registry, const struct template_set *templates,
                struct fonts *fonts, struct date since, struct date as_of,
                struct findings *findings, GError **error)
{
	AUTO(letters) letters = g_new0(struct letters, 1);
	g_autoptr(GHashTable) reported =
		g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);

	letters->typesetting = (struct typesetting){ registry, templates, fonts };
	letters->due = due_letters(registry, since, as_of);
	letters->prepared = g_array_new(FALSE, TRUE, sizeof(struct prepared));
	g_array_set_clear_func(letters->prepared, prepared_clear);
	for (guint i = 0; i < letters->due->len; i++)
		if (!prepare(letters, g_ptr_array_index(letters->due, i), findings, reported,
		             error))
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

const char *
letters_xml(const struct letters *letters, unsigned index)
{
	return g_array_index(letters->prepared, struct prepared, index).due->xml;
}

GByteArray *
letters_draw(const struct letters *letters, unsigned index, GError **error)
{
	const struct prepared *prepared = &g_array_index(letters->prepared, struct prepared, index);
	const struct due *due = prepared->due;

	return typeset_draw(prepared->letter, letters->typesetting.fonts, due->form,
	                    due->sender->name.value, due->xml, error);
}

static GByteArray *
draw(guint index, const void *data, GError **error)
{
	return letters_draw(data, index, error);
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

gboolean
letters_write_merged(const struct letters *letters, struct tree *tree, GError **error)
{
	struct fonts *fonts = letters->typesetting.fonts;
	AUTO(document) all = document_new();
	struct paint_metadata metadata = { 0 };

	for (guint i = 0; i < letters->prepared->len; i++) {
		const struct prepared *prepared =
			&g_array_index(letters->prepared, struct prepared, i);

		document_append(all, layout(prepared->letter, fonts), prepared->letter->title);
		metadata.dated_on = prepared->letter->dated_on;
	}
	if (all->pages->len == 0)
		return TRUE;

	G_GNUC_UNUSED AUTO(font_cut) cut = font_cut_new(fonts, all);
	g_autoptr(GArray) told = g_array_new(FALSE, FALSE, sizeof(int));
	g_autoptr(GByteArray) pdf = paint(all, &metadata, told, error);

	return pdf != NULL && tree_write(tree, "print.pdf", pdf->data, pdf->len, error);
}
