/* scenario_read.h - what the readers of a scenario file share. Internal to model/: scenario_*.c only.
 *
 * Loading has two passes. scenario_declare gives every fact, goal, action, node and ending its index, so that names
 * can be used before they are defined; the readers then fill them in and resolve names at once. */
#ifndef ROLECALL_MODEL_SCENARIO_READ_H
#define ROLECALL_MODEL_SCENARIO_READ_H

#include "model/cond_read.h"
#include "model/read.h"
#include "model/scenario.h"

struct scenario_reader {
	struct reader base;
	struct scenario *s;
	const struct rubric_resolver *resolver; /* NULL: criteria stay unresolved, silently */
	bool unsure; /* a rubric is unknown or does not load: any criterion counts as known */
	struct cond_owner owner;
	int guesses;                /* names sought for “did you mean” so far */
	int *flag_order, flag_room; /* the flags by name, and how many fit */
};

/* ---- scenario_names.c: one kind of name each; -1 after reporting S508 or S501 ---- */
void scenario_declare(struct scenario_reader *r);
void scenario_rubrics_read(struct scenario_reader *r);
/* The resolve callback of conditions; data is the scenario_reader. */
void scenario_resolve(void *data, struct cond *cond);
int scenario_fact_named(struct scenario_reader *r, const struct yaml_node *name);
int scenario_goal_named(struct scenario_reader *r, const struct yaml_node *name);
int scenario_ending_named(struct scenario_reader *r, const struct yaml_node *name);
/* "id" or "rubric/id"; true when found, or when it may be (a rubric did not load). */
bool scenario_criterion_named(struct scenario_reader *r, const struct yaml_node *name, int *rubric, int *index);
int scenario_flag_named(struct scenario_reader *r, struct sv name); /* adds it */
/* `start` and `follow_up.node`: a node, never an ending (S501). */
int scenario_node_named(struct scenario_reader *r, const struct yaml_node *name, const char *what);
/* The flag of `set: {flag: name}` in a mapping, or -1. */
int scenario_set_read(struct scenario_reader *r, const struct yaml_node *map);

/* ---- scenario_says.c ---- */
/* fact: index of the fact that says it (<value> is then allowed), or -1. */
void scenario_says_read(struct scenario_reader *r, const struct yaml_node *node, int fact, struct says *out);
/* Every <fact:ID> in the phrases below `node` (said, asked, may, may_not) names a fact (S508). `phrases`: false. The
 * depth is that of the YAML, at most YAML_MAX_DEPTH. */
void scenario_phrases_check(struct scenario_reader *r, const struct yaml_node *node, bool phrases);

/* ---- scenario_facts.c: the customer, the history and the policy ---- */
void scenario_customer_read(struct scenario_reader *r, const struct yaml_node *root);

/* ---- scenario_actions.c: goals, actions, transitions and silence ---- */
void scenario_goals_read(struct scenario_reader *r);
void scenario_actions_read(struct scenario_reader *r);
/* Resolves `go_node` into kind and target (S501). */
void scenario_go_read(struct scenario_reader *r, const struct yaml_node *go_node, struct transition *out);
struct transition *scenario_transitions_read(struct scenario_reader *r, const struct yaml_node *list, int *count);
/* A transition made of the keys `go` and `set` of a mapping (actions, silence); NULL without `go`. */
struct transition *scenario_go_of(struct scenario_reader *r, const struct yaml_node *map);
struct silence *scenario_silence_read(struct scenario_reader *r, const struct yaml_node *map);

/* ---- scenario_nodes.c: nodes, endings, later scenes, ratings ---- */
void scenario_nodes_read(struct scenario_reader *r);
void scenario_endings_read(struct scenario_reader *r);
void scenario_follow_ups_read(struct scenario_reader *r, const struct yaml_node *root);
void scenario_csat_read(struct scenario_reader *r, const struct yaml_node *root);

/* ---- scenario_play.c ---- */
void scenario_playthroughs_read(struct scenario_reader *r, const struct yaml_node *list);

/* scenario_table.c */
extern const char *const scenario_phases[], *const scenario_audiences[];

#endif
