/* scenario_actions.c - what can be done and what follows: goals, actions, transitions, silence. */
#include "base/mem.h"
#include "model/scenario_read.h"

void scenario_goals_read(struct scenario_reader *r)
{
	for (int i = 0; i < r->s->goal_count; i++) {
		struct goal *goal = &r->s->goals[i];
		goal->done = cond_read(&r->owner, yaml_get(goal->node, "done"));
		if (goal->text.n == 0)
			goal->text = goal->id;
	}
}

static enum action_kind action_kind_of(struct sv name)
{
	static const struct {
		const char *name;
		enum action_kind kind;
	} kinds[] = {
		{"hold", ACTION_HOLD},         {"note", ACTION_NOTE},       {"transfer", ACTION_TRANSFER},
		{"escalate", ACTION_ESCALATE}, {"hang-up", ACTION_HANG_UP},
	};
	for (size_t i = 0; i < sizeof kinds / sizeof kinds[0]; i++)
		if (sv_is(name, kinds[i].name))
			return kinds[i].kind;
	return ACTION_OTHER;
}

static struct mood change_read(const struct yaml_node *map)
{
	return (struct mood){.anger = (int)yaml_long(yaml_get(map, "anger"), 0),
			     .confusion = (int)yaml_long(yaml_get(map, "confusion"), 0)};
}

void scenario_actions_read(struct scenario_reader *r)
{
	for (int i = 0; i < r->s->action_count; i++) {
		struct action *action = &r->s->actions[i];
		action->kind = action_kind_of(action->name);
		action->limit_ms = yaml_duration_ms(yaml_get(action->node, "limit"), 0);
		action->each_minute = change_read(yaml_get(action->node, "each_minute"));
		action->over_limit = change_read(yaml_get(action->node, "over_limit"));
		action->to = read_texts(&r->base, yaml_get(action->node, "to"), &action->to_count);
		action->set_flag = scenario_set_read(r, action->node);
		action->go = scenario_go_of(r, action->node);
	}
}

/* ---- transitions ---- */

static struct cond *cond_always(struct scenario_reader *r, const struct yaml_node *node)
{
	struct cond *cond = MEM_NEW(r->s, struct cond);
	cond->op = COND_ALL;
	cond->rubric = cond->index = cond->group = -1;
	cond->node = node;
	return cond;
}

static void transition_read(struct scenario_reader *r, const struct yaml_node *node, struct transition *out)
{
	out->node = node;
	const struct yaml_node *when = yaml_get(node, "when");
	out->when = when ? cond_read(&r->owner, when) : cond_always(r, node);
	out->once = yaml_bool(yaml_get(node, "once"), false);
	out->set_flag = scenario_set_read(r, node);
	scenario_go_read(r, yaml_get(node, "go"), out);
}

struct transition *scenario_transitions_read(struct scenario_reader *r, const struct yaml_node *list, int *count)
{
	*count = read_count(list);
	struct transition *all = MEM_ARRAY(r->s, struct transition, *count);
	for (int i = 0; i < *count; i++)
		transition_read(r, read_item(list, i), &all[i]);
	return all;
}

struct transition *scenario_go_of(struct scenario_reader *r, const struct yaml_node *map)
{
	const struct yaml_node *go = yaml_get(map, "go");
	if (!go)
		return NULL;
	struct transition *out = MEM_NEW(r->s, struct transition);
	out->node = map;
	out->when = cond_always(r, map);
	out->set_flag = -1;
	scenario_go_read(r, go, out);
	return out;
}

/* ---- silence: a chain, at most as deep as the YAML nests ---- */

struct silence *scenario_silence_read(struct scenario_reader *r, const struct yaml_node *map)
{
	struct silence *first = NULL, **place = &first;
	for (const struct yaml_node *at = map; at; at = yaml_get(at, "then")) {
		struct silence *silence = MEM_NEW(r->s, struct silence);
		struct mood change = change_read(at);
		silence->node = at;
		silence->after_ms = yaml_duration_ms(yaml_get(at, "after"), 0);
		silence->anger = change.anger;
		silence->confusion = change.confusion;
		scenario_says_read(r, yaml_get(at, "says"), -1, &silence->says);
		silence->go = scenario_go_of(r, at);
		*place = silence;
		place = &silence->then;
	}
	return first;
}
