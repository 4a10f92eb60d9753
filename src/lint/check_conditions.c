/* check_conditions.c - S506 (a transition behind one that always wins), S507 (a condition that cannot hold) and S515
 * (met on a forbid, broke on what is never broken). */
#include "base/mem.h"
#include "lint/check.h"

#include <string.h>

/* ---- S507 ---- */

#define MAX_TERMS 64

struct terms {
	struct solve_term items[MAX_TERMS];
	int count;
};

static bool push(struct terms *terms, const struct cond *cond, bool negated)
{
	if (terms->count >= MAX_TERMS)
		return false;
	terms->items[terms->count++] = (struct solve_term){cond, negated};
	return true;
}

static bool impossible(const struct solve_place *place, const struct terms *terms)
{
	return solve_all(place, terms->items, terms->count) == SOLVE_NO;
}

static bool waits(const struct cond *cond)
{
	bool any = cond && (cond->op == COND_ELAPSED || cond->op == COND_ACTION);

	for (int i = 0; cond && i < cond->count; i++)
		any = any || waits(cond->children[i]);
	return any;
}

/* Transitions and reactions are judged after a reply; only time and actions come without one. */
static struct solve_place place_of(struct scenario_check *check, enum cond_owner_kind owner, int node,
				   const struct cond *cond)
{
	bool counts = (owner == OWNER_TRANSITION || owner == OWNER_REACTION) && !waits(cond);

	return (struct solve_place){.scenario = check->scenario,
				    .set = check->scenario->set,
				    .keys = &check->keys,
				    .node = node,
				    .after_reply = counts,
				    .reacts = owner == OWNER_REACTION};
}

static void report_impossible(const struct scenario_check *check, const struct cond *cond, bool alone)
{
	check_diag(check, cond->node, "S507",
		   alone ? "change it, or take it away" : "change one of the two, or take one away",
		   alone ? "this can never hold" : "this can never hold together with the rest of the condition");
}

/* Reports the smallest part that makes `cond` impossible beside `context`; true when one was found. */
static bool find_impossible(const struct scenario_check *check, const struct solve_place *place, struct terms *context,
			    const struct cond *cond)
{
	int before = context->count;
	bool found = false;

	if (!cond)
		return false;
	if (cond->op == COND_ALL) {
		for (int i = 0; i < cond->count && !found; i++) {
			found = find_impossible(check, place, context, cond->children[i]);
			push(context, cond->children[i], false);
		}
	} else if (cond->op == COND_ANY) {
		for (int i = 0; i < cond->count; i++)
			found = find_impossible(check, place, context, cond->children[i]) || found;
		found = found && cond->count == 1;
	} else if (push(context, cond, false) && impossible(place, context)) {
		struct solve_term alone = {cond, false};

		report_impossible(check, cond, solve_all(place, &alone, 1) == SOLVE_NO);
		found = true;
	}
	context->count = before;
	return found;
}

static void visit_possible(void *data, const struct cond *cond, enum cond_owner_kind owner, int node)
{
	struct scenario_check *check = data;
	struct solve_place place = place_of(check, owner, node, cond);
	struct terms context = {.count = 0};

	find_impossible(check, &place, &context, cond);
}

/* ---- S506 ---- */

static bool always_there(const struct transition *transition)
{
	return !transition->once && (transition->kind == GOTO_NODE || transition->kind == GOTO_ENDING);
}

static bool can_hold(const struct solve_place *place, const struct cond *cond)
{
	struct solve_term term = {cond, false};

	return solve_all(place, &term, 1) != SOLVE_NO;
}

