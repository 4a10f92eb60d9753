/* build_checks.c - the reports on what is checked: skills, criteria. */
#include "base/mem.h"
#include "model/rubric.h"
#include "report/gather.h"
#include "report/wilson.h"
#include "store/history.h"

#include <math.h>

void report_interval(int64_t k, int64_t n, double *low, double *high)
{
	wilson(k, n, low, high);
}

static void bars(struct gather *gather, struct report_part *part, const char *title, const struct total_row *rows,
		 const size_t *order, size_t count)
{
	struct report_chart *chart = report_chart(gather->report, part, CHART_BARS, title, 1, count);

	chart->low = MEM_ARRAY(gather->report, double, count + 1);
	chart->high = MEM_ARRAY(gather->report, double, count + 1);
	for (size_t i = 0; i < count; i++) {
		const struct total_row *row = &rows[order ? order[i] : i];
		int64_t n = row->met + row->missed;

		chart->columns[i] = mem_pool_strndup(gather->report, row->key, strlen(row->key));
		chart->values[i] = n ? 100.0 * (double)row->met / (double)n : NAN;
		wilson(row->met, n, &chart->low[i], &chart->high[i]);
	}
}

bool part_skills(struct gather *gather, struct err *err)
{
	size_t count = 0;
	struct total_row *rows = store_totals(gather->report, gather->store, TOTAL_SKILL, &gather->query, &count, err);
	struct report_part *part;

	if (!rows)
		return false;
	part = report_part(
		gather->report, "skills", "Skills",
		"How often a criterion of the skill was met when it applied; points are those earned of those "
		"that could be.");
	table_column(part->table, "skill", "SKILL", TABLE_TEXT, 0, false);
	table_column(part->table, "met_rate", "MET", TABLE_RATE, 1, false);
	table_column(part->table, "points_rate", "POINTS %", TABLE_REAL, 1, false);
	table_column(part->table, "earned", NULL, TABLE_REAL, 1, false);
	table_column(part->table, "points", NULL, TABLE_REAL, 0, false);
	table_column(part->table, "na", "N/A", TABLE_INT, 0, false);
	table_column(part->table, "errors", NULL, TABLE_INT, 0, false);
	table_column(part->table, NULL, "MET", TABLE_BAR, 0, false);
	for (size_t i = 0; i < count; i++) {
		int64_t n = rows[i].met + rows[i].missed;

		table_row(part->table);
		table_str(part->table, rows[i].key);
		table_rate(part->table, rows[i].met, n);
		add_number(part->table, rows[i].points > 0 ? 100.0 * rows[i].earned / rows[i].points : NAN);
		table_real(part->table, rows[i].earned);
		table_real(part->table, rows[i].points);
		table_int(part->table, rows[i].na);
		table_int(part->table, rows[i].errors);
		if (n)
			table_bar(part->table, 100.0 * (double)rows[i].met / (double)n);
	}
	bars(gather, part, "Criteria met, by skill", rows, NULL, count);
	return true;
}

static const char *const short_skills[SKILL_COUNT] = {"COMMUNICATION", "EMOTIONS",    "PROBLEMS",
						      "LISTENING",     "FLEXIBILITY", "PRODUCT"};

static const struct total_row *skill_row(const struct total_row *rows, size_t from, size_t to, const char *skill)
{
	for (size_t i = from; i < to; i++) {
		if (!strcmp(rows[i].key2, skill))
			return &rows[i];
	}
	return NULL;
}

static const char *shown_name(struct gather *gather, const char *name, struct err *err)
{
	int64_t id = 0;

	if (!gather->pseudonyms)
		return name;
	return store_trainee_find(gather->store, sv_from(name), &id, err) ? gather_name(gather, name, id) : "";
}

/* The rows of one person, from and up to. */
struct person {
	const char *name;
	size_t from, to;
};

static int by_person(const void *a, const void *b)
{
	return strcmp(((const struct person *)a)->name, ((const struct person *)b)->name);
}

