/* cond.c - three-valued evaluation of conditions (Kleene's strong logic: unknown only where it could matter). */
#include "score/inside.h"

#include <math.h>

static enum truth truth(bool value)
{
	return value ? TRUTH_TRUE : TRUTH_FALSE;
}

static enum truth in_range(const struct cond *cond, bool known, int64_t value)
{
	return known ? truth(value >= cond->range.min && value <= cond->range.max) : TRUTH_UNKNOWN;
}

static const struct scenario *scenario_of(const struct cond_env *env)
{
	return env->session ? env->session->context.scenario : NULL;
}

/* A flag of the scenario by index, or by name for a rubric, whose conditions know no scenario; else the example's
 * names. */
static enum truth named(const struct cond_env *env, int index, int count, const unsigned char *states,
			const struct sv *names, int name_count, struct sv name)
{
	for (int i = 0; i < name_count; i++)
		if (sv_eq(names[i], name))
			return TRUTH_TRUE;
	if (!states)
		return TRUTH_UNKNOWN;
	if (index < 0 || index >= count)
		return env->has_scenario ? TRUTH_FALSE : TRUTH_UNKNOWN;
	return truth(states[index] != 0);
}

static int flag_index(const struct scenario *scenario, struct sv name)
{
	for (int i = 0; i < scenario->flag_count; i++)
		if (sv_eq(scenario->flags[i], name))
			return i;
	return -1;
}

static enum truth story(const struct cond *cond, const struct cond_env *env)
{
	const struct scenario *scenario = scenario_of(env);
	int index = cond->index, count = scenario ? 0 : index + 1;

	switch (cond->op) {
	case COND_KNOWS:
		if (scenario) {
			index = env->home ? scenario_fact(scenario, cond->name) : index;
			count = scenario->fact_count;
		}
		return named(env, index, count, env->facts, env->named_facts, env->named_fact_count, cond->name);
	case COND_GOAL:
		if (scenario) {
			index = env->home ? scenario_goal(scenario, cond->name) : index;
			count = scenario->goal_count;
		}
		return named(env, index, count, env->goals, env->named_goals, env->named_goal_count, cond->name);
	case COND_FLAG:
		if (scenario) {
			index = env->home ? flag_index(scenario, cond->name) : index;
			count = scenario->flag_count;
		}
		return named(env, index, count, env->flags, env->named_flags, env->named_flag_count, cond->name);
	default:
		if (scenario) {
			index = env->home ? scenario_node(scenario, cond->name) : index;
			count = scenario->node_count;
		}
		return named(env, index, count, env->visited, NULL, 0, cond->name);
	}
}

static int criterion_slot(const struct cond *cond, const struct cond_env *env)
{
	const struct scorer *scorer = env->session->scorer;
	const struct scenario *scenario = scenario_of(env);
	int rubric = -1, index = cond->index;

	if (env->home) {
		rubric = scorer_find(scorer, env->home);
		index = rubric_find(env->home, cond->name);
	} else if (scenario && cond->rubric >= 0 && cond->rubric < scenario->rubric_count) {
		rubric = scorer_find(scorer, scenario->rubrics[cond->rubric]);
	} else if (!scenario) {
		rubric = cond->rubric;
	}
	return slot_of(scorer, rubric, index);
}

static bool turned(const struct score_session *session, int slot, enum score_change_kind kind)
{
	const struct slot *plan = slot_at(session, slot);

	for (int i = 0; i < session->change_count; i++) {
		const struct score_change *change = &session->changes[i];

		if (change->kind == kind && change->rubric == plan->rubric_index &&
		    change->criterion == plan->criterion->index)
			return true;
	}
	return false;
}

static enum truth criterion_truth(const struct cond *cond, const struct cond_env *env)
{
	const struct judgement *now;
	const struct slot *plan;
	int slot;

	if (!env->session)
		return TRUTH_UNKNOWN;
	slot = criterion_slot(cond, env);
	if (slot < 0)
		return TRUTH_FALSE;
	plan = slot_at(env->session, slot);
	now = &env->session->tallies[slot].now;
	if (plan->criterion->status == STATUS_TRIAL)
		return TRUTH_FALSE;
	if (cond->op == COND_BROKE)
		return truth(score_broke_now(env->session, plan->rubric_index, plan->criterion->index));
	if (env->turning)
		return truth(turned(env->session, slot, cond->op == COND_MET ? CHANGE_MET : CHANGE_MISSED));
	if (cond->op == COND_MET)
		return truth(now->verdict == VERDICT_MET);
	return truth(now->verdict == VERDICT_MISSED && !now->open);
}

static enum truth said_truth(const struct cond *cond, const struct cond_env *env)
{
	const struct score_session *session = env->session;
	const struct scenario *scenario = scenario_of(env);
	size_t count = 0;
	int group = cond->group;

