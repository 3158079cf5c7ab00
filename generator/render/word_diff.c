/* Words are found by their scripts, since Japanese has no spaces, and compared by their
 * longest common subsequence. */
#include "render/word_diff.h"

#include "render/escape.h"

#include <stdbool.h>
#include <string.h>

/* Words beyond are not compared pair by pair: the table of it would be too large. Within, no text
 * has more words in common than 16 bits count. */
#define CELLS_MAX (1024 * 1024)

enum script {
	SCRIPT_SIGN, /* each stands alone */
	SCRIPT_SPACE,
	SCRIPT_LATIN, /* with figures */
	SCRIPT_FIGURE,
	SCRIPT_HIRAGANA,
	SCRIPT_KATAKANA,
	SCRIPT_HAN,
};

struct token {
	const char *text;
	gsize length;
	enum script script;
	bool marked;
};

static enum script
script_of(gunichar character)
{
	if (g_unichar_isspace(character))
		return SCRIPT_SPACE;
	if (g_unichar_isdigit(character))
		return SCRIPT_FIGURE;
	/* The long sign stands in words of katakana. */
	if (character == 0x30fc)
		return SCRIPT_KATAKANA;
	switch (g_unichar_get_script(character)) {
	case G_UNICODE_SCRIPT_HIRAGANA:
		return SCRIPT_HIRAGANA;
	case G_UNICODE_SCRIPT_KATAKANA:
		return SCRIPT_KATAKANA;
	case G_UNICODE_SCRIPT_HAN:
		return SCRIPT_HAN;
	default:
		return g_unichar_isalpha(character) ? SCRIPT_LATIN : SCRIPT_SIGN;
	}
}

/* 「見本市」「北斗町」「一丁目」: addresses, days and names of courts are written in one run. */
static bool
ends_word(const struct token *word)
{
	const char *last = g_utf8_prev_char(word->text + word->length);

	return word->script == SCRIPT_HAN &&
	       g_utf8_strchr("都道府県市区町村年月日号社", -1, g_utf8_get_char(last)) != NULL;
}

static GArray *
words_of(const char *text)
{
	GArray *words = g_array_new(false, false, sizeof(struct token));

	for (const char *at = text; *at != '\0'; at = g_utf8_next_char(at)) {
		enum script script = script_of(g_utf8_get_char(at));
		gsize length = (gsize)(g_utf8_next_char(at) - at);
		struct token *last =
			words->len > 0 ? &g_array_index(words, struct token, words->len - 1) : NULL;
		const struct token word = { at, length, script, false };

		if (last != NULL && script != SCRIPT_SIGN && last->script == script &&
		    !ends_word(last))
			last->length += length;
		else
			g_array_append_val(words, word);
	}
	return words;
}

static struct token *
word_at(const GArray *words, guint index)
{
	return &g_array_index(words, struct token, index);
}

static bool
is_same(const struct token *one, const struct token *other)
{
	return one->length == other->length && memcmp(one->text, other->text, one->length) == 0;
}

static void
mark(const GArray *words, guint first, guint end)
{
	for (guint i = first; i < end; i++)
		word_at(words, i)->marked = true;
}

/* Marks what is not in the longest common subsequence of the words from `first` on, up to
 * the two ends. */
static void
mark_between(const GArray *before, const GArray *after, guint first, guint before_end,
             guint after_end)
{
	guint rows = before_end - first, columns = after_end - first, i = 0, k = 0;
	g_autofree guint16 *longest = NULL; /* of what follows row i and column k */

	if ((guint64)(rows + 1) * (columns + 1) > CELLS_MAX) {
		mark(before, first, before_end);
		mark(after, first, after_end);
		return;
	}
#define AT(row, column) longest[(gsize)(row) * (columns + 1) + (column)]
	longest = g_new0(guint16, (gsize)(rows + 1) * (columns + 1));
	for (guint row = rows; row-- > 0;)
		for (guint column = columns; column-- > 0;)
			AT(row, column) = is_same(word_at(before, first + row),
			                          word_at(after, first + column))
			                          ? (guint16)(AT(row + 1, column + 1) + 1)
			                          : MAX(AT(row + 1, column), AT(row, column + 1));
	while (i < rows && k < columns) {
		if (is_same(word_at(before, first + i), word_at(after, first + k))) {
			i++;
			k++;
		} else if (AT(i + 1, k) >= AT(i, k + 1)) {
			word_at(before, first + i++)->marked = true;
		} else {
			word_at(after, first + k++)->marked = true;
		}
	}
#undef AT
	mark(before, first + i, before_end);
	mark(after, first + k, after_end);
}

/* The marked words, neighbours under one mark. */
static void
append_html(const GArray *words, GString *out)
{
	bool is_open = false;

	for (guint i = 0; i < words->len; i++) {
		const struct token *word = word_at(words, i);
		g_autofree char *text = g_strndup(word->text, word->length);

		if (word->marked != is_open)
			g_string_append(out, word->marked ? "<mark>" : "</mark>");
		is_open = word->marked;
		escape_html(out, text);
	}
	if (is_open)
		g_string_append(out, "</mark>");
}

void
word_diff(const char *before, const char *after, GString *before_html, GString *after_html)
{
	g_autoptr(GArray) old = words_of(before), new = words_of(after);
	guint first = 0, old_end = old->len, new_end = new->len;

	while (first < MIN(old_end, new_end) && is_same(word_at(old, first), word_at(new, first)))
		first++;
	while (old_end > first && new_end > first &&
	       is_same(word_at(old, old_end - 1), word_at(new, new_end - 1))) {
		old_end--;
		new_end--;
	}
	mark_between(old, new, first, old_end, new_end);
	append_html(old, before_html);
	append_html(new, after_html);
}
