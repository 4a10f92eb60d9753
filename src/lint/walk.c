/* walk.c - the runs: where each starts, what it aims at, what it says next. */
#include "lint/walk.h"

#include "lint/walk_inside.h"

#define FORESIGHT 4   /* inputs that are tried before one is said */
#define LAST_PLACES 6 /* that are told of an endless run */
#define STEERED 20    /* replies after which a run is left to itself */
#define HOPELESS 250  /* runs after which other aims come first */

/* What a run is after. */
enum aim { AIM_ANYTHING, AIM_EDGE, AIM_FACT, AIM_MEET, AIM_BREAK, AIM_BEST, AIM_WORST };

struct runner {
	struct walk *walk;
	void *pool, *run_pool; /* of the walk; of one run */
	struct bank *bank;
	struct archive archive;
	struct counter counter;
	struct rng rng;
	const struct chain *best, *worst; /* the ways to the extremes */
	int *tries;                       /* by edge: runs that aimed at it */
	int *distance;                    /* by node: edges from there to where the aim's edge starts; -1 no way */
	/* this run */
	enum aim aim;
	int target, rubric; /* edge, fact or criterion */
	bool reached, kept; /* kept: the archive holds a chain of this run */
	struct engine *engine;
	const struct chain *chain;
};

/* ---- aims ---- */

/* One of the flags that are 0, each with the same odds; -1 none. */
static int pick_unhit(struct rng *rng, const long *hits, int count)
{
	int pick = -1, found = 0;

	for (int i = 0; i < count; i++)
		if (!hits[i] && rng_below(rng, (uint32_t)++found) == 0)
			pick = i;
	return pick;
}

static bool seen(const struct runner *r, const struct map_edge *edge)
{
	if (edge->kind == MAP_FOLLOW_UP)
		return false; /* it follows from its ending */
	return edge->from < 0 || r->walk->nodes[edge->from] > 0;
}

static int pick_edge(struct runner *r)
{
	const struct map *map = r->walk->map;
	int pick = -1, found = 0;

	for (int i = 0; i < map->count; i++)
		if (!r->walk->edges[i] && seen(r, &map->edges[i]) &&
		    (r->tries[i] < HOPELESS || rng_below(&r->rng, 20) == 0) &&
		    rng_below(&r->rng, (uint32_t)++found) == 0)
			pick = i;
	if (pick >= 0)
		r->tries[pick]++;
	return pick;
}

/* A criterion that no run has ended with as met (or missed). */
static bool aim_criterion(struct runner *r)
{
	const struct walk *walk = r->walk;
	int found = 0;

	for (int i = 0; i < walk->criterion_count; i++) {
		const struct walk_criterion *c = &walk->criteria[i];

		if ((c->met && c->missed) || rng_below(&r->rng, (uint32_t)++found) != 0)
			continue;
		r->aim = c->met ? AIM_BREAK : AIM_MEET;
		r->target = c->criterion->index;
		for (size_t k = 0; k < scorer_rubrics(r->bank->scorer); k++)
			if (scorer_rubric(r->bank->scorer, k) == c->rubric)
				r->rubric = (int)k;
	}
	return found > 0;
}

static void measure_distances(struct runner *r, int goal)
{
	const struct map *map = r->walk->map;
	int nodes = r->walk->scenario->node_count;
	bool again = goal >= 0;

	for (int i = 0; i < nodes; i++)
		r->distance[i] = i == goal ? 0 : -1;
	while (again) {
		again = false;
		for (int i = 0; i < map->count; i++) {
			const struct map_edge *edge = &map->edges[i];

			if (edge->kind == MAP_FOLLOW_UP || edge->to_kind != GOTO_NODE || r->distance[edge->to] < 0)
				continue;
			for (int n = edge->from < 0 ? 0 : edge->from; n < (edge->from < 0 ? nodes : edge->from + 1);
			     n++)
				if (r->distance[n] < 0 || r->distance[n] > r->distance[edge->to] + 1) {
					r->distance[n] = r->distance[edge->to] + 1;
					again = true;
				}
		}
	}
}

static void choose_aim(struct runner *r)
{
	uint32_t dice = rng_below(&r->rng, 100);

	r->aim = AIM_ANYTHING;
	r->reached = false;
	if (dice < 55 && (r->target = pick_edge(r)) >= 0) {
		r->aim = AIM_EDGE;
		measure_distances(r, r->walk->map->edges[r->target].from);
	} else if (dice < 65 && (r->target = pick_unhit(&r->rng, r->walk->facts, r->walk->scenario->fact_count)) >= 0) {
		r->aim = AIM_FACT;
	} else if (dice < 75 && aim_criterion(r)) {
		return;
	} else if (dice < 85) {
		r->aim = AIM_BEST;
	} else if (dice < 93) {
		r->aim = AIM_WORST;
	}
}

/* ---- where a run starts ---- */

