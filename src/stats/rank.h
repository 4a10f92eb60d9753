/* rank.h - ranks and their correlation. */
#ifndef ROLECALL_STATS_RANK_H
#define ROLECALL_STATS_RANK_H

#include <stddef.h>
#include <stdint.h>

/* Numbers the different values in ascending order from 0; equal values get the same number. Returns how many differ.
 * No NAN among the values. */
size_t rank_dense(const double *values, size_t count, uint32_t *numbers);

/* Spearman's rho with ties at their middle rank, that is Pearson's r of the ranks: Spearman 1904, American Journal of
 * Psychology 15, 72-101. Items come as dense numbers (rank_dense) below x_values and y_values; `weights` says how often
 * each item counts (a resample), NULL: once. NAN when one side is constant. Work is proportional to the items. */
double spearman_of(const uint32_t *x, const uint32_t *y, const uint32_t *weights, size_t count, size_t x_values,
		   size_t y_values);

#endif
