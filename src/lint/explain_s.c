/* explain_s.c - the long texts of the codes S: scenarios. */
#include "lint/explain_text.h"

#include <stddef.h>

/* clang-format off */
const struct explain_text explain_s[] = {
	{"S501", "a place that does not exist",
	 "The conversation would go to a node or ending that the scenario does not have: in a go, in "
	 "start, or in a follow_up. It is most likely misspelt; the help names the nearest one. Until it "
	 "is right, nothing is said about what can be reached.",
	 "      - {when: {knows: order}, go: whatnow}\n",
	 "      - {when: {knows: order}, go: what-now}\n"},
	{"S502", "a node that nothing leads to",
	 "No transition, action or silence leads to the node from the start, so that nobody will ever "
	 "hear it. Of several nodes behind each other only the first is reported.",
	 "nodes:\n"
	 "  opening: {next: [{when: {knows: order}, go: relieved}]}\n"
	 "  what-now: {says: [\"So what happens now?\"]}\n",
	 "nodes:\n"
	 "  opening: {next: [{when: {knows: order}, go: what-now}]}\n"
	 "  what-now: {says: [\"So what happens now?\"]}\n"},
	{"S503", "a node that no ending can be reached from",
	 "Whatever the trainee does here, the conversation never ends. Give the node, or one that it "
	 "leads to, a transition to an ending, or add one under anytime.",
	 "  what-now:\n"
	 "    says: [\"So what happens now?\"]\n"
	 "    otherwise: [\"And when?\", \"Go on.\"]\n",
	 "  what-now:\n"
	 "    says: [\"So what happens now?\"]\n"
	 "    next: [{when: {goal: offered-fix}, go: relieved}, {when: {replies: at least 3}, go: "
	 "gave-up}]\n"
	 "    otherwise: [\"And when?\", \"Go on.\"]\n"},
	{"S504", "a node without otherwise",
	 "When a reply matches no transition and asks for no fact, the customer says a line of otherwise. "
	 "Without one the customer would fall silent, as if the program had stopped.",
	 "  what-now:\n"
	 "    says: [\"So what happens now?\"]\n",
	 "  what-now:\n"
	 "    says: [\"So what happens now?\"]\n"
	 "    otherwise: [\"And when will that be?\", \"You haven't said what you'll do.\"]\n"},
	{"S505", "a loop without a reply limit",
	 "The conversation can stay in this node, or come back to it, for ever: no transition leaves it "
	 "after a number of replies, and no transition under anytime ends the conversation after a total. "
	 "Real customers give up in the end.",
	 "    next: [{when: {goal: offered-fix}, go: relieved}]\n",
	 "    next: [{when: {goal: offered-fix}, go: relieved}, {when: {replies: at least 4}, go: "
	 "gave-up}]\n"},
	{"S506", "a transition that is never taken",
	 "The first transition that holds wins. An earlier one holds whenever this one does, so that this "
	 "one never has its turn. Put the narrower condition first. When one transition hides several, "
	 "only the first of them is reported.",
	 "      - {when: {knows: order}, go: what-now}\n"
	 "      - {when: {knows: order, anger: below 50}, go: relieved}\n",
	 "      - {when: {knows: order, anger: below 50}, go: relieved}\n"
	 "      - {when: {knows: order}, go: what-now}\n"},
	{"S507", "a condition that cannot hold",
	 "No conversation makes the condition true: a mood above 100, a channel that is not the "
	 "scenario's, two parts that exclude each other. The caret is under the part that makes it "
	 "impossible.",
	 "  - {when: {anger: at least 120}, go: walked-out}\n",
	 "  - {when: {anger: at least 95}, go: walked-out}\n"},
	{"S508", "an unknown name",
	 "The scenario refers to a criterion, fact, goal, action or rubric that does not exist. The help "
	 "names the nearest one. When a rubric does not load, its criteria count as known.",
	 "    - {when: {met: apologie}, anger: -12}\n",
	 "    - {when: {met: apology}, anger: -12}\n"},
	{"S509", "a fact that cannot be asked for, or is used too soon",
	 "A fact is told when the trainee asks for it, so it needs phrases under asked, or known: true "
	 "when the agent has it from the start. A customer who opens with a fact that is not known yet "
	 "would be asked for what was just said.",
	 "    order:\n"
	 "      value: \"40017\"\n"
	 "      says: [\"It's <value>.\"]\n",
	 "    order:\n"
	 "      value: \"40017\"\n"
	 "      asked: [order/reference number, which order]\n"
	 "      says: [\"It's <value>.\"]\n"},
	{"S510", "a goal that nothing completes",
	 "The goal has no done, or waits for itself, so that it stays open in every conversation and "
	 "everything that depends on it never happens.",
	 "  - {id: found-order, text: Find the order}\n",
	 "  - {id: found-order, text: Find the order, done: {knows: order}}\n"},
	{"S511", "a mood without a line",
	 "Lines that are sorted by mood borrow from the nearest calmer band when their own is missing. "
	 "Below the calmest band that is given there is nothing to borrow from, and the customer would be "
	 "silent in that mood.",
	 "    says:\n"
	 "      angry: [\"DO something.\"]\n",
	 "    says:\n"
	 "      calm: [\"OK. What happens now?\"]\n"
	 "      angry: [\"DO something.\"]\n"},
	{"S512", "an ending without an outcome, or never reached",
	 "Reports and ratings go by an ending's outcome: resolved, unresolved, customer-hung-up, "
	 "agent-hung-up, escalated, transferred or follow-up. Without one it is an error.\n"
	 "An ending that no transition, action or silence leads to is a warning: it can be taken away, or "
	 "a go is missing.",
	 "  relieved: {says: [\"Thank you.\"]}\n",
	 "  relieved: {outcome: resolved, says: [\"Thank you.\"]}\n"},
	{"S513", "no resolved ending can be reached",
	 "However well the trainee does, the conversation does not end well. For a lesson in bad news "
	 "that may be meant; write # rolecall: allow S513 at the end of the line of endings then.",
	 "endings:\n"
	 "  sighs: {outcome: unresolved}\n",
	 "endings:\n"
	 "  sighs: {outcome: unresolved}\n"
	 "  relieved: {outcome: resolved}\n"},
	{"S514", "a reaction without effect, or a mood that cannot fall",
	 "A reaction that changes no mood, says nothing and sets no flag does nothing. And when reactions "
	 "raise a mood but none lowers it, good work is never rewarded.",
	 "    - {when: {met: apology}}\n",
	 "    - {when: {met: apology}, anger: -12}\n"},
	{"S515", "met on a forbid, or broke on a require",
	 "A forbid is broken by a reply that does it; nothing that is said meets it. Any other criterion "
	 "is met or missed; no reply breaks it. With the wrong word the reaction would never fire.",
	 "    - {when: {met: no-blame}, anger: +25}\n",
	 "    - {when: {broke: no-blame}, anger: +25}\n"},
	{"S516", "a time without a unit",
	 "Times are written with a unit: 90s, 5m, 1h or 2d. A bare number might mean anything.",
	 "    silence: {after: 60, says: \"Anyone there?\"}\n",
	 "    silence: {after: 60s, says: \"Anyone there?\"}\n"},
	{"S517", "a live action where nobody is on the line",
	 "One can put a caller on hold and hang up on them, or on somebody in a chat. An email, a public "
	 "post or a text message has no line to hold.",
	 "channel: email\n"
	 "actions:\n"
	 "  hold: {limit: 2m}\n",
	 "channel: email\n"
	 "actions:\n"
	 "  note: {}\n"},
	{"S518", "one line for what is said again",
	 "The otherwise of this node can be said more than once, and has one variant. A customer who "
	 "repeats a sentence word for word sounds like a machine. It is a note and never fails a check.",
	 "    otherwise: [\"And when will that be?\"]\n",
	 "    otherwise: [\"And when will that be?\", \"You still haven't said when.\"]\n"},
	{"S519", "a flag that is only set, or only read",
	 "A flag is set in one place and asked for in another. This one lacks the other half; perhaps one "
	 "of the two is misspelt. A rubric's only_if counts as asking.",
	 "      - {when: {said: [voucher]}, go: softer, set: {flag: offered}}\n"
	 "      - {when: {flag: offerd}, go: relieved}\n",
	 "      - {when: {said: [voucher]}, go: softer, set: {flag: offered}}\n"
	 "      - {when: {flag: offered}, go: relieved}\n"},
	{"S520", "an unknown placeholder",
	 "A line may hold <name>, <agent>, <company> and <fact:ID>, and <value> in what a fact says. "
	 "Anything else would be shown as it stands. A fact without a value has nothing to show.",
	 "      says: [\"It's <vlaue>.\"]\n",
	 "      says: [\"It's <value>.\"]\n"},
	{"S521", "a node and an ending share a name",
	 "A go could mean either of them. Rename one. Until then nothing is said about what can be "
	 "reached.",
	 "nodes:\n"
	 "  relieved: {says: [\"Good.\"]}\n"
	 "endings:\n"
	 "  relieved: {outcome: resolved}\n",
	 "nodes:\n"
	 "  softer: {says: [\"Good.\"]}\n"
	 "endings:\n"
	 "  relieved: {outcome: resolved}\n"},
	{"S522", "the brief gives a fact away",
	 "The brief holds the value of a fact that the trainee should ask for. Asking is what is trained, "
	 "so leave it out; or give the fact known: true when the agent has it on the screen.",
	 "brief: Order 40017 is five days late.\n",
	 "brief: A parcel is five days late.\n"},
	{"S523", "a criterion that can never apply here",
	 "The criterion's only_if cannot come true in this scenario: the mood never gets there, the "
	 "action is not offered, the fact or flag does not exist. Criteria for other channels are not "
	 "reported, because a shared rubric has them on purpose.",
	 "rubrics: [phone]       # asks before placing on hold\n"
	 "actions:\n"
	 "  note: {}\n",
	 "rubrics: [phone]       # asks before placing on hold\n"
	 "actions:\n"
	 "  note: {}\n"
	 "  hold: {limit: 2m}\n"},
	{"S524", "a goal that no resolved path completes",
	 "The goal can be completed, but only on ways that do not lead to a resolved ending. Who does "
	 "well will see it open.",
	 "  - {id: asked-a-supervisor, done: {action: hang-up}}\n",
	 "  - {id: asked-a-supervisor, done: {visited: supervisor}}\n"},
	{NULL, NULL, NULL, NULL, NULL},
};
/* clang-format on */