	if (!session)
		return TRUTH_UNKNOWN;
	if (cond->op == COND_ASKED) {
		int fact = scenario && env->home ? scenario_fact(scenario, cond->name) : cond->index;

		if (!scenario)
			return TRUTH_UNKNOWN;
		if (fact < 0 || fact >= scenario->fact_count)
			return TRUTH_FALSE;
		group = scenario->facts[fact].asked_group;
	} else if (env->home) {
		/* only_if: what the reply before said, whose hits the scanner still holds. */
		int rubric = scorer_find(session->scorer, env->home);

		if (rubric < 0 || group < 0 || !session->scanned)
			return TRUTH_FALSE;
		match_hits(session->scanner, slot_at(session, session->scorer->first[rubric])->base + group, &count,
			   NULL);
		return truth(count > 0);
	}
	score_said(session, group, &count);
	return truth(count > 0);
}

static enum truth action_truth(const struct cond *cond, const struct cond_env *env)
{
	for (int i = 0; env->actions && i < env->action_count; i++)
		if (sv_eq(env->actions[i], cond->name))
			return TRUTH_TRUE;
	return TRUTH_FALSE;
}

static enum truth channel_truth(const struct cond *cond, const struct cond_env *env)
{
	if (env->channel < 0 || env->channel >= CHANNEL_COUNT)
		return TRUTH_UNKNOWN;
	for (int i = 0; i < cond->name_count; i++)
		if (sv_is(cond->names[i], channel_names[env->channel]))
			return TRUTH_TRUE;
	return TRUTH_FALSE;
}

static enum truth score_truth(const struct cond *cond, const struct cond_env *env)
{
	bool known = env->has_score;
	double score = env->score;

	if (!known && env->session)
		score = score_so_far(env->session, &known);
	/* 79.5 is below 80 and not at least 80. */
	return in_range(cond, known, known ? (int64_t)floor(score + 1e-9) : 0);
}

static enum truth all_of(const struct cond *cond, const struct cond_env *env)
{
	enum truth result = TRUTH_TRUE;

	for (int i = 0; i < cond->count && result != TRUTH_FALSE; i++) {
		enum truth child = cond_eval(cond->children[i], env);

		if (child != TRUTH_TRUE)
			result = child;
	}
	return result;
}

static enum truth any_of(const struct cond *cond, const struct cond_env *env)
{
	enum truth result = TRUTH_FALSE;

	for (int i = 0; i < cond->count && result != TRUTH_TRUE; i++) {
		enum truth child = cond_eval(cond->children[i], env);

		if (child != TRUTH_FALSE)
			result = child;
	}
	return result;
}

static enum truth not_truth(const struct cond *cond, const struct cond_env *env)
{
	enum truth child = cond->count > 0 ? cond_eval(cond->children[0], env) : TRUTH_TRUE;

	return child == TRUTH_UNKNOWN ? child : truth(child == TRUTH_FALSE);
}

enum truth cond_eval(const struct cond *cond, const struct cond_env *env)
{
	bool moody = env->has_scenario || env->mood_known;

	if (!cond)
		return TRUTH_TRUE;
	switch (cond->op) {
	case COND_ALL: return all_of(cond, env);
	case COND_ANY: return any_of(cond, env);
	case COND_NOT: return not_truth(cond, env);
	case COND_MET:
	case COND_MISSED:
	case COND_BROKE: return criterion_truth(cond, env);
	case COND_SAID:
	case COND_ASKED: return said_truth(cond, env);
	case COND_KNOWS:
	case COND_GOAL:
	case COND_FLAG:
	case COND_VISITED: return story(cond, env);
	case COND_ACTION: return action_truth(cond, env);
	case COND_ANGER: return in_range(cond, moody || env->anger_known, env->mood.anger);
	case COND_CONFUSION: return in_range(cond, moody || env->confusion_known, env->mood.confusion);
	case COND_REPLIES: return in_range(cond, env->has_scenario && env->replies >= 0, env->replies);
	case COND_TOTAL_REPLIES: return in_range(cond, env->total_replies >= 0, env->total_replies);
	case COND_CHANNEL: return channel_truth(cond, env);
	case COND_SCORE: return score_truth(cond, env);
	case COND_ELAPSED: return in_range(cond, env->elapsed_ms >= 0, env->elapsed_ms);
	case COND_NOTHING: return truth(env->nothing_fired);
	}
	return TRUTH_UNKNOWN;
}

const struct cond *cond_culprit(const struct cond *cond, const struct cond_env *env)
{
	if (!cond || cond_eval(cond, env) == TRUTH_TRUE)
		return NULL;
	if (cond->op == COND_ANY && cond->count == 1)
		return cond_culprit(cond->children[0], env);
	if (cond->op != COND_ALL)
		return cond;
	/* What is false matters before what is not known. */
	for (int i = 0; i < cond->count; i++)
		if (cond_eval(cond->children[i], env) == TRUTH_FALSE)
			return cond_culprit(cond->children[i], env);
	for (int i = 0; i < cond->count; i++)
		if (cond_eval(cond->children[i], env) != TRUTH_TRUE)
			return cond_culprit(cond->children[i], env);
	return cond;
}
