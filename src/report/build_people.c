/* build_people.c - the reports on people: trainee, team. */
#include "base/clock.h"
#include "base/mem.h"
#include "report/gather.h"

#include <math.h>

struct ranked {
	double median;
	size_t group;
	int rank; /* 0: too few attempts */
};

static int by_median(const void *a, const void *b)
{
	const struct ranked *left = a, *right = b;

	return left->median != right->median ? (left->median < right->median) - (left->median > right->median)
					     : (left->group > right->group) - (left->group < right->group);
}

/* Rank by median among those with enough attempts; equal medians share one. */
static int *rank_groups(struct gather *gather, const struct figures *figures, size_t count)
{
	int *ranks = MEM_ARRAY(gather->report, int, count + 1);
	struct ranked *order = mem_calloc(count + 1, sizeof *order);
	size_t able = 0;

	for (size_t i = 0; i < count; i++) {
		if (figures[i].scored >= REPORT_RANK_MIN)
			order[able++] = (struct ranked){figures[i].median, i, 0};
	}
	qsort(order, able, sizeof *order, by_median);
	for (size_t i = 0; i < able; i++) {
		order[i].rank = i && order[i].median == order[i - 1].median ? order[i - 1].rank : (int)i + 1;
		ranks[order[i].group] = order[i].rank;
	}
	free(order);
	return ranks;
}

static struct figures *figures_of_each(const struct group *groups, size_t count)
{
	struct figures *all = MEM_ARRAY(groups, struct figures, count + 1);

	for (size_t i = 0; i < count; i++)
		figures_of(groups[i].entries, groups[i].count, &all[i]);
	return all;
}

static void part_trainees(struct gather *gather)
{
	size_t count = 0;
	struct group *groups = gather_by(gather, who_key, &count);
	struct figures *all = figures_of_each(groups, count);
	int *ranks = rank_groups(gather, all, count);
	struct report_part *part = report_part(gather->report, "trainees", "People",
					       "Rank by median score, from five attempts on. Shares are of N, with a "
					       "95 % interval (Wilson).");
	struct report_chart *chart =
		report_chart(gather->report, part, CHART_BARS, "Pass rate with its 95 % interval", 1, count);
	struct table *table = part->table;

	chart->low = MEM_ARRAY(gather->report, double, count + 1);
	chart->high = MEM_ARRAY(gather->report, double, count + 1);
	table_column(table, "trainee", "TRAINEE", TABLE_TEXT, 0, true);
	table_column(table, "team", "TEAM", TABLE_TEXT, 0, false);
	table_column(table, "rank", "RANK", TABLE_INT, 0, false);
	figure_columns(table);
	table_column(table, NULL, "WEEKS", TABLE_TEXT, 0, false);
	table_optional(table, 3);
	for (size_t i = 0; i < count; i++) {
		const struct figures *figures = &all[i];

		table_row(table);
		table_str(table, groups[i].key);
		table_str(table, team_key(gather, groups[i].entries[0]));
		if (ranks[i])
			table_int(table, ranks[i]);
		else
			table_none(table);
		figure_cells(table, figures);
		add_spark(table, gather, groups[i].entries, groups[i].count);
		chart->columns[i] = mem_pool_strndup(gather->report, groups[i].key, strlen(groups[i].key));
		chart->values[i] = 100.0 * (double)figures->passed / (double)figures->n;
		report_interval(figures->passed, figures->n, &chart->low[i], &chart->high[i]);
	}
	talloc_free(groups);
}

void part_groups(struct gather *gather, const char *id, const char *title, const char *column, entry_key *key)
{
	size_t count = 0;
	struct group *groups = gather_by(gather, key, &count);
	struct report_part *part = report_part(gather->report, id, title, "");
	CLEANUP_STRBUF struct strbuf heading = STRBUF_INIT;

	for (const char *p = column; *p; p++)
		strbuf_addch(&heading, *p >= 'a' && *p <= 'z' ? (char)(*p - 'a' + 'A') : *p);
	table_column(part->table, column, heading.buf, TABLE_TEXT, 0, false);
	figure_columns(part->table);
	for (size_t i = 0; i < count; i++) {
		struct figures figures;

		figures_of(groups[i].entries, groups[i].count, &figures);
		table_row(part->table);
		table_str(part->table, groups[i].key);
		figure_cells(part->table, &figures);
	}
	talloc_free(groups);
}

static void contact_rows(struct gather *real)
{
	size_t count = 0;
	struct group *groups = gather_by(real, who_key, &count);
	struct report_part *part = report_part(real->report, "contacts", "Real conversations",
					       "Imported and scored by a rubric; in none of the figures above.");

	table_column(part->table, "trainee", "AGENT", TABLE_TEXT, 0, false);
	table_column(part->table, "conversations", "N", TABLE_INT, 0, false);
	table_column(part->table, "pass_rate", "PASSED", TABLE_RATE, 1, false);
	table_column(part->table, "median_score", "MEDIAN", TABLE_REAL, 1, false);
	table_column(part->table, "clean_rate", "NO CRITICAL", TABLE_RATE, 1, false);
	for (size_t i = 0; i < count; i++) {
		struct figures figures;

		figures_of(groups[i].entries, groups[i].count, &figures);
		table_row(part->table);
		table_str(part->table, groups[i].key);
		table_int(part->table, figures.n);
		table_rate(part->table, figures.passed, figures.n);
		add_number(part->table, figures.median);
		table_rate(part->table, figures.clean, figures.n);
	}
	talloc_free(groups);
}

