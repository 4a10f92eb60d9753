/* check_loops.c - S505 (a loop without a reply limit) and S518 (one variant for what is said twice). */
#include "base/mem.h"
#include "lint/check.h"

#include <limits.h>

/* A condition on a flag that nothing sets is S519: what hangs on it is taken as it was meant. */
struct loops {
	struct scenario_check *check;
	const bool *unset; /* by flag: nothing sets it */
	int *component;
	bool *rings; /* by component: a way leads round in it */
};

/* ---- limits ---- */

static bool is_reply_op(enum cond_op op)
{
	return op == COND_REPLIES || op == COND_TOTAL_REPLIES;
}

static bool is_open_range(const struct cond *cond)
{
	return cond->range.max >= 100000;
}

static bool is_unset(const struct loops *loops, const struct cond *cond)
{
	return cond->op == COND_FLAG && cond->index >= 0 && loops->unset[cond->index];
}

static long larger(long a, long b)
{
	return a > b ? a : b;
}

/* From how many replies on the condition holds, whatever else happens; INT_MAX: never for certain. */
static long holds_from(const struct loops *loops, const struct cond *cond)
{
	long result;

	if (!cond || is_unset(loops, cond))
		return 1;
	if (is_reply_op(cond->op))
		return is_open_range(cond) ? larger(cond->range.min, 1) : INT_MAX;
	if (cond->op == COND_NOT && cond->count == 1 && is_unset(loops, cond->children[0]))
		return 1;
	if (cond->op != COND_ALL && cond->op != COND_ANY)
		return INT_MAX;
	result = cond->op == COND_ALL ? 1 : INT_MAX;
	for (int i = 0; i < cond->count; i++) {
		long child = holds_from(loops, cond->children[i]);

		if (cond->op == COND_ALL ? child > result : child < result)
			result = child;
	}
	return result;
}

/* Replies after which the node is left for certain, by its own `next`; INT_MAX: never. A reply is counted as soon as it
 * is given. */
static int node_reply_limit(const struct loops *loops, int node)
{
	const struct node *at = &loops->check->scenario->nodes[node];
	long best = INT_MAX;

	for (int i = 0; i < at->next_count; i++) {
		const struct transition *next = &at->next[i];
		bool away = next->kind == GOTO_ENDING || next->kind == GOTO_BACK ||
			    (next->kind == GOTO_NODE && next->target != node);
		long from = away ? holds_from(loops, next->when) : INT_MAX;

		best = from < best ? from : best;
	}
	return (int)(best < INT_MAX ? best : INT_MAX);
}

/* Replies after which the conversation ends for certain, by `anytime`; INT_MAX: never. */
static int scenario_reply_limit(const struct loops *loops)
{
	const struct scenario *s = loops->check->scenario;
	long best = INT_MAX;

	for (int i = 0; i < s->anytime_count; i++) {
		const struct transition *any = &s->anytime[i];
		long from = any->kind == GOTO_ENDING ? holds_from(loops, any->when) : INT_MAX;

		best = from < best ? from : best;
	}
	return (int)best;
}

/* ---- what can be taken again and again ---- */

static bool is_lasting(enum cond_op op)
{
	return op == COND_VISITED || op == COND_FLAG || op == COND_KNOWS || op == COND_GOAL || op == COND_ACTION;
}

/* Does it stop holding for good once something lasting has happened? */
static bool wears_out(const struct cond *cond, bool negated)
{
	bool all;

	if (!cond)
		return false;
	if (cond->op == COND_NOT)
		return cond->count && wears_out(cond->children[0], !negated);
	if (cond->op == COND_TOTAL_REPLIES || cond->op == COND_ELAPSED)
		return !negated && !is_open_range(cond);
	if (cond->op != COND_ALL && cond->op != COND_ANY)
		return negated && is_lasting(cond->op);
	all = (cond->op == COND_ALL) != negated; /* any part that wears out is enough */
	for (int i = 0; i < cond->count; i++)
		if (wears_out(cond->children[i], negated) == all)
			return all;
	return !all && cond->count > 0;
}

