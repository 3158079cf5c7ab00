/* The XML of a filled template is read as blocks of a letter. */
#include "page/block.h"

#include "page/inline.h"
#include "source/xml.h"

#include <math.h>
#include <string.h>

MESSAGE(unknown_element, "letter-element", ERROR, NULL,
        "様式の雛形で<{0}>の中に<{1}>は使えません（templates/letters/README.md）。",
        "<{1}> cannot stand in <{0}> in a letter's template (templates/letters/README.md).");
MESSAGE(bad_attribute, "letter-attribute", ERROR, NULL,
        "様式の雛形の<{0}>の属性{1}の値「{2}」は読めません。",
        "The value '{2}' of the attribute {1} of <{0}> in a letter's template cannot be read.");
MESSAGE(no_title, "letter-title", ERROR, NULL,
        "様式の雛形の<letter>に属性title（PDFの題名）がありません。読み上げると、何の文書か分かりません。",
        "<letter> in a letter's template has no attribute title (the PDF's title). Read aloud, a PDF "
        "without a title does not say what it is.");

enum content {
	HOLDS_TEXT,   /* spans */
	HOLDS_BLOCKS, /* any block */
	HOLDS_EITHER, /* text is one paragraph of a cell */
	HOLDS_ITEM,   /* text, then blocks */
	HOLDS_PARTS,  /* the one element of `part` */
};

/* The vocabulary: how each block is read and in what face and size, as a part
 * of the body's, it is set. */
static const struct vocabulary {
	const char *name;
	enum block_kind kind;
	enum content content;
	const char *part;
	enum face face;
	double size_ratio;
} vocabulary[] = {
	{ "document-number", BLOCK_DOCUMENT_NUMBER, HOLDS_TEXT, NULL, FACE_MINCHO, 1 },
	{ "date", BLOCK_DATE, HOLDS_TEXT, NULL, FACE_MINCHO, 1 },
	{ "addressee", BLOCK_ADDRESSEE, HOLDS_PARTS, "line", FACE_MINCHO, 1 },
	{ "sender", BLOCK_SENDER, HOLDS_PARTS, "line", FACE_MINCHO, 1 },
	{ "subject", BLOCK_SUBJECT, HOLDS_TEXT, NULL, FACE_GOTHIC, 7.0 / 6 },
	{ "p", BLOCK_PARAGRAPH, HOLDS_TEXT, NULL, FACE_MINCHO, 1 },
	{ "centred", BLOCK_CENTRED, HOLDS_TEXT, NULL, FACE_MINCHO, 1 },
	{ "heading", BLOCK_HEADING, HOLDS_TEXT, NULL, FACE_GOTHIC, 1 },
	{ "note", BLOCK_NOTE, HOLDS_TEXT, NULL, FACE_MINCHO, 7.0 / 8 },
	{ "list", BLOCK_LIST, HOLDS_PARTS, "item", FACE_MINCHO, 1 },
	{ "table", BLOCK_TABLE, HOLDS_PARTS, "row", FACE_MINCHO, 1 },
	{ "closing", BLOCK_CLOSING, HOLDS_TEXT, NULL, FACE_MINCHO, 1 },
	{ "contact", BLOCK_CONTACT, HOLDS_PARTS, "line", FACE_MINCHO, 7.0 / 8 },
	{ "appendix", BLOCK_APPENDIX, HOLDS_BLOCKS, NULL, FACE_MINCHO, 1 },
	{ "here", BLOCK_HERE, HOLDS_BLOCKS, NULL, FACE_MINCHO, 1 },
	{ "annexed", BLOCK_ANNEXED, HOLDS_BLOCKS, NULL, FACE_MINCHO, 1 },
	{ "line", BLOCK_LINE, HOLDS_TEXT, NULL, FACE_MINCHO, 1 },
	{ "item", BLOCK_ITEM, HOLDS_ITEM, NULL, FACE_MINCHO, 1 },
	{ "row", BLOCK_ROW, HOLDS_PARTS, "th", FACE_MINCHO, 1 },
	{ "th", BLOCK_CELL, HOLDS_EITHER, NULL, FACE_MINCHO, 1 },
	{ "td", BLOCK_CELL, HOLDS_EITHER, NULL, FACE_MINCHO, 1 },
};

struct reading {
	const char *name;
	struct letter *letter;
	struct findings *findings;
	double scale; /* of the sizes: a small table's */
	int level;    /* of the list that is open; 0: none */
	bool head;    /* inside a table's <head> */
	bool cell;
	bool here; /* inside <here> */
	bool good;
};

static struct block *read_block(struct reading *reading, const struct xml_node *parent,
                                const struct xml_node *node);

static struct place
place_of(const struct reading *reading, const struct xml_node *node)
{
	return place_in_file(reading->name, node->line, NULL);
}

