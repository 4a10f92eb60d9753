/* plan_choose.c - from what is known of each skill to what to practise now. */
#include "base/mem.h"
#include "cli/plan.h"

#include <math.h>
#include <string.h>

bool plan_is_mastered(const struct plan_skill *skill)
{
	return skill->mastery.known >= MASTERY_ENOUGH && skill->scenarios >= PLAN_SCENARIOS;
}

int plan_of_last(const struct plan_skill *skill, int *of)
{
	int right = 0;

	*of = skill->trend_count < PLAN_LAST ? skill->trend_count : PLAN_LAST;
	for (int i = skill->trend_count - *of; i < skill->trend_count; i++)
		right += skill->right[i];
	return right;
}

double plan_recall(const struct plan *plan, int skill)
{
	return memory_recall(&plan->skills[skill].memory, plan->today);
}

int plan_due_in(const struct plan *plan, int skill)
{
	const struct memory *memory = &plan->skills[skill].memory;
	double left = memory->last_day + memory->stability - plan->today;

	return !memory->seen || left <= 0 ? 0 : (int)ceil(left);
}

/* Lower is more urgent: due by recall in 0..1, never tried 1, not mastered 2.., fresh 4 and the days left. */
static double urgency(const struct plan *plan, int skill)
{
	const struct plan_skill *known = &plan->skills[skill];

	if (known->seen && plan_recall(plan, skill) < MEMORY_TARGET)
		return plan_recall(plan, skill);
	if (!known->seen)
		return 1;
	if (!plan_is_mastered(known))
		return 2 + known->mastery.known;
	return 4 + plan_due_in(plan, skill);
}

int plan_skill(const struct plan *plan, int except)
{
	int best = -1;

	for (int skill = 0; skill < SKILL_COUNT; skill++) {
		if (skill == except || !plan->skills[skill].offered)
			continue;
		if (best < 0 || urgency(plan, skill) < urgency(plan, best))
			best = skill;
	}
	return best;
}

void plan_skill_words(int skill, struct strbuf *out)
{
	for (const char *p = skill_names[skill]; *p; p++)
		strbuf_addch(out, *p == '-' ? ' ' : *p);
}

static void add_days(struct strbuf *out, int days)
{
	strbuf_addf(out, days == 1 ? "%d day" : "%d days", days);
}

void plan_why(const struct plan *plan, int skill, struct strbuf *out)
{
	const struct plan_skill *known = &plan->skills[skill];
	int of, right = plan_of_last(known, &of);
	int days = (int)floor(plan->today - known->memory.last_day);

	if (!known->seen) {
		strbuf_addstr(out, "You have not practised ");
		plan_skill_words(skill, out);
		strbuf_addstr(out, " yet.");
		return;
	}
	strbuf_addstr(out, "In ");
	plan_skill_words(skill, out);
	strbuf_addf(out, " you won %.0f %% of the points last time", known->trend[known->trend_count - 1]);
	if (plan_recall(plan, skill) < MEMORY_TARGET) {
		strbuf_addstr(out, days > 0 ? ", and after " : ", and");
		if (days > 0)
			add_days(out, days);
		strbuf_addf(out, " the chance that it still comes easily is %.0f %%.", 100 * plan_recall(plan, skill));
	} else if (!plan_is_mastered(known)) {
		strbuf_addf(out, ", and %d of the last %d were right, which is too little to call it mastered.", right,
			    of);
	} else {
		strbuf_addstr(out, "; it is mastered, and due again in ");
		add_days(out, plan_due_in(plan, skill));
		strbuf_addch(out, '.');
	}
}

double plan_share(struct library *library, const struct library_scenario *scenario, int skill)
{
	double all = 0, mine = 0;

	for (int r = 0; r < scenario->head.rubric_count; r++) {
		struct err ignored = ERR_INIT;
		const struct library_rubric *found = library_rubric(library, scenario->head.rubric_ids[r], &ignored);

		for (int i = 0; found && found->rubric && i < found->rubric->criterion_count; i++) {
			const struct criterion *criterion = &found->rubric->criteria[i];

			if (criterion->status != STATUS_SCORED)
				continue;
			all += criterion->points;
			mine += (int)criterion->skill == skill ? criterion->points : 0;
		}
	}
	return all > 0 ? mine / all : 0;
}

/* A first customer is an easy one; later they grow with what is known. */
static int fitting_level(const struct plan *plan)
{
	double known = 0;

	for (int skill = 0; skill < SKILL_COUNT; skill++)
		known += plan->skills[skill].seen ? plan->skills[skill].mastery.known : 0;
	return 1 + (int)(4 * known / SKILL_COUNT);
}

static double fitness(const struct plan *plan, struct library *library, const struct library_scenario *scenario,
		      int skill, int second)
{
	double share = plan_share(library, scenario, skill);
	double worth = 100 * share + (second >= 0 ? 30 * plan_share(library, scenario, second) : 0);

	if (share <= 0)
		return -1e9;
	if (scenario->head.difficulty)
		worth -= 8 * abs(scenario->head.difficulty - fitting_level(plan));
	for (size_t i = 0; i < plan->count; i++) {
		if (sv_is(scenario->head.id, plan->attempts[i].attempt.scenario))
			worth -= i + 1 == plan->count ? 40 : 10;
	}
	return worth;
}

const struct library_scenario *plan_scenario(const struct plan *plan, struct context *context, int skill, int second,
					     const char *except)
{
	struct err ignored = ERR_INIT;
	struct library *library = context_library(context, &ignored);
	size_t count = 0;
	const struct library_scenario *all = library ? library_scenarios(library, &count, NULL) : NULL;
	const struct library_scenario *best = NULL;
	double most = -1e8;

	for (size_t i = 0; i < count; i++) {
		double worth;

		if (except && sv_is(all[i].head.id, except))
			continue;
		if (!plan->count && !except && sv_is(all[i].head.id, "first-day"))
			return &all[i];
		worth = fitness(plan, library, &all[i], skill, second);
		if (worth > most) {
			most = worth;
			best = &all[i];
		}
	}
	return best;
}
