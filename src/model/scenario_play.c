/* scenario_play.c - playthroughs: the tests that an author writes beside a scenario. */
#include "base/mem.h"
#include "model/scenario_read.h"

static bool all_digits(struct sv text)
{
	for (size_t i = 0; i < text.n; i++)
		if (text.p[i] < '0' || text.p[i] > '9')
			return false;
	return text.n > 0;
}

/* "/wait 60" and "/hold 2" say a time without its unit. Anything else about commands is for `test` to find. */
static void command_check(struct scenario_reader *r, const struct yaml_node *node)
{
	struct sv text = node->text;
	if (!sv_starts(text, "/wait ") && !sv_starts(text, "/hold "))
		return;
	struct sv time = sv_trim(sv_make(text.p + 6, text.n - 6));
	if (all_digits(time))
		read_diag_in(&r->base, node, (size_t)(time.p - text.p), time.n, "S516", "write 60s or 2m",
			     "“" SV_FMT "” is a time without a unit", SV_ARG(time));
}

static void replies_read(struct scenario_reader *r, const struct yaml_node *list, struct playthrough *out)
{
	out->reply_count = read_count(list);
	out->replies = MEM_ARRAY(r->s, struct example_reply, out->reply_count);
	out->reply_nodes = MEM_ARRAY(r->s, const struct yaml_node *, out->reply_count);
	for (int i = 0; i < out->reply_count; i++) {
		out->reply_nodes[i] = read_item(list, i);
		out->replies[i].text = out->reply_nodes[i]->text;
		command_check(r, out->reply_nodes[i]);
	}
}

static struct sv *criteria_read(struct scenario_reader *r, const struct yaml_node *list, int *count)
{
	int rubric, index;
	for (int i = 0; i < read_count(list); i++)
		scenario_criterion_named(r, read_item(list, i), &rubric, &index);
	return read_texts(&r->base, list, count);
}

static bool range_read(const struct yaml_node *map, const char *key, struct yaml_range *out)
{
	const struct yaml_node *node = yaml_get(map, key);
	return node && yaml_range_parse(node->text, out);
}

static void expect_read(struct scenario_reader *r, const struct yaml_node *map, struct playthrough *out)
{
	out->expect_node = map;
	out->path = read_texts(&r->base, yaml_get(map, "path"), &out->path_count);
	if (out->path_count == 0)
		out->path = NULL;
	const struct yaml_node *outcome = yaml_get(map, "outcome");
	out->outcome = outcome ? (enum outcome)(yaml_choice(outcome, outcome_names) + 1) : OUTCOME_NONE;
	out->has_anger = range_read(map, "anger", &out->anger);
	out->has_confusion = range_read(map, "confusion", &out->confusion);
	out->has_score = range_read(map, "score", &out->score);
	out->has_csat = range_read(map, "csat", &out->csat);
	const struct yaml_node *passed = yaml_get(map, "passed");
	out->has_passed = passed != NULL;
	out->passed = yaml_bool(passed, false);
	out->met = criteria_read(r, yaml_get(map, "met"), &out->met_count);
	out->missed = criteria_read(r, yaml_get(map, "missed"), &out->missed_count);
	out->broke = criteria_read(r, yaml_get(map, "broke"), &out->broke_count);
	const struct yaml_node *knows = yaml_get(map, "knows"), *goals = yaml_get(map, "goals");
	for (int i = 0; i < read_count(knows); i++)
		scenario_fact_named(r, read_item(knows, i));
	for (int i = 0; i < read_count(goals); i++)
		scenario_goal_named(r, read_item(goals, i));
	out->knows = read_texts(&r->base, knows, &out->knows_count);
	out->goals = read_texts(&r->base, goals, &out->goal_count);
}

void scenario_playthroughs_read(struct scenario_reader *r, const struct yaml_node *list)
{
	struct scenario *s = r->s;
	s->playthrough_count = read_count(list);
	s->playthroughs = MEM_ARRAY(s, struct playthrough, s->playthrough_count);
	for (int i = 0; i < s->playthrough_count; i++) {
		struct playthrough *out = &s->playthroughs[i];
		out->node = read_item(list, i);
		out->name = read_text(out->node, "name");
		out->seed = (uint64_t)yaml_long(yaml_get(out->node, "seed"), 0);
		replies_read(r, yaml_get(out->node, "replies"), out);
		expect_read(r, yaml_get(out->node, "expect"), out);
	}
}
