/*
 * Bands: the strips, as wide as the column, that a letter is cut into before
 * it is cut into pages. A band is never broken; between two bands a page may
 * break unless the second says that it keeps with the first.
 */
#pragma once

#include "page/composing.h"
#include "page/page.h"

/* A table while it is cut: what the head of each further page repeats. */
struct table_frame {
	double left_pt, width_pt;
	double pad_pt;              /* above and below the part of a row that a page breaks */
	guint head_first, head_end; /* its bands; none where equal */
};

struct band {
	GArray *things; /* struct thing, from the band's top left corner */
	double height_pt;
	double space_pt;         /* above it, but not at the head of a page */
	bool keep;               /* with the band before */
	bool on_grid;            /* starts on the grid of baselines */
	bool new_page;           /* starts a page */
	bool at_bottom;          /* stands at the foot of its page where it fits */
	double from_top_pt;      /* > 0: stands there on the page, whatever is above */
	double clears_pt;        /* what follows stands below this y */
	int table;               /* index of its frame; -1: none */
	bool row_start, row_end; /* of a table's row */
	struct band *again; /* row_start: the row's head, for a page on which it goes on; or NULL */
};

/* The column that bands fill, and what has been cut so far. */
struct galley {
	struct document *document;
	struct composing *composing;
	double width_pt, pitch_pt, size_pt;
	enum line_end line_end;
	GPtrArray *bands; /* struct band * */
	GArray *frames;   /* struct table_frame */
	double space_pt;  /* for the next band */
	bool keep;        /* the next band keeps with the last */
	bool annexed;     /* of a letter that does not fit on one page */
};

/* An empty band that is in no galley yet. */
struct band *band_new(void);

void galley_init(struct galley *galley, struct document *document, struct composing *composing);
void galley_clear(struct galley *galley);

/* A new band at the end, with the space and the keep that are due. */
struct band *galley_add_band(struct galley *galley, double height_pt);

/* Where and how a paragraph is set. */
struct setting {
	double x_pt, width_pt;
	double first_indent_pt, indent_pt;
	enum alignment alignment;
	int element;
};

/* Composes spans; the document owns the result. */
const struct composed *galley_compose(struct galley *galley, const GArray *spans,
                                      const struct setting *setting);

/* Places a line in a band with its baseline at y_pt. */
void band_add_line(struct band *band, const struct placed_line *line, double x_pt, double y_pt,
                   int element);
void band_add_rule(struct band *band, double x_pt, double y_pt, double width_pt, double height_pt,
                   double stroke_pt);

/* A paragraph as bands of one line each, on the grid; neither its first nor
 * its last line stands alone on a page. Returns the first band. */
struct band *galley_add_paragraph(struct galley *galley, const GArray *spans,
                                  const struct setting *setting);

/* From the top of a line's strip of `pitch_pt` to the baseline of text of
 * `size_pt` in its middle. */
double baseline_pt(double pitch_pt, double size_pt);

/* The size of the first span; `otherwise` where there is none. */
double spans_size_pt(const GArray *spans, double otherwise);
