#include "base/clock.h"

#include <time.h>

#define MS_PER_DAY INT64_C(86400000)
#define DURATION_MAX_MS (INT64_C(3653) * MS_PER_DAY) /* ten years: no lesson waits longer */

static int64_t read_clock(clockid_t id)
{
	struct timespec now = {0, 0};
	clock_gettime(id, &now);
	return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

int64_t clock_wall_ms(void)
{
	return read_clock(CLOCK_REALTIME);
}

int64_t clock_monotonic_ms(void)
{
	return read_clock(CLOCK_MONOTONIC);
}

/* Days since 1970-01-01 in the proleptic Gregorian calendar, and back. Years are counted from March, so that the
 * leap day is the last of its year (Hinnant, "chrono-compatible low-level date algorithms"). */
static int64_t days_from_date(int64_t year, int month, int day)
{
	year -= month <= 2;
	int64_t era = (year >= 0 ? year : year - 399) / 400;
	int64_t of_era = year - era * 400;
	int64_t of_year = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;
	return era * 146097 + of_era * 365 + of_era / 4 - of_era / 100 + of_year - 719468;
}

static void date_from_days(int64_t days, int64_t *year, int *month, int *day)
{
	days += 719468;
	int64_t era = (days >= 0 ? days : days - 146096) / 146097;
	int64_t of_era = days - era * 146097;
	int64_t y = (of_era - of_era / 1460 + of_era / 36524 - of_era / 146096) / 365;
	int64_t of_year = of_era - (365 * y + y / 4 - y / 100);
	int64_t m = (5 * of_year + 2) / 153;
	*day = (int)(of_year - (153 * m + 2) / 5 + 1);
	*month = (int)(m < 10 ? m + 3 : m - 9);
	*year = y + era * 400 + (*month <= 2);
}

static void put_two(char *at, int number)
{
	at[0] = (char)('0' + number / 10);
	at[1] = (char)('0' + number % 10);
}

void clock_add_iso(struct strbuf *out, int64_t wall_ms)
{
	int64_t seconds = wall_ms / 1000 - (wall_ms % 1000 < 0);
	int64_t days = seconds / 86400 - (seconds % 86400 < 0);
	int rest = (int)(seconds - days * 86400), month, day;
	int64_t year;
	date_from_days(days, &year, &month, &day);
	if (year < 0 || year > 9999) {
		strbuf_addf(out, "%04lld-%02d-%02dT%02d:%02d:%02dZ", (long long)year, month, day, rest / 3600,
			    rest / 60 % 60, rest % 60);
		return;
	}
	char text[] = "0000-00-00T00:00:00Z";
	put_two(text, (int)year / 100);
	put_two(text + 2, (int)year % 100);
	put_two(text + 5, month);
	put_two(text + 8, day);
	put_two(text + 11, rest / 3600);
	put_two(text + 14, rest / 60 % 60);
	put_two(text + 17, rest % 60);
	strbuf_add(out, text, sizeof text - 1);
}

static bool two_digits(struct sv text, size_t at, int *out)
{
	if (at + 2 > text.n || text.p[at] < '0' || text.p[at] > '9' || text.p[at + 1] < '0' || text.p[at + 1] > '9')
		return false;
	*out = (text.p[at] - '0') * 10 + text.p[at + 1] - '0';
	return true;
}

static int month_days(int year, int month)
{
	static const int days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
	bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
	return days[month - 1] + (month == 2 && leap);
}

static bool parse_date(struct sv text, int64_t *days)
{
	int century, years, month, day;
	if (text.n < 10 || text.p[4] != '-' || text.p[7] != '-' || !two_digits(text, 0, &century) ||
	    !two_digits(text, 2, &years) || !two_digits(text, 5, &month) || !two_digits(text, 8, &day))
		return false;
	if (month < 1 || month > 12 || day < 1 || day > month_days(century * 100 + years, month))
		return false;
	*days = days_from_date(century * 100 + years, month, day);
	return true;
}

/* "10:04", "10:04:05", either with a Z. */
static bool parse_time(struct sv text, int64_t *seconds)
{
	int h, m, s = 0;
	if (text.n && text.p[text.n - 1] == 'Z')
		text.n--;
	if (text.n != 5 && text.n != 8)
		return false;
	if (!two_digits(text, 0, &h) || text.p[2] != ':' || !two_digits(text, 3, &m))
		return false;
	if (text.n == 8 && (text.p[5] != ':' || !two_digits(text, 6, &s)))
		return false;
	if (h > 23 || m > 59 || s > 59)
		return false;
	*seconds = h * 3600 + m * 60 + s;
	return true;
}

bool clock_parse(struct sv text, int64_t *wall_ms, struct err *err)
{
	int64_t days, seconds = 0;
	text = sv_trim(text);
	bool good = parse_date(text, &days);
	if (good && text.n > 10)
		good = (text.p[10] == 'T' || text.p[10] == ' ') &&
		       parse_time(sv_make(text.p + 11, text.n - 11), &seconds);
	if (!good) {
		int shown = text.n < 80 ? (int)text.n : 80;
		return err_set(err, ERR_USAGE, "\"%.*s\" is no date; write it like 2026-11-22 or 2026-11-22T10:04",
			       shown, text.p ? text.p : "");
	}
	*wall_ms = (days * 86400 + seconds) * 1000;
	return true;
}

/* The unit at `at`, in milliseconds, and its length; 0 for none. */
static int64_t unit_ms(struct sv text, size_t at, size_t *length)
{
	static const struct {
		const char *name;
		int64_t ms;
	} units[] = {{"ms", 1}, {"s", 1000}, {"m", 60000}, {"h", 3600000}, {"d", MS_PER_DAY}};
	struct sv rest = sv_make(text.p + at, text.n - at);
	for (size_t i = 0; i < sizeof(units) / sizeof(units[0]); i++) {
		if (sv_starts(rest, units[i].name)) {
			*length = strlen(units[i].name);
			return units[i].ms;
		}
	}
	return 0;
}

bool clock_parse_duration(struct sv text, int64_t *milliseconds)
{
	int64_t total = 0, smallest = INT64_MAX;
	text = sv_trim(text);
	size_t i = 0, length = 0;
	while (i < text.n) {
		int64_t value = 0;
		size_t start = i;
		for (; i < text.n && text.p[i] >= '0' && text.p[i] <= '9'; i++) {
			value = value * 10 + (text.p[i] - '0');
			if (value > DURATION_MAX_MS)
				return false;
		}
		int64_t unit = i > start ? unit_ms(text, i, &length) : 0;
		/* Units go from large to small, each once: 30m1h is a slip of the pen. */
		if (unit == 0 || unit >= smallest || value > DURATION_MAX_MS / unit)
			return false;
		smallest = unit;
		total += value * unit;
		i += length;
		if (total > DURATION_MAX_MS)
			return false;
		while (i < text.n && text.p[i] == ' ')
			i++;
	}
	if (smallest == INT64_MAX)
		return false;
	*milliseconds = total;
	return true;
}

void clock_add_duration(struct strbuf *out, int64_t milliseconds)
{
	static const struct {
		const char *name;
		int64_t ms;
	} units[] = {{"d", MS_PER_DAY}, {"h", 3600000}, {"m", 60000}, {"s", 1000}, {"ms", 1}};
	bool written = false;
	uint64_t rest = (uint64_t)milliseconds;
	if (milliseconds < 0) {
		strbuf_addch(out, '-');
		rest = -rest;
	}
	for (size_t i = 0; i < sizeof(units) / sizeof(units[0]); i++) {
		uint64_t unit = (uint64_t)units[i].ms;
		if (rest < unit)
			continue;
		strbuf_addf(out, "%llu%s", (unsigned long long)(rest / unit), units[i].name);
		rest %= unit;
		written = true;
	}
	if (!written)
		strbuf_addstr(out, "0s");
}
