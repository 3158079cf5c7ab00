/*
 * The inputs of a blank form, as its template prints them: <field> of templates/letters/README.md.
 * A field is called by the names in the XML of all that it stands in, "change.1.old"; a date has
 * one for its year, month and day each, a button's state is its choice as form_input_state() has it.
 */
#pragma once

#include "registry/field.h"
#include "render/value.h"

/* What a field stands in. */
struct form_place {
	const char *path;  /* "filer.", or "" */
	const char *label; /* 「届出者　」, or "" */
};

/* The field that no one sees, which says the number of the form. */
#define FORM_INPUT_NUMBER "form"

/* The parts of a date, in order; NULL behind the last. */
extern const char *const form_input_dates[];

/* Of a choice as a state of PDF and a part of a name: "11-2-4" of "11.2(4)"; the caller frees. */
char *form_input_state(const char *choice);

/* A text, a date or one of the choices to be written. */
struct value *form_input(const struct form_place *place, const struct field *field);

/* The button of a choice, of a digit or word, or of a mark. */
struct value *form_input_button(const struct form_place *place, const struct field *field,
                                const char *choice);

/* What a group or an entry of a list stands in; `number` is the entry's, from 1, or 0. Clear with
 * form_place_clear(). */
struct form_place form_place_below(const struct form_place *place, const struct field *field,
                                   guint number);
void form_place_clear(struct form_place *place);
