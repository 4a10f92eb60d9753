/* test_stats.c - every figure against a published worked example, named at each test. */
#include "base/mem.h"
#include "stats/agreement.h"
#include "stats/alpha.h"
#include "stats/bootstrap.h"
#include "stats/rank.h"

#include <criterion/criterion.h>
#include <math.h>

/* Fleiss, Levin and Paik 2003, Statistical Methods for Rates and Proportions, table 18.1: diagnoses of 100 patients by
 * two raters. Overall kappa .68; psychotic against the rest .69. */
Test(stats, kappa_of_fleiss_table_18_1)
{
	const double table[] = {75, 1, 4, 5, 4, 1, 0, 0, 10};
	const struct confusion psychotic = {.tp = 75, .fp = 5, .fn = 5, .tn = 15};

	cr_assert_float_eq(kappa_of_table(table, 3, KAPPA_PLAIN), 0.676, 0.0005);
	cr_assert_float_eq(confusion_kappa(&psychotic), 0.6875, 1e-9);
	cr_assert_float_eq(confusion_accuracy(&psychotic), 0.90, 1e-9);
	cr_assert_float_eq(confusion_prevalence(&psychotic), 0.80, 1e-9);
}

/* Agresti 1990, Categorical Data Analysis, p. 369 (ratings by husbands and wives; Hout et al. 1987): kappa .129; with
 * equally spaced weights .237, as the package vcd prints it. */
Test(stats, weighted_kappa_of_agrestis_couples)
{
	const double table[] = {7, 7, 2, 3, 2, 8, 3, 7, 1, 5, 4, 9, 2, 8, 9, 14};

	cr_assert_float_eq(kappa_of_table(table, 4, KAPPA_PLAIN), 0.1293, 0.00005);
	cr_assert_float_eq(kappa_of_table(table, 4, KAPPA_LINEAR), 0.2374, 0.00005);
}

/* With quadratic weights kappa is the intraclass correlation (Fleiss and Cohen 1973). For two categories all weights
 * say the same. */
Test(stats, quadratic_weights)
{
	const double two[] = {20, 5, 10, 15}, three[] = {10, 0, 0, 0, 10, 0, 0, 0, 10},
		     far[] = {5, 0, 5, 0, 0, 0, 5, 0, 5};

	cr_assert_float_eq(kappa_of_table(two, 2, KAPPA_PLAIN), 0.4, 1e-9);
	cr_assert_float_eq(kappa_of_table(two, 2, KAPPA_QUADRATIC), 0.4, 1e-9);
	cr_assert_float_eq(kappa_of_table(three, 3, KAPPA_QUADRATIC), 1, 1e-9);
	cr_assert_float_eq(kappa_of_table(far, 3, KAPPA_QUADRATIC), 0, 1e-9);
}

/* Manning, Raghavan and Schütze 2008, Introduction to Information Retrieval, section 8.3: precision 1/3 and recall 1/4
 * give F1 2/7. */
Test(stats, f1_of_manning_section_8_3)
{
	const struct confusion c = {.tp = 20, .fp = 40, .fn = 60, .tn = 1000000};

	cr_assert_float_eq(confusion_precision(&c), 1 / 3.0, 1e-12);
	cr_assert_float_eq(confusion_recall(&c), 1 / 4.0, 1e-12);
	cr_assert_float_eq(confusion_f1(&c), 2 / 7.0, 1e-12);
}

Test(stats, what_has_no_answer_is_nan)
{
	const struct confusion none = {0, 0, 0, 0}, same = {.tp = 5}, silent = {.fn = 2, .tn = 3};
	const double empty[4] = {0};
	uint32_t x[] = {0, 0, 0}, y[] = {0, 1, 2};

	cr_assert(isnan(confusion_accuracy(&none)));
	cr_assert(isnan(confusion_f1(&none)));
	cr_assert(isnan(confusion_kappa(&same)));
	cr_assert(isnan(confusion_precision(&silent)));
	cr_assert_float_eq(confusion_kappa(&silent), 0, 1e-12);
	cr_assert(isnan(alpha_of(empty, 2, NULL, ALPHA_NOMINAL)));
	cr_assert(isnan(spearman_of(x, y, NULL, 3, 1, 3)));
}

/* Krippendorff 2011, "Computing Krippendorff's alpha-reliability", sections C and D: 12 units, 4 observers, ratings
 * missing. Nominal .743, ordinal .815, interval .849. */
