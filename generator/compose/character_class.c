/* Each character has a class of JLREQ, which decides where lines break and blanks stand. */
#include "compose/character_class.h"

struct listed {
	enum character_class class;
	const char *characters;
};

/* JLREQ appendix A; U+FF0F is kept from line starts like a hyphen. Half-width stops and
 * brackets have no blank of their own, so they are of classes that start or end no line
 * without one. */
static const struct listed listed[] = {
	{ CLASS_OPENING, "（〔［｛〈《「『【⦅〘〖〚｟〝" },
	{ CLASS_CLOSING, "）〕］｝〉》」』】⦆〙〗〛｠〞〟" },
	{ CLASS_HYPHEN, "‐゠–〜～－／" },
	{ CLASS_DIVIDING, "！？‼⁇⁈⁉" },
	{ CLASS_MIDDLE_DOT, "・：；" },
	{ CLASS_FULL_STOP, "。．" },
	{ CLASS_COMMA, "、，" },
	{ CLASS_INSEPARABLE, "―…‥⋯〳〴〵" },
	{ CLASS_ITERATION, "ヽヾゝゞ々〻｡､･｣" },
	{ CLASS_PROLONGED, "ー゛゜ｰﾞﾟ" },
	{ CLASS_SMALL_KANA, "ㇰㇱㇲㇳㇴㇵㇶㇷㇸㇹㇺㇻㇼㇽㇾㇿｧｨｩｪｫｬｭｮｯ" },
	{ CLASS_PREFIX, "￥＄￡＃€№｢" },
	{ CLASS_POSTFIX, "％‰℃￠′″℉㎎㎏㎜㎝㎞㎡㎥㏄ℓ㌔㌘㌢㌧㌫㍍" },
	{ CLASS_EQUALS, "＝≠＜＞≦≧⊆⊇∪∩≒≡" },
	{ CLASS_OPERATOR, "＋−×÷±" },
};

static const char western_closing[] = ")]},.:;!?%'\"”’/®™℠»›";
static const char western_opening[] = "([{$#\"'“‘«‹„‚¥£";
/* Where the letters of Europe end: Latin, Greek, Cyrillic. */
#define FIRST_EAST 0x530

static const char kanji_numerals[] = "〇一二三四五六七八九十百千万億";
static const char counters[] =
	"年月日時分秒週歳章節条項号款目編部回件名人円個箇か台頁版番丁階社点字行列級期次倍以";

static bool
holds(const char *characters, gunichar character)
{
	return g_utf8_strchr(characters, -1, character) != NULL;
}

/* ぁぃぅぇぉっゃゅょゎゕゖ, and katakana, which stand 0x60 behind: asked of half of all text, so
 * that no list is searched. */
static bool
is_small_kana(gunichar character)
{
	switch (character < 0x30A1 ? character : character - 0x60) {
	case 0x3041:
	case 0x3043:
	case 0x3045:
	case 0x3047:
	case 0x3049:
	case 0x3063:
	case 0x3083:
	case 0x3085:
	case 0x3087:
	case 0x308E:
	case 0x3095:
	case 0x3096:
		return true;
	default:
		return false;
	}
}

static bool
is_fullwidth_digit(gunichar character)
{
	return character >= 0xFF10 && character <= 0xFF19;
}

bool
character_is_western_letter(gunichar character)
{
	if (character < 0x80)
		return g_ascii_isalnum((gchar)character) || holds("%$#&+=@*~", character);
	if (character < 0xC0)
		return holds("¢£¥ª°²³µ¹º¼½¾", character);
	return character < FIRST_EAST && character != 0xD7 && character != 0xF7;
}

static bool
is_western_near(gunichar character)
{
	return character >= ' ' && character < FIRST_EAST;
}

/* Greek and Cyrillic letters are words beside their like; alone they are signs,
 * 「α版」, and as wide as kanji. */
static bool
is_in_foreign_word(gunichar character, gunichar before, gunichar after)
{
	return character >= 0x370 && character < FIRST_EAST &&
	       (g_unichar_isalpha(before) ? before < FIRST_EAST
	                                  : g_unichar_isalpha(after) && after < FIRST_EAST);
}

