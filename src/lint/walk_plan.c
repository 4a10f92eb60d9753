/* walk_plan.c - what to say or do so that a condition comes true, or has a chance to. */
#include "lint/walk_inside.h"

#include <limits.h>

#define PLAN_DEPTH 8 /* goals may rest on goals, flags on reactions */
#define PLAN_TEXT (16 * 1024)

void plan_init(struct plan *plan, const struct bank *bank, const struct engine *engine, struct rng *rng)
{
	*plan = (struct plan){.bank = bank, .engine = engine, .rng = rng, .action = -1};
	strbuf_init(&plan->text, PLAN_TEXT);
}

void plan_release(struct plan *plan)
{
	strbuf_release(&plan->text);
}

/* Nothing is said twice in one reply. */
void plan_say(struct plan *plan, struct sv text)
{
	if (!text.n || plan->text.len + text.n + 1 > PLAN_TEXT)
		return;
	for (size_t at = 0; at + text.n <= plan->text.len; at++)
		if (!memcmp(plan->text.buf + at, text.p, text.n))
			return;
	if (plan->text.len)
		strbuf_addch(&plan->text, ' ');
	strbuf_addsv(&plan->text, text);
}

void plan_pick(struct plan *plan, const struct texts *texts)
{
	if (texts->count)
		plan_say(plan, texts->items[rng_below(plan->rng, (uint32_t)texts->count)]);
}

/* ---- moods and flags come about through reactions ---- */

static void plan_mood(struct plan *plan, const struct cond *cond)
{
	const struct scenario *scenario = plan->bank->scenario;
	bool anger = cond->op == COND_ANGER;
	struct mood mood = engine_mood(plan->engine);
	int now = anger ? mood.anger : mood.confusion, wanted = now < cond->range.min   ? 1
								: now > cond->range.max ? -1
											: 0;
	int found = 0, pick = -1;

	for (int i = 0; wanted && i < scenario->reaction_count; i++) {
		const struct reaction *reaction = &scenario->reactions[i];
		int delta = anger ? reaction->anger : reaction->confusion;

		if (delta * wanted > 0 && rng_below(plan->rng, (uint32_t)++found) == 0)
			pick = i;
	}
	if (pick >= 0)
		plan_cond(plan, scenario->reactions[pick].when);
	for (int i = 0; wanted > 0 && i < scenario->action_count; i++)
		if (scenario->actions[i].kind == ACTION_HOLD && rng_below(plan->rng, 4) == 0)
			plan->action = i;
	if (wanted > 0 && rng_below(plan->rng, 6) == 0)
		plan->wait = true;
}

static void plan_flag(struct plan *plan, int flag)
{
	const struct scenario *scenario = plan->bank->scenario;
	const struct cond *pick = NULL;
	int found = 0;

	for (int i = 0; i < scenario->reaction_count; i++)
		if (scenario->reactions[i].set_flag == flag && rng_below(plan->rng, (uint32_t)++found) == 0)
			pick = scenario->reactions[i].when;
	const struct node *node = &scenario->nodes[engine_node(plan->engine)];

	for (int i = 0; i < node->next_count; i++)
		if (node->next[i].set_flag == flag && rng_below(plan->rng, (uint32_t)++found) == 0)
			pick = node->next[i].when;
	for (int i = 0; i < scenario->anytime_count; i++)
		if (scenario->anytime[i].set_flag == flag && rng_below(plan->rng, (uint32_t)++found) == 0)
			pick = scenario->anytime[i].when;
	for (int i = 0; i < scenario->action_count; i++)
		if (scenario->actions[i].set_flag == flag && rng_below(plan->rng, (uint32_t)++found) == 0) {
			plan->action = i;
			pick = NULL;
		}
	if (pick)
		plan_cond(plan, pick);
}

/* ---- one condition ---- */

static const struct bank_criterion *criterion_of(const struct plan *plan, const struct cond *cond)
{
	if (cond->rubric < 0 || cond->index < 0 || cond->rubric >= plan->bank->scenario->rubric_count)
		return NULL;
	int rubric = plan->bank->rubric_of[cond->rubric];

	return rubric < 0 ? NULL : &plan->bank->criteria[rubric][cond->index];
}

