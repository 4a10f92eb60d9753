/* walk_say.c - what a run says next. */
#include "lint/walk_run.h"

#define FORESIGHT 4 /* inputs that are tried before one is said */

/* An edge from here: the one given, one that leads nearer to where it starts, or any. */
static const struct map_edge *edge_onwards(struct runner *r, bool aimed)
{
	const struct map *map = r->walk->map;
	int here = engine_node(r->engine), found = 0, nearest = -1;
	const struct map_edge *pick = NULL;

	if (aimed && (map->edges[r->target].from < 0 || map->edges[r->target].from == here))
		return &map->edges[r->target];
	for (int i = 0; i < map->count; i++) {
		const struct map_edge *edge = &map->edges[i];
		bool mine = edge->from == here || (edge->from < 0 && (aimed || rng_below(&r->rng, 6) == 0));

		if (edge->kind == MAP_FOLLOW_UP || edge->kind == MAP_HANG_UP || !mine)
			continue;
		int distance = aimed && edge->to_kind == GOTO_NODE ? r->distance[edge->to] : -1;

		if (aimed && (distance < 0 || (nearest >= 0 && distance > nearest)))
			continue;
		if (aimed && distance < nearest)
			found = 0;
		nearest = distance;
		if (rng_below(&r->rng, (uint32_t)++found) == 0)
			pick = edge;
	}
	return pick;
}

static void say_towards_score(struct runner *r, struct plan *plan, bool high)
{
	size_t rubrics = scorer_rubrics(r->bank->scorer);
	int parts = 1 + (int)rng_below(&r->rng, 3);

	for (int i = 0; rubrics && i < parts; i++) {
		uint32_t k = rng_below(&r->rng, (uint32_t)rubrics);
		int count = scorer_rubric(r->bank->scorer, k)->criterion_count;

		if (!count)
			continue;
		int c = (int)rng_below(&r->rng, (uint32_t)count);

		if (!high || score_verdict(engine_session(r->engine), (int)k, c, NULL) == VERDICT_MISSED)
			plan_pick(plan, high ? &r->bank->criteria[k][c].meet : &r->bank->criteria[k][c].broke);
	}
	const struct map_edge *edge = edge_onwards(r, false);

	if (high && edge && edge->when && rng_below(&r->rng, 2))
		plan_cond(plan, edge->when);
}

static void say_anything(struct runner *r, struct plan *plan)
{
	uint32_t dice = rng_below(&r->rng, 100);
	const struct scenario *scenario = r->walk->scenario;

	if (dice < 25 && scenario->fact_count)
		plan_pick(plan, &r->bank->asks[rng_below(&r->rng, (uint32_t)scenario->fact_count)]);
	else if (dice < 40)
		plan_pick(plan, &r->bank->author);
	else if (dice < 85)
		for (int i = 1 + (int)rng_below(&r->rng, 3); i > 0; i--)
			plan_pick(plan, &r->bank->all);
}

/* What keeps a conversation going: an action that leads on, something kind, or nothing much. */
static struct walk_input passing_input(struct runner *r, struct plan *plan)
{
	const struct scenario *scenario = r->walk->scenario;
	uint32_t dice = rng_below(&r->rng, 3);
	int action = -1, found = 0;

	for (int i = 0; i < scenario->action_count; i++) {
		const struct transition *go = scenario->actions[i].go;

		if (go && go->kind != GOTO_ENDING && rng_below(&r->rng, (uint32_t)++found) == 0)
			action = i;
	}
	if (dice == 0 && action >= 0)
		return walk_action(scenario, action, &r->rng);
	if (dice == 1)
		say_towards_score(r, plan, true);
	return plan_input(r->run_pool, plan);
}

/* A criterion that looks at the reply around an action: words and action in turn. */
static int action_due(const struct runner *r)
{
	const struct criterion *criterion = &scorer_rubric(r->bank->scorer, (size_t)r->rubric)->criteria[r->target];
	struct sv name = criterion->before.n ? criterion->before : criterion->after;
	bool spoke = r->chain && r->chain->input.kind == INPUT_REPLY;

	if (!name.n || spoke != (criterion->before.n > 0))
		return -1;
	return scenario_action(r->walk->scenario, name);
}

