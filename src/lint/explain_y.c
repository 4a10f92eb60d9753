/* explain_y.c - the long texts of the codes Y: YAML and its shape. */
#include "lint/explain_text.h"

#include <stddef.h>

/* clang-format off */
const struct explain_text explain_y[] = {
	{"Y101", "the file is not valid YAML",
	 "The file cannot be read as YAML, so nothing else in it was looked at. The usual causes are a "
	 "bracket or a quotation mark that is never closed, a colon with a space after it inside an "
	 "unquoted text, or a line that is indented less than the one it belongs to.\n"
	 "The caret shows where reading stopped. The mistake is there or shortly before it.",
	 "title: Parcel: five days late\n",
	 "title: \"Parcel: five days late\"\n"},
	{"Y102", "a tab is used to indent",
	 "YAML shows what belongs together by spaces at the start of a line, and forbids tabs there, "
	 "because editors draw them in different widths. Nothing else in the file was looked at.\n"
	 "Most editors can write spaces when the tab key is pressed.",
	 "customer:\n"
	 "\tname: Dana\n",
	 "customer:\n"
	 "  name: Dana\n"},
	{"Y103", "the same key stands twice",
	 "One mapping has one value for each key. With the same key twice, one of the two values would be "
	 "lost without a word, so the file is refused. The caret is under the second.",
	 "nodes:\n"
	 "  opening: {says: [\"Hello?\"], otherwise: [\"Well?\", \"And?\"]}\n"
	 "  opening: {says: [\"Hi.\"], otherwise: [\"Well?\", \"And?\"]}\n",
	 "nodes:\n"
	 "  opening: {says: [\"Hello?\"], otherwise: [\"Well?\", \"And?\"]}\n"
	 "  second: {says: [\"Hi.\"], otherwise: [\"Well?\", \"And?\"]}\n"},
	{"Y104", "a key that does not exist",
	 "The key is not one that can stand here. It may be misspelt, or indented too far or not far "
	 "enough, so that it landed in the wrong mapping. When a known key is near, the help names it, "
	 "and the rest of the file is checked as if you had written that one.",
	 "        advise: Say sorry for the problem first.\n",
	 "        advice: Say sorry for the problem first.\n"},
	{"Y105", "a value of the wrong type",
	 "The value is not of the kind that its key needs: a word where a number is expected, a list "
	 "where there can be one value only, a mood of 140, a channel that is not one of the seven.\n"
	 "A common case: an unquoted text with a colon and a space in it becomes a key with a value. Put "
	 "the text in quotation marks.",
	 "    says: [Good: and will it come by tomorrow]\n",
	 "    says: [\"Good: and will it come by tomorrow?\"]\n"},
	{"Y106", "a key is missing",
	 "Something that the file cannot do without is not there. The caret is under the mapping that "
	 "lacks it: its first key, or its opening brace.\n"
	 "Every file needs its id, format and title. A rubric also needs pass_mark and sections; a "
	 "scenario needs channel, rubrics, the customer's name and mood, start, nodes and endings.",
	 "scenario: late-parcel\n"
	 "format: 1\n",
	 "scenario: late-parcel\n"
	 "format: 1\n"
	 "title: The parcel that never came\n"},
	{"Y107", "a tag, an anchor, an alias or a merge key",
	 "YAML has shorthand for copying parts of a file (&name, *name, <<) and for forcing a type "
	 "(!!str). These files do not use it: the text that you read should be the text that counts. "
	 "Write the part out again, or put shared phrases into a word list.\n"
	 "An unquoted text that opens with &, * or ! looks like shorthand. Put it in quotation marks.",
	 "    otherwise: [*sighs* Really?, \"Go on.\"]\n",
	 "    otherwise: [\"*sighs* Really?\", \"Go on.\"]\n"},
	{"Y108", "a text is cut off by #",
	 "In YAML a # after a space opens a comment, so an unquoted text ends there and the rest is lost "
	 "silently. With a word or number directly behind the # you most likely meant it to be said. Put "
	 "the whole text in quotation marks.\n"
	 "A real comment has a space after the #, and is left alone.",
	 "title: Where is order #40017\n",
	 "title: \"Where is order #40017\"\n"},
	{"Y109", "an unquoted customer line in brackets",
	 "Inside [ ] every comma starts another item. An unquoted line such as [OK, thanks] is therefore "
	 "two lines, \"OK\" and \"thanks\", of which the customer says one. Put each line in quotation marks, "
	 "or each on a line of its own after a dash.\n"
	 "This is asked only for what customers say: phrases and replies are often written without quotes "
	 "on purpose.",
	 "  relieved: {outcome: resolved, says: [OK, thank you.]}\n",
	 "  relieved: {outcome: resolved, says: [\"OK, thank you.\"]}\n"},
	{"Y110", "several documents in one file",
	 "Three dashes on a line of their own start a new document. One file holds one scenario, one "
	 "rubric or one file of word lists. Take the dashes away, or move the second part to a file of "
	 "its own.",
	 "start: opening\n"
	 "---\n"
	 "nodes:\n",
	 "start: opening\n"
	 "nodes:\n"},
	{"Y111", "not UTF-8, or a control character",
	 "The file holds a byte that is not UTF-8 text, or a character that a terminal would obey. The "
	 "first is usual after saving with an old Windows encoding: choose \"UTF-8\" when you save. The "
	 "second tends to come with text pasted from elsewhere: delete the character and type it anew.",
	 "  name: Andr\\xe9\n",
	 "  name: André\n"},
	{"Y112", "the file is of a newer format",
	 "The file says that it is written in a newer version of the format than this program knows. A "
	 "newer program may read it. If the number is a slip, the present format is 1.",
	 "format: 2\n",
	 "format: 1\n"},
	{"Y113", "too deep or too big",
	 "A file may be nested 32 levels deep and hold one megabyte. A scenario of 25 nodes needs 8 "
	 "levels and 20 kilobytes, so that a file beyond the limits is damaged, or not what it seems to "
	 "be.",
	 "brief: [[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[a parcel]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]\n",
	 "brief: A parcel is late.\n"},
	{"Y114", "an id that is not allowed",
	 "An id is what other parts of the file, other files and the store of attempts call a thing by. "
	 "It is made of small letters a to z, digits and dashes, starts with a letter or digit, and is at "
	 "most 64 characters long. Use title or text for words that people read.",
	 "  What now?:\n"
	 "    says: [\"OK. So what happens now?\"]\n",
	 "  what-now:\n"
	 "    says: [\"OK. So what happens now?\"]\n"},
	{"Y115", "an include that cannot be used",
	 "The file to include is not there, is not a file of word lists, includes the file that includes "
	 "it, or lies outside the content folder. A path is relative to the file that names it. The lists "
	 "of that file are unknown now, so a phrase that uses them is not reported too.",
	 "include: [wordlists-en.yaml]\n",
	 "include: [words-en.yaml]\n"},
	{NULL, NULL, NULL, NULL, NULL},
};
/* clang-format on */
