/* agents_model.c - the agent of the model answers: a beam search over what a well-schooled agent may say.
 *
 * In each state a few replies are put together from the model answers of criteria that are not met yet, questions for
 * facts that are not known, and what fulfils goals and leads on towards an ending; in the order of good service:
 * greeting and empathy, then questions, then what will be done. The most promising states are followed further, until a
 * play passes with the problem resolved. Deterministic. */
#include "lint/walk_inside.h"

#define BEAM 6
#define DEPTH_MAX 16
#define MOVES_MAX 28
#define FEW 2 /* model answers in a short reply */

struct state {
	const struct chain *chain;
	uint64_t key;
	double value;
};

struct search {
	const void *ctx;
	const struct bank *bank;
	const struct map *map;
	uint64_t seed;
	int cap;
	unsigned char *good; /* by node: a resolved ending can be reached from there */
	bool any_good;
	struct rng rng;
	struct state beam[BEAM], next[BEAM];
	int beam_count, next_count;
	const struct chain *best;
	double best_value;
	bool found;
};

struct moves {
	struct walk_input items[MOVES_MAX];
	int count;
};

/* ---- which way is good ---- */

static bool ends_well(const struct search *s, const struct map_edge *edge)
{
	if (edge->to_kind == GOTO_ENDING)
		return s->map->scenario->endings[edge->to].outcome == OUTCOME_RESOLVED;
	if (edge->to_kind == GOTO_NODE)
		return s->good[edge->to];
	return edge->to_kind == GOTO_BACK;
}

static void find_good(struct search *s)
{
	bool again = true;

	while (again) {
		again = false;
		for (int i = 0; i < s->map->count; i++) {
			const struct map_edge *edge = &s->map->edges[i];

			if (edge->from < 0 || edge->kind != MAP_NEXT || s->good[edge->from] || !ends_well(s, edge) ||
			    edge->to_kind == GOTO_BACK)
				continue;
			s->good[edge->from] = 1;
			again = s->any_good = true;
		}
	}
}

/* ---- putting a reply together ---- */

/* When in a reply something belongs: opening, empathy, listening, doing, closing. */
enum phase { PHASE_OPENING, PHASE_EMPATHY, PHASE_LISTENING, PHASE_DOING, PHASE_CLOSING, PHASE_COUNT };

static enum phase phase_of(const struct criterion *criterion)
{
	if (criterion->where.kind == WHERE_LAST_REPLY)
		return PHASE_CLOSING;
	if (criterion->skill == SKILL_EMOTIONAL_INTELLIGENCE)
		return PHASE_EMPATHY;
	if (criterion->where.kind == WHERE_FIRST_REPLIES)
		return PHASE_OPENING;
	return criterion->skill == SKILL_ATTENTIVE_LISTENING ? PHASE_LISTENING : PHASE_DOING;
}

/* Model answers of one phase that would still earn something; at most `most`. */
static void say_models(struct plan *plan, enum phase phase, int most)
{
	const struct scorer *scorer = plan->bank->scorer;

	for (size_t r = 0; r < scorer_rubrics(scorer); r++) {
		const struct rubric *rubric = scorer_rubric(scorer, r);

		for (int c = 0; c < rubric->criterion_count && most > 0; c++) {
			const struct criterion *criterion = &rubric->criteria[c];
			const struct texts *meet = &plan->bank->criteria[r][c].meet;
			bool open = false;

			if (!criterion->runnable || criterion->status == STATUS_TRIAL || phase_of(criterion) != phase ||
			    criterion_is_forbid(criterion) || !meet->count)
				continue;
			if (score_verdict(engine_session(plan->engine), (int)r, c, &open) != VERDICT_MISSED || !open)
				continue;
			if (criterion->kind == KIND_LENGTH ||
			    (criterion->status == STATUS_HELPER && !criterion->model.n))
				continue;
			/* Without a model answer an example that passes stands for it. */
			plan_say(plan, meet->items[0]);
			most--;
		}
	}
}

static void say_asks(struct plan *plan, int most)
{
	const struct bank *bank = plan->bank;

	for (int i = 0; i < bank->scenario->fact_count && most > 0; i++)
		if (!engine_knows(plan->engine, i) && bank->asks[i].count) {
			plan_say(plan, bank->asks[i].items[0]);
			most--;
		}
}

static void say_goals(struct plan *plan, int which)
{
	const struct scenario *scenario = plan->bank->scenario;

	for (int i = 0; i < scenario->goal_count; i++)
		if ((which < 0 || which == i) && !engine_goal_done(plan->engine, i))
			plan_cond(plan, scenario->goals[i].done);
}