/* Can the way be taken any number of times? */
static bool way_repeats(const struct way *way)
{
	return way->transition && !way->transition->once && !wears_out(way->transition->when, false);
}

static bool next_repeats(const struct graph *graph, const struct way *way)
{
	(void)graph;
	return way->kind == WAY_NEXT && way_repeats(way);
}

/* ---- S505 ---- */

static void find_rings(struct loops *loops)
{
	const struct graph *graph = &loops->check->graph;
	int nodes = loops->check->scenario->node_count;

	loops->component = MEM_ARRAY(loops->check->pool, int, (size_t)nodes + 1);
	int count = graph_components(graph, loops->check->pool, graph->reached, next_repeats, loops->component);

	loops->rings = MEM_ARRAY(loops->check->pool, bool, (size_t)count + 1);
	for (int i = 0; i < graph->way_count; i++) {
		const struct way *way = &graph->ways[i];

		if (way->back || way->to_ending || way->kind == WAY_FOLLOW_UP || !way_repeats(way) ||
		    loops->component[way->to] < 0)
			continue;
		if (way->kind == WAY_ANYTIME ||
		    (way->kind == WAY_NEXT && loops->component[way->from] == loops->component[way->to]))
			loops->rings[loops->component[way->to]] = true;
	}
}

static void check_endless(struct loops *loops)
{
	struct scenario_check *check = loops->check;
	const struct scenario *s = check->scenario;

	if (scenario_reply_limit(loops) < INT_MAX)
		return;
	for (int i = 0; i < s->node_count; i++) {
		if (!check->graph.reached[i])
			continue;
		bool stays = node_reply_limit(loops, i) == INT_MAX;

		if (!stays && !loops->rings[loops->component[i]])
			continue;
		loops->rings[loops->component[i]] = false; /* told */
		check_diag(
			check, s->nodes[i].key, "S505",
			"add {when: {replies: at least N}, go: …} to its next, or a limit of total_replies to anytime",
			stays ? "the conversation can stay in the node “" SV_FMT "” for ever"
			      : "the conversation can come back to the node “" SV_FMT "” for ever",
			SV_ARG(s->nodes[i].id));
	}
}

/* ---- S518 ---- */

static bool has_one_variant(const struct says *says)
{
	bool any = false;

	if (!says->banded)
		return says->any_count == 1;
	for (int i = 0; i < BAND_COUNT; i++) {
		any = any || says->band_count[i];
		if (says->band_count[i] > 1)
			return false;
	}
	return any;
}

static void check_variants(struct loops *loops)
{
	struct scenario_check *check = loops->check;
	const struct scenario *s = check->scenario;
	int all = scenario_reply_limit(loops);

	for (int i = 0; i < s->node_count; i++) {
		int here = node_reply_limit(loops, i);
		int times = (here < all ? here : all) - 1; /* the last reply leads away */
		int ring = loops->component[i];
		bool again = ring >= 0 && loops->rings[ring] && times > 0 && all > 2;
		struct yaml_entry *entry = yaml_entry_of(s->nodes[i].node, "otherwise");

		if (!check->graph.reached[i] || !entry || (times < 2 && !again) ||
		    !has_one_variant(&s->nodes[i].otherwise))
			continue;
		check_diag(check, entry->key, "S518", "add a second line that says it in other words",
			   "the customer can say this line twice in the node “" SV_FMT "”", SV_ARG(s->nodes[i].id));
	}
}

void check_loops(struct scenario_check *check)
{
	struct loops loops = {.check = check, .unset = flags_never_set(check)};

	if (!check->flows)
		return;
	find_rings(&loops);
	check_variants(&loops);
	if (!check->stuck)
		check_endless(&loops);
}
