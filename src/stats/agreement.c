/* agreement.c - figures of two judges (agreement.h has the formulas and sources). */
#include "stats/agreement.h"

#include <math.h>

static double ratio(double part, double whole)
{
	return whole > 0 ? part / whole : NAN;
}

double confusion_total(const struct confusion *c)
{
	return c->tp + c->fp + c->fn + c->tn;
}

double confusion_prevalence(const struct confusion *c)
{
	return ratio(c->tp + c->fn, confusion_total(c));
}

double confusion_accuracy(const struct confusion *c)
{
	return ratio(c->tp + c->tn, confusion_total(c));
}

double confusion_precision(const struct confusion *c)
{
	return ratio(c->tp, c->tp + c->fp);
}

double confusion_recall(const struct confusion *c)
{
	return ratio(c->tp, c->tp + c->fn);
}

double confusion_f1(const struct confusion *c)
{
	return ratio(2 * c->tp, 2 * c->tp + c->fp + c->fn);
}

double confusion_kappa(const struct confusion *c)
{
	const double table[] = {c->tp, c->fp, c->fn, c->tn};

	return kappa_of_table(table, 2, KAPPA_PLAIN);
}

static double disagreement(size_t i, size_t j, enum kappa_weights weights)
{
	double distance = (double)i - (double)j;

	switch (weights) {
	case KAPPA_PLAIN: return i != j;
	case KAPPA_LINEAR: return fabs(distance);
	case KAPPA_QUADRATIC: break;
	}
	return distance * distance;
}

double kappa_of_table(const double *table, size_t k, enum kappa_weights weights)
{
	double total = 0, observed = 0, expected = 0;

	for (size_t i = 0; i < k * k; i++)
		total += table[i];
	for (size_t i = 0; i < k; i++) {
		double row = 0;

		for (size_t j = 0; j < k; j++)
			row += table[i * k + j];
		for (size_t j = 0; j < k; j++) {
			double column = 0;

			for (size_t n = 0; n < k; n++)
				column += table[n * k + j];
			observed += disagreement(i, j, weights) * table[i * k + j];
			expected += total > 0 ? disagreement(i, j, weights) * row * column / total : 0;
		}
	}
	return expected > 0 ? 1 - observed / expected : NAN;
}

void wilson_interval(double hits, double n, double z, double *low, double *high)
{
	double p, centre, reach;

	*low = 0;
	*high = 1;
	if (n <= 0)
		return;
	p = hits / n;
	centre = (p + z * z / (2 * n)) / (1 + z * z / n);
	reach = z * sqrt(p * (1 - p) / n + z * z / (4 * n * n)) / (1 + z * z / n);
	*low = centre - reach > 0 ? centre - reach : 0;
	*high = centre + reach < 1 ? centre + reach : 1;
}
