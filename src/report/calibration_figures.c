/* calibration_figures.c - from kept rows to figures with intervals. */
#include "report/calibration_inside.h"

#include "base/mem.h"
#include "stats/alpha.h"
#include "stats/bootstrap.h"
#include "stats/rank.h"

#include <math.h>

#define LEVEL 0.95
#define MAX_GRADES 10    /* of weighted kappa; more is a measurement, not a grade */
#define MAX_WORDS 4096   /* longer replies count as this long */
#define RANK_WORK 2.0e8  /* rows x draws that intervals of rho may cost: about a second */
#define FEWEST_DRAWS 100 /* … but never fewer draws than this */

/* What the resamples need. */
struct sample {
	const struct kept_map *map;
	size_t groups;
	struct confusion *by_group;
	uint32_t *graded; /* rows with a grade, their numbers … */
	size_t graded_count;
	uint32_t *strengths, *grades; /* … and dense ranks */
	size_t strength_values, grade_values;
	double *table; /* weighted kappa: grades x grades, by group; NULL when marks are no grades */
	uint32_t *weights, *row_weights;
};

static void sample_release(struct sample *sample)
{
	free(sample->by_group);
	free(sample->graded);
	free(sample->strengths);
	free(sample->grades);
	free(sample->table);
	free(sample->weights);
	free(sample->row_weights);
}

static void count_row(struct confusion *c, const struct kept_row *row, double weight)
{
	double *cell = row->met ? (row->positive ? &c->tp : &c->fp) : (row->positive ? &c->fn : &c->tn);

	*cell += weight;
}

/* Groups are renumbered, so that only those of this mapping are drawn. */
static uint32_t *number_groups(const struct kept_map *map, size_t all, size_t *groups)
{
	uint32_t *numbers = mem_calloc(all + 1, sizeof *numbers);

	*groups = 0;
	for (size_t i = 0; i < map->row_count; i++)
		if (numbers[map->rows[i].group] == 0)
			numbers[map->rows[i].group] = (uint32_t)++ * groups;
	return numbers;
}

static bool whole_grades(const struct sample *sample)
{
	for (size_t i = 0; i < sample->graded_count; i++) {
		double grade = sample->map->rows[sample->graded[i]].grade;

		if (fabs(grade - round(grade)) > 1e-9)
			return false;
	}
	return sample->graded_count > 0 && sample->grade_values > 2 && sample->grade_values <= MAX_GRADES;
}

static void fill_ranks(struct sample *sample)
{
	const struct kept_map *map = sample->map;
	CLEANUP_FREE double *values = mem_calloc(map->row_count + 1, sizeof *values);

	sample->graded = mem_calloc(map->row_count + 1, sizeof *sample->graded);
	sample->strengths = mem_calloc(map->row_count + 1, sizeof *sample->strengths);
	sample->grades = mem_calloc(map->row_count + 1, sizeof *sample->grades);
	sample->row_weights = mem_calloc(map->row_count + 1, sizeof *sample->row_weights);
	for (size_t i = 0; i < map->row_count; i++)
		if (!isnan(map->rows[i].grade))
			sample->graded[sample->graded_count++] = (uint32_t)i;
	for (size_t i = 0; i < sample->graded_count; i++)
		values[i] = map->rows[sample->graded[i]].grade;
	sample->grade_values = rank_dense(values, sample->graded_count, sample->grades);
	for (size_t i = 0; i < sample->graded_count; i++)
		values[i] = map->rows[sample->graded[i]].strength;
	sample->strength_values = rank_dense(values, sample->graded_count, sample->strengths);
}

static void fill_groups(struct sample *sample, uint32_t *numbers)
{
	const struct kept_map *map = sample->map;
	size_t k = sample->grade_values;

	sample->by_group = mem_calloc(sample->groups + 1, sizeof *sample->by_group);
	sample->weights = mem_calloc(sample->groups + 1, sizeof *sample->weights);
	for (size_t i = 0; i < map->row_count; i++)
		count_row(&sample->by_group[numbers[map->rows[i].group] - 1], &map->rows[i], 1);
	if (!whole_grades(sample))
		return;
	sample->table = mem_calloc(sample->groups * k * k + 1, sizeof *sample->table);
	for (size_t i = 0; i < sample->graded_count; i++) {
		const struct kept_row *row = &map->rows[sample->graded[i]];
		size_t step = (size_t)lround(row->strength * (double)(k - 1));

		sample->table[((numbers[row->group] - 1) * k + step) * k + sample->grades[i]]++;
	}
}