static void plan_criterion(struct plan *plan, const struct cond *cond)
{
	const struct bank_criterion *criterion = criterion_of(plan, cond);

	if (!criterion)
		return;
	if (cond->op == COND_MET)
		plan_pick(plan, &criterion->meet);
	else if (cond->op == COND_BROKE || rng_below(plan->rng, 3) == 0)
		plan_pick(plan, &criterion->broke);
}

static void plan_score(struct plan *plan, const struct cond *cond)
{
	size_t rubrics = scorer_rubrics(plan->bank->scorer);

	if (!rubrics)
		return;
	uint32_t r = rng_below(plan->rng, (uint32_t)rubrics);
	int count = scorer_rubric(plan->bank->scorer, r)->criterion_count;

	if (!count)
		return;
	const struct bank_criterion *some = &plan->bank->criteria[r][rng_below(plan->rng, (uint32_t)count)];

	plan_pick(plan, cond->range.min > 0 ? &some->meet : &some->broke);
}

static void plan_leaf(struct plan *plan, const struct cond *cond)
{
	const struct bank *bank = plan->bank;

	switch (cond->op) {
	case COND_MET:
	case COND_MISSED:
	case COND_BROKE: plan_criterion(plan, cond); break;
	case COND_SAID:
		if (cond->group >= 0)
			plan_pick(plan, &bank->said[cond->group]);
		break;
	case COND_ASKED:
	case COND_KNOWS:
		if (cond->index >= 0 && (cond->op == COND_ASKED || !engine_knows(plan->engine, cond->index)))
			plan_pick(plan, &bank->asks[cond->index]);
		break;
	case COND_GOAL:
		if (cond->index >= 0 && !engine_goal_done(plan->engine, cond->index))
			plan_cond(plan, bank->scenario->goals[cond->index].done);
		break;
	case COND_ACTION:
		if (sv_is(cond->name, "wait"))
			plan->wait = true;
		else if (scenario_action(bank->scenario, cond->name) >= 0)
			plan->action = scenario_action(bank->scenario, cond->name);
		break;
	case COND_ANGER:
	case COND_CONFUSION: plan_mood(plan, cond); break;
	case COND_FLAG:
		if (cond->index >= 0 && !engine_flag(plan->engine, cond->index))
			plan_flag(plan, cond->index);
		break;
	case COND_SCORE: plan_score(plan, cond); break;
	case COND_ELAPSED: plan->wait = plan->wait || cond->range.min > 0; break;
	default: break;
	}
}

void plan_cond(struct plan *plan, const struct cond *cond)
{
	if (!cond || plan->depth >= PLAN_DEPTH)
		return;
	plan->depth++;
	if (cond->op == COND_ANY) {
		if (cond->count)
			plan_cond(plan, cond->children[rng_below(plan->rng, (uint32_t)cond->count)]);
	} else if (cond->op == COND_ALL) {
		for (int i = 0; i < cond->count; i++)
			plan_cond(plan, cond->children[i]);
	} else if (cond->op != COND_NOT) {
		plan_leaf(plan, cond); /* `not` comes true by leaving it alone */
	}
	plan->depth--;
}

/* ---- what it comes to ---- */

struct walk_input plan_input(const void *ctx, struct plan *plan)
{
	/* An action and words are two inputs; what is missing is said another time. */
	if (plan->action >= 0 && (!plan->text.len || rng_below(plan->rng, 2)))
		return walk_action(plan->bank->scenario, plan->action, plan->rng);
	if (plan->wait && (!plan->text.len || rng_below(plan->rng, 2)))
		return walk_wait(plan->engine);
	if (!plan->text.len)
		strbuf_addstr(&plan->text, bank_neutral[rng_below(plan->rng, (uint32_t)bank_neutral_count)]);
	return (struct walk_input){.kind = INPUT_REPLY,
				   .text = sv_make(mem_pool_strndup(ctx, plan->text.buf, plan->text.len),
						   plan->text.len),
				   .argument = SV("")};
}

struct walk_input plan_edge(const void *ctx, struct plan *plan, const struct map_edge *edge)
{
	if (edge->kind == MAP_ACTION || edge->kind == MAP_HANG_UP)
		return walk_action(plan->bank->scenario, edge->index, plan->rng);
	if (edge->kind == MAP_SILENCE)
		return walk_wait(plan->engine);
	plan_cond(plan, edge->when);
	return plan_input(ctx, plan);
}
