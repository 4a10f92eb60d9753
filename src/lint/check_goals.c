/* check_goals.c - S510 (a goal that nothing completes) and S524 (a goal that no resolved path completes). */
#include "base/mem.h"
#include "lint/check.h"

#include <string.h>

/* ---- S510 ---- */

/* Could the condition ever hold, when the goals marked can be done? Everything else can happen. */
static bool may_hold(const struct cond *cond, const bool *can)
{
	if (!cond)
		return true;
	if (cond->op == COND_GOAL)
		return cond->index < 0 || can[cond->index];
	if (cond->op == COND_ALL) {
		for (int i = 0; i < cond->count; i++)
			if (!may_hold(cond->children[i], can))
				return false;
		return true;
	}
	if (cond->op == COND_ANY) {
		for (int i = 0; i < cond->count; i++)
			if (may_hold(cond->children[i], can))
				return true;
		return cond->count == 0;
	}
	return true;
}

static void settle(const struct scenario *s, bool *can)
{
	bool changed = true;

	while (changed) {
		changed = false;
		for (int i = 0; i < s->goal_count; i++) {
			if (can[i] || !s->goals[i].done || !may_hold(s->goals[i].done, can))
				continue;
			can[i] = changed = true;
		}
	}
}

static void check_completed(struct scenario_check *check, bool *can)
{
	const struct scenario *s = check->scenario;

	for (int i = 0; i < s->goal_count; i++) {
		if (s->goals[i].done)
			continue;
		check_diag(check, s->goals[i].node, "S510", "add done: and the condition that completes it",
			   "nothing completes the goal “" SV_FMT "”", SV_ARG(s->goals[i].id));
		can[i] = true; /* what waits for it is no fault of its own */
	}
	settle(s, can);
	for (int i = 0; i < s->goal_count; i++) {
		struct yaml_entry *entry = yaml_entry_of(s->goals[i].node, "done");

		if (can[i] || !entry)
			continue;
		check_diag(check, entry->key, "S510", "let it be completed by something that the agent says or does",
			   "nothing completes the goal “" SV_FMT "”: it waits for itself", SV_ARG(s->goals[i].id));
		can[i] = true;
		settle(s, can);
	}
}

/* ---- S524 ---- */

struct resolved {
	struct scenario_check *check;
	bool *leads; /* by node: a resolved ending can be reached from it */
	bool *flags; /* by flag: can be set on the way to a resolved ending */
	bool *set;   /* by flag: is set by something (else it is S519) */
	bool *asked; /* by goal: being looked at */
};

static bool is_resolved(const struct scenario *s, int ending)
{
	return s->endings[ending].outcome == OUTCOME_RESOLVED;
}

/* Can a resolved ending be reached by taking the way? A later scene goes on from an ending. */
static bool way_resolves(const struct resolved *r, const struct way *way)
{
	const struct scenario *s = r->check->scenario;
	const struct graph *graph = &r->check->graph;

	if (way->back)
		return true; /* as good as the node before */
	if (!way->to_ending)
		return r->leads[way->to];
	if (is_resolved(s, way->to))
		return true;
	for (int i = 0; i < graph->way_count; i++) {
		const struct way *scene = &graph->ways[i];

		if (scene->kind == WAY_FOLLOW_UP && r->leads[scene->to] &&
		    (scene->from == way->to || (scene->from < 0 && s->endings[way->to].follow_up < 0)))
			return true;
	}
	return false;
}

static void find_resolved(struct resolved *r)
{
	const struct scenario *s = r->check->scenario;
	const struct graph *graph = &r->check->graph;
	bool changed = true;

	/* Some pass changes a node, or it is the last: nodes x ways at worst, and few of each in a file. */
	for (int pass = 0; changed && pass < 200; pass++) {
		changed = false;
		for (int i = graph->way_count - 1; i >= 0; i--) {
			const struct way *way = &graph->ways[i];

			if (way->kind == WAY_FOLLOW_UP || way->back || !way_resolves(r, way))
				continue;
			for (int n = way->from < 0 ? 0 : way->from; n < s->node_count; n++) {
				changed = changed || !r->leads[n];
				r->leads[n] = true;
				if (way->from >= 0)
					break;
			}
		}
		for (int n = 0; n < s->node_count; n++)
			if (graph->has_back[n] && !r->leads[n])
				r->leads[n] = changed = true; /* generous: it goes back to some node */
	}
}

