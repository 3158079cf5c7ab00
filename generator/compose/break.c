/* Lines are broken where the sum of what is wrong with all lines of a paragraph is least. */
#include "compose/break.h"

#include "compose/judge.h"

#include <float.h>

/* Costs are squares of badness, as in TeX. */
static const double line_badness = 10;
static const double widow_cost = 40000;   /* a last line of one character */
static const double contrast_cost = 3000; /* a tight line beside a loose one */
static const double kept_cost = 1e10;
static const double word_cost = 1e12;
static const double forbidden_cost = 1e14;
static const double overfull_cost = 1e16;

struct node {
	double cost;     /* DBL_MAX: not reached */
	gint32 previous; /* node */
	float tail_pt;
};

struct breaker {
	struct measures measures;
	struct node *nodes; /* (count + 1) * FITNESSES */
	bool relaxed;       /* any looseness, breaks of any level */
};

static bool
is_widow(const struct breaker *breaker, guint first, const struct measure *measure)
{
	guint characters = 0;

	if (first == 0 || !measure->last || shaped_gap(breaker->measures.shaped, first)->forced)
		return false;
	for (guint i = first; i < measure->visible_end && characters < 2; i++) {
		enum character_class class = shaped_unit(breaker->measures.shaped, i)->class;

		if (class != CLASS_FULL_STOP && class != CLASS_COMMA && class != CLASS_CLOSING)
			characters++;
	}
	return characters < 2;
}

static double
cost_of_break(const struct breaker *breaker, guint end)
{
	const struct gap *gap = shaped_gap(breaker->measures.shaped, end);

	if (end == breaker->measures.count || gap->forced)
		return 0;
	switch (gap->level) {
	case BREAK_KEPT:
		return kept_cost + (double)gap->penalty * gap->penalty;
	case BREAK_WORD:
		return word_cost;
	case BREAK_FORBIDDEN:
		return forbidden_cost;
	default:
		return (double)gap->penalty * gap->penalty;
	}
}

/* What a line costs, in *cost; false where it does not fit. */
static bool
weigh_line(const struct breaker *breaker, guint first, guint end, struct verdict *verdict,
           double *cost)
{
	struct measure measure = measure_line(&breaker->measures, first, end);

	*cost = cost_of_break(breaker, end);
	if (is_widow(breaker, first, &measure))
		*cost += widow_cost;
	if (!judge_line(&breaker->measures, &measure, verdict)) {
		*verdict = (struct verdict){ .fitness = FITNESS_NORMAL };
		*cost += overfull_cost;
		return breaker->relaxed && end == first + 1;
	}
	double badness = line_badness + verdict->badness;
	*cost += badness * badness;
	return true;
}

static void
extend(struct breaker *breaker, guint first, guint end, const struct verdict *verdict,
       double line_cost)
{
	struct node *from = &breaker->nodes[(gsize)first * FITNESSES];
	struct node *to = &breaker->nodes[(gsize)end * FITNESSES + verdict->fitness];

	for (int fitness = 0; fitness < FITNESSES; fitness++) {
		double cost = from[fitness].cost + line_cost;

		if (from[fitness].cost == DBL_MAX)
			continue;
		if (abs(fitness - (int)verdict->fitness) > 1)
			cost += contrast_cost;
		if (cost < to->cost) {
			to->cost = cost;
			to->previous = (gint32)(first * FITNESSES) + fitness;
			to->tail_pt = (float)verdict->tail_pt;
		}
	}
}

static bool
is_reached(const struct breaker *breaker, guint unit)
{
	for (int fitness = 0; fitness < FITNESSES; fitness++) {
		if (breaker->nodes[(gsize)unit * FITNESSES + (gsize)fitness].cost < DBL_MAX)
			return true;
	}
	return false;
}

/* All lines that start at `first`; *shortest is where the shortest of the
 * line before ended, and never goes back. */
static void
extend_all(struct breaker *breaker, guint first, guint *shortest)
{
	guint forced = breaker->measures.forced[first];
	struct verdict verdict;
	double cost;

	*shortest = MAX(*shortest, first + 1);
	while (!breaker->relaxed && breaker->measures.paragraph->alignment == ALIGN_JUSTIFY &&
	       *shortest < forced && is_too_short(&breaker->measures, first, *shortest))
		(*shortest)++;
	for (guint end = MIN(*shortest, forced); end <= forced; end++) {
		if (end > first + 1 && is_too_long(&breaker->measures, first, end))
			break;
		if (!breaker->relaxed && end < forced &&
		    shaped_gap(breaker->measures.shaped, end)->level != BREAK_FREE)
			continue;
		if (weigh_line(breaker, first, end, &verdict, &cost))
			extend(breaker, first, end, &verdict, cost);
	}
}