/* `rows` come in the order of the real names, which pseudonyms must not give away. */
static struct person *grid_people(struct gather *gather, const struct total_row *rows, size_t count, size_t *people,
				  struct err *err)
{
	struct person *all = MEM_ARRAY(gather->report, struct person, count + 1);

	*people = 0;
	for (size_t from = 0, to; from < count; from = to) {
		for (to = from + 1; to < count && !strcmp(rows[to].key, rows[from].key);)
			to++;
		all[(*people)++] = (struct person){shown_name(gather, rows[from].key, err), from, to};
	}
	if (gather->pseudonyms)
		qsort(all, *people, sizeof *all, by_person);
	return all;
}

static bool part_grid(struct gather *gather, struct err *err)
{
	size_t count = 0, people = 0;
	struct total_row *rows =
		store_totals(gather->report, gather->store, TOTAL_TRAINEE_SKILL, &gather->query, &count, err);
	struct person *all;
	struct report_part *part;
	struct report_chart *chart;

	if (!rows)
		return false;
	all = grid_people(gather, rows, count, &people, err);
	part = report_part(gather->report, "grid", "Trainee by skill",
			   "Share of criteria met, with its 95 % interval.");
	chart = report_chart(gather->report, part, CHART_HEAT, "Criteria met, trainee by skill", people, SKILL_COUNT);
	table_column(part->table, "trainee", "TRAINEE", TABLE_TEXT, 0, true);
	for (size_t s = 0; s < SKILL_COUNT; s++) {
		table_column(part->table, skill_names[s], short_skills[s], TABLE_RATE, 1, false);
		chart->columns[s] = mem_pool_strndup(gather->report, skill_names[s], strlen(skill_names[s]));
	}
	for (size_t i = 0; i < people; i++) {
		table_row(part->table);
		table_str(part->table, all[i].name);
		chart->rows[i] = mem_pool_strndup(gather->report, all[i].name, strlen(all[i].name));
		for (size_t s = 0; s < SKILL_COUNT; s++) {
			const struct total_row *row = skill_row(rows, all[i].from, all[i].to, skill_names[s]);
			int64_t n = row ? row->met + row->missed : 0;

			if (!n) {
				table_none(part->table);
				continue;
			}
			table_rate(part->table, row->met, n);
			chart->values[i * SKILL_COUNT + s] = 100.0 * (double)row->met / (double)n;
		}
	}
	return true;
}

bool build_skills(struct gather *gather, const struct report_request *request, struct err *err)
{
	(void)request;
	if (!part_skills(gather, err) || !part_grid(gather, err))
		return false;
	gather->report->main = 1;
	return true;
}

/* Point-biserial correlation of met/missed with the attempt's score, from whole numbers:
 * r = (n S1 - k S) / sqrt(k (n - k) (n Q - S^2)). NAN when one of the two varies not at all. */
static double discrimination(const struct criterion_spread *spread)
{
	double n = (double)spread->n, k = (double)spread->met, sum = (double)spread->score;
	double under = k * (n - k) * (n * (double)spread->score_square - sum * sum);

	return under > 0 ? (n * (double)spread->score_met - k * sum) / sqrt(under) : NAN;
}

static int by_spread(const void *key, const void *row)
{
	return strcmp(key, ((const struct criterion_spread *)row)->key);
}

struct missed {
	double rate;
	size_t index;
};

static int by_rate(const void *a, const void *b)
{
	const struct missed *left = a, *right = b;

	return left->rate != right->rate ? (left->rate > right->rate) - (left->rate < right->rate)
					 : (left->index > right->index) - (left->index < right->index);
}

/* Most missed first; what never applied last. */
static size_t *worst_first(struct gather *gather, const struct total_row *rows, size_t count)
{
	struct missed *sorted = mem_calloc(count + 1, sizeof *sorted);
	size_t *order = MEM_ARRAY(gather->report, size_t, count + 1);

	for (size_t i = 0; i < count; i++) {
		int64_t n = rows[i].met + rows[i].missed;

		sorted[i] = (struct missed){n ? (double)rows[i].met / (double)n : 2, i};
	}
	qsort(sorted, count, sizeof *sorted, by_rate);
	for (size_t i = 0; i < count; i++)
		order[i] = sorted[i].index;
	free(sorted);
	return order;
}