static const struct chain *cut(struct runner *r, const struct chain *chain)
{
	for (int keep = chain ? (int)rng_below(&r->rng, (uint32_t)chain->depth + 1) : 0; chain && chain->depth > keep;)
		chain = chain->parent;
	return chain;
}

static bool counts_replies(const struct cond *cond)
{
	if (cond && (cond->op == COND_TOTAL_REPLIES || cond->op == COND_REPLIES || cond->op == COND_ELAPSED))
		return true;
	for (int i = 0; cond && i < cond->count; i++)
		if (counts_replies(cond->children[i]))
			return true;
	return false;
}

/* An edge for those who go on for long: deep states are the better start. */
static bool waits_long(const struct runner *r)
{
	return counts_replies(r->walk->map->edges[r->target].when);
}

static const struct chain *choose_start(struct runner *r)
{
	const struct cell *cell = NULL;

	switch (r->aim) {
	case AIM_BEST: return cut(r, r->best);
	case AIM_WORST: return cut(r, r->worst);
	case AIM_EDGE:
		if (rng_below(&r->rng, 4))
			cell = archive_pick(&r->archive, r->walk->map->edges[r->target].from, waits_long(r), &r->rng);
		break;
	default:
		if (rng_below(&r->rng, 3) == 0)
			cell = archive_pick(&r->archive, -1, false, &r->rng);
		break;
	}
	return cell ? cell->chain : NULL;
}

/* ---- what a run says next ---- */

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
		if (waits_long(r) && rng_below(&r->rng, 4))
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
static struct walk_input next_input(struct runner *r)
{
	struct walk_input best = one_input(r);

	if (r->aim != AIM_EDGE || r->reached || engine_total_replies(r->engine) >= STEERED)
		return best;
	int value = foresee(r, &best);

	for (int i = 1; i < (waits_long(r) ? 2 * FORESIGHT : FORESIGHT) && value < 3; i++) {
		struct walk_input other = one_input(r);
		int theirs = foresee(r, &other);

		if (theirs > value) {
			best = other;
			value = theirs;
		}
	}
	return best;
}

/* ---- one run ---- */

static void remember(struct runner *r)
{
	bool fresh;

	if (engine_ended(r->engine))
		return;
	struct cell *cell = archive_visit(&r->archive, walk_state_key(r->engine), engine_node(r->engine), &fresh);

	int anger = engine_mood(r->engine).anger;

	/* Of the same state the calmer one gets further. */
	if (!cell || (!fresh && anger >= cell->anger))
		return;
	cell->chain = r->chain;
	cell->anger = anger;
	cell->replies = engine_total_replies(r->engine);
	r->kept = true;
}

/* Chains live as long as the walk only when the archive or an extreme holds one; so each run's go into its own pool,
 * which is kept when something in it is needed. */
static bool advance(struct runner *r, const struct walk_input *input)
{
	if (!walk_step(r->engine, input))
		return false;
	r->chain = chain_add(r->run_pool, r->chain, input);
	counter_events(&r->counter, r->engine);
	remember(r);
	if (r->aim == AIM_EDGE && r->counter.edges[r->target])
		r->reached = true;
	return true;
}

static void replay(struct runner *r, const struct chain *chain)
{
	int depth = chain ? chain->depth : 0;
	const struct chain **way CLEANUP_FREE = mem_calloc((size_t)depth + 1, sizeof *way);

	for (const struct chain *c = chain; c; c = c->parent)
		way[c->depth - 1] = c;
	for (int i = 0; i < depth && walk_step(r->engine, &way[i]->input); i++) {
		counter_events(&r->counter, r->engine);
		r->chain = way[i];
	}
}

/* Where the first endless run was, and the places that it came by last: a loop shows in them. */
static void note_over_cap(struct runner *r)
{
	CLEANUP_STRBUF struct strbuf way = STRBUF_INIT;
	int count = 0;
	const int *path = engine_path(r->engine, &count);

	if (r->walk->over_cap++)
		return;
	r->walk->over_node = engine_node(r->engine);
	for (int i = count > LAST_PLACES ? count - LAST_PLACES : 0; i < count; i++) {
		const struct scenario *scenario = r->walk->scenario;
		bool node = path[i] >= 0;

		strbuf_addf(&way, "%s" SV_FMT, way.len ? ", " : "",
			    SV_ARG(node ? scenario->nodes[path[i]].id : scenario->endings[-1 - path[i]].id));
		/* The diagnostic points at the first of them in the file, wherever the run was cut off. */
		if (node && path[i] < r->walk->over_node)
			r->walk->over_node = path[i];
	}
	r->walk->over_path = mem_pool_strndup(r->walk, way.buf, way.len);
}