static void
forget(struct breaker *breaker, guint first, guint end)
{
	for (gsize i = (gsize)first * FITNESSES; i < (gsize)(end + 1) * FITNESSES; i++)
		breaker->nodes[i].cost = DBL_MAX;
}

/* From one forced break to the next. */
static void
extend_part(struct breaker *breaker, guint first, guint end)
{
	guint shortest = first + 1;

	extend_all(breaker, first, &shortest);
	shortest = first + 1; /* the first line may have had less room */
	for (guint i = first + 1; i < end; i++) {
		if (is_reached(breaker, i))
			extend_all(breaker, i, &shortest);
	}
}

/* First with good lines only; where these do not reach the end of a part,
 * once more with any. */
static void
find_breaks(struct breaker *breaker)
{
	guint end;

	forget(breaker, 0, breaker->measures.count);
	breaker->nodes[FITNESS_NORMAL].cost = 0;
	for (guint first = 0; first < breaker->measures.count; first = end) {
		end = breaker->measures.forced[first];
		breaker->relaxed = false;
		extend_part(breaker, first, end);
		if (is_reached(breaker, end))
			continue;
		forget(breaker, first + 1, end);
		breaker->relaxed = true;
		extend_part(breaker, first, end);
	}
}

static void
append_line(const struct breaker *breaker, GArray *lines, const struct node *node, guint end)
{
	guint first = (guint)node->previous / FITNESSES;
	struct measure measure = measure_line(&breaker->measures, first, end);
	struct line_range line = {
		.first = first,
		.end = end,
		.visible_end = measure.visible_end,
		.indent_pt = measure_indent(breaker->measures.paragraph, first),
		.room_pt = measure.room_pt,
		.tail_pt = (double)node->tail_pt,
		.last = measure.last,
	};

	g_array_append_val(lines, line);
}

static void
collect_lines(const struct breaker *breaker, GArray *lines)
{
	gsize best = (gsize)breaker->measures.count * FITNESSES;
	gsize last = best + FITNESSES;

	for (gsize node = best; node < last; node++) {
		if (breaker->nodes[node].cost < breaker->nodes[best].cost)
			best = node;
	}
	while (best >= FITNESSES) {
		append_line(breaker, lines, &breaker->nodes[best], (guint)(best / FITNESSES));
		best = (gsize)breaker->nodes[best].previous;
	}
	for (guint i = 0; i < lines->len / 2; i++) {
		struct line_range *left = &g_array_index(lines, struct line_range, i);
		struct line_range *right =
			&g_array_index(lines, struct line_range, lines->len - 1 - i);
		struct line_range line = *left;

		*left = *right;
		*right = line;
	}
}

struct line_range
break_single_line(const struct shaped *shaped, const struct paragraph *paragraph)
{
	guint count = shaped->units->len;
	struct line_range line = {
		.end = count,
		.visible_end = count,
		.indent_pt = paragraph->first_indent_pt,
		.room_pt = paragraph->width_pt - paragraph->first_indent_pt,
		.last = true,
	};

	while (line.visible_end > 0 && is_dropped_at_end(shaped_unit(shaped, line.visible_end - 1)))
		line.visible_end--;
	return line;
}

GArray *
break_lines(const struct shaped *shaped, const struct paragraph *paragraph)
{
	GArray *lines = g_array_new(false, false, sizeof(struct line_range));
	struct breaker breaker = { 0 };

	if (shaped->units->len == 0) {
		struct line_range line = break_single_line(shaped, paragraph);

		g_array_append_val(lines, line);
		return lines;
	}
	measures_init(&breaker.measures, shaped, paragraph);
	breaker.nodes = g_new(struct node, (gsize)(shaped->units->len + 1) * FITNESSES);
	find_breaks(&breaker);
	collect_lines(&breaker, lines);
	measures_clear(&breaker.measures);
	g_free(breaker.nodes);
	return lines;
}
