/*
 * A paragraph as the composer sees it: units that are never parted, and the
 * gaps between them. Internal to the composer.
 */
#pragma once

#include "base/auto.h"
#include "compose/character_class.h"
#include "compose/compose.h"
#include "compose/glyph.h"

/* One cluster: a character with its marks or variation selector. */
struct unit {
	gunichar character; /* the base */
	enum character_class class;
	guint32 span;
	guint32 offset, length; /* in bytes of the span's text */
	guint32 first_glyph, glyph_count;
	double size_pt;
	double width_pt; /* of the body: punctuation half an em (JLREQ 3.1.2) */
	double shift_pt; /* from the body's left edge to the glyph's origin */
	bool western;    /* cl-24, cl-27: joins with its like to words */
	bool url;        /* in a word with :// or with @ inside */
	bool hidden;     /* without ink and width: U+200B, U+2060 … */
	bool newline;    /* U+2028 */
};

/* What gives way first when a line is too long, JLREQ 3.8.3. */
enum shrink_stage {
	SHRINK_WORD_SPACE,  /* to a quarter em */
	SHRINK_MIDDLE_DOT,  /* to nothing */
	SHRINK_PUNCTUATION, /* brackets and commas, to a quarter em; never full stops */
	SHRINK_QUARTER,     /* between Japanese and western, to an eighth */
	SHRINK_CLOSED,      /* brackets and commas, to nothing */
	SHRINK_STAGES,
};

/* What opens first when a line is too short, JLREQ 3.8.4. */
enum stretch_stage {
	STRETCH_WORD_SPACE, /* to half an em */
	STRETCH_QUARTER,    /* to half an em */
	STRETCH_EVEN,       /* between characters, to a quarter em */
	STRETCH_STAGES,
};

/* Whether a line may be broken at a gap. Each level is used only where no
 * paragraph without it can be found. */
enum break_level {
	BREAK_FREE,
	BREAK_KEPT,      /* 分割禁止: between words of what is to stay on one line */
	BREAK_WORD,      /* inside a western word or number */
	BREAK_FORBIDDEN, /* 行頭・行末禁則, 分離禁止 */
};

/* The blank before a unit. */
struct gap {
	double natural_pt;
	double shrink_pt[SHRINK_STAGES];
	double stretch_pt[STRETCH_STAGES];
	enum break_level level;
	int penalty; /* of a break that is free but not wished */
	bool forced; /* after U+2028 */
};

/* A base with its ruby: a group, or one of the bases of mono ruby. */
struct ruby_base {
	guint first, count;     /* units */
	guint32 offset, length; /* in bytes of the span's ruby */
	double width_pt;        /* of the ruby set solid */
	double overhang_pt;     /* over the kana before the base */
	bool mono;
};

/* gaps[i] stands before units[i]; gaps[0] is unused. */
struct shaped {
	const struct span *spans;
	GArray *units;  /* struct unit */
	GArray *glyphs; /* struct glyph */
	GArray *gaps;   /* struct gap */
	GArray *rubies; /* struct ruby_base, in order */
};

/* Finds the glyphs, classes and gaps of all spans; `spans` must outlive it. */
struct shaped *shape_spans(struct fonts *fonts, const struct span *spans, gsize span_count);
void shaped_free(struct shaped *shaped);
DEFINE_AUTO(shaped)

static inline struct unit *
shaped_unit(const struct shaped *shaped, guint i)
{
	return &g_array_index(shaped->units, struct unit, i);
}

static inline struct gap *
shaped_gap(const struct shaped *shaped, guint i)
{
	return &g_array_index(shaped->gaps, struct gap, i);
}

/* Blank, stretch and break between two neighbours (JLREQ appendices B to E). */
void gap_between(const struct unit *previous, const struct unit *next, struct gap *gap);

/* Raises the penalties inside dates, 第6章, 様式5 and the like. */
void gaps_bind_numbers(const struct unit *units, struct gap *gaps, guint count);
