/* template_text.c - the texts of new files. Written to be read and changed by people who do not program. */
#include "lint/template_text.h"

#include <stddef.h>

#define LIVE_ACTIONS                                                                                      \
	"  hold: {limit: 2m, each_minute: {anger: +4}, over_limit: {anger: +10}}   # /hold 1m\n"          \
	"  note: {}                                # /note what happened; the customer does not see it\n" \
	"  transfer: {to: [returns], go: passed-on}                # /transfer returns\n"                 \
	"  hang-up: {go: cut-off}\n"
#define LATER_ACTIONS                                                                                     \
	"  note: {}                                # /note what happened; the customer does not see it\n" \
	"  transfer: {to: [returns], go: passed-on}                # /transfer returns\n"

const struct template_channel template_channels[CHANNEL_COUNT] = {
	[CHANNEL_PHONE] = {"Hi, yes. The lamp I ordered from you has just come, and the shade is cracked right across.",
			   "Hello? I've got a box of bits here that was supposed to be a lamp.", LIVE_ACTIONS, "15s",
			   "20s", "Hello? Are you still there?", "(The line goes dead.)", "/wait 35s"},
	[CHANNEL_IN_PERSON] = {"Morning. I ordered this lamp from you, and look, the shade's cracked right across.",
			       "Hi. I've carried this all the way back. It was supposed to be a lamp.", LIVE_ACTIONS,
			       "15s", "20s", "Sorry, are you serving?", "(Robin picks up the box and walks out.)",
			       "/wait 35s"},
	[CHANNEL_EMAIL] =
		{"Hello, the lamp I ordered came this morning and its shade is cracked right across. Robin Vale",
		 "Dear team, I unpacked my new lamp today and found a box of bits. What now? Robin Vale", LATER_ACTIONS,
		 "1d", "1d", "Hello again, I have not heard from you yet. Robin Vale",
		 "(No further mail comes from Robin.)", "/wait 2d"},
	[CHANNEL_SOCIAL] = {"So my new lamp arrived from you lot. In two pieces.",
			    "Unboxing my new lamp: crack, rattle, oh. Anyone home there?", LATER_ACTIONS, "1h", "2h",
			    "Still waiting. Everyone can see that, by the way.", "(Robin stops answering.)",
			    "/wait 3h"},
	[CHANNEL_CHAT] = {"Hi, my lamp just came and the shade is cracked right across",
			  "hello, new lamp, arrived broken. what now?", LIVE_ACTIONS, "60s", "60s", "anyone there?",
			  "(Robin has left the chat.)", "/wait 2m"},
	[CHANNEL_SMS] = {"Hi its Robin, the lamp came today but the shade is cracked",
			 "Lamp arrived in two pieces. What do I do?", LATER_ACTIONS, "10m", "20m",
			 "Did you get my message?", "(No further message comes.)", "/wait 30m"},
	[CHANNEL_SELF_SERVICE] = {"The help page gave up on me. My lamp came broken, the shade is cracked.",
				  "I pressed \\\"talk to a person\\\". My new lamp arrived in bits.", LIVE_ACTIONS,
				  "60s", "60s", "hello? is this a person?", "(Robin has closed the window.)",
				  "/wait 2m"},
};

