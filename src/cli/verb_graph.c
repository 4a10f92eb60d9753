/* verb_graph.c - rolecall graph: the ways of a scenario as a drawing. */
#include "cli/graphviz.h"
#include "cli/scoring.h"
#include "cli/verb.h"
#include "cli/walking.h"

#include "base/mem.h"

#include <string.h>

static bool draw(struct context *context, const char *form, const struct map *map, const struct map_hits *hits,
		 struct err *err)
{
	CLEANUP_STRBUF struct strbuf out = STRBUF_INIT;
	CLEANUP_STRBUF struct strbuf svg = STRBUF_INIT;

	if (!strcmp(form, "mermaid")) {
		map_mermaid(map, hits, &out);
		return context_write(context, strbuf_sv(&out), err);
	}
	map_dot(map, hits, &out);
	if (!strcmp(form, "dot"))
		return context_write(context, strbuf_sv(&out), err);
	return graphviz_svg(strbuf_sv(&out), &svg, err) && context_write(context, strbuf_sv(&svg), err);
}

static bool draw_scenario(struct context *context, const struct args *args, const struct scenario *scenario,
			  struct err *err)
{
	struct walk_options options = {.runs = WALK_RUNS, .seed = 1, .no_agents = true};
	const char *form = args_get(args, "format", "dot");

	if (!walking_options(args, "walk", &options, err))
		return false;
	if (!args_has(args, "walk")) {
		CLEANUP_TALLOC void *pool = talloc_new(NULL);

		return draw(context, form, map_of(pool, scenario), NULL, err);
	}
	struct walk *walk = walking_walk(context, scenario, &options);
	struct map_hits hits = walk_hits(walk);
	bool drawn = draw(context, form, walk->map, &hits, err);

	walk_free(walk);
	return drawn;
}

static int run(struct context *context, const struct args *args, struct err *err)
{
	if (!args_count(args, &verb_graph, 1, 1, err))
		return 0;
	struct scenario *scenario = scoring_load_scenario(context, sv_from(args->rest[0]), err);

	if (scenario)
		draw_scenario(context, args, scenario, err);
	scenario_free(scenario);
	return CLI_OK;
}

static const struct verb_option options_table[] = {
	{"format", 'f', "FORM", "dot|mermaid|svg", VALUE_NONE, false,
	 "dot (default), mermaid, or svg (drawn by Graphviz, when that is installed)"},
	{"walk", 'w', "N", NULL, VALUE_NONE, false, "show how many of N random conversations went each way"},
	{"seed", 0, "N", NULL, VALUE_NONE, false, "seed of that walk (default 1)"},
	{NULL, 0, NULL, NULL, VALUE_NONE, false, NULL},
};

const struct verb verb_graph = {
	.name = "graph",
	.arguments = "SCENARIO",
	.summary = "Draw the ways that a conversation can take",
	.readers = "trainer",
	.value = VALUE_SCENARIO,
	.options = options_table,
	.text = "Boxes are nodes; the shape and the second line of an ending tell its outcome; dashed ways may be "
		"taken\n"
		"from any node, or after silence; what nothing leads to is marked unreachable.",
	.run = run,
};