/* ---- the moves from one state ---- */

static void add_move(struct search *s, struct moves *moves, struct plan *plan)
{
	if (moves->count < MOVES_MAX && (plan->text.len || plan->action >= 0 || plan->wait)) {
		struct walk_input input = plan_input(s->ctx, plan);

		for (int i = 0; i < moves->count; i++)
			if (moves->items[i].kind == input.kind && sv_eq(moves->items[i].text, input.text))
				goto done;
		moves->items[moves->count++] = input;
	}
done:
	plan_release(plan);
}

enum { ASK_NONE = 0, ASK_ONE = 1, ASK_ALL = 1000 };
enum { GOALS_NONE = -2, GOALS_ALL = -1 };
struct recipe {
	int opening, empathy, listening, asks, doing, closing;
	int goals;
};

static void add_recipe(struct search *s, struct moves *moves, const struct engine *engine, const struct recipe *recipe,
		       const struct cond *lead)
{
	struct plan plan;

	plan_init(&plan, s->bank, engine, &s->rng);
	say_models(&plan, PHASE_OPENING, recipe->opening);
	say_models(&plan, PHASE_EMPATHY, recipe->empathy);
	say_models(&plan, PHASE_LISTENING, recipe->listening);
	say_asks(&plan, recipe->asks);
	if (recipe->goals != GOALS_NONE)
		say_goals(&plan, recipe->goals);
	if (lead)
		plan_cond(&plan, lead);
	say_models(&plan, PHASE_DOING, recipe->doing);
	say_models(&plan, PHASE_CLOSING, recipe->closing);
	add_move(s, moves, &plan);
}

static void add_leads(struct search *s, struct moves *moves, const struct engine *engine)
{
	static const struct recipe bare = {.goals = GOALS_NONE};
	static const struct recipe full = {FEW, FEW, FEW, ASK_NONE, FEW, 0, GOALS_NONE};
	static const struct recipe whole = {9, 9, 9, ASK_ALL, 9, 9, GOALS_NONE};
	int here = engine_node(engine);

	for (int i = 0; i < s->map->count; i++) {
		const struct map_edge *edge = &s->map->edges[i];

		if (edge->kind != MAP_NEXT || edge->from != here || (s->any_good && !ends_well(s, edge)))
			continue;
		add_recipe(s, moves, engine, &bare, edge->when);
		add_recipe(s, moves, engine, &full, edge->when);
		add_recipe(s, moves, engine, &whole, edge->when);
	}
}

static void find_moves(struct search *s, const struct engine *engine, struct moves *moves)
{
	static const struct recipe recipes[] = {
		{9, 9, 9, ASK_ALL, 9, 0, GOALS_NONE},     {9, 9, 9, ASK_ALL, 0, 0, GOALS_NONE},
		{FEW, FEW, 0, ASK_ONE, 0, 0, GOALS_NONE}, {9, 9, 9, ASK_ALL, 9, 9, GOALS_ALL},
		{FEW, FEW, 0, ASK_NONE, 9, 0, GOALS_ALL}, {0, 1, 1, ASK_ONE, 1, 0, GOALS_NONE},
		{0, 0, 0, ASK_ALL, 0, 0, GOALS_NONE},     {0, 9, 9, ASK_NONE, 9, 9, GOALS_NONE},
		{0, 0, 0, ASK_ONE, 0, 0, GOALS_NONE},     {0, FEW, FEW, ASK_NONE, FEW, 0, GOALS_NONE},
	};

	moves->count = 0;
	for (size_t i = 0; i < sizeof recipes / sizeof *recipes; i++)
		add_recipe(s, moves, engine, &recipes[i], NULL);
	add_leads(s, moves, engine);
	for (int g = 0; g < s->bank->scenario->goal_count; g++) {
		add_recipe(s, moves, engine, &(struct recipe){0, 1, 0, ASK_NONE, 0, 0, g}, NULL);
		add_recipe(s, moves, engine, &(struct recipe){FEW, FEW, FEW, ASK_NONE, FEW, 0, g}, NULL);
	}
	if (!moves->count) {
		struct plan plan;

		plan_init(&plan, s->bank, engine, &s->rng);
		plan_say(&plan, sv_from(bank_neutral[0]));
		add_move(s, moves, &plan);
	}
}

/* ---- how promising a state is ---- */

static bool critical_hit(const struct search *s, const struct engine *engine)
{
	for (size_t r = 0; r < scorer_rubrics(s->bank->scorer); r++) {
		const struct rubric *rubric = scorer_rubric(s->bank->scorer, r);

		for (int c = 0; c < rubric->criterion_count; c++) {
			bool open = false;

			if (!rubric->criteria[c].critical)
				continue;
			/* one that is made of others is never broken, only missed for good */
			if (score_ever_broke(engine_session(engine), (int)r, c) ||
			    (score_verdict(engine_session(engine), (int)r, c, &open) == VERDICT_MISSED && !open))
				return true;
		}
	}
	return false;
}

