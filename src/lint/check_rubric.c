/* check_rubric.c - the checks of one rubric, in order. */
#include "lint/check.h"

void lint_rubric(const struct rubric *rubric, struct diag_list *diags)
{
	check_models(rubric, diags);
	check_only_if(rubric, diags);
	check_weighing(rubric, diags);
	check_both_ways(rubric, diags);
	check_unused_lists(rubric->doc, diags);
}
