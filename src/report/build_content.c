/* build_content.c - the reports on content and time: scenarios, channels, progress, readiness. */
#include "base/clock.h"
#include "base/mem.h"
#include "report/gather.h"
#include "store/bars.h"

#include <math.h>

/* How often one ending was come to, with one outcome. */
struct ended {
	const char *ending, *outcome;
	int64_t count;
};

static int by_ending(const void *a, const void *b)
{
	const struct ended *left = a, *right = b;
	int order = strcmp(left->ending, right->ending);

	return order ? order : strcmp(left->outcome, right->outcome);
}

static void ending_rows(const struct gather *gather, struct table *table, const struct group *group)
{
	struct tally tally = TALLY_INIT;
	struct ended *ways = NULL;
	size_t cap = 0;

	for (size_t i = 0; i < group->count; i++) {
		const struct entry *entry = group->entries[i];
		size_t known = tally.count;
		size_t number = tally_add(&tally, (uint64_t)entry->ending << 8 | entry->outcome);

		MEM_ENSURE(ways, number, cap);
		if (number == known)
			ways[number] =
				(struct ended){gather->endings[entry->ending], outcome_names[entry->outcome - 1], 0};
		ways[number].count++;
	}
	if (tally.count)
		qsort(ways, tally.count, sizeof *ways, by_ending);
	for (size_t i = 0; i < tally.count; i++) {
		table_row(table);
		table_str(table, group->key);
		table_str(table, ways[i].ending);
		table_str(table, ways[i].outcome);
		table_rate(table, ways[i].count, (int64_t)group->count);
		table_bar(table, 100.0 * (double)ways[i].count / (double)group->count);
	}
	free(ways);
	tally_release(&tally);
}

static void part_endings(struct gather *gather)
{
	size_t count = 0;
	struct group *groups = gather_by(gather, scenario_key, &count);
	struct report_part *part =
		report_part(gather->report, "endings", "How they ended", "Shares of a scenario's attempts.");

	table_column(part->table, "scenario", "SCENARIO", TABLE_TEXT, 0, true);
	table_column(part->table, "ending", "ENDING", TABLE_TEXT, 0, true);
	table_column(part->table, "outcome", "OUTCOME", TABLE_TEXT, 0, false);
	table_column(part->table, "share", "SHARE", TABLE_RATE, 1, false);
	table_column(part->table, NULL, "SHARE", TABLE_BAR, 0, false);
	for (size_t i = 0; i < count; i++)
		ending_rows(gather, part->table, &groups[i]);
	talloc_free(groups);
}

static const struct group *group_named(const struct group *groups, size_t count, const char *key)
{
	for (size_t i = 0; i < count; i++) {
		if (!strcmp(groups[i].key, key))
			return &groups[i];
	}
	return NULL;
}

struct scenario_row {
	const struct begun_row *begun;
	struct figures figures;
};

/* Seldom passed first; what nobody finished last; then by name. */
static int hardest_first(const void *a, const void *b)
{
	const struct scenario_row *left = a, *right = b;
	int64_t one = left->figures.passed * right->figures.n, two = right->figures.passed * left->figures.n;

	if (!left->figures.n != !right->figures.n)
		return left->figures.n ? -1 : 1;
	return one != two ? (one > two) - (one < two) : strcmp(left->begun->scenario, right->begun->scenario);
}

static struct scenario_row *scenario_rows(struct gather *gather, const struct begun_row *begun, size_t begun_count)
{
	struct scenario_row *rows = MEM_ARRAY(gather->report, struct scenario_row, begun_count + 1);
	size_t count = 0;
	struct group *groups = gather_by(gather, scenario_key, &count);

	for (size_t i = 0; i < begun_count; i++) {
		const struct group *group = group_named(groups, count, begun[i].scenario);

		rows[i].begun = &begun[i];
		figures_of(group ? group->entries : NULL, group ? group->count : 0, &rows[i].figures);
	}
	talloc_free(groups);
	qsort(rows, begun_count, sizeof *rows, hardest_first);
	return rows;
}

