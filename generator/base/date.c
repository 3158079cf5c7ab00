/* Days and periods are computed by the Civil Code: the first day is not counted. */
#include "base/date.h"

#include "base/decimal.h"

#include <string.h>

static GDate
to_gdate(struct date date)
{
	GDate gdate;

	g_date_clear(&gdate, 1);
	g_date_set_dmy(&gdate, (GDateDay)date.day, (GDateMonth)date.month, (GDateYear)date.year);
	return gdate;
}

static int
days_in_month(int year, int month)
{
	return g_date_get_days_in_month((GDateMonth)month, (GDateYear)year);
}

/* The number that `digits` ASCII digits write, or -1. */
static int
read_digits(const char *text, int digits)
{
	int value = 0;

	for (int i = 0; i < digits; i++) {
		if (!g_ascii_isdigit(text[i]))
			return -1;
		value = value * 10 + (text[i] - '0');
	}
	return value;
}

bool
date_parse(const char *text, struct date *date)
{
	*date = (struct date){ 0 };
	if (strlen(text) != strlen("YYYY-MM-DD") || text[4] != '-' || text[7] != '-')
		return false;

	int year = read_digits(text, 4);
	int month = read_digits(text + 5, 2);
	int day = read_digits(text + 8, 2);

	if (year < 1900 || year > 2199 || month < 1 || month > 12 || day < 1 ||
	    day > days_in_month(year, month))
		return false;
	*date = (struct date){ year, month, day };
	return true;
}

/* The day of a year that an era may count. */
static bool
parse_parts(const GMatchInfo *match, struct date *date)
{
	static const struct {
		const char *names[2];
		int before; /* its first year */
	} eras[] = { { { "令和", "R" }, 2018 },
		     { { "平成", "H" }, 1988 },
		     { { "昭和", "S" }, 1925 } };
	g_autofree char *era = g_match_info_fetch(match, 1);
	g_autofree char *year = g_match_info_fetch(match, 2);
	g_autofree char *month = g_match_info_fetch(match, 3);
	g_autofree char *day = g_match_info_fetch(match, 4);
	guint64 number = strcmp(year, "元") == 0 ? 1 : g_ascii_strtoull(year, NULL, 10);

	if ((era[0] == '\0') != (strlen(year) == 4))
		return false;
	for (gsize i = 0; i < G_N_ELEMENTS(eras); i++)
		if (strcmp(era, eras[i].names[0]) == 0 || strcmp(era, eras[i].names[1]) == 0)
			number += (guint64)eras[i].before;
	g_autofree char *iso = g_strdup_printf("%04u-%02u-%02u", (unsigned)number,
	                                       (unsigned)g_ascii_strtoull(month, NULL, 10),
	                                       (unsigned)g_ascii_strtoull(day, NULL, 10));
	return date_parse(iso, date);
}

bool
date_parse_written(const char *text, struct date *date)
{
	static const struct date before_first = { 1899, 12, 30 }; /* of a spreadsheet's days */
	g_autofree char *plain = g_utf8_normalize(text, -1, G_NORMALIZE_NFKC);
	g_autoptr(GRegex) form = g_regex_new("^(令和|平成|昭和|[RHS])?(元|[0-9]{1,4})[-‐–—−年/.]"
	                                     "([0-9]{1,2})[-‐–—−月/.]([0-9]{1,2})日?"
	                                     "(?:[ T]0?0:00(?::00)?)?$",
	                                     0, 0, NULL);
	g_autoptr(GMatchInfo) match = NULL;

	*date = (struct date){ 0 };
	if (plain == NULL)
		return false;
	/* What is behind the point is a time of the day. */
	if (strcspn(plain, ".") == 5 && strspn(plain, "0123456789.") == strlen(plain) &&
	    read_digits(plain, 5) >= 20000) {
		*date = date_add_days(before_first, read_digits(plain, 5));
		return true;
	}
	return g_regex_match(form, plain, 0, &match) && parse_parts(match, date);
}

int
date_compare(struct date a, struct date b)
{
	if (a.year != b.year)
		return a.year - b.year;
	return a.month != b.month ? a.month - b.month : a.day - b.day;
}

struct date
date_add_days(struct date date, int days)
{
	GDate gdate = to_gdate(date);

	if (days >= 0)
		g_date_add_days(&gdate, (guint)days);
	else
		g_date_subtract_days(&gdate, (guint)-days);
	return (struct date){
		.year = g_date_get_year(&gdate),
		.month = (int)g_date_get_month(&gdate),
		.day = g_date_get_day(&gdate),
	};
}

int
date_days_between(struct date a, struct date b)
{
	GDate from = to_gdate(a);
	GDate to = to_gdate(b);

	return g_date_days_between(&from, &to);
}

struct date
date_deadline(struct date event_on, struct period period)
{
	g_assert((period.months > 0) != (period.days > 0));

	if (period.days > 0)
		return date_add_days(event_on, period.days);

	struct date first = date_add_days(event_on, 1);
	int month = first.month - 1 + period.months;
	struct date end = { first.year + month / 12, month % 12 + 1, first.day };
	int last_day = days_in_month(end.year, end.month);

	/* Civil Code 143(2): without a corresponding day the period ends on the
	 * month's last day, not on the day before it. */
	if (end.day > last_day) {
		end.day = last_day;
		return end;
	}
	return date_add_days(end, -1);
}

struct date_shown
date_shown(struct date date)
{
	struct date_shown text = { "–" };

	if (date_is_set(date)) {
		char *at = decimal_put(text.text, (guint32)date.year, 4);

		*at++ = '-';
		at = decimal_put(at, (guint32)date.month, 2);
		*at++ = '-';
		*decimal_put(at, (guint32)date.day, 2) = '\0';
	}
	return text;
}

char *
date_iso(struct date date)
{
	return g_strdup(DATE(date));
}

/* "令和8年11月20日"; with year 0 `name` has it. */
static char *
in_japanese(const char *name, int year, struct date date)
{
	char text[64];
	char *at = stpcpy(text, name);

	if (year > 0)
		at = decimal_put(at, (guint32)year, 1);
	at = stpcpy(at, "年");
	at = decimal_put(at, (guint32)date.month, 1);
	at = stpcpy(at, "月");
	at = decimal_put(at, (guint32)date.day, 1);
	at = stpcpy(at, "日");
	return g_strndup(text, (gsize)(at - text));
}

char *
date_western(struct date date)
{
	return in_japanese("", date.year, date);
}

char *
date_era(struct date date)
{
	static const struct {
		const char *name, *first_year;
		struct date first_on;
	} eras[] = {
		{ "令和", "令和元", { 2019, 5, 1 } },
		{ "平成", "平成元", { 1989, 1, 8 } },
	};

	for (gsize i = 0; i < G_N_ELEMENTS(eras); i++) {
		if (date_compare(date, eras[i].first_on) < 0)
			continue;

		int year = date.year - eras[i].first_on.year + 1;

		return year == 1 ? in_japanese(eras[i].first_year, 0, date)
		                 : in_japanese(eras[i].name, year, date);
	}
	return date_western(date);
}
