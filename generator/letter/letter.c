/* The letters that are due are prepared, so that their faults are known, and then written. */
#include "letter/letter.h"

#include "letter/due.h"
#include "letter/index.h"
#include "letter/reread.h"
#include "letter/typeset.h"
#include "page/layout.h"
#include "pdf/archive.h"
#include "pdf/font_cut.h"
#include "pdf/paint.h"
#include "registry/form.h"

struct prepared {
	const struct due *due;
	struct letter *letter; /* NULL: it was issued */
};

struct letters {
	struct typesetting typesetting;
	struct ledger *ledger;
	GPtrArray *due;   /* struct due * */
	GArray *prepared; /* struct prepared */
	struct part part; /* of them, which is written */
};

static void
prepared_clear(gpointer data)
{
	struct prepared *prepared = data;

	g_clear_pointer(&prepared->letter, letter_free);
}

static bool
prepare(struct letters *letters, const struct due *due, struct findings *findings, GError **error)
{
	const struct typesetting *typesetting = &letters->typesetting;
	struct prepared prepared = { .due = due };

	if (due->issued == NULL) {
		if (!typeset_read(typesetting, due->form, due_body(due), findings, &prepared.letter,
		                  error))
			return false;
		if (prepared.letter == NULL)
			return true;
	}
	g_array_append_val(letters->prepared, prepared);
	return true;
}

struct letters *
letters_prepare(const struct typesetting *typesetting, struct date since, struct date as_of,
                struct findings *findings, GError **error)
{
	AUTO(letters) letters = g_new0(struct letters, 1);

	letters->typesetting = *typesetting;
	letters->ledger = ledger_new(typesetting->registry, findings);
	letters->due = due_letters(typesetting->registry, letters->ledger, since, as_of, findings);
	letters->prepared = g_array_new(false, true, sizeof(struct prepared));
	g_array_set_clear_func(letters->prepared, prepared_clear);
	ledger_examine(typesetting->registry, findings);
	reread_issued(typesetting->registry, letters->ledger, letters->due, findings);
	for (guint i = 0; i < letters->due->len; i++)
		if (!prepare(letters, g_ptr_array_index(letters->due, i), findings, error))
			return NULL;
	return g_steal_pointer(&letters);
}

void
letters_examine(const struct registry *registry, struct date as_of, struct findings *findings)
{
	AUTO(ledger) ledger = ledger_new(registry, findings);
	g_autoptr(GPtrArray) letters =
		due_letters(registry, ledger, (struct date){ 0 }, as_of, findings);

	ledger_examine(registry, findings);
	reread_issued(registry, ledger, letters, findings);
}

void
letters_free(struct letters *letters)
{
	g_clear_pointer(&letters->ledger, ledger_free);
	g_array_unref(letters->prepared);
	g_ptr_array_unref(letters->due);
	g_free(letters);
}

unsigned
letters_count(const struct letters *letters)
{
	return letters->prepared->len;
}

const struct due *
letters_at(const struct letters *letters, unsigned index)
{
	return g_array_index(letters->prepared, struct prepared, index).due;
}

const struct ledger *
letters_ledger(const struct letters *letters)
{
	return letters->ledger;
}

static const struct prepared *
prepared_at(const struct letters *letters, guint index)
{
	return &g_array_index(letters->prepared, struct prepared, index);
}

/* The page says whether it is signed. */
static struct letter *
read_signed(const struct typesetting *typesetting, const struct due *due, GError **error)
{
	AUTO(findings) findings = findings_new();
	struct letter *letter = NULL;

	if (!typeset_read(typesetting, due->form, due_body(due), findings, &letter, error))
		return NULL;
	g_assert(letter != NULL);
	return letter;
}

GByteArray *
letters_draw(const struct letters *letters, unsigned index,
             const struct archive_signature *signature, GError **error)
{
	const struct due *due = prepared_at(letters, index)->due;
	struct typesetting typesetting = letters->typesetting;

	typesetting.signature = signature;

	AUTO(letter) letter = read_signed(&typesetting, due, error);

	return letter == NULL ? NULL
	                      : typeset_draw(&typesetting, letter, due->form,
	                                     due->sender->name.value, due->xml, error);
}

void
letters_keep_part(struct letters *letters, struct part part)
{
	letters->part = part;
}

unsigned
letters_in_part(const struct letters *letters)
{
	return part_count(letters->part, letters->prepared->len);
}

/* What is written, and what its keys have in common. */
struct writing {
	const struct letters *letters;
	const char *shared_key;
};

