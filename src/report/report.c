/* report.c - the kinds of reports, and the parts that several have. */
#include "base/mem.h"
#include "report/gather.h"

#include <math.h>

static const struct {
	const char *kind, *title, *summary;
	report_builder *build;
	bool from_totals; /* the attempts themselves are not looked at */
} kinds[] = {
	{"trainee", "Trainee", "one person: skills, criteria, scenarios, weeks and attempts", build_trainee, false},
	{"team", "Team", "everybody: pass rate, median, first-contact resolution, trend", build_team, false},
	{"skills", "Skills", "trainee by skill: how often what applied was done", build_skills, true},
	{"criteria", "Criteria", "what everyone misses, and how well each criterion tells good from bad",
	 build_criteria, true},
	{"scenarios", "Scenarios", "what defeats everyone: completion, passes, endings", build_scenarios, false},
	{"channels", "Channels", "the same family of scenarios over several channels", build_channels, false},
	{"progress", "Progress", "the cohort over weeks, and from first to later attempts", build_progress, false},
	{"readiness", "Readiness", "who reaches which bar", build_readiness, false},
};

#define KINDS (sizeof kinds / sizeof kinds[0])

const char *const report_kinds[] = {"trainee",  "team",     "skills",    "criteria", "scenarios",
				    "channels", "progress", "readiness", NULL};

const char *report_summary(const char *kind)
{
	for (size_t i = 0; i < KINDS; i++) {
		if (!strcmp(kinds[i].kind, kind))
			return kinds[i].summary;
	}
	return "";
}

static bool find_trainee(struct store *store, struct report_request *request, struct err *err)
{
	if (!request->subject.n)
		return err_set(err, ERR_USAGE, "Whose? rolecall report trainee NAME");
	if (!store_trainee_find(store, request->subject, &request->query.trainee, err))
		return false;
	return request->query.trainee ||
	       err_set(err, ERR_USAGE, "There is no trainee \"" SV_FMT "\" in the store.", SV_ARG(request->subject));
}

struct report *report_build(const void *ctx, struct store *store, const struct report_request *request, struct err *err)
{
	struct report_request own = *request;
	struct gather gather;
	struct report *report;
	bool good;
	size_t i = 0;

	while (i < KINDS && strcmp(kinds[i].kind, own.kind) != 0)
		i++;
	if (i == KINDS) {
		const char *near = sv_nearest(sv_from(own.kind), report_kinds);

		err_set(err, ERR_USAGE,
			near ? "There is no report \"%s\". Did you mean \"%s\"?"
			     : "There is no report \"%s\"; see rolecall help report.",
			own.kind, near);
		return NULL;
	}
	if (own.subject.n || !strcmp(own.kind, "trainee")) {
		if (!find_trainee(store, &own, err))
			return NULL;
	}
	report = gather_new(ctx, store, &own, &gather);
	report->kind = kinds[i].kind;
	report->title = mem_pool_strndup(report, kinds[i].title, strlen(kinds[i].title));
	report->subject = mem_pool_strndup(report, own.subject.p ? own.subject.p : "", own.subject.n);
	if (own.pseudonyms && own.query.trainee)
		report->subject = mem_pool_printf(report, "trainee %lld", (long long)own.query.trainee);
	good = (kinds[i].from_totals || gather_entries(&gather, err)) && kinds[i].build(&gather, &own, err);
	gather_release(&gather);
	if (good)
		return report;
	talloc_free(report);
	return NULL;
}

static void summary_rate(struct table *table, const char *figure, int64_t k, int64_t n)
{
	table_row(table);
	table_str(table, figure);
	table_rate(table, k, n);
	table_none(table);
	table_int(table, n);
}

static void summary_value(struct table *table, const char *figure, double value, int64_t n)
{
	table_row(table);
	table_str(table, figure);
	table_none(table);
	add_number(table, value);
	table_int(table, n);
}

