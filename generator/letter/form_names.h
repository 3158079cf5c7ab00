/* The names of values, for form_values.c: derived from the field table once
 * and in one place. */
#pragma once

#include "letter/form_values.h"
#include "registry/form.h"

/* "use-11-2-4" for the choice "11.2(4)" of the field `use`; never freed. */
const char *form_name_of_choice(const struct field *field, const char *choice);

/* "box-use-11-2-4", the value that prints its box; "box-kept" of a mark, whose choice is "". */
const char *form_name_of_box(const struct field *field, const char *choice);

/* True where a flag says whether what may be absent is there; its name,
 * "has-contact", which is never freed. The blank form has none of it. */
bool form_asks_presence(const struct field *field);
const char *form_name_of_presence(const struct field *field);

/* n where the tokens of a field are the digits 1 to n; 0: they are words. */
int form_digits(const struct field *field);

/* True for the attributes that say which form it is: common values say it. */
bool form_skips(const struct field *field);

/* Addressee of a letter from <recipient>; NULL: of the blank form. */
struct value *form_recipient_value(const struct xml_node *recipient);

/* What all forms have. */
void form_set_common(struct value *value, const struct registry *registry,
                     const struct form_kind *kind, const struct xml_node *body, struct date as_of,
                     bool is_example);
