/*
 * What templates see: text, trusted HTML and blocks of letters, flags, lists and objects.
 *
 * A value is built once and only read by templates. Objects own what is set
 * in them. All text is UTF-8 and is escaped where a template prints it;
 * value_html() and value_blocks() alone are printed as they are, and only
 * markdown.c makes them.
 */
#pragma once

#include "base/digest.h"
#include "base/wording.h"

struct value;

struct value *value_object(void);
struct value *value_list(void);
struct value *value_text(const char *text);  /* copied; NULL is "" */
struct value *value_html(const char *html);  /* copied; trusted */
struct value *value_blocks(const char *xml); /* copied; trusted, of a letter */
struct value *value_flag(bool flag);

/* Takes `value` over. `name` is a string constant in kebab-case ("service-name"); setting a
 * name twice is a fault of the program. */
void value_set(struct value *object, const char *name, struct value *value);
void value_set_text(struct value *object, const char *name, const char *text);
void value_set_flag(struct value *object, const char *name, bool flag);
void value_append(struct value *list, struct value *value);

/* As value_set(), but `shared` stays the caller's and must outlive `object`:
 * for what is the same on every page. */
void value_borrow(struct value *object, const char *name, const struct value *shared);

void value_free(struct value *value);
DEFINE_AUTO(value)

/* The reading side, for the template engine and tests. */
enum value_kind {
	VALUE_TEXT,
	VALUE_HTML,
	VALUE_BLOCKS,
	VALUE_FLAG,
	VALUE_LIST,
	VALUE_OBJECT,
};
enum value_kind value_kind(const struct value *value);

/* "a text", "trusted HTML", "blocks", "a flag", "a list", "an object". */
struct wording value_kind_name(enum value_kind kind);

/* False for a false flag, an empty text, HTML or blocks, and an empty list. */
bool value_is_set(const struct value *value);

/* Of a text, HTML or blocks; borrowed. */
const char *value_string(const struct value *value);

/* Items of a list or members of an object. */
unsigned value_count(const struct value *value);
const struct value *value_at(const struct value *list, unsigned index);
const char *value_name_at(const struct value *object, unsigned index);

/* Borrowed; NULL where the object has no such name. */
const struct value *value_find(const struct value *object, const char *name);

/* Adds all of a value to `digest`: values that a template could tell apart make
 * different digests, and members in another order do too. Of this machine's
 * byte order. */
void value_digest(const struct value *value, struct digest *digest);