static void criteria_columns(struct table *table)
{
	table_column(table, "criterion", "CRITERION", TABLE_TEXT, 0, true);
	table_column(table, "met_rate", "MET", TABLE_RATE, 1, false);
	table_column(table, NULL, "MET", TABLE_BAR, 0, false);
	table_column(table, "na", "N/A", TABLE_INT, 0, false);
	table_column(table, "errors", NULL, TABLE_INT, 0, false);
	table_column(table, "discrimination", "DISCR.", TABLE_REAL, 2, false);
	table_column(table, "discrimination_n", NULL, TABLE_INT, 0, false);
	table_column(table, "disputed", NULL, TABLE_INT, 0, false);
	table_column(table, "overturned", "OVERTURNED", TABLE_RATE, 1, false);
	table_column(table, "reviewed_otherwise", "REVIEWED OTHERWISE", TABLE_RATE, 1, false);
}

static int by_criterion(const void *key, const void *row)
{
	return strcmp(key, ((const struct overturn_row *)row)->criterion);
}

/* How often people saw it otherwise than the engine: over all attempts of the store, whatever the window. */
static void overturn_cells(struct table *table, const struct overturn_row *row)
{
	static const struct overturn_row none = {.criterion = NULL};

	row = row ? row : &none;
	table_int(table, row->disputed);
	table_rate(table, row->overturned, row->resolved);
	table_rate(table, row->differed, row->reviewed);
}

bool part_criteria(struct gather *gather, struct err *err)
{
	size_t count = 0, spread_count = 0, overturn_count = 0;
	struct total_row *rows =
		store_totals(gather->report, gather->store, TOTAL_CRITERION, &gather->query, &count, err);
	struct criterion_spread *spread =
		rows ? store_spread(gather->report, gather->store, &gather->query, &spread_count, err) : NULL;
	struct overturn_row *overturns =
		spread ? store_overturns(gather->report, gather->store, &overturn_count, err) : NULL;
	struct report_part *part;
	size_t *order;

	if (!overturns)
		return false;
	part = report_part(
		gather->report, "criteria", "Criteria",
		"Most missed first. Discrimination: how a criterion goes with the whole score, from -1 to 1; "
		"near 0 or below it tells nothing. Overturned: of disputes that were decided.");
	order = worst_first(gather, rows, count);
	criteria_columns(part->table);
	for (size_t i = 0; i < count; i++) {
		const struct total_row *row = &rows[order[i]];
		const struct criterion_spread *found =
			bsearch(row->key, spread, spread_count, sizeof *spread, by_spread);
		int64_t n = row->met + row->missed;

		table_row(part->table);
		table_str(part->table, row->key);
		table_rate(part->table, row->met, n);
		if (n)
			table_bar(part->table, 100.0 * (double)row->met / (double)n);
		else
			table_none(part->table);
		table_int(part->table, row->na);
		table_int(part->table, row->errors);
		add_number(part->table, found && found->n >= REPORT_RANK_MIN ? discrimination(found) : NAN);
		table_int(part->table, found ? found->n : 0);
		overturn_cells(part->table,
			       bsearch(row->key, overturns, overturn_count, sizeof *overturns, by_criterion));
	}
	bars(gather, part, "Criteria met, most missed first", rows, order, count > 30 ? 30 : count);
	return true;
}

static size_t index_of(char **names, size_t *count, const char *name)
{
	for (size_t i = 0; i < *count; i++) {
		if (!strcmp(names[i], name))
			return i;
	}
	names[*count] = (char *)name;
	return (*count)++;
}

static int by_name(const void *a, const void *b)
{
	return strcmp(*(const char *const *)a, *(const char *const *)b);
}

#define HEAT_CRITERIA 30 /* of the heat map: those most missed */

