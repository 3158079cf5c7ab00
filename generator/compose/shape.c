/* Text becomes units with glyphs: characters, western words, clusters that are never parted. */
#include "compose/unit.h"

#include <math.h>
#include <string.h>

static gunichar
character_before(const struct shaped *shaped)
{
	guint count = shaped->units->len;

	return count == 0 ? 0 : shaped_unit(shaped, count - 1)->character;
}

/* Half an em of body where the font has the mark in a whole one: opening
 * brackets stand in its right half, middle dots in the middle, all others,
 * and the comma of １，０００, in its left half. */
static void
halve_body(struct unit *unit)
{
	double half = unit->size_pt / 2;

	if (fabs(unit->width_pt - unit->size_pt) > unit->size_pt / 100)
		return;
	switch (unit->class) {
	case CLASS_OPENING:
		unit->shift_pt = -half;
		break;
	case CLASS_MIDDLE_DOT:
		unit->shift_pt = -half / 2;
		break;
	case CLASS_CLOSING:
	case CLASS_FULL_STOP:
	case CLASS_COMMA:
	case CLASS_NUMERAL:
		break;
	default:
		return;
	}
	unit->width_pt = half;
}

static void
find_glyphs(struct fonts *fonts, struct shaped *shaped, const struct span *span, struct unit *unit,
            const char *text)
{
	struct glyph glyphs[CLUSTER_GLYPHS_MAX];
	bool space = unit->hidden || unit->class == CLASS_WORD_SPACE;
	bool western = unit->class == CLASS_WESTERN || unit->character == 0x2014;
	bool found;

	unit->first_glyph = shaped->glyphs->len;
	if (space)
		unit->glyph_count =
			fonts_find_glyphs(fonts, span->face, true, " ", 1, glyphs, &found);
	else
		unit->glyph_count = fonts_find_glyphs(fonts, span->face, western, text,
		                                      unit->length, glyphs, &found);
	for (guint i = 0; i < unit->glyph_count; i++) {
		if (space)
			glyphs[i].advance_em = 0;
		unit->width_pt += (double)glyphs[i].advance_em * span->size_pt;
	}
	g_array_append_vals(shaped->glyphs, glyphs, unit->glyph_count);
}

static void
add_unit(struct fonts *fonts, struct shaped *shaped, guint span, const char *text, const char *next,
         gunichar after)
{
	const struct span *style = &shaped->spans[span];
	struct unit unit = { 0 };

	unit.character = g_utf8_get_char(text);
	unit.span = span;
	unit.offset = (guint32)(text - style->text);
	unit.length = (guint32)(next - text);
	unit.size_pt = style->size_pt;
	unit.hidden = glyph_is_hidden(unit.character);
	unit.newline = unit.character == 0x2028;
	unit.class = unit.hidden
	                     ? CLASS_WESTERN
	                     : character_class_of(unit.character, character_before(shaped), after);
	unit.western = !unit.hidden && (unit.class == CLASS_WESTERN || unit.class == CLASS_NUMERAL);
	find_glyphs(fonts, shaped, style, &unit, text);
	halve_body(&unit);
	g_array_append_val(shaped->units, unit);
}

static gunichar
first_character(const struct shaped *shaped, gsize span, gsize span_count)
{
	for (; span < span_count; span++) {
		if (shaped->spans[span].text[0] != '\0')
			return g_utf8_get_char(shaped->spans[span].text);
	}
	return 0;
}

static void
shape_span(struct fonts *fonts, struct shaped *shaped, guint span, gsize span_count)
{
	const char *text = shaped->spans[span].text;
	const char *end = text + strlen(text);

	while (text < end) {
		const char *next = glyph_cluster_end(text, end);
		gunichar after = next < end ? g_utf8_get_char(next)
		                            : first_character(shaped, span + 1, span_count);

		add_unit(fonts, shaped, span, text, next, after);
		text = next;
	}
}

