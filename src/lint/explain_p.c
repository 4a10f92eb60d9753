/* explain_p.c - the long texts of the codes P: phrases and regexes. */
#include "lint/explain_text.h"

#include <stddef.h>

/* clang-format off */
const struct explain_text explain_p[] = {
	{"P201", "a regex does not compile",
	 "The regular expression is not well-formed, so it could never be used; the caret is under the "
	 "place where reading it failed. The criterion or condition is not run until it is mended.\n"
	 "Often a phrase does the job without a regex.",
	 "          - regex: '\\b(?:so|very sorry\\b'\n",
	 "          - regex: '\\b(?:so|very) sorry\\b'\n"},
	{"P202", "a regex matches empty text",
	 "The regular expression also matches nothing at all, and so it matches in every reply. That "
	 "comes from parts that are all optional. Make at least one of them required.",
	 "          - regex: '(?:really )?(?:sorry)?'\n",
	 "          - regex: '\\b(?:really )?sorry\\b'\n"},
	{"P203", "a regex takes too many steps",
	 "On some texts the regular expression tries an enormous number of ways to match. Such a pattern "
	 "would make a conversation hang, so it is tried on stress texts here and refused. The usual "
	 "cause is a repeat inside a repeat, such as (\\w+\\s?)+. Bound it, or write a phrase with a gap.",
	 "          - regex: '\\bsend (?:\\w+\\s?)+today\\b'\n",
	 "          - regex: '\\bsend (?:\\w+ ){0,8}today\\b'\n"},
	{"P204", "an unknown word list",
	 "The phrase names a list that neither the file nor one of its includes defines, and that is not "
	 "built in. The built-in ones are <number>, <money>, <time>, <date>, <duration>, <name>, <agent>, "
	 "<company> and <fact:ID>. The phrase is left out until the name is right.",
	 "words: {sorry: [sorry, apologise]}\n"
	 "require: [<sory>]\n",
	 "words: {sorry: [sorry, apologise]}\n"
	 "require: [<sorry>]\n"},
	{"P205", "a word list leads back to itself",
	 "A list may use other lists, but not itself, directly or through them: it would have no end. "
	 "Take out the entry under the caret.",
	 "words:\n"
	 "  soon: [today, <later>]\n"
	 "  later: [tomorrow, <soon>]\n",
	 "words:\n"
	 "  soon: [today, tomorrow]\n"},
	{"P206", "a phrase that can never match",
	 "The phrase has no words, or its marks do not fit together: a slash without a word on each side, "
	 "a bracket that is not closed, a gap with nothing beside it. A rule that matches nothing looks "
	 "like success, so it is an error.",
	 "require: [may / can I place you on hold]\n",
	 "require: [may/can I place you on hold]\n"},
	{"P207", "a duplicate or covered phrase",
	 "The same phrase stands in the list twice, or another one finds every text that this one finds, "
	 "so that it changes nothing. Two spellings that count as one: case, and ’ or '. In a word list "
	 "only true duplicates are reported.",
	 "forbid: [calm down, please calm down]\n",
	 "forbid: [calm down]\n"},
	{"P208", "a word list that nothing uses",
	 "No phrase of the file names the list. It may be left over, or a phrase may be missing its <>. "
	 "Lists of an included file are not reported, because they are there for other files too.",
	 "words: {soon: [today, tomorrow]}\n"
	 "require: [I will send it soon]\n",
	 "words: {soon: [today, tomorrow]}\n"
	 "require: [I will send it <soon>]\n"},
	{"P209", "a regex without word boundaries",
	 "Without \\b at its ends the regular expression also matches inside longer words: \"cat\" is in "
	 "\"indicate\". Put \\b where a word starts and ends. Where the part of a word is meant, silence "
	 "this with a comment: # rolecall: allow P209.",
	 "          - regex: 'refund(?:ed)?'\n",
	 "          - regex: '\\brefund(?:ed)?\\b'\n"},
	{"P210", "the same phrase is required and forbidden",
	 "One criterion asks for the very words that another one forbids, so that no reply can satisfy "
	 "both. Narrow one of them. That the model answers then run into each other is not reported again.",
	 "      - {id: calm, require: [calm down]}\n"
	 "      - {id: no-orders, forbid: [calm down, listen to me]}\n",
	 "      - {id: calm, require: [take your time]}\n"
	 "      - {id: no-orders, forbid: [calm down, listen to me]}\n"},
	{"P211", "a regex that sets its own limits",
	 "A pattern may open with (*LIMIT_MATCH=…) and the like, which would lift the bounds that keep a "
	 "conversation quick. Those are the program's business. Take it away.",
	 "          - regex: '(*LIMIT_MATCH=900000)\\bsorry\\b'\n",
	 "          - regex: '\\bsorry\\b'\n"},
	{"P212", "an exception that cancels nothing",
	 "An exception cancels a hit that it overlaps. This one shares no word with any phrase of the "
	 "criterion, so it can never overlap one. It may be misspelt, or belong to another criterion.",
	 "require: [sorry, apologise]\n"
	 "except: [excuse me but]\n",
	 "require: [sorry, apologise]\n"
	 "except: [sorry but]\n"},
	{"P213", "a double-quoted regex with backslashes",
	 "In double quotation marks YAML reads backslashes itself: \"\\b\" is a backspace, not a word "
	 "boundary. Put every regular expression in single quotation marks, where nothing is changed.",
	 "          - regex: \"\\bsorry\\b\"\n",
	 "          - regex: '\\bsorry\\b'\n"},
	{NULL, NULL, NULL, NULL, NULL},
};
/* clang-format on */
