/* check_rubric.c - the checks of one rubric, in order. */
#include "lint/check.h"

void lint_rubric(const struct rubric *rubric, struct diag_list *diags)
{
	check_models(rubric, diags);
	check_only_if(rubric, diags);
	check_weighing(rubric, diags);
	check_both_ways(rubric, diags);
	if (!diag_list_has(diags, rubric->path, "P204")) /* a misspelt <name> makes its list look unused */
		check_unused_lists(rubric->doc, diags);
}