static bool
is_in_address(const struct unit *units, guint i, guint count)
{
	if (i + 2 >= count)
		return false;
	if (units[i].character == ':')
		return units[i + 1].character == '/' && units[i + 2].character == '/';
	return units[i].character == '@' && i > 0 && units[i - 1].western && units[i + 1].western;
}

/* Marks the units of western words that hold "://", or "@" between letters. */
static void
mark_urls(struct unit *units, guint count)
{
	for (guint i = 0; i < count; i++) {
		guint first = i, last = i;

		if (!is_in_address(units, i, count))
			continue;
		while (first > 0 && units[first - 1].western)
			first--;
		while (last + 1 < count && units[last + 1].western)
			last++;
		for (guint unit = first; unit <= last; unit++)
			units[unit].url = true;
		i = last;
	}
}

/* A part of an address that is longer than this is broken anywhere, at a price, but
 * not near its ends. */
#define LONG_PART 12
#define KEPT_AT_ENDS 4
#define PENALTY_LONG_PART 800

static void
break_long_parts(const struct unit *units, struct gap *gaps, guint count)
{
	for (guint first = 0; first < count;) {
		guint end = first + 1;

		while (end < count && units[end].url && gaps[end].level == BREAK_WORD)
			end++;
		for (guint i = first + KEPT_AT_ENDS;
		     end - first > LONG_PART && i + KEPT_AT_ENDS <= end; i++) {
			gaps[i].level = BREAK_FREE;
			gaps[i].penalty = PENALTY_LONG_PART;
		}
		first = end;
	}
}

static void
set_gaps(struct shaped *shaped, const struct span *spans)
{
	guint count = shaped->units->len;
	struct unit *units = (struct unit *)(void *)shaped->units->data;
	g_array_set_size(shaped->gaps, count + 1);
	struct gap *gaps = (struct gap *)(void *)shaped->gaps->data;
	for (guint i = 1; i < count; i++) {
		const struct span *span = &spans[units[i].span];
		const struct span *before = &spans[units[i - 1].span];
		bool at_space = units[i - 1].class == CLASS_IDEOGRAPHIC_SPACE ||
		                units[i - 1].class == CLASS_WORD_SPACE;

		gap_between(&units[i - 1], &units[i], &gaps[i]);
		if ((span == before ? span->nowrap || (span->parted && !at_space)
		                    : span->nowrap && before->nowrap) &&
		    gaps[i].level == BREAK_FREE && !gaps[i].forced)
			gaps[i].level = BREAK_KEPT;
	}
	break_long_parts(units, gaps, count);
	gaps_bind_numbers(units, gaps, count);
}

struct shaped *
shape_spans(struct fonts *fonts, const struct span *spans, gsize span_count)
{
	struct shaped *shaped = g_new0(struct shaped, 1);
	gsize length = 8;

	/* Three bytes a character are the rule, one where there is little of it. */
	for (gsize span = 0; span < span_count; span++)
		length += strlen(spans[span].text) / 2;
	shaped->spans = spans;
	shaped->units = g_array_sized_new(false, false, sizeof(struct unit), (guint)length);
	shaped->glyphs = g_array_sized_new(false, false, sizeof(struct glyph), (guint)length);
	shaped->gaps = g_array_new(false, true, sizeof(struct gap));
	shaped->rubies = g_array_new(false, false, sizeof(struct ruby_base));
	for (gsize span = 0; span < span_count; span++)
		shape_span(fonts, shaped, (guint)span, span_count);
	mark_urls((struct unit *)(void *)shaped->units->data, shaped->units->len);
	set_gaps(shaped, spans);
	return shaped;
}

void
shaped_free(struct shaped *shaped)
{
	g_array_free(shaped->units, true);
	g_array_free(shaped->glyphs, true);
	g_array_free(shaped->gaps, true);
	g_array_free(shaped->rubies, true);
	g_free(shaped);
}
