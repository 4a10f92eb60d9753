/* check_applies.c - S523: a criterion of one of the scenario's rubrics that can never apply in it.
 *
 * A shared rubric has criteria for some channels only; that they do not apply in the others is what their author meant,
 * and no fault. The same goes for an action that the channel does not know. */
#include "base/mem.h"
#include "lint/check.h"

struct applies {
	const struct scenario_check *check;
	int anger_low, anger_high, confusion_low, confusion_high; /* what the moods can come to */
};

static void widen(int delta, int *low, int *high)
{
	if (delta < 0)
		*low = 0; /* again and again, down to nothing */
	else if (delta > 0)
		*high = 100;
}

static void find_moods(struct applies *a)
{
	const struct scenario *s = a->check->scenario;

	a->anger_low = a->anger_high = s->mood.anger;
	a->confusion_low = a->confusion_high = s->mood.confusion;
	for (int i = 0; i < s->reaction_count; i++) {
		widen(s->reactions[i].anger, &a->anger_low, &a->anger_high);
		widen(s->reactions[i].confusion, &a->confusion_low, &a->confusion_high);
	}
	for (int i = 0; i < s->action_count; i++) {
		widen(s->actions[i].each_minute.anger, &a->anger_low, &a->anger_high);
		widen(s->actions[i].over_limit.anger, &a->anger_low, &a->anger_high);
		widen(s->actions[i].each_minute.confusion, &a->confusion_low, &a->confusion_high);
		widen(s->actions[i].over_limit.confusion, &a->confusion_low, &a->confusion_high);
	}
	for (int i = 0; i < s->node_count; i++)
		for (const struct silence *link = s->nodes[i].silence; link; link = link->then) {
			widen(link->anger, &a->anger_low, &a->anger_high);
			widen(link->confusion, &a->confusion_low, &a->confusion_high);
		}
}

static bool overlaps(struct yaml_range range, int low, int high)
{
	return range.min <= high && range.max >= low;
}

static bool flag_known(const struct scenario *s, struct sv name)
{
	for (int i = 0; i < s->flag_count; i++)
		if (sv_eq(s->flags[i], name))
			return true;
	return false;
}

/* Where a hold or a hand-over is part of the medium, a scenario can leave it out by oversight. */
static bool action_may(const struct scenario *s, struct sv name)
{
	return scenario_action(s, name) >= 0 || (s->channel != CHANNEL_PHONE && s->channel != CHANNEL_CHAT);
}

static bool leaf_may(const struct applies *a, const struct cond *cond)
{
	const struct scenario *s = a->check->scenario;

	switch (cond->op) {
	case COND_ANGER: return overlaps(cond->range, a->anger_low, a->anger_high);
	case COND_CONFUSION: return overlaps(cond->range, a->confusion_low, a->confusion_high);
	case COND_KNOWS:
	case COND_ASKED: return scenario_fact(s, cond->name) >= 0;
	case COND_GOAL: return scenario_goal(s, cond->name) >= 0;
	case COND_VISITED: {
		int node = scenario_node(s, cond->name);

		return node >= 0 && (!a->check->flows || a->check->graph.reached[node]);
	}
	case COND_FLAG: return flag_known(s, cond->name);
	case COND_ACTION: return action_may(s, cond->name);
	default: return true;
	}
}

static bool may(const struct applies *a, const struct cond *cond)
{
	if (!cond)
		return true;
	if (cond->op == COND_NOT)
		return true;
	if (cond->op != COND_ALL && cond->op != COND_ANY)
		return leaf_may(a, cond);
	for (int i = 0; i < cond->count; i++)
		if (may(a, cond->children[i]) != (cond->op == COND_ALL))
			return cond->op == COND_ANY;
	return cond->op == COND_ALL || cond->count == 0;
}

/* Does a part that has to hold exclude the scenario's channel? */
static bool other_channel(const struct scenario *s, const struct cond *cond)
{
	if (!cond)
		return false;
	if (cond->op == COND_CHANNEL) {
		for (int i = 0; i < cond->name_count; i++)
			if (channel_from(cond->names[i]) == s->channel)
				return false;
		return true;
	}
	if (cond->op != COND_ALL && cond->op != COND_ANY)
		return false;
	for (int i = 0; i < cond->count; i++)
		if (other_channel(s, cond->children[i]))
			return true;
	return false;
}

static void check_rubric(const struct applies *a, int index)
{
	const struct scenario *s = a->check->scenario;
	const struct rubric *rubric = s->rubrics[index];

	for (int i = 0; i < rubric->criterion_count; i++) {
		const struct criterion *criterion = &rubric->criteria[i];

		if (!criterion->runnable || criterion->status != STATUS_SCORED || !criterion->only_if ||
		    other_channel(s, criterion->only_if) || may(a, criterion->only_if))
			continue;
		check_diag(a->check, s->rubric_nodes[index], "S523",
			   "make its only_if possible here, or use another rubric",
			   "the criterion “" SV_FMT "” of this rubric can never apply in this scenario",
			   SV_ARG(criterion->id));
	}
}

void check_applies(struct scenario_check *check)
{
	struct applies applies = {.check = check};

	if (!check->flows || check->stuck || check_has(check, "S508"))
		return;
	find_moods(&applies);
	for (int i = 0; i < check->scenario->rubric_count; i++)
		if (check->scenario->rubrics[i])
			check_rubric(&applies, i);
}
