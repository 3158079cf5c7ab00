/*
 * The expiries as an iCalendar (RFC 5545) of whole days.
 */
#ifndef SITE_CALENDAR_H
#define SITE_CALENDAR_H

#include "site/disclosure.h"

void calendar_render(const struct public_register *public_register, GString *out);

#endif
