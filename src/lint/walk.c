/* walk.c - the runs, one after the other, and the agents. */
#include "lint/walk.h"

#include "lint/walk_run.h"

#define LAST_PLACES 6 /* that are told of an endless run */

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
	walk_choose_aim(r);
	const struct chain *start = walk_choose_start(r);

	counter_begin(&r->counter);
	r->chain = NULL;
	r->engine = walk_session(r->bank, r->walk->options.seed);
	counter_events(&r->counter, r->engine);
	remember(r);
	replay(r, start);
	while (!engine_ended(r->engine) && engine_total_replies(r->engine) < cap && inputs++ < cap * 3) {
		struct walk_input input = walk_next_input(r);

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
