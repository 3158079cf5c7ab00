/* From a character of a letter back to the field of the registry it is from. */
#ifndef LETTER_TRACE_H
#define LETTER_TRACE_H

#include "letter/due.h"

/*
 * The place of the first field, of those a letter is made from, that holds
 * `text`; where none does, the place of the decision.
 */
struct place trace_text(const struct registry *registry, const struct due *due, const char *text);

/* The same for a blank form; where nothing holds it, site.xml. */
struct place trace_site(const struct registry *registry, const char *text);

/* The same for a filled form. */
struct place trace_form(const struct registry *registry, const struct form *form, const char *text);

#endif
