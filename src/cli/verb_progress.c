/* verb_progress.c - rolecall progress: one's own way so far. */
#include "base/clock.h"
#include "base/mem.h"
#include "cli/output.h"
#include "cli/plan.h"
#include "cli/verb.h"
#include "report/table.h"

#include <math.h>
#include <string.h>

static void add_trend(const struct plan_skill *skill, bool plain, struct strbuf *out)
{
	static const char *const bars[] = {"▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"};
	int most = plain ? PLAN_LAST : 10;
	int first = skill->trend_count > most ? skill->trend_count - most : 0;

	for (int i = first; i < skill->trend_count; i++) {
		if (plain)
			strbuf_addf(out, "%s%.0f", i > first ? " " : "", skill->trend[i]);
		else
			strbuf_addstr(out, bars[(int)(skill->trend[i] * 7 / 100)]);
	}
}

static void skill_row(struct table *table, const struct plan *plan, int number, bool plain)
{
	const struct plan_skill *skill = &plan->skills[number];
	CLEANUP_STRBUF struct strbuf trend = STRBUF_INIT;
	CLEANUP_STRBUF struct strbuf last = STRBUF_INIT;
	int of, right = plan_of_last(skill, &of);

	add_trend(skill, plain, &trend);
	strbuf_addf(&last, "%d of %d", right, of);
	table_row(table);
	table_str(table, skill_names[number]);
	table_int(table, skill->seen);
	table_sv(table, strbuf_sv(&trend));
	if (skill->seen)
		table_real(table, skill->trend[skill->trend_count - 1]);
	else
		table_none(table);
	table_str(table, skill->seen ? last.buf : NULL);
	table_real(table, skill->mastery.known);
	if (skill->seen < PLAN_SCENARIOS)
		table_str(table, skill->seen ? "too few" : "new");
	else
		table_str(table, plan_is_mastered(skill) ? "mastered" : "on the way");
	if (skill->seen)
		table_int(table, plan_due_in(plan, number));
	else
		table_none(table);
}

static struct table *skills_table(const struct plan *plan, bool plain)
{
	struct table *table = table_new();

	table_column(table, "skill", "SKILL", TABLE_TEXT, 0, false);
	table_column(table, "attempts", "PLAYS", TABLE_INT, 0, false);
	table_column(table, "trend", "TREND", TABLE_TEXT, 0, false);
	table_column(table, "last", "LAST", TABLE_REAL, 0, false);
	table_column(table, "last_right", "RIGHT", TABLE_TEXT, 0, false);
	table_column(table, "known", "KNOWN", TABLE_REAL, 2, false);
	table_column(table, "state", "STATE", TABLE_TEXT, 0, false);
	table_column(table, "due_in_days", "DUE IN", TABLE_INT, 0, false);
	for (int i = 0; i < SKILL_COUNT; i++)
		skill_row(table, plan, i, plain);
	return table;
}

/* Days in a row up to today, or to yesterday when today is still to come. */
static int streak(const struct plan *plan)
{
	int days = 0;
	double day = floor(plan->today);

	for (size_t i = plan->count; i > 0; i--) {
		double played = floor((double)plan->attempts[i - 1].attempt.started_ms / (24.0 * 3600 * 1000));

		if (played > day)
			continue;
		if (played < day && !(days == 0 && played == day - 1))
			break;
		days++;
		day = played - 1;
	}
	return days;
}

static bool seen_before(const struct plan *plan, size_t at)
{
	for (size_t i = 0; i < at; i++) {
		if (!strcmp(plan->attempts[i].attempt.scenario, plan->attempts[at].attempt.scenario))
			return true;
	}
	return false;
}

static void add_bests(const struct plan *plan, struct strbuf *out)
{
	bool any = false;

	for (size_t i = 0; i < plan->count; i++) {
		const char *scenario = plan->attempts[i].attempt.scenario;
		double first = -1, best = -1;
		int plays = 0;

		if (seen_before(plan, i))
			continue;
		for (size_t k = i; k < plan->count; k++) {
			const struct attempt *attempt = &plan->attempts[k].attempt;

			if (strcmp(attempt->scenario, scenario) != 0)
				continue;
			plays++;
			if (first < 0 && attempt->has_score)
				first = attempt->score;
			if (attempt->has_score && attempt->score > best)
				best = attempt->score;
		}
		if (best < 0)
			continue;
		strbuf_addstr(out, any ? "" : "\nYour best\n");
		any = true;
		strbuf_addf(out, "  %5.1f  %s (%d %s, %.1f the first time)\n", best, scenario, plays,
			    plays == 1 ? "play" : "plays", first);
	}
}

static int run(struct context *context, const struct args *args, struct err *err)
{
	CLEANUP_STRBUF struct strbuf out = STRBUF_INIT;
	const char *form = args_get(args, "format", "text");
	bool plain = args_has(args, "plain") || !context->out_terminal;
	struct plan plan;

	if (!args_count(args, &verb_progress, 0, 0, err))
		return CLI_USAGE;
	if (plan_open(&plan, context, err)) {
		struct table *table = skills_table(&plan, plain || strcmp(form, "text") != 0);

		if (!strcmp(form, "text") && plan.count) {
			int days = streak(&plan);

			strbuf_addf(&out, "%zu finished; %d %s in a row.\n\n", plan.count, days,
				    days == 1 ? "day" : "days");
			if (table_add_text(table, context_width(context), context->colour_out, &out, err))
				add_bests(&plan, &out);
			context_page(context, strbuf_sv(&out), err);
		} else if (!strcmp(form, "text")) {
			fprintf(context->talk, "Nothing is finished yet: rolecall play, or rolecall next.\n");
		} else {
			output_table(context, table, form, "progress", "", err);
		}
		table_free(table);
	}
	plan_close(&plan);
	return CLI_OK;
}

static const struct verb_option options[] = {
	{"trainee", 't', "NAME", NULL, VALUE_TRAINEE, false, "whose progress"},
	{"plain", 0, NULL, NULL, VALUE_NONE, false, "figures in place of drawn trends"},
	{"format", 'f', "FORM", "text|csv|json", VALUE_NONE, false, "text, csv or json"},
	{NULL, 0, NULL, NULL, VALUE_NONE, false, NULL},
};

const struct verb verb_progress = {
	.name = "progress",
	.arguments = "",
	.summary = "Show your own trend by skill, your best scores and your streak",
	.readers = "trainee",
	.options = options,
	.text = "KNOWN is the chance that the skill is mastered (Bayesian knowledge tracing); it counts as mastered "
		"from\n"
		"0.95 on and after three different scenarios. RIGHT is the plain count over the last five. Practice "
		"is\n"
		"part of it: only you can see this.",
	.run = run,
};