static void
refuse(struct reading *reading, const struct xml_node *parent, const char *name,
       const struct xml_node *at)
{
	findings_add(reading->findings, &unknown_element, place_of(reading, at), parent->name, name,
	             NULL);
	reading->good = false;
}

static void
refuse_attribute(struct reading *reading, const struct xml_node *node, const char *attribute)
{
	findings_add(reading->findings, &bad_attribute, place_of(reading, node), node->name,
	             attribute, xml_attribute(node, attribute), NULL);
	reading->good = false;
}

/* The attribute's index among the words, or `otherwise` where it is absent. */
static int
read_choice(struct reading *reading, const struct xml_node *node, const char *attribute,
            const char *const *words, int otherwise)
{
	const char *value = xml_attribute(node, attribute);

	if (value == NULL)
		return otherwise;
	for (int i = 0; words[i] != NULL; i++)
		if (strcmp(words[i], value) == 0)
			return i;
	refuse_attribute(reading, node, attribute);
	return otherwise;
}

/* Up to `most` numbers, separated by blanks; fewer are no fault if `any`. */
static bool
read_numbers(struct reading *reading, const struct xml_node *node, const char *attribute,
             double *numbers, int most)
{
	const char *at = xml_attribute(node, attribute);
	int count = 0;

	if (at == NULL)
		return false;
	for (; count < most && *at != '\0'; count++) {
		char *end;

		numbers[count] = g_ascii_strtod(at, &end);
		if (end == at || !isfinite(numbers[count]) || numbers[count] < 0 ||
		    numbers[count] > 2000)
			break;
		for (at = end; *at == ' '; at++)
			;
	}
	if (count == most && *at == '\0')
		return true;
	refuse_attribute(reading, node, attribute);
	return false;
}

static GArray *
read_columns(struct reading *reading, const struct xml_node *node)
{
	GArray *columns = g_array_new(false, true, sizeof(struct column));
	const char *value = xml_attribute(node, "columns");
	g_auto(GStrv) words = g_strsplit(value == NULL ? "" : value, " ", -1);

	for (char **word = words; *word != NULL; word++) {
		struct column column = { COLUMN_MM, 0 };
		char *end;

		if (**word == '\0')
			continue;
		if (strcmp(*word, "content") == 0) {
			column.kind = COLUMN_CONTENT;
		} else if (strcmp(*word, "rest") == 0) {
			column.kind = COLUMN_REST;
		} else {
			column.width_mm = g_ascii_strtod(*word, &end);
			if (*end != '\0' || !(column.width_mm >= 1 && column.width_mm <= 400))
				refuse_attribute(reading, node, "columns");
		}
		g_array_append_val(columns, column);
	}
	if (columns->len == 0)
		refuse(reading, node, "table columns=\"\"", node);
	return columns;
}

static void
add_child(struct reading *reading, struct block *block, const struct xml_node *parent,
          const struct xml_node *node)
{
	struct block *child = read_block(reading, parent, node);

	if (child == NULL)
		return;
	if (child->kind == BLOCK_ITEM && child->label == NULL)
		child->label = item_number(block->level, (int)block->children->len);
	child->level = child->kind == BLOCK_ITEM ? block->level : child->level;
	g_ptr_array_add(block->children, child);
}

static bool
is_part(const struct vocabulary *word, const struct xml_node *node)
{
	return node->name != NULL && (strcmp(node->name, word->part) == 0 ||
	                              (word->kind == BLOCK_ROW && strcmp(node->name, "td") == 0));
}

/* One that stands in its whole alone, as a row does in a table. */
static bool
is_some_part(const struct xml_node *node)
{
	for (gsize i = 0; i < G_N_ELEMENTS(vocabulary); i++)
		if (vocabulary[i].content == HOLDS_PARTS && is_part(&vocabulary[i], node))
			return true;
	return false;
}

static bool
only_blanks(const struct xml_node *node)
{
	return node->name == NULL && node->text[strspn(node->text, " \t\r\n")] == '\0';
}

static void
read_parts(struct reading *reading, struct block *block, const struct vocabulary *word,
           const struct xml_node *node)
{
	for (const struct xml_node *child = node->first; child != NULL; child = child->next) {
		if (only_blanks(child))
			continue;
		if (is_part(word, child)) {
			add_child(reading, block, node, child);
		} else if (word->kind == BLOCK_TABLE && child->name != NULL &&
		           strcmp(child->name, "head") == 0) {
			reading->head = true;
			read_parts(reading, block, word, child);
			reading->head = false;
		} else {
			refuse(reading, node, child->name == NULL ? "…" : child->name, child);
		}
	}
}

