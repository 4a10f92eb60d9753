/* alpha.c - Krippendorff's alpha (alpha.h has the formula and source). */
#include "stats/alpha.h"

#include <math.h>

void alpha_add_unit(double *coincidence, size_t k, const int *ratings, size_t count)
{
	size_t given = 0;

	for (size_t i = 0; i < count; i++)
		given += ratings[i] >= 0 && (size_t)ratings[i] < k;
	if (given < 2)
		return;
	for (size_t i = 0; i < count; i++)
		for (size_t j = 0; j < count; j++)
			if (i != j && ratings[i] >= 0 && (size_t)ratings[i] < k && ratings[j] >= 0 &&
			    (size_t)ratings[j] < k)
				coincidence[(size_t)ratings[i] * k + (size_t)ratings[j]] += 1 / (double)(given - 1);
}

static double margin(const double *coincidence, size_t k, size_t value)
{
	double sum = 0;

	for (size_t i = 0; i < k; i++)
		sum += coincidence[value * k + i];
	return sum;
}

/* Squared difference of the values c < e. */
static double difference(const double *coincidence, size_t k, const double *values, enum alpha_level level, size_t c,
			 size_t e)
{
	double between;

	switch (level) {
	case ALPHA_NOMINAL: return 1;
	case ALPHA_INTERVAL: return (values[c] - values[e]) * (values[c] - values[e]);
	case ALPHA_ORDINAL: break;
	}
	between = -(margin(coincidence, k, c) + margin(coincidence, k, e)) / 2;
	for (size_t g = c; g <= e; g++)
		between += margin(coincidence, k, g);
	return between * between;
}

double alpha_of(const double *coincidence, size_t k, const double *values, enum alpha_level level)
{
	double n = 0, observed = 0, expected = 0;

	for (size_t c = 0; c < k; c++) {
		n += margin(coincidence, k, c);
		for (size_t e = c + 1; e < k; e++) {
			double d = difference(coincidence, k, values, level, c, e);

			observed += coincidence[c * k + e] * d;
			expected += margin(coincidence, k, c) * margin(coincidence, k, e) * d;
		}
	}
	return expected > 0 ? 1 - (n - 1) * observed / expected : NAN;
}
