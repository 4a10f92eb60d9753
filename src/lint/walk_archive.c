/* walk_archive.c - the states that were met, each with the shortest way to it that was seen first; after "Go-Explore"
 * (Ecoffet et al. 2021): return to a promising state, then explore from there. Also sessions and inputs. */
#include "lint/walk_inside.h"

#include "base/hash.h"

#define CELLS_MAX 4096
#define SLOTS (CELLS_MAX * 2)
#define HOLD_MAX (INT64_C(24) * 3600 * 1000) /* nobody holds for longer */

/* ---- inputs ---- */

const struct chain *chain_add(const void *ctx, const struct chain *parent, const struct walk_input *input)
{
	struct chain *chain = MEM_NEW(ctx, struct chain);

	chain->parent = parent;
	chain->input = *input;
	chain->input.text = sv_make(mem_pool_strndup(ctx, input->text.p, input->text.n), input->text.n);
	chain->depth = parent ? parent->depth + 1 : 1;
	return chain;
}

struct engine *walk_session(const struct bank *bank, uint64_t seed)
{
	struct engine_options options = {.seed = seed, .anger = -1, .confusion = -1};
	struct err err = ERR_INIT;
	struct engine *engine = engine_new(bank->scenario, bank->scorer, &options, &err);

	if (engine)
		engine_begin(engine);
	return engine;
}

bool walk_step(struct engine *engine, const struct walk_input *input)
{
	struct err err = ERR_INIT;
	struct engine_input step = {.kind = input->kind,
				    .text = input->text,
				    .argument = input->argument,
				    .for_ms = input->for_ms,
				    .at_ms = -1};

	return !engine_ended(engine) && engine_step(engine, &step, &err);
}

struct engine *chain_session(const struct bank *bank, uint64_t seed, const struct chain *chain)
{
	int depth = chain ? chain->depth : 0;
	const struct chain **way CLEANUP_FREE = mem_calloc((size_t)depth + 1, sizeof *way);
	struct engine *engine = walk_session(bank, seed);

	for (const struct chain *c = chain; c; c = c->parent)
		way[c->depth - 1] = c;
	for (int i = 0; engine && i < depth; i++)
		walk_step(engine, &way[i]->input);
	return engine;
}

struct walk_input walk_wait(const struct engine *engine)
{
	int64_t due = engine_next_silence(engine), now = engine_now(engine);

	return (struct walk_input){.kind = INPUT_WAIT,
				   .text = SV(""),
				   .argument = SV(""),
				   .for_ms = due > now ? due - now : 60000};
}

struct walk_input walk_action(const struct scenario *scenario, int action, struct rng *rng)
{
	const struct action *listed = &scenario->actions[action];
	struct walk_input input = {.kind = INPUT_ACTION, .text = listed->name, .argument = SV("")};

	if (listed->to_count)
		input.argument = listed->to[rng_below(rng, (uint32_t)listed->to_count)];
	else if (listed->kind == ACTION_NOTE)
		input.argument = SV("Customer called.");
	if (listed->kind == ACTION_HOLD) {
		int64_t limit = listed->limit_ms > 0 && listed->limit_ms < HOLD_MAX ? listed->limit_ms : 120000;

		input.for_ms = rng_below(rng, 2) ? limit * 2 : 30000;
	}
	return input;
}

/* What decides how it goes on, coarsely: the place, what is known, done and set, the mood's band, replies so far. */
uint64_t walk_state_key(const struct engine *engine)
{
	const struct scenario *scenario = engine_scenario(engine);
	struct mood mood = engine_mood(engine);
	uint64_t key = 1469598103934665603u; /* FNV-1a */
	int replies = engine_node_replies(engine);

#define MIX(value) key = (key ^ (uint64_t)(value)) * 1099511628211u
	MIX(engine_node(engine) + 1);
	for (int i = 0; i < scenario->fact_count; i++)
		MIX(engine_knows(engine, i));
	for (int i = 0; i < scenario->goal_count; i++)
		MIX(engine_goal_done(engine, i));
	for (int i = 0; i < scenario->flag_count; i++)
		MIX(engine_flag(engine, i));
	MIX(mood_band_of(mood.anger));
	MIX(mood_band_of(mood.confusion));
	MIX(replies > 3 ? 3 : replies);
	MIX(engine_total_replies(engine) > 12 ? 12 : engine_total_replies(engine));
#undef MIX
	return key;
}

/* ---- cells ---- */

void archive_init(struct archive *archive)
{
	*archive = (struct archive){.slots = mem_alloc(SLOTS * sizeof(int))};
	for (int i = 0; i < SLOTS; i++)
		archive->slots[i] = -1;
}

void archive_release(struct archive *archive)
{
	free(archive->cells);
	free(archive->slots);
	*archive = (struct archive){NULL, 0, 0, NULL};
}

bool archive_knows(const struct archive *archive, uint64_t key)
{
	size_t slot = (size_t)((key ^ (key >> 29)) % SLOTS);

	for (; archive->slots[slot] >= 0; slot = (slot + 1) % SLOTS)
		if (archive->cells[archive->slots[slot]].key == key)
			return true;
	return false;
}

struct cell *archive_visit(struct archive *archive, uint64_t key, int node, bool *fresh)
{
	size_t slot = (size_t)((key ^ (key >> 29)) % SLOTS);

	*fresh = false;
	while (archive->slots[slot] >= 0) {
		if (archive->cells[archive->slots[slot]].key == key)
			return &archive->cells[archive->slots[slot]];
		slot = (slot + 1) % SLOTS;
	}
	if (archive->count == CELLS_MAX)
		return NULL;
	MEM_ENSURE(archive->cells, archive->count, archive->cap);
	archive->slots[slot] = archive->count;
	archive->cells[archive->count] = (struct cell){.key = key, .node = node};
	*fresh = true;
	return &archive->cells[archive->count++];
}

/* Of the cells at the node, one with few choices so far: each is taken with the odds 1 / (1 + chosen), doubled for each
 * reply so far when those who went on for long are wanted. */
struct cell *archive_pick(struct archive *archive, int node, bool deep, struct rng *rng)
{
	struct cell *pick = NULL;
	double total = 0;

	for (int i = 0; i < archive->count; i++) {
		struct cell *cell = &archive->cells[i];

		if (node >= 0 && cell->node != node)
			continue;
		double odds = (deep ? (double)(1 << (cell->replies < 20 ? cell->replies : 20)) : 1.0) /
			      (double)(1 + cell->chosen);

		total += odds;
		if (rng_unit(rng) * total < odds)
			pick = cell;
	}
	if (pick)
		pick->chosen++;
	return pick;
}
