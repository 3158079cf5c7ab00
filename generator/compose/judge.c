/* A possible line is judged: how far it must be stretched, and what is wrong with it. */
#include "compose/judge.h"

#include <float.h>
#include <math.h>

enum {
	TAILS_MAX = 3
};

static const double tolerance_pt = 0.01;     /* of rounding; far below what is seen */
static const double badness_max = 10000;     /* beyond, the slack in points counts */
static const double badness_shrunk = 30;     /* all blanks used up but what is closed last */
static const double badness_closed_up = 500; /* for closing at all, and for closing all: */
static const double badness_saved = 20;      /* for closing all of the last line, which saves one */
static const double badness_opened = 20;     /* word spaces and quarters at most */
static const double badness_unfilled = 100;  /* each point that cannot be filled */
static const double badness_ragged = 400;    /* a ragged line that was shortened */
static const double ragged_em = 4;           /* free at the end of a line inside an address */
static const double opened_em = 0.06;        /* between characters: badness 100 */

bool
is_dropped_at_end(const struct unit *unit)
{
	return (unit->class == CLASS_WORD_SPACE && unit->character != 0xA0) ||
	       unit->class == CLASS_IDEOGRAPHIC_SPACE || unit->hidden;
}

static bool
is_japanese(const struct unit *unit)
{
	return !unit->western && !unit->hidden && unit->class != CLASS_WORD_SPACE;
}

static void
add_sums(struct measures *measures)
{
	struct sum sum = { 0 };

	measures->sums[0] = sum;
	for (guint i = 0; i < measures->count; i++) {
		const struct unit *unit = shaped_unit(measures->shaped, i);
		const struct gap *gap = shaped_gap(measures->shaped, i);

		sum.natural_pt += unit->width_pt;
		sum.japanese += is_japanese(unit);
		if (i > 0) {
			sum.natural_pt += gap->natural_pt;
			for (int stage = 0; stage < SHRINK_STAGES; stage++)
				sum.shrink_pt += gap->shrink_pt[stage];
			sum.closed_pt += gap->shrink_pt[SHRINK_CLOSED];
			sum.soft_pt += gap->stretch_pt[STRETCH_WORD_SPACE] +
			               gap->stretch_pt[STRETCH_QUARTER];
			sum.even_pt += gap->stretch_pt[STRETCH_EVEN];
		}
		measures->sums[i + 1] = sum;
		measures->visible_ends[i + 1] =
			is_dropped_at_end(unit) ? measures->visible_ends[i] : i + 1;
	}
}

void
measures_init(struct measures *measures, const struct shaped *shaped,
              const struct paragraph *paragraph)
{
	measures->shaped = shaped;
	measures->paragraph = paragraph;
	measures->count = shaped->units->len;
	measures->sums = g_new(struct sum, measures->count + 1);
	measures->visible_ends = g_new0(guint, measures->count + 1);
	measures->forced = g_new(guint, measures->count + 1);
	add_sums(measures);
	guint next = measures->count;

	for (guint i = measures->count; i-- > 0;) {
		measures->forced[i] = next;
		if (i > 0 && shaped_gap(measures->shaped, i)->forced)
			next = i;
	}
	measures->forced[measures->count] = measures->count;
}

void
measures_clear(struct measures *measures)
{
	g_free(measures->sums);
	g_free(measures->visible_ends);
	g_free(measures->forced);
}

double
measure_indent(const struct paragraph *paragraph, guint first)
{
	return first == 0 ? paragraph->first_indent_pt : paragraph->indent_pt;
}

static double
room_pt(const struct measures *measures, guint first)
{
	return measures->paragraph->width_pt - measure_indent(measures->paragraph, first);
}

/* A line may be short where an address begins in the next, or goes on there: to fill it
 * would open the few Japanese characters before, or nothing. */
static double
ragged_pt(const struct measures *measures, guint end)
{
	const struct shaped *shaped = measures->shaped;
	guint next = end;

	if (next + 1 < measures->count && shaped_unit(shaped, next)->class == CLASS_OPENING)
		next++;
	return next < measures->count && shaped_unit(shaped, next)->url
	               ? ragged_em * shaped_unit(shaped, next)->size_pt
	               : 0;
}

