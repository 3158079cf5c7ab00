/* Whether a value is one that its field takes: its kind, its pattern, its
 * length. What is wrong becomes a finding in the words of the field table. */
#pragma once

#include "base/date.h"
#include "registry/field.h"
#include "registry/store.h"

/* A value and where it stands. */
struct checked {
	struct registry_store *store;
	struct findings *findings;
	struct place place;
	const struct field *field;
};

/* The value as it is kept: one line as it is, words with one space between,
 * prose without its common indentation. NULL after a finding. The store owns
 * it. */
const char *check_value(const struct checked *checked, const char *text);

/* The same for a date; false, and *date unset, after a finding. */
bool check_date(const struct checked *checked, const char *text, struct date *date);

/* Whether the text is an address of the web that anybody may be sent to:
 * http or https, a host, no user, no space, all ASCII. */
bool check_is_url(const char *text);
