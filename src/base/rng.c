#include "base/rng.h"

void rng_seed(struct rng *rng, uint64_t seed)
{
	rng->state = seed;
}

uint64_t rng_next(struct rng *rng)
{
	rng->state += UINT64_C(0x9E3779B97F4A7C15);
	uint64_t z = rng->state;
	z = (z ^ (z >> 30)) * UINT64_C(0xBF58476D1CE4E5B9);
	z = (z ^ (z >> 27)) * UINT64_C(0x94D049BB133111EB);
	return z ^ (z >> 31);
}

uint32_t rng_below(struct rng *rng, uint32_t bound)
{
	if (bound == 0)
		return 0;
	/* Throw away the short last stretch, so that every remainder is equally likely. */
	uint32_t skip = (uint32_t)(-bound) % bound;
	for (;;) {
		uint32_t value = (uint32_t)(rng_next(rng) >> 32);
		if (value >= skip)
			return value % bound;
	}
}

double rng_unit(struct rng *rng)
{
	return (double)(rng_next(rng) >> 11) * 0x1.0p-53;
}
