/* rng.h - a small deterministic generator (SplitMix64, Steele, Lea & Flood 2014): the same seed
 * gives the same numbers on any machine. Not for secrets. */
#ifndef ROLECALL_BASE_RNG_H
#define ROLECALL_BASE_RNG_H

#include <stdint.h>

struct rng {
	uint64_t state;
};

void rng_seed(struct rng *rng, uint64_t seed);
uint64_t rng_next(struct rng *rng);
/* Uniform in 0..bound-1 without modulo bias; 0 for bound 0. */
uint32_t rng_below(struct rng *rng, uint32_t bound);
double rng_unit(struct rng *rng); /* [0, 1) */

#endif
