/* Character classes cl-01 to cl-30 of JLREQ (3.9, appendix A), as far as
 * horizontal letters need them. The numbers are those of JLREQ. */
#pragma once

#include <glib.h>
#include <stdbool.h>

enum character_class {
	CLASS_OPENING = 1,            /* 始め括弧類 */
	CLASS_CLOSING = 2,            /* 終わり括弧類 */
	CLASS_HYPHEN = 3,             /* ハイフン類 */
	CLASS_DIVIDING = 4,           /* 区切り約物 */
	CLASS_MIDDLE_DOT = 5,         /* 中点類 */
	CLASS_FULL_STOP = 6,          /* 句点類 */
	CLASS_COMMA = 7,              /* 読点類 */
	CLASS_INSEPARABLE = 8,        /* 分離禁止文字 */
	CLASS_ITERATION = 9,          /* 繰返し記号 */
	CLASS_PROLONGED = 10,         /* 長音記号 */
	CLASS_SMALL_KANA = 11,        /* 小書きの仮名 */
	CLASS_PREFIX = 12,            /* 前置省略記号 */
	CLASS_POSTFIX = 13,           /* 後置省略記号 */
	CLASS_IDEOGRAPHIC_SPACE = 14, /* 和字間隔 */
	CLASS_HIRAGANA = 15,
	CLASS_KATAKANA = 16,
	CLASS_EQUALS = 17,      /* 等号類 */
	CLASS_OPERATOR = 18,    /* 演算記号 */
	CLASS_IDEOGRAPHIC = 19, /* 漢字等 */
	CLASS_NUMERAL = 24,     /* 連数字中の文字 */
	CLASS_WORD_SPACE = 26,  /* 欧文間隔 */
	CLASS_WESTERN = 27,     /* 欧文用文字 */
};

/* The class of `character` between its neighbours (0: none). Only quotation
 * marks and dashes look at them (western beside western letters, Japanese
 * elsewhere), Greek and Cyrillic letters (words beside their like), and ， ．
 * between full-width digits, which are part of a number. */
enum character_class character_class_of(gunichar character, gunichar before, gunichar after);

/* A letter or digit of western text: what takes a quarter em next to Japanese
 * (JLREQ 3.2.6). Western brackets and stops do not. */
bool character_is_western_letter(gunichar character);

/* Western brackets, stops and quotes that may not start a line, or end one. */
bool character_is_western_closing(gunichar character);
bool character_is_western_opening(gunichar character);

/* Kanji numerals, 〇 to 億. */
bool character_is_kanji_numeral(gunichar character);

/* Counters and units that stand after a number: 年, 月, 条, 円 … */
bool character_is_counter(gunichar character);
