/* The blank between two neighbours is decided by their classes, with what it may grow and
 * shrink. */
#include "compose/unit.h"

#include <string.h>

/* How much worse than a perfect line one may be to avoid a break there, as
 * badness: 100 is a line opened by 0.06 em at every character. */
enum {
	PENALTY_URL = 250,
	PENALTY_SLASH = 150,
	PENALTY_HYPHEN = 150,
	PENALTY_NUMBER_HYPHEN = 1000,
	PENALTY_LEADER = 60,
	PENALTY_FULLWIDTH = 600,
	PENALTY_COUNTER = 300,
	PENALTY_ORDINAL = 180,
	PENALTY_DATE = 120,
	PENALTY_ERA = 700,
	PENALTY_UNIT = 500,
};

static bool
is_japanese(const struct unit *unit)
{
	return (unit->class >= CLASS_ITERATION && unit->class <= CLASS_SMALL_KANA) ||
	       unit->class == CLASS_HIRAGANA || unit->class == CLASS_KATAKANA ||
	       unit->class == CLASS_IDEOGRAPHIC;
}

static bool
is_stop(const struct unit *unit)
{
	return unit->class == CLASS_CLOSING || unit->class == CLASS_COMMA ||
	       unit->class == CLASS_FULL_STOP;
}

static bool
is_space(const struct unit *unit)
{
	return unit->class == CLASS_WORD_SPACE || unit->class == CLASS_IDEOGRAPHIC_SPACE;
}

static bool
is_fullwidth_digit(const struct unit *unit)
{
	return unit->character >= 0xFF10 && unit->character <= 0xFF19;
}

static bool
is_digit(const struct unit *unit)
{
	return unit->class == CLASS_NUMERAL || is_fullwidth_digit(unit);
}

static bool
is_fullwidth_letter(const struct unit *unit)
{
	return (unit->character >= 0xFF21 && unit->character <= 0xFF3A) ||
	       (unit->character >= 0xFF41 && unit->character <= 0xFF5A);
}

static void
close_up(struct gap *gap, double blank)
{
	gap->shrink_pt[SHRINK_PUNCTUATION] += blank / 2;
	gap->shrink_pt[SHRINK_CLOSED] += blank / 2;
}

/* Half an em after closing brackets, commas and full stops (JLREQ 3.1.2),
 * nothing between two of them (3.1.4). */
static void
add_blank_after(const struct unit *previous, const struct unit *next, struct gap *gap)
{
	double blank = previous->size_pt / 2;

	if (!is_stop(previous) || is_stop(next) || next->class == CLASS_DIVIDING ||
	    next->class == CLASS_WORD_SPACE)
		return;
	if (previous->class == CLASS_CLOSING &&
	    (next->class == CLASS_MIDDLE_DOT || next->class == CLASS_IDEOGRAPHIC_SPACE))
		return;
	if (next->western && character_is_western_closing(next->character))
		return;
	gap->natural_pt += blank;
	if (previous->class != CLASS_FULL_STOP)
		close_up(gap, blank);
}

/* Half an em before opening brackets (JLREQ 3.1.2, 3.1.4), but none behind a space. */
static void
add_blank_before(const struct unit *previous, const struct unit *next, struct gap *gap)
{
	double blank = next->size_pt / 2;

	if (next->class != CLASS_OPENING || previous->class == CLASS_OPENING || is_stop(previous) ||
	    previous->class == CLASS_MIDDLE_DOT || is_space(previous))
		return;
	if (previous->western && character_is_western_opening(previous->character))
		return;
	gap->natural_pt += blank;
	close_up(gap, blank);
}

static bool
is_western_letter(const struct unit *unit)
{
	return unit->western && character_is_western_letter(unit->character);
}

/* JLREQ 3.2.6. */
static void
add_quarter(const struct unit *previous, const struct unit *next, struct gap *gap)
{
	double em;

	if ((is_japanese(previous) || previous->class == CLASS_DIVIDING) && is_western_letter(next))
		em = previous->size_pt;
	else if (is_western_letter(previous) && is_japanese(next))
		em = next->size_pt;
	else
		return;
	gap->natural_pt += em / 4;
	gap->shrink_pt[SHRINK_QUARTER] += em / 8;
	gap->stretch_pt[STRETCH_QUARTER] += em / 4;
}

static void
add_word_space(const struct unit *previous, struct gap *gap)
{
	double em = previous->size_pt;

	if (previous->class != CLASS_WORD_SPACE)
		return;
	gap->natural_pt += em / 3;
	gap->shrink_pt[SHRINK_WORD_SPACE] += em / 3 - em / 4;
	gap->stretch_pt[STRETCH_WORD_SPACE] += em / 2 - em / 3;
}

