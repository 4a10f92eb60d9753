/* explain_p.c - the long texts of the codes P. */
#include "lint/explain_text.h"

#include <stddef.h>

const struct explain_text explain_p[] = {
	{"P201", "regex does not compile (caret inside it)", "Regex does not compile (caret inside it).", NULL, NULL},
	{"P202", "matches empty text", "Matches empty text.", NULL, NULL},
	{"P203", "hits the match limit on stress strings", "Hits the match limit on stress strings.", NULL, NULL},
	{"P204", "unknown <list>, did you mean", "Unknown <list>, did you mean.", NULL, NULL},
	{"P205", "list cycle", "List cycle.", NULL, NULL},
	{"P206", "phrase can never match", "Phrase can never match.", NULL, NULL},
	{"P207", "duplicate or covered phrase", "Duplicate or covered phrase.", NULL, NULL},
	{"P208", "unused list or entry", "Unused list or entry.", NULL, NULL},
	{"P209", "regex without word boundaries", "Regex without word boundaries.", NULL, NULL},
	{"P210", "same phrase required and forbidden", "Same phrase required and forbidden.", NULL, NULL},
	{"P211", "regex starts with a limit verb", "Regex starts with a limit verb.", NULL, NULL},
	{"P212", "except never overlaps a phrase", "Except never overlaps a phrase.", NULL, NULL},
	{"P213", "double-quoted regex with backslashes", "Double-quoted regex with backslashes.", NULL, NULL},
	{NULL, NULL, NULL, NULL, NULL},
};