/* The text of a cell or an item up to its first block; then the blocks. */
static void
read_flow(struct reading *reading, struct block *block, const struct vocabulary *word,
          const struct xml_node *node, enum face face, double size_pt)
{
	const struct xml_node *child = node->first;
	struct xml_node own = { .text = node->text, .line = node->line };

	if (child == NULL && node->text != NULL)
		child = &own;
	if (word->content != HOLDS_BLOCKS)
		for (; child != NULL && inline_is(child); child = child->next) {
			const char *stranger = inline_read(block->spans, child, face, size_pt);

			if (stranger != NULL)
				refuse(reading, node, stranger, child);
		}
	inline_finish(block->spans);
	for (guint i = 0; block->kind == BLOCK_LINE && i < block->spans->len; i++)
		g_array_index(block->spans, struct span, i).parted = true;
	for (; child != NULL && word->content != HOLDS_TEXT; child = child->next) {
		if (only_blanks(child))
			continue;
		if (child->name == NULL || is_some_part(child))
			refuse(reading, node, child->name == NULL ? "…" : child->name, child);
		else
			add_child(reading, block, node, child);
	}
	if (child != NULL)
		refuse(reading, node, child->name, child);
}

static void
read_attributes(struct reading *reading, struct block *block, const struct xml_node *node)
{
	static const char *const alignments[] = { "justify", "start",      "centre",
		                                  "end",     "distribute", NULL };
	static const char *const seals[] = { "none", "box", "space", "omitted", NULL };
	static const char *const yes[] = { "no", "yes", NULL };
	double number;

	block->alignment = (enum alignment)read_choice(
		reading, node, "align", alignments, reading->head ? ALIGN_CENTRE : ALIGN_JUSTIFY);
	block->seal = (enum seal)read_choice(reading, node, "seal", seals, SEAL_NONE);
	block->indented = read_choice(reading, node, "indent", yes, !reading->cell) == 1;
	block->hanging = read_choice(reading, node, "hang", yes, 0) == 1;
	block->head = strcmp(node->name, "th") == 0 || (block->kind == BLOCK_ROW && reading->head);
	if (read_numbers(reading, node, "lines", &number, 1) &&
	    !(reading->cell && block->kind == BLOCK_PARAGRAPH))
		block->minimum_lines = (int)number;
	block->columns_spanned = 1;
	if (read_numbers(reading, node, "span", &number, 1) && number >= 1)
		block->columns_spanned = (int)number;
	if (read_numbers(reading, node, "grid", &number, 1))
		block->grid = (int)number;
	if (read_numbers(reading, node, "fold", &number, 1))
		block->fold = (int)number;
	if (block->kind == BLOCK_ITEM)
		block->label = g_strdup(xml_attribute(node, "number"));
	else if (block->kind == BLOCK_LINE)
		block->label = g_strdup(xml_attribute(node, "label"));
	else if (block->kind == BLOCK_APPENDIX)
		block->label = g_strdup(xml_attribute(node, "title"));
	if (block->kind == BLOCK_CONTACT) {
		block->qr = g_strdup(xml_attribute(node, "qr"));
		block->qr_alternative = g_strdup(xml_attribute(node, "qr-alternative"));
	}
	if (block->kind == BLOCK_TABLE)
		block->columns = read_columns(reading, node);
	if (block->kind == BLOCK_LIST) {
		number = reading->level == 0 ? 2 : MIN(reading->level + 1, LIST_LEVELS);
		if (read_numbers(reading, node, "level", &number, 1) &&
		    (number < 1 || number > LIST_LEVELS))
			refuse_attribute(reading, node, "level");
		block->level = (int)CLAMP(number, 1, LIST_LEVELS);
	}
}

/* An item that begins with a paragraph has that for its own text. */
static void
take_first_paragraph(struct block *item)
{
	const struct block *first = item->children->len == 0 ? NULL : item->children->pdata[0];

	if (item->spans->len > 0 || first == NULL || first->kind != BLOCK_PARAGRAPH)
		return;
	g_array_unref(item->spans);
	item->spans = g_array_ref(first->spans);
	g_ptr_array_remove_index(item->children, 0);
}

