/*
 * Plain calendar dates: no time, no time zone, no clock.
 *
 * The periods of the regulation are counted by the Civil Code (articles 138
 * and 140 to 143); see date_deadline().
 */
#pragma once

#include <stdbool.h>

/* A day of the Gregorian calendar; year 0 means "no date". */
struct date {
	int year;
	int month; /* 1 to 12 */
	int day;   /* 1 to 31 */
};

/* A length of time as the regulation writes it: 「6か月」, 「2週間」. */
struct period {
	int months;
	int days;
};

static inline bool
date_is_set(struct date date)
{
	return date.year != 0;
}

/* Reads "YYYY-MM-DD", nothing before or after. False, and *date unset, where
 * the text is no existing day of the years 1900 to 2199. */
bool date_parse(const char *text, struct date *date);

/* Reads a day as people write it: 2026/11/24, 2026-11-24, 2026年11月24日, 令和8年11月24日,
 * R8.11.24, with digits of any width, or the number that a spreadsheet keeps of it, 46350. The
 * same otherwise. */
bool date_parse_written(const char *text, struct date *date);

/* Negative, zero or positive as a is before, on or after b. Both set. */
int date_compare(struct date a, struct date b);

/* The day `days` (may be negative) after `date`. */
struct date date_add_days(struct date date, int days);

/* Days from a to b; negative where b is before a. */
int date_days_between(struct date a, struct date b);

/* The last day of a period that an event starts. The event's own day is not
 * counted (Civil Code 140): S = event + 1 is the first day. Months end on the
 * day before the day of the last month that corresponds to S, or on that
 * month's last day where it has no such day (143(2)). Days (weeks are 7 days)
 * end on S + days - 1. A period has months or days, not both. No shift for
 * holidays (142 speaks of places that do no business; 登録規則 has no such
 * rule). */
struct date date_deadline(struct date event_on, struct period period);

/* "2026-11-20", "–" where it is unset; it lasts as long as the expression that it stands in. */
struct date_shown {
	char text[36];
};
struct date_shown date_shown(struct date date);
#define DATE(date) (date_shown(date).text)

/* The same of a day that is set, kept. The caller frees. */
char *date_iso(struct date date);

/* "2026年11月20日". The caller frees. */
char *date_western(struct date date);

/* "令和8年11月20日", the first year 元年; days before 1989-01-08 in the
 * western form. The caller frees. */
char *date_era(struct date date);