bool part_contacts(struct gather *gather, struct err *err)
{
	struct attempt_query query = gather->query;
	struct gather real;
	bool good;

	query.source = 2;
	good = gather_others(gather, &query, &real, err);
	if (good && real.count)
		contact_rows(&real);
	gather_release(&real);
	return good;
}

bool build_team(struct gather *gather, const struct report_request *request, struct err *err)
{
	(void)request;
	part_summary(gather);
	part_trainees(gather);
	gather->report->main = 1;
	part_groups(gather, "teams", "Teams", "team", team_key);
	part_weeks(gather);
	part_sittings(gather);
	return part_contacts(gather, err);
}

static void part_attempts(struct gather *gather)
{
	struct report_part *part = report_part(gather->report, "attempts", "Attempts", "Newest first.");
	struct table *table = part->table;

	table_column(table, "attempt", "ATTEMPT", TABLE_INT, 0, false);
	table_column(table, "started", "STARTED", TABLE_TEXT, 0, false);
	table_column(table, "scenario", "SCENARIO", TABLE_TEXT, 0, true);
	table_column(table, "mode", "MODE", TABLE_TEXT, 0, false);
	table_column(table, "outcome", "OUTCOME", TABLE_TEXT, 0, false);
	table_column(table, "score", "SCORE", TABLE_REAL, 1, false);
	table_column(table, "passed", "PASSED", TABLE_BOOL, 0, false);
	table_column(table, "csat", "CSAT", TABLE_INT, 0, false);
	table_column(table, NULL, "SCORE", TABLE_BAR, 0, false);
	for (size_t i = gather->count; i-- > 0;) {
		const struct entry *entry = &gather->entries[i];
		CLEANUP_STRBUF struct strbuf when = STRBUF_INIT;

		clock_add_iso(&when, entry->started_ms);
		table_row(table);
		table_int(table, entry->id);
		table_sv(table, strbuf_sv(&when));
		table_str(table, scenario_key(gather, entry));
		table_str(table, mode_names[entry->mode]);
		table_str(table, outcome_names[entry->outcome - 1]);
		add_number(table, entry->score);
		table_bool(table, entry->passed);
		if (entry->csat)
			table_int(table, entry->csat);
		else
			table_none(table);
		if (!isnan(entry->score))
			table_bar(table, entry->score);
	}
}

/* The customer's mood through the newest attempt. */
static bool part_mood(struct gather *gather, struct err *err)
{
	const struct entry *last = gather->count ? &gather->entries[gather->count - 1] : NULL;
	size_t count = 0;
	struct card_mood *moods;
	struct report_part *part;
	struct report_chart *chart;

	if (!last)
		return true;
	moods = store_moods(gather->report, gather->store, last->id, &count, err);
	if (!moods)
		return false;
	part = report_part(gather->report, "mood", "The customer's mood in the newest attempt",
			   scenario_key(gather, last));
	chart = report_chart(gather->report, part, CHART_LINE, "Anger and confusion, turn by turn", 2, count);
	chart->rows[0] = mem_pool_strndup(gather->report, "anger", 5);
	chart->rows[1] = mem_pool_strndup(gather->report, "confusion", 9);
	table_column(part->table, "turn", "TURN", TABLE_INT, 0, false);
	table_column(part->table, "anger", "ANGER", TABLE_INT, 0, false);
	table_column(part->table, "confusion", "CONFUSION", TABLE_INT, 0, false);
	table_column(part->table, NULL, "ANGER", TABLE_BAR, 0, false);
	for (size_t i = 0; i < count; i++) {
		table_row(part->table);
		table_int(part->table, moods[i].turn);
		table_int(part->table, moods[i].mood.anger);
		table_int(part->table, moods[i].mood.confusion);
		table_bar(part->table, moods[i].mood.anger);
		chart->columns[i] = mem_pool_printf(gather->report, "%d", moods[i].turn);
		chart->values[i] = moods[i].mood.anger;
		chart->values[count + i] = moods[i].mood.confusion;
	}
	return true;
}

bool build_trainee(struct gather *gather, const struct report_request *request, struct err *err)
{
	(void)request;
	part_summary(gather);
	if (!part_skills(gather, err) || !part_criteria(gather, err))
		return false;
	part_groups(gather, "scenarios", "Scenarios", "scenario", scenario_key);
	part_weeks(gather);
	part_sittings(gather);
	part_attempts(gather);
	gather->report->main = gather->report->part_count - 1;
	return part_mood(gather, err) && part_contacts(gather, err);
}
