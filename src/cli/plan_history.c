/* plan_history.c - a trainee's attempts, and what they say of each skill. */
#include "base/clock.h"
#include "base/file.h"
#include "base/mem.h"
#include "cli/plan.h"

#include <string.h>

#define DAY_MS (24.0 * 3600 * 1000)

/* Came to an end of its own: a branch left by /rewind did not. Handed-in practice is a copy of what the private store
 * has. */
static bool counts(const struct attempt *attempt, bool shared)
{
	if (!attempt->finished || (shared && attempt->mode == MODE_PRACTICE))
		return false;
	return attempt->outcome[0] || attempt->mode == MODE_EXAM;
}

static bool collect(struct plan *plan, struct context *context, struct store *store, bool shared, struct err *err)
{
	struct attempt_query query = {.finished = 1, .source = 1}; /* real conversations are no practice */
	struct attempt *list;
	size_t count = 0;

	if (!store)
		return err->kind == ERR_NONE;
	if (!store_trainee_find(store, sv_from(context->trainee), &query.trainee, err))
		return false;
	if (!query.trainee)
		return true;
	list = store_attempts(plan->pool, store, &query, &count, err);
	if (!list && err->kind != ERR_NONE)
		return false;
	plan->attempts = MEM_GROW(plan->pool, plan->attempts, struct plan_attempt, plan->count + count + 1);
	for (size_t i = 0; i < count; i++) {
		if (counts(&list[i], shared))
			plan->attempts[plan->count++] = (struct plan_attempt){list[i], store};
	}
	return true;
}

static int earlier_first(const void *a, const void *b)
{
	const struct plan_attempt *x = a, *y = b;

	if (x->attempt.started_ms != y->attempt.started_ms)
		return x->attempt.started_ms < y->attempt.started_ms ? -1 : 1;
	return (x->attempt.id > y->attempt.id) - (x->attempt.id < y->attempt.id);
}

static int skill_number(const char *name)
{
	for (int i = 0; i < SKILL_COUNT; i++) {
		if (!strcmp(skill_names[i], name))
			return i;
	}
	return -1;
}

static bool new_scenario(const struct plan *plan, size_t at, int skill, const unsigned char *judged)
{
	for (size_t i = 0; i < at; i++) {
		if (judged[i * SKILL_COUNT + (size_t)skill] &&
		    !strcmp(plan->attempts[i].attempt.scenario, plan->attempts[at].attempt.scenario))
			return false;
	}
	return true;
}

static void observe(struct plan_skill *skill, double per_cent, bool critical, const struct attempt *attempt)
{
	enum learn_grade grade = learn_grade_of(per_cent, PLAN_PASS, critical, attempt->hints);

	memory_review(&skill->memory, grade, (double)attempt->started_ms / DAY_MS);
	mastery_observe(&skill->mastery, grade != LEARN_AGAIN);
	if (skill->trend_count == PLAN_TREND) {
		memmove(skill->trend, skill->trend + 1, (PLAN_TREND - 1) * sizeof *skill->trend);
		memmove(skill->right, skill->right + 1, (PLAN_TREND - 1) * sizeof *skill->right);
		skill->trend_count--;
	}
	skill->trend[skill->trend_count] = per_cent;
	skill->right[skill->trend_count++] = grade != LEARN_AGAIN;
	skill->seen++;
}

static bool review(struct plan *plan, size_t at, unsigned char *judged, struct err *err)
{
	const struct plan_attempt *played = &plan->attempts[at];
	double earned[SKILL_COUNT] = {0}, points[SKILL_COUNT] = {0};
	bool critical[SKILL_COUNT] = {false};
	size_t count = 0;
	struct verdict_row *rows = store_verdicts(plan->pool, played->store, played->attempt.id, &count, err);

	if (!rows)
		return err->kind == ERR_NONE;
	for (size_t i = 0; i < count; i++) {
		int skill = skill_number(rows[i].skill);

		if (skill < 0 || !rows[i].scored || rows[i].verdict > VERDICT_MISSED)
			continue;
		earned[skill] += rows[i].earned;
		points[skill] += rows[i].points;
		critical[skill] = critical[skill] || (rows[i].critical && rows[i].verdict == VERDICT_MISSED);
	}
	talloc_free(rows);
	for (int skill = 0; skill < SKILL_COUNT; skill++) {
		if (points[skill] <= 0 && !critical[skill])
			continue;
		plan->skills[skill].scenarios += new_scenario(plan, at, skill, judged);
		judged[at * SKILL_COUNT + (size_t)skill] = 1;
		observe(&plan->skills[skill], points[skill] > 0 ? 100 * earned[skill] / points[skill] : 0,
			critical[skill], &played->attempt);
	}
	return true;
}

static void mark_offered(struct plan *plan, struct library *library)
{
	size_t count = 0;
	const struct library_scenario *all = library_scenarios(library, &count, NULL);

	for (size_t i = 0; i < count; i++) {
		for (int skill = 0; skill < SKILL_COUNT; skill++)
			plan->skills[skill].offered =
				plan->skills[skill].offered || plan_share(library, &all[i], skill) > 0;
	}
}

bool plan_open(struct plan *plan, struct context *context, struct err *err)
{
	struct store *shared = file_exists(context->store_path) ? context_store(context, err) : NULL;
	struct store *practice = err->kind == ERR_NONE ? context_practice_existing(context, err) : NULL;
	struct library *library = err->kind == ERR_NONE ? context_library(context, err) : NULL;
	CLEANUP_FREE unsigned char *judged = NULL;
	bool good = err->kind == ERR_NONE;

	memset(plan, 0, sizeof *plan);
	plan->pool = talloc_new(NULL);
	plan->today = (double)clock_wall_ms() / DAY_MS;
	plan->attempts = MEM_ARRAY(plan->pool, struct plan_attempt, 1);
	for (int skill = 0; skill < SKILL_COUNT; skill++)
		mastery_init(&plan->skills[skill].mastery);
	good = good && collect(plan, context, shared, true, err) && collect(plan, context, practice, false, err);
	qsort(plan->attempts, plan->count, sizeof *plan->attempts, earlier_first);
	judged = mem_calloc(plan->count + 1, SKILL_COUNT);
	for (size_t i = 0; good && i < plan->count; i++)
		good = review(plan, i, judged, err);
	if (good && library)
		mark_offered(plan, library);
	return good;
}

void plan_close(struct plan *plan)
{
	talloc_free(plan->pool);
}