/* What is set in western words though it stands elsewhere in Unicode: ₂, ⁻, ﬁ, ™, ‹. */
static bool
is_western_sign(gunichar character)
{
	return (character >= 0x2070 && character <= 0x209F) || character == 0x2120 ||
	       character == 0x2122 || character == 0x2039 || character == 0x203A ||
	       character == 0x201A || character == 0x201E || character == 0x20A9 ||
	       (character >= 0x1E00 && character <= 0x1FFF) ||
	       (character >= 0xFB00 && character <= 0xFB06);
}

bool
character_is_western_closing(gunichar character)
{
	return character != 0 && holds(western_closing, character);
}

bool
character_is_western_opening(gunichar character)
{
	return character != 0 && holds(western_opening, character);
}

bool
character_is_kanji_numeral(gunichar character)
{
	return character >= 0x3007 && holds(kanji_numerals, character);
}

bool
character_is_counter(gunichar character)
{
	return character >= 0x3040 && holds(counters, character);
}

static enum character_class
class_of_quote(gunichar character, gunichar before, gunichar after)
{
	bool opening = character == 0x2018 || character == 0x201C;

	if (opening ? is_western_near(after) : is_western_near(before))
		return CLASS_WESTERN;
	return opening ? CLASS_OPENING : CLASS_CLOSING;
}

static enum character_class
class_of_script(gunichar character)
{
	switch (g_unichar_get_script(character)) {
	case G_UNICODE_SCRIPT_HIRAGANA:
		return CLASS_HIRAGANA;
	case G_UNICODE_SCRIPT_KATAKANA:
		return CLASS_KATAKANA;
	case G_UNICODE_SCRIPT_LATIN:
		return g_unichar_iswide(character) || character >= 0x2100 ? CLASS_IDEOGRAPHIC
		                                                          : CLASS_WESTERN;
	default:
		return CLASS_IDEOGRAPHIC;
	}
}

enum character_class
character_class_of(gunichar character, gunichar before, gunichar after)
{
	if (character >= 0x4E00 && character <= 0x9FFF)
		return CLASS_IDEOGRAPHIC;
	if (character == ' ' || character == '\t' ||
	    (character != 0x3000 && g_unichar_type(character) == G_UNICODE_SPACE_SEPARATOR))
		return CLASS_WORD_SPACE;
	if (character < 0x80)
		return g_ascii_isdigit((gchar)character) ? CLASS_NUMERAL : CLASS_WESTERN;
	if (character == 0x3000)
		return CLASS_IDEOGRAPHIC_SPACE;
	if (is_fullwidth_digit(character))
		return CLASS_IDEOGRAPHIC;
	if ((character == 0xFF0C || character == 0xFF0E) && is_fullwidth_digit(before) &&
	    is_fullwidth_digit(after))
		return CLASS_NUMERAL;
	if (character == 0x2018 || character == 0x2019 || character == 0x201C ||
	    character == 0x201D)
		return class_of_quote(character, before, after);
	if (character == 0x2014)
		return is_western_near(before) && is_western_near(after) ? CLASS_WESTERN
		                                                         : CLASS_INSEPARABLE;
	if (character == 0x2010 || character == 0x2011 || character == 0x2013)
		return is_western_near(before) ? CLASS_WESTERN : CLASS_HYPHEN;
	if (is_western_sign(character) || is_in_foreign_word(character, before, after))
		return CLASS_WESTERN;
	if (character < 0x370 && character != 0xB1 && character != 0xD7 && character != 0xF7)
		return CLASS_WESTERN;
	/* Half of a text, and in no list but this. */
	if (character >= 0x3041 && character <= 0x3096)
		return is_small_kana(character) ? CLASS_SMALL_KANA : CLASS_HIRAGANA;
	if (character >= 0x30A1 && character <= 0x30FA)
		return is_small_kana(character) ? CLASS_SMALL_KANA : CLASS_KATAKANA;
	for (gsize i = 0; i < G_N_ELEMENTS(listed); i++) {
		if (holds(listed[i].characters, character))
			return listed[i].class;
	}
	return class_of_script(character);
}
