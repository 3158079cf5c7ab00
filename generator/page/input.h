/* Inputs: the places of a blank form that are filled in. An input is a span of a paragraph whose text
 * keeps its place free and is never painted; the field of the PDF stands there. */
#pragma once

#include "page/band.h"
#include "page/page.h"
#include "source/xml.h"

struct input {
	char *name;    /* of the field, "filer.corporate-number" */
	char *label;   /* what is asked for, in Japanese */
	char *state;   /* of a button: what the field is when it is on; NULL: no button */
	char *choices; /* to choose from, "VALUE=LABEL|…"; NULL: anything can be written */
	bool single;   /* a button beside which the field has no other */
	bool prose;    /* may have several lines */
	bool required;
	int characters; /* so many at most, each in a box of its own; 0: any number */
	int width_em;   /* 0: to the end of the column; of a button, the button */
	double size_pt;
};

/* <field> as it stands in a letter's text; free with input_free(), which takes NULL. */
struct input *input_read(const struct xml_node *node, double size_pt);
void input_free(struct input *input);

/* The span takes the input over, or has one and becomes so many em wide. */
void input_keep(struct span *span, struct input *input);
void input_set_width(struct span *span, const char *em);

/* An input that is all of the band reaches `more_pt` further down. */
void input_widen(struct band *band, double more_pt);

/* Whether anything in the bands is filled in. */
bool bands_have_input(const GPtrArray *bands);

/* An input on its page: the field's rectangle from the top left. */
struct input_place {
	const struct input *input;
	char *label; /* the input's, and of a button what stands behind it */
	guint page;
	double x_pt, y_pt, width_pt, height_pt;
};

/* Those of a document, struct input_place, in the order in which they are painted. */
GArray *document_inputs(const struct document *document);
