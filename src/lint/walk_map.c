/* walk_map.c - the edges of a scenario, and what can be reached. */
#include "lint/walk_map.h"

#include "base/clock.h"
#include "base/mem.h"
#include "score/env.h"

#include <stdarg.h>

static struct map_edge *edge_add(struct map *map, enum map_kind kind, int from, int index)
{
	map->edges = MEM_GROW(map, map->edges, struct map_edge, (size_t)map->count + 1);
	struct map_edge *edge = &map->edges[map->count++];

	*edge = (struct map_edge){.kind = kind, .from = from, .index = index, .to_kind = GOTO_BROKEN, .to = -1};
	return edge;
}

static void edge_leads(struct map_edge *edge, const struct transition *transition)
{
	edge->transition = transition;
	edge->to_kind = transition->target < 0 && transition->kind != GOTO_BACK ? GOTO_BROKEN : transition->kind;
	edge->to = transition->target;
	edge->when = transition->when;
	edge->at = transition->node;
}

static struct sv place_text(const struct map *map, const char *format, ...) __attribute__((format(printf, 2, 3)));

static struct sv place_text(const struct map *map, const char *format, ...)
{
	char text[128];
	va_list list;

	va_start(list, format);
	vsnprintf(text, sizeof text, format, list);
	va_end(list);
	return sv_from(mem_pool_strndup(map, text, strlen(text)));
}

static void add_node_edges(struct map *map, int node)
{
	const struct node *here = &map->scenario->nodes[node];
	int link = 0;
	int64_t after = 0;

	for (int i = 0; i < here->next_count; i++) {
		struct map_edge *edge = edge_add(map, MAP_NEXT, node, i);

		edge_leads(edge, &here->next[i]);
		edge->place = place_text(map, "next %d of " SV_FMT, i + 1, SV_ARG(here->id));
	}
	for (const struct silence *s = here->silence; s; s = s->then, link++) {
		after = after > INT64_MAX - s->after_ms ? INT64_MAX : after + s->after_ms;
		if (!s->go)
			continue;
		struct map_edge *edge = edge_add(map, MAP_SILENCE, node, link);

		edge_leads(edge, s->go);
		edge->at = s->go->go_node ? s->go->go_node : s->node;
		edge->after_ms = after;
		edge->place = place_text(map, "silence of " SV_FMT, SV_ARG(here->id));
	}
}

static void add_action_edge(struct map *map, int index)
{
	const struct action *action = &map->scenario->actions[index];

	if (!action->go && action->kind != ACTION_HANG_UP)
		return;
	struct map_edge *edge = edge_add(map, action->go ? MAP_ACTION : MAP_HANG_UP, -1, index);

	if (action->go)
		edge_leads(edge, action->go);
	/* A `go` that is written as a bare name has no mapping of its own. */
	edge->at = action->go && action->go->go_node ? action->go->go_node : action->node;
	edge->place = place_text(map, "action " SV_FMT, SV_ARG(action->name));
}

static void add_follow_up(struct map *map, int index)
{
	const struct follow_up *later = &map->scenario->follow_ups[index];
	struct map_edge *edge = edge_add(map, MAP_FOLLOW_UP, later->ending, index);

	edge->to_kind = later->node < 0 ? GOTO_BROKEN : GOTO_NODE;
	edge->to = later->node;
	edge->when = later->when;
	edge->after_ms = later->after_ms;
	edge->at = later->yaml;
	edge->place = place_text(map, "follow-up %d", index + 1);
}

/* ---- reached ---- */

static bool starts_reached(const struct map *map, const struct map_edge *edge)
{
	const struct scenario *scenario = map->scenario;

	if (edge->kind != MAP_FOLLOW_UP)
		return edge->from < 0 ? scenario->start >= 0 : map->nodes[edge->from];
	if (edge->from >= 0)
		return map->endings[edge->from];
	for (int i = 0; i < scenario->ending_count; i++)
		if (map->endings[i] && scenario->endings[i].follow_up < 0)
			return true;
	return false;
}

static void spread(struct map *map)
{
	bool again = true;

	if (map->scenario->start >= 0)
		map->nodes[map->scenario->start] = 1;
	while (again) {
		again = false;
		for (int i = 0; i < map->count; i++) {
			struct map_edge *edge = &map->edges[i];

			if (edge->reached || !starts_reached(map, edge))
				continue;
			edge->reached = again = true;
			if (edge->to_kind == GOTO_NODE)
				map->nodes[edge->to] = 1;
			else if (edge->to_kind == GOTO_ENDING)
				map->endings[edge->to] = 1;
		}
	}
}

struct map *map_of(const void *ctx, const struct scenario *scenario)
{
	struct map *map = MEM_NEW(ctx, struct map);

	map->scenario = scenario;
	map->nodes = MEM_ARRAY(map, unsigned char, (size_t)scenario->node_count + 1);
	map->endings = MEM_ARRAY(map, unsigned char, (size_t)scenario->ending_count + 1);
	for (int i = 0; i < scenario->node_count; i++)
		add_node_edges(map, i);
	for (int i = 0; i < scenario->anytime_count; i++) {
		struct map_edge *edge = edge_add(map, MAP_ANYTIME, -1, i);

		edge_leads(edge, &scenario->anytime[i]);
		edge->place = place_text(map, "anytime %d", i + 1);
	}
	for (int i = 0; i < scenario->action_count; i++)
		add_action_edge(map, i);
	for (int i = 0; i < scenario->follow_up_count; i++)
		add_follow_up(map, i);
	spread(map);
	return map;
}

/* ---- in words ---- */

struct sv map_target(const struct map *map, const struct map_edge *edge)
{
	switch (edge->to_kind) {
	case GOTO_NODE: return map->scenario->nodes[edge->to].id;
	case GOTO_ENDING: return map->scenario->endings[edge->to].id;
	case GOTO_BACK: return SV("back");
	default: return SV("");
	}
}

const char *map_kind_name(enum map_kind kind)
{
	static const char *const names[] = {"next", "anytime", "action", "silence", "follow-up", "hang-up"};

	return names[kind];
}

void map_describe(const struct map *map, const struct map_edge *edge, struct strbuf *out)
{
	if (edge->kind == MAP_ACTION || edge->kind == MAP_HANG_UP) {
		strbuf_addf(out, "action " SV_FMT, SV_ARG(map->scenario->actions[edge->index].name));
		return;
	}
	if (edge->kind == MAP_SILENCE) {
		strbuf_addstr(out, "no answer for ");
		clock_add_duration(out, edge->after_ms);
		return;
	}
	if (edge->kind == MAP_FOLLOW_UP) {
		clock_add_duration(out, edge->after_ms);
		strbuf_addstr(out, " later");
		if (!edge->when)
			return;
		strbuf_addstr(out, ", ");
	}
	cond_describe(edge->when, out);
	if (edge->transition && edge->transition->once)
		strbuf_addstr(out, " (once)");
}
