/* What can hold, and what is shadowed. */
#include "base/mem.h"
#include "lint_support.h"

#include <criterion/criterion.h>

#define FIRST "{goal: fixed}, go: happy}\n      - {when: {knows"
#define WITH(condition)                                                \
	{                                                              \
		FIRST, condition ", go: happy}\n      - {when: {knows" \
	}

Test(conditions, the_small_scenario_is_clean)
{
	EXPECT_LINT("", {"Small", "Small"});
}

Test(conditions, what_can_hold_is_left_alone)
{
	EXPECT_LINT("", WITH("{goal: fixed, anger: below 50, confusion: at most 100}"));
	EXPECT_LINT("", WITH("{goal: fixed, anger: 0 to 0}"));
	EXPECT_LINT("", WITH("{goal: fixed, not: {anger: at least 50}}"));
	EXPECT_LINT("", WITH("{goal: fixed, replies: at least 2, total_replies: at most 2}"));
	EXPECT_LINT("", WITH("{goal: fixed, said: [a, b], not: {said: [b, c]}}"));
	EXPECT_LINT("", WITH("{goal: fixed, channel: [phone, chat]}"));
	EXPECT_LINT("", WITH("[{goal: fixed, anger: below 10}, {goal: fixed, anger: at least 90}]"));
	EXPECT_LINT("", WITH("{goal: fixed, score: at least 100, elapsed: at least 2m}"));
	EXPECT_LINT("", {"total_replies: at least 12", "total_replies: below 1, elapsed: at least 5m"},
		    {"{replies: at least 3}", "{replies: at least 3, total_replies: at least 3}"},
		    {"{knows: order}, go: two}",
		     "{knows: order}, go: two}\n      - {when: {replies: at least 4}, go: gone}"});
}

Test(conditions, what_cannot_hold_is_told_at_its_cause)
{
	EXPECT_LINT("S507 24:37", WITH("{goal: fixed, anger: at least 101}"));
	EXPECT_LINT("S507 24:39", WITH("{goal: fixed, replies: below 1}"));
	EXPECT_LINT("S507 24:55", WITH("{anger: at least 60, goal: fixed, not: {anger: at least 5}}"));
	EXPECT_LINT("S507 24:39", WITH("{goal: fixed, channel: [phone, email]}"));
	EXPECT_LINT("S507 24:49", WITH("{said: [a, b], goal: fixed, not: {said: [b, a, c]}}"));
	EXPECT_LINT("S507 24:40", WITH("[{goal: fixed}, {anger: at least 200}]"));
	EXPECT_LINT("S507 24:35", WITH("{goal: fixed, not: {visited: one}}"));
}

#define SECOND "{knows: order}, go: two}"

Test(conditions, a_narrower_one_behind_a_wider_is_shadowed)
{
	EXPECT_LINT("S506 26:9", {SECOND, SECOND "\n      - {when: {knows: order, anger: below 5}, go: gone}"});
	EXPECT_LINT("S506 27:9", {SECOND, SECOND "\n      - {when: {anger: below 50}, go: gone}\n      - {when: "
						 "{anger: 10 to 20}, go: gone}"});
	EXPECT_LINT("S506 26:9", {SECOND, "{said: [a, b, c]}, go: two}\n      - {when: {said: [c, a]}, go: gone}"});
	EXPECT_LINT("S506 25:9", {"- {when: {goal: fixed}", "- {go: two}\n      - {when: {goal: fixed}"});
}

Test(conditions, several_together_shadow_too)
{
	EXPECT_LINT("S506 26:9",
		    {"{goal: fixed}, go: happy}\n      - {when: {knows: order}, go: two}",
		     "{anger: at least 50}, go: two}\n      - {when: {anger: below 50}, go: happy}\n      - "
		     "{when: {knows: order}, go: gone}"});
}

Test(conditions, what_is_not_always_there_shadows_nothing)
{
	EXPECT_LINT("",
		    {SECOND, "{knows: order}, go: two, once: true}\n      - {when: {knows: order, anger: below 5}, go: "
			     "gone}"});
	EXPECT_LINT("",
		    {SECOND, SECOND "\n      - {when: {said: [a]}, go: gone}\n      - {when: {said: [b]}, go: gone}"});
}
