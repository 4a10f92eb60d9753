/* check_rubric.c - the checks of one rubric, in order. */
#include "base/mem.h"
#include "lint/check.h"

void lint_rubric(const struct rubric *rubric, struct diag_list *diags)
{
	bool *clashes = mem_calloc((size_t)rubric->criterion_count + 1, sizeof *clashes);

	check_both_ways(rubric, clashes, diags);
	check_models(rubric, clashes, diags);
	free(clashes);
	check_only_if(rubric, diags);
	check_weighing(rubric, diags);
	/* A misspelt <name>, or a criterion whose phrases are missing, makes a list look unused. */
	if (!diag_list_has(diags, rubric->path, "P204") && !diag_list_has(diags, rubric->path, "R301"))
		check_unused_lists(rubric->doc, diags);
}
