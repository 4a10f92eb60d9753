/* check_scenario.c - the checks of one scenario, in order. */
#include "lint/check.h"

void lint_scenario(const struct scenario *scenario, struct diag_list *diags)
{
	(void)scenario;
	(void)diags;
}
