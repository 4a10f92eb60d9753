/* graph.c - ways, and what can be reached along them. */
#include "lint/graph.h"

#include "base/mem.h"

static void add_way(struct graph *graph, const void *ctx, struct way way)
{
	graph->ways = MEM_GROW(ctx, graph->ways, struct way, (size_t)graph->way_count + 1);
	graph->ways[graph->way_count++] = way;
}

static void add_transition(struct graph *graph, const void *ctx, enum way_kind kind, int from,
			   const struct transition *transition)
{
	struct way way = {.kind = kind, .from = from, .to = transition->target, .transition = transition};

	if (transition->kind == GOTO_BROKEN)
		return;
	way.back = transition->kind == GOTO_BACK;
	way.to_ending = transition->kind == GOTO_ENDING;
	if (way.back)
		way.to = -1;
	add_way(graph, ctx, way);
}

static void add_node(struct graph *graph, const void *ctx, int index)
{
	const struct node *node = &graph->scenario->nodes[index];

	for (int i = 0; i < node->next_count; i++)
		add_transition(graph, ctx, WAY_NEXT, index, &node->next[i]);
	for (const struct silence *link = node->silence; link; link = link->then)
		if (link->go)
			add_transition(graph, ctx, WAY_SILENCE, index, link->go);
}

static void add_ways(struct graph *graph, const void *ctx)
{
	const struct scenario *s = graph->scenario;

	for (int i = 0; i < s->node_count; i++)
		add_node(graph, ctx, i);
	for (int i = 0; i < s->anytime_count; i++)
		add_transition(graph, ctx, WAY_ANYTIME, -1, &s->anytime[i]);
	for (int i = 0; i < s->action_count; i++)
		if (s->actions[i].go)
			add_transition(graph, ctx, WAY_ACTION, -1, s->actions[i].go);
	for (int i = 0; i < s->follow_up_count; i++)
		if (s->follow_ups[i].node >= 0)
			add_way(graph, ctx,
				(struct way){.kind = WAY_FOLLOW_UP,
					     .from = s->follow_ups[i].ending,
					     .to = s->follow_ups[i].node,
					     .scene = &s->follow_ups[i]});
}

/* Where the ways of each node start (they come first, by node), and for each node the ways that lead to it. */
static void index_ways(struct graph *graph, const void *ctx)
{
	int nodes = graph->scenario->node_count;
	int *fill = MEM_ARRAY(ctx, int, (size_t)nodes + 2);

	graph->first = MEM_ARRAY(ctx, int, (size_t)nodes + 2);
	graph->in_first = MEM_ARRAY(ctx, int, (size_t)nodes + 2);
	graph->in = MEM_ARRAY(ctx, int, (size_t)graph->way_count + 1);
	graph->has_back = MEM_ARRAY(ctx, bool, (size_t)nodes + 1);
	for (int i = 0, at = 0; i <= nodes; i++) {
		while (at < graph->way_count && graph->ways[at].kind != WAY_FOLLOW_UP && graph->ways[at].from >= 0 &&
		       graph->ways[at].from < i)
			at++;
		graph->first[i] = at;
	}
	for (int i = 0; i < graph->way_count; i++) {
		const struct way *way = &graph->ways[i];

		for (int n = way->from < 0 ? 0 : way->from; way->back && n < nodes; n++) {
			graph->has_back[n] = true;
			if (way->from >= 0)
				break;
		}
		if (!way->back && !way->to_ending)
			graph->in_first[way->to + 1]++;
	}
	for (int i = 0; i < nodes; i++)
		graph->in_first[i + 1] += graph->in_first[i];
	for (int i = 0; i < graph->way_count; i++) {
		const struct way *way = &graph->ways[i];

		if (!way->back && !way->to_ending)
			graph->in[graph->in_first[way->to] + fill[way->to]++] = i;
	}
}

/* ---- from the start ---- */

static bool scene_follows(const struct graph *graph, const struct way *way, int ending)
{
	return way->kind == WAY_FOLLOW_UP &&
	       (way->from == ending || (way->from < 0 && graph->scenario->endings[ending].follow_up < 0));
}

/* Places to look at: node i as i, ending e as -1 - e. */
struct queue {
	int *items;
	int head, tail;
};

static void arrive(struct graph *graph, struct queue *queue, const struct way *way)
{
	if (way->back || way->to < 0)
		return; /* back to where it came from: reached already */
	bool *seen = way->to_ending ? &graph->ending_reached[way->to] : &graph->reached[way->to];

	if (*seen)
		return;
	*seen = true;
	queue->items[queue->tail++] = way->to_ending ? -1 - way->to : way->to;
}

static void reach(struct graph *graph, const void *ctx)
{
	const struct scenario *s = graph->scenario;
	struct queue queue = {MEM_ARRAY(ctx, int, (size_t)(s->node_count + s->ending_count) + 1), 0, 0};

	graph->reached[s->start] = true;
	queue.items[queue.tail++] = s->start;
	for (int i = graph->first[s->node_count]; i < graph->way_count; i++)
		if (graph->ways[i].kind != WAY_FOLLOW_UP)
			arrive(graph, &queue, &graph->ways[i]);
	while (queue.head < queue.tail) {
		int place = queue.items[queue.head++];

		if (place >= 0)
			for (int i = graph->first[place]; i < graph->first[place + 1]; i++)
				arrive(graph, &queue, &graph->ways[i]);
		for (int i = graph->first[s->node_count]; place < 0 && i < graph->way_count; i++)
			if (scene_follows(graph, &graph->ways[i], -1 - place))
				arrive(graph, &queue, &graph->ways[i]);
	}
}