static struct walk_input aimed_input(struct runner *r, struct plan *plan)
{
	const struct map_edge *edge = NULL;
	int action = r->aim == AIM_MEET || r->aim == AIM_BREAK ? action_due(r) : -1;

	if (action >= 0)
		return walk_action(r->walk->scenario, action, &r->rng);

	switch (r->aim) {
	case AIM_EDGE:
		if (walk_waits_long(r) && rng_below(&r->rng, 4))
			return passing_input(r, plan);
		edge = edge_onwards(r, true);
		if (edge)
			return plan_edge(r->run_pool, plan, edge);
		break;
	case AIM_FACT: plan_pick(plan, &r->bank->asks[r->target]); break;
	case AIM_MEET: plan_pick(plan, &r->bank->criteria[r->rubric][r->target].meet); break;
	case AIM_BREAK: plan_pick(plan, &r->bank->criteria[r->rubric][r->target].broke); break;
	case AIM_BEST: say_towards_score(r, plan, true); break;
	case AIM_WORST: say_towards_score(r, plan, false); break;
	default: break;
	}
	return plan_input(r->run_pool, plan);
}

static struct walk_input random_input(struct runner *r, struct plan *plan)
{
	uint32_t dice = rng_below(&r->rng, 100);
	const struct scenario *scenario = r->walk->scenario;
	const struct map_edge *edge;

	if (dice < 45 && (edge = edge_onwards(r, false)))
		return plan_edge(r->run_pool, plan, edge);
	if (dice < 80) {
		say_anything(r, plan);
	} else if (dice < 86 && scenario->action_count) {
		return walk_action(scenario, (int)rng_below(&r->rng, (uint32_t)scenario->action_count), &r->rng);
	} else if (dice < 90) {
		return walk_wait(r->engine);
	}
	return plan_input(r->run_pool, plan);
}

static struct walk_input one_input(struct runner *r)
{
	struct plan plan;
	struct walk_input input;

	plan_init(&plan, r->bank, r->engine, &r->rng);
	if (r->aim == AIM_ANYTHING || r->reached || rng_below(&r->rng, 5) == 0)
		input = random_input(r, &plan);
	else
		input = aimed_input(r, &plan);
	plan_release(&plan);
	return input;
}

/* 3: takes the edge that the run aims at; 2: comes to a new state; 1: goes on; 0: ends the conversation without it. */
static int foresee(struct runner *r, const struct walk_input *input)
{
	struct sv place = r->walk->map->edges[r->target].place;
	struct engine *engine = chain_session(r->bank, r->walk->options.seed, r->chain);
	int result = engine && walk_step(engine, input) && !engine_ended(engine);
	size_t count = 0;
	const struct event *events = engine ? engine_events(engine, &count) : NULL;

	if (result && !archive_knows(&r->archive, walk_state_key(engine)))
		result = 2;
	for (size_t i = 0; i < count; i++)
		if (events[i].kind == EVENT_TRANSITION && sv_eq(events[i].text, place))
			result = 3;
	engine_free(engine);
	return result;
}

/* On the way to an edge the conversation should not end before it: the best of a few is said. Not for ever, or an
 * endless conversation (D603) would be of our own making. */
struct walk_input walk_next_input(struct runner *r)
{
	struct walk_input best = one_input(r);

	if (r->aim != AIM_EDGE || r->reached || engine_total_replies(r->engine) >= STEERED)
		return best;
	int value = foresee(r, &best);

	for (int i = 1; i < (walk_waits_long(r) ? 2 * FORESIGHT : FORESIGHT) && value < 3; i++) {
		struct walk_input other = one_input(r);
		int theirs = foresee(r, &other);

		if (theirs > value) {
			best = other;
			value = theirs;
		}
	}
	return best;
}
