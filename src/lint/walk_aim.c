/* walk_aim.c - what a run is after, and where it starts. */
#include "lint/walk_run.h"

#define HOPELESS 250 /* runs after which other aims come first */

/* ---- aims ---- */

/* One of the flags that are 0, each with the same odds; -1 none. */
static int pick_unhit(struct rng *rng, const long *hits, int count)
{
	int pick = -1, found = 0;

	for (int i = 0; i < count; i++)
		if (!hits[i] && rng_below(rng, (uint32_t)++found) == 0)
			pick = i;
	return pick;
}

static bool seen(const struct runner *r, const struct map_edge *edge)
{
	if (edge->kind == MAP_FOLLOW_UP)
		return false; /* it follows from its ending */
	return edge->from < 0 || r->walk->nodes[edge->from] > 0;
}

static int pick_edge(struct runner *r)
{
	const struct map *map = r->walk->map;
	int pick = -1, found = 0;

	for (int i = 0; i < map->count; i++)
		if (!r->walk->edges[i] && seen(r, &map->edges[i]) &&
		    (r->tries[i] < HOPELESS || rng_below(&r->rng, 20) == 0) &&
		    rng_below(&r->rng, (uint32_t)++found) == 0)
			pick = i;
	if (pick >= 0)
		r->tries[pick]++;
	return pick;
}

/* A criterion that no run has ended with as met (or missed). */
static bool aim_criterion(struct runner *r)
{
	const struct walk *walk = r->walk;
	int found = 0;

	for (int i = 0; i < walk->criterion_count; i++) {
		const struct walk_criterion *c = &walk->criteria[i];

		if ((c->met && c->missed) || rng_below(&r->rng, (uint32_t)++found) != 0)
			continue;
		r->aim = c->met ? AIM_BREAK : AIM_MEET;
		r->target = c->criterion->index;
		for (size_t k = 0; k < scorer_rubrics(r->bank->scorer); k++)
			if (scorer_rubric(r->bank->scorer, k) == c->rubric)
				r->rubric = (int)k;
	}
	return found > 0;
}

static void measure_distances(struct runner *r, int goal)
{
	const struct map *map = r->walk->map;
	int nodes = r->walk->scenario->node_count;
	bool again = goal >= 0;

	for (int i = 0; i < nodes; i++)
		r->distance[i] = i == goal ? 0 : -1;
	while (again) {
		again = false;
		for (int i = 0; i < map->count; i++) {
			const struct map_edge *edge = &map->edges[i];

			if (edge->kind == MAP_FOLLOW_UP || edge->to_kind != GOTO_NODE || r->distance[edge->to] < 0)
				continue;
			for (int n = edge->from < 0 ? 0 : edge->from; n < (edge->from < 0 ? nodes : edge->from + 1);
			     n++)
				if (r->distance[n] < 0 || r->distance[n] > r->distance[edge->to] + 1) {
					r->distance[n] = r->distance[edge->to] + 1;
					again = true;
				}
		}
	}
}

void walk_choose_aim(struct runner *r)
{
	uint32_t dice = rng_below(&r->rng, 100);

	r->aim = AIM_ANYTHING;
	r->reached = false;
	if (dice < 55 && (r->target = pick_edge(r)) >= 0) {
		r->aim = AIM_EDGE;
		measure_distances(r, r->walk->map->edges[r->target].from);
	} else if (dice < 65 && (r->target = pick_unhit(&r->rng, r->walk->facts, r->walk->scenario->fact_count)) >= 0) {
		r->aim = AIM_FACT;
	} else if (dice < 75 && aim_criterion(r)) {
		return;
	} else if (dice < 85) {
		r->aim = AIM_BEST;
	} else if (dice < 93) {
		r->aim = AIM_WORST;
	}
}

/* ---- where a run starts ---- */

static const struct chain *cut(struct runner *r, const struct chain *chain)
{
	for (int keep = chain ? (int)rng_below(&r->rng, (uint32_t)chain->depth + 1) : 0; chain && chain->depth > keep;)
		chain = chain->parent;
	return chain;
}

static bool counts_replies(const struct cond *cond)
{
	if (cond && (cond->op == COND_TOTAL_REPLIES || cond->op == COND_REPLIES || cond->op == COND_ELAPSED))
		return true;
	for (int i = 0; cond && i < cond->count; i++)
		if (counts_replies(cond->children[i]))
			return true;
	return false;
}

/* An edge for those who go on for long: deep states are the better start. */
bool walk_waits_long(const struct runner *r)
{
	return counts_replies(r->walk->map->edges[r->target].when);
}

const struct chain *walk_choose_start(struct runner *r)
{
	const struct cell *cell = NULL;

	switch (r->aim) {
	case AIM_BEST: return cut(r, r->best);
	case AIM_WORST: return cut(r, r->worst);
	case AIM_EDGE:
		if (rng_below(&r->rng, 4))
			cell = archive_pick(&r->archive, r->walk->map->edges[r->target].from, walk_waits_long(r),
					    &r->rng);
		break;
	default:
		if (rng_below(&r->rng, 3) == 0)
			cell = archive_pick(&r->archive, -1, false, &r->rng);
		break;
	}
	return cell ? cell->chain : NULL;
}
