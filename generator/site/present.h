/* From what is public to what templates see. */
#pragma once

#include "disclosure/disclosure.h"
#include "render/value.h"

/* How many sub-services a row of the list names. */
#define SCOPE_NAMES_SHOWN 3

/* Sets a text of decimal digits; what is counted is grouped: "2,069". */
void value_set_number(struct value *object, const char *name, unsigned number);
void value_set_count(struct value *object, const char *name, unsigned number);

/* "January 2027". The caller frees. */
char *present_english_month(struct date date);

/* {iso, western, era, english}; an empty text where the date is unset. */
struct value *present_date(struct date date);

/* The day on which what the list says of the entry last changed. */
struct date present_changed_on(const struct disclosure *entry);

/* The list as a whole, as items_of_list have it. */
struct value *present_site(const struct public_register *public_register);

/* What a row of a list shows. */
struct value *present_row(const struct disclosure *entry, enum language language);

/* The prose of an entry, from Markdown, by its names on the page: the same in
 * each language. Its faults, which were heard before with their places, go to `findings`. */
struct value *present_prose(const struct disclosure *entry, struct findings *findings);

/* Sets all of an entry in the page's object `page`, which borrows `prose`. */
void present_entry(struct value *page, const struct disclosure *entry, enum language language,
                   const struct value *prose);

/* One event of an entry's history, with the entry's number, name and path. */
struct value *present_event(const struct disclosure *entry, const struct disclosed_event *event,
                            enum language language);

/* Both texts of a change as HTML, with the words that differ marked where one took the
 * place of the other. */
void present_marked(const struct disclosed_change *change, GString *before, GString *after);

/* {number, name, label, clause} of an entry that left the list. */
struct value *present_removal(const struct disclosed_removal *removal, enum language language);

/* "services/C21-0004-2/". The caller frees. */
char *present_path(const struct disclosure *entry);