Test(stats, alpha_of_krippendorff_2011)
{
	static const int observers[4][12] = {{1, 2, 3, 3, 2, 1, 4, 1, 2, 0, 0, 0},
					     {1, 2, 3, 3, 2, 2, 4, 1, 2, 5, 0, 3},
					     {0, 3, 3, 3, 2, 3, 4, 2, 2, 5, 1, 0},
					     {1, 2, 3, 3, 2, 4, 4, 1, 2, 5, 1, 0}};
	const double values[] = {1, 2, 3, 4, 5};
	double coincidence[25] = {0};

	for (int unit = 0; unit < 12; unit++) {
		int ratings[4];

		for (int i = 0; i < 4; i++)
			ratings[i] = observers[i][unit] - 1;
		alpha_add_unit(coincidence, 5, ratings, 4);
	}
	cr_assert_float_eq(alpha_of(coincidence, 5, values, ALPHA_NOMINAL), 0.743, 0.0005);
	cr_assert_float_eq(alpha_of(coincidence, 5, values, ALPHA_ORDINAL), 0.815, 0.0005);
	cr_assert_float_eq(alpha_of(coincidence, 5, values, ALPHA_INTERVAL), 0.849, 0.0005);
}

static double rho_of(const double *x, const double *y, size_t count)
{
	CLEANUP_FREE uint32_t *a = mem_calloc(count, sizeof *a), *b = mem_calloc(count, sizeof *b);
	size_t x_values = rank_dense(x, count, a), y_values = rank_dense(y, count, b);

	return spearman_of(a, b, NULL, count, x_values, y_values);
}

/* Zar 1984, Biostatistical Analysis: wing and tail lengths of twelve birds, with ties: rs .851. */
Test(stats, rho_of_zars_birds)
{
	const double wing[] = {10.4, 10.8, 11.1, 10.2, 10.3, 10.2, 10.7, 10.5, 10.8, 11.2, 10.6, 11.4};
	const double tail[] = {7.4, 7.6, 7.9, 7.2, 7.4, 7.1, 7.4, 7.2, 7.8, 7.7, 7.8, 8.3};

	cr_assert_float_eq(rho_of(wing, tail, 12), 0.851, 0.001);
}

/* A weight stands for so many equal items. */
Test(stats, weighted_rho_is_that_of_repeated_items)
{
	const double x[] = {1, 2, 2, 3, 3, 3, 5}, y[] = {2, 1, 1, 4, 4, 4, 3};
	const uint32_t a[] = {0, 1, 2, 3, 2}, b[] = {1, 0, 3, 2, 1}, weights[] = {1, 2, 3, 1, 0};

	cr_assert_float_eq(spearman_of(a, b, weights, 5, 4, 4), rho_of(x, y, 7), 1e-12);
}

/* Newcombe 1998, Statistics in Medicine 17, 857-872, table I, method 3. */
Test(stats, wilson_of_newcombe_1998)
{
	static const struct {
		double hits, n, low, high;
	} rows[] = {{81, 263, .2553, .3662}, {15, 148, .0624, .1605}, {0, 20, 0, .1611}, {1, 29, .0061, .1718}};
	double low, high;

	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		wilson_interval(rows[i].hits, rows[i].n, 1.959964, &low, &high);
		cr_assert_float_eq(low, rows[i].low, 0.00005, "%g/%g", rows[i].hits, rows[i].n);
		cr_assert_float_eq(high, rows[i].high, 0.00005, "%g/%g", rows[i].hits, rows[i].n);
	}
	wilson_interval(0, 0, 1.959964, &low, &high);
	cr_assert(low == 0 && high == 1);
}

Test(stats, draws_are_as_many_as_groups_and_always_the_same)
{
	struct rng a, b;
	uint32_t first[50], second[50];
	uint64_t sum = 0;

	rng_seed(&a, 1);
	rng_seed(&b, 1);
	bootstrap_draw(&a, first, 50);
	bootstrap_draw(&b, second, 50);
	for (int i = 0; i < 50; i++) {
		cr_assert_eq(first[i], second[i]);
		sum += first[i];
	}
	cr_assert_eq(sum, 50);
}

/* The mean of a bootstrap's means is the mean, their spread the standard error: s / sqrt(n) for groups of one. */
Test(stats, interval_of_a_mean_is_that_of_theory)
{
	enum { GROUPS = 400, DRAWS = 2000 };
	static double figures[DRAWS];
	uint32_t weights[GROUPS];
	struct rng rng;

	rng_seed(&rng, 3);
	for (int draw = 0; draw < DRAWS; draw++) {
		double sum = 0;

		bootstrap_draw(&rng, weights, GROUPS);
		for (int g = 0; g < GROUPS; g++)
			sum += weights[g] * (g % 2);
		figures[draw] = sum / GROUPS;
	}
	struct interval interval = bootstrap_interval(figures, DRAWS, 0.95);
	cr_assert_float_eq(interval.low, 0.5 - 1.96 * 0.5 / 20, 0.004);
	cr_assert_float_eq(interval.high, 0.5 + 1.96 * 0.5 / 20, 0.004);
}

Test(stats, quantiles_and_missing_figures)
{
	double figures[] = {5, NAN, 1, 3, 2, 4}, few[] = {NAN, NAN, NAN, 1};
	struct interval interval = bootstrap_interval(figures, 6, 0.5);

	cr_assert_float_eq(interval.low, 2, 1e-12);
	cr_assert_float_eq(interval.high, 4, 1e-12);
	cr_assert(isnan(bootstrap_interval(few, 4, 0.95).low));
}