/* Of the units from `first` to `visible_end`, without the gap before them. Inlined: of millions of
 * lines most are asked for two of its members. */
static inline struct sum
sum_of_line(const struct measures *measures, guint first, guint visible_end)
{
	const struct gap *gap = shaped_gap(measures->shaped, first);
	const struct sum *from = &measures->sums[first], *to = &measures->sums[visible_end];
	struct sum sum = {
		.natural_pt = to->natural_pt - from->natural_pt,
		.shrink_pt = to->shrink_pt - from->shrink_pt,
		.closed_pt = to->closed_pt - from->closed_pt,
		.soft_pt = to->soft_pt - from->soft_pt,
		.even_pt = to->even_pt - from->even_pt,
	};

	if (first == 0)
		return sum;
	sum.natural_pt -= gap->natural_pt;
	for (int stage = 0; stage < SHRINK_STAGES; stage++)
		sum.shrink_pt -= gap->shrink_pt[stage];
	sum.closed_pt -= gap->shrink_pt[SHRINK_CLOSED];
	sum.soft_pt -= gap->stretch_pt[STRETCH_WORD_SPACE] + gap->stretch_pt[STRETCH_QUARTER];
	sum.even_pt -= gap->stretch_pt[STRETCH_EVEN];
	return sum;
}

struct measure
measure_line(const struct measures *measures, guint first, guint end)
{
	guint visible_end = measures->visible_ends[end];
	struct measure measure = { .last = end == measures->forced[first] };
	const struct sum *from = &measures->sums[first];

	measure.visible_end = MAX(visible_end, first);
	measure.ragged_pt = ragged_pt(measures, end);
	measure.room_pt = room_pt(measures, first);
	if (measure.visible_end == first)
		return measure;
	const struct sum *to = &measures->sums[measure.visible_end];
	measure.sum = sum_of_line(measures, first, measure.visible_end);
	/* Words, with few Japanese characters among them, and before a word, are not driven apart. */
	if (measures->sums[MIN(end + 1, measures->count)].japanese == to->japanese &&
	    8 * (to->japanese - from->japanese) < measure.visible_end - first)
		measure.ragged_pt =
			MIN(2 * ragged_em * shaped_unit(measures->shaped, first)->size_pt,
		            measure.room_pt / 4);
	return measure;
}

bool
is_too_short(const struct measures *measures, guint first, guint end)
{
	struct measure measure = measure_line(measures, first, end);

	return measure.sum.natural_pt + measure.sum.soft_pt + measure.sum.even_pt / 2 +
	               measure.ragged_pt + shaped_unit(measures->shaped, first)->size_pt / 2 <
	       measure.room_pt;
}

bool
is_too_long(const struct measures *measures, guint first, guint end)
{
	guint visible_end = MAX(measures->visible_ends[end], first);

	if (visible_end == first)
		return false;
	const struct sum sum = sum_of_line(measures, first, visible_end);
	double hang_pt = shaped_unit(measures->shaped, visible_end - 1)->size_pt;
	return sum.natural_pt - sum.shrink_pt - hang_pt > room_pt(measures, first);
}

/* The blanks that may stand after the last unit: all or nothing after closing
 * brackets, commas and stops (JLREQ 3.1.9), or it hangs (3.8.2). */
static unsigned
list_tails(const struct measures *measures, const struct measure *measure, double *tails)
{
	const struct paragraph *paragraph = measures->paragraph;
	unsigned count = 0;

	tails[count++] = 0;
	if (paragraph->alignment != ALIGN_JUSTIFY || measure->sum.natural_pt <= 0)
		return count;
	const struct unit *unit = shaped_unit(measures->shaped, measure->visible_end - 1);
	switch (unit->class) {
	case CLASS_COMMA:
	case CLASS_FULL_STOP:
		if (paragraph->line_end == LINE_END_HANG)
			tails[count++] = -unit->width_pt;
		tails[count++] = unit->size_pt / 2;
		break;
	case CLASS_CLOSING:
		tails[count++] = unit->size_pt / 2;
		break;
	case CLASS_MIDDLE_DOT:
		tails[count++] = unit->size_pt / 4;
		break;
	default:
		break;
	}
	return count;
}

