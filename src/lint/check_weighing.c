/* check_weighing.c - R311 (one criterion over half of the points) and R312 (a critical without two fail examples). */
#include "lint/check.h"

static bool is_weighed(const struct criterion *criterion)
{
	return criterion->status == STATUS_SCORED && criterion->points > 0;
}

/* A rubric of one criterion is no question of balance. */
static void check_points(const struct rubric *rubric, struct diag_list *diags)
{
	long total = 0;
	int count = 0;

	for (int i = 0; i < rubric->criterion_count; i++) {
		const struct criterion *criterion = &rubric->criteria[i];

		total += is_weighed(criterion) ? criterion->points : 0;
		count += is_weighed(criterion);
	}
	for (int i = 0; count > 1 && i < rubric->criterion_count; i++) {
		const struct criterion *criterion = &rubric->criteria[i];
		const struct yaml_node *points = yaml_get(criterion->node, "points");

		if (points && is_weighed(criterion) && 2L * criterion->points > total)
			yaml_diag(diags, rubric->doc, points, "R311", "spread the points, or split the criterion",
				  "“" SV_FMT "” has %d of the rubric's %ld points: over half of them",
				  SV_ARG(criterion->id), criterion->points, total);
	}
}

static void check_criticals(const struct rubric *rubric, struct diag_list *diags)
{
	for (int i = 0; i < rubric->criterion_count; i++) {
		const struct criterion *criterion = &rubric->criteria[i];
		struct yaml_entry *entry = yaml_entry_of(criterion->node, "critical");
		int fails = 0;

		for (int k = 0; k < criterion->example_count; k++)
			fails += criterion->examples[k].list == EXAMPLE_FAIL;
		if (criterion->critical == CRITICAL_NONE || fails >= 2 || !entry)
			continue;
		yaml_diag(diags, rubric->doc, entry->key, "R312", "add replies under examples: fail:",
			  "“" SV_FMT "” fails an attempt by itself, so it needs two fail examples; it has %d",
			  SV_ARG(criterion->id), fails);
	}
}

void check_weighing(const struct rubric *rubric, struct diag_list *diags)
{
	check_points(rubric, diags);
	check_criticals(rubric, diags);
}
