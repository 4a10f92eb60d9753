/* graph.h - a scenario as places and ways between them, as the engine would take them. Internal to lint/.
 *
 * Whether a way can be taken is not asked: a condition that cannot hold is reported where it stands (S506, S507), and
 * what lies behind it is not reported again. */
#ifndef ROLECALL_LINT_GRAPH_H
#define ROLECALL_LINT_GRAPH_H

#include "model/scenario.h"

enum way_kind { WAY_NEXT, WAY_ANYTIME, WAY_ACTION, WAY_SILENCE, WAY_FOLLOW_UP };

struct way {
	enum way_kind kind;
	int from; /* node; -1: any node (anytime, action); for a later scene: the ending, or -1 for any without its own
		   */
	bool back;
	bool to_ending;
	int to;                              /* node or ending; for `back` -1 */
	const struct transition *transition; /* NULL for a later scene */
	const struct follow_up *scene;
};

struct graph {
	const struct scenario *scenario;
	struct way *ways;
	int way_count;
	int *first; /* of each node the first of its own ways (next, silence); [node_count] the first of the others */
	int *in_first, *in;             /* numbers of the ways to each node, first to first + 1 */
	bool *has_back;                 /* a `go: back` can be taken from the node */
	bool *reached, *ending_reached; /* from the start */
	bool *can_end;                  /* some ending can be reached from the node */
};

/* Every array is talloc'ed under ctx. The scenario has a start and no broken `go`. */
void graph_make(struct graph *graph, const void *ctx, const struct scenario *scenario);

/* Components of the nodes in `among` (NULL: all) along their own ways (next and silence; those that `follow` allows):
 * number of each node, -1 outside; a component's number is smaller than those of the components that lead to it.
 * Returns how many. */
typedef bool graph_follow(const struct graph *graph, const struct way *way);
int graph_components(const struct graph *graph, const void *ctx, const bool *among, graph_follow *follow,
		     int *component);

#endif
