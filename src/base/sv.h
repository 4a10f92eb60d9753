/* sv.h - a view of bytes that somebody else owns; not NUL-terminated. */
#ifndef ROLECALL_BASE_SV_H
#define ROLECALL_BASE_SV_H

#include <stdbool.h>
#include <stddef.h>
#include <string.h>

struct sv {
	const char *p;
	size_t n;
};

#define SV(literal) ((struct sv){(literal), sizeof(literal) - 1})
#define SV_FMT "%.*s"
#define SV_ARG(view) (int)(view).n, (view).p

static inline struct sv sv_from(const char *text)
{
	return (struct sv){text, text ? strlen(text) : 0};
}

static inline struct sv sv_make(const char *p, size_t n)
{
	return (struct sv){p, n};
}

static inline bool sv_eq(struct sv a, struct sv b)
{
	return a.n == b.n && (a.n == 0 || memcmp(a.p, b.p, a.n) == 0);
}

/* By bytes, as strcmp does. */
static inline int sv_cmp(struct sv a, struct sv b)
{
	size_t shorter = a.n < b.n ? a.n : b.n;
	int order = shorter ? memcmp(a.p, b.p, shorter) : 0;
	return order ? order : (a.n > b.n) - (a.n < b.n);
}

static inline bool sv_is(struct sv a, const char *text)
{
	return sv_eq(a, sv_from(text));
}

/* Without leading and trailing ASCII white space. */
struct sv sv_trim(struct sv view);
bool sv_starts(struct sv view, const char *prefix);

/* Whole view as a decimal number; false when it is anything else or out of range. */
bool sv_to_long(struct sv view, long *out);
bool sv_to_double(struct sv view, double *out);

/* Nearest of `names` (NULL-terminated) within a small edit distance (Damerau-Levenshtein
 * at most max(1, length/3)), for "did you mean"; NULL when none is near. */
const char *sv_nearest(struct sv word, const char *const *names);

#endif