static void note_flag(struct resolved *r, int flag, bool resolves)
{
	if (flag < 0)
		return;
	r->set[flag] = true;
	r->flags[flag] = r->flags[flag] || resolves;
}

/* An action whose go leads to no resolved ending is never done on a resolved path. */
static bool action_resolves(const struct resolved *r, int action)
{
	const struct graph *graph = &r->check->graph;
	const struct action *what = &r->check->scenario->actions[action];

	if (!what->go)
		return what->kind != ACTION_HANG_UP;
	for (int i = 0; i < graph->way_count; i++)
		if (graph->ways[i].transition == what->go)
			return way_resolves(r, &graph->ways[i]);
	return true;
}

static void note_flags(struct resolved *r)
{
	const struct scenario *s = r->check->scenario;
	const struct graph *graph = &r->check->graph;

	for (int i = 0; i < s->reaction_count; i++)
		note_flag(r, s->reactions[i].set_flag, true);
	for (int i = 0; i < s->node_count; i++)
		note_flag(r, s->nodes[i].set_flag, graph->reached[i] && r->leads[i]);
	for (int i = 0; i < graph->way_count; i++)
		if (graph->ways[i].transition)
			note_flag(r, graph->ways[i].transition->set_flag, way_resolves(r, &graph->ways[i]));
	for (int i = 0; i < s->action_count; i++)
		note_flag(r, s->actions[i].set_flag, action_resolves(r, i));
}

/* Can the condition hold on some path to a resolved ending? Whatever a reply can do, it can. */
static bool may_resolve(struct resolved *r, const struct cond *cond);

static bool goal_resolves(struct resolved *r, int goal)
{
	if (goal < 0 || r->asked[goal])
		return true; /* each goal is followed once; a ring of them is S510 */
	r->asked[goal] = true;
	return may_resolve(r, r->check->scenario->goals[goal].done);
}

static bool may_resolve(struct resolved *r, const struct cond *cond)
{
	if (!cond)
		return true;
	switch (cond->op) {
	case COND_ALL:
		for (int i = 0; i < cond->count; i++)
			if (!may_resolve(r, cond->children[i]))
				return false;
		return true;
	case COND_ANY:
		for (int i = 0; i < cond->count; i++)
			if (may_resolve(r, cond->children[i]))
				return true;
		return cond->count == 0;
	case COND_VISITED: return cond->index < 0 || !r->check->graph.reached[cond->index] || r->leads[cond->index];
	case COND_FLAG: return cond->index < 0 || r->flags[cond->index] || !r->set[cond->index];
	case COND_ACTION: return cond->index < 0 || action_resolves(r, cond->index);
	case COND_GOAL: return goal_resolves(r, cond->index);
	default: return true;
	}
}

static bool any_resolved(const struct scenario_check *check)
{
	for (int i = 0; i < check->scenario->ending_count; i++)
		if (is_resolved(check->scenario, i) && check->graph.ending_reached[i])
			return true;
	return false;
}

static void check_resolved(struct scenario_check *check)
{
	const struct scenario *s = check->scenario;
	struct resolved r = {.check = check};

	if (!any_resolved(check))
		return; /* S512 or S513 */
	r.leads = MEM_ARRAY(check->pool, bool, (size_t)s->node_count + 1);
	r.flags = MEM_ARRAY(check->pool, bool, (size_t)s->flag_count + 1);
	r.set = MEM_ARRAY(check->pool, bool, (size_t)s->flag_count + 1);
	r.asked = MEM_ARRAY(check->pool, bool, (size_t)s->goal_count + 1);
	find_resolved(&r);
	note_flags(&r);
	for (int i = 0; i < s->goal_count; i++) {
		memset(r.asked, 0, (size_t)s->goal_count * sizeof *r.asked);
		if (s->goals[i].done && !may_resolve(&r, s->goals[i].done))
			check_diag(check, s->goals[i].node, "S524",
				   "let it be completed on the way to a resolved ending, or take it away",
				   "no path to a resolved ending completes the goal “" SV_FMT "”",
				   SV_ARG(s->goals[i].id));
	}
}

void check_goals(struct scenario_check *check)
{
	bool *can = MEM_ARRAY(check->pool, bool, (size_t)check->scenario->goal_count + 1);

	if (check_has(check, "S508"))
		return;
	check_completed(check, can);
	if (check->flows && !check->stuck && !check_has(check, "S510"))
		check_resolved(check);
}