bool build_scenarios(struct gather *gather, const struct report_request *request, struct err *err)
{
	size_t begun_count = 0;
	struct begun_row *begun = store_begun(gather->report, gather->store, &gather->query, &begun_count, err);
	struct scenario_row *rows;
	struct report_part *part;
	struct report_chart *chart;

	(void)request;
	if (!begun)
		return false;
	part = report_part(gather->report, "scenarios", "Scenarios",
			   "Seldom passed first. Finished: of those begun. The rest: of those finished.");
	chart = report_chart(gather->report, part, CHART_BARS, "Pass rate with its 95 % interval", 1, begun_count);
	chart->low = MEM_ARRAY(gather->report, double, begun_count + 1);
	chart->high = MEM_ARRAY(gather->report, double, begun_count + 1);
	table_column(part->table, "scenario", "SCENARIO", TABLE_TEXT, 0, true);
	table_column(part->table, "completion", "FINISHED", TABLE_RATE, 1, false);
	figure_columns(part->table);
	rows = scenario_rows(gather, begun, begun_count);
	for (size_t i = 0; i < begun_count; i++) {
		const struct figures *figures = &rows[i].figures;

		table_row(part->table);
		table_str(part->table, rows[i].begun->scenario);
		table_rate(part->table, rows[i].begun->finished, rows[i].begun->begun);
		figure_cells(part->table, figures);
		chart->columns[i] = rows[i].begun->scenario;
		if (figures->n)
			chart->values[i] = 100.0 * (double)figures->passed / (double)figures->n;
		report_interval(figures->passed, figures->n, &chart->low[i], &chart->high[i]);
	}
	part_endings(gather);
	return true;
}

static void family_rows(const struct gather *gather, struct table *table, const struct group *family)
{
	double best = NAN, worst = NAN;
	size_t count = 0;
	struct group *channels = gather_by_key(gather, family->entries, family->count, channel_key, &count);
	struct figures *figures = MEM_ARRAY(channels, struct figures, count + 1);

	for (size_t i = 0; i < count; i++) {
		double median;

		figures_of(channels[i].entries, channels[i].count, &figures[i]);
		median = figures[i].median;
		best = isnan(best) || median > best ? median : best;
		worst = isnan(worst) || median < worst ? median : worst;
	}
	for (size_t i = 0; i < count; i++) {
		table_row(table);
		table_str(table, family->key);
		table_str(table, channels[i].key);
		figure_cells(table, &figures[i]);
		add_number(table, count > 1 ? best - worst : NAN);
	}
	talloc_free(channels);
}

bool build_channels(struct gather *gather, const struct report_request *request, struct err *err)
{
	size_t count = 0;
	struct group *groups = gather_by(gather, family_key, &count);
	struct report_part *part;

	(void)request;
	(void)err;
	part_groups(gather, "channels", "Channels", "channel", channel_key);
	part = report_part(gather->report, "families", "The same problem over several channels",
			   "Apart: points between the best and the worst median of a family's channels.");
	table_column(part->table, "family", "FAMILY", TABLE_TEXT, 0, false);
	table_column(part->table, "channel", "CHANNEL", TABLE_TEXT, 0, false);
	figure_columns(part->table);
	table_column(part->table, "apart", "APART", TABLE_REAL, 1, false);
	for (size_t i = 0; i < count; i++) {
		if (groups[i].key[0])
			family_rows(gather, part->table, &groups[i]);
	}
	talloc_free(groups);
	return true;
}

#define ORDINALS 20

static int64_t ordinal_number(const struct entry *entry)
{
	return entry->ordinal > ORDINALS ? ORDINALS : entry->ordinal;
}

bool build_progress(struct gather *gather, const struct report_request *request, struct err *err)
{
	size_t count = 0;
	const struct entry **all = gather_all(gather);
	struct group *groups = gather_by_number(gather, all, gather->count, ordinal_number, &count);
	struct report_part *part;
	struct report_chart *chart;

	(void)request;
	(void)err;
	part_weeks(gather);
	part = report_part(gather->report, "learning", "From first to later attempts",
			   "Each person's first, second … attempt in this report; the twentieth and later together.");
	chart = report_chart(gather->report, part, CHART_LINE, "Median score by attempt", 1, count);
	table_column(part->table, "ordinal", "ATTEMPT", TABLE_INT, 0, false);
	figure_columns(part->table);
	table_column(part->table, NULL, "MEDIAN SCORE", TABLE_BAR, 0, false);
	for (size_t i = 0; i < count; i++) {
		struct figures figures;

		figures_of(groups[i].entries, groups[i].count, &figures);
		table_row(part->table);
		table_int(part->table, groups[i].number);
		figure_cells(part->table, &figures);
		if (!isnan(figures.median))
			table_bar(part->table, figures.median);
		chart->columns[i] = mem_pool_printf(gather->report, "%lld%s", (long long)groups[i].number,
						    groups[i].number == ORDINALS ? "+" : "");
		chart->values[i] = figures.median;
	}
	talloc_free(groups);
	talloc_free(all);
	part_summary(gather);
	return true;
}

#define READY_OF 5
#define READY_PASSES 4