struct by_team {
	struct team_criterion *rows; /* by criterion, then team */
	size_t count;
	char **teams, **criteria; /* each name once, teams in order */
	size_t team_count, criterion_count;
	size_t *from;        /* where a criterion's rows begin; one more at the end */
	const size_t *order; /* of criteria, most missed first */
};

static void name_both(struct gather *gather, struct by_team *all)
{
	all->teams = MEM_ARRAY(gather->report, char *, all->count + 1);
	all->criteria = MEM_ARRAY(gather->report, char *, all->count + 1);
	all->from = MEM_ARRAY(gather->report, size_t, all->count + 1);
	for (size_t i = 0; i < all->count; i++) {
		index_of(all->teams, &all->team_count, all->rows[i].team);
		if (i && !strcmp(all->rows[i].criterion, all->rows[i - 1].criterion))
			continue;
		all->from[all->criterion_count] = i;
		all->criteria[all->criterion_count++] = all->rows[i].criterion;
	}
	all->from[all->criterion_count] = all->count;
	qsort(all->teams, all->team_count, sizeof *all->teams, by_name);
}

static const size_t *most_missed(struct gather *gather, const struct by_team *all)
{
	struct total_row *totals = MEM_ARRAY(gather->report, struct total_row, all->criterion_count + 1);

	for (size_t c = 0; c < all->criterion_count; c++) {
		for (size_t i = all->from[c]; i < all->from[c + 1]; i++) {
			totals[c].met += all->rows[i].met;
			totals[c].missed += all->rows[i].missed;
		}
	}
	return worst_first(gather, totals, all->criterion_count);
}

static void heat(struct gather *gather, struct report_part *part, const struct by_team *all)
{
	size_t shown = all->criterion_count < HEAT_CRITERIA ? all->criterion_count : HEAT_CRITERIA;
	struct report_chart *chart = report_chart(gather->report, part, CHART_HEAT,
						  "Criteria met by team, most missed first", shown, all->team_count);

	chart->keys = all->teams;
	for (size_t t = 0; t < all->team_count; t++)
		chart->columns[t] = all->teams[t][0] ? all->teams[t] : (char *)"(no team)";
	for (size_t r = 0; r < shown; r++) {
		size_t c = all->order[r];

		chart->rows[r] = all->criteria[c];
		for (size_t i = all->from[c]; i < all->from[c + 1]; i++) {
			int64_t n = all->rows[i].met + all->rows[i].missed;
			size_t t = index_of(all->teams, &(size_t){all->team_count}, all->rows[i].team);

			if (n)
				chart->values[r * all->team_count + t] = 100.0 * (double)all->rows[i].met / (double)n;
		}
	}
}

static void team_row(struct table *table, const struct team_criterion *row)
{
	table_row(table);
	table_str(table, row->criterion);
	table_str(table, row->team);
	table_rate(table, row->met, row->met + row->missed);
}

/* Criterion by team: does one team miss what the others do not? */
static bool part_teams(struct gather *gather, struct err *err)
{
	struct by_team all = {.count = 0};
	struct report_part *part;

	all.rows = store_team_criteria(gather->report, gather->store, &gather->query, &all.count, err);
	if (!all.rows)
		return false;
	name_both(gather, &all);
	all.order = most_missed(gather, &all);
	part = report_part(gather->report, "teams", "Criterion by team",
			   "Share of those that applied and were met; most missed first.");
	heat(gather, part, &all);
	table_column(part->table, "criterion", "CRITERION", TABLE_TEXT, 0, true);
	table_column(part->table, "team", "TEAM", TABLE_TEXT, 0, false);
	table_column(part->table, "met_rate", "MET", TABLE_RATE, 1, false);
	for (size_t r = 0; r < all.criterion_count; r++) {
		for (size_t i = all.from[all.order[r]]; i < all.from[all.order[r] + 1]; i++)
			team_row(part->table, &all.rows[i]);
	}
	return true;
}

bool build_criteria(struct gather *gather, const struct report_request *request, struct err *err)
{
	(void)request;
	return part_criteria(gather, err) && part_teams(gather, err);
}
