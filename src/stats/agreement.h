/* agreement.h - how far two judges agree: figures of a 2 x 2 table and Cohen's kappa of a square one.
 *
 * Counts are doubles, so that a resample may weigh them. A figure that is not defined for its counts (0/0) is NAN. */
#ifndef ROLECALL_STATS_AGREEMENT_H
#define ROLECALL_STATS_AGREEMENT_H

#include <stddef.h>

/* The first judge is the one to be tested, the second the truth: fp are those that only the first calls positive. */
struct confusion {
	double tp, fp, fn, tn;
};

double confusion_total(const struct confusion *c);
double confusion_prevalence(const struct confusion *c); /* share of positives in truth, 0..1 */
double confusion_accuracy(const struct confusion *c);
double confusion_precision(const struct confusion *c); /* tp / (tp + fp) */
double confusion_recall(const struct confusion *c);    /* tp / (tp + fn) */
/* Harmonic mean of precision and recall, 2tp / (2tp + fp + fn): van Rijsbergen 1979, Information Retrieval, ch. 7. */
double confusion_f1(const struct confusion *c);
/* Cohen 1960, Educational and Psychological Measurement 20, 37-46: (po - pe) / (1 - pe). */
double confusion_kappa(const struct confusion *c);

enum kappa_weights { KAPPA_PLAIN, KAPPA_LINEAR, KAPPA_QUADRATIC };
/* Weighted kappa, 1 - sum(v o) / sum(v e), with the disagreement v = (i != j), |i - j| or (i - j)^2: Cohen 1968,
 * Psychological Bulletin 70, 213-220. `table` has k x k cells, row by row. */
double kappa_of_table(const double *table, size_t k, enum kappa_weights weights);

/* Wilson's interval of a share, hits of n, at the normal quantile z (1.959964 for 95 %): Wilson 1927, Journal of the
 * American Statistical Association 22, 209-212. n 0 gives 0..1. */
void wilson_interval(double hits, double n, double z, double *low, double *high);

#endif