static bool seen_scenario(const struct gather *gather, const struct group *group, size_t from, const char *scenario)
{
	for (size_t i = from; i < group->count; i++) {
		if (group->entries[i]->mode == MODE_EXAM && !strcmp(scenario_key(gather, group->entries[i]), scenario))
			return true;
	}
	return false;
}

/* The newest exam of each scenario, the newest five of those: passes and attempts with a critical error. */
static void last_exams(const struct gather *gather, const struct group *group, int64_t *taken, int64_t *passed,
		       int64_t *critical)
{
	*taken = *passed = *critical = 0;
	for (size_t i = group->count; i-- > 0 && *taken < READY_OF;) {
		const struct entry *entry = group->entries[i];

		if (entry->mode != MODE_EXAM || seen_scenario(gather, group, i + 1, scenario_key(gather, entry)))
			continue;
		++*taken;
		*passed += entry->passed;
		*critical += entry->critical > 0;
	}
}

/* One bar of the store's own: who reaches it, and until when a certificate holds. */
static bool part_bar(struct gather *gather, const struct bar *bar, size_t number, const struct group *groups,
		     size_t count, struct err *err)
{
	CLEANUP_STRBUF struct strbuf note = STRBUF_INIT;
	char *id = mem_pool_printf(gather->report, "bar-%zu", number);
	struct report_part *part;

	strbuf_addf(&note, "%d of the newest %d exams, each in another scenario, none with a critical error.",
		    bar->passes, bar->forms);
	part = report_part(gather->report, id, bar->name, note.buf);
	table_column(part->table, "trainee", "TRAINEE", TABLE_TEXT, 0, true);
	table_column(part->table, "reached", "REACHED", TABLE_BOOL, 0, false);
	table_column(part->table, "exams_rate", "EXAMS PASSED", TABLE_RATE, 1, false);
	table_column(part->table, "critical", "WITH CRITICAL", TABLE_INT, 0, false);
	table_column(part->table, "certified_until", "CERTIFIED UNTIL", TABLE_TEXT, 0, false);
	for (size_t i = 0; i < count; i++) {
		int64_t trainee = gather->people[groups[i].entries[0]->person].trainee_id, until = 0;
		CLEANUP_STRBUF struct strbuf when = STRBUF_INIT;
		struct standing standing;

		if (!store_standing(gather->report, gather->store, bar, trainee, &standing, err) ||
		    !store_certified_until(gather->store, sv_from(bar->name), trainee, &until, err))
			return false;
		clock_add_iso(&when, until);
		table_row(part->table);
		table_str(part->table, groups[i].key);
		table_bool(part->table, standing.reached);
		table_rate(part->table, standing.passed, standing.taken);
		table_int(part->table, standing.critical);
		table_str(part->table, until ? when.buf : NULL);
	}
	return true;
}

static bool part_bars(struct gather *gather, const struct group *groups, size_t group_count, struct err *err)
{
	size_t count = 0;
	struct bar *bars = store_bars(gather->report, gather->store, &count, err);

	for (size_t i = 0; bars && i < count; i++) {
		if (!part_bar(gather, &bars[i], i + 1, groups, group_count, err))
			return false;
	}
	return bars != NULL;
}

bool build_readiness(struct gather *gather, const struct report_request *request, struct err *err)
{
	size_t count = 0;
	struct group *groups = gather_by(gather, who_key, &count);
	struct report_part *part =
		report_part(gather->report, "readiness", "Readiness",
			    "The newest exam of each scenario, the newest five of those. Ready: four or more passed, "
			    "none with a critical error.");

	(void)request;
	table_column(part->table, "trainee", "TRAINEE", TABLE_TEXT, 0, true);
	table_column(part->table, "team", "TEAM", TABLE_TEXT, 0, false);
	table_column(part->table, "ready", "READY", TABLE_BOOL, 0, false);
	table_column(part->table, "exams_rate", "EXAMS PASSED", TABLE_RATE, 1, false);
	table_column(part->table, "critical", "WITH CRITICAL", TABLE_INT, 0, false);
	table_column(part->table, "missing", "STILL TO PASS", TABLE_INT, 0, false);
	for (size_t i = 0; i < count; i++) {
		int64_t taken, passed, critical;

		last_exams(gather, &groups[i], &taken, &passed, &critical);
		table_row(part->table);
		table_str(part->table, groups[i].key);
		table_str(part->table, team_key(gather, groups[i].entries[0]));
		table_bool(part->table, passed >= READY_PASSES && !critical);
		table_rate(part->table, passed, taken);
		table_int(part->table, critical);
		table_int(part->table, passed >= READY_PASSES ? 0 : READY_PASSES - passed);
	}
	return part_bars(gather, groups, count, err);
}
