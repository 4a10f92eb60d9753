/* rank.c - ranks and Spearman's rho (rank.h). */
#include "stats/rank.h"

#include "base/mem.h"

#include <math.h>

struct item {
	double value;
	size_t at;
};

static int compare(const void *left, const void *right)
{
	double a = ((const struct item *)left)->value, b = ((const struct item *)right)->value;

	return a < b ? -1 : a > b;
}

size_t rank_dense(const double *values, size_t count, uint32_t *numbers)
{
	CLEANUP_FREE struct item *items = mem_calloc(count + 1, sizeof *items);
	uint32_t number = 0;

	for (size_t i = 0; i < count; i++)
		items[i] = (struct item){values[i], i};
	qsort(items, count, sizeof *items, compare);
	for (size_t i = 0; i < count; i++) {
		number += i > 0 && items[i].value > items[i - 1].value;
		numbers[items[i].at] = number;
	}
	return count ? number + 1 : 0;
}

/* Middle rank of every number, centred on the mean rank. */
static void middle_ranks(const uint32_t *numbers, const uint32_t *weights, size_t count, size_t values, double *ranks)
{
	double before = 0;

	for (size_t i = 0; i < values; i++)
		ranks[i] = 0;
	for (size_t i = 0; i < count; i++)
		ranks[numbers[i]] += weights ? weights[i] : 1;
	for (size_t i = 0; i < values; i++) {
		double here = ranks[i];

		ranks[i] = before + (here + 1) / 2;
		before += here;
	}
	for (size_t i = 0; i < values; i++)
		ranks[i] -= (before + 1) / 2;
}

double spearman_of(const uint32_t *x, const uint32_t *y, const uint32_t *weights, size_t count, size_t x_values,
		   size_t y_values)
{
	CLEANUP_FREE double *x_ranks = mem_calloc(x_values + 1, sizeof *x_ranks);
	CLEANUP_FREE double *y_ranks = mem_calloc(y_values + 1, sizeof *y_ranks);
	double xx = 0, yy = 0, xy = 0;

	middle_ranks(x, weights, count, x_values, x_ranks);
	middle_ranks(y, weights, count, y_values, y_ranks);
	for (size_t i = 0; i < count; i++) {
		double weight = weights ? weights[i] : 1, a = x_ranks[x[i]], b = y_ranks[y[i]];

		xx += weight * a * a;
		yy += weight * b * b;
		xy += weight * a * b;
	}
	return xx > 0 && yy > 0 ? xy / sqrt(xx * yy) : NAN;
}