static void run_one(struct runner *r)
{
	int cap = r->walk->options.cap, inputs = 0;

	r->run_pool = talloc_new(r->pool);
	r->kept = false;
	choose_aim(r);
	const struct chain *start = choose_start(r);

	counter_begin(&r->counter);
	r->chain = NULL;
	r->engine = walk_session(r->bank, r->walk->options.seed);
	counter_events(&r->counter, r->engine);
	remember(r);
	replay(r, start);
	while (!engine_ended(r->engine) && engine_total_replies(r->engine) < cap && inputs++ < cap * 3) {
		struct walk_input input = next_input(r);

		if (!advance(r, &input))
			break;
	}
	if (!engine_ended(r->engine) && engine_total_replies(r->engine) >= cap)
		note_over_cap(r);
	counter_finish(&r->counter);
	struct run_end end = count_card(r->walk, r->engine, true);

	r->best = end.best ? r->chain : r->best;
	r->worst = end.worst ? r->chain : r->worst;
	engine_free(r->engine);
	if (!r->kept && !end.best && !end.worst)
		talloc_free(r->run_pool);
}

/* ---- agents ---- */

static void run_agents(struct runner *r)
{
	for (int i = 0; i < AGENT_COUNT; i++) {
		struct agent_play play = agent_run(r->pool, r->bank, r->walk->map, (enum agent)i, r->walk->options.seed,
						   r->walk->options.cap);

		r->walk->agents[i] = play.result;
		if (!play.engine)
			continue;
		struct run_end end = count_card(r->walk, play.engine, false);

		r->best = end.best ? play.chain : r->best;
		r->worst = end.worst ? play.chain : r->worst;
		engine_free(play.engine);
	}
}

/* ---- the walk ---- */

static struct walk *walk_new(const struct scenario *scenario, const struct walk_options *options)
{
	struct walk *walk = MEM_NEW(NULL, struct walk);

	walk->scenario = scenario;
	walk->options = *options;
	walk->options.cap = options->cap ? options->cap : WALK_CAP;
	walk->map = map_of(walk, scenario);
	walk->nodes = MEM_ARRAY(walk, long, (size_t)scenario->node_count + 1);
	walk->endings = MEM_ARRAY(walk, long, (size_t)scenario->ending_count + 1);
	walk->edges = MEM_ARRAY(walk, long, (size_t)walk->map->count + 1);
	walk->facts = MEM_ARRAY(walk, long, (size_t)scenario->fact_count + 1);
	walk->goals = MEM_ARRAY(walk, long, (size_t)scenario->goal_count + 1);
	walk->scores = MEM_ARRAY(walk, double, (size_t)options->runs + 1);
	walk->over_node = -1;
	return walk;
}

/* The criteria as a card lists them; a card of nothing said shows which they are. */
static void list_criteria(struct runner *r)
{
	struct engine *engine = walk_session(r->bank, r->walk->options.seed);
	struct scorecard *card = engine_card(r->pool, engine);

	r->walk->criteria = MEM_ARRAY(r->walk, struct walk_criterion, (size_t)card->criterion_count + 1);
	r->walk->criterion_count = card->criterion_count;
	for (int i = 0; i < card->criterion_count; i++) {
		r->walk->criteria[i].rubric = card->criteria[i].rubric;
		r->walk->criteria[i].criterion = card->criteria[i].criterion;
	}
	engine_free(engine);
}

static void run_all(struct runner *r)
{
	struct walk *walk = r->walk;

	list_criteria(r);
	if (!walk->options.no_agents)
		run_agents(r);
	for (; walk->runs < walk->options.runs; walk->runs++) {
		run_one(r);
		if (walk->options.progress)
			walk->options.progress(walk->options.data, walk->runs + 1, walk->options.runs);
	}
}

struct walk *walk_run(const struct scenario *scenario, const struct walk_options *options)
{
	struct walk *walk = walk_new(scenario, options);
	CLEANUP_TALLOC void *pool = talloc_new(NULL);
	struct scorer *scorer = engine_scorer(scenario, NULL, 0, MATCH_ENGINE_FAST);
	struct runner r = {.walk = walk, .pool = pool};

	r.bank = bank_of(pool, scenario, scorer);
	r.distance = MEM_ARRAY(pool, int, (size_t)scenario->node_count + 1);
	r.tries = MEM_ARRAY(pool, int, (size_t)walk->map->count + 1);
	rng_seed(&r.rng, options->seed);
	archive_init(&r.archive);
	counter_init(&r.counter, pool, walk);
	if (scenario->start >= 0)
		run_all(&r);
	walk_median(walk);
	walk_diagnose(walk);
	archive_release(&r.archive);
	scorer_free(scorer);
	return walk;
}

void walk_free(struct walk *walk)
{
	if (!walk)
		return;
	free(walk->best.plain);
	free(walk->best.json);
	free(walk->worst.plain);
	free(walk->worst.json);
	diag_list_release(&walk->diags);
	talloc_free(walk);
}

struct map_hits walk_hits(const struct walk *walk)
{
	return (struct map_hits){walk->nodes, walk->endings, walk->edges, walk->runs};
}
