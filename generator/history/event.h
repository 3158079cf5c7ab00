/* The names of what happens to a service. */
#pragma once

#include "registry/field.h"
#include "registry/registry.h"

/* The row of the field table for a kind of event: its name in XML and data,
 * its terms and its clause. For the events that a filed form makes, a row
 * named after the form's matter. Never NULL. */
const struct field *event_field(enum event_kind kind);

/* The clause of this very event: 10.4 for a lifting of 10.3, 12.4 for a re-audit that
 * was not confirmed, 14.2(2) for that removal. NULL: none. */
const char *event_clause(const struct event *event);

/* The clause by which an act was annulled: 15.2, or that of the act which the body took
 * back. */
const char *event_annulment_clause(const struct event *annulled);

/* A value of an event in words: 「確認できない」; the value itself where it has none. */
const char *event_value_text(const char *value, enum language language);