static struct block *
read_block(struct reading *reading, const struct xml_node *parent, const struct xml_node *node)
{
	static const char *const sizes[] = { "normal", "small", NULL };
	const struct vocabulary *word = NULL;
	struct reading outer = *reading;

	for (gsize i = 0; i < G_N_ELEMENTS(vocabulary); i++)
		if (strcmp(vocabulary[i].name, node->name) == 0)
			word = &vocabulary[i];
	if (word != NULL && word->kind == BLOCK_TABLE && reading->cell && reading->here) {
		reading->letter->annexed = true;
		return NULL;
	}
	if (word == NULL || (word->kind == BLOCK_TABLE && reading->cell)) {
		refuse(reading, parent, node->name, node);
		return NULL;
	}

	struct block *block = g_new0(struct block, 1);

	block->kind = word->kind;
	block->line = node->line;
	block->spans = spans_new();
	block->children = blocks_new();
	read_attributes(reading, block, node);
	reading->letter->has_annex = reading->letter->has_annex || block->kind == BLOCK_ANNEXED;
	reading->level = block->kind == BLOCK_LIST ? block->level : reading->level;
	reading->cell = reading->cell || block->kind == BLOCK_CELL;
	reading->here = reading->here || block->kind == BLOCK_HERE;
	if (block->kind == BLOCK_CONTACT || read_choice(reading, node, "size", sizes, 0) == 1)
		reading->scale = 7.0 / 8;

	double size_pt = reading->letter->size_pt * word->size_ratio *
	                 (word->size_ratio < 1 ? 1 : reading->scale);
	enum face face = block->kind == BLOCK_CELL && reading->head ? FACE_GOTHIC : word->face;

	if (word->content == HOLDS_PARTS)
		read_parts(reading, block, word, node);
	else
		read_flow(reading, block, word, node, face, size_pt);
	if (block->kind == BLOCK_ITEM)
		take_first_paragraph(block);
	outer.good = reading->good;
	*reading = outer;
	return block;
}

static void
read_letter(struct reading *reading, const struct xml_node *root)
{
	struct letter *letter = reading->letter;
	static const char *const line_ends[] = { "fit", "hang", NULL };
	static const char *const numbers[] = { "centre", "outside", "none", NULL };
	double margins[4] = { 25, 25, 25, 25 };
	const char *date = xml_attribute(root, "dated-on");

	letter->title = g_strdup(xml_attribute(root, "title"));
	if (letter->title == NULL || *letter->title == '\0') {
		findings_add(reading->findings, &no_title, place_of(reading, root), NULL);
		reading->good = false;
	}
	letter->form_label = g_strdup(xml_attribute(root, "form"));
	letter->header = g_strdup(xml_attribute(root, "header"));
	letter->sample = g_strdup(xml_attribute(root, "sample"));
	if (letter->sample != NULL && *letter->sample == '\0')
		g_clear_pointer(&letter->sample, g_free);
	letter->seal_label = g_strdup(xml_attribute(root, "seal-label"));
	letter->seal_alternative = g_strdup(xml_attribute(root, "seal-alternative"));
	letter->signature = g_strdup(xml_attribute(root, "signature"));
	if (letter->signature == NULL)
		letter->signature = g_strdup("signature");
	if (date != NULL && *date != '\0' && !date_parse(date, &letter->dated_on))
		refuse_attribute(reading, root, "dated-on");
	letter->line_end =
		(enum line_end)read_choice(reading, root, "line-end", line_ends, LINE_END_BEST);
	letter->page_numbers = (enum page_numbers)read_choice(reading, root, "page-numbers",
	                                                      numbers, PAGE_NUMBERS_CENTRE);
	letter->size_pt = 12;
	read_numbers(reading, root, "size", &letter->size_pt, 1);
	letter->pitch_pt = letter->size_pt * 1.75;
	read_numbers(reading, root, "pitch", &letter->pitch_pt, 1);
	letter->least_pitch_pt = letter->pitch_pt;
	read_numbers(reading, root, "least-pitch", &letter->least_pitch_pt, 1);
	read_numbers(reading, root, "margins-mm", margins, 4);
	read_numbers(reading, root, "window-mm", letter->window_mm, 4);
	letter->margin_top_mm = margins[0];
	letter->margin_right_mm = margins[1];
	letter->margin_bottom_mm = margins[2];
	letter->margin_left_mm = margins[3];
	if (letter->size_pt < 5 || letter->least_pitch_pt < letter->size_pt)
		refuse_attribute(reading, root, "size");
	for (const struct xml_node *node = root->first; node != NULL; node = node->next) {
		if (only_blanks(node))
			continue;

		if (node->name == NULL || is_some_part(node)) {
			refuse(reading, root, node->name == NULL ? "…" : node->name, node);
			continue;
		}

		struct block *block = read_block(reading, root, node);

		if (block != NULL)
			g_ptr_array_add(letter->blocks, block);
	}
}

struct letter *
letter_read(const char *xml, gsize length, const char *name, struct findings *findings)
{
	AUTO(xml_document) document = xml_parse(xml, length, name, true, findings);

	if (document == NULL)
		return NULL;

	const struct xml_node *root = xml_root(document);
	struct letter *letter = g_new0(struct letter, 1);
	struct reading reading = {
		.name = name, .letter = letter, .findings = findings, .scale = 1, .good = true
	};

	letter->blocks = blocks_new();
	if (strcmp(root->name, "letter") == 0)
		read_letter(&reading, root);
	else
		refuse(&reading, root, root->name, root);
	if (reading.good)
		return letter;
	letter_free(letter);
	return NULL;
}
