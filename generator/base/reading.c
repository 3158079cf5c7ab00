/* Kana are taken apart into what they are compared by. */
#include "base/reading.h"

#include <stdbool.h>
#include <string.h>

#define HIRAGANA_FIRST 0x3041
#define KATAKANA_FIRST 0x30A1
#define KATAKANA_LAST 0x30F6
#define TO_HIRAGANA (KATAKANA_FIRST - HIRAGANA_FIRST)
#define VOICED_MARK 0x3099
#define HALF_VOICED_MARK 0x309A

/* All keys begin their second and third part with less than any kana. */
#define PART_END "\x01"
#define BLANK 2
#define DOT 3
#define FIRST_KANA 4

static const char small_kana[] = "ぁぃぅぇぉっゃゅょゎゕゖ";
static const char large_kana[] = "あいうえおつやゆよわかけ";

/* The kana of each vowel. */
static const struct {
	const char *vowel, *kana;
} vowels[] = {
	{ "あ", "あかさたなはまやらわ" }, { "い", "いきしちにひみりゐ" },
	{ "う", "うくすつぬふむゆる" },   { "え", "えけせてねへめれゑ" },
	{ "お", "おこそとのほもよろを" },
};

/* A kana without its mark and in full size, and what it had. */
struct kana {
	gunichar base;
	int mark; /* 0: none, 1: ゛, 2: ゜ */
	bool is_small;
};

static struct kana
take_apart(gunichar character)
{
	struct kana kana = { character, 0, false };
	char text[8] = { 0 };
	gunichar mark;

	if (g_unichar_decompose(character, &kana.base, &mark))
		kana.mark = mark == VOICED_MARK ? 1 : mark == HALF_VOICED_MARK ? 2 : 0;
	else
		kana.base = character;
	g_unichar_to_utf8(kana.base, text);
	const char *at = strstr(small_kana, text);
	if (at != NULL) {
		kana.base = g_utf8_get_char(large_kana + (at - small_kana));
		kana.is_small = true;
	}
	return kana;
}

/* A base with ゛, where there is such a kana; else the base. */
static gunichar
voiced(gunichar base)
{
	gunichar composed;

	return g_unichar_compose(base, VOICED_MARK, &composed) ? composed : base;
}

char *
reading_fold(const char *text)
{
	g_autofree char *composed = g_utf8_normalize(text, -1, G_NORMALIZE_NFC);
	GString *folded = g_string_new(NULL);
	gunichar last = 0;

	for (const char *at = composed; at != NULL && *at != '\0'; at = g_utf8_next_char(at)) {
		gunichar character = g_utf8_get_char(at);

		if (character == 0x30FD || character == 0x30FE) /* ヽ, ヾ */
			character -= TO_HIRAGANA;
		if (character >= KATAKANA_FIRST && character <= KATAKANA_LAST)
			character -= TO_HIRAGANA;
		if (last != 0 && (character == 0x309D || character == 0x309E)) { /* ゝ, ゞ */
			gunichar base = take_apart(last).base;

			character = character == 0x309E ? voiced(base) : base;
		}
		g_string_append_unichar(folded, character);
		last = character;
	}
	return g_string_free(folded, false);
}

/* The vowel of a base; ん and what has none is lengthened by itself. */
static gunichar
vowel_of(gunichar base)
{
	char text[8] = { 0 };

	g_unichar_to_utf8(base, text);
	for (gsize i = 0; i < G_N_ELEMENTS(vowels); i++)
		if (strstr(vowels[i].kana, text) != NULL)
			return g_utf8_get_char(vowels[i].vowel);
	return base;
}

char *
reading_key(const char *reading)
{
	GString *key = g_string_new(NULL);
	g_autoptr(GString) marks = g_string_new(PART_END), sizes = g_string_new(PART_END);
	gunichar last = 0;

	for (const char *at = reading; *at != '\0'; at = g_utf8_next_char(at)) {
		gunichar character = g_utf8_get_char(at);
		bool is_long = character == 0x30FC && last != 0; /* ー */
		struct kana kana =
			is_long ? (struct kana){ vowel_of(last), 0, false } : take_apart(character);

		if (kana.base < HIRAGANA_FIRST || kana.base >= VOICED_MARK) {
			g_string_append_c(key, g_unichar_isspace(character) ? BLANK : DOT);
			continue;
		}
		g_string_append_c(key, (char)(kana.base - HIRAGANA_FIRST + FIRST_KANA));
		g_string_append_c(marks, (char)('0' + kana.mark));
		g_string_append_c(sizes, is_long ? '1' : kana.is_small ? '2' : '3');
		last = kana.base;
	}
	g_string_append(key, marks->str);
	g_string_append(key, sizes->str);
	return g_string_free(key, false);
}

char *
name_bare(const char *name)
{
	g_autofree char *normal = g_utf8_normalize(name, -1, G_NORMALIZE_NFKC);
	g_autofree char *folded = g_utf8_casefold(normal != NULL ? normal : name, -1);
	g_auto(GStrv) words = g_strsplit_set(folded, " \t\r\n", -1);

	return g_strjoinv("", words);
}
