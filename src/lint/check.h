/* check.h - inside of lint/: the checks of one document, and what they share. Internal to lint/. */
#ifndef ROLECALL_LINT_CHECK_H
#define ROLECALL_LINT_CHECK_H

#include "lint/graph.h"
#include "lint/lint.h"
#include "lint/solve.h"
#include "model/rubric.h"
#include "model/scenario.h"
#include "score/score.h"

/* ---- rubrics ---- */
/* P210; marks the criteria whose phrases clash. */
void check_both_ways(const struct rubric *rubric, bool *clashes, struct diag_list *diags);
/* R305; a clash is not told again when a model answer runs into it. */
void check_models(const struct rubric *rubric, const bool *clashes, struct diag_list *diags);
void check_only_if(const struct rubric *rubric, struct diag_list *diags);     /* R306, R309 */
void check_weighing(const struct rubric *rubric, struct diag_list *diags);    /* R311, R312 */
void check_unused_lists(const struct yaml_doc *doc, struct diag_list *diags); /* P208 */

/* ---- scenarios ---- */
struct scenario_check {
	const void *pool;
	const struct scenario *scenario;
	struct diag_list *diags;
	struct solve_keys keys;
	struct graph graph; /* made when `flows` */
	bool flows;         /* there is a start, and every `go` leads to one place */
	bool stuck;         /* S503 was given */
	bool unreached;     /* S502 was given */
};

/* Was this code given for the scenario's file? */
bool check_has(const struct scenario_check *check, const char *code);
void check_diag(const struct scenario_check *check, const struct yaml_node *node, const char *code, const char *help,
		const char *format, ...) __attribute__((format(printf, 5, 6)));

void check_conditions(struct scenario_check *check); /* S506, S507, S515 */
void check_flow(struct scenario_check *check);       /* S502, S503, S512, S513 */
void check_loops(struct scenario_check *check);      /* S505, S518 */
void check_goals(struct scenario_check *check);      /* S510, S524 */
void check_facts(struct scenario_check *check);      /* S509, S522 */
void check_bands(struct scenario_check *check);      /* S511 */
void check_reactions(struct scenario_check *check);  /* S514 */
void check_actions(struct scenario_check *check);    /* S517 */
void check_flags(struct scenario_check *check);      /* S519 */
void check_applies(struct scenario_check *check);    /* S523 */

/* ---- what several of them need ---- */

/* Every condition of a scenario with the place that it is judged at. */
enum cond_owner_kind { OWNER_TRANSITION, OWNER_REACTION, OWNER_GOAL, OWNER_SCENE };
typedef void cond_visit(void *data, const struct cond *cond, enum cond_owner_kind owner, int node);
void check_each_cond(const struct scenario *scenario, cond_visit *visit, void *data);
/* Every leaf of a condition. */
typedef void leaf_visit(void *data, const struct cond *leaf);
void check_each_leaf(const struct cond *cond, leaf_visit *visit, void *data);

/* By flag: nothing sets it. Lives as long as the check's pool. */
const bool *flags_never_set(const struct scenario_check *check);

#endif
