/* The expiries as an iCalendar (RFC 5545) of whole days. */
#pragma once

#include "disclosure/disclosure.h"

/* What stands before the first entry, one entry, and what stands after the last. */
void calendar_open(const struct public_register *public_register, GString *out);
void calendar_render_entry(const struct public_register *public_register,
                           const struct disclosure *entry, GString *out);
void calendar_close(GString *out);
