/* The words of the public list that data and pages share: each kind of history
 * and each item of 7.5 with its code, its terms and its clause. Those of states
 * are in history/state.h. */
#pragma once

#include "disclosure/disclosure.h"

struct word {
	const char *code; /* in data, URLs and class names; stable */
	const char *ja;
	const char *en;
	const char *clause; /* of the regulation; NULL: none */
};

static inline const char *
word_text(const struct word *word, enum language language)
{
	return language == LANGUAGE_EN ? word->en : word->ja;
}

static inline const char *
removal_text(int ground, enum language language)
{
	return language == LANGUAGE_EN ? removal_terms[ground].en : removal_terms[ground].ja;
}

extern const struct word history_words[HISTORY_KINDS];

/* The items of 7.5 by number, 1 to 12; 0 is the number, which is none of them. */
extern const struct word item_words[13];

/* 有 and 無. */
extern const struct word presence_words[2];