/* The bytes as they were issued. */
static bool
copy_issued(const struct letters *letters, const struct due *due, struct tree *tree, GError **error)
{
	const char *key = due->issued->sha256.value;
	gsize length;

	if (tree_reuse(tree, due->path, key))
		return true;
	g_autofree char *bytes =
		ledger_read(letters->typesetting.registry, due->issued, &length, error);
	return bytes != NULL && tree_write_keyed(tree, due->path, key, bytes, length, error);
}

/* In a process of its own: cairo and FreeType take locks that threads would
 * share. It has the fonts that were open when it was forked. */
static bool
write_letter(guint nth, struct tree *tree, void *data, GError **error)
{
	const struct writing *writing = data;
	const struct letters *letters = writing->letters;
	const struct typesetting *typesetting = &letters->typesetting;
	const struct prepared *prepared = prepared_at(letters, part_index(letters->part, nth));
	const struct due *due = prepared->due;
	const char *author = due->sender->name.value;

	if (due->issued != NULL)
		return copy_issued(letters, due, tree, error);

	g_autofree char *key = typeset_key(typesetting, writing->shared_key, due->form,
	                                   due_body(due), author, due->xml);
	if (key != NULL && tree_reuse(tree, due->path, key))
		return true;
	g_autoptr(GByteArray) pdf =
		typeset_draw(typesetting, prepared->letter, due->form, author, due->xml, error);
	return pdf != NULL && tree_write_keyed(tree, due->path, key, pdf->data, pdf->len, error);
}

/* What was issued says so in the ledger, a draft itself. */
static unsigned
pages_of(const struct tree *tree, const struct due *due)
{
	gsize length;

	if (due->issued != NULL)
		return (unsigned)g_ascii_strtoull(due->issued->pages.value, NULL, 10);
	g_autofree char *bytes = tree_read(tree, due->path, &length);
	return bytes == NULL ? 0 : archive_count_pages(bytes, length);
}

static bool
write_index(const struct letters *letters, struct tree *tree, GError **error)
{
	g_autoptr(GString) csv = g_string_new(NULL);

	index_begin(csv);
	for (guint nth = 0; nth < letters_in_part(letters); nth++) {
		const struct due *due = prepared_at(letters, part_index(letters->part, nth))->due;
		g_autofree char *sha256 = tree_digest(tree, due->path);

		index_append(csv, due, pages_of(tree, due), sha256);
	}
	return tree_write(tree, "index.csv", csv->str, csv->len, error);
}

bool
letters_write(const struct letters *letters, struct tree *tree, unsigned jobs, GError **error)
{
	g_autofree char *shared_key = typeset_shared_key(&letters->typesetting);
	struct writing writing = { letters, shared_key };

	return tree_run(tree, letters_in_part(letters), jobs, write_letter, &writing, error) &&
	       write_index(letters, tree, error);
}

/* Short, since it stands in a narrow column: 「様式6　見本登第8-4004号　株式会社水琴窟」. */
static char *
print_title(const struct due *due)
{
	g_autofree char *label = form_label(form_kind_find(due->form));

	return g_strdup_printf("%s　%s　%s", label,
	                       due->document_number == NULL ? "" : due->document_number,
	                       due->provider_name == NULL ? "" : due->provider_name);
}

bool
letters_write_merged(const struct letters *letters, struct tree *tree, bool one_sided,
                     GError **error)
{
	struct typesetting on_paper = letters->typesetting;
	g_autoptr(GPtrArray) read = g_ptr_array_new_with_free_func((GDestroyNotify)letter_free);
	AUTO(document) all = document_new();
	struct paint_metadata metadata = { 0 };

	on_paper.signature = NULL;
	for (guint i = 0; i < letters->prepared->len; i++) {
		const struct prepared *prepared = prepared_at(letters, i);
		struct letter *letter = prepared->letter;

		if (letter == NULL)
			continue;
		if (letters->typesetting.signature != NULL) {
			letter = read_signed(&on_paper, prepared->due, error);
			if (letter == NULL)
				return false;
			g_ptr_array_add(read, letter);
		}
		if (!one_sided)
			document_fill_sheet(all);

		g_autofree char *title = print_title(prepared->due);

		document_append(all, layout(letter, on_paper.fonts), title);
		metadata.dated_on = letter->dated_on;
	}
	if (all->pages->len == 0)
		return true;

	g_autoptr(GArray) told = g_array_new(false, false, sizeof(int));
	struct archive_info info = {
		.document = all,
		.cut = on_paper.cut,
		.told = told,
		.duplex = one_sided ? "Simplex" : "DuplexFlipLongEdge",
	};
	font_cut_take(on_paper.cut, all);
	g_autoptr(GByteArray) pdf = paint(all, on_paper.cut, &metadata, told, error);
	return pdf != NULL && archive_finish_print(pdf, &info, error) &&
	       tree_write(tree, "print.pdf", pdf->data, pdf->len, error);
}
