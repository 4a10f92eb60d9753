/* bootstrap.c - resampling of groups (bootstrap.h). */
#include "stats/bootstrap.h"

#include "base/mem.h"

#include <math.h>

void bootstrap_draw(struct rng *rng, uint32_t *weights, size_t groups)
{
	for (size_t g = 0; g < groups; g++)
		weights[g] = 0;
	for (size_t g = 0; g < groups; g++)
		weights[rng_below(rng, (uint32_t)groups)]++;
}

static int compare(const void *left, const void *right)
{
	double a = *(const double *)left, b = *(const double *)right;

	return a < b ? -1 : a > b;
}

static double quantile(const double *sorted, size_t count, double share)
{
	double at = share * (double)(count - 1);
	size_t below = (size_t)at;

	if (below + 1 >= count)
		return sorted[count - 1];
	return sorted[below] + (at - (double)below) * (sorted[below + 1] - sorted[below]);
}

struct interval bootstrap_interval(double *figures, size_t count, double level)
{
	size_t kept = 0;

	for (size_t i = 0; i < count; i++)
		if (!isnan(figures[i]))
			figures[kept++] = figures[i];
	if (kept == 0 || kept * 2 < count)
		return (struct interval){NAN, NAN};
	qsort(figures, kept, sizeof *figures, compare);
	return (struct interval){quantile(figures, kept, (1 - level) / 2), quantile(figures, kept, (1 + level) / 2)};
}