/* ---- to an ending ---- */

static void can_end(struct graph *graph, struct queue *queue, int node)
{
	if (graph->can_end[node])
		return;
	graph->can_end[node] = true;
	queue->items[queue->tail++] = node;
}

/* The nodes that a way can be taken from. */
static void origins_end(struct graph *graph, struct queue *queue, const struct way *way)
{
	int nodes = graph->scenario->node_count;

	for (int n = way->from < 0 ? 0 : way->from; way->kind != WAY_FOLLOW_UP && n < nodes; n++) {
		can_end(graph, queue, n);
		if (way->from >= 0)
			break;
	}
}

/* A node with a way back ends where those that lead to it end. */
static void backs_end(struct graph *graph, struct queue *queue, const struct way *way)
{
	if (!way->back && !way->to_ending && way->kind != WAY_FOLLOW_UP && graph->has_back[way->to])
		can_end(graph, queue, way->to);
}

static void find_ends(struct graph *graph, const void *ctx)
{
	int nodes = graph->scenario->node_count;
	struct queue queue = {MEM_ARRAY(ctx, int, (size_t)nodes + 1), 0, 0};

	for (int i = 0; i < graph->way_count; i++)
		if (graph->ways[i].to_ending)
			origins_end(graph, &queue, &graph->ways[i]);
	for (int i = graph->first[nodes]; i < graph->way_count && queue.tail; i++)
		backs_end(graph, &queue, &graph->ways[i]);
	while (queue.head < queue.tail) {
		int node = queue.items[queue.head++];

		for (int i = graph->in_first[node]; i < graph->in_first[node + 1]; i++)
			origins_end(graph, &queue, &graph->ways[graph->in[i]]);
		for (int i = graph->first[node]; i < graph->first[node + 1]; i++)
			backs_end(graph, &queue, &graph->ways[i]);
	}
}

void graph_make(struct graph *graph, const void *ctx, const struct scenario *scenario)
{
	*graph = (struct graph){.scenario = scenario};
	graph->reached = MEM_ARRAY(ctx, bool, (size_t)scenario->node_count + 1);
	graph->ending_reached = MEM_ARRAY(ctx, bool, (size_t)scenario->ending_count + 1);
	graph->can_end = MEM_ARRAY(ctx, bool, (size_t)scenario->node_count + 1);
	add_ways(graph, ctx);
	index_ways(graph, ctx);
	reach(graph, ctx);
	find_ends(graph, ctx);
}

/* ---- components: Tarjan's algorithm with its own stack ("Depth-first search and linear graph algorithms", 1972) ----
 */

struct visit {
	int node, way; /* the next of its ways to look at */
};

struct tarjan {
	const struct graph *graph;
	const bool *among;
	graph_follow *follow;
	int *component, *order, *low, *stack;
	struct visit *visits;
	int depth, used, next_order, count;
};

static void visit(struct tarjan *t, int node)
{
	t->order[node] = t->low[node] = ++t->next_order;
	t->stack[t->used++] = node;
	t->visits[t->depth++] = (struct visit){node, t->graph->first[node]};
}

static void leave(struct tarjan *t, int node)
{
	t->depth--;
	if (t->depth && t->low[node] < t->low[t->visits[t->depth - 1].node])
		t->low[t->visits[t->depth - 1].node] = t->low[node];
	if (t->low[node] != t->order[node])
		return;
	for (int top = -1; top != node;) {
		top = t->stack[--t->used];
		t->component[top] = t->count;
	}
	t->count++;
}

static void look(struct tarjan *t, int node, const struct way *way)
{
	if (way->back || way->to_ending || way->to < 0 || (t->among && !t->among[way->to]) ||
	    (t->follow && !t->follow(t->graph, way)))
		return;
	if (!t->order[way->to])
		visit(t, way->to);
	else if (t->component[way->to] < 0 && t->order[way->to] < t->low[node])
		t->low[node] = t->order[way->to];
}

int graph_components(const struct graph *graph, const void *ctx, const bool *among, graph_follow *follow,
		     int *component)
{
	int nodes = graph->scenario->node_count;
	struct tarjan t = {.graph = graph, .among = among, .follow = follow, .component = component};

	t.order = MEM_ARRAY(ctx, int, (size_t)nodes + 1);
	t.low = MEM_ARRAY(ctx, int, (size_t)nodes + 1);
	t.stack = MEM_ARRAY(ctx, int, (size_t)nodes + 1);
	t.visits = MEM_ARRAY(ctx, struct visit, (size_t)nodes + 1);
	for (int i = 0; i < nodes; i++)
		component[i] = -1;
	for (int i = 0; i < nodes; i++) {
		if (t.order[i] || (among && !among[i]))
			continue;
		visit(&t, i);
		while (t.depth) {
			struct visit *top = &t.visits[t.depth - 1];

			if (top->way < graph->first[top->node + 1])
				look(&t, top->node, &graph->ways[top->way++]);
			else
				leave(&t, top->node);
		}
	}
	return t.count;
}
