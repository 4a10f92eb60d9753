/* test_calibration.c - figures of calibrate from rows taken in, against published worked examples named at each test.
 */
#include "report/calibration.h"

#include <criterion/criterion.h>
#include <math.h>

/* One row in a group of its own, marked by one person. */
static void add(struct calibration *c, const struct calibration_item *like, bool positive, double grade)
{
	struct calibration_rating rating = {.given = true,
					    .positive = positive,
					    .graded = !isnan(grade),
					    .value = grade};
	struct calibration_item item = *like;
	char name[32];

	snprintf(name, sizeof name, "group %zu", calibration_rows(c));
	calibration_row(c);
	item.group = calibration_group(c, sv_from(name));
	item.ratings = &rating;
	item.rating_count = 1;
	cr_assert(calibration_add(c, 0, &item, NULL));
}

static void add_many(struct calibration *c, size_t times, bool met, bool positive)
{
	for (size_t i = 0; i < times; i++)
		add(c, &(struct calibration_item){.met = met, .strength = met}, positive, NAN);
}

/* Fleiss, Levin and Paik 2003, Statistical Methods for Rates and Proportions, table 18.1: psychotic or not, 100
 * patients seen by two raters: .75, .05, .05, .15 of them, kappa .69. */
Test(calibration, kappa_of_fleiss_table_18_1)
{
	struct calibration *c = calibration_new(1);
	struct calibration_result r;

	calibration_map(c, "psychotic", "engine");
	add_many(c, 75, true, true);
	add_many(c, 5, true, false);
	add_many(c, 5, false, true);
	add_many(c, 15, false, false);
	calibration_result(c, 0, &r);
	cr_assert_eq(r.n, 100);
	cr_assert_eq(r.groups, 100);
	cr_assert(r.tp == 75 && r.fp == 5 && r.fn == 5 && r.tn == 15);
	cr_assert_float_eq(r.kappa.value, 0.6875, 1e-9);
	cr_assert_float_eq(r.accuracy.value, 0.90, 1e-9);
	cr_assert_float_eq(r.prevalence, 0.80, 1e-9);
	cr_assert_float_eq(r.f1.value, 150 / 160.0, 1e-9);
	cr_assert(r.kappa.low < 0.6875 && r.kappa.high > 0.6875 && r.kappa.low > 0.3 && r.kappa.high < 0.95);
	cr_assert(isnan(r.rho.value) && isnan(r.weighted_kappa.value), "marks were no numbers");
	cr_assert_eq(r.raters, 0);
	calibration_free(c);
}

/* The large-sample standard error of kappa (Fleiss, Cohen and Everitt 1969, Psychological Bulletin 72, 323-327; formula
 * 18.13 of the book above) on the same table: resampling patients must come near to it. */
Test(calibration, interval_is_as_wide_as_the_large_sample_formula_says)
{
	struct calibration *c = calibration_new(7);
	struct calibration_result r;
	const double pe = 0.68, k = 0.6875;
	const double a = 0.75 * pow(1 - 1.6 * (1 - k), 2) + 0.15 * pow(1 - 0.4 * (1 - k), 2);
	const double b = pow(1 - k, 2) * (0.05 + 0.05), d = pow(k - pe * (1 - k), 2);
	const double error = sqrt(a + b - d) / ((1 - pe) * 10);

	calibration_map(c, "psychotic", "engine");
	add_many(c, 75, true, true);
	add_many(c, 5, true, false);
	add_many(c, 5, false, true);
	add_many(c, 15, false, false);
	calibration_result(c, 0, &r);
	cr_assert_float_eq((r.kappa.high - r.kappa.low) / (2 * 1.96 * error), 1, 0.1);
	calibration_free(c);
}

/* The data "anxiety" of the R package irr 0.84: kappa2() of the first two raters prints .119, with squared weights
 * .297. The first is the person, the second the engine, whose strength is cut into as many steps as the person has
 * grades. */
Test(calibration, weighted_kappa_of_irr_anxiety)
{
	static const int person[] = {3, 3, 3, 4, 5, 5, 2, 3, 5, 2, 2, 6, 1, 5, 2, 2, 1, 2, 4, 3};
	static const int engine[] = {3, 6, 4, 6, 2, 4, 2, 4, 3, 3, 2, 3, 3, 3, 2, 2, 1, 3, 3, 4};
	struct calibration *c = calibration_new(1);
	struct calibration_result r;

	calibration_map(c, "anxiety", "engine");
	for (size_t i = 0; i < 20; i++)
		add(c, &(struct calibration_item){.met = engine[i] > 3, .strength = (engine[i] - 1) / 5.0},
		    person[i] > 3, person[i]);
	calibration_result(c, 0, &r);
	cr_assert_float_eq(r.weighted_kappa.value, 0.297, 0.0005);
	cr_assert(r.weighted_kappa.low < 0.297 && r.weighted_kappa.high > 0.297);
	calibration_free(c);
}

