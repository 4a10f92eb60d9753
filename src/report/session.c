/* session.c - agreement of the engine and several people over a calibration session. */
#include "report/session.h"

#include "base/mem.h"
#include "stats/agreement.h"
#include "stats/alpha.h"
#include "stats/bootstrap.h"

#include <math.h>
#include <string.h>

#define CELLS ((size_t)SESSION_CLASSES * SESSION_CLASSES)
#define LEVEL 0.95

const char *const session_doubts[SESSION_DOUBTS + 1] = {
	"", "too few conversations", "always the same verdict", "kappa below 0.6", "people disagree", NULL};

void session_grid_init(struct session_grid *grid, size_t items, size_t raters, size_t criteria)
{
	*grid = (struct session_grid){.items = items, .raters = raters, .criteria = criteria};
	grid->marks = mem_calloc(items * raters + 1, criteria + 1);
	memset(grid->marks, -1, (items * raters + 1) * (criteria + 1));
	grid->points = mem_calloc(items * criteria + 1, sizeof *grid->points);
}

void session_grid_release(struct session_grid *grid)
{
	free(grid->marks);
	free(grid->points);
	*grid = (struct session_grid){0};
}

signed char *session_mark(const struct session_grid *grid, size_t item, size_t rater, size_t criterion)
{
	return &grid->marks[(item * grid->raters + rater) * grid->criteria + criterion];
}

/* ---- one conversation's contribution, so that a resample is a weighted sum ---- */

struct tally {
	double engine[CELLS], people[CELLS], coincidence[CELLS];
};

static void count_item(const struct session_grid *grid, size_t item, size_t criterion, int *ratings, struct tally *out)
{
	for (size_t i = 0; i < grid->raters; i++)
		ratings[i] = *session_mark(grid, item, i, criterion);
	for (size_t i = 1; i < grid->raters; i++) {
		if (ratings[i] < 0)
			continue;
		if (ratings[0] >= 0)
			out->engine[ratings[0] * SESSION_CLASSES + ratings[i]]++;
		for (size_t k = 1; k < grid->raters; k++)
			if (k != i && ratings[k] >= 0)
				out->people[ratings[i] * SESSION_CLASSES + ratings[k]]++;
	}
	alpha_add_unit(out->coincidence, SESSION_CLASSES, ratings, grid->raters);
}

static void add_tally(struct tally *sum, const struct tally *one, double weight)
{
	for (size_t i = 0; i < CELLS; i++) {
		sum->engine[i] += weight * one->engine[i];
		sum->people[i] += weight * one->people[i];
		sum->coincidence[i] += weight * one->coincidence[i];
	}
}

static double total_of(const double *table)
{
	double sum = 0;

	for (size_t i = 0; i < CELLS; i++)
		sum += table[i];
	return sum;
}

static double alike_of(const double *table)
{
	double sum = 0;

	for (size_t i = 0; i < SESSION_CLASSES; i++)
		sum += table[i * SESSION_CLASSES + i];
	return sum;
}

enum { AGREEMENT, KAPPA, PEOPLE, ALPHA, KINDS };

static void figures_of(const struct tally *tally, double out[KINDS])
{
	double total = total_of(tally->engine);

	out[AGREEMENT] = total > 0 ? 100 * alike_of(tally->engine) / total : NAN;
	out[KAPPA] = kappa_of_table(tally->engine, SESSION_CLASSES, KAPPA_PLAIN);
	out[PEOPLE] = kappa_of_table(tally->people, SESSION_CLASSES, KAPPA_PLAIN);
	out[ALPHA] = alpha_of(tally->coincidence, SESSION_CLASSES, NULL, ALPHA_NOMINAL);
}

static void resample(const struct tally *items, size_t count, uint64_t seed, struct figure *const *out)
{
	CLEANUP_FREE double *figures = mem_calloc((size_t)KINDS * CALIBRATION_DRAWS, sizeof *figures);
	CLEANUP_FREE uint32_t *weights = mem_calloc(count, sizeof *weights);
	struct rng rng;

	rng_seed(&rng, seed);
	for (size_t draw = 0; draw < CALIBRATION_DRAWS; draw++) {
		struct tally sum = {.engine = {0}};
		double one[KINDS];

		bootstrap_draw(&rng, weights, count);
		for (size_t i = 0; i < count; i++)
			if (weights[i])
				add_tally(&sum, &items[i], weights[i]);
		figures_of(&sum, one);
		for (size_t kind = 0; kind < KINDS; kind++)
			figures[kind * CALIBRATION_DRAWS + draw] = one[kind];
	}
	for (size_t kind = 0; kind < KINDS; kind++) {
		struct interval interval =
			bootstrap_interval(figures + kind * CALIBRATION_DRAWS, CALIBRATION_DRAWS, LEVEL);

		out[kind]->low = interval.low;
		out[kind]->high = interval.high;
	}
}

static enum session_doubt doubt_of(const struct session_result *result)
{
	if (result->items < SESSION_LEAST_ITEMS)
		return SESSION_FEW;
	if (isnan(result->kappa.value))
		return SESSION_SAME;
	if (!isnan(result->people.value) && result->people.value < SESSION_LEAST_KAPPA)
		return SESSION_PEOPLE;
	return result->kappa.value < SESSION_LEAST_KAPPA ? SESSION_APART : SESSION_TRUSTED;
}