static bool
judge_shrunk(const struct measure *measure, double excess_pt, struct verdict *verdict)
{
	const struct sum *sum = &measure->sum;
	double soft_pt = sum->shrink_pt - sum->closed_pt;
	double used = soft_pt > 0 ? MIN(excess_pt / soft_pt, 1) : 1;
	double closed_pt = excess_pt - soft_pt;

	if (excess_pt > sum->shrink_pt + tolerance_pt)
		return false;
	verdict->badness = badness_shrunk * used * used;
	if (closed_pt > tolerance_pt) {
		double share = closed_pt / sum->closed_pt;

		verdict->badness +=
			measure->last ? badness_saved * share : badness_closed_up * (1 + share);
	}
	verdict->fitness = used > 0.7 ? FITNESS_TIGHT : FITNESS_NORMAL;
	return true;
}

static void
judge_stretched(const struct sum *sum, double slack_pt, struct verdict *verdict)
{
	double soft = sum->soft_pt > 0 ? MIN(slack_pt / sum->soft_pt, 1) : 0;
	double rest_pt = slack_pt - soft * sum->soft_pt;

	verdict->badness = badness_opened * soft * soft;
	verdict->fitness = FITNESS_NORMAL;
	if (rest_pt <= tolerance_pt)
		return;
	double opened = sum->even_pt > 0 ? rest_pt / sum->even_pt / 4 : 1;
	verdict->badness += 100 * (opened / opened_em) * (opened / opened_em);
	if (verdict->badness > badness_max)
		verdict->badness = badness_max + badness_unfilled * rest_pt;
	if (opened > opened_em / 3)
		verdict->fitness = opened > opened_em ? FITNESS_VERY_LOOSE : FITNESS_LOOSE;
}

/* Ragged lines are set solid where they fit; a centred paragraph weighs its last line too,
 * which makes the lines of a heading even. */
static bool
judge_ragged(const struct measures *measures, const struct measure *measure, double slack_pt,
             struct verdict *verdict)
{
	double slack_em = slack_pt / shaped_unit(measures->shaped, 0)->size_pt;

	verdict->fitness = FITNESS_NORMAL;
	verdict->badness = 0;
	if (slack_pt < -tolerance_pt) {
		if (!judge_shrunk(measure, -slack_pt, verdict))
			return false;
		verdict->badness += badness_ragged;
		return true;
	}
	if (!measure->last || measures->paragraph->alignment == ALIGN_CENTRE)
		verdict->badness = 4 * slack_em * slack_em;
	return true;
}

static bool
judge_tail(const struct measures *measures, const struct measure *measure, double tail_pt,
           struct verdict *verdict)
{
	double slack_pt = measure->room_pt - measure->sum.natural_pt - tail_pt;

	verdict->tail_pt = tail_pt;
	if (measures->paragraph->alignment != ALIGN_JUSTIFY &&
	    measures->paragraph->alignment != ALIGN_DISTRIBUTE)
		return judge_ragged(measures, measure, slack_pt, verdict);
	if (slack_pt < 0)
		return judge_shrunk(measure, -slack_pt, verdict);
	if (measure->last) {
		verdict->badness = 0;
		verdict->fitness = FITNESS_NORMAL;
		return tail_pt <= 0;
	}
	double free_pt = MIN(slack_pt, measure->ragged_pt);
	verdict->tail_pt += free_pt;
	judge_stretched(&measure->sum, slack_pt - free_pt, verdict);
	if (free_pt > 0) {
		double free_em = ragged_em * free_pt / measure->ragged_pt;

		verdict->badness += 4 * free_em * free_em +
		                    badness_unfilled * pow(MAX(free_em - ragged_em / 2, 0), 2);
	}
	return true;
}

bool
judge_line(const struct measures *measures, const struct measure *measure, struct verdict *verdict)
{
	double tails[TAILS_MAX];
	unsigned count = list_tails(measures, measure, tails);

	verdict->badness = DBL_MAX;
	for (unsigned i = 0; i < count; i++) {
		struct verdict other = { 0 };

		if (judge_tail(measures, measure, tails[i], &other) &&
		    other.badness < verdict->badness)
			*verdict = other;
	}
	return verdict->badness < DBL_MAX;
}