/* Zar 1984, Biostatistical Analysis: wing and tail lengths of twelve birds, with ties: rs .851. */
Test(calibration, rho_of_zars_birds)
{
	static const double wing[] = {10.4, 10.8, 11.1, 10.2, 10.3, 10.2, 10.7, 10.5, 10.8, 11.2, 10.6, 11.4};
	static const double tail[] = {7.4, 7.6, 7.9, 7.2, 7.4, 7.1, 7.4, 7.2, 7.8, 7.7, 7.8, 8.3};
	struct calibration *c = calibration_new(1);
	struct calibration_result r;

	calibration_map(c, "tail", "wing");
	for (size_t i = 0; i < 12; i++)
		add(c, &(struct calibration_item){.strength = (wing[i] - 10) / 2, .words = (uint32_t)(wing[i] * 10)},
		    tail[i] > 7.5, tail[i]);
	calibration_result(c, 0, &r);
	cr_assert_float_eq(r.rho.value, 0.851, 0.001);
	cr_assert_float_eq(r.words_rho, 0.851, 0.001, "the words were as many as the wings are long");
	cr_assert(isnan(r.weighted_kappa.value), "lengths are no grades");
	calibration_free(c);
}

/* Krippendorff 2011, "Computing Krippendorff's alpha-reliability", part A: two observers, ten units, .095. */
Test(calibration, alpha_of_two_observers)
{
	static const bool first[] = {0, 1, 0, 0, 0, 0, 0, 0, 1, 0}, second[] = {1, 1, 1, 0, 0, 1, 0, 0, 0, 0};
	struct calibration *c = calibration_new(1);
	struct calibration_result r;

	calibration_map(c, "a", "b");
	for (size_t i = 0; i < 10; i++) {
		const struct calibration_rating ratings[] = {{.given = true, .positive = first[i]},
							     {.given = true, .positive = second[i]}};

		cr_assert(calibration_add(c, 0,
					  &(struct calibration_item){.ratings = ratings,
								     .rating_count = 2,
								     .met = first[i],
								     .strength = first[i]},
					  NULL));
	}
	calibration_result(c, 0, &r);
	cr_assert_eq(r.raters, 2);
	cr_assert_float_eq(r.alpha, 0.095, 0.0005);
	cr_assert(isnan(r.alpha_ordinal) && isnan(r.alpha_interval), "there were no numbers");
	/* the engine says what the first said: 1 with him, kappa of the pair with the other */
	cr_assert_float_eq(r.engine_kappa, (1 + r.rater_kappa) / 2, 1e-12);
	/* po .6; the first says yes twice of ten, the second four times: pe .56 */
	cr_assert_float_eq(r.rater_kappa, (0.6 - 0.56) / (1 - 0.56), 1e-9);
	cr_assert(isnan(r.kappa.low), "one group cannot be drawn from");
	calibration_free(c);
}

/* The same paper, parts C and D: four observers, twelve units, ratings missing: ordinal .815, interval .849. The
 * numbers come in an order that is not theirs. */
Test(calibration, alpha_of_four_observers)
{
	static const int observers[4][12] = {{1, 2, 3, 3, 2, 1, 4, 1, 2, 0, 0, 0},
					     {1, 2, 3, 3, 2, 2, 4, 1, 2, 5, 0, 3},
					     {0, 3, 3, 3, 2, 3, 4, 2, 2, 5, 1, 0},
					     {1, 2, 3, 3, 2, 4, 4, 1, 2, 5, 1, 0}};
	struct calibration *c = calibration_new(1);
	struct calibration_result r;

	calibration_map(c, "a", "b");
	for (size_t unit = 12; unit-- > 0;) {
		struct calibration_rating ratings[4];

		for (size_t i = 0; i < 4; i++)
			ratings[i] = (struct calibration_rating){.given = observers[i][unit] > 0,
								 .graded = true,
								 .positive = observers[i][unit] > 2,
								 .value = observers[i][unit]};
		cr_assert(calibration_add(
			c, 0, &(struct calibration_item){.ratings = ratings, .rating_count = 4, .strength = 0.5},
			NULL));
	}
	calibration_result(c, 0, &r);
	cr_assert_eq(r.raters, 4);
	cr_assert_float_eq(r.alpha_ordinal, 0.815, 0.0005);
	cr_assert_float_eq(r.alpha_interval, 0.849, 0.0005);
	calibration_free(c);
}

Test(calibration, half_of_the_people_is_enough_and_silence_is_left_out)
{
	const struct calibration_rating tie[] = {{.given = true, .positive = true}, {.given = true}};
	const struct calibration_rating most_not[] = {{.given = true, .positive = true},
						      {.given = true},
						      {.given = true}};
	const struct calibration_rating silent[] = {{.given = false, .positive = true}, {.given = false}};
	struct calibration *c = calibration_new(1);
	struct calibration_result r;

	calibration_map(c, "a", "b");
	cr_assert(calibration_add(
		c, 0, &(struct calibration_item){.ratings = tie, .rating_count = 2, .met = true, .strength = 1}, NULL));
	cr_assert(calibration_add(
		c, 0, &(struct calibration_item){.ratings = most_not, .rating_count = 3, .met = true, .strength = 1},
		NULL));
	cr_assert(calibration_add(
		c, 0, &(struct calibration_item){.ratings = silent, .rating_count = 2, .met = true, .strength = 1},
		NULL));
	calibration_skip(c, 0, false);
	calibration_skip(c, 0, false);
	calibration_skip(c, 0, true);
	calibration_result(c, 0, &r);
	cr_assert_eq(r.n, 2);
	cr_assert(r.tp == 1 && r.fp == 1 && r.fn == 0 && r.tn == 0);
	cr_assert_eq(r.na, 2);
	cr_assert_eq(r.errors, 1);
	calibration_free(c);
}