static bool
is_amount(const struct unit *previous, const struct unit *next)
{
	return next->class == CLASS_POSTFIX && (is_digit(previous) || previous->western ||
	                                        character_is_kanji_numeral(previous->character));
}

/* Where characters may be moved apart (JLREQ appendix E): not inside western
 * words and runs of the same dash, nor against the inner side of punctuation. */
static bool
may_open(const struct unit *previous, const struct unit *next)
{
	if (previous->western && next->western)
		return false;
	if (previous->hidden || next->hidden || is_space(previous) || is_space(next))
		return false;
	if (previous->class == CLASS_OPENING || previous->class == CLASS_MIDDLE_DOT)
		return false;
	if (is_stop(next) || (next->class >= CLASS_HYPHEN && next->class <= CLASS_MIDDLE_DOT))
		return false;
	/* 「々」「ー」「ぁ」 begin no line behind these either. */
	if ((is_stop(previous) || previous->class == CLASS_HYPHEN ||
	     previous->class == CLASS_DIVIDING) &&
	    next->class >= CLASS_ITERATION && next->class <= CLASS_SMALL_KANA)
		return false;
	if (previous->class == CLASS_PREFIX && (is_digit(next) || next->class == CLASS_OPENING))
		return false;
	if ((is_digit(previous) && is_digit(next)) || is_amount(previous, next))
		return false;
	return !(previous->class == CLASS_INSEPARABLE && next->class == CLASS_INSEPARABLE);
}

static bool
starts_no_line(const struct unit *unit)
{
	switch (unit->class) {
	case CLASS_CLOSING:
	case CLASS_HYPHEN:
	case CLASS_DIVIDING:
	case CLASS_MIDDLE_DOT:
	case CLASS_FULL_STOP:
	case CLASS_COMMA:
	case CLASS_ITERATION:
	case CLASS_PROLONGED:
	case CLASS_SMALL_KANA:
	case CLASS_WORD_SPACE:
	case CLASS_IDEOGRAPHIC_SPACE:
		return true;
	default:
		return unit->western && character_is_western_closing(unit->character);
	}
}

static bool
ends_no_line(const struct unit *unit)
{
	return unit->class == CLASS_OPENING || unit->class == CLASS_PREFIX ||
	       (unit->western && character_is_western_opening(unit->character)) ||
	       unit->character == 0xA0 || unit->character == 0x2007 || unit->character == 0x202F ||
	       unit->character == 0x2011;
}

static bool
is_bound(const struct unit *previous, const struct unit *next)
{
	if (previous->character == 0x200B)
		return starts_no_line(next);
	/* A word may begin with a stop: ".png". */
	if (previous->class == CLASS_WORD_SPACE && next->character == '.')
		return ends_no_line(previous);
	if (starts_no_line(next) || ends_no_line(previous) || previous->hidden || next->hidden)
		return true;
	if (next->western && next->character == '-' && !is_space(previous))
		return true;
	if (previous->class == CLASS_INSEPARABLE &&
	    (next->character == previous->character || next->character == 0x3035)) /* 〳〵 */
		return true;
	if (is_digit(previous) && is_digit(next))
		return true;
	return is_amount(previous, next);
}

/* Inside western words: URLs after their marks, words after hyphen and slash. */
static void
set_western_break(const struct unit *previous, const struct unit *next, struct gap *gap)
{
	bool digits = previous->class == CLASS_NUMERAL || next->class == CLASS_NUMERAL;
	gunichar mark = previous->character;

	gap->level = BREAK_WORD;
	if (next->url &&
	    ((mark < 0x80 && strchr("/.?&=-_@", (int)mark) != NULL && next->character != '/' &&
	      next->character != '.') ||
	     (next->character < 0x80 && strchr("#?&", (int)next->character) != NULL))) {
		gap->level = BREAK_FREE;
		gap->penalty = PENALTY_URL;
	} else if (mark == '-' && g_unichar_isalnum(next->character)) {
		gap->level = BREAK_FREE;
		gap->penalty = digits ? PENALTY_NUMBER_HYPHEN : PENALTY_HYPHEN;
	} else if (mark == '/' && !digits && g_unichar_isalpha(next->character)) {
		gap->level = BREAK_FREE;
		gap->penalty = PENALTY_SLASH;
	}
}

