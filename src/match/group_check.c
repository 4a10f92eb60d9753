#include "match/set.h"
void group_check(const struct set_group *group, match_report *report, void *data)
{
	(void)group;
	(void)report;
	(void)data;
}
