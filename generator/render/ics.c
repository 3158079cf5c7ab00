/* Events of a calendar are written with folded lines, as RFC 5545 has it. */
#include "render/ics.h"

#include <string.h>

/* RFC 5545 3.1: a line has at most 75 octets; its rest follows a space. */
#define LINE_OCTETS 75

/* Appends a content line, folded between characters. */
static void
append_line(GString *out, const char *line)
{
	gsize room = LINE_OCTETS;

	while (*line != '\0') {
		gsize length = (gsize)(g_utf8_next_char(line) - line);

		if (length > room) {
			g_string_append(out, "\r\n ");
			room = LINE_OCTETS - 1;
		}
		g_string_append_len(out, line, (gssize)length);
		room -= length;
		line += length;
	}
	g_string_append(out, "\r\n");
}

static void G_GNUC_PRINTF(2, 3) append_format(GString *out, const char *format, ...)
{
	g_autofree char *line = NULL;
	va_list arguments;

	va_start(arguments, format);
	line = g_strdup_vprintf(format, arguments);
	va_end(arguments);
	append_line(out, line);
}

/* Appends `name` with its value as RFC 5545 3.3.11 escapes text. */
static void
append_text(GString *out, const char *name, const char *text)
{
	g_autoptr(GString) line = g_string_new(name);

	g_string_append_c(line, ':');
	for (; *text != '\0'; text++) {
		if (*text == '\n') {
			g_string_append(line, "\\n");
			continue;
		}
		if (strchr("\\;,", *text) != NULL)
			g_string_append_c(line, '\\');
		g_string_append_c(line, *text);
	}
	append_line(out, line->str);
}

void
ics_begin(GString *out, const char *product, const char *name)
{
	append_line(out, "BEGIN:VCALENDAR");
	append_line(out, "VERSION:2.0");
	append_format(out, "PRODID:-//ismapgen//%s//JA", product);
	append_text(out, "X-WR-CALNAME", name);
}

void
ics_append(GString *out, const struct ics_day *day)
{
	struct date next = date_add_days(day->on, 1);

	append_line(out, "BEGIN:VEVENT");
	append_text(out, "UID", day->uid);
	append_format(out, "DTSTAMP:%04d%02d%02dT000000Z", day->stamped_on.year,
	              day->stamped_on.month, day->stamped_on.day);
	append_format(out, "DTSTART;VALUE=DATE:%04d%02d%02d", day->on.year, day->on.month,
	              day->on.day);
	append_format(out, "DTEND;VALUE=DATE:%04d%02d%02d", next.year, next.month, next.day);
	append_text(out, "SUMMARY", day->summary);
	if (day->url != NULL)
		append_format(out, "URL:%s", day->url);
	append_line(out, "TRANSP:TRANSPARENT");
	append_line(out, "END:VEVENT");
}

void
ics_end(GString *out)
{
	append_line(out, "END:VCALENDAR");
}
