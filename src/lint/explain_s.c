/* explain_s.c - the long texts of the codes S. */
#include "lint/explain_text.h"

#include <stddef.h>

const struct explain_text explain_s[] = {
	{"S501", "go to an unknown node, did you mean", "Go to an unknown node, did you mean.", NULL, NULL},
	{"S502", "unreachable node", "Unreachable node.", NULL, NULL},
	{"S503", "node from which no ending can be reached", "Node from which no ending can be reached.", NULL, NULL},
	{"S504", "no otherwise", "No otherwise.", NULL, NULL},
	{"S505", "loop without a reply limit", "Loop without a reply limit.", NULL, NULL},
	{"S506", "shadowed transition", "Shadowed transition.", NULL, NULL},
	{"S507", "condition that cannot hold", "Condition that cannot hold.", NULL, NULL},
	{"S508", "unknown criterion, fact, goal, action or rubric", "Unknown criterion, fact, goal, action or rubric.",
	 NULL, NULL},
	{"S509", "fact never askable, or used before it can be known",
	 "Fact never askable, or used before it can be known.", NULL, NULL},
	{"S510", "goal that nothing completes", "Goal that nothing completes.", NULL, NULL},
	{"S511", "mood band with no line and no calmer band to borrow from",
	 "Mood band with no line and no calmer band to borrow from.", NULL, NULL},
	{"S512", "ending without outcome, or never reached", "Ending without outcome, or never reached.", NULL, NULL},
	{"S513", "no resolved ending reachable", "No resolved ending reachable.", NULL, NULL},
	{"S514", "reaction without effect, or mood that cannot fall",
	 "Reaction without effect, or mood that cannot fall.", NULL, NULL},
	{"S515", "met on a forbid, broke on a require", "Met on a forbid, broke on a require.", NULL, NULL},
	{"S516", "time without a unit", "Time without a unit.", NULL, NULL},
	{"S517", "live action (hold, hang-up) in email, social or sms",
	 "Live action (hold, hang-up) in email, social or sms.", NULL, NULL},
	{"S518", "too few variants on a repeating node", "Too few variants on a repeating node.", NULL, NULL},
	{"S519", "flag set but never read, or the reverse", "Flag set but never read, or the reverse.", NULL, NULL},
	{"S520", "unknown placeholder", "Unknown placeholder.", NULL, NULL},
	{"S521", "node and ending share a name", "Node and ending share a name.", NULL, NULL},
	{"S522", "brief gives away a fact", "Brief gives away a fact.", NULL, NULL},
	{"S523", "criterion N/A on every path", "Criterion N/A on every path.", NULL, NULL},
	{"S524", "goal unmet on every resolved path", "Goal unmet on every resolved path.", NULL, NULL},
	{NULL, NULL, NULL, NULL, NULL},
};
