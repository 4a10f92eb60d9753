/* solve.h - can these conditions hold together? A small search over what conditions can see.
 *
 * Every range gives a few values that matter, every name is true or false, a `said` is as many unknowns as it has
 * phrases (two lists that share a phrase share the unknown). What cannot be otherwise in a scenario is fixed: its
 * channel, facts known from the start, the start node visited, criteria on trial. Internal to lint/. */
#ifndef ROLECALL_LINT_SOLVE_H
#define ROLECALL_LINT_SOLVE_H

#include "model/scenario.h"

enum solve_answer {
	SOLVE_NO,    /* never, whatever happens */
	SOLVE_YES,   /* in at least one case */
	SOLVE_UNSURE /* too many cases to try */
};

struct solve_term {
	const struct cond *cond; /* NULL: always true */
	bool negated;
};

/* The canonical forms of a set's phrases, made on first use: every pair of transitions asks for them. */
struct solve_keys {
	const void *pool;       /* talloc parent of what is kept */
	const char ***by_group; /* NULL until asked for */
};

/* Where the conditions stand. */
struct solve_place {
	const struct scenario *scenario; /* NULL: a rubric's, for any conversation */
	const struct match_set *set;     /* that `said` groups belong to */
	struct solve_keys *keys;         /* NULL: nothing is kept */
	int node;                        /* of a `next` list; -1: anywhere */
	bool after_reply;                /* judged after a reply, so that at least one was given */
	bool reacts;                     /* of a reaction: only there can nothing else have fired */
};

enum solve_answer solve_all(const struct solve_place *place, const struct solve_term *terms, int count);

#endif