/* The score, less what is missing to each rubric's own mark: passing needs every one. */
static double score_of(const struct scorecard *card)
{
	double value = card->has_score ? card->score : 0;

	for (int i = 0; i < card->rubric_count; i++) {
		double short_of = card->rubrics[i]->pass_mark - (card->rubric_has_score[i] ? card->rubric_score[i] : 0);

		value -= short_of > 0 ? short_of : 0;
	}
	return value;
}

static double value_of(const struct search *s, struct engine *engine)
{
	CLEANUP_TALLOC void *pool = talloc_new(NULL);
	const struct scenario *scenario = s->bank->scenario;
	const struct scorecard *card = engine_card(pool, engine);
	double value = score_of(card);

	if (engine_ended(engine))
		return value + (card->passed ? 1000 : -400) + (card->outcome == OUTCOME_RESOLVED ? 500 : 0) -
		       engine_total_replies(engine);
	for (int i = 0; i < scenario->goal_count; i++)
		value += engine_goal_done(engine, i) ? 25 : 0;
	for (int i = 0; i < scenario->fact_count; i++)
		value += engine_knows(engine, i) ? 6 : 0;
	if (s->any_good && !s->good[engine_node(engine)])
		value -= 150;
	if (critical_hit(s, engine))
		value -= 800;
	return value - 0.3 * engine_mood(engine).anger - 0.1 * engine_mood(engine).confusion -
	       1.5 * engine_total_replies(engine);
}

static void offer(struct search *s, const struct chain *chain, struct engine *engine)
{
	struct state state = {chain, walk_state_key(engine), value_of(s, engine)};
	bool ended = engine_ended(engine);
	int at = s->next_count;

	if (!s->best || state.value > s->best_value) {
		s->best = chain;
		s->best_value = state.value;
	}
	s->found = s->found || (ended && state.value > 1400);
	if (ended)
		return;
	for (int i = 0; i < s->next_count; i++) {
		if (s->next[i].key != state.key)
			continue;
		if (s->next[i].value >= state.value)
			return;
		memmove(&s->next[i], &s->next[i + 1], (size_t)(s->next_count - i - 1) * sizeof *s->next);
		s->next_count--;
		break;
	}
	for (at = s->next_count; at > 0 && s->next[at - 1].value < state.value; at--)
		;
	if (at >= BEAM)
		return;
	int moved = s->next_count < BEAM ? s->next_count - at : BEAM - 1 - at;

	memmove(&s->next[at + 1], &s->next[at], (size_t)moved * sizeof *s->next);
	s->next[at] = state;
	s->next_count += s->next_count < BEAM;
}

static void expand(struct search *s, const struct chain *chain)
{
	struct engine *engine = chain_session(s->bank, s->seed, chain);
	struct moves moves;

	if (!engine)
		return;
	if (engine_total_replies(engine) < s->cap)
		find_moves(s, engine, &moves);
	else
		moves.count = 0;
	engine_free(engine);
	for (int i = 0; i < moves.count; i++) {
		struct engine *after = chain_session(s->bank, s->seed, chain);

		if (after && walk_step(after, &moves.items[i]))
			offer(s, chain_add(s->ctx, chain, &moves.items[i]), after);
		engine_free(after);
	}
}

struct agent_play agent_model(const void *ctx, const struct bank *bank, const struct map *map, uint64_t seed, int cap)
{
	CLEANUP_TALLOC void *pool = talloc_new(NULL);
	struct search s = {.ctx = ctx, .bank = bank, .map = map, .seed = seed, .cap = cap, .beam_count = 1};
	struct agent_play play = {.engine = NULL};

	s.good = MEM_ARRAY(pool, unsigned char, (size_t)bank->scenario->node_count + 1);
	rng_seed(&s.rng, seed ^ 0x6d6f64656cu);
	find_good(&s);
	for (int depth = 0; depth < DEPTH_MAX && s.beam_count && !s.found; depth++) {
		s.next_count = 0;
		for (int i = 0; i < s.beam_count; i++)
			expand(&s, s.beam[i].chain);
		memcpy(s.beam, s.next, sizeof s.beam);
		s.beam_count = s.next_count;
	}
	play.chain = s.best;
	play.engine = chain_session(bank, seed, s.best);
	if (play.engine)
		agent_judge(&play);
	return play;
}