/* Does some earlier one hold whenever `at` does? Its number from 1, 0: several together, -1: no. */
static int shadowed_by(const struct solve_place *place, const struct transition *list, int at)
{
	struct terms terms = {.count = 0};

	for (int i = 0; i < at; i++) {
		struct solve_term pair[2] = {{list[at].when, false}, {list[i].when, true}};

		if (always_there(&list[i]) && solve_all(place, pair, 2) == SOLVE_NO)
			return i + 1;
	}
	push(&terms, list[at].when, false);
	for (int i = 0; i < at; i++)
		if (always_there(&list[i]) && !push(&terms, list[i].when, true))
			return -1;
	return terms.count > 2 && impossible(place, &terms) ? 0 : -1;
}

#define MAX_LIST 100 /* each is held against all before it; no node that a person wrote has as many */

/* One that always wins is one fault, however many stand behind it: the first of them is reported. */
static void check_list(struct scenario_check *check, const struct transition *list, int count, int node)
{
	bool *told = MEM_ARRAY(check->pool, bool, (size_t)count + 1);

	for (int i = 1; i < count && i < MAX_LIST; i++) {
		struct solve_place place = place_of(check, OWNER_TRANSITION, node, list[i].when);

		if (!can_hold(&place, list[i].when))
			continue; /* S507 */
		int by = shadowed_by(&place, list, i);

		if (by < 0 || told[by])
			continue;
		told[by] = true;
		if (by > 0)
			check_diag(check, list[i].node, "S506", "put the narrower one first, or take this one away",
				   "this transition is never taken: number %d of the list holds whenever it does", by);
		else
			check_diag(check, list[i].node, "S506", "put it earlier, or take it away",
				   "this transition is never taken: one of those before it always holds when it does");
	}
}

/* ---- S515 ---- */

static const struct criterion *criterion_of(const struct scenario *scenario, const struct cond *leaf)
{
	if (leaf->rubric < 0 || leaf->rubric >= scenario->rubric_count || leaf->index < 0 ||
	    !scenario->rubrics[leaf->rubric])
		return NULL;
	return &scenario->rubrics[leaf->rubric]->criteria[leaf->index];
}

/* Kinds that are met or missed over a stretch; nothing that one reply does breaks them. */
static bool is_never_broken(enum criterion_kind kind)
{
	switch (kind) {
	case KIND_REQUIRE:
	case KIND_COUNT:
	case KIND_ORDER:
	case KIND_LENGTH:
	case KIND_ANY_OF:
	case KIND_ALL_OF:
	case KIND_AT_LEAST_OF:
	case KIND_LEVELS:
	case KIND_MARKERS: return true;
	default: return false;
	}
}

static void check_leaf_kind(void *data, const struct cond *leaf)
{
	const struct scenario_check *check = data;
	const struct criterion *criterion;

	if (leaf->op != COND_MET && leaf->op != COND_BROKE)
		return;
	criterion = criterion_of(check->scenario, leaf);
	if (!criterion || !criterion->runnable)
		return; /* it may be of any kind */
	if (leaf->op == COND_MET && criterion_is_forbid(criterion))
		check_diag(check, leaf->node, "S515", "write broke: for the reply that does it",
			   "“" SV_FMT "” is a forbid: nothing that the agent says meets it", SV_ARG(criterion->id));
	else if (leaf->op == COND_BROKE && is_never_broken(criterion->kind))
		check_diag(check, leaf->node, "S515", "write missed: for when it can no longer be met",
			   "“" SV_FMT "” is no forbid: no reply breaks it", SV_ARG(criterion->id));
}

static void visit_kinds(void *data, const struct cond *cond, enum cond_owner_kind owner, int node)
{
	(void)owner;
	(void)node;
	check_each_leaf(cond, check_leaf_kind, data);
}

void check_conditions(struct scenario_check *check)
{
	const struct scenario *s = check->scenario;

	check_each_cond(s, visit_kinds, check);
	check_each_cond(s, visit_possible, check);
	check_list(check, s->anytime, s->anytime_count, -1);
	for (int i = 0; i < s->node_count; i++)
		check_list(check, s->nodes[i].next, s->nodes[i].next_count, i);
}