static double weighted_kappa(const struct sample *sample, const uint32_t *weights)
{
	double sum[MAX_GRADES * MAX_GRADES] = {0};
	size_t cells = sample->grade_values * sample->grade_values;

	if (!sample->table)
		return NAN;
	for (size_t g = 0; g < sample->groups; g++)
		for (size_t i = 0; i < cells; i++)
			sum[i] += sample->table[g * cells + i] * (weights ? weights[g] : 1);
	return kappa_of_table(sum, sample->grade_values, KAPPA_QUADRATIC);
}

static double rho_of(const struct sample *sample, const uint32_t *weights)
{
	return spearman_of(sample->strengths, sample->grades, weights, sample->graded_count, sample->strength_values,
			   sample->grade_values);
}

enum kind { KAPPA, F1, ACCURACY, PRECISION, RECALL, WEIGHTED, RHO, KINDS };

static void figures_of(const struct confusion *c, double *out)
{
	out[KAPPA] = confusion_kappa(c);
	out[F1] = confusion_f1(c);
	out[ACCURACY] = confusion_accuracy(c);
	out[PRECISION] = confusion_precision(c);
	out[RECALL] = confusion_recall(c);
}

static struct confusion weigh(const struct sample *sample)
{
	struct confusion sum = {0, 0, 0, 0};

	for (size_t g = 0; g < sample->groups; g++) {
		const struct confusion *c = &sample->by_group[g];

		sum.tp += sample->weights[g] * c->tp;
		sum.fp += sample->weights[g] * c->fp;
		sum.fn += sample->weights[g] * c->fn;
		sum.tn += sample->weights[g] * c->tn;
	}
	return sum;
}

static void resample(struct sample *sample, uint64_t seed, const uint32_t *numbers, struct figure *const *out)
{
	CLEANUP_FREE double *figures = mem_calloc((size_t)KINDS * CALIBRATION_DRAWS, sizeof *figures);
	double affordable = RANK_WORK / (double)(sample->graded_count + 1);
	size_t rank_draws = affordable > CALIBRATION_DRAWS ? CALIBRATION_DRAWS
			    : affordable < FEWEST_DRAWS    ? FEWEST_DRAWS
							   : (size_t)affordable;
	struct rng rng;

	rng_seed(&rng, seed);
	for (size_t draw = 0; draw < CALIBRATION_DRAWS; draw++) {
		struct confusion sum;
		double one[KINDS];

		bootstrap_draw(&rng, sample->weights, sample->groups);
		sum = weigh(sample);
		figures_of(&sum, one);
		one[WEIGHTED] = weighted_kappa(sample, sample->weights);
		for (size_t i = 0; draw < rank_draws && i < sample->graded_count; i++)
			sample->row_weights[i] =
				sample->weights[numbers[sample->map->rows[sample->graded[i]].group] - 1];
		one[RHO] = draw < rank_draws ? rho_of(sample, sample->row_weights) : NAN;
		for (int kind = 0; kind < KINDS; kind++)
			figures[(size_t)kind * CALIBRATION_DRAWS + draw] = one[kind];
	}
	for (int kind = 0; kind < KINDS; kind++) {
		size_t draws = kind == RHO ? rank_draws : CALIBRATION_DRAWS;
		struct interval interval = bootstrap_interval(figures + (size_t)kind * CALIBRATION_DRAWS, draws, LEVEL);

		out[kind]->low = interval.low;
		out[kind]->high = interval.high;
	}
}

/* ---- word count alone ---- */

static double best_words_kappa(const struct kept_map *map)
{
	CLEANUP_FREE double *counts = mem_calloc((MAX_WORDS + 1) * 2, sizeof *counts);
	struct confusion c = {0, 0, 0, 0};
	double best = NAN;

	for (size_t i = 0; i < map->row_count; i++) {
		const struct kept_row *row = &map->rows[i];
		size_t words = row->words < MAX_WORDS ? row->words : MAX_WORDS;

		counts[words * 2 + row->positive]++;
		c.fn += row->positive;
		c.tn += !row->positive;
	}
	/* "at least so many words", from the longest on; the other way round its sign turns */
	for (size_t words = MAX_WORDS + 1; words > 0; words--) {
		struct confusion turned;
		double kappa, other;

		c.tp += counts[(words - 1) * 2 + 1];
		c.fn -= counts[(words - 1) * 2 + 1];
		c.fp += counts[(words - 1) * 2];
		c.tn -= counts[(words - 1) * 2];
		turned = (struct confusion){c.fn, c.tn, c.tp, c.fp};
		kappa = confusion_kappa(&c);
		other = confusion_kappa(&turned);
		kappa = isnan(kappa) || other > kappa ? other : kappa;
		if (!isnan(kappa) && (isnan(best) || kappa > best))
			best = kappa;
	}
	return best;
}

