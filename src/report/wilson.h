/* wilson.h - the interval of a share. */
#ifndef ROLECALL_REPORT_WILSON_H
#define ROLECALL_REPORT_WILSON_H

#include <stdint.h>

/* The 95 % score interval of Wilson (1927) for k of n, both ends in per cent, 0..100. n 0: 0 and 100, for nothing is
 * known. 0 <= k <= n. */
void wilson(int64_t k, int64_t n, double *low, double *high);

#endif
