/* Where the conversation can go. */
#include "base/mem.h"
#include "lint_support.h"

#include <criterion/criterion.h>

#define NO_CAP                                                         \
	{                                                              \
		"{total_replies: at least 12}", "{anger: at least 95}" \
	}
#define CAP_ONE                                                                                       \
	{                                                                                             \
		"{knows: order}, go: two}\n",                                                         \
			"{knows: order}, go: two}\n      - {when: {replies: at least 4}, go: gone}\n" \
	}
#define EXIT_TWO                                                                                                     \
	"      - {when: {goal: fixed}, go: happy}\n      - {when: {replies: at least 3}, go: gone}\n    otherwise: " \
	"[\"C"
#define NODE_THREE(next) "  three:\n    next: " next "\n    otherwise: [\"E?\", \"F?\"]\nendings:"

Test(flow, only_the_root_of_what_is_unreachable)
{
	EXPECT_LINT("S502 33:3", {"endings:", NODE_THREE("[]")});
	EXPECT_LINT("S502 33:3", {"endings:", NODE_THREE("[{when: {said: [x]}, go: four}]")},
		    {"endings:", "  four:\n    otherwise: [\"G?\", \"H?\"]\nendings:"});
	EXPECT_LINT("S502 33:3", {"endings:", NODE_THREE("[{when: {said: [x], not: {visited: four}}, go: four}]")},
		    {"endings:",
		     "  four:\n    next: [{when: {said: [y]}, go: three}]\n    otherwise: [\"G?\", \"H?\"]\nendings:"});
	EXPECT_LINT("S502 27:3", {"go: two}", "go: gone}"});
}

Test(flow, an_ending_behind_an_unreachable_node_is_not_told)
{
	EXPECT_LINT("S502 33:3", {"endings:", NODE_THREE("[{when: {said: [x]}, go: moved}]")},
		    {"  gone: {", "  moved: {outcome: escalated}\n  gone: {"});
	EXPECT_LINT("S512 36:3", {"  gone: {", "  lost: {outcome: escalated}\n  gone: {"},
		    {"title: Small\n", "title: Small\nbrief: Hm.\n"});
}

Test(flow, every_kind_of_way_counts)
{
	EXPECT_LINT("", {"endings:", NODE_THREE("[]")}, {"  note: {}", "  escalate: {go: three}"});
	EXPECT_LINT("", {"endings:", NODE_THREE("[]")},
		    {"  note: {}", "  note: {}\nfollow_up: {after: 2d, node: three}"});
	EXPECT_LINT("", {"endings:", NODE_THREE("[]")},
		    {"    otherwise: [\"A",
		     "    silence: {after: 60s, says: \"Hm?\", then: {after: 60s, go: three}}\n    otherwise: [\"A"});
	EXPECT_LINT("", {"endings:", NODE_THREE("[{when: {replies: at least 1}, go: back}]")},
		    {"anytime:\n", "anytime:\n  - {when: {said: [x]}, go: three, once: true}\n"});
}

Test(flow, a_trap_and_what_leads_to_it)
{
	EXPECT_LINT("S503 28:3", {"total_replies: at least 12}, go: gone", "said: [x]}, go: two, once: true"}, CAP_ONE,
		    {EXIT_TWO, "      - {when: {said: [y]}, go: two}\n    otherwise: [\"C"});
	/* All endings lie behind the trap: only the trap is told. */
	EXPECT_LINT("S503 27:3", {"total_replies: at least 12}, go: gone", "said: [x]}, go: two, once: true"},
		    {"{goal: fixed}, go: happy}\n", "{goal: fixed}, go: two}\n"},
		    {EXIT_TWO, "      - {when: {said: [y]}, go: two}\n    otherwise: [\"C"});
}

Test(flow, loops)
{
	EXPECT_LINT("S505 21:3", NO_CAP);
	EXPECT_LINT("", NO_CAP, CAP_ONE);
	EXPECT_LINT("S505 21:3", NO_CAP, CAP_ONE,
		    {"{replies: at least 3}, go: gone", "{replies: at least 3}, go: one"});
	EXPECT_LINT("", NO_CAP, CAP_ONE,
		    {"{replies: at least 3}, go: gone}", "{replies: at least 3}, go: one, once: true}\n      - {when: "
							 "{replies: at least 5}, go: gone}"});
	/* Going back does not start the count of replies anew. */
	EXPECT_LINT("", NO_CAP, CAP_ONE, {"{replies: at least 3}, go: gone", "{replies: at least 3}, go: back"});
	/* A limit that something else has to join is none. */
	EXPECT_LINT("S505 28:3", NO_CAP, CAP_ONE,
		    {"{replies: at least 3}", "{replies: at least 3, anger: at least 50}"});
	/* A digression that starts over and over. */
	EXPECT_LINT("S505 29:3", NO_CAP, CAP_ONE, {"anytime:\n", "anytime:\n  - {when: {said: [x]}, go: two}\n"});
	EXPECT_LINT("", NO_CAP, CAP_ONE,
		    {"anytime:\n", "anytime:\n  - {when: {said: [x], not: {visited: two}}, go: two}\n"});
}

Test(flow, one_variant_is_enough_for_what_is_said_once)
{
	EXPECT_LINT("S518 32:5", {"[\"C?\", \"D?\"]", "[\"C?\"]"});
	EXPECT_LINT("", {"[\"C?\", \"D?\"]", "[\"C?\"]"}, {"{replies: at least 3}", "{replies: at least 2}"});
	EXPECT_LINT("", {"[\"C?\", \"D?\"]", "[\"C?\"]"}, {"at least 12", "at least 2"});
}

Test(flow, nothing_follows_a_broken_go)
{
	EXPECT_LINT("S501 25:36", {"{knows: order}, go: two}", "{knows: order}, go: tow}"});
	EXPECT_LINT("S501 19:8", {"start: one", "start: oen"});
	EXPECT_LINT("S521 34:3",
		    {"  happy: {outcome: resolved}", "  two: {outcome: resolved}\n  happy: {outcome: resolved}"});
}
