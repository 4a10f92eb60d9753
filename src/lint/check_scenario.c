/* check_scenario.c - the checks of one scenario, in order, and what they share. */
#include "base/mem.h"
#include "lint/check.h"

#include <stdarg.h>
#include <stdio.h>

bool check_has(const struct scenario_check *check, const char *code)
{
	return diag_list_has(check->diags, check->scenario->path, code);
}

void check_diag(const struct scenario_check *check, const struct yaml_node *node, const char *code, const char *help,
		const char *format, ...)
{
	char message[512];
	va_list args;

	va_start(args, format);
	(void)vsnprintf(message, sizeof message, format, args);
	va_end(args);
	yaml_diag(check->diags, check->scenario->doc, node, code, help, "%s", message);
}

static void each_transition(const struct transition *list, int count, int node, cond_visit *visit, void *data)
{
	for (int i = 0; i < count; i++)
		visit(data, list[i].when, OWNER_TRANSITION, node);
}

void check_each_cond(const struct scenario *s, cond_visit *visit, void *data)
{
	for (int i = 0; i < s->reaction_count; i++)
		visit(data, s->reactions[i].when, OWNER_REACTION, -1);
	for (int i = 0; i < s->goal_count; i++)
		visit(data, s->goals[i].done, OWNER_GOAL, -1);
	each_transition(s->anytime, s->anytime_count, -1, visit, data);
	for (int i = 0; i < s->node_count; i++)
		each_transition(s->nodes[i].next, s->nodes[i].next_count, i, visit, data);
	for (int i = 0; i < s->follow_up_count; i++)
		visit(data, s->follow_ups[i].when, OWNER_SCENE, -1);
}

void check_each_leaf(const struct cond *cond, leaf_visit *visit, void *data)
{
	if (!cond)
		return;
	for (int i = 0; i < cond->count; i++)
		check_each_leaf(cond->children[i], visit, data);
	if (cond->op != COND_ALL && cond->op != COND_ANY && cond->op != COND_NOT)
		visit(data, cond);
}

void lint_scenario(const struct scenario *scenario, struct diag_list *diags)
{
	CLEANUP_TALLOC void *pool = talloc_new(NULL);
	struct scenario_check check = {.pool = pool, .scenario = scenario, .diags = diags};

	check.keys.pool = pool;
	check.flows = scenario->start >= 0 && !check_has(&check, "S501") && !check_has(&check, "S521");
	if (check.flows)
		graph_make(&check.graph, pool, scenario);
	check_conditions(&check);
	check_flow(&check);
	check_loops(&check);
	check_facts(&check);
	check_goals(&check);
	check_bands(&check);
	check_reactions(&check);
	check_actions(&check);
	check_flags(&check);
	check_applies(&check);
	if (!check_has(&check, "P204")) /* a misspelt <name> makes its list look unused */
		check_unused_lists(scenario->doc, diags);
}
