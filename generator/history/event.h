/*
 * The names of what happens to a service.
 */
#ifndef REGISTRY_EVENT_H
#define REGISTRY_EVENT_H

#include "registry/field.h"
#include "registry/registry.h"

/* The row of the field table for a kind of event: its name in XML and data,
 * its terms and its clause. For the events that a filed form makes, a row
 * named after the form's matter. Never NULL. */
const struct field *event_field(enum event_kind kind);

#endif
