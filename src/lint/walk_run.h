/* walk_run.h - one run of the walk: what the files about its aim, its words and its steps share. Internal to lint/. */
#ifndef ROLECALL_LINT_WALK_RUN_H
#define ROLECALL_LINT_WALK_RUN_H

#include "lint/walk_inside.h"

#define STEERED 20 /* replies after which a run is left to itself */

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

/* ---- walk_aim.c ---- */
void walk_choose_aim(struct runner *r);
/* The chain of inputs to play again before anything new is said; NULL: from the start. */
const struct chain *walk_choose_start(struct runner *r);
bool walk_waits_long(const struct runner *r);

/* ---- walk_say.c ---- */
struct walk_input walk_next_input(struct runner *r);

#endif