/* In parts, because a C string has a limit. */
const char *const template_scenario_text[] = {
	"# yaml-language-server: $schema=../../docs/schema/scenario-1.json\n"
	"# A customer to practise with. Change the words to yours, a part at a time, and look after each change:\n"
	"#   rolecall lint FILE      what is wrong with it\n"
	"#   rolecall test FILE      whether the playthroughs at the end still go as they say\n"
	"#   rolecall walk FILE      what nobody would ever reach\n"
	"#   rolecall play FILE      how it feels\n"
	"scenario: @ID@\n"
	"format: 1\n"
	"title: A lamp that came broken\n"
	"channel: @CHANNEL@\n"
	"difficulty: 2                             # 1 (easy) to 5 (hard)\n"
	"phase: after                              # before, during or after the sale\n"
	"audience: external                        # external or internal\n"
	"emotion: disappointed                     # for lists\n"
	"trade: retail\n"
	"rubrics: [@RUBRICS@]\n"
	"brief: >                                  # what the trainee reads first; give no fact away\n"
	"  A lamp arrived damaged. You may send a new one or give the money back.\n"
	"customer:\n"
	"  name: Robin\n"
	"  mood: {anger: 45, confusion: 20}        # 0 to 100: calm, from 30 irritated, from 60 angry, from 85 "
	"furious\n"
	"  facts:                                  # what Robin knows, and tells when asked\n"
	"    order:\n"
	"      value: \"20734\"\n"
	"      asked: [order/reference number, which/what order]   # a/b: either word; ...: up to 8 words between\n"
	"      says: [\"It says <value> on the slip.\", \"<value>, if I read that right.\"]\n"
	"    needed-for:\n"
	"      asked: [what ... for, when ... need, is it a gift/present, who is it for]\n"
	"      says: [\"It's for my sister's new flat. I'm there on Sunday.\", \"My sister's. She moves in on "
	"Sunday.\"]\n"
	"  reactions:                              # how a reply changes the mood\n"
	"@REACTIONS@"
	"    - {when: {said: [our policy, terms and conditions]}, anger: +10, confusion: +5}\n"
	"    - {when: {asked: [order, needed-for]}, anger: -3}\n"
	"    - {when: {nothing: true}, anger: +5}  # no other reaction fired\n",
	"goals:                                    # what the trainee should reach\n"
	"  - {id: found-order, text: Find the order, done: {knows: order}}\n"
	"  - {id: offered-fix, text: Offer a new lamp or the money back,\n"
	"     done: {said: [send/get ... new lamp/one, replacement, refund*, money back]}}\n"
	"actions:                                  # commands that the trainee may type\n"
	"@ACTIONS@"
	"anytime:                                  # tried after the node's own \"next\"\n"
	"  - {when: {anger: at least 90}, go: walked-out}\n"
	"start: opening\n"
	"nodes:\n"
	"  opening:\n"
	"    says:                                 # one is picked\n"
	"      - \"@OPENING_A@\"\n"
	"      - \"@OPENING_B@\"\n"
	"    next:                                 # the first that holds wins; else \"otherwise\" is said\n"
	"      - {when: {goal: offered-fix, knows: order}, go: thanks}\n"
	"      - {when: {knows: order}, go: and-now}\n"
	"      - {when: {goal: offered-fix}, go: which-order}\n"
	"      - {when: {replies: at least 4}, go: gave-up}\n"
	"    otherwise: [\"All right, but what do we do about it?\", \"That doesn't mend a lamp, does it?\", \"So?\"]\n"
	"    hints: [\"Ask for the order number.\", \"I'm sorry about that. What's the order number, please?\"]\n"
	"    silence: {after: @AFTER@, says: \"@WAITING@\", anger: +10, then: {after: @THEN@, go: walked-out}}\n"
	"  and-now:\n"
	"    says:                                 # by mood\n"
	"      calm: [\"So you've found it. What happens now?\"]\n"
	"      irritated: [\"Right, you've got the number. And now?\"]\n"
	"      angry: [\"You have the number. Now DO something.\"]\n"
	"    next:\n"
	"      - {when: {goal: offered-fix}, go: thanks}\n"
	"      - {when: {replies: at least 3}, go: gave-up}\n"
	"    otherwise: [\"And what does that mean for my lamp?\", \"I still don't know what you'll do.\"]\n"
	"    hints: [\"Offer what the brief allows.\", \"I'll send you a new lamp today.\"]\n"
	"    silence: {after: @AFTER@, says: \"@WAITING@\", anger: +10, then: {after: @THEN@, go: walked-out}}\n"
	"  which-order:\n"
	"    says: [\"Good. Don't you need to know which order it was?\"]\n"
	"    next:\n"
	"      - {when: {knows: order}, go: thanks}\n"
	"      - {when: {replies: at least 2}, go: gave-up}\n"
	"    otherwise: [\"You can't send anything without the number, surely.\"]\n"
	"    hints: [\"Ask for the order number.\"]\n"
	"    silence: {after: @AFTER@, says: \"@WAITING@\", anger: +10, then: {after: @THEN@, go: walked-out}}\n",
	"endings:\n"
	"  thanks: {outcome: resolved, says: [\"Lovely, that'll do. Thank you.\"]}\n"
	"  gave-up: {outcome: unresolved, says: [\"Never mind. I'll buy one somewhere else.\"]}\n"
	"  passed-on: {outcome: transferred, says: [\"Somebody else? Oh, all right.\"]}\n"
	"  walked-out: {outcome: customer-hung-up, says: [\"@LEFT@\"]}\n"
	"@CUT_OFF@"
	"playthroughs:                             # run by \"rolecall test\"\n"
	"  - name: finds the order and mends it\n"
	"    replies:\n"
	"      - \"I'm so sorry, Robin. What is the order number?\"\n"
	"      - \"Thank you. I'll send a new lamp today, and you'll have it by Friday.\"\n"
	"    expect: {path: [opening, and-now, thanks], outcome: resolved}\n"
	"  - name: offers before asking\n"
	"    replies: [\"I can give you a refund.\", \"Which order is it?\"]\n"
	"    expect: {path: [opening, which-order, thanks], outcome: resolved}\n"
	"  - name: nobody answers\n"
	"    replies: [@WAITS@]\n"
	"    expect: {path: [opening, walked-out], outcome: customer-hung-up}\n",
	NULL,
};

