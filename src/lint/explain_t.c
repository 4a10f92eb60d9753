/* explain_t.c - the long texts of the codes T: examples and playthroughs. */
#include "lint/explain_text.h"

#include <stddef.h>

/* clang-format off */
const struct explain_text explain_t[] = {
	{"T401", "an example is judged otherwise",
	 "The example stands under pass, fail or na, but the criterion judges it differently. The help "
	 "lists what was found in it, and which hits did not count and why (a negation, an exception, a "
	 "quotation). Either a phrase or the example is wrong.",
	 "        require: [sorry]\n"
	 "        examples:\n"
	 "          fail: [\"I am truly sorry.\"]\n",
	 "        require: [sorry]\n"
	 "        examples:\n"
	 "          pass: [\"I am truly sorry.\"]\n"
	 "          fail: [\"I'm not sorry at all.\"]\n"},
	{"T402", "no pass or no fail example",
	 "Each criterion shows at least one reply that meets it and one that does not. They are its "
	 "tests, and they are what a reader learns it from.",
	 "        examples:\n"
	 "          pass: [\"I am so sorry.\"]\n",
	 "        examples:\n"
	 "          pass: [\"I am so sorry.\"]\n"
	 "          fail: [\"Next, please.\"]\n"},
	{"T403", "a phrase that no example reaches",
	 "Neither an example nor the model answer of the criterion uses the phrase, so that nobody would "
	 "notice if it matched nothing. Exceptions are counted too; entries of word lists are not. It is "
	 "a warning.",
	 "        require: [sorry, apologise]\n"
	 "        examples: {pass: [\"I am sorry.\"], fail: [\"Hello.\"]}\n",
	 "        require: [sorry, apologise]\n"
	 "        examples: {pass: [\"I am sorry.\", \"I apologise.\"], fail: [\"Hello.\"]}\n"},
	{"T404", "a known gap is closed",
	 "An example under todo_pass or todo_fail is a known gap: it should pass or fail and did not yet. "
	 "Now it does. Move it to pass or fail, so that it stays so.",
	 "          todo_pass: [\"I am so very sorry.\"]\n",
	 "          pass: [\"I am so very sorry.\"]\n"},
	{"T405", "the evidence is not what is marked",
	 "The example has the right verdict, but not for the marked words: [[double brackets]] show which "
	 "words should be found. The help lists what was marked and not found, and what was found and not "
	 "marked.",
	 "          pass: [\"I am [[so sorry]].\"]     # the phrase is: sorry\n",
	 "          pass: [\"I am so [[sorry]].\"]\n"},
	{"T406", "an example breaks another criterion",
	 "A reply that is shown as good breaks a forbid of the same rubric. A trainee who copies it would "
	 "lose points for it.",
	 "          pass: [\"I'm sorry, but calm down.\"]\n",
	 "          pass: [\"I'm sorry about the wait.\"]\n"},
	{"T407", "a playthrough goes another way",
	 "The replies of the playthrough did not lead where it says. The message names the reply, what "
	 "was expected and what happened, and the mood there; the help says how things stood at the end. "
	 "When the new way is right, rolecall test --update writes the path that was taken.",
	 "    expect: {path: [opening, relieved], outcome: resolved}\n",
	 "    expect: {path: [opening, what-now, relieved], outcome: resolved}\n"},
	{"T408", "a playthrough goes on after an ending",
	 "The conversation had ended before this reply. Take it and the ones after it away, or find out "
	 "why the ending came early.",
	 "    replies: [\"You should have checked.\", \"It's our policy.\", \"Hello?\"]\n",
	 "    replies: [\"You should have checked.\", \"It's our policy.\"]\n"},
	{NULL, NULL, NULL, NULL, NULL},
};
/* clang-format on */
