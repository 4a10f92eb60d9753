#include "match/literal_set.h"

#include "base/mem.h"
#include "match/words.h"

#include <ctype.h>

struct literal_set literal_set_one(const void *pool, struct sv text)
{
	struct sv *items = MEM_ARRAY(pool, struct sv, 1);
	items[0] = sv_make(mem_pool_strndup(items, text.p, text.n), text.n);
	return (struct literal_set){items, 1};
}

static bool holds(const struct sv *items, size_t count, struct sv text)
{
	for (size_t i = 0; i < count; i++)
		if (sv_eq(items[i], text))
			return true;
	return false;
}

bool literal_set_join(const void *pool, struct literal_set a, struct literal_set b, struct literal_set *out)
{
	struct sv *items = MEM_ARRAY(pool, struct sv, a.count + b.count + 1);
	size_t count = 0;

	for (size_t i = 0; i < a.count + b.count; i++) {
		struct sv text = i < a.count ? a.items[i] : b.items[i - a.count];
		if (!holds(items, count, text))
			items[count++] = text;
	}
	if (count > LITERAL_SET_MAX)
		return false;
	*out = (struct literal_set){items, count};
	return true;
}

bool literal_set_cross(const void *pool, struct literal_set a, struct literal_set b, struct literal_set *out)
{
	if (a.count * b.count > LITERAL_SET_MAX)
		return false;
	struct sv *items = MEM_ARRAY(pool, struct sv, a.count * b.count + 1);
	size_t count = 0;

	for (size_t i = 0; i < a.count; i++) {
		for (size_t k = 0; k < b.count; k++) {
			size_t length = a.items[i].n + b.items[k].n;
			if (length > LITERAL_BYTES_MAX)
				return false;
			char *text = mem_pool_alloc(items, length + 1, 1, "literal");
			memcpy(text, a.items[i].p, a.items[i].n);
			memcpy(text + a.items[i].n, b.items[k].p, b.items[k].n);
			if (!holds(items, count, sv_make(text, length)))
				items[count++] = sv_make(text, length);
		}
	}
	*out = (struct literal_set){items, count};
	return true;
}

static bool is_mark(char c)
{
	return c == EDGE_WORD || c == EDGE_START;
}

bool literal_set_is_solid(struct literal_set set)
{
	for (size_t i = 0; i < set.count; i++) {
		bool solid = false;
		for (size_t k = 0; k < set.items[i].n; k++)
			solid = solid || !is_mark(set.items[i].p[k]);
		if (!solid)
			return false;
	}
	return set.count > 0;
}

static bool is_letter(char c)
{
	return isascii((unsigned char)c) && isalnum((unsigned char)c);
}

/* Of one run of letters: how often it is met in a reply of some thirty words. A run that may go on to either side is
 * met in longer words too. */
static double run_frequency(struct sv run, bool open)
{
	char word[LITERAL_BYTES_MAX + 1];

	memcpy(word, run.p, run.n);
	word[run.n] = '\0';
	if (open && run.n < 3)
		return run.n < 2 ? 8.0 : 2.0;
	if (lexicon_find(word, run.n) & (LEX_COMMON | LEX_PRONOUN | LEX_AUXILIARY))
		return run.n < 2 ? 1.5 : 0.6;
	if (run.n < 3)
		return 0.4;
	return (open ? 0.2 : 0.1) / (double)(run.n > 6 ? 6 : run.n);
}

static double text_frequency(struct sv text)
{
	double frequency = 8.0;
	int runs = 0;

	for (size_t i = 0; i < text.n;) {
		size_t start = i;
		while (i < text.n && is_letter(text.p[i]))
			i++;
		if (i == start) {
			i++;
			continue;
		}
		bool open = (start == 0 || i == text.n);
		double one = run_frequency(sv_make(text.p + start, i - start), open);
		/* words that stand together depend on each other: the second counts half as much as chance would say */
		frequency = runs++ ? frequency * (one < 0.5 ? one * 2 : 0.6) : one;
	}
	return frequency;
}

double literal_set_frequency(struct literal_set set)
{
	double sum = 0;
	for (size_t i = 0; i < set.count; i++)
		sum += text_frequency(set.items[i]);
	return sum;
}
