#include "base/sv.h"

#include "base/banned.h"

#include <errno.h>
#include <locale.h>
#include <math.h>
#include <stdlib.h>

#define NEAREST_MAX 64 /* longer words are no typing mistakes, and the cost is quadratic */

static bool is_blank(char c)
{
	return c == ' ' || (c >= '\t' && c <= '\r');
}

static bool is_digit(char c)
{
	return c >= '0' && c <= '9';
}

struct sv sv_trim(struct sv view)
{
	while (view.n && is_blank(view.p[0])) {
		view.p++;
		view.n--;
	}
	while (view.n && is_blank(view.p[view.n - 1]))
		view.n--;
	return view;
}

bool sv_starts(struct sv view, const char *prefix)
{
	size_t n = strlen(prefix);
	return view.n >= n && memcmp(view.p, prefix, n) == 0;
}

bool sv_to_long(struct sv view, long *out)
{
	char copy[32];
	size_t first = view.n && (view.p[0] == '-' || view.p[0] == '+') ? 1 : 0;
	if (view.n == first || view.n >= sizeof(copy))
		return false;
	for (size_t i = first; i < view.n; i++) {
		if (!is_digit(view.p[i]))
			return false;
	}
	memcpy(copy, view.p, view.n);
	copy[view.n] = '\0';
	errno = 0;
	long value = strtol(copy, NULL, 10);
	if (errno)
		return false;
	*out = value;
	return true;
}

/* [+-] digits [. digits] [e [+-] digits], with at least one digit before the exponent. */
static bool is_decimal(struct sv view, size_t *point)
{
	size_t i = view.n && (view.p[0] == '-' || view.p[0] == '+') ? 1 : 0, digits = 0;
	*point = view.n;
	for (; i < view.n && is_digit(view.p[i]); i++)
		digits++;
	if (i < view.n && view.p[i] == '.') {
		*point = i++;
		for (; i < view.n && is_digit(view.p[i]); i++)
			digits++;
	}
	if (!digits)
		return false;
	if (i < view.n && (view.p[i] == 'e' || view.p[i] == 'E')) {
		i++;
		if (i < view.n && (view.p[i] == '-' || view.p[i] == '+'))
			i++;
		if (i == view.n)
			return false;
		for (; i < view.n && is_digit(view.p[i]); i++)
			;
	}
	return i == view.n;
}

bool sv_to_double(struct sv view, double *out)
{
	char copy[160];
	size_t point;
	if (view.n >= 128 || !is_decimal(view, &point))
		return false;
	/* strtod reads the decimal point of the locale, so give it that one. */
	const char *local = localeconv()->decimal_point;
	size_t n = point < view.n ? strlen(local) : 0;
	if (n > 16)
		return false;
	memcpy(copy, view.p, point);
	memcpy(copy + point, local, n);
	size_t rest = point < view.n ? view.n - point - 1 : 0;
	memcpy(copy + point + n, view.p + view.n - rest, rest);
	copy[point + n + rest] = '\0';
	double value = strtod(copy, NULL);
	if (!isfinite(value))
		return false;
	*out = value;
	return true;
}

/* Upper case and `_` for `-` cost nothing: they are habits, not spelling. */
static char plain(char c)
{
	if (c >= 'A' && c <= 'Z')
		return (char)(c - 'A' + 'a');
	return c == '_' || c == ' ' ? '-' : c;
}

static size_t least(size_t a, size_t b)
{
	return a < b ? a : b;
}

/* Optimal string alignment: insert, delete, replace, swap neighbours. Both at most NEAREST_MAX long. */
static size_t distance(struct sv a, struct sv b)
{
	size_t rows[3][NEAREST_MAX + 1];
	size_t *before = rows[0], *last = rows[1], *now = rows[2];
	for (size_t j = 0; j <= b.n; j++)
		last[j] = j;
	memset(before, 0, sizeof(rows[0]));
	for (size_t i = 1; i <= a.n; i++) {
		now[0] = i;
		for (size_t j = 1; j <= b.n; j++) {
			char x = plain(a.p[i - 1]), y = plain(b.p[j - 1]);
			size_t best = least(least(now[j - 1], last[j]) + 1, last[j - 1] + (x != y));
			if (i > 1 && j > 1 && x == plain(b.p[j - 2]) && plain(a.p[i - 2]) == y)
				best = least(best, before[j - 2] + 1);
			now[j] = best;
		}
		size_t *free_row = before;
		before = last;
		last = now;
		now = free_row;
	}
	return last[b.n];
}

const char *sv_nearest(struct sv word, const char *const *names)
{
	const char *best = NULL;
	size_t allowed = word.n / 3 > 1 ? word.n / 3 : 1, best_distance = allowed + 1;
	if (word.n == 0 || word.n > NEAREST_MAX)
		return NULL;
	for (; *names; names++) {
		struct sv name = sv_from(*names);
		if (name.n == 0 || name.n > NEAREST_MAX)
			continue;
		size_t d = distance(word, name);
		if (d < best_distance && d < name.n && d < word.n) {
			best = *names;
			best_distance = d;
		}
	}
	return best;
}
