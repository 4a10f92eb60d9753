/* walk_inside.h - what the parts of the walk share. Internal to lint/. */
#ifndef ROLECALL_LINT_WALK_INSIDE_H
#define ROLECALL_LINT_WALK_INSIDE_H

#include "base/mem.h"
#include "base/rng.h"
#include "base/strbuf.h"
#include "engine/engine.h"
#include "lint/walk.h"

struct texts {
	struct sv *items;
	int count;
};

/* ---- walk_bank.c: everything that may be said, by what it is good for ---- */
struct bank_criterion {
	struct texts meet, broke;
};
struct bank {
	const struct scenario *scenario;
	const struct scorer *scorer;
	struct texts *said;               /* by group of the scenario's set */
	struct texts *asks;               /* by fact, as questions */
	struct bank_criterion **criteria; /* by rubric of the scorer, by criterion */
	struct texts author;              /* replies of playthroughs */
	struct texts all;
	struct sv stuffing;
	int *rubric_of; /* scenario's rubric number -> scorer's; -1 */
};
struct bank *bank_of(const void *ctx, const struct scenario *scenario, const struct scorer *scorer);
extern const char *const bank_neutral[];
extern const int bank_neutral_count;

/* ---- inputs and the way to a state ---- */
struct walk_input {
	enum input_kind kind;
	struct sv text, argument;
	int64_t for_ms;
};
struct chain { /* shared tails: a state is the inputs that lead to it */
	const struct chain *parent;
	struct walk_input input;
	int depth;
};
const struct chain *chain_add(const void *ctx, const struct chain *parent, const struct walk_input *input);
/* A begun session on the scenario. */
struct engine *walk_session(const struct bank *bank, uint64_t seed);
/* False when it was refused or the session is over. */
bool walk_step(struct engine *engine, const struct walk_input *input);
/* … with the inputs of the chain stepped. */
struct engine *chain_session(const struct bank *bank, uint64_t seed, const struct chain *chain);
/* What may be waited for: the next silence, or a minute. */
struct walk_input walk_wait(const struct engine *engine);
struct walk_input walk_action(const struct scenario *scenario, int action, struct rng *rng);
uint64_t walk_state_key(const struct engine *engine);

/* ---- walk_plan.c: what to say or do so that a condition comes true ---- */
struct plan {
	const struct bank *bank;
	const struct engine *engine;
	struct rng *rng;
	struct strbuf text; /* sentences */
	int action;         /* index, -1 none */
	bool wait;
	int depth;
};
void plan_init(struct plan *plan, const struct bank *bank, const struct engine *engine, struct rng *rng);
void plan_release(struct plan *plan);
void plan_cond(struct plan *plan, const struct cond *cond);
void plan_say(struct plan *plan, struct sv text);
void plan_pick(struct plan *plan, const struct texts *texts);
/* The input that it came to; a neutral reply when nothing did. Texts under ctx. */
struct walk_input plan_input(const void *ctx, struct plan *plan);
/* … for an edge of the graph, its kind included. */
struct walk_input plan_edge(const void *ctx, struct plan *plan, const struct map_edge *edge);

/* ---- walk_archive.c ---- */
struct cell {
	uint64_t key;
	const struct chain *chain;
	int node, replies, anger;
	long chosen;
};
struct archive {
	struct cell *cells;
	int count, cap;
	int *slots; /* hash table of cell numbers, -1 empty */
};
void archive_init(struct archive *archive);
void archive_release(struct archive *archive);
bool archive_knows(const struct archive *archive, uint64_t key);
/* The cell's chain is to be set when *fresh. NULL: full. */
struct cell *archive_visit(struct archive *archive, uint64_t key, int node, bool *fresh);
/* One of the less often chosen cells at a node (-1: anywhere), rather a deep one when asked; NULL none. */
struct cell *archive_pick(struct archive *archive, int node, bool deep, struct rng *rng);

/* ---- walk_count.c: coverage ---- */
struct counter {
	struct walk *walk;
	/* 1: hit in this run */
	unsigned char *nodes, *endings, *edges, *facts, *goals;
	unsigned char bands[BAND_COUNT];
};
void counter_init(struct counter *counter, const void *ctx, struct walk *walk);
void counter_begin(struct counter *counter);
void counter_events(struct counter *counter, const struct engine *engine);
void counter_finish(struct counter *counter);
/* Scores, verdicts, extremes. True when it is a new extreme. */
struct run_end {
	bool best, worst;
};
struct run_end count_card(struct walk *walk, struct engine *engine, bool in_runs);
void walk_median(struct walk *walk);

/* ---- agents.c, agents_model.c ---- */
struct agent_play {
	struct agent_result result;
	struct engine *engine; /* as it ended; the caller frees it */
	const struct chain *chain;
};
struct agent_play agent_run(const void *ctx, const struct bank *bank, const struct map *map, enum agent agent,
			    uint64_t seed, int cap);
struct agent_play agent_model(const void *ctx, const struct bank *bank, const struct map *map, uint64_t seed, int cap);
void agent_judge(struct agent_play *play);

/* ---- walk_diags.c ---- */
void walk_diagnose(struct walk *walk);

#endif
