/* judge.c - conditions as the engine sees them. The leaves that need the reply in hand are judged here, the rest by
 * cond_eval of score/; unknown is carried through (Kleene) and is never taken for true. */
#include "engine/internal.h"

void engine_env(const struct engine *engine, struct cond_env *env)
{
	*env = (struct cond_env){.has_scenario = true,
				 .channel = engine->channel,
				 .mood = engine->mood,
				 .mood_known = true,
				 .anger_known = true,
				 .confusion_known = true,
				 .facts = engine->facts,
				 .goals = engine->goals,
				 .flags = engine->flags,
				 .visited = engine->visited,
				 .total_replies = engine->total_replies,
				 .elapsed_ms = engine->now - engine->scene_start,
				 .actions = engine->actions,
				 .action_count = engine->action_count,
				 .session = engine->session};
	env->replies = engine->frame_count ? engine->frames[engine->frame_count - 1].replies : 0;
	env->score = score_so_far(engine->session, &env->has_score);
}

void judge_init(struct judge *judge, const struct engine *engine, enum judge_kind kind)
{
	*judge = (struct judge){.engine = engine, .kind = kind, .action = SV("")};
	engine_env(engine, &judge->env);
	judge->env.turning = kind == JUDGE_REACT || kind == JUDGE_REACT_DO;
}

static bool is_reaction(const struct judge *judge)
{
	return judge->kind == JUDGE_REACT || judge->kind == JUDGE_REACT_DO;
}

static bool has_reply(const struct judge *judge)
{
	return judge->kind == JUDGE_REPLY || judge->kind == JUDGE_REACT;
}

static enum truth truth_of(bool value)
{
	return value ? TRUTH_TRUE : TRUTH_FALSE;
}

static enum truth edge(struct judge *judge, enum truth truth)
{
	judge->edge = judge->edge || truth == TRUTH_TRUE;
	return truth;
}

static enum truth judge_leaf(struct judge *judge, const struct cond *cond)
{
	switch (cond->op) {
	case COND_MET:
	case COND_MISSED:
	case COND_BROKE:
	case COND_SAID:
	case COND_ASKED:
		/* After an action or a wait there is no reply to look at; verdicts stand. */
		if (!has_reply(judge) && (cond->op == COND_SAID || cond->op == COND_ASKED ||
					  (cond->op == COND_BROKE && !is_reaction(judge))))
			return TRUTH_UNKNOWN;
		return edge(judge, cond_eval(cond, &judge->env));
	case COND_ACTION:
		if (is_reaction(judge)) /* on the action itself, not on every reply after it */
			return edge(judge, truth_of(judge->action.n > 0 && sv_eq(judge->action, cond->name)));
		return cond_eval(cond, &judge->env);
	case COND_NOTHING: return judge->kind == JUDGE_REACT ? truth_of(judge->env.nothing_fired) : TRUTH_FALSE;
	default: return cond_eval(cond, &judge->env);
	}
}

static enum truth judge_list(struct judge *judge, const struct cond *cond, enum truth decides, enum truth otherwise)
{
	enum truth result = otherwise;
	for (int i = 0; i < cond->count; i++) {
		enum truth truth = judge_cond(judge, cond->children[i]);
		if (truth == decides)
			return decides;
		if (truth == TRUTH_UNKNOWN)
			result = TRUTH_UNKNOWN;
	}
	return result;
}

/* Recursion is as deep as the YAML nests, at most 32. */
enum truth judge_cond(struct judge *judge, const struct cond *cond)
{
	if (!cond)
		return TRUTH_TRUE;
	switch (cond->op) {
	case COND_ALL: return judge_list(judge, cond, TRUTH_FALSE, TRUTH_TRUE);
	case COND_ANY: return judge_list(judge, cond, TRUTH_TRUE, TRUTH_FALSE);
	case COND_NOT: {
		enum truth truth = judge_cond(judge, cond->count ? cond->children[0] : NULL);
		return truth == TRUTH_UNKNOWN ? truth : truth_of(truth == TRUTH_FALSE);
	}
	default: return judge_leaf(judge, cond);
	}
}

bool judge_holds(struct judge *judge, const struct cond *cond)
{
	return judge_cond(judge, cond) == TRUTH_TRUE;
}

const struct cond *judge_culprit(struct judge *judge, const struct cond *cond)
{
	if (!cond || judge_holds(judge, cond))
		return NULL;
	if (cond->op != COND_ALL && !(cond->op == COND_ANY && cond->count == 1))
		return cond;
	for (int i = 0; i < cond->count; i++)
		if (!judge_holds(judge, cond->children[i]))
			return judge_culprit(judge, cond->children[i]);
	return cond;
}

bool cond_mentions(const struct cond *cond, enum cond_op op)
{
	if (!cond)
		return false;
	if (cond->op == op)
		return true;
	for (int i = 0; i < cond->count; i++)
		if (cond_mentions(cond->children[i], op))
			return true;
	return false;
}