const char *const template_rubric_text[] = {
	"# yaml-language-server: $schema=../docs/schema/rubric-1.json\n"
	"# What good service sounds like. Change it a part at a time, and look after each change:\n"
	"#   rolecall lint FILE      what is wrong with it\n"
	"#   rolecall test FILE      whether the examples still come out as they say\n"
	"rubric: @ID@\n"
	"format: 1\n"
	"title: A first rubric\n"
	"language: en\n"
	"pass_mark: 70                             # per cent of the points that applied\n"
	"words:                                    # lists that phrases use as <name>\n"
	"  sorry: [sorry, apologise, apologize, my apologies]\n"
	"  will-do: [I'll, I will, I'm going to]\n"
	"sections:                                 # the weights add up to 100\n"
	"  - section: listening\n"
	"    title: Listens\n"
	"    weight: 50\n"
	"    criteria:\n"
	"      - id: says-sorry\n"
	"        title: Says sorry early\n"
	"        skill: emotional-intelligence     # one of the six skills\n"
	"        points: 10\n"
	"        require: [<sorry>]                # met when one of these is said\n"
	"        where: first 2 replies\n"
	"        except: [sorry to bother/interrupt]\n"
	"        praise: You said sorry at once.\n"
	"        advice: Say sorry before you ask for anything.\n"
	"        model: I'm sorry that this went wrong.\n"
	"        examples:\n"
	"          pass: [\"I'm so [[sorry]] about that.\", \"[[My apologies]], that should not have happened.\",\n"
	"                 \"I [[apologise]] for the delay.\", \"We [[apologize]].\", \"I'm not going to argue: "
	"[[sorry]]!\"]\n"
	"          fail: [\"I'm not sorry at all.\", \"Sorry to bother you again.\", \"What is your order number?\"]\n"
	"      - id: asks\n"
	"        title: Asks what it needs to know\n"
	"        skill: attentive-listening\n"
	"        points: 10\n"
	"        order: [met says-sorry, asks a question]\n"
	"        advice: Be kind first, then ask.\n"
	"        examples:\n"
	"          pass: [\"I'm sorry. What is the order number?\"]\n"
	"          fail: [\"What is the order number? Sorry for the trouble.\"]\n",
	"  - section: solving\n"
	"    title: Solves it\n"
	"    weight: 50\n"
	"    criteria:\n"
	"      - id: next-step\n"
	"        title: Says who does what, by when\n"
	"        skill: problem-solving\n"
	"        points: 10\n"
	"        require: [<will-do> ... today/tomorrow, <will-do> ... by <date>/<time>]\n"
	"        advice: Say what you will do, and by when.\n"
	"        model: I'll send a new one today.\n"
	"        examples:\n"
	"          pass: [\"[[I'll send a new one today]].\", \"[[I will call you tomorrow]].\",\n"
	"                 \"[[I'm going to write to you by Friday]].\", \"[[I'll ring by 5pm]].\"]\n"
	"          fail: [\"Somebody will look into it.\", \"I will not have news today.\"]\n"
	"      - id: no-blame\n"
	"        title: Never blames the customer\n"
	"        skill: emotional-intelligence\n"
	"        critical: customer                # one hit fails the whole attempt\n"
	"        forbid: [you should have, your (own) fault, calm down]\n"
	"        ignore: [quotes]                  # what the customer said may be quoted\n"
	"        advice: Describe what happened without \"you\".\n"
	"        examples:\n"
	"          pass: [\"It's not your fault.\", 'You said \"calm down\" did not help.']\n"
	"          fail: [\"You should have checked.\", \"That is your own fault.\", \"Please calm down.\"]\n",
	NULL,
};
