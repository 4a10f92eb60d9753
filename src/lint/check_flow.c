/* check_flow.c - where the conversation can go: S502 (unreachable node), S503 (no way to an ending), S512 (ending never
 * reached), S513 (no resolved ending). Of a chain of places that share one fault only its root is reported: of the
 * unreachable nodes those that no other one leads to, of the stuck ones those that lead to no other one. */
#include "base/mem.h"
#include "lint/check.h"

/* For each component of nodes: does a way lead into it from another one, out of it to another one? */
static void find_links(const struct scenario_check *check, const int *component, bool *in, bool *out)
{
	const struct graph *graph = &check->graph;

	for (int i = 0; i < check->scenario->node_count; i++) {
		for (int k = graph->first[i]; component[i] >= 0 && k < graph->first[i + 1]; k++) {
			const struct way *way = &graph->ways[k];

			if (way->back || way->to_ending || component[way->to] == component[i])
				continue;
			out[component[i]] = true;
			if (component[way->to] >= 0)
				in[component[way->to]] = true;
		}
	}
}

/* The nodes of `among` in components without a link in (or out): of each component the first. */
static void report_first(const struct scenario_check *check, const bool *among, bool without_in, const char *code,
			 const char *help, const char *format)
{
	const struct scenario *s = check->scenario;
	int *component = MEM_ARRAY(check->pool, int, (size_t)s->node_count + 1);
	int count = graph_components(&check->graph, check->pool, among, NULL, component);
	bool *in = MEM_ARRAY(check->pool, bool, (size_t)count + 1);
	bool *out = MEM_ARRAY(check->pool, bool, (size_t)count + 1);

	find_links(check, component, in, out);
	for (int i = 0; i < s->node_count; i++) {
		bool *linked = among[i] ? &(without_in ? in : out)[component[i]] : NULL;

		if (!linked || *linked)
			continue;
		*linked = true; /* the rest of the component is the same fault */
		check_diag(check, s->nodes[i].key, code, help, "%s “" SV_FMT "”", format, SV_ARG(s->nodes[i].id));
	}
}

static void check_unreached(struct scenario_check *check)
{
	const struct scenario *s = check->scenario;
	bool *lost = MEM_ARRAY(check->pool, bool, (size_t)s->node_count + 1);

	for (int i = 0; i < s->node_count; i++) {
		lost[i] = !check->graph.reached[i];
		check->unreached = check->unreached || lost[i];
	}
	if (check->unreached)
		report_first(check, lost, true, "S502", "lead a go to it, or take it away",
			     "nothing leads to the node");
}

static void check_stuck(struct scenario_check *check)
{
	const struct scenario *s = check->scenario;
	bool *stuck = MEM_ARRAY(check->pool, bool, (size_t)s->node_count + 1);

	for (int i = 0; i < s->node_count; i++) {
		stuck[i] = check->graph.reached[i] && !check->graph.can_end[i];
		check->stuck = check->stuck || stuck[i];
	}
	if (check->stuck)
		report_first(check, stuck, false, "S503", "add a transition that leads to an ending in the end",
			     "no ending can be reached from the node");
}

/* ---- S512 ---- */

/* Endings that a way leads to, wherever it starts: one behind an unreachable node is not reported again. */
static bool *endings_led_to(const struct scenario_check *check)
{
	bool *led = MEM_ARRAY(check->pool, bool, (size_t)check->scenario->ending_count + 1);

	for (int i = 0; i < check->graph.way_count; i++)
		if (check->graph.ways[i].to_ending)
			led[check->graph.ways[i].to] = true;
	return led;
}

static void check_endings(struct scenario_check *check)
{
	const struct scenario *s = check->scenario;
	const bool *led = endings_led_to(check);
	bool resolved = false, lost = false, unknown = false;

	for (int i = 0; i < s->ending_count; i++) {
		const struct ending *ending = &s->endings[i];
		bool good = ending->outcome == OUTCOME_RESOLVED;

		unknown = unknown || ending->outcome == OUTCOME_NONE;
		resolved = resolved || (good && check->graph.ending_reached[i]);
		lost = lost || (good && !check->graph.ending_reached[i]);
		if (led[i] || ending->outcome == OUTCOME_NONE)
			continue;
		check_diag(check, ending->key, "S512", "lead a go to it, or take it away",
			   "no transition, action or silence leads to the ending “" SV_FMT "”", SV_ARG(ending->id));
		diag_set_last_severity(check->diags, DIAG_WARNING);
	}
	struct yaml_entry *entry = yaml_entry_of(s->doc->root, "endings");

	if (!resolved && !lost && !unknown && entry)
		check_diag(check, entry->key, "S513", "give an ending that good work leads to outcome: resolved",
			   "no ending that can be reached is resolved: the trainee cannot succeed");
}

void check_flow(struct scenario_check *check)
{
	if (!check->flows)
		return;
	check_unreached(check);
	check_stuck(check);
	if (!check->stuck)
		check_endings(check);
}
