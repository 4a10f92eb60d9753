/* alpha.h - Krippendorff's alpha: agreement of any number of judges, some of whom may have skipped units.
 *
 * Ratings are counted into a coincidence matrix, unit by unit, so memory does not grow with the units.
 * alpha = 1 - (n - 1) * sum(o_ck d_ck) / sum(n_c n_k d_ck): Krippendorff 2011, "Computing Krippendorff's
 * alpha-reliability", University of Pennsylvania. */
#ifndef ROLECALL_STATS_ALPHA_H
#define ROLECALL_STATS_ALPHA_H

#include <stddef.h>

enum alpha_level { ALPHA_NOMINAL, ALPHA_ORDINAL, ALPHA_INTERVAL };

/* Add one unit: `ratings` are indexes of values, 0..k-1; -1 is a rating not given. Units with fewer than two ratings
 * cannot be compared and add nothing. `coincidence` has k x k cells, all 0 at the start. */
void alpha_add_unit(double *coincidence, size_t k, const int *ratings, size_t count);
/* `values` (k of them, ascending) are needed for ALPHA_INTERVAL. NAN when all ratings are alike or there are none. */
double alpha_of(const double *coincidence, size_t k, const double *values, enum alpha_level level);

#endif