void part_summary(struct gather *gather)
{
	struct figures figures;
	const struct entry **all = gather_all(gather);
	struct report_part *part = report_part(gather->report, "summary", "At a glance", "");
	struct table *table = part->table;

	figures_of(all, gather->count, &figures);
	table_column(table, "figure", "FIGURE", TABLE_TEXT, 0, false);
	table_column(table, "rate", "SHARE", TABLE_RATE, 1, false);
	table_column(table, "value", "VALUE", TABLE_REAL, 1, false);
	table_column(table, "n", "N", TABLE_INT, 0, false);
	summary_rate(table, "passed", figures.passed, figures.n);
	summary_rate(table, "first-contact resolution", figures.resolved, figures.n);
	summary_rate(table, "simulated CSAT of 4 or 5", figures.csat_good, figures.csat_n);
	summary_rate(table, "no critical error", figures.clean, figures.n);
	summary_value(table, "score, median", figures.median, figures.scored);
	summary_value(table, "first reply, median seconds", figures.first_reply_s, figures.first_reply_n);
	summary_value(table, "handle time, median seconds", figures.handle_s, figures.handle_n);
	talloc_free(all);
}

/* `week`, from 1, is noted with everybody who is there. */
static size_t count_people(const struct group *group, uint32_t *seen, uint32_t week)
{
	size_t people = 0;

	for (size_t i = 0; i < group->count; i++) {
		uint32_t *last = &seen[group->entries[i]->person];

		people += *last != week;
		*last = week;
	}
	return people;
}

#define WEEKS_MAX 520 /* ten years: dates further apart are some machine's wrong clock */

/* Every week from the first to the last has its place, also those in which nobody played. */
static struct report_chart *weeks_chart(struct gather *gather, struct report_part *part, const struct group *groups,
					size_t count)
{
	int64_t first = count ? groups[0].number : 0, last = count ? groups[count - 1].number : -1;
	bool whole = last - first < WEEKS_MAX;
	size_t weeks = whole ? (size_t)(last - first + 1) : count;
	struct report_chart *chart = report_chart(gather->report, part, CHART_LINE, "Median score by week", 1, weeks);

	for (size_t i = 0; i < weeks; i++) {
		CLEANUP_STRBUF struct strbuf when = STRBUF_INIT;

		add_week(&when, whole ? first + (int64_t)i : groups[i].number);
		chart->columns[i] = mem_pool_strndup(gather->report, when.buf, when.len);
	}
	return chart;
}

void part_weeks(struct gather *gather)
{
	size_t weeks = 0;
	const struct entry **all = gather_all(gather);
	struct group *groups = gather_by_number(gather, all, gather->count, entry_week, &weeks);
	uint32_t *seen = mem_calloc(gather->by_trainee.count + 1, sizeof *seen);
	struct report_part *part =
		report_part(gather->report, "weeks", "Week by week", "Weeks begin on Monday, UTC. Trends use medians.");
	struct report_chart *chart = weeks_chart(gather, part, groups, weeks);

	table_column(part->table, "week", "WEEK OF", TABLE_TEXT, 0, false);
	table_column(part->table, "people", "PEOPLE", TABLE_INT, 0, false);
	figure_columns(part->table);
	table_column(part->table, NULL, "MEDIAN SCORE", TABLE_BAR, 0, false);
	for (size_t i = 0; i < weeks; i++) {
		CLEANUP_STRBUF struct strbuf when = STRBUF_INIT;
		struct figures figures;

		figures_of(groups[i].entries, groups[i].count, &figures);
		add_week(&when, groups[i].number);
		table_row(part->table);
		table_sv(part->table, strbuf_sv(&when));
		table_int(part->table, (long long)count_people(&groups[i], seen, (uint32_t)i + 1));
		figure_cells(part->table, &figures);
		if (!isnan(figures.median))
			table_bar(part->table, figures.median);
		chart->values[chart->column_count == weeks ? i : (size_t)(groups[i].number - groups[0].number)] =
			figures.median;
	}
	free(seen);
	talloc_free(groups);
	talloc_free(all);
}

#define POSITIONS 8 /* the eighth and later are one row */

static int64_t position_number(const struct entry *entry)
{
	return entry->position > POSITIONS ? POSITIONS : entry->position;
}

void part_sittings(struct gather *gather)
{
	size_t count = 0;
	const struct entry **all = gather_all(gather);
	struct group *groups = gather_by_number(gather, all, gather->count, position_number, &count);
	struct report_part *part =
		report_part(gather->report, "sittings", "Through a sitting",
			    "First, second, third … conversation without a pause of over 30 minutes: does tone tire?");
	struct report_chart *chart =
		report_chart(gather->report, part, CHART_LINE, "Median score by place in a sitting", 1, count);

	table_column(part->table, "position", "PLACE", TABLE_INT, 0, false);
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
						    groups[i].number == POSITIONS ? "+" : "");
		chart->values[i] = figures.median;
	}
	talloc_free(groups);
	talloc_free(all);
}
