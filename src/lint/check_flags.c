/* check_flags.c - S519: a flag that is set but never read, or read but never set; at the first place that names it. */
#include "base/mem.h"
#include "lint/check.h"

struct flags {
	const struct scenario *scenario;
	const struct yaml_node **set, **read; /* first place of each flag */
	bool *in_rubric;
};

static void note_set(struct flags *flags, int flag, const struct yaml_node *owner)
{
	const struct yaml_node *name = yaml_get(yaml_get(owner, "set"), "flag");

	if (flag >= 0 && name && !flags->set[flag])
		flags->set[flag] = name;
}

static void note_read(void *data, const struct cond *leaf)
{
	struct flags *flags = data;

	if (leaf->op == COND_FLAG && leaf->index >= 0 && !flags->read[leaf->index])
		flags->read[leaf->index] = leaf->node;
}

static void visit_read(void *data, const struct cond *cond, enum cond_owner_kind owner, int node)
{
	(void)owner;
	(void)node;
	check_each_leaf(cond, note_read, data);
}

/* A rubric's only_if reads a scenario's flags by name. */
static void note_rubric(void *data, const struct cond *leaf)
{
	struct flags *flags = data;

	for (int i = 0; leaf->op == COND_FLAG && i < flags->scenario->flag_count; i++)
		if (sv_eq(flags->scenario->flags[i], leaf->name))
			flags->in_rubric[i] = true;
}

static void note_transitions(struct flags *flags, const struct transition *list, int count)
{
	for (int i = 0; i < count; i++)
		note_set(flags, list[i].set_flag, list[i].node);
}

static void note_all_sets(struct flags *flags)
{
	const struct scenario *s = flags->scenario;

	for (int i = 0; i < s->reaction_count; i++)
		note_set(flags, s->reactions[i].set_flag, s->reactions[i].node);
	for (int i = 0; i < s->action_count; i++)
		note_set(flags, s->actions[i].set_flag, s->actions[i].node);
	note_transitions(flags, s->anytime, s->anytime_count);
	for (int i = 0; i < s->node_count; i++) {
		note_set(flags, s->nodes[i].set_flag, s->nodes[i].node);
		note_transitions(flags, s->nodes[i].next, s->nodes[i].next_count);
	}
}

const bool *flags_never_set(const struct scenario_check *check)
{
	size_t count = (size_t)check->scenario->flag_count;
	struct flags flags = {.scenario = check->scenario};
	bool *unset = MEM_ARRAY(check->pool, bool, count + 1);

	flags.set = MEM_ARRAY(check->pool, const struct yaml_node *, count + 1);
	note_all_sets(&flags);
	for (size_t i = 0; i < count; i++)
		unset[i] = !flags.set[i];
	return unset;
}

void check_flags(struct scenario_check *check)
{
	const struct scenario *s = check->scenario;
	struct flags flags = {.scenario = s};

	flags.set = MEM_ARRAY(check->pool, const struct yaml_node *, (size_t)s->flag_count + 1);
	flags.read = MEM_ARRAY(check->pool, const struct yaml_node *, (size_t)s->flag_count + 1);
	flags.in_rubric = MEM_ARRAY(check->pool, bool, (size_t)s->flag_count + 1);
	note_all_sets(&flags);
	check_each_cond(s, visit_read, &flags);
	for (int r = 0; r < s->rubric_count; r++)
		for (int i = 0; s->rubrics[r] && i < s->rubrics[r]->criterion_count; i++)
			check_each_leaf(s->rubrics[r]->criteria[i].only_if, note_rubric, &flags);
	for (int i = 0; i < s->flag_count; i++) {
		if (flags.set[i] && !flags.read[i] && !flags.in_rubric[i])
			check_diag(check, flags.set[i], "S519", "ask for it in a condition, or take it away",
				   "the flag “" SV_FMT "” is set, but nothing reads it", SV_ARG(s->flags[i]));
		else if (flags.read[i] && !flags.set[i])
			check_diag(check, flags.read[i], "S519", "add set: {flag: …} where it should become true",
				   "the flag “" SV_FMT "” is read, but nothing sets it", SV_ARG(s->flags[i]));
	}
}