/* Word count alone finds the threshold that suits the rows, and long replies may as well speak against. */
Test(calibration, words_alone_at_their_best)
{
	static const uint32_t words[] = {3, 5, 8, 13, 21, 34};

	for (int turned = 0; turned < 2; turned++) {
		struct calibration *c = calibration_new(1);
		struct calibration_result r;

		calibration_map(c, "a", "b");
		for (size_t i = 0; i < 6; i++)
			add(c, &(struct calibration_item){.words = words[i], .strength = 0.5}, (i > 2) != turned,
			    (i > 2) != turned);
		calibration_result(c, 0, &r);
		cr_assert_float_eq(r.words_kappa, 1, 1e-12);
		/* six ranks against two classes of three, mean ranks 2 and 5: 3 / sqrt(35/12 x 9/4) x 1/2 */
		cr_assert_float_eq(fabs(r.words_rho), 1.5 / sqrt(35 / 12.0 * 9 / 4.0) * 1.5, 1e-9);
		cr_assert((r.words_rho < 0) == turned);
		calibration_free(c);
	}
}

/* Where every group is like the others a resample cannot differ; where there are many the seed decides, and only it. */
Test(calibration, intervals_draw_whole_groups)
{
	const struct calibration_rating yes = {.given = true, .positive = true}, no = {.given = true};
	struct calibration_result r, again;
	struct calibration *c = calibration_new(3);

	calibration_map(c, "a", "b");
	for (int group = 0; group < 4; group++) {
		const char *name = (const char *[]){"one", "two", "three", "four"}[group];

		for (int i = 0; i < 5; i++)
			cr_assert(
				calibration_add(c, 0,
						&(struct calibration_item){.group = calibration_group(c, sv_from(name)),
									   .ratings = i < 2 ? &yes : &no,
									   .rating_count = 1,
									   .met = i < 3,
									   .strength = i < 3},
						NULL));
	}
	calibration_result(c, 0, &r);
	cr_assert_eq(r.groups, 4);
	cr_assert_float_eq(r.precision.value, 2 / 3.0, 1e-9);
	cr_assert_float_eq(r.kappa.low, r.kappa.value, 1e-9);
	cr_assert_float_eq(r.kappa.high, r.kappa.value, 1e-9);
	for (int i = 0; i < 7; i++)
		cr_assert(calibration_add(c, 0,
					  &(struct calibration_item){.group = calibration_group(c, SV("five")),
								     .ratings = &no,
								     .rating_count = 1,
								     .met = true,
								     .strength = 1},
					  NULL));
	calibration_result(c, 0, &r);
	calibration_result(c, 0, &again);
	cr_assert(r.kappa.low < r.kappa.value && r.kappa.high > r.kappa.value);
	cr_assert_eq(memcmp(&r.kappa, &again.kappa, sizeof r.kappa), 0);
	calibration_free(c);
}

/* More different numbers than are counted: the alphas of numbers are not told, the rest is. */
Test(calibration, too_many_grades_for_alpha)
{
	struct calibration *c = calibration_new(1);
	struct calibration_result r;

	calibration_map(c, "a", "b");
	for (size_t i = 0; i < CALIBRATION_MAX_VALUES + 8; i++) {
		const struct calibration_rating ratings[] = {
			{.given = true, .graded = true, .positive = i % 2, .value = (double)i},
			{.given = true, .graded = true, .positive = i % 2, .value = (double)i}};

		cr_assert(calibration_add(
			c, 0, &(struct calibration_item){.ratings = ratings, .rating_count = 2, .strength = 0.5},
			NULL));
	}
	calibration_result(c, 0, &r);
	cr_assert_float_eq(r.alpha, 1, 1e-9);
	cr_assert(isnan(r.alpha_ordinal) && isnan(r.alpha_interval));
	calibration_free(c);
}

/* What is not defined is told as a dash or left out, never as "nan". */
Test(calibration, nothing_is_printed_as_nan)
{
	struct calibration *c = calibration_new(1);
	struct strbuf text = STRBUF_INIT;
	struct calibration_result r;

	calibration_map(c, "a", "b");
	calibration_result(c, 0, &r);
	calibration_result_text(&r, &text);
	cr_assert_null(strstr(text.buf, "nan"), "%s", text.buf);
	add_many(c, 3, true, true);
	calibration_result(c, 0, &r);
	strbuf_reset(&text);
	calibration_result_text(&r, &text);
	cr_assert_null(strstr(text.buf, "nan"), "%s", text.buf);
	cr_assert_not_null(strstr(text.buf, "both yes 3"), "%s", text.buf);
	strbuf_release(&text);
	calibration_free(c);
}
