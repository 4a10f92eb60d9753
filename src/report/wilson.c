#include "report/wilson.h"

#include "stats/agreement.h"

#define Z 1.959963984540054 /* the normal distribution's 0.975 quantile */

void wilson(int64_t k, int64_t n, double *low, double *high)
{
	wilson_interval((double)k, (double)n, Z, low, high);
	/* At the ends the formula gives 0 and 1 but for rounding. */
	*low = k <= 0 || n <= 0 ? 0 : 100 * *low;
	*high = k >= n ? 100 : 100 * *high;
}