void session_criterion(const struct session_grid *grid, size_t criterion, uint64_t seed, struct session_result *out)
{
	CLEANUP_FREE struct tally *items = mem_calloc(grid->items + 1, sizeof *items);
	CLEANUP_FREE int *ratings = mem_calloc(grid->raters + 1, sizeof *ratings);
	struct figure *const figures[KINDS] = {
		[AGREEMENT] = &out->agreement, [KAPPA] = &out->kappa, [PEOPLE] = &out->people, [ALPHA] = &out->alpha};
	struct tally all = {.engine = {0}};
	double values[KINDS];
	size_t used = 0; /* conversations in which somebody marked this criterion */

	*out = (struct session_result){.items = 0};
	for (size_t i = 0; i < grid->items; i++) {
		items[used] = (struct tally){.engine = {0}};
		count_item(grid, i, criterion, ratings, &items[used]);
		if (total_of(items[used].engine) + total_of(items[used].people) <= 0)
			continue;
		out->items += total_of(items[used].engine) > 0;
		add_tally(&all, &items[used++], 1);
	}
	out->pairs = (size_t)total_of(all.engine);
	out->alike = (size_t)alike_of(all.engine);
	figures_of(&all, values);
	for (size_t kind = 0; kind < KINDS; kind++)
		*figures[kind] = (struct figure){values[kind], NAN, NAN};
	if (used > 1)
		resample(items, used, seed, figures);
	out->doubt = doubt_of(out);
}

/* ---- scores ---- */

struct near_count {
	double pairs, near_by, people_pairs, people_near;
};

static bool scores_near(const struct session_grid *grid, size_t item, size_t a, size_t b, bool *near_by)
{
	double met[2] = {0, 0}, most[2] = {0, 0};

	for (size_t c = 0; c < grid->criteria; c++) {
		const signed char marks[2] = {*session_mark(grid, item, a, c), *session_mark(grid, item, b, c)};
		double points = grid->points[item * grid->criteria + c];

		if (marks[0] < 0 || marks[1] < 0)
			continue;
		for (int i = 0; i < 2; i++) {
			met[i] += marks[i] == VERDICT_MET ? points : 0;
			most[i] += marks[i] != VERDICT_NA ? points : 0;
		}
	}
	if (most[0] <= 0 || most[1] <= 0)
		return false;
	*near_by = fabs(100 * met[0] / most[0] - 100 * met[1] / most[1]) <= SESSION_NEAR + 1e-9;
	return true;
}

static struct near_count near_of_item(const struct session_grid *grid, size_t item)
{
	struct near_count out = {0, 0, 0, 0};
	bool near_by = false;

	for (size_t a = 0; a < grid->raters; a++) {
		for (size_t b = a + 1; b < grid->raters; b++) {
			if (!scores_near(grid, item, a, b, &near_by))
				continue;
			*(a ? &out.people_pairs : &out.pairs) += 1;
			*(a ? &out.people_near : &out.near_by) += near_by;
		}
	}
	return out;
}

static struct near_count weigh(const struct near_count *items, const uint32_t *weights, size_t count)
{
	struct near_count sum = {0, 0, 0, 0};

	for (size_t i = 0; i < count; i++) {
		double weight = weights ? weights[i] : 1;

		sum.pairs += weight * items[i].pairs;
		sum.near_by += weight * items[i].near_by;
		sum.people_pairs += weight * items[i].people_pairs;
		sum.people_near += weight * items[i].people_near;
	}
	return sum;
}

static double per_cent(double hits, double n)
{
	return n > 0 ? 100 * hits / n : NAN;
}

void session_scores(const struct session_grid *grid, uint64_t seed, struct session_scores *out)
{
	CLEANUP_FREE struct near_count *items = mem_calloc(grid->items + 1, sizeof *items);
	CLEANUP_FREE uint32_t *weights = mem_calloc(grid->items + 1, sizeof *weights);
	CLEANUP_FREE double *shares = mem_calloc((size_t)2 * CALIBRATION_DRAWS, sizeof *shares);
	struct near_count sum;
	struct interval of_engine, of_people;
	size_t used = 0;
	struct rng rng;

	for (size_t i = 0; i < grid->items; i++) {
		items[used] = near_of_item(grid, i);
		used += items[used].pairs + items[used].people_pairs > 0;
	}
	sum = weigh(items, NULL, used);
	*out = (struct session_scores){.pairs = (size_t)sum.pairs,
				       .near_by = (size_t)sum.near_by,
				       .share = {per_cent(sum.near_by, sum.pairs), NAN, NAN},
				       .people_pairs = (size_t)sum.people_pairs,
				       .people_near = (size_t)sum.people_near,
				       .people = {per_cent(sum.people_near, sum.people_pairs), NAN, NAN}};
	if (used < 2)
		return;
	rng_seed(&rng, seed);
	for (size_t draw = 0; draw < CALIBRATION_DRAWS; draw++) {
		bootstrap_draw(&rng, weights, used);
		sum = weigh(items, weights, used);
		shares[draw] = per_cent(sum.near_by, sum.pairs);
		shares[CALIBRATION_DRAWS + draw] = per_cent(sum.people_near, sum.people_pairs);
	}
	of_engine = bootstrap_interval(shares, CALIBRATION_DRAWS, LEVEL);
	of_people = bootstrap_interval(shares + CALIBRATION_DRAWS, CALIBRATION_DRAWS, LEVEL);
	out->share.low = of_engine.low;
	out->share.high = of_engine.high;
	out->people.low = of_people.low;
	out->people.high = of_people.high;
}
