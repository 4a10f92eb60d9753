/* bootstrap.h - intervals by resampling whole groups (Efron 1979, Annals of Statistics 7, 1-26; groups: Davison and
 * Hinkley 1997, section 3.8): rows of one conversation are alike, so conversations are drawn, not rows. */
#ifndef ROLECALL_STATS_BOOTSTRAP_H
#define ROLECALL_STATS_BOOTSTRAP_H

#include "base/rng.h"

#include <stddef.h>
#include <stdint.h>

/* Draw `groups` groups with replacement: weights[g] says how often group g was drawn. */
void bootstrap_draw(struct rng *rng, uint32_t *weights, size_t groups);

struct interval {
	double low, high; /* NAN: not enough resamples had the figure */
};
/* Percentile interval that holds `level` (0..1) of the figures; NANs are left out (at least half must not be). Sorts
 * `figures`. Quantiles are linear between neighbours. */
struct interval bootstrap_interval(double *figures, size_t count, double level);

#endif