static double words_rho(const struct sample *sample)
{
	CLEANUP_FREE double *words = mem_calloc(sample->graded_count + 1, sizeof *words);
	CLEANUP_FREE uint32_t *ranks = mem_calloc(sample->graded_count + 1, sizeof *ranks);
	size_t values;

	for (size_t i = 0; i < sample->graded_count; i++)
		words[i] = sample->map->rows[sample->graded[i]].words;
	values = rank_dense(words, sample->graded_count, ranks);
	return spearman_of(ranks, sample->grades, NULL, sample->graded_count, values, sample->grade_values);
}

/* ---- several raters ---- */

static double mean_kappa(const struct confusion *const *cells, size_t count)
{
	double sum = 0;
	size_t known = 0;

	for (size_t i = 0; i < count; i++) {
		double kappa = confusion_kappa(cells[i]);

		if (isnan(kappa))
			continue;
		sum += kappa;
		known++;
	}
	return known ? sum / (double)known : NAN;
}

/* Values came in any order; alpha wants them ascending. */
static void sorted_alpha(const struct kept_map *map, struct calibration_result *out)
{
	size_t k = map->value_count;
	double table[CALIBRATION_MAX_VALUES * CALIBRATION_MAX_VALUES], values[CALIBRATION_MAX_VALUES];
	uint32_t order[CALIBRATION_MAX_VALUES];

	rank_dense(map->values, k, order);
	for (size_t i = 0; i < k; i++) {
		values[order[i]] = map->values[i];
		for (size_t j = 0; j < k; j++)
			table[order[i] * k + order[j]] = map->coincidence[i * CALIBRATION_MAX_VALUES + j];
	}
	if (k > 2 && !map->too_many_values) {
		out->alpha_ordinal = alpha_of(table, k, values, ALPHA_ORDINAL);
		out->alpha_interval = alpha_of(table, k, values, ALPHA_INTERVAL);
	}
}

static void rater_figures(const struct kept_map *map, struct calibration_result *out)
{
	const struct confusion *cells[CALIBRATION_MAX_RATERS * CALIBRATION_MAX_RATERS];
	size_t count = 0;

	out->raters = map->raters;
	out->rater_kappa = out->engine_kappa = out->alpha = out->alpha_ordinal = out->alpha_interval = NAN;
	if (map->raters < 2)
		return;
	for (int i = 0; i < map->raters; i++)
		for (int k = 0; k < i; k++)
			cells[count++] = &map->pairs[k][i];
	out->rater_kappa = mean_kappa(cells, count);
	for (int i = 0; i < map->raters; i++)
		cells[i] = &map->engine[i];
	out->engine_kappa = mean_kappa(cells, (size_t)map->raters);
	out->alpha = alpha_of(map->holds, 2, NULL, ALPHA_NOMINAL);
	sorted_alpha(map, out);
}

void calibration_result(const struct calibration *calibration, int number, struct calibration_result *out)
{
	const struct kept_map *map = calibration->maps[number];
	struct sample sample CLEANUP(sample_release) = {.map = map};
	CLEANUP_FREE uint32_t *numbers = number_groups(map, calibration->group_count, &sample.groups);
	struct figure *const figures[KINDS] = {[KAPPA] = &out->kappa,
					       [F1] = &out->f1,
					       [ACCURACY] = &out->accuracy,
					       [PRECISION] = &out->precision,
					       [RECALL] = &out->recall,
					       [WEIGHTED] = &out->weighted_kappa,
					       [RHO] = &out->rho};
	struct confusion all = {0, 0, 0, 0};
	double values[KINDS];

	*out = (struct calibration_result){.label = map->label,
					   .criterion = map->criterion,
					   .n = map->row_count,
					   .na = map->na,
					   .errors = map->errors,
					   .groups = sample.groups};
	for (size_t i = 0; i < map->row_count; i++)
		count_row(&all, &map->rows[i], 1);
	out->tp = (size_t)all.tp;
	out->fp = (size_t)all.fp;
	out->fn = (size_t)all.fn;
	out->tn = (size_t)all.tn;
	fill_ranks(&sample);
	fill_groups(&sample, numbers);
	figures_of(&all, values);
	values[WEIGHTED] = weighted_kappa(&sample, NULL);
	values[RHO] = rho_of(&sample, NULL);
	for (int kind = 0; kind < KINDS; kind++)
		*figures[kind] = (struct figure){values[kind], NAN, NAN};
	if (sample.groups > 1)
		resample(&sample, calibration->seed, numbers, figures);
	out->prevalence = confusion_prevalence(&all);
	out->words_rho = words_rho(&sample);
	out->words_kappa = best_words_kappa(map);
	rater_figures(map, out);
}