void
gap_between(const struct unit *previous, const struct unit *next, struct gap *gap)
{
	memset(gap, 0, sizeof(*gap));
	if (previous->newline || next->newline) {
		gap->forced = previous->newline;
		gap->level = previous->newline ? BREAK_FREE : BREAK_FORBIDDEN;
		return;
	}
	add_blank_after(previous, next, gap);
	add_blank_before(previous, next, gap);
	double blank = 0;

	if (previous->class == CLASS_MIDDLE_DOT)
		blank += previous->size_pt / 4;
	if (next->class == CLASS_MIDDLE_DOT)
		blank += next->size_pt / 4;
	gap->natural_pt += blank;
	gap->shrink_pt[SHRINK_MIDDLE_DOT] += blank;
	add_quarter(previous, next, gap);
	add_word_space(previous, gap);
	if (may_open(previous, next))
		gap->stretch_pt[STRETCH_EVEN] = MIN(previous->size_pt, next->size_pt) / 4;
	/* 禁則, JLREQ 3.1.7, 3.1.8, 3.1.10 and appendix C. */
	if (previous->western && next->western)
		set_western_break(previous, next, gap);
	else if (is_bound(previous, next))
		gap->level = BREAK_FORBIDDEN;
	else if (next->class == CLASS_INSEPARABLE)
		gap->penalty = PENALTY_LEADER;
	else if (is_fullwidth_letter(previous) && is_fullwidth_letter(next))
		gap->penalty = PENALTY_FULLWIDTH;
}

static void
discourage(struct gap *gap, int penalty)
{
	gap->penalty = MAX(gap->penalty, penalty);
}

static bool
is_number(const struct unit *unit)
{
	if (unit->class != CLASS_IDEOGRAPHIC)
		return unit->class == CLASS_NUMERAL;
	return is_fullwidth_digit(unit) || character_is_kanji_numeral(unit->character) ||
	       unit->character == 0x5143; /* 元年 */
}

/* -5, −5: a hyphen before a figure and behind no word is a minus. */
static bool
is_minus(const struct unit *units, guint i)
{
	return (units[i].character == '-' || units[i].class == CLASS_OPERATOR) &&
	       is_digit(&units[i + 1]) && (i == 0 || !units[i - 1].western);
}

/* The hyphen before a last letter, "Objective-C". */
static bool
is_before_lone_letter(const struct unit *units, guint i, guint count)
{
	return units[i].character == '-' && g_unichar_isalpha(units[i + 1].character) &&
	       (i + 2 >= count || !is_western_letter(&units[i + 2]));
}

/* 令和, 平成, 昭和: the first character of an era's name at units[i]. */
static bool
is_era(const struct unit *units, guint i, guint count)
{
	static const gunichar eras[][2] = {
		{ 0x4EE4, 0x548C },
		{ 0x5E73, 0x6210 },
		{ 0x662D, 0x548C },
		{ 0x5927, 0x6B63 },
	};

	for (gsize era = 0; i + 1 < count && era < G_N_ELEMENTS(eras); era++) {
		if (units[i].character == eras[era][0] && units[i + 1].character == eras[era][1])
			return true;
	}
	return false;
}

/* 年 and 月 with a number before and one behind: inside a date. */
static bool
is_inside_date(const struct unit *units, guint i, guint count)
{
	return (units[i].character == 0x5E74 || units[i].character == 0x6708) && i > 0 &&
	       i + 1 < count && is_number(&units[i - 1]) && is_number(&units[i + 1]);
}

/* 第6章, 様式5, 別表1: what a number is bound to before it. */
static bool
is_ordinal_head(const struct unit *units, guint i)
{
	if (units[i].character == 0x7B2C)
		return true;
	return units[i].character == 0x5F0F && i > 0 && units[i - 1].character == 0x69D8;
}

/* 98.6 TB: a number with its unit behind a space. */
static bool
is_spaced_unit(const struct unit *units, guint i, guint count)
{
	guint length = 0;

	if (!is_digit(&units[i]) || units[i + 1].class != CLASS_WORD_SPACE)
		return false;
	while (length <= 4 && i + 2 + length < count && units[i + 2 + length].western)
		length++;
	return length > 0 && length <= 4 && g_unichar_isalpha(units[i + 2].character);
}

void
gaps_bind_numbers(const struct unit *units, struct gap *gaps, guint count)
{
	for (guint i = 0; i + 1 < count; i++) {
		if (is_era(units, i, count)) {
			discourage(&gaps[i + 1], PENALTY_ERA);
			if (i + 2 < count && is_number(&units[i + 2]))
				discourage(&gaps[i + 2], PENALTY_DATE);
		}
		if (is_number(&units[i]) && character_is_counter(units[i + 1].character))
			discourage(&gaps[i + 1], PENALTY_COUNTER);
		if (is_inside_date(units, i, count))
			discourage(&gaps[i + 1], PENALTY_DATE);
		if (is_ordinal_head(units, i) && is_number(&units[i + 1]))
			discourage(&gaps[i + 1], PENALTY_ORDINAL);
		if (is_minus(units, i) || is_before_lone_letter(units, i, count))
			gaps[i + 1].level = BREAK_WORD;
		if (is_spaced_unit(units, i, count))
			discourage(&gaps[i + 2], PENALTY_UNIT);
	}
}
