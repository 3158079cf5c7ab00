/* Blocks are what a letter is made of: paragraphs, headings, lists, tables. */
#include "page/block.h"

#define KATAKANA                                             \
	"アイウエオカキクケコサシスセソタチツテトナニヌネノ" \
	"ハヒフヘホマミムメモヤユヨラリルレロワ"
#define LETTERS "abcdefghijklmnopqrstuvwxyz"

/* The numbers of items by level (domain.md 7); "#" is replaced. */
static const struct numbering {
	const char *pattern;
	const char *digits; /* NULL: 1, 2, 3 … */
} numberings[LIST_LEVELS] = {
	{ "第#", NULL },     { "#", NULL },    { "(#)", NULL },    { "#", KATAKANA },
	{ "(#)", KATAKANA }, { "#", LETTERS }, { "(#)", LETTERS },
};

static void
block_free(struct block *block)
{
	g_array_unref(block->spans);
	g_ptr_array_unref(block->children);
	g_clear_pointer(&block->columns, g_array_unref);
	g_free(block->label);
	g_free(block->qr);
	g_free(block->qr_alternative);
	g_free(block);
}

GPtrArray *
blocks_new(void)
{
	return g_ptr_array_new_with_free_func((GDestroyNotify)block_free);
}

char *
item_number(int level, int index)
{
	const struct numbering *numbering = &numberings[level - 1];
	g_auto(GStrv) sides = g_strsplit(numbering->pattern, "#", 2);

	if (numbering->digits == NULL)
		return g_strdup_printf("%s%d%s", sides[0], index + 1, sides[1]);

	glong count = g_utf8_strlen(numbering->digits, -1);
	const char *at = g_utf8_offset_to_pointer(numbering->digits, index % count);

	return g_strdup_printf("%s%.*s%s", sides[0], (int)(g_utf8_next_char(at) - at), at,
	                       sides[1]);
}

void
letter_free(struct letter *letter)
{
	g_ptr_array_unref(letter->blocks);
	g_free(letter->title);
	g_free(letter->form_label);
	g_free(letter->header);
	g_free(letter->sample);
	g_free(letter->seal_label);
	g_free(letter->seal_alternative);
	g_free(letter->signature);
	g_free(letter);
}

static void
visit_blocks(const GPtrArray *blocks, letter_visitor *visit, void *data)
{
	EACH (const struct block, block, blocks) {
		if (block->label != NULL)
			visit(block->label, FACE_MINCHO, data);
		EACH_IN (const struct span, span, block->spans) {
			visit(span->text, span->face, data);
			if (span->ruby != NULL)
				visit(span->ruby, span->face, data);
		}
		visit_blocks(block->children, visit, data);
	}
}

void
letter_visit_texts(const struct letter *letter, letter_visitor *visit, void *data)
{
	const char *const own[] = { letter->form_label, letter->header, letter->seal_label };

	for (gsize i = 0; i < G_N_ELEMENTS(own); i++)
		if (own[i] != NULL)
			visit(own[i], FACE_MINCHO, data);
	if (letter->sample != NULL)
		visit(letter->sample, FACE_GOTHIC, data);
	visit_blocks(letter->blocks, visit, data);
}
