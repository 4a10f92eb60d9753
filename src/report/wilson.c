#include "report/wilson.h"

#include <math.h>

#define Z 1.959963984540054 /* the normal distribution's 0.975 quantile */

void wilson(int64_t k, int64_t n, double *low, double *high)
{
	*low = 0;
	*high = 100;
	if (n <= 0)
		return;
	double of = (double)n, p = (double)k / of;
	double square = Z * Z, scale = 1 + square / of;
	double middle = (p + square / (2 * of)) / scale;
	double half = Z / scale * sqrt(p * (1 - p) / of + square / (4 * of * of));
	/* At the ends the formula gives 0 and 1 but for rounding. */
	*low = k == 0 ? 0 : 100 * (middle - half);
	*high = k == n ? 100 : 100 * (middle + half);
}
