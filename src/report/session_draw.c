/* session_draw.c - choosing conversations for a calibration session. */
#include "report/session.h"

#include "base/mem.h"
#include "base/rng.h"

#include <string.h>

#define BANDS 5

struct candidate {
	size_t index, scenario; /* in the caller's list; number of its scenario */
	int band;
	bool taken;
};

static int band_of(const struct attempt *attempt)
{
	double score = attempt->has_score ? attempt->score : 0;

	return score >= 80 ? 4 : score >= 60 ? 3 : score >= 40 ? 2 : score >= 20 ? 1 : 0;
}

/* Numbers the scenarios in order of coming; returns how many there are. */
static size_t fill(const struct attempt *attempts, size_t count, struct candidate *list)
{
	CLEANUP_FREE const char **names = mem_calloc(count + 1, sizeof *names);
	size_t known = 0;

	for (size_t i = 0; i < count; i++) {
		size_t at = 0;

		while (at < known && strcmp(names[at], attempts[i].scenario) != 0)
			at++;
		if (at == known)
			names[known++] = attempts[i].scenario;
		list[i] = (struct candidate){.index = i, .scenario = at, .band = band_of(&attempts[i])};
	}
	return known;
}

static void shuffle(struct candidate *list, size_t count, struct rng *rng)
{
	for (size_t i = count; i > 1; i--) {
		size_t other = rng_below(rng, (uint32_t)i);
		struct candidate swap = list[i - 1];

		list[i - 1] = list[other];
		list[other] = swap;
	}
}

/* The first of those whose scenario and band were drawn least often so far. */
static struct candidate *next_of(struct candidate *list, size_t count, const size_t *scenarios, const size_t *bands)
{
	struct candidate *best = NULL;
	size_t least = SIZE_MAX;

	for (size_t i = 0; i < count; i++) {
		size_t cost = scenarios[list[i].scenario] + bands[list[i].band];

		if (!list[i].taken && cost < least) {
			least = cost;
			best = &list[i];
		}
	}
	return best;
}

size_t session_draw(const struct attempt *attempts, size_t count, size_t want, uint64_t seed, size_t *out)
{
	CLEANUP_FREE struct candidate *list = mem_calloc(count + 1, sizeof *list);
	CLEANUP_FREE size_t *scenarios = mem_calloc(fill(attempts, count, list) + 1, sizeof *scenarios);
	size_t bands[BANDS] = {0}, drawn = 0;
	struct rng rng;

	rng_seed(&rng, seed);
	shuffle(list, count, &rng);
	while (drawn < want && drawn < count) {
		struct candidate *one = next_of(list, count, scenarios, bands);

		if (!one)
			break;
		one->taken = true;
		scenarios[one->scenario]++;
		bands[one->band]++;
		out[drawn++] = one->index;
	}
	/* The greedy order alternates between bands: shuffled, a place says nothing of the score. */
	for (size_t i = drawn; i > 1; i--) {
		size_t other = rng_below(&rng, (uint32_t)i), swap = out[i - 1];

		out[i - 1] = out[other];
		out[other] = swap;
	}
	return drawn;
}
