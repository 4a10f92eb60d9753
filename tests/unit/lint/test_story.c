/* Goals, flags, facts, moods. */
#include "base/mem.h"
#include "lint_support.h"

#include <criterion/criterion.h>

#define GOAL(text)                                       \
	{                                                \
		"\nactions:", "\n  - " text "\nactions:" \
	}

Test(story, goals)
{
	EXPECT_LINT("S510 15:5", GOAL("{id: more}"));
	EXPECT_LINT("", GOAL("{id: more, done: {goal: fixed}}"));
	EXPECT_LINT("S510 15:5", GOAL("{id: more}"), GOAL("{id: most, done: {goal: more}}"));
	EXPECT_LINT("S510 15:16", GOAL("{id: more, done: {goal: most}}"), GOAL("{id: most, done: {goal: more}}"));
	EXPECT_LINT("", GOAL("{id: more, done: [{goal: more}, {said: [x]}]}"));
}

Test(story, goals_off_the_resolved_path)
{
	EXPECT_LINT("S524 15:5", GOAL("{id: more, done: {action: hang-up}}"), {"note: {}", "hang-up: {}"});
	EXPECT_LINT("S524 15:5", GOAL("{id: more, done: {action: transfer}}"), {"note: {}", "transfer: {go: gone}"});
	EXPECT_LINT("", GOAL("{id: more, done: {action: transfer}}"), {"note: {}", "transfer: {go: two}"});
	EXPECT_LINT("", GOAL("{id: more, done: {visited: two}}"));
	EXPECT_LINT("S524 15:5", GOAL("{id: more, done: {visited: two}}"),
		    {"    says: [\"And?\"]\n    next:\n      - {when: {goal: fixed}, go: happy}\n",
		     "    says: [\"And?\"]\n    next:\n"});
	EXPECT_LINT("S519 15:29", GOAL("{id: more, done: {flag: told}}"));
	EXPECT_LINT("S524 15:5", GOAL("{id: more, done: {flag: told}}"),
		    {"go: gone}\nstart", "go: gone, set: {flag: told}}\nstart"});
}

Test(story, an_unknown_name_silences_goals)
{
	EXPECT_LINT("S508 15:30", GOAL("{id: more, done: {knows: ordre}}"), GOAL("{id: most}"));
}

Test(story, flags)
{
	EXPECT_LINT("S519 25:53", {"go: two}", "go: two, set: {flag: seen}}"});
	EXPECT_LINT("", {"go: two}", "go: two, set: {flag: seen}}"},
		    {"{replies: at least 3}", "{replies: at least 3, flag: seen}"}, {"title: Small", "title: Flags"});
}

Test(story, facts)
{
	EXPECT_LINT("S509 10:5", {", asked: [which order]", ""});
	EXPECT_LINT("", {", asked: [which order]", ", known: true"});
	EXPECT_LINT("S509 22:22", {"\"Hello?\"", "\"Where is <fact:order>?\""});
	EXPECT_LINT("", {"\"And?\"", "\"So where is <fact:order>?\""});
	EXPECT_LINT("S522 4:12", {"channel:", "brief: It's 7788.\nchannel:"}, {"It's 7788", "No. 7788"});
	EXPECT_LINT("", {"channel:", "brief: It is 77889.\nchannel:"});
}

Test(story, moods)
{
	EXPECT_LINT("S511 28:5", {"says: [\"And?\"]", "says: {irritated: [\"And?\"], angry: [\"AND?\"]}"});
	EXPECT_LINT("", {"says: [\"And?\"]", "says: {calm: [\"And?\"], furious: [\"AND?\"]}"});
	EXPECT_LINT("S514 12:7", {", anger: -10", ""});
	EXPECT_LINT("S514 8:10", {"anger: -10", "anger: +10"});
	EXPECT_LINT("S514 8:21", {"anger: -10", "anger: -10, confusion: +5"});
	EXPECT_LINT("S517 16:3", {"note: {}", "hold: {}"}, {"channel: chat", "channel: sms"});
	EXPECT_LINT("", {"note: {}", "hold: {}"});
}
