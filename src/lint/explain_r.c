/* explain_r.c - the long texts of the codes R: rubrics. */
#include "lint/explain_text.h"

#include <stddef.h>

/* clang-format off */
const struct explain_text explain_r[] = {
	{"R301", "no kind, or two",
	 "Exactly one key decides what a criterion looks at: require, forbid, count, order, length, one "
	 "of the measures of a conversation, or any_of, all_of and at_least with of. Without one there is "
	 "nothing to judge; with two it is not clear which. The criterion is not run, and elsewhere it "
	 "counts as known.",
	 "      - id: thanks\n"
	 "        require: [thank you]\n"
	 "        forbid: [no thanks]\n",
	 "      - id: thanks\n"
	 "        require: [thank you]\n"
	 "        except: [no thanks]\n"},
	{"R302", "the section weights do not total 100",
	 "The weights say how much of the score each section makes, in per cent, so together they make "
	 "100. The caret is under sections, because any of them may be the wrong one.",
	 "  - {section: acknowledge, weight: 50}\n"
	 "  - {section: ownership, weight: 40}\n",
	 "  - {section: acknowledge, weight: 50}\n"
	 "  - {section: ownership, weight: 50}\n"},
	{"R303", "bad or missing points",
	 "A scored criterion has points, a whole number from 1. A critical one has none: a single miss "
	 "fails the whole attempt, so there is nothing to add up. A helper has none either.",
	 "      - id: no-blame\n"
	 "        critical: customer\n"
	 "        points: 10\n",
	 "      - id: no-blame\n"
	 "        critical: customer\n"},
	{"R304", "the same id twice",
	 "Results, reactions and reports know a criterion by its id, so that two with the same id could "
	 "not be told apart. Ids of sections are also used once each.",
	 "      - {id: apology, require: [sorry]}\n"
	 "      - {id: apology, require: [thank you]}\n",
	 "      - {id: apology, require: [sorry]}\n"
	 "      - {id: thanks, require: [thank you]}\n"},
	{"R305", "the model answer does not do what it shows",
	 "A model answer is what a trainee is told to say. This one does not meet its own criterion, or "
	 "it breaks another criterion of the rubric. Either the answer or the phrases need another look; "
	 "the phrases are often narrower than one thinks.",
	 "        require: [I will call]\n"
	 "        model: We'll ring you back today.\n",
	 "        require: [I will call, we'll ring]\n"
	 "        model: We'll ring you back today.\n"},
	{"R306", "only_if never or always holds",
	 "The condition cannot come true in any conversation, so that the criterion is always N/A; or it "
	 "cannot be false, so that it says nothing. Anger and confusion go from 0 to 100. Parts that "
	 "exclude each other are looked for too.",
	 "        only_if: {anger: at least 140}\n",
	 "        only_if: {anger: at least 40}\n"},
	{"R307", "amounts that contradict each other",
	 "No reply can satisfy the numbers: min is larger than max, at_least asks for more phrases than "
	 "there are, or two keys ask for different amounts.",
	 "        count: {of: [unfortunately], min: 3, max: 1}\n",
	 "        count: {of: [unfortunately], max: 1}\n"},
	{"R308", "order names an unknown event",
	 "The events of an order are: met and a criterion's id, asks a question, said and phrases, and "
	 "action and a name. This is none of them, or names a criterion that the rubric does not have.",
	 "        order: [met apologies, asks a question]\n",
	 "        order: [met apology, asks a question]\n"},
	{"R309", "everything may be N/A at once",
	 "Every scored criterion has an only_if, and there is a conversation in which none of them holds. "
	 "It would then have no score at all. Let at least one criterion apply always.",
	 "      - {id: names-feeling, only_if: {anger: at least 40}}\n"
	 "      - {id: slows-down, only_if: {confusion: at least 40}}\n",
	 "      - {id: names-feeling, only_if: {anger: at least 40}}\n"
	 "      - {id: slows-down}\n"},
	{"R310", "no advice",
	 "The advice is what a trainee reads after a miss. Without it the scorecard only says that "
	 "something was wrong. One sentence that says what to do instead is enough.",
	 "      - {id: apology, require: [sorry]}\n",
	 "      - id: apology\n"
	 "        require: [sorry]\n"
	 "        advice: Say sorry for the problem before you ask for details.\n"},
	{"R311", "one criterion has over half of the points",
	 "One criterion decides the score nearly alone, whatever the others find. That may be meant; if "
	 "not, spread the points or split the criterion. It is a note and never fails a check.",
	 "      - {id: next-step, points: 60}\n"
	 "      - {id: apology, points: 10}\n",
	 "      - {id: next-step, points: 15}\n"
	 "      - {id: apology, points: 10}\n"
	 "      - {id: names-feeling, points: 10}\n"},
	{"R312", "a critical criterion without two fail examples",
	 "One hit of a critical criterion fails the attempt, so it is worth showing twice what counts as "
	 "one. Two different replies under fail: also keep its phrases from growing dead.",
	 "        forbid: [you should have, calm down]\n"
	 "        examples:\n"
	 "          pass: [\"I can see what happened.\"]\n"
	 "          fail: [\"You should have checked.\"]\n",
	 "        forbid: [you should have, calm down]\n"
	 "        examples:\n"
	 "          pass: [\"I can see what happened.\"]\n"
	 "          fail: [\"You should have checked.\", \"Please calm down.\"]\n"},
	{"R313", "the pass mark is not between 1 and 100",
	 "The pass mark is in per cent of the points that applied. Below 1 everybody would pass, above "
	 "100 nobody.",
	 "pass_mark: 750\n",
	 "pass_mark: 75\n"},
	{"R314", "before or after names no action",
	 "before: and after: look at the reply next to an action, such as hold or transfer. This is no "
	 "action that a trainee can do.",
	 "        before: holding\n",
	 "        before: hold\n"},
	{"R315", "where does not suit the kind",
	 "Each kind looks at certain parts of a conversation. A count or an order goes over the first N "
	 "replies or the whole conversation; a length over every reply, the first N or the last; the "
	 "measures over the whole. The place under the caret means nothing for this kind.",
	 "        count: {of: [unfortunately], max: 1}\n"
	 "        where: last reply\n",
	 "        count: {of: [unfortunately], max: 1}\n"
	 "        where: whole conversation\n"},
	{"R316", "no skill, or an unknown one",
	 "Every criterion trains one of six skills: effective-communication, emotional-intelligence, "
	 "problem-solving, attentive-listening, flexibility or product-knowledge. What a trainee should "
	 "practise next is worked out from them.",
	 "        skill: empathy\n",
	 "        skill: emotional-intelligence\n"},
	{NULL, NULL, NULL, NULL, NULL},
};
/* clang-format on */
