/*
 * What templates see: text, trusted HTML, flags, lists and objects.
 *
 * A value is built once and only read by templates. Objects own what is set
 * in them. All text is UTF-8 and is escaped where a template prints it;
 * value_html() alone is printed as it is, and only markdown.c makes it.
 */
#ifndef RENDER_VALUE_H
#define RENDER_VALUE_H

#include "base/auto.h"

#include <stdbool.h>

struct value;

struct value *value_object(void);
struct value *value_list(void);
struct value *value_text(const char *text); /* copied; NULL is "" */
struct value *value_html(const char *html); /* copied; trusted */
struct value *value_flag(bool flag);

/* Takes `value` over. `name` is a string constant in kebab-case ("service-name"); setting a
 * name twice is a fault of the program. */
void value_set(struct value *object, const char *name, struct value *value);
void value_set_text(struct value *object, const char *name, const char *text);
void value_set_flag(struct value *object, const char *name, bool flag);
void value_append(struct value *list, struct value *value);

void value_free(struct value *value);
DEFINE_AUTO(value)

#endif
