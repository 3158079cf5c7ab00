/* iCalendar (RFC 5545) of whole days. */
#pragma once

#include "base/date.h"

#include <glib.h>

/* Something that falls on a day. All borrowed. */
struct ics_day {
	const char *uid; /* unique in the world, the same in every edition */
	const char *summary;
	const char *url; /* NULL: none */
	struct date on;
	struct date stamped_on; /* the day of the edition */
};

/* Starts a calendar; `name` is what readers show, `product` is ASCII. */
void ics_begin(GString *out, const char *product, const char *name);
void ics_append(GString *out, const struct ics_day *day);
void ics_end(GString *out);
