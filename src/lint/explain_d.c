/* explain_d.c - the long texts of the codes D: the random walk. */
#include "lint/explain_text.h"

#include <stddef.h>

/* clang-format off */
const struct explain_text explain_d[] = {
	{"D601", "a node or transition that was never reached",
	 "In all the random conversations of the walk, nobody came here. It may be impossible, or so "
	 "unlikely that no trainee will meet it. The walk makes replies out of the scenario's own "
	 "phrases, so that a phrase which matches nothing shows up like this.",
	 "      - {when: {said: [refund ... postage], anger: below 5}, go: delighted}\n",
	 "      - {when: {said: [refund ... postage], anger: below 40}, go: delighted}\n"},
	{"D602", "an ending that was never reached",
	 "In all the random conversations of the walk, none ended here, although transitions lead to it. "
	 "Look at the conditions on the way.",
	 "      - {when: {goal: offered-fix, total_replies: below 2}, go: relieved}\n",
	 "      - {when: {goal: offered-fix, total_replies: below 6}, go: relieved}\n"},
	{"D603", "a conversation that does not end",
	 "A random conversation reached the cap of replies without an ending. Limit the replies: in the "
	 "node, or for the whole conversation under anytime.",
	 "anytime: []\n",
	 "anytime:\n"
	 "  - {when: {total_replies: at least 12}, go: gave-up}\n"},
	{"D604", "the model answers do not pass",
	 "An agent that says every model answer and asks every fact does not pass the scenario. Then "
	 "hardly anybody can. A model answer may be missing or come too late, the mood may be too hard to "
	 "bring down, or a goal may need words that no model answer has.",
	 "      - {id: next-step, require: [<will-do> ... <when>], advice: Say when.}\n",
	 "      - {id: next-step, require: [<will-do> ... <when>], advice: Say when., model: I'll "
	 "call you by 5pm.}\n"},
	{"D605", "a bad agent passes",
	 "An agent that only waits, says a stock phrase each turn, recites the words of every phrase at "
	 "once, or breaks rules passes the scenario. Then the score does not measure service. Look at "
	 "what it was given points for: criteria that are met by doing nothing, or phrases that single "
	 "words satisfy.",
	 "        require: [sorry, help, today]\n",
	 "        require: [<will-do> ... <when>]\n"},
	{"D606", "a line too long for the channel",
	 "A customer's line is longer than people write or say at once on this channel: a text message "
	 "has 160 characters, a chat line a sentence or two. It is a note and never fails a check.",
	 "channel: sms\n"
	 "says: [\"Hello, I wanted to write because the parcel that I ordered three weeks ago for my "
	 "mother's birthday, which was on Friday, has still not come, and I have tried everything.\"]\n",
	 "channel: sms\n"
	 "says: [\"Mum's parcel still isn't here. Her birthday was Friday!\"]\n"},
	{NULL, NULL, NULL, NULL, NULL},
};
/* clang-format on */
